import type { Command } from '@tieout/engine/ports/commands.ts'
import type { DocumentState, RemoteRow } from '@tieout/engine/ports/remote.ts'
import { fromMinor, normalAmount, toMinor } from '@tieout/engine/core/money.ts'
import type { ObjectType } from '@tieout/engine/core/object-types.ts'
import type { AppliedItem, BillPaymentData } from '@tieout/engine/core/records.ts'
import { pointersOf } from '@tieout/engine/core/references.ts'
import { remotePointer } from '@tieout/engine/core/translate.ts'
import type { Row } from '@tieout/intacct/envelope/data.ts'
import { intacctDate } from '@tieout/intacct/formats/times.ts'
import { createCall, deleteCall } from '@tieout/intacct/writing/generic.ts'
import type { GenericRecord } from '@tieout/intacct/writing/generic.ts'
import { legacyCall } from '@tieout/intacct/writing/legacy.ts'
import type { Element } from '@tieout/intacct/xml/element.ts'
import { toDay } from '../frame.ts'
import type { Frame } from '../frame.ts'
import { markerFields, splitMarker, withMarker } from '../marker.ts'
import { auditOf, commonOf, optional } from './adapter.ts'
import type { ObjectAdapter, Setup } from './adapter.ts'

const where = {
  type: 'bill_payment',
  object: 'APPYMT',
  auditName: 'appymt',
  createdField: 'AUWHENCREATED',
  numberField: 'DOCNUMBER',
  markerField: markerFields.bill_payment.field,
} as const

/** APPYMT, created by the generic function, which the documentation prefers (reference 4.7). */
export const billPaymentAdapter: ObjectAdapter = {
  ...where,
  dateField: 'WHENCREATED',
  fields: [
    'RECORDNO',
    'DOCNUMBER',
    'STATE',
    'VENDORID',
    'WHENCREATED',
    'CURRENCY',
    'PAYMENTMETHOD',
    'DESCRIPTION',
    'FINANCIALENTITY',
    'TRX_TOTALENTERED',
    'AUWHENCREATED',
    'WHENMODIFIED',
    'CREATEDBYLOGINID',
    'MODIFIEDBYLOGINID',
    'MEGAENTITYID',
    'RECORD_URL',
  ],
  lines: {
    object: 'APPYMTDETAIL',
    link: 'PAYMENTKEY',
    fields: ['RECORDNO', 'RECORDKEY', 'POSADJKEY', 'ADJUSTMENTKEY', 'TRX_PAYMENTAMOUNT'],
  },
  rowOf,
  functionOf,
}

const methods = { cash: 'Cash', check: 'Printed Check', card: 'Credit Card', eft: 'EFT' } as const
const methodNames = new Map<string, keyof typeof methods>([
  ...Object.entries(methods).map(([name, text]) => [text, name as keyof typeof methods] as const),
  ['Online Charge Card', 'card'],
  ['Online ACH Debit', 'eft'],
])

/**
 * Raw letters of STATE (reference 4.7, 5.3): D draft, C complete, V reversed or voided; of bill payments also S submitted, P partially
 * approved, A approved and not confirmed yet, X declined.
 */
const states: Readonly<Record<string, DocumentState>> = {
  D: 'draft',
  S: 'awaiting_approval',
  P: 'awaiting_approval',
  A: 'awaiting_approval',
  X: 'declined',
  V: 'reversed',
}

/** The contra record of a reversal is negative. */
function stateOf(row: Row): DocumentState {
  if (row['STATE'] === 'D') return 'draft'
  if ((row['TRX_TOTALENTERED'] ?? '').startsWith('-')) return 'reversal'
  return states[row['STATE'] ?? ''] ?? 'paid'
}

function rowOf(row: Row, lines: readonly Row[], frame: Frame): RemoteRow {
  const currency = row['CURRENCY'] || 'USD'
  const party = row['VENDORID'] ?? ''
  const description = splitMarker(row['DESCRIPTION'] ?? '').text
  const cash = lines.filter(
    (line) => (line['RECORDKEY'] ?? '') !== '' && (line['TRX_PAYMENTAMOUNT'] ?? '') !== '',
  )
  const applied = cash.map((line) => ({
    key: line['RECORDNO'] ?? '',
    bill: line['RECORDKEY'] ?? '',
    amount: normalAmount(line['TRX_PAYMENTAMOUNT'] ?? '0', currency),
  }))
  const applications = summedInOrder(applied, currency)
  const method = methodNames.get(row['PAYMENTMETHOD'] ?? '')
  const data: BillPaymentData = {
    vendor: party,
    date: toDay(row['WHENCREATED'], frame),
    amount: normalAmount(row['TRX_TOTALENTERED'] || '0', currency),
    currency,
    ...(method === undefined ? {} : { method }),
    ...optional('reference', row['DOCNUMBER']),
    ...optional('description', description),
    ...optional('account', bankId(row['FINANCIALENTITY'])),
    applications,
  }
  return {
    ...commonOf(where, row, frame),
    data,
    facts: { state: stateOf(row), applications: applied, touches: touchedBy(lines), ...auditOf(row) },
    references: pointersOf('bill_payment', data, remotePointer),
  }
}

/** Every document whose open amount a detail moves: invoices or bills, debit memos, and the credits that pay. */
function touchedBy(lines: readonly Row[]): NonNullable<RemoteRow['facts']['touches']> {
  const keys = (type: ObjectType, field: string) => lines.map((line) => [type, line[field] ?? ''] as const)
  const named = new Map(
    [
      ...keys('bill', 'RECORDKEY'),
      ...keys('bill_credit', 'POSADJKEY'),
      ...keys('bill_credit', 'ADJUSTMENTKEY'),
    ].map((item) => [item.join(' '), item]),
  )
  return [...named.values()].flatMap(([type, key]) => (key === '' ? [] : [{ type, key }]))
}

/** One application an invoice or bill: the detail list has a row for each line that was paid. */
function summedInOrder(
  applied: readonly AppliedItem[],
  currency: string,
): { bill: string; amount: string }[] {
  const sums = new Map<string, bigint>()
  for (const item of applied) {
    const key = item.bill ?? ''
    sums.set(key, (sums.get(key) ?? 0n) + toMinor(item.amount, currency))
  }
  return [...sums].map(([key, minor]) => ({ bill: key, amount: fromMinor(minor, currency) }))
}

/** FINANCIALENTITY may read back as `BOA--Bank of America`. */
function bankId(entity: string | undefined): string {
  return (entity ?? '').split('--')[0] ?? ''
}

function functionOf(command: Command, setup: Setup): Element | null {
  const data = command.data as BillPaymentData
  if (command.op === 'create') return createCall('APPYMT', paymentRecord(command, data, setup))
  if (command.key === null) return null
  if (command.op === 'delete') return deleteCall('APPYMT', command.key)
  if (command.op === 'update') return null
  return legacyCall('reverse_appayment', {
    '@key': command.key,
    datereversed: command.options.date ?? data.date,
    description: command.options.memo,
  })
}

function paymentRecord(command: Command, data: BillPaymentData, setup: Setup): GenericRecord {
  const currency = data.currency ?? 'USD'
  const day = intacctDate(data.date, setup.format) ?? ''
  return {
    FINANCIALENTITY: data.account,
    PAYMENTMETHOD: methods[data.method ?? 'eft'],
    VENDORID: data.vendor,
    DOCNUMBER: data.reference,
    DESCRIPTION: withMarker(data.description, command.marker, markerFields.bill_payment.length),
    PAYMENTDATE: day,
    CURRENCY: currency,
    ACTION: command.options.submit ? 'Submit' : 'Draft',
    APPYMTDETAILS: {
      APPYMTDETAIL: data.applications.map((item) => ({
        RECORDKEY: item.bill,
        TRX_PAYMENTAMOUNT: item.amount,
      })),
    },
  }
}
