import type { Command } from '@tieout/engine/ports/commands.ts'
import type { RemoteRow } from '@tieout/engine/ports/remote.ts'
import { fromMinor, normalAmount, toMinor } from '@tieout/engine/core/money.ts'
import type { ObjectType } from '@tieout/engine/core/object-types.ts'
import type { ApplicationData, PaymentData } from '@tieout/engine/core/records.ts'
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
import { customValues } from './custom-elements.ts'

const where = {
  type: 'payment',
  object: 'ARPYMT',
  auditName: 'arpymt',
  createdField: 'AUWHENCREATED',
  numberField: 'DOCNUMBER',
  markerField: markerFields.payment.field,
} as const

/** ARPYMT, created by the generic function, which the documentation prefers (reference 4.5). */
export const paymentAdapter: ObjectAdapter = {
  ...where,
  dateField: 'RECEIPTDATE',
  fields: [
    'RECORDNO',
    'DOCNUMBER',
    'STATE',
    'CUSTOMERID',
    'RECEIPTDATE',
    'CURRENCY',
    'PAYMENTMETHOD',
    'DESCRIPTION',
    'FINANCIALENTITY',
    'UNDEPOSITEDACCOUNTNO',
    'TRX_TOTALENTERED',
    'AUWHENCREATED',
    'WHENMODIFIED',
    'CREATEDBYLOGINID',
    'MODIFIEDBYLOGINID',
    'MEGAENTITYID',
    'RECORD_URL',
  ],
  lines: {
    object: 'ARPYMTDETAIL',
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

/** Raw letters of ARPYMT.STATE (reference 5.3): D draft, C complete, V reversed. The contra record of a reversal is negative. */
function stateOf(row: Row): RemoteRow['facts']['state'] {
  if (row['STATE'] === 'D') return 'draft'
  if ((row['TRX_TOTALENTERED'] ?? '').startsWith('-')) return 'reversal'
  return row['STATE'] === 'V' ? 'reversed' : 'paid'
}

function rowOf(row: Row, lines: readonly Row[], frame: Frame): RemoteRow {
  const currency = row['CURRENCY'] || 'USD'
  const customer = row['CUSTOMERID'] ?? ''
  const description = splitMarker(row['DESCRIPTION'] ?? '').text
  const cash = lines.filter(
    (line) => (line['RECORDKEY'] ?? '') !== '' && (line['TRX_PAYMENTAMOUNT'] ?? '') !== '',
  )
  const applied = cash.map((line) => ({
    key: line['RECORDNO'] ?? '',
    invoice: line['RECORDKEY'] ?? '',
    amount: normalAmount(line['TRX_PAYMENTAMOUNT'] ?? '0', currency),
  }))
  const applications = perInvoice(applied, currency)
  const method = methodNames.get(row['PAYMENTMETHOD'] ?? '')
  const data: PaymentData = {
    customer,
    date: toDay(row['RECEIPTDATE'], frame),
    amount: normalAmount(row['TRX_TOTALENTERED'] || '0', currency),
    currency,
    ...(method === undefined ? {} : { method }),
    ...optional('reference', row['DOCNUMBER']),
    ...optional('description', description),
    ...optional('account', row['UNDEPOSITEDACCOUNTNO'] || bankId(row['FINANCIALENTITY'])),
    applications,
  }
  return {
    ...commonOf(where, row, frame),
    data,
    facts: { state: stateOf(row), applications: applied, touches: touchedBy(lines), ...auditOf(row) },
    references: [
      { type: 'customer', by: 'number', value: customer },
      ...applications.map((item) => ({ type: 'invoice' as const, by: 'key' as const, value: item.invoice })),
    ],
  }
}

/** Every document whose open amount a detail moves: invoices, debit memos, and the credits that pay. */
function touchedBy(lines: readonly Row[]): NonNullable<RemoteRow['facts']['touches']> {
  const keys = (type: ObjectType, field: string) => lines.map((line) => [type, line[field] ?? ''] as const)
  const named = new Map(
    [
      ...keys('invoice', 'RECORDKEY'),
      ...keys('credit_note', 'POSADJKEY'),
      ...keys('credit_note', 'ADJUSTMENTKEY'),
    ].map((item) => [item.join(' '), item]),
  )
  return [...named.values()].flatMap(([type, key]) => (key === '' ? [] : [{ type, key }]))
}

/** One application an invoice: the detail list has a row for each line that was paid. */
function perInvoice(
  applied: readonly { invoice: string; amount: string }[],
  currency: string,
): ApplicationData[] {
  const sums = new Map<string, bigint>()
  for (const item of applied)
    sums.set(item.invoice, (sums.get(item.invoice) ?? 0n) + toMinor(item.amount, currency))
  return [...sums].map(([invoice, minor]) => ({ invoice, amount: fromMinor(minor, currency) }))
}

/** FINANCIALENTITY may read back as `BOA--Bank of America`. */
function bankId(entity: string | undefined): string {
  return (entity ?? '').split('--')[0] ?? ''
}

function functionOf(command: Command, setup: Setup): Element | null {
  const data = command.data as PaymentData
  if (command.op === 'create') return createCall('ARPYMT', paymentRecord(command, data, setup))
  if (command.key === null) return null
  if (command.op === 'delete') return deleteCall('ARPYMT', command.key)
  if (command.op === 'update') return null
  return legacyCall('reverse_arpayment', {
    '@key': command.key,
    datereversed: command.options.date ?? data.date,
    description: command.options.memo,
  })
}

function paymentRecord(command: Command, data: PaymentData, setup: Setup): GenericRecord {
  const currency = data.currency ?? 'USD'
  const applied = data.applications.reduce((sum, item) => sum + toMinor(item.amount, currency), 0n)
  const over = toMinor(data.amount, currency) - applied
  const account = data.account ?? ''
  return {
    // A bank account is named by an id with letters; a GL account, and so undeposited funds, by a number.
    ...(/^[\d.\-]+$/.test(account) ? { UNDEPOSITEDACCOUNTNO: account } : { FINANCIALENTITY: account }),
    PAYMENTMETHOD: methods[data.method ?? 'eft'],
    CUSTOMERID: data.customer,
    DOCNUMBER: data.reference,
    DESCRIPTION: withMarker(data.description, command.marker, markerFields.payment.length),
    RECEIPTDATE: intacctDate(data.date, setup.format) ?? '',
    PAYMENTDATE: intacctDate(data.date, setup.format) ?? '',
    CURRENCY: currency,
    OVERPAYMENTAMOUNT: over > 0n ? fromMinor(over, currency) : undefined,
    ACTION: command.options.submit ? 'Submit' : 'Draft',
    ...customValues(data, command.options, false),
    ARPYMTDETAILS: {
      ARPYMTDETAIL: data.applications.map((item) => ({
        RECORDKEY: item.invoice,
        TRX_PAYMENTAMOUNT: item.amount,
      })),
    },
  }
}
