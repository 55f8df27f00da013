import type { ObjectType } from '@tieout/engine/core/object-types.ts'
import { intacctDate } from '@tieout/intacct/formats/times.ts'
import { ge, gt, lt } from '@tieout/intacct/reading/filter.ts'
import type { Filter } from '@tieout/intacct/reading/filter.ts'
import type { Extent } from '../ports.ts'
import { toDay } from './frame.ts'
import { adapters } from './objects/table.ts'
import type { Reader } from './reader.ts'
import { told } from './told.ts'

/** Fields by which documents are counted; master data is counted whole. */
const dated: readonly { type: ObjectType; date: string | null; due: string | null }[] = [
  { type: 'customer', date: null, due: null },
  { type: 'invoice', date: 'WHENCREATED', due: 'TRX_TOTALDUE' },
  { type: 'credit_note', date: 'WHENCREATED', due: 'TRX_TOTALDUE' },
  { type: 'advance', date: 'RECEIPTDATE', due: null },
  { type: 'payment', date: 'RECEIPTDATE', due: null },
]

/**
 * How much a first sync would read: counts by Intacct itself, one unit each, nothing is fetched. What our user may
 * not read is not counted.
 * @param from first day, YYYY-MM-DD; null: everything
 * @throws IntacctError
 */
export async function extentOf(reader: Reader, from: string | null): Promise<Extent> {
  const { intacct, frame } = reader
  const since = from === null ? null : intacctDate(from, frame.format)
  const count = async (object: string, filters: readonly Filter[]): Promise<number> => {
    const filter = filters.length < 2 ? filters[0] : ({ op: 'and', of: filters } as const)
    const { total, rows } = await intacct.query({
      object,
      fields: ['RECORDNO'],
      filter,
      pageSize: 1,
      showPrivate: true,
    })
    return total ?? rows.length
  }
  const types = []
  for (const { type, date, due } of dated) {
    const { object, filter } = adapters[type]
    const own = filter === undefined ? [] : [filter]
    const inTime = date !== null && since !== null ? [ge(date, since)] : []
    const found = await told(async () => ({
      type,
      all: await count(object, [...own, ...inTime]),
      open: due === null ? 0 : await count(object, [...own, ...inTime, gt(due, '0')]),
    }))
    if (found !== null) types.push(found)
  }
  const isOpen = gt('TRX_TOTALDUE', '0')
  const older = since === null ? 0 : await told(() => count('ARINVOICE', [isOpen, lt('WHENCREATED', since)]))
  const oldest = await told(() =>
    intacct.query({
      object: 'ARINVOICE',
      fields: ['WHENCREATED'],
      filter: isOpen,
      orderBy: [{ field: 'WHENCREATED' }],
      pageSize: 1,
      showPrivate: true,
    }),
  )
  const earliestOpen = toDay(oldest?.rows[0]?.['WHENCREATED'], frame)
  return { types, olderOpen: older ?? 0, earliestOpen: earliestOpen === '' ? null : earliestOpen }
}
