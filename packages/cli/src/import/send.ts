import type { Api } from '../api/api.ts'
import type { LineAnswer } from '../api/types.ts'
import { Failure } from '../failure.ts'
import type { Table } from './csv.ts'
import { readGroups } from './groups.ts'
import type { Group } from './groups.ts'
import { KeyTable } from './key-table.ts'
import type { Plan } from './plan.ts'
import { customerLine, invoiceLine, settlementLine, totalOf } from './records.ts'
import type { ReadRow, RecordLine } from './records.ts'
import type { Report } from './report.ts'

interface Sending {
  readonly table: Table
  readonly plan: Plan
  readonly counts: KeyTable
  readonly report: Report
  readonly api: Api
  /** Of the bulk address. */
  readonly path: string
  readonly progress: (bytes: number, text: string) => void
}

type Rows = readonly ReadRow[]

interface Phase {
  readonly type: RecordLine['type']
  readonly label: string
  /** The record that an invoice's rows bring in this phase, if any. */
  readonly lineOf: (rows: Rows) => RecordLine | undefined
}

interface Waiting {
  readonly rows: Rows
}

/**
 * Sends customers, then invoices, then settlements: each phase reads the file again, so that nothing is held and no invoice goes without
 * its customer, no payment without its invoice. Answers are read while rows are sent. Returns what stopped it on the way, if anything.
 */
export async function sendAll(sending: Sending): Promise<Failure | undefined> {
  try {
    await sendPhases(sending)
    return undefined
  } catch (error) {
    if (error instanceof Failure) return error
    throw error
  }
}

async function sendPhases(sending: Sending): Promise<void> {
  const { plan, report } = sending
  const seen = new KeyTable()
  const refusedCustomers = new KeyTable()
  const refusedInvoices = new KeyTable()
  const phases: readonly Phase[] = [
    { type: 'customer', label: 'customers', lineOf: (rows) => firstOf(rows, seen, plan) },
    {
      type: 'invoice',
      label: 'invoices',
      lineOf: (rows) => (isIn(refusedCustomers, rows[0]?.customer) ? undefined : invoiceLine(rows, plan)),
    },
    {
      type: 'payment',
      label: 'payments',
      lineOf: (rows) =>
        isIn(refusedInvoices, rows[0]?.invoice) || isIn(refusedCustomers, rows[0]?.customer)
          ? undefined
          : settlementLine(rows, plan),
    },
  ]
  for (const phase of phases) {
    if (phase.type === 'payment' && plan.mapping.settledDate === undefined) continue
    const groups =
      phase.type === 'customer' ? reporting(sending) : readGroups(sending.table, plan, sending.counts)
    const kept = phase.type === 'invoice' ? withCustomers(groups, refusedCustomers, report) : groups
    for await (const { rows, answer } of exchange(sending, phase, kept)) {
      report.count(phase.type, answer.result)
      const [first] = rows
      if (!first) continue
      if (answer.result === 'refused') {
        if (phase.type === 'customer') refusedCustomers.add(first.customer, first.line)
        else await refuseRows(report, rows, phase.type, answer)
        if (phase.type === 'invoice') refusedInvoices.add(first.invoice, first.line)
        if (phase.type === 'customer') await refuseRows(report, [first], phase.type, answer)
      } else if (phase.type === 'invoice') {
        report.addMoney(first.currency, totalOf(rows))
      }
    }
  }
}

function firstOf(rows: Rows, seen: KeyTable, plan: Plan): RecordLine | undefined {
  const [first] = rows
  if (!first || isIn(seen, first.customer)) return undefined
  seen.add(first.customer, first.line)
  return customerLine(first, plan)
}

function isIn(table: KeyTable, text: string | undefined): boolean {
  return text !== undefined && table.get(text).count > 0
}

/** Lists what cannot be read, once: in the first phase. */
async function* reporting(sending: Sending): AsyncGenerator<Group> {
  for await (const group of readGroups(sending.table, sending.plan, sending.counts)) {
    if (!group.ok) for (const refusal of group.refusals) await sending.report.refuse(refusal)
    yield group
  }
}

/** Lists the rows whose customer was refused; the row that brought the customer is listed already. */
async function* withCustomers(
  groups: AsyncIterable<Group>,
  refused: KeyTable,
  report: Report,
): AsyncGenerator<Group> {
  for await (const group of groups) {
    for (const row of group.ok ? group.rows : []) {
      const { count, firstLine } = refused.get(row.customer)
      if (count === 0 || firstLine === row.line) continue
      const reason = `Customer ${row.customer} was refused, see line ${firstLine}.`
      await report.refuse({
        line: row.line,
        cells: row.cells,
        reason,
        cure: 'Correct the customer, then import again.',
      })
    }
    yield group
  }
}

async function refuseRows(report: Report, rows: Rows, type: string, answer: LineAnswer): Promise<void> {
  const what = type === 'payment' ? 'The invoice is in; its payment was refused. ' : ''
  const field = answer.field === undefined ? '' : ` (${type}: ${answer.field})`
  for (const row of rows) {
    await report.refuse({
      line: row.line,
      cells: row.cells,
      reason: `${what}${answer.detail ?? answer.code ?? 'Refused.'}${field}`,
      cure: answer.cure ?? 'Correct the row, then import the file again.',
    })
  }
}

/** Streams a phase's records out and gives each answer with the rows that it is about. */
async function* exchange(
  sending: Sending,
  phase: Phase,
  groups: AsyncIterable<Group>,
): AsyncGenerator<{ rows: Rows; answer: LineAnswer }> {
  const waiting: Waiting[] = []
  let answered = 0
  let bytes = 0
  const progress = (): void => sending.progress(bytes, `${phase.label} ${answered}`)
  async function* lines(): AsyncGenerator<string> {
    for await (const group of groups) {
      const line = group.ok ? phase.lineOf(group.rows) : undefined
      bytes = group.bytes
      progress()
      if (!group.ok || line === undefined) continue
      waiting.push({ rows: group.rows })
      yield `${JSON.stringify(line)}\n`
    }
  }
  try {
    for await (const answer of sending.api.stream(sending.path, lines())) {
      const next = waiting.shift()
      if (!next) throw new Error('more answers than rows')
      answered += 1
      progress()
      yield { rows: next.rows, answer }
    }
  } catch (error) {
    throw error instanceof Failure ? error : interrupted(error, phase, waiting.length)
  }
  if (waiting.length > 0) throw interrupted(new Error('the answer ended early'), phase, waiting.length)
}

function interrupted(error: unknown, phase: Phase, waiting: number): Failure {
  const why = error instanceof Error ? error.message : String(error)
  return new Failure(
    'refused',
    `The connection to Tieout broke while ${phase.label} were sent (${why}); ${waiting} were not answered.`,
    'Run the same command again: what is there already stays as it is, and the rest is added.',
    'interrupted',
  )
}
