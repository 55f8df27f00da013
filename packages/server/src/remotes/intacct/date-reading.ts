import { RemoteError } from '@tieout/engine/ports/fault.ts'
import type { Fault } from '@tieout/engine/ports/fault.ts'
import { momentOf } from '@tieout/intacct/formats/times.ts'
import { UTC_FORMAT } from '@tieout/intacct/formats/user-format.ts'
import type { UserFormat } from '@tieout/intacct/formats/user-format.ts'

/** How far a stamp may seem to lie ahead: the widest zone, and clocks that differ. Milliseconds. */
const aheadMs = 15 * 3_600_000
/** Before there was an Intacct. */
const earliest = Date.UTC(1999, 0, 1)

/** Whether two formats write the same text, zone aside. */
export function writesAlike(a: UserFormat, b: UserFormat): boolean {
  return a.separator === b.separator && a.order === b.order && a.clock === b.clock
}

function isPlausible(text: string, format: UserFormat, now: number): boolean {
  const moment = momentOf(text, { ...format, offsetMinutes: 0 })
  if (moment === null || moment < earliest || moment > now + aheadMs) return false
  // A 24-hour clock never says AM or PM, and a 12-hour clock always does.
  return /[ap]m$/i.test(text.trim()) === (format.clock === 12)
}

/**
 * The format in which this Intacct writes, judged by stamps that it gave: MM/DD/YYYY with 24 hours, or the user's own. No source settles
 * which it is (reference 3.8). @param now our clock, epoch milliseconds
 */
export function formatSeen(
  user: UserFormat,
  stamps: readonly string[],
  now: number,
): UserFormat | 'ambiguous' | 'unreadable' {
  if (writesAlike(user, UTC_FORMAT)) return UTC_FORMAT
  if (stamps.length === 0) return 'ambiguous'
  const fits = (format: UserFormat) => stamps.every((text) => isPlausible(text, format, now))
  const [usual, own] = [fits(UTC_FORMAT), fits(user)]
  if (usual && own) return 'ambiguous'
  if (usual) return UTC_FORMAT
  return own ? user : 'unreadable'
}

const cure =
  'Give the Intacct user the locale en_US, dates as month/day/year and a 24-hour clock under My preferences, then check again. Nothing is read or written until then.'

const faults: Readonly<Record<'ambiguous' | 'unreadable', Pick<Fault, 'cause' | 'sentence'>>> = {
  ambiguous: { cause: 'dates_ambiguous', sentence: 'Dates from Intacct can be read in two ways.' },
  unreadable: {
    cause: 'dates_unreadable',
    sentence: 'Intacct writes dates in a way that is new to us.',
  },
}

/** Stops the connection: a date that is read the wrong way round would be a wrong date in a ledger. @param text as Intacct wrote it */
export function dateFault(kind: 'ambiguous' | 'unreadable', text: string): RemoteError {
  return new RemoteError({
    ...faults[kind],
    about: '',
    cure,
    who: 'intacct_admin',
    retry: 'connection',
    said: text,
  })
}
