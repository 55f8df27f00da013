import type { Running } from '@tieout/simulator/run.ts'

/** A company's receivables as a backfill finds them: customers, and invoices of one line each, written past the business rules. */
export function plantInvoices(running: Running, company: string, invoices: number): void {
  const books = running.simulator.companies.get(company)?.books
  if (!books) throw new Error(`the simulator has no company ${company}`)
  const at = '2026-10-01T08:00:00Z'
  const customers = Math.max(1, Math.floor(invoices / 40))
  const stamps = { WHENMODIFIED: at, CREATEDBYLOGINID: 'jlee', MODIFIEDBYLOGINID: 'jlee' }
  const customer = books.raw('CUSTOMER')
  for (let at0 = 1; at0 <= customers; at0 += 1) {
    const id = `BC${at0}`
    customer.put({ CUSTOMERID: id, NAME: `Customer ${at0}`, STATUS: 'active', WHENCREATED: at, ...stamps })
  }
  const header = books.raw('ARINVOICE')
  const line = books.raw('ARINVOICEITEM')
  for (let number = 1; number <= invoices; number += 1) {
    const cents = String(1000 + ((number * 7919) % 90000))
    const amount = `${cents.slice(0, -2)}.${cents.slice(-2)}`
    const id = `BC${1 + (number % customers)}`
    const row = header.put({
      RECORDID: `B-${number}`,
      RECORDTYPE: 'ri',
      STATE: 'Posted',
      CUSTOMERID: id,
      CUSTOMERNAME: `Customer ${1 + (number % customers)}`,
      WHENCREATED: '2026-09-15',
      WHENPOSTED: '2026-09-15',
      WHENDUE: '2026-10-15',
      CURRENCY: 'USD',
      BASECURR: 'USD',
      DESCRIPTION: 'Monthly service',
      DOCNUMBER: `PO-${number}`,
      TOTALENTERED: amount,
      TOTALPAID: '0',
      TOTALDUE: amount,
      TRX_TOTALENTERED: amount,
      TRX_TOTALPAID: '0',
      TRX_TOTALDUE: amount,
      AUWHENCREATED: at,
      ...stamps,
    })
    line.put({
      RECORDKEY: row['RECORDNO'] ?? '',
      LINE_NO: '1',
      ACCOUNTNO: '4000',
      AMOUNT: amount,
      TRX_AMOUNT: amount,
      ENTRYDESCRIPTION: 'Monthly service',
      CURRENCY: 'USD',
      BASECURR: 'USD',
      LINEITEM: 'T',
      WHENCREATED: at,
      WHENMODIFIED: at,
    })
  }
}
