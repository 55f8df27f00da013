import type { Company } from './company.ts'
import type { Row } from './contract.ts'

/** ARPAYMENT, the deprecated view over receipts and advances (reference 5.1), under the record numbers of its sources. */

const SOURCES = ['ARPYMT', 'ARADVANCE'] as const

function viewOf(row: Row): Row {
  const method = row.PAYMENTMETHOD ?? ''
  return {
    ...row,
    STATE: row.DISPLAYSTATE ?? row.STATE ?? '',
    WHENCREATED: row.RECEIPTDATE ?? row.WHENCREATED ?? '',
    PAYMENTTYPE: method,
    PAYMENTDATE: row.WHENPAID ?? '',
    PAYMENTAMOUNT: row.TOTALENTERED ?? '',
    PAYMENTTRXAMOUNT: row.TRX_TOTALENTERED ?? '',
    TRXTOTALPAID: row.TRX_TOTALPAID ?? '',
    DOCUMENTNUMBER: row.DOCNUMBER ?? '',
    MEMO: row.DESCRIPTION ?? '',
    FINANCIALACCOUNT: row.FINANCIALENTITY ?? '',
    BATCHTITLE: row.PRBATCH ?? '',
    POSTINGDATE: row.RECEIPTDATE ?? '',
    CLEARED: row.CLEARED === 'T' ? 'Cleared' : 'In Transit',
    MODULEKEY: '4.AR',
    STATUS: 'active',
  }
}

export function* paymentView(company: Company): Generator<Row> {
  for (const source of SOURCES) for (const row of company.table(source).all()) yield viewOf(row)
}

export function paymentViewRow(company: Company, recordNo: string): Row | undefined {
  for (const source of SOURCES) {
    const row = company.row(source, recordNo)
    if (row !== undefined) return viewOf(row)
  }
  return undefined
}

/** Both sources merged in the order of the field and RECORDNO. */
export function paymentViewRange(company: Company, field: string, from: number, to: number): Row[] {
  const rows = SOURCES.flatMap((source) => [...company.table(source).range(field, from, to)])
  const key = (row: Row) => (field === 'WHENMODIFIED' ? (row[field] ?? '') : '')
  rows.sort((left, right) => {
    const first = key(left)
    const second = key(right)
    return first < second ? -1 : first > second ? 1 : Number(left.RECORDNO) - Number(right.RECORDNO)
  })
  return rows.map(viewOf)
}
