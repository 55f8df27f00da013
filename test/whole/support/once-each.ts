import type { Intacct, Row } from './intacct.ts'
import { cents, countBy, sumOf } from './ledger.ts'

const company = 'EMPTY'

/** What stands in the books, told in few words. */
export interface Books {
  readonly customers: number
  readonly invoices: number
  readonly payments: number
  /** With two decimals. */
  readonly total: string
  readonly invoiceStates: Readonly<Record<string, number>>
  /** What stands there more than once: numbers of invoices and customers, our markers, settlements of one invoice. */
  readonly doubled: readonly string[]
  /** Invoices whose settlement is not exactly one payment of their whole amount, applied to them. */
  readonly notSettled: readonly string[]
}

const marker = /\[T:[0-9A-Z]+\]/

/** Reads the books through the simulator's own eyes, never through ours. */
export async function readBooks(intacct: Intacct): Promise<Books> {
  const customers = await intacct.rows(company, 'CUSTOMER')
  const invoices = await intacct.rows(company, 'ARINVOICE')
  const payments = await intacct.rows(company, 'ARPYMT')
  const details = await intacct.rows(company, 'ARPYMTDETAIL')
  return {
    customers: customers.length,
    invoices: invoices.length,
    payments: payments.length,
    total: sumOf(invoices, 'TOTALENTERED'),
    invoiceStates: countBy(invoices, 'STATE'),
    doubled: [
      ...twice(customers, 'CUSTOMERID'),
      ...twice(invoices, 'RECORDID'),
      ...twiceIn(
        [...invoices, ...payments].map((row) => marker.exec(row['DESCRIPTION'] ?? '')?.[0] ?? 'none'),
      ),
      ...twice(details, 'RECORDKEY'),
    ],
    notSettled: invoices
      .filter((invoice) => !isSettled(invoice, details, payments))
      .map((invoice) => invoice['RECORDID'] ?? ''),
  }
}

function twice(rows: readonly Row[], field: string): string[] {
  return twiceIn(rows.map((row) => row[field] ?? 'none'))
}

function twiceIn(values: readonly string[]): string[] {
  const seen = new Set<string>()
  return values.filter((value) => seen.size === seen.add(value).size)
}

function isSettled(invoice: Row, details: readonly Row[], payments: readonly Row[]): boolean {
  const of = index(details, 'RECORDKEY').get(invoice['RECORDNO'] ?? '') ?? []
  const [detail, ...others] = of
  if (detail === undefined || others.length > 0) return false
  const [payment] = index(payments, 'RECORDNO').get(detail['PAYMENTKEY'] ?? '') ?? []
  const total = cents(invoice['TOTALENTERED'])
  return cents(detail['PAYMENTAMOUNT']) === total && cents(payment?.['TOTALENTERED']) === total
}

const indexes = new WeakMap<readonly Row[], Map<string, Row[]>>()

function index(rows: readonly Row[], field: string): Map<string, Row[]> {
  const known = indexes.get(rows) ?? Map.groupBy(rows, (row) => row[field] ?? '')
  indexes.set(rows, known)
  return known
}
