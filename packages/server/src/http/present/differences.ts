import { fieldsOf } from '@tieout/engine/core/fields.ts'
import { sameField } from '@tieout/engine/core/compare.ts'
import { withFee } from '@tieout/engine/core/fee.ts'
import type { Json } from '@tieout/engine/core/json.ts'
import type { ObjectType } from '@tieout/engine/core/object-types.ts'
import type { RecordData } from '@tieout/engine/core/records.ts'
import type { LinkedRow, RecordDetailRow } from '@tieout/store/views/record.ts'

type Data = Readonly<Record<string, Json>>

export interface Difference {
  readonly field: string
  readonly label: string
  readonly app: Json
  readonly base: Json
  readonly remote: Json
}

function idOf(known: readonly LinkedRow[], type: ObjectType, key: Json): Json {
  return known.find((row) => row.type === type && row.remoteKey === key)?.id ?? key
}

/** Pointers of Intacct's record in the app's terms, where the other record is known: what differs is then only what truly differs. */
function inAppTerms(data: Data, known: readonly LinkedRow[]): Data {
  const customer = known.find((row) => row.type === 'customer' && row.number === data.customer)
  const lists = ['applications', 'credits'].flatMap((name) => {
    const list = data[name]
    return Array.isArray(list) ? [[name, (list as readonly Data[]).map((item) => targetOf(item, known))]] : []
  })
  return {
    ...data,
    ...(customer === undefined ? {} : { customer: customer.id }),
    ...(Object.fromEntries(lists) as Data),
  }
}

/** What an application or a credit names, each by the app's id of it. */
const named = { invoice: 'invoice', debitMemo: 'credit_note', creditNote: 'credit_note' } as const

function targetOf(item: Data, known: readonly LinkedRow[]): Data {
  const pointers = Object.entries(named).flatMap(([name, type]) => {
    const key = item[name]
    return key === undefined ? [] : [[name, idOf(known, type, key)]]
  })
  return { ...item, ...(Object.fromEntries(pointers) as Data) }
}

/** Fields in which a side has moved away from what both last agreed on, or in which the sides differ where nothing was agreed yet. */
export function differencesOf(detail: RecordDetailRow): Difference[] {
  const { app, remote, base, row, parents } = detail
  if (app === null || remote === null) return []
  const mine = withFee(row.id, app.data as unknown as RecordData) as unknown as Data
  const there = inAppTerms(remote.data, parents)
  return Object.entries(fieldsOf(row.type)).flatMap(([field, info]) => {
    const ours = mine[field] ?? null
    const theirs = there[field] ?? null
    if (sameField(row.type, field, ours, theirs)) return []
    const agreed = base?.app[field] ?? null
    const oursMoved = base === null || !sameField(row.type, field, ours, agreed)
    const theirsMoved = base === null || !sameField(row.type, field, remote.data[field], base.remote[field])
    // What Intacct added on saving, and both agreed on since, is no difference.
    if (!oursMoved && !theirsMoved) return []
    return [{ field, label: info.label, app: ours, base: agreed, remote: theirs }]
  })
}
