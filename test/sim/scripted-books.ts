import { fromMinor, toMinor } from '@tieout/engine/core/money.ts'
import type { ObjectType } from '@tieout/engine/core/object-types.ts'
import type { ApplicationData, RecordData } from '@tieout/engine/core/records.ts'
import type { Reference } from '@tieout/engine/core/references.ts'
import { stampOf } from '@tieout/engine/core/stamps.ts'
import type { Deletion, DocumentState, Fault, RemoteFacts, RemoteRow } from '@tieout/engine/ports.ts'

interface Entry {
  readonly type: ObjectType
  readonly key: string
  readonly marker: string | null
  readonly createdAt: number
  readonly createdBy: string
  data: RecordData
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

  create({ type, data, by, marker = null, draft = false }: NewRecord): string {
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
      data,
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
    if (type === 'payment') throw new Refusal('not_editable', 'A payment cannot be edited.')
    if (type === 'invoice' && touchesMoney && this.paid(entry) > 0n)
      throw new Refusal('paid', 'It has payments.')
    const kept = Object.entries({ ...entry.data, ...changes }).filter(
      ([, value]) => value !== undefined && value !== null,
    )
    entry.data = Object.fromEntries(kept) as unknown as RecordData
    if (type === 'customer')
      entry.state = 'status' in entry.data && entry.data.status === 'inactive' ? 'inactive' : 'active'
    this.touch(entry, by)
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
    if (type === 'invoice' && this.paid(entry) > 0n) throw new Refusal('paid', 'It has payments.')
    this.entries.delete(`${type}:${key}`)
    this.deleted.push({ type, key, stamp: stampOf(this.now()), by })
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
      data: entry.data,
      facts: this.facts(entry),
      references: referencesOf(entry.data),
    }
  }

  /** Minor units that standing payments apply to an invoice. */
  paid(invoice: Entry): bigint {
    return this.all('payment')
      .filter((payment) => payment.state !== 'reversed')
      .flatMap((payment) => applicationsOf(payment.data))
      .filter((application) => application.invoice === invoice.key)
      .reduce((sum, application) => sum + toMinor(application.amount, 'USD'), 0n)
  }

  private facts(entry: Entry): RemoteFacts {
    const people = { createdBy: entry.createdBy, modifiedBy: entry.modifiedBy }
    if (entry.type === 'payment') {
      const applications = applicationsOf(entry.data).map((item, at) => ({
        key: `${entry.key}.${at}`,
        ...item,
      }))
      return { state: entry.state === 'open' ? 'paid' : entry.state, applications, ...people }
    }
    if (!('total' in entry.data)) return { state: entry.state, ...people }
    const total = toMinor(entry.data.total, 'USD')
    const paid = this.paid(entry)
    return {
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
      const invoice = this.must('invoice', application.invoice)
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

function applicationsOf(data: RecordData): readonly ApplicationData[] {
  return 'applications' in data ? data.applications : []
}

function referencesOf(data: RecordData): Reference[] {
  if (!('customer' in data)) return []
  return [
    { type: 'customer', by: 'number', value: data.customer },
    ...applicationsOf(data).map((item): Reference => ({ type: 'invoice', by: 'key', value: item.invoice })),
  ]
}
