import type { Command } from '@tieout/engine/ports/commands.ts'
import type { RemoteRow } from '@tieout/engine/ports/remote.ts'
import { summedApplications } from '@tieout/engine/core/apply.ts'
import { fromMinor, normalAmount, toMinor } from '@tieout/engine/core/money.ts'
import type { ObjectType } from '@tieout/engine/core/object-types.ts'
import type { PaymentData } from '@tieout/engine/core/records.ts'
import { pointersOf } from '@tieout/engine/core/references.ts'
import { remotePointer } from '@tieout/engine/core/translate.ts'
import type { Row } from '@tieout/intacct/envelope/data.ts'
import { createCall, deleteCall } from '@tieout/intacct/writing/generic.ts'
import type { GenericRecord } from '@tieout/intacct/writing/generic.ts'
import type { Element } from '@tieout/intacct/xml/element.ts'
import type { Frame } from '../frame.ts'
import { markerFields } from '../marker.ts'
import { auditOf, commonOf } from './adapter.ts'
import type { AppliedRow, ObjectAdapter, Setup } from './adapter.ts'
import { customValues } from './custom-elements.ts'
import {
  applicationCall,
  entriesOf,
  entryFields,
  entryOf,
  fundings,
  isNothing,
  reversalCall,
  targetOf,
} from './entries.ts'
import { receiptFields, receiptOf, receiptRecord } from './receipt.ts'

const where = {
  type: 'payment',
  object: 'ARPYMT',
  auditName: 'arpymt',
  createdField: 'AUWHENCREATED',
  numberField: 'DOCNUMBER',
  markerField: markerFields.payment.field,
} as const

const funding = fundings.overpayment

/**
 * ARPYMT, created by the generic function, which the documentation prefers (reference 4.5). What it left over is an overpayment, applied by
 * details of further ARPYMTs without cash.
 */
export const paymentAdapter: ObjectAdapter = {
  ...where,
  dateField: 'RECEIPTDATE',
  fields: receiptFields,
  lines: {
    object: 'ARPYMTDETAIL',
    link: 'PAYMENTKEY',
    fields: [
      'RECORDNO',
      'RECORDKEY',
      'POSADJKEY',
      'ADJUSTMENTKEY',
      'ADVANCEKEY',
      'OVERPAYMENTKEY',
      'TRX_PAYMENTAMOUNT',
      'TRX_ADJUSTMENTAMOUNT',
    ],
  },
  applied: {
    object: 'ARPYMTDETAIL',
    link: funding.key,
    holder: 'PAYMENTKEY',
    fields: entryFields(funding),
    isUsed,
  },
  rowOf,
  functionOf,
}

/**
 * Whether some of what it left over has been applied since: less is due of it than its own details left. That TRX_TOTALDUE of an ARPYMT is
 * the open rest of its overpayment is inferred (reference, Appendix B names the field only).
 */
function isUsed(header: Row, lines: readonly Row[]): boolean {
  const due = header['TRX_TOTALDUE'] ?? ''
  if (header['STATE'] !== 'C' || due === '') return false
  const currency = header['CURRENCY'] || 'USD'
  const own = lines.reduce((sum, line) => sum + toMinor(line['TRX_PAYMENTAMOUNT'] || '0', currency), 0n)
  return toMinor(due, currency) < toMinor(header['TRX_TOTALENTERED'] || '0', currency) - own
}

/** Raw letters of ARPYMT.STATE (reference 5.3): D draft, C complete, V reversed. The contra record of a reversal is negative. */
function stateOf(row: Row): RemoteRow['facts']['state'] {
  if (row['STATE'] === 'D') return 'draft'
  if ((row['TRX_TOTALENTERED'] ?? '').startsWith('-')) return 'reversal'
  return row['STATE'] === 'V' ? 'reversed' : 'paid'
}

function rowOf(
  row: Row,
  lines: readonly Row[],
  frame: Frame,
  applied: readonly AppliedRow[] = [],
): RemoteRow {
  const currency = row['CURRENCY'] || 'USD'
  const own = lines
    .filter((line) => !isNothing(line['TRX_PAYMENTAMOUNT']))
    .map((line) => entryOf(line, 'TRX_PAYMENTAMOUNT', currency))
  const entries = entriesOf(applied, funding, currency)
  const data: PaymentData = {
    ...receiptOf(row, frame),
    amount: normalAmount(row['TRX_TOTALENTERED'] || '0', currency),
    currency,
    applications: summedApplications([...own, ...entries].map(targetOf), currency),
    ...creditsOf(row, lines, currency),
  }
  const references = pointersOf('payment', data, remotePointer)
  return {
    ...commonOf(where, row, frame),
    data,
    facts: {
      state: stateOf(row),
      applications: [...own, ...entries],
      touches: touchedBy([...lines, ...applied.map((item) => item.row)]),
      ...auditOf(row),
    },
    references,
  }
}

/** Credits that it used besides its own money; an entry without money is told of by its credit note alone. */
function creditsOf(row: Row, lines: readonly Row[], currency: string): Pick<PaymentData, 'credits'> {
  if (isNothing(row['TRX_TOTALENTERED'])) return {}
  const { key, amount } = fundings.credit
  const byNote = Map.groupBy(
    lines.filter((line) => (line[key] ?? '') !== '' && !isNothing(line[amount])),
    (line) => line[key] ?? '',
  )
  const credits = [...byNote].flatMap(([creditNote, used]) =>
    summedApplications(
      used.map((line) => targetOf(entryOf(line, amount, currency))),
      currency,
    ).map((item) => ({ creditNote, ...item })),
  )
  return credits.length === 0 ? {} : { credits }
}

/** Every record whose open amount a detail moves: invoices, debit memos, and what pays: credits, advances, other payments. */
function touchedBy(lines: readonly Row[]): NonNullable<RemoteRow['facts']['touches']> {
  const keys = (type: ObjectType, field: string) => lines.map((line) => [type, line[field] ?? ''] as const)
  const named = new Map(
    [
      ...keys('invoice', 'RECORDKEY'),
      ...keys('credit_note', 'POSADJKEY'),
      ...keys('credit_note', 'ADJUSTMENTKEY'),
      ...keys('advance', 'ADVANCEKEY'),
      ...keys('payment', 'OVERPAYMENTKEY'),
    ].map((item) => [item.join(' '), item]),
  )
  return [...named.values()].flatMap(([type, key]) => (key === '' ? [] : [{ type, key }]))
}

function functionOf(command: Command, setup: Setup): Element | null {
  const data = command.data as PaymentData
  if (command.op === 'create') return createCall('ARPYMT', paymentRecord(command, data, setup))
  if (command.key === null) return null
  if (command.op === 'delete') return deleteCall('ARPYMT', command.key)
  if (command.op === 'reverse') return reversalCall(command, data, command.key)
  const { apply, takeBack } = command.options
  if (takeBack !== undefined) return reversalCall(command, data, takeBack)
  return apply === undefined
    ? null
    : applicationCall(
        command,
        data,
        { funding, says: `Applies overpayment ${data.reference ?? ''}`.trim() },
        setup,
      )
}

function paymentRecord(command: Command, data: PaymentData, setup: Setup): GenericRecord {
  const currency = data.currency ?? 'USD'
  const applied = data.applications.reduce((sum, item) => sum + toMinor(item.amount, currency), 0n)
  const over = toMinor(data.amount, currency) - applied
  const rest =
    over > 0n
      ? {
          OVERPAYMENTAMOUNT: fromMinor(over, currency),
          OVERPAYMENTLOCATIONID: data.location,
          OVERPAYMENTDEPARTMENTID: data.department,
        }
      : {}
  return {
    ...receiptRecord(command, data, markerFields.payment.length, setup),
    ...rest,
    ...customValues(data, command.options, false),
    ARPYMTDETAILS: {
      ARPYMTDETAIL: [
        ...data.applications.map((item) => ({
          RECORDKEY: item.invoice,
          POSADJKEY: item.debitMemo,
          TRX_PAYMENTAMOUNT: item.amount,
        })),
        ...(data.credits ?? []).map((item) => ({
          RECORDKEY: item.invoice,
          POSADJKEY: item.debitMemo,
          [fundings.credit.key]: item.creditNote,
          [fundings.credit.amount]: item.amount,
        })),
      ],
    },
  }
}
