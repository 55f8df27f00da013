import { connectionOf } from '../api/companies.ts'
import type { Connection } from '../api/types.ts'
import { Failure, exitCodes } from '../failure.ts'
import { decimalMarks, grouped, roundings } from '../import/amounts.ts'
import type { DecimalMark, Rounding } from '../import/amounts.ts'
import { openTable } from '../import/csv.ts'
import { dateFormats, findDateFormat } from '../import/dates.ts'
import type { DateFormat } from '../import/dates.ts'
import { countInvoices } from '../import/groups.ts'
import { guessMapping, readMapping } from '../import/mapping.ts'
import { describePlan, duplicateRules, readColumns } from '../import/plan.ts'
import type { DuplicateRule, Question, Reading } from '../import/plan.ts'
import { Report } from '../import/report.ts'
import type { Summary } from '../import/report.ts'
import { sendAll } from '../import/send.ts'
import { surveyTable } from '../import/survey.ts'
import { show } from '../output.ts'
import type { Terminal } from '../terminal.ts'
import { connectedCompany } from './connect.ts'
import type { ConnectOptions } from './connect.ts'
import { apiOf } from './context.ts'
import type { CommonOptions, Context } from './context.ts'

export interface ImportOptions extends CommonOptions, ConnectOptions {
  readonly map?: string
  readonly dateFormat?: string
  readonly decimal?: string
  readonly round: string
  readonly duplicates: string
  readonly encoding: string
  readonly recordVersion: string
  readonly yes?: boolean
}

/** Brings the invoices of a CSV file in, with their customers and settlements. */
export async function importFile(context: Context, file: string, options: ImportOptions): Promise<number> {
  const { terminal } = context
  const rounding = oneOf('--round', options.round, roundings)
  const duplicates = oneOf('--duplicates', options.duplicates, duplicateRules)
  const choices = {
    dateFormat: options.dateFormat === undefined ? undefined : formatOf(options.dateFormat),
    decimalMark:
      options.decimal === undefined ? undefined : oneOf('--decimal', options.decimal, decimalMarks),
  }
  const version = Number(options.recordVersion)
  if (!Number.isInteger(version) || version < 1) {
    throw new Failure(
      'usage',
      `--record-version is "${options.recordVersion}".`,
      'Give a whole number from 1.',
    )
  }
  const table = await openTable(file, options.encoding)
  const reading = terminal.progress(table.size)
  const survey = await surveyTable(table, (bytes, rows) =>
    reading.at(bytes, `reading, ${rows} rows`),
  ).finally(() => reading.end())
  const mapping =
    options.map === undefined ? guessMapping(survey) : await readMapping(options.map, table.header)
  const columns = readColumns(survey, mapping, choices)
  if (options.json !== true) terminal.say(describePlan(survey, mapping, columns))
  const answers = await settle(terminal, columns)
  const api = await apiOf(context, options)
  const company = await connectedCompany(context, api, options)
  const connection = connectionOf(company)
  const { settings } = await api.get<Connection>(`/connections/${connection}`)
  const plan = { mapping, ...answers, rounding, duplicates, baseCurrency: settings.baseCurrency, version }
  if (options.json !== true) terminal.say(rulesOf(company.name, plan.baseCurrency, rounding, duplicates))
  await agree(terminal, options)

  const counts = await countInvoices(table, plan)
  const report = new Report(file, table.header, mapping.invoice)
  const bar = terminal.progress(table.size)
  const progress = (bytes: number, text: string): void => bar.at(bytes, text)
  const id = context.ids.uuid()
  const path = `/connections/${connection}/records?import=${id}&name=${encodeURIComponent(report.told().name)}`
  const sending = { table, plan, counts, report, api, path, progress }
  const stopped = await sendAll(sending)
  bar.end()
  if (!stopped) await api.put(`/connections/${connection}/imports/${id}/report`, report.told())
  const summary = await report.close(survey.rows)
  show(terminal, options, summary, () => summaryText(summary))
  if (stopped) throw stopped
  return summary.rowsRefused > 0 ? exitCodes.refused : exitCodes.done
}

function oneOf<T extends string>(option: string, text: string, values: readonly T[]): T {
  const found = values.find((value) => value === text)
  if (found !== undefined) return found
  throw new Failure('usage', `${option} is "${text}".`, `Use one of: ${values.join(', ')}.`)
}

function formatOf(text: string): DateFormat {
  const format = findDateFormat(text)
  if (format !== undefined) return format
  throw new Failure('usage', `--date-format is "${text}".`, `Use one of: ${dateFormats.join(', ')}.`)
}

/** Answers to what the file leaves open: from the person, or none when nobody is there. */
async function settle(
  terminal: Terminal,
  reading: Reading,
): Promise<{ dateFormat: DateFormat; decimalMark: DecimalMark }> {
  const ask = async (option: Question['option']): Promise<string | undefined> => {
    const question = reading.questions.find((item) => item.option === option)
    if (!question) return undefined
    const cure = `Give ${option} with one of: ${question.values.join(', ')}.`
    if (!terminal.interactive) throw new Failure('usage', question.text, cure)
    const answer = await terminal.choose(
      question.text,
      question.values.map((value) => ({ value, label: value })),
    )
    if (answer === undefined) throw new Failure('usage', 'Nothing was imported.', cure)
    return answer
  }
  const format = reading.dateFormat ?? findDateFormat((await ask('--date-format')) ?? '')
  const answered = reading.decimalMark ?? (await ask('--decimal'))
  const mark = decimalMarks.find((item) => item === answered)
  if (format === undefined || mark === undefined) {
    throw new Failure(
      'usage',
      'It is not known how dates and amounts are written.',
      'Give --date-format and --decimal.',
    )
  }
  return { dateFormat: format, decimalMark: mark }
}

async function agree(terminal: Terminal, options: ImportOptions): Promise<void> {
  if (options.yes === true) return
  const cure = 'Look at the plan above, then give --yes; correct it with --map, --date-format or --round.'
  if (!terminal.interactive) throw new Failure('usage', 'Nobody is there to confirm the plan.', cure)
  if ((await terminal.confirm('Import the file like this?')) !== true) {
    throw new Failure('usage', 'Nothing was imported.', cure)
  }
}

const roundingWords: Record<Rounding, string> = {
  none: 'rows with more decimals than their currency are refused',
  'half-up': 'amounts are rounded to the decimals of their currency, halves up',
  'half-even': 'amounts are rounded to the decimals of their currency, halves to the even digit',
}

const duplicateWords: Record<DuplicateRule, string> = {
  refuse: 'rows that share an invoice number are all refused',
  merge: 'rows that share an invoice number become lines of one invoice, if they agree in everything else',
}

function rulesOf(company: string, currency: string, rounding: Rounding, duplicates: DuplicateRule): string {
  return [
    `  Into ${company}; amounts without a currency are ${currency}.`,
    `  Rounding: ${roundingWords[rounding]}.`,
    `  Duplicates: ${duplicateWords[duplicates]}.`,
  ].join('\n')
}

function summaryText(summary: Summary): string {
  const names = { customer: 'customers', invoice: 'invoices', payment: 'payments' } as const
  const lines = (['customer', 'invoice', 'payment'] as const).map((type) => {
    const { stored, unchanged, refused } = summary.records[type]
    return `  ${names[type].padEnd(10)} ${count(stored)} new or changed, ${count(unchanged)} as before, ${count(refused)} refused`
  })
  const money = summary.invoices.map(
    (item) => `  ${item.currency} ${grouped(item.amount)} in ${count(item.invoices)} invoices`,
  )
  const refused =
    summary.refusedFile === null
      ? [`${count(summary.rows)} rows, none refused.`]
      : [`${count(summary.rows)} rows, ${count(summary.rowsRefused)} refused: see ${summary.refusedFile}`]
  return [...refused, ...lines, ...money].join('\n')
}

function count(value: number): string {
  return grouped(String(value))
}
