import type { RemoteFacts } from '../ports/remote.ts'
import type { RemoteSide } from '../ports/situation.ts'
import { fromMinor, toMinor } from './money.ts'
import { infoOf } from './object-types.ts'
import type { ObjectType } from './object-types.ts'
import { withFields } from './compare.ts'
import type { AppliedItem, RecordData } from './records.ts'

/**
 * Applying a credit, an advance or what a payment left over takes writes of its own, one at a time, each compared with what Intacct has by then: first what is applied too
 * far is taken back, entry by entry, then what is missing is applied in one entry.
 */
export type Step =
  | {
      /** RECORDNO of the entry that is reversed; null: it also carries what is not this record's, so a person must. */
      readonly takeBack: string | null
      readonly target: readonly AppliedItem[]
    }
  | {
      readonly apply: readonly AppliedItem[]
      readonly target: readonly AppliedItem[]
    }

/** Whether this field of a record is written by such steps. */
export function isStepField(type: ObjectType, field: string): boolean {
  return field === 'applications' && infoOf(type).appliedLater !== undefined
}

/** The record without what is applied later: what a create carries. */
export function withoutSteps(type: ObjectType, data: RecordData): RecordData {
  return infoOf(type).appliedLater === 'all' ? withFields(data, { applications: [] }) : data
}

/** What a record is applied to; nothing where its type has no such field. */
export function creditApplications(data: RecordData): readonly AppliedItem[] {
  return 'applications' in data ? (data.applications ?? []) : []
}

/** The next write towards `wanted` (both in remote terms); null when Intacct has just that. */
export function nextStep(wanted: readonly AppliedItem[], remote: RemoteSide, currency: string): Step | null {
  const there = amountsOf(creditApplications(remote.data), currency)
  const aim = amountsOf(wanted, currency)
  const tooFar = new Set([...there].flatMap(([to, amount]) => (amount > (aim.get(to) ?? 0n) ? [to] : [])))
  if (tooFar.size > 0) return takeBack(tooFar, there, remote.facts, currency)
  const missing = [...aim].flatMap(([to, amount]): [string, bigint][] => {
    const rest = amount - (there.get(to) ?? 0n)
    return rest > 0n ? [[to, rest]] : []
  })
  if (missing.length === 0) return null
  return { apply: itemsOf(new Map(missing), currency), target: itemsOf(aim, currency) }
}

/** The newest entry first, so that they are undone in the opposite order. */
function takeBack(
  tooFar: ReadonlySet<string>,
  there: ReadonlyMap<string, bigint>,
  facts: RemoteFacts,
  currency: string,
): Step {
  const entries = facts.applications ?? []
  const newest = entries
    .filter((item) => tooFar.has(targetText(item)))
    .map((item) => item.by ?? '')
    .sort((a, b) => Number(b) - Number(a))[0]
  const own = entries.filter((item) => item.by === newest)
  const left = new Map(there)
  for (const item of own)
    left.set(targetText(item), (left.get(targetText(item)) ?? 0n) - toMinor(item.amount, currency))
  const isOurs = newest !== undefined && newest !== '' && own.every((item) => item.shared !== true)
  return { takeBack: isOurs ? newest : null, target: itemsOf(left, currency) }
}

const targets = ['invoice', 'bill', 'debitMemo'] as const

function targetText(item: Omit<AppliedItem, 'amount'>): string {
  const name = targets.find((each) => item[each] !== undefined) ?? 'debitMemo'
  return `${name}:${item[name] ?? ''}`
}

function amountsOf(items: readonly AppliedItem[], currency: string): Map<string, bigint> {
  const sums = new Map<string, bigint>()
  for (const item of items)
    sums.set(targetText(item), (sums.get(targetText(item)) ?? 0n) + toMinor(item.amount, currency))
  return sums
}

/** One entry a target, in the order of their names, whatever came first. */
function itemsOf(amounts: ReadonlyMap<string, bigint>, currency: string): AppliedItem[] {
  return [...amounts]
    .filter(([, minor]) => minor !== 0n)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([to, minor]) => {
      const at = to.indexOf(':')
      return { [to.slice(0, at)]: to.slice(at + 1), amount: fromMinor(minor, currency) }
    })
}

/** What is applied to each target in all, one entry a target and in a fixed order. @param currency of the record */
export function summedApplications<Item extends AppliedItem>(
  items: readonly Item[],
  currency: string,
): Item[] {
  // Items of one type name their targets alike, and so do the sums.
  return itemsOf(amountsOf(items, currency), currency) as Item[]
}
