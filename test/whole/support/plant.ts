import type { Intacct, Row } from './intacct.ts'

const company = 'EMPTY'
/** Requests to the control API on their way at once. */
const lanes = 8
/** Long before any window of changes. */
const old = { AUWHENCREATED: '2024-03-01T08:00:00Z', WHENMODIFIED: '2024-03-01T08:00:00Z' }

export interface Planted {
  readonly customers: number
  readonly invoices: number
  readonly lines: number
  readonly payments: number
  readonly applications: number
}

/**
 * Puts so many invoices of one line into the books, the first of them paid, past all rules: copies of one that was entered by hand. They
 * were last changed years ago.
 */
export async function plantInvoices(intacct: Intacct, invoices: number, paid: number): Promise<Planted> {
  await intacct.enter(company, 'CUSTOMER', { CUSTOMERID: 'OLD-1', NAME: 'Old Mill Bakery' })
  const invoice = await intacct.enter(company, 'ARINVOICE', {
    CUSTOMERID: 'OLD-1',
    RECORDID: 'OLD-0',
    WHENCREATED: '2024-03-01',
    WHENDUE: '2024-03-31',
    ARINVOICEITEMS: { ARINVOICEITEM: [{ ACCOUNTNO: '4000', TRX_AMOUNT: '10.00' }] },
  })
  await intacct.act(company, 'pay', { invoice: invoice['RECORDNO'], date: '2024-03-20' })
  const originals = {
    invoice: await only(intacct, 'ARINVOICE'),
    line: await only(intacct, 'ARINVOICEITEM'),
    payment: await only(intacct, 'ARPYMT'),
    detail: await only(intacct, 'ARPYMTDETAIL'),
  }
  await age(intacct, 'CUSTOMER')
  for (const object of ['ARINVOICE', 'ARINVOICEITEM', 'ARPYMT', 'ARPYMTDETAIL']) await age(intacct, object)
  const first = 100_000
  await each(invoices - 1, async (index) => {
    const key = String(first + index)
    await put(intacct, 'ARINVOICE', originals.invoice, { RECORDNO: key, RECORDID: `OLD-${index + 1}` })
    await put(intacct, 'ARINVOICEITEM', originals.line, { RECORDNO: key, RECORDKEY: key })
    if (index >= paid - 1) return
    await put(intacct, 'ARPYMT', originals.payment, { RECORDNO: String(2 * first + index) })
    await put(intacct, 'ARPYMTDETAIL', originals.detail, {
      RECORDNO: key,
      RECORDKEY: key,
      PAYMENTKEY: String(2 * first + index),
    })
  })
  return { customers: 1, invoices, lines: invoices, payments: paid, applications: paid }
}

async function only(intacct: Intacct, object: string): Promise<Row> {
  const [row, ...others] = await intacct.rows(company, object)
  if (row === undefined || others.length > 0) throw new Error(`There is not one ${object}.`)
  return row
}

async function age(intacct: Intacct, object: string): Promise<void> {
  for (const row of await intacct.rows(company, object))
    await intacct.edit(company, object, row['RECORDNO'] ?? '', old, true)
}

async function put(intacct: Intacct, object: string, original: Row, changed: Row): Promise<void> {
  await intacct.enter(company, object, { ...original, ...old, ...changed }, true)
}

async function each(count: number, work: (index: number) => Promise<void>): Promise<void> {
  let next = 0
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      while (next < count) {
        const index = next
        next += 1
        await work(index)
      }
    }),
  )
}
