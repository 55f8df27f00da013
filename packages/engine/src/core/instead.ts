import type { AppSide, Instead } from '../ports/situation.ts'
import { effectiveApp, plain, withFields } from './compare.ts'
import { sameJson } from './json.ts'
import type { Json } from './json.ts'
import type { RecordData } from './records.ts'

type Entry = Instead[string]

/** Those entries that still stand: the app's own value has not moved since they were made. @param ours the app's record as it counts */
export function standing(instead: Instead, ours: RecordData): Instead {
  const now = plain(ours)
  return Object.fromEntries(
    Object.entries(instead).filter(([field, { over }]) => sameJson(now[field] ?? null, over)),
  )
}

/** The entries with one more. */
export function putInstead(
  instead: Instead,
  ours: RecordData,
  changes: Readonly<Record<string, Json>>,
  why: Entry['why'],
): Instead {
  const over = plain(ours)
  const added = Object.entries(changes).map(
    ([field, value]) => [field, { value, over: over[field] ?? null, why }] as const,
  )
  return { ...instead, ...Object.fromEntries(added) }
}

/**
 * What a create carries: another number, or another day, where that was chosen. The day that the app gave stays in the memo.
 * @param data ready to be sent, in remote terms
 */
export function withInstead(app: AppSide, data: RecordData, instead: Instead): RecordData {
  const { number, date } = standing(instead, effectiveApp(app))
  const renumbered = number?.why === 'renumbered' ? { number: number.value } : {}
  return withFields(data, { ...renumbered, ...(date?.why === 'redated' ? redated(data, date) : {}) })
}

function redated(data: RecordData, { value, over }: Entry): Readonly<Record<string, Json>> {
  const memo = 'description' in data ? (data.description ?? '') : ''
  const note = `Original date ${typeof over === 'string' ? over : ''}`
  const due = 'dueDate' in data && data.dueDate !== undefined ? { dueDate: laterOf(data.dueDate, value) } : {}
  return { date: value, description: memo === '' ? note : `${memo} (${note})`.slice(0, 900), ...due }
}

/** Nothing is due before it is dated. */
function laterOf(due: string, date: Json): Json {
  return typeof date === 'string' && due < date ? date : due
}
