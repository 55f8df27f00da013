import type { Command } from '@tieout/engine/ports/commands.ts'
import type { AdvanceData, PaymentData } from '@tieout/engine/core/records.ts'
import type { Row } from '@tieout/intacct/envelope/data.ts'
import { intacctDate } from '@tieout/intacct/formats/times.ts'
import { toDay } from '../frame.ts'
import type { Frame } from '../frame.ts'
import { splitMarker, withMarker } from '../marker.ts'
import { optional } from './adapter.ts'
import type { Setup } from './adapter.ts'

/** What payments and advances have in the same fields (reference 4.5, Appendix B). */
export const receiptFields = [
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
  'TRX_TOTALDUE',
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

type Receipt = PaymentData | AdvanceData

/** What a row says that is the same in both. */
export function receiptOf(row: Row, frame: Frame) {
  const method = methodNames.get(row['PAYMENTMETHOD'] ?? '')
  return {
    customer: row['CUSTOMERID'] ?? '',
    date: toDay(row['RECEIPTDATE'], frame),
    ...(method === undefined ? {} : { method }),
    ...optional('reference', row['DOCNUMBER']),
    ...optional('description', splitMarker(row['DESCRIPTION'] ?? '').text),
    ...optional('account', row['UNDEPOSITEDACCOUNTNO'] || bankId(row['FINANCIALENTITY'])),
  }
}

/** FINANCIALENTITY may read back as `BOA--Bank of America`. */
function bankId(entity: string | undefined): string {
  return (entity ?? '').split('--')[0] ?? ''
}

/** The fields of a create that are the same in both. @param length of the field that carries the marker */
export function receiptRecord(command: Command, data: Receipt, length: number, setup: Setup) {
  const account = data.account ?? ''
  const day = intacctDate(data.date, setup.format) ?? ''
  return {
    // A bank account is named by an id with letters; a GL account, and so undeposited funds, by a number.
    ...(/^[\d.\-]+$/.test(account) ? { UNDEPOSITEDACCOUNTNO: account } : { FINANCIALENTITY: account }),
    PAYMENTMETHOD: methods[data.method ?? 'eft'],
    CUSTOMERID: data.customer,
    DOCNUMBER: data.reference,
    DESCRIPTION: withMarker(data.description, command.marker, length),
    RECEIPTDATE: day,
    PAYMENTDATE: day,
    CURRENCY: data.currency ?? 'USD',
    ACTION: command.options.submit ? 'Submit' : 'Draft',
  }
}
