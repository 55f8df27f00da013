import type { presentRow } from '../http/present/row.ts'

type Row = ReturnType<typeof presentRow>

/** What stands in a cell: text, a plain decimal, or a day (`YYYY-MM-DD`). Empty: null. */
export type Cell = { readonly kind: 'text' | 'number' | 'day'; readonly value: string } | null

interface Column {
  readonly title: string
  readonly cell: (row: Row) => Cell
}

const text = (value: string | null): Cell => (value === null || value === '' ? null : { kind: 'text', value })
const number = (value: string | null): Cell => (value === null ? null : { kind: 'number', value })

/** Columns of an exported list, by the names that the pages have for them. */
export const exportColumns = {
  key: { title: 'Key', cell: (row) => text(row.number) },
  type: { title: 'Type', cell: (row) => text(row.typeLabel) },
  party: { title: 'Customer', cell: (row) => text(row.party) },
  date: { title: 'Date', cell: (row) => (row.date === null ? null : { kind: 'day', value: row.date }) },
  amount: { title: 'Amount', cell: (row) => number(row.amount) },
  currency: { title: 'Currency', cell: (row) => text(row.currency) },
  version: { title: 'Version', cell: (row) => number(row.version === null ? null : String(row.version)) },
  status: { title: 'Status', cell: (row) => text(row.statusLabel) },
  reason: { title: 'Reason', cell: (row) => text(row.reasonLabel) },
  message: { title: 'Last message', cell: (row) => text(row.message) },
  changed: { title: 'Changed (UTC)', cell: (row) => text(row.changedAt) },
  id: { title: 'Id in your application', cell: (row) => text(row.id) },
  record: { title: 'Intacct record number', cell: (row) => text(row.remoteKey) },
} as const satisfies Record<string, Column>

export type ExportColumn = keyof typeof exportColumns
export const exportColumnNames = Object.keys(exportColumns) as ExportColumn[]

export function cellsOf(row: Row, columns: readonly ExportColumn[]): Cell[] {
  return columns.map((name) => exportColumns[name].cell(row))
}
