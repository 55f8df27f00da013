import { decimalMarks, readDecimal } from './amounts.ts'
import type { DecimalMark } from './amounts.ts'
import type { Table } from './csv.ts'
import { findFormat, newDateSurvey, surveyDate } from './dates.ts'
import type { DateSurvey } from './dates.ts'

/** What the whole of a column says about itself, in counts. */
export interface ColumnSurvey {
  readonly name: string
  filled: number
  readonly samples: string[]
  readonly dates: DateSurvey
  /** Values that are numbers when this is the decimal mark. */
  readonly numbers: Record<DecimalMark, number>
  /** The first value that is a number with either mark, but not the same one: `1,234`. */
  disputed: { readonly line: number; readonly text: string } | undefined
  currencies: number
}

export interface Survey {
  readonly rows: number
  readonly columns: readonly ColumnSurvey[]
}

const samplesKept = 3

/** Reads the whole file once and keeps counts, never rows. */
export async function surveyTable(
  table: Table,
  progress: (bytes: number, rows: number) => void,
): Promise<Survey> {
  const columns = table.header.map((name) => newColumn(name))
  let rows = 0
  for await (const row of table.rows()) {
    rows += 1
    for (const [index, column] of columns.entries()) look(column, row.cells[index]?.trim() ?? '', row.line)
    if (rows % 1000 === 0) progress(row.bytes, rows)
  }
  return { rows, columns }
}

function newColumn(name: string): ColumnSurvey {
  return {
    name,
    filled: 0,
    samples: [],
    dates: newDateSurvey(),
    numbers: { point: 0, comma: 0 },
    disputed: undefined,
    currencies: 0,
  }
}

function look(column: ColumnSurvey, text: string, line: number): void {
  if (text === '') return
  column.filled += 1
  if (column.samples.length < samplesKept && !column.samples.includes(text)) column.samples.push(text)
  surveyDate(column.dates, text, line)
  const readings = decimalMarks.map((mark) => readDecimal(text, mark))
  for (const [index, mark] of decimalMarks.entries())
    if (readings[index] !== undefined) column.numbers[mark] += 1
  if (readings.every((reading) => reading !== undefined) && readings[0] !== readings[1])
    column.disputed ??= { line, text }
  if (/^[A-Z]{3}$/.test(text)) column.currencies += 1
}

/** At least this share of a column's values has to be of a kind for the column to be of it. */
const mostly = 0.9

const tests: Record<'text' | 'date' | 'amount' | 'currency', (column: ColumnSurvey) => boolean> = {
  text: () => true,
  date: (column) => findFormat(column.dates).kind !== 'none',
  amount: (column) => Math.max(column.numbers.point, column.numbers.comma) >= column.filled * mostly,
  currency: (column) => column.currencies >= column.filled * mostly,
}

/** Whether the column's contents can be of this kind. */
export function looksLike(column: ColumnSurvey, kind: keyof typeof tests): boolean {
  return column.filled > 0 && tests[kind](column)
}

/** The decimal mark with which more values are numbers; undefined when the column does not tell. */
export function findDecimalMark(column: ColumnSurvey): DecimalMark | undefined {
  const { point, comma } = column.numbers
  if (point === comma) return column.disputed ? undefined : 'point'
  return point > comma ? 'point' : 'comma'
}
