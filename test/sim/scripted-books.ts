import { summedApplications, withoutSteps } from '@tieout/engine/core/apply.ts'
import { withFields } from '@tieout/engine/core/compare.ts'
import { fromMinor, toMinor } from '@tieout/engine/core/money.ts'
import type { ObjectType } from '@tieout/engine/core/object-types.ts'
import type { CreditApplicationData, RecordData } from '@tieout/engine/core/records.ts'
import { pointersOf } from '@tieout/engine/core/references.ts'
import { stampOf } from '@tieout/engine/core/stamps.ts'
import type { Fault } from '@tieout/engine/ports/fault.ts'
import type { Deletion, DocumentState, RemoteFacts, RemoteRow } from '@tieout/engine/ports/remote.ts'
import { remotePointer } from '@tieout/engine/core/translate.ts'

type Credit = NonNullable<RemoteFacts['applications']>[number]

interface Entry {
  readonly type: ObjectType
  readonly key: string
  readonly marker: string | null
  readonly createdAt: number
  readonly createdBy: string
  /** Key of the Order Entry document that made it. */
  readonly document: string | null
  data: RecordData
  /** What a credit is applied to, entry by entry. */
  credits: readonly Credit[]
  /** `open` stands for whatever the amounts say. */
  state: 'active' | 'inactive' | 'draft' | 'open' | 'reversed'
  stamp: string
  modifiedBy: string
}

export class Refusal extends Error {
  readonly fault: Fault
  constructor(cause: string, sentence: string, retry: Fault['retry'] = 'never') {
    super(sentence)
    this.fault = { cause, about: '', sentence, cure: 'Look at it.', who: 'you', retry, said: sentence }
  }
}

export interface NewRecord {
  readonly type: ObjectType
  readonly data: RecordData
  readonly by: string
  readonly marker?: string | null
  readonly draft?: boolean
  readonly document?: string
}

/** A small ledger with real consequences: numbers are taken once, payments move what is due, what is paid cannot be edited or reversed. */
export class Books {
  readonly entries = new Map<string, Entry>()
  readonly deleted: Deletion[] = []
  /** Documents dated on or before it are refused, `YYYY-MM-DD`. */
  closedThrough = ''
  private readonly now: () => number
  private lastKey = 0

  constructor(now: () => number) {
    this.now = now
  }

  all(type: ObjectType): Entry[] {
    return [...this.entries.values()].filter((entry) => entry.type === type)
  }

  find(type: ObjectType, key: string): Entry | undefined {
    return this.entries.get(`${type}:${key}`)
  }

  byNumber(type: ObjectType, number: string): Entry | undefined {
    return this.all(type).find((entry) => numberOf(entry.data) === number)
  }

  create({ type, data, by, marker = null, draft = false, document }: NewRecord): string {
    this.checkPointers(type, data)
    this.checkPeriod(data)
    if ('number' in data && this.byNumber(type, data.number))
      throw new Refusal('number_taken', 'The number is taken.')
    this.lastKey += 1
    const key = String(this.lastKey)
    this.entries.set(`${type}:${key}`, {
      type,
      key,
      marker,
      createdAt: this.now(),
      createdBy: by,
      document: document ?? null,
      data: withoutSteps(type, data),
      credits: [],
      state: stateOfNew(type, data, draft),
      stamp: stampOf(this.now()),
      modifiedBy: by,
    })
    return key
  }

  update(type: ObjectType, key: string, changes: Readonly<Record<string, unknown>>, by: string): void {
    const entry = this.must(type, key)
    if (entry.state === 'reversed') throw new Refusal('reversed', 'It is reversed.')
    const touchesMoney = Object.keys(changes).some((field) => moneyFields.has(field))
    if (type === 'payment' || type === 'advance')
      throw new Refusal('not_editable', 'A payment cannot be edited.')
    if (touchesMoney && this.paid(entry) > 0n) throw new Refusal('paid', 'It has payments.')
    const kept = Object.entries({ ...entry.data, ...changes }).filter(
      ([, value]) => value !== undefined && value !== null,
    )
    entry.data = Object.fromEntries(kept) as unknown as RecordData
    if (type === 'customer')
      entry.state = 'status' in entry.data && entry.data.status === 'inactive' ? 'inactive' : 'active'
    this.touch(entry, by)
  }

  /** An edit of the Order Entry document behind a record: another one takes its place, with what is applied of it, and no audit history says so. */
  remake(type: ObjectType, key: string, by: string): string {
    const { document, data, credits } = this.must(type, key)
    this.entries.delete(`${type}:${key}`)
    const next = this.create({ type, data, by, ...(document === null ? {} : { document }) })
    this.must(type, next).credits = credits
    return next
  }

  reverse(type: ObjectType, key: string, by: string): void {
    const entry = this.must(type, key)
    if (entry.state === 'reversed') throw new Refusal('reversed', 'It is reversed already.')
    if (type === 'invoice' && this.paid(entry) > 0n) throw new Refusal('paid', 'It has payments.')
    this.checkPeriod(entry.data)
    entry.state = 'reversed'
    this.touch(entry, by)
  }

  delete(type: ObjectType, key: string, by: string): void {
    const entry = this.must(type, key)
    if (type !== 'payment' && this.paid(entry) > 0n) throw new Refusal('paid', 'It has payments.')
    this.entries.delete(`${type}:${key}`)
    this.deleted.push({ type, key, stamp: stampOf(this.now()), by })
  }

  /** Applies a credit to invoices and debit memos by one entry. */
  apply(key: string, items: readonly CreditApplicationData[], by: string): void {
    const entry = this.applying(key)
    const total = amountOf(entry.data)
    const sum = items.reduce((all, item) => all + toMinor(item.amount, 'USD'), 0n)
    if (sum > total - this.paid(entry)) throw new Refusal('over_applied', 'More than is left of it.')
    for (const item of items) {
      const target = this.must(
        item.invoice === undefined ? 'credit_note' : 'invoice',
        item.invoice ?? item.debitMemo ?? '',
      )
      if (target.state !== 'open' || !('total' in target.data))
        throw new Refusal('not_open', 'It is not open.')
      const due = toMinor(target.data.total, 'USD') - this.paid(target)
      if (toMinor(item.amount, 'USD') > due) throw new Refusal('over_applied', 'More than is due.')
    }
    this.lastKey += 1
    const own = items.map((item, at): Credit => ({
      key: `${this.lastKey}.${at}`,
      by: String(this.lastKey),
      ...targetOf(item),
      amount: item.amount,
    }))
    entry.credits = [...entry.credits, ...own]
    this.touch(entry, by)
  }

  /** Reverses one entry that applies a credit. */
  takeBack(key: string, which: string, by: string): void {
    const entry = this.applying(key)
    if (!entry.credits.some((item) => item.by === which))
      throw new Refusal('reversed', 'It is reversed already.')
    entry.credits = entry.credits.filter((item) => item.by !== which)
    this.touch(entry, by)
  }

  submit(type: ObjectType, key: string, by: string): void {
    const entry = this.must(type, key)
    entry.state = 'open'
    this.touch(entry, by)
  }

  row(entry: Entry): RemoteRow {
    return {
      type: entry.type,
      key: entry.key,
      number: numberOf(entry.data),
      stamp: entry.stamp,
      created: stampOf(entry.createdAt),
      entity: null,
      marker: entry.marker,
      data: dataOf(entry),
      facts: this.facts(entry),
      references: pointersOf(entry.type, dataOf(entry), remotePointer),
    }
  }

  /** Minor units of an invoice or debit memo that standing payments and credits pay, or of a credit that are applied. */
  paid(document: Entry): bigint {
    const payments = this.all('payment').filter((payment) => payment.state !== 'reversed')
    const credits = applyingTypes.flatMap((type) => this.all(type)).flatMap((entry) => entry.credits)
    const paying = [
      ...document.credits,
      ...(document.type === 'payment' ? applicationsOf(document.data) : []),
      ...[...credits, ...payments.flatMap((payment) => applicationsOf(payment.data))].filter(
        (item) => item[document.type === 'invoice' ? 'invoice' : 'debitMemo'] === document.key,
      ),
    ]
    return paying.reduce((sum, item) => sum + toMinor(item.amount, 'USD'), 0n)
  }

  private facts(entry: Entry): RemoteFacts {
    const people = {
      createdBy: entry.createdBy,
      modifiedBy: entry.modifiedBy,
      ...(entry.document === null
        ? {}
        : {
            document: {
              key: entry.document,
              id: `Sales Return-${entry.document}`,
              definition: 'Sales Return',
            },
          }),
    }
    if (entry.type === 'payment') {
      const applications = applicationsOf(entry.data).map((item, at) => ({
        key: `${entry.key}.${at}`,
        ...targetOf(item),
        amount: item.amount,
      }))
      const all = [...applications, ...entry.credits]
      return { state: entry.state === 'open' ? 'paid' : entry.state, applications: all, ...people }
    }
    if (entry.type === 'customer') return { state: entry.state, ...people }
    const total = amountOf(entry.data)
    const paid = this.paid(entry)
    const applied =
      entry.type !== 'invoice' ? { applications: entry.credits, touches: entry.credits.map(touchedBy) } : {}
    return {
      ...applied,
      state: entry.state === 'open' ? paidState(paid, total) : entry.state,
      paid: fromMinor(paid, 'USD'),
      due: entry.state === 'reversed' ? '0.00' : fromMinor(total - paid, 'USD'),
      ...people,
    }
  }

  private must(type: ObjectType, key: string): Entry {
    const entry = this.find(type, key)
    if (!entry) throw new Refusal('not_found', 'There is no such record.')
    return entry
  }

  /** What can be applied by entries: a credit note, an advance, or what a payment left over. */
  private applying(key: string): Entry {
    const found = applyingTypes.map((type) => this.find(type, key)).find((entry) => entry !== undefined)
    if (!found) throw new Refusal('not_found', 'There is no such record.')
    return found
  }

  private touch(entry: Entry, by: string): void {
    entry.stamp = stampOf(this.now())
    entry.modifiedBy = by
  }

  private checkPeriod(data: RecordData): void {
    if ('date' in data && data.date <= this.closedThrough)
      throw new Refusal('period_closed', 'The period is closed.')
  }

  private checkPointers(type: ObjectType, data: RecordData): void {
    if (!('customer' in data)) return
    if (!this.byNumber('customer', data.customer))
      throw new Refusal('no_customer', 'There is no such customer.')
    if (type !== 'payment') return
    for (const application of applicationsOf(data)) {
      const invoice = this.must(
        application.invoice === undefined ? 'credit_note' : 'invoice',
        application.invoice ?? application.debitMemo ?? '',
      )
      if (invoice.state !== 'open' || !('total' in invoice.data))
        throw new Refusal('not_open', 'It is not open.')
      const due = toMinor(invoice.data.total, 'USD') - this.paid(invoice)
      if (toMinor(application.amount, 'USD') > due) throw new Refusal('over_applied', 'More than is due.')
    }
  }
}

const moneyFields: ReadonlySet<string> = new Set(['lines', 'total', 'date', 'customer', 'number', 'currency'])

function stateOfNew(type: ObjectType, data: RecordData, draft: boolean): Entry['state'] {
  if (type !== 'customer') return draft ? 'draft' : 'open'
  return 'status' in data && data.status === 'inactive' ? 'inactive' : 'active'
}

function paidState(paid: bigint, total: bigint): DocumentState {
  if (paid === 0n) return 'open'
  return paid >= total ? 'paid' : 'partially_paid'
}

function numberOf(data: RecordData): string {
  return 'number' in data ? data.number : (data.reference ?? '')
}

const applyingTypes = ['credit_note', 'advance', 'payment'] as const

function amountOf(data: RecordData): bigint {
  if ('total' in data) return toMinor(data.total, 'USD')
  return 'amount' in data ? toMinor(data.amount, 'USD') : 0n
}

function applicationsOf(data: RecordData): readonly CreditApplicationData[] {
  return 'amount' in data && 'customer' in data ? (data.applications ?? []) : []
}

function touchedBy({ invoice, debitMemo }: Credit) {
  return invoice === undefined
    ? ({ type: 'credit_note', key: debitMemo ?? '' } as const)
    : ({ type: 'invoice', key: invoice } as const)
}

/** An invoice, or a debit memo. */
function targetOf({ invoice, debitMemo }: { invoice?: string | undefined; debitMemo?: string | undefined }) {
  return invoice === undefined ? { debitMemo: debitMemo ?? '' } : { invoice }
}

function dataOf({ type, data, credits }: Entry): RecordData {
  if (type === 'customer' || type === 'invoice' || (type === 'payment' && credits.length === 0)) return data
  const own = type === 'payment' ? applicationsOf(data) : []
  const items = [...own, ...credits.map((item) => ({ ...targetOf(item), amount: item.amount }))]
  return withFields(data, { applications: summedApplications(items, 'USD') })
}
