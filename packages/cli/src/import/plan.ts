import { Failure } from '../failure.ts'
import { decimalMarks } from './amounts.ts'
import type { DecimalMark, Rounding } from './amounts.ts'
import { dateFormats, findFormat, mergeDateSurveys } from './dates.ts'
import type { DateFinding, DateFormat } from './dates.ts'
import { fieldNames, fields } from './fields.ts'
import { missingFields } from './mapping.ts'
import type { Mapping } from './mapping.ts'
import { findDecimalMark } from './survey.ts'
import type { ColumnSurvey, Survey } from './survey.ts'

export const duplicateRules = ['refuse', 'merge'] as const
/** Rows with one invoice number: refuse all of them, or take them as lines of one invoice when everything else agrees. */
export type DuplicateRule = (typeof duplicateRules)[number]

/** Everything that decides how rows are read. */
export interface Plan {
  readonly mapping: Mapping
  readonly dateFormat: DateFormat
  readonly decimalMark: DecimalMark
  readonly rounding: Rounding
  readonly duplicates: DuplicateRule
  /** Currency of rows that name none. */
  readonly baseCurrency: string
  readonly version: number
}

export interface Choices {
  readonly dateFormat: DateFormat | undefined
  readonly decimalMark: DecimalMark | undefined
}

/** A question that the file alone does not answer. */
export interface Question {
  readonly option: '--date-format' | '--decimal'
  readonly text: string
  readonly values: readonly string[]
}

export interface Reading {
  readonly dateFormat: DateFormat | undefined
  readonly decimalMark: DecimalMark | undefined
  /** How each was found, for people. */
  readonly reasons: readonly string[]
  readonly questions: readonly Question[]
}

function columnOf(survey: Survey, name: string | undefined): ColumnSurvey | undefined {
  return survey.columns.find((column) => column.name === name)
}

/**
 * How the mapped columns are written: dates and decimals.
 * @throws {Failure} when a required field has no column, or a column does not hold what its field needs
 */
export function readColumns(survey: Survey, mapping: Mapping, choices: Choices): Reading {
  const missing = missingFields(mapping)
  if (missing.length > 0) {
    const names = missing.map((field) => `${fields[field].label} (${field})`).join(', ')
    const columns = survey.columns.map((column) => column.name).join(', ')
    throw new Failure(
      'usage',
      `No column was found for: ${names}.`,
      `Name them in a file, e.g. {"${missing[0] ?? 'invoice'}": "…"}, and give it with --map. Columns: ${columns}.`,
    )
  }
  const dates = fieldNames
    .filter((field) => fields[field].kind === 'date')
    .flatMap((field) => columnOf(survey, mapping[field]) ?? [])
  const amount = columnOf(survey, mapping.amount)
  const finding = findFormat(mergeDateSurveys(dates.map((column) => column.dates)))
  const date = choices.dateFormat ? chosen(choices.dateFormat) : fromFinding(finding, dates)
  const mark = choices.decimalMark ?? (amount && findDecimalMark(amount))
  const markReason =
    choices.decimalMark === undefined ? 'as the whole column reads' : 'as chosen by --decimal'
  return {
    dateFormat: date.format,
    decimalMark: mark,
    reasons: [...date.reasons, ...(mark === undefined ? [] : [`Decimal ${mark}, ${markReason}.`])],
    questions: [...date.questions, ...(mark === undefined ? [markQuestion(amount)] : [])],
  }
}

interface DateReading {
  readonly format: DateFormat | undefined
  readonly reasons: readonly string[]
  readonly questions: readonly Question[]
}

function chosen(format: DateFormat): DateReading {
  return { format, reasons: [`Dates are ${format}, as chosen by --date-format.`], questions: [] }
}

function fromFinding(finding: DateFinding, columns: readonly ColumnSurvey[]): DateReading {
  if (finding.kind === 'certain') return { format: finding.format, reasons: [proof(finding)], questions: [] }
  const names = columns.map((column) => column.name).join(', ')
  if (finding.kind === 'ambiguous') {
    const text = `The dates in ${names} can be read as ${finding.formats.join(' or ')}; no value tells which.`
    return {
      format: undefined,
      reasons: [],
      questions: [{ option: '--date-format', text, values: finding.formats }],
    }
  }
  throw new Failure(
    'usage',
    `The dates in ${names} are not written in one way that Tieout knows, e.g. "${columns[0]?.samples[0] ?? ''}".`,
    `Check the mapping, or give --date-format, one of: ${dateFormats.join(', ')}.`,
  )
}

function proof(finding: Extract<DateFinding, { kind: 'certain' }>): string {
  const unread =
    finding.unread === 0
      ? ''
      : finding.unread === 1
        ? ' One value is no date; its row will be refused.'
        : ` ${finding.unread} values are no dates; their rows will be refused.`
  if (!finding.against) return `Dates are ${finding.format}, as every column reads.${unread}`
  const { misfit, format } = finding.against
  return `Dates are ${finding.format}: "${misfit.text}" on line ${misfit.line} cannot be ${format}.${unread}`
}

function markQuestion(amount: ColumnSurvey | undefined): Question {
  const sample = amount?.disputed?.text ?? ''
  return {
    option: '--decimal',
    text: `"${sample}" can be read with a decimal point or a decimal comma; no value tells which.`,
    values: decimalMarks,
  }
}

/** The mapping with samples and how the columns are read, for a person to confirm. */
export function describePlan(survey: Survey, mapping: Mapping, reading: Reading): string {
  const rows = fieldNames.map((field) => {
    const column = columnOf(survey, mapping[field])
    const samples = column?.samples
      .map((text) => (text.length > 24 ? `${text.slice(0, 23)}…` : text))
      .join(', ')
    return [fields[field].label, column?.name ?? '–', samples ?? '']
  })
  const widths = [0, 1].map((index) => Math.max(...rows.map((row) => row[index]?.length ?? 0)))
  const table = rows.map((row) =>
    `  ${row.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join('  ')}`.trimEnd(),
  )
  const used = Object.values(mapping)
  const unused = survey.columns.map(({ name }) => name).filter((name) => !used.includes(name))
  const left = unused.length === 0 ? [] : [`  Not read: ${unused.join(', ')}. --map can say what they are.`]
  return [`${survey.rows} rows`, ...table, ...left, ...reading.reasons.map((reason) => `  ${reason}`)].join(
    '\n',
  )
}
