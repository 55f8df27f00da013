import type { Row, Table } from './csv.ts'
import { KeyTable } from './key-table.ts'
import type { Plan } from './plan.ts'
import { rowReader } from './records.ts'
import type { ReadRow, Refusal, RowReading } from './records.ts'

/** The rows of one invoice number, all of them: to be taken together or refused together. */
export type Group =
  | { readonly ok: true; readonly rows: readonly ReadRow[]; readonly bytes: number }
  | { readonly ok: false; readonly refusals: readonly Refusal[]; readonly bytes: number }

/** How often each invoice number comes. Rows that cannot be read count too: half an invoice would have the wrong total. */
export async function countInvoices(table: Table, plan: Plan): Promise<KeyTable> {
  const place = table.header.indexOf(plan.mapping.invoice ?? '')
  const counts = new KeyTable()
  for await (const row of table.rows()) {
    const invoice = invoiceOf(row, place)
    if (invoice !== '') counts.add(invoice, row.line)
  }
  return counts
}

/**
 * Reads the file and gives each invoice once its last row was read. Only rows of numbers that come more than once are held back.
 */
export async function* readGroups(table: Table, plan: Plan, counts: KeyTable): AsyncGenerator<Group> {
  const read = rowReader(plan, table.header)
  const place = table.header.indexOf(plan.mapping.invoice ?? '')
  const open = new Map<string, RowReading[]>()
  let bytes = 0
  for await (const row of table.rows()) {
    bytes = row.bytes
    const invoice = invoiceOf(row, place)
    const { count, firstLine } = counts.get(invoice)
    const reading = read(row)
    if (invoice === '' || count <= 1) {
      yield single(reading, bytes)
    } else if (plan.duplicates === 'refuse') {
      yield { ok: false, refusals: [duplicate(row, invoice, count, firstLine)], bytes }
    } else {
      const rows = [...(open.get(invoice) ?? []), reading]
      open.set(invoice, rows)
      if (rows.length < count) continue
      open.delete(invoice)
      yield merge(rows, bytes)
    }
  }
  for (const rows of open.values())
    yield { ok: false, refusals: refuseAll(rows, 'The file changed while it was read.'), bytes }
}

function invoiceOf(row: Row, place: number): string {
  return row.cells[place]?.trim() ?? ''
}

function single(reading: RowReading, bytes: number): Group {
  return reading.ok
    ? { ok: true, rows: [reading.row], bytes }
    : { ok: false, refusals: [reading.refusal], bytes }
}

function duplicate(row: Row, invoice: string, count: number, firstLine: number): Refusal {
  return {
    line: row.line,
    cells: row.cells,
    reason: `Invoice ${invoice} is on ${count} rows, first on line ${firstLine}.`,
    cure: 'Give each invoice its own number; if the rows are lines of one invoice, import with --duplicates merge.',
  }
}

const together = ['customer', 'date', 'dueDate', 'settledDate', 'currency'] as const

function merge(readings: readonly RowReading[], bytes: number): Group {
  const rows = readings.flatMap((reading) => (reading.ok ? [reading.row] : []))
  if (rows.length < readings.length) {
    return { ok: false, refusals: refuseAll(readings, 'Another row of this invoice cannot be read.'), bytes }
  }
  const odd = together.find((name) => rows.some((row) => row[name] !== rows[0]?.[name]))
  if (odd !== undefined) {
    return { ok: false, refusals: refuseAll(readings, `The rows of this invoice differ in ${odd}.`), bytes }
  }
  return { ok: true, rows, bytes }
}

function refuseAll(readings: readonly RowReading[], reason: string): Refusal[] {
  return readings.map((reading) =>
    reading.ok
      ? {
          line: reading.row.line,
          cells: reading.row.cells,
          reason,
          cure: 'Correct the rows of this invoice, then import the file again.',
        }
      : reading.refusal,
  )
}
