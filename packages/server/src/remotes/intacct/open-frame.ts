import type { Intacct } from '@tieout/intacct/client.ts'
import { IntacctError } from '@tieout/intacct/errors/outcome.ts'
import { UTC_FORMAT } from '@tieout/intacct/formats/user-format.ts'
import type { UserFormat } from '@tieout/intacct/formats/user-format.ts'
import { dateFault, formatSeen, writesAlike } from './date-reading.ts'
import type { Frame } from './frame.ts'

/** Objects whose stamps show how this Intacct writes, the likeliest to be readable first. */
const witnesses = ['USERINFO', 'CUSTOMER', 'GLACCOUNT', 'ARINVOICE'] as const

/** A user whose format Intacct does not tell might write the day first, in any zone of the earth. */
const untold: UserFormat = { ...UTC_FORMAT, order: 'dmY' }
const anyZone = { leastOffsetMinutes: -12 * 60, mostOffsetMinutes: 14 * 60 }

function zonesOf(told: UserFormat): Pick<Frame, 'leastOffsetMinutes' | 'mostOffsetMinutes'> {
  return {
    leastOffsetMinutes: Math.min(0, told.offsetMinutes),
    mostOffsetMinutes: Math.max(0, told.offsetMinutes),
  }
}

/**
 * Learns once how this Intacct writes dates and times for our user. Costs no unit for a user with the usual format, one to four for others.
 * @param now our clock, epoch milliseconds
 * @throws RemoteError when two readings remain, or none; IntacctError
 */
export async function openFrame(intacct: Intacct, userId: string, now: () => number): Promise<Frame> {
  const told = await intacct.userFormatting({ userId })
  if (told !== null && writesAlike(told, UTC_FORMAT)) return { format: UTC_FORMAT, ...zonesOf(told) }
  const stamps: string[] = []
  for (const object of witnesses) {
    stamps.push(...(await stampsOf(intacct, object)))
    const format = formatSeen(told ?? untold, stamps, now())
    if (format === 'ambiguous') continue
    if (format === 'unreadable') throw dateFault('unreadable', stamps.at(-1) ?? '')
    return { format, ...(told === null ? anyZone : zonesOf(told)) }
  }
  throw dateFault('ambiguous', stamps.at(-1) ?? '')
}

/** Stamps of the newest records; none where the user may not look. */
async function stampsOf(intacct: Intacct, object: string): Promise<readonly string[]> {
  try {
    const { rows } = await intacct.query({
      object,
      fields: ['RECORDNO', 'WHENMODIFIED'],
      orderBy: [{ field: 'RECORDNO', descending: true }],
      pageSize: 100,
      showPrivate: true,
    })
    return rows.map((row) => row['WHENMODIFIED'] ?? '').filter((text) => text !== '')
  } catch (error) {
    if (error instanceof IntacctError && error.outcome.kind === 'failed' && hidden.has(error.outcome.cause))
      return []
    throw error
  }
}

const hidden: ReadonlySet<string> = new Set(['no_permission', 'object_unknown', 'field_unknown', 'no_data'])
