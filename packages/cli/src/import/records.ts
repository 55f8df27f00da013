import { decimalsOf, decimalText, minorOf, readDecimal } from './amounts.ts'
import type { Row } from './csv.ts'
import { readDate } from './dates.ts'
import type { Field } from './fields.ts'
import type { Plan } from './plan.ts'

/** One row, read: everything still on one line of money. */
export interface ReadRow {
  readonly line: number
  readonly cells: readonly string[]
  readonly invoice: string
  readonly customer: string
  readonly customerName: string
  readonly date: string
  readonly dueDate: string | undefined
  readonly settledDate: string | undefined
  readonly currency: string
  readonly named: boolean
  readonly minor: bigint
  readonly reference: string | undefined
  readonly description: string | undefined
}

export interface Refusal {
  readonly line: number
  readonly cells: readonly string[]
  readonly reason: string
  readonly cure: string
}

export type RowReading =
  { readonly ok: true; readonly row: ReadRow } | { readonly ok: false; readonly refusal: Refusal }

class Refused extends Error {
  readonly cure: string
  constructor(reason: string, cure: string) {
    super(reason)
    this.cure = cure
  }
}

/** Cells that never hold more than one line. */
const keyCells = ['invoice', 'customer', 'date', 'amount'] as const

/** A reader of rows by the plan. It refuses what it cannot read exactly; it never guesses at a single row. */
export function rowReader(plan: Plan, header: readonly string[]): (row: Row) => RowReading {
  const places = new Map(Object.entries(plan.mapping).map(([field, name]) => [field, header.indexOf(name)]))
  return (row) => {
    const cell = (field: Field): string => row.cells[places.get(field) ?? -1]?.trim() ?? ''
    try {
      if (keyCells.some((field) => cell(field).includes('\n'))) {
        throw new Refused(
          'A cell runs over several lines, which swallows the rows between.',
          'Close the quote that begins on this line, or write a quote inside a cell twice.',
        )
      }
      if (row.cells.length !== header.length) {
        throw new Refused(
          `The row has ${row.cells.length} cells, the header ${header.length}.`,
          'Put cells that contain the separator in quotes.',
        )
      }
      return { ok: true, row: readCells(plan, row, cell) }
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      return {
        ok: false,
        refusal: { line: row.line, cells: row.cells, reason: error.message, cure: error.cure },
      }
    }
  }
}

function readCells(plan: Plan, row: Row, cell: (field: Field) => string): ReadRow {
  const customer = needed(cell('customer'), 'customer ID')
  const named = cell('currency') !== ''
  const currency = named ? currencyOf(cell('currency')) : plan.baseCurrency
  return {
    line: row.line,
    cells: row.cells,
    invoice: needed(cell('invoice'), 'invoice number'),
    customer,
    customerName: cell('customerName') || customer,
    date: dateOf(needed(cell('date'), 'invoice date'), plan, 'invoice date'),
    dueDate: cell('dueDate') === '' ? undefined : dateOf(cell('dueDate'), plan, 'due date'),
    settledDate: cell('settledDate') === '' ? undefined : dateOf(cell('settledDate'), plan, 'paid date'),
    currency,
    named,
    minor: amountOf(needed(cell('amount'), 'amount'), currency, plan),
    reference: cell('reference') || undefined,
    description: cell('description') || undefined,
  }
}

function needed(text: string, what: string): string {
  if (text === '') throw new Refused(`There is no ${what}.`, 'Fill it in.')
  return text
}

function currencyOf(text: string): string {
  if (/^[A-Z]{3}$/.test(text)) return text
  throw new Refused(`"${text}" is no currency.`, 'Write its three-letter code, e.g. USD.')
}

function dateOf(text: string, plan: Plan, what: string): string {
  const date = readDate(text, plan.dateFormat)
  if (date !== undefined) return date
  throw new Refused(
    `The ${what} "${text}" is no day written as ${plan.dateFormat}.`,
    'Correct it to a day of the calendar, written as the other rows are.',
  )
}

function amountOf(text: string, currency: string, plan: Plan): bigint {
  const decimal = readDecimal(text, plan.decimalMark)
  if (decimal === undefined) {
    throw new Refused(`"${text}" is no amount.`, `Write it as digits with a decimal ${plan.decimalMark}.`)
  }
  const read = minorOf(decimal, currency, plan.rounding)
  if (!read.ok) {
    throw new Refused(
      `"${text}" has ${read.decimals} decimals; ${currency} has ${decimalsOf(currency)}.`,
      'Correct the amount, or import with --round half-up or --round half-even.',
    )
  }
  if (read.minor < 0n) {
    throw new Refused(
      `"${text}" is negative: a credit, not an invoice.`,
      'Enter it as a credit in your application or in Intacct; this import takes invoices.',
    )
  }
  return read.minor
}

/** A line of the bulk address. */
export interface RecordLine {
  readonly type: 'customer' | 'invoice' | 'payment'
  readonly id: string
  readonly version: number
  readonly state: 'approved'
  readonly data: Record<string, unknown>
}

export function customerLine(row: ReadRow, plan: Plan): RecordLine {
  return line('customer', row.customer, plan, { number: row.customer, name: row.customerName })
}

/** One invoice of the rows that carry its number, one line each. */
export function invoiceLine(rows: readonly ReadRow[], plan: Plan): RecordLine {
  const [first] = rows
  if (!first) throw new Error('an invoice needs a row')
  return line('invoice', first.invoice, plan, {
    number: first.invoice,
    customer: first.customer,
    date: first.date,
    ...(first.dueDate === undefined ? {} : { dueDate: first.dueDate }),
    ...(first.named ? { currency: first.currency } : {}),
    ...(first.reference === undefined ? {} : { reference: first.reference }),
    ...(first.description === undefined ? {} : { description: first.description }),
    lines: rows.map((row) => ({ amount: decimalText(row.minor, row.currency) })),
    total: decimalText(totalOf(rows), first.currency),
  })
}

/** The payment that settled the invoice in full on its paid date; none when there is no such date or nothing to pay. */
export function settlementLine(rows: readonly ReadRow[], plan: Plan): RecordLine | undefined {
  const [first] = rows
  const total = totalOf(rows)
  if (first?.settledDate === undefined || total === 0n) return undefined
  const amount = decimalText(total, first.currency)
  return line('payment', `${first.invoice}-settlement`, plan, {
    customer: first.customer,
    date: first.settledDate,
    amount,
    ...(first.named ? { currency: first.currency } : {}),
    applications: [{ invoice: first.invoice, amount }],
  })
}

export function totalOf(rows: readonly ReadRow[]): bigint {
  return rows.reduce((sum, row) => sum + row.minor, 0n)
}

function line(type: RecordLine['type'], id: string, plan: Plan, data: Record<string, unknown>): RecordLine {
  return { type, id, version: plan.version, state: 'approved', data }
}
