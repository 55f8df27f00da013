import type { Command } from '@tieout/engine/ports/commands.ts'
import type { DocumentState, RemoteRow } from '@tieout/engine/ports/remote.ts'
import { fromMinor, normalAmount, toMinor } from '@tieout/engine/core/money.ts'
import type { ObjectType } from '@tieout/engine/core/object-types.ts'
import { partyOf } from '@tieout/engine/core/party.ts'
import type { AppliedItem, BillPaymentData, PaymentData } from '@tieout/engine/core/records.ts'
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

type MoneyData = PaymentData | BillPaymentData

/** Payments of customers and to vendors: what differs is in these rows. */
interface Names {
  readonly type: 'payment' | 'bill_payment'
  readonly object: 'ARPYMT' | 'APPYMT'
  readonly details: string
  readonly party: 'customer' | 'vendor'
  readonly partyField: string
  /** The accounting date. */
  readonly dateField: 'RECEIPTDATE' | 'WHENCREATED'
  /** What RECORDKEY points to, and what POSADJKEY and ADJUSTMENTKEY point to. */
  readonly target: 'invoice' | 'bill'
  readonly adjustment: 'credit_note' | 'bill_credit'
  readonly reverse: 'reverse_arpayment' | 'reverse_appayment'
  readonly ownFields: readonly string[]
}

const receipts: Names = {
  type: 'payment',
  object: 'ARPYMT',
  details: 'ARPYMTDETAIL',
  party: 'customer',
  partyField: 'CUSTOMERID',
  dateField: 'RECEIPTDATE',
  target: 'invoice',
  adjustment: 'credit_note',
  reverse: 'reverse_arpayment',
  ownFields: ['UNDEPOSITEDACCOUNTNO'],
}

const billPayments: Names = {
  type: 'bill_payment',
  object: 'APPYMT',
  details: 'APPYMTDETAIL',
  party: 'vendor',
  partyField: 'VENDORID',
  dateField: 'WHENCREATED',
  target: 'bill',
  adjustment: 'bill_credit',
  reverse: 'reverse_appayment',
  ownFields: [],
}

function moneyAdapter(names: Names): ObjectAdapter {
  const where = {
    type: names.type,
    object: names.object,
    auditName: names.object.toLowerCase(),
    createdField: 'AUWHENCREATED',
    numberField: 'DOCNUMBER',
    markerField: markerFields[names.type].field,
  } as const
  return {
    ...where,
    dateField: names.dateField,
    fields: [...headerFields, names.partyField, names.dateField, ...names.ownFields],
    lines: {
      object: names.details,
      link: 'PAYMENTKEY',
      fields: ['RECORDNO', 'RECORDKEY', 'POSADJKEY', 'ADJUSTMENTKEY', 'TRX_PAYMENTAMOUNT'],
    },
    rowOf: (row, lines, frame) => rowOf(names, where, row, lines, frame),
    functionOf: (command, setup) => functionOf(names, command, setup),
  }
}

const headerFields = [
  'RECORDNO',
  'DOCNUMBER',
  'STATE',
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
] as const

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

function rowOf(
  names: Names,
  where: Parameters<typeof commonOf>[0],
  row: Row,
  lines: readonly Row[],
  frame: Frame,
): RemoteRow {
  const currency = row['CURRENCY'] || 'USD'
  const party = row[names.partyField] ?? ''
  const description = splitMarker(row['DESCRIPTION'] ?? '').text
  const cash = lines.filter(
    (line) => (line['RECORDKEY'] ?? '') !== '' && (line['TRX_PAYMENTAMOUNT'] ?? '') !== '',
  )
  const applied = cash.map((line) => ({
    key: line['RECORDNO'] ?? '',
    [names.target]: line['RECORDKEY'] ?? '',
    amount: normalAmount(line['TRX_PAYMENTAMOUNT'] ?? '0', currency),
  }))
  const applications = summedInOrder(names.target, applied, currency)
  const method = methodNames.get(row['PAYMENTMETHOD'] ?? '')
  const data = {
    [names.party]: party,
    date: toDay(row[names.dateField], frame),
    amount: normalAmount(row['TRX_TOTALENTERED'] || '0', currency),
    currency,
    ...(method === undefined ? {} : { method }),
    ...optional('reference', row['DOCNUMBER']),
    ...optional('description', description),
    ...optional('account', row['UNDEPOSITEDACCOUNTNO'] || bankId(row['FINANCIALENTITY'])),
    applications,
  } as MoneyData
  return {
    ...commonOf(where, row, frame),
    data,
    facts: { state: stateOf(row), applications: applied, touches: touchedBy(names, lines), ...auditOf(row) },
    references: pointersOf(names.type, data, remotePointer),
  }
}

/** Every document whose open amount a detail moves: invoices or bills, debit memos, and the credits that pay. */
function touchedBy(names: Names, lines: readonly Row[]): NonNullable<RemoteRow['facts']['touches']> {
  const keys = (type: ObjectType, field: string) => lines.map((line) => [type, line[field] ?? ''] as const)
  const named = new Map(
    [
      ...keys(names.target, 'RECORDKEY'),
      ...keys(names.adjustment, 'POSADJKEY'),
      ...keys(names.adjustment, 'ADJUSTMENTKEY'),
    ].map((item) => [item.join(' '), item]),
  )
  return [...named.values()].flatMap(([type, key]) => (key === '' ? [] : [{ type, key }]))
}

/** One application an invoice or bill: the detail list has a row for each line that was paid. */
function summedInOrder(
  target: Names['target'],
  applied: readonly AppliedItem[],
  currency: string,
): AppliedItem[] {
  const sums = new Map<string, bigint>()
  for (const item of applied) {
    const key = item[target] ?? ''
    sums.set(key, (sums.get(key) ?? 0n) + toMinor(item.amount, currency))
  }
  return [...sums].map(([key, minor]) => ({ [target]: key, amount: fromMinor(minor, currency) }))
}

/** FINANCIALENTITY may read back as `BOA--Bank of America`. */
function bankId(entity: string | undefined): string {
  return (entity ?? '').split('--')[0] ?? ''
}

function functionOf(names: Names, command: Command, setup: Setup): Element | null {
  const data = command.data as MoneyData
  if (command.op === 'create') return createCall(names.object, paymentRecord(names, command, data, setup))
  if (command.key === null) return null
  if (command.op === 'delete') return deleteCall(names.object, command.key)
  if (command.op === 'update') return null
  return legacyCall(names.reverse, {
    '@key': command.key,
    datereversed: command.options.date ?? data.date,
    description: command.options.memo,
  })
}

function paymentRecord(names: Names, command: Command, data: MoneyData, setup: Setup): GenericRecord {
  const currency = data.currency ?? 'USD'
  const applied = data.applications.reduce((sum, item) => sum + toMinor(item.amount, currency), 0n)
  const over = toMinor(data.amount, currency) - applied
  const account = data.account ?? ''
  const undeposited = names.type === 'payment' && /^[\d.\-]+$/.test(account)
  const day = intacctDate(data.date, setup.format) ?? ''
  const items: readonly AppliedItem[] = data.applications
  return {
    // A bank account is named by an id with letters; a GL account, and so undeposited funds, by a number.
    ...(undeposited ? { UNDEPOSITEDACCOUNTNO: account } : { FINANCIALENTITY: account }),
    PAYMENTMETHOD: methods[data.method ?? 'eft'],
    [names.partyField]: partyOf(data),
    DOCNUMBER: data.reference,
    DESCRIPTION: withMarker(data.description, command.marker, markerFields[names.type].length),
    ...(names.type === 'payment' ? { RECEIPTDATE: day } : {}),
    PAYMENTDATE: day,
    CURRENCY: currency,
    OVERPAYMENTAMOUNT: over > 0n ? fromMinor(over, currency) : undefined,
    ACTION: command.options.submit ? 'Submit' : 'Draft',
    [`${names.details}S`]: {
      [names.details]: items.map((item) => ({
        RECORDKEY: item[names.target],
        TRX_PAYMENTAMOUNT: item.amount,
      })),
    },
  }
}

/** ARPYMT, created by the generic function, which the documentation prefers (reference 4.5). */
export const paymentAdapter = moneyAdapter(receipts)
/** APPYMT, likewise (reference 4.7). */
export const billPaymentAdapter = moneyAdapter(billPayments)
