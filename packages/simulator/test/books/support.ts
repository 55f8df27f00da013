import type { Actor, Books, FunctionAnswer, Input, Row } from '../../src/books/contract.ts'
import { BusinessError } from '../../src/books/contract.ts'
import { type BooksControl, openBooks } from '../../src/books/open.ts'
import { seeds } from '../../src/books/seed.ts'
import type { CompanySettings } from '../../src/books/settings.ts'

export const api: Actor = { userId: 'tieout', entity: null, source: 'api' }
export const person: Actor = { userId: 'ui', entity: null, source: 'ui' }
export const inEntity = (entity: string): Actor => ({ userId: 'tieout', entity, source: 'api' })

export type Opened = Books & BooksControl & { readonly time: { now: number }; tick(seconds?: number): void }

/** Books of a demo company on a clock that only the test moves; starts 2026-01-15 12:00 UTC. */
export function open(company: keyof typeof seeds = 'DEMO', settings: Partial<CompanySettings> = {}): Opened {
  const time = { now: Date.UTC(2026, 0, 15, 12) }
  const books = openBooks({
    companyId: company,
    seed: seeds[company],
    settings,
    clock: { now: () => time.now },
    random: { next: () => 0.5 },
  })
  return Object.assign(books, {
    time,
    tick: (seconds = 1) => {
      time.now += seconds * 1000
    },
  })
}

export const day = (text: string): Input => {
  const [year = '', month = '', date = ''] = text.split('-')
  return { year, month, day: date }
}

export function run(books: Books, name: string, input: Input, actor: Actor = api): FunctionAnswer {
  const found = books.functions.get(name)
  if (found === undefined) throw new Error(`no function ${name}`)
  return found(input, actor)
}

export function keyOf(answer: FunctionAnswer): string {
  if (answer.kind !== 'key') throw new Error('no key')
  return answer.key
}

export function customer(books: Books, id = 'ACME', more: Input = {}, actor: Actor = api): Row {
  return books.create('CUSTOMER', { CUSTOMERID: id, NAME: `${id} Inc.`, ...more }, actor)
}

export interface InvoiceLine {
  readonly amount: string
  readonly account?: string
  readonly location?: string
  readonly more?: Input
}

/** create_invoice with sensible defaults; answers the stored row. */
export function invoice(
  books: Books,
  lines: readonly (string | InvoiceLine)[],
  more: Input = {},
  actor: Actor = api,
): Row {
  const key = keyOf(
    run(
      books,
      'create_invoice',
      {
        customerid: 'ACME',
        datecreated: day('2026-01-10'),
        termname: 'N30',
        invoiceitems: {
          lineitem: lines.map((line) => {
            const one = typeof line === 'string' ? { amount: line } : line
            return {
              glaccountno: one.account ?? '4000',
              amount: one.amount,
              ...(one.location === undefined ? {} : { locationid: one.location }),
              ...one.more,
            }
          }),
        },
        ...more,
      },
      actor,
    ),
  )
  return read(books, 'ARINVOICE', key)
}

export function read(books: Books, object: string, recordNo: string | undefined): Row {
  const row = books.get(object, recordNo ?? '', person)
  if (row === undefined) throw new Error(`no ${object} ${recordNo ?? ''}`)
  return row
}

export function payment(books: Books, details: readonly Input[], more: Input = {}, actor: Actor = api): Row {
  return books.create(
    'ARPYMT',
    {
      CUSTOMERID: 'ACME',
      FINANCIALENTITY: 'BOA',
      PAYMENTMETHOD: 'EFT',
      RECEIPTDATE: '01/20/2026',
      ...(details.length === 0 ? {} : { ARPYMTDETAILS: { ARPYMTDETAIL: details } }),
      ...more,
    },
    actor,
  )
}

export const cash = (invoiceRow: Row, amount: string, entry?: string): Input => ({
  RECORDKEY: invoiceRow.RECORDNO,
  TRX_PAYMENTAMOUNT: amount,
  ...(entry === undefined ? {} : { ENTRYKEY: entry }),
})

export function having(books: Books, object: string, field: string, value: string | undefined): Row[] {
  return [...books.find(object, { kind: 'in', field, values: [value ?? ''] }, person, true)]
}

export function all(books: Books, object: string): Row[] {
  return [...books.find(object, { kind: 'all' }, person, true)]
}

/** The first entry of the refusal that work throws: code and text; fails when it is done instead. */
export function refusal(work: () => unknown): {
  readonly code: string
  readonly text: string
  readonly entries: number
  readonly last: string
} {
  try {
    work()
  } catch (error) {
    if (!(error instanceof BusinessError)) throw error
    const first = error.entries[0]
    return {
      code: first?.errorno ?? '',
      text: first?.description2 ?? '',
      entries: error.entries.length,
      last: error.entries.at(-1)?.description2 ?? '',
    }
  }
  throw new Error('nothing was refused')
}
