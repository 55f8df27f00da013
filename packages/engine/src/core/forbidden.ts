import type { AppPut } from '../ports/app-put.ts'
import type { AppSide, Base, RemoteSide, Situation } from '../ports/situation.ts'
import type { Settled } from '../ports/settled.ts'
import { effectiveApp, plain, withFields } from './compare.ts'
import { displayOf } from './display.ts'
import { putInstead } from './instead.ts'
import { canonicalJson, hashOf } from './json.ts'
import type { Json } from './json.ts'
import { fromMinor, toMinor } from './money.ts'
import type { CreditNoteData, InvoiceData, LineData } from './records.ts'
import { referencesOf } from './references.ts'
import { entry, settled } from './settled.ts'
import type { DecideContext } from './settled.ts'
import { stampOf } from './stamps.ts'

/**
 * An edit that Intacct forbids, with a person's choice for it: left as it is on both sides, or the difference made good by a credit note
 * or debit memo of ours. Null: nothing of that kind was chosen, or it cannot be done.
 * @param fields those that Intacct lets nobody change
 */
export function chosenForForbidden(
  situation: Situation,
  app: AppSide,
  remote: RemoteSide,
  base: Base,
  fields: readonly string[],
  context: DecideContext,
): Settled | null {
  if (situation.choice === 'leave')
    return agreedToDiffer(situation, app, remote, base, fields, { reason: 'left_different', why: 'left' })
  if (situation.choice !== 'credit_difference') return null
  const memo = memoFor(situation, app, remote, base, fields, context)
  if (memo === null) return null
  const agreed = { reason: 'difference_credited', why: 'credited', number: memo.display.number } as const
  return { ...agreedToDiffer(situation, app, remote, base, fields, agreed), derive: [memo] }
}

/** Both sides keep their own values of these fields. What else the app changed is looked at next. */
function agreedToDiffer(
  situation: Situation,
  app: AppSide,
  remote: RemoteSide,
  base: Base,
  fields: readonly string[],
  how: { reason: 'left_different' | 'difference_credited'; why: 'left' | 'credited'; number?: string },
): Settled {
  const ours = effectiveApp(app)
  const own = Object.fromEntries(fields.map((field) => [field, plain(ours)[field]]))
  const theirs = Object.fromEntries(fields.map((field) => [field, plain(remote.data)[field] ?? null]))
  return settled(situation, how.reason, {
    base: { ...base, app: withFields(base.app, own), facts: remote.facts, remoteHash: remote.hash },
    instead: putInstead(situation.instead, ours, theirs, how.why),
    message: { fields, ...(how.number === undefined ? {} : { number: how.number }) },
    clearChoice: true,
    dueAt: 0,
    timeline: [entry(how.reason, { fields, ...(how.number === undefined ? {} : { number: how.number }) })],
  })
}

/**
 * The credit note, or debit memo, that brings what Intacct has to what the app says, counted from what both last agreed on. Null where no
 * one document can: another customer or currency, or lines that both rise and fall.
 */
function memoFor(
  situation: Situation,
  app: AppSide,
  remote: RemoteSide,
  base: Base,
  fields: readonly string[],
  context: DecideContext,
): AppPut | null {
  const ours = effectiveApp(app)
  if (situation.type !== 'invoice' || !('lines' in ours) || !('lines' in base.app)) return null
  if (fields.some((field) => field !== 'lines' && field !== 'total')) return null
  const invoice = ours as InvoiceData
  const currency = invoice.currency ?? context.settings.baseCurrency
  const lines = differencesOf(invoice.lines, base.app.lines, currency)
  const sum = lines.reduce((total, { minor }) => total + minor, 0n)
  const isOneWay = lines.every(({ minor }) => minor > 0n === sum > 0n)
  if (sum === 0n || !isOneWay) return null
  if (sum !== toMinor(invoice.total, currency) - toMinor(base.app.total, currency)) return null
  const kind = sum < 0n ? 'credit' : 'debit'
  const size = sum < 0n ? -sum : sum
  const due = toMinor(remote.facts.due ?? '0', currency)
  const applied = kind === 'debit' || due <= 0n ? 0n : due < size ? due : size
  const number = `${invoice.number.slice(0, 40)}-D${app.version}`
  const today = stampOf(context.now).slice(0, 10)
  const data: CreditNoteData = {
    number,
    kind,
    customer: invoice.customer,
    date: today < invoice.date ? invoice.date : today,
    ...(invoice.currency === undefined ? {} : { currency: invoice.currency }),
    description: `Difference of invoice ${invoice.number}, version ${app.version}`,
    reference: invoice.number,
    lines: lines.map(({ line, minor }) => ({
      ...line,
      amount: fromMinor(minor < 0n ? -minor : minor, currency),
    })),
    total: fromMinor(size, currency),
    applications: applied === 0n ? [] : [{ invoice: app.id, amount: fromMinor(applied, currency) }],
  }
  const id = `${app.id}~difference-${app.version}`
  return {
    type: 'credit_note',
    id,
    version: 1,
    state: 'approved',
    data,
    hash: hashOf({ state: 'approved', data: data as Json }),
    references: referencesOf('credit_note', data),
    display: displayOf(data, id, context.settings.baseCurrency),
  }
}

/** Where an amount is booked: everything of a line but the amount and its memo. */
type Coded = Omit<LineData, 'amount' | 'memo'>

function codingOf(line: LineData): Coded {
  const entries = Object.entries(line).filter(([name]) => name !== 'amount' && name !== 'memo')
  return Object.fromEntries(entries)
}

/** What each account with its dimensions rises or falls by, in minor units. */
function differencesOf(
  ours: readonly LineData[],
  before: readonly LineData[],
  currency: string,
): { line: Coded; minor: bigint }[] {
  const sums = new Map<string, { line: Coded; minor: bigint }>()
  const add = (line: LineData, sign: bigint) => {
    const coding = codingOf(line)
    const key = canonicalJson(coding)
    const minor = (sums.get(key)?.minor ?? 0n) + sign * toMinor(line.amount, currency)
    sums.set(key, { line: coding, minor })
  }
  for (const line of ours) add(line, 1n)
  for (const line of before) add(line, -1n)
  return [...sums.values()].filter(({ minor }) => minor !== 0n)
}
