import type { Company } from '../company.ts'
import type { Actor, Row } from '../contract.ts'
import type { Values } from '../input.ts'
import { amountOf, formatAmount } from '../money.ts'
import { refuse } from '../refusals.ts'
import { ADVANCE_ACCOUNT, type PaymentKind } from './paymentKinds.ts'
import { takeBack } from './takeBack.ts'
import { checkOpen } from './periods.ts'
import { copied, negated } from './reversal.ts'
import { addToSummary } from './summaries.ts'

const DETAIL_AMOUNT = /AMOUNT$/

function negatedDetail(row: Row): Values {
  const values: Values = {}
  for (const [name, value] of Object.entries(row)) {
    if (DETAIL_AMOUNT.test(name) && value !== '') values[name] = formatAmount(-amountOf(value))
  }
  return values
}

function checkUnspent(company: Company, lines: string, row: Row): void {
  const spent = company
    .lines(lines, 'RECORDKEY', row.RECORDNO ?? '')
    .some(
      (line) =>
        (lines === 'ARADVANCEITEM' || line.ACCOUNTNO === ADVANCE_ACCOUNT) &&
        (amountOf(line.TRX_TOTALPAID) !== 0n || amountOf(line.TRX_TOTALSELECTED) !== 0n),
    )
  if (spent) refuse('reverseSpent', row.RECORDNO ?? '')
}

function checkDate(company: Company, row: Row, module: string, date: string): void {
  if (date === '') refuse('required', 'Date Reversed')
  if (date < (row.RECEIPTDATE ?? row.WHENCREATED ?? '')) refuse('reverseDate', date)
  checkOpen(company, row.ENTITYOF ?? '', module, date)
}

/** A contra record with turned signs beside the original; nothing stays open on either. */
function contraOf(
  company: Company,
  object: string,
  row: Row,
  date: string,
  description: string,
  state: Values,
  actor: Actor,
): Row {
  const turned = { ...copied(row), ...negated(row) }
  return company.insert(
    object,
    {
      ...turned,
      TRX_TOTALPAID: turned.TRX_TOTALENTERED ?? '0',
      TOTALPAID: turned.TOTALENTERED ?? '0',
      TRX_TOTALDUE: '0',
      TOTALDUE: '0',
      DESCRIPTION: description,
      WHENCREATED: date,
      RECEIPTDATE: date,
      ...state,
    },
    actor,
  )
}

const CLOSED = (row: Row): Values => ({
  TRX_TOTALPAID: row.TRX_TOTALENTERED ?? '0',
  TOTALPAID: row.TOTALENTERED ?? '0',
  TRX_TOTALDUE: '0',
  TOTALDUE: '0',
})

function close(company: Company, object: string, row: Row, contra: Row, actor: Actor): void {
  for (const line of company.lines(object, 'RECORDKEY', row.RECORDNO ?? '')) {
    const amounts = negated(line)
    company.insert(
      object,
      {
        ...copied(line),
        ...amounts,
        TRX_TOTALPAID: amounts.TRX_AMOUNT ?? '0',
        TOTALPAID: amounts.AMOUNT ?? '0',
        RECORDKEY: contra.RECORDNO ?? '',
      },
      actor,
    )
    company.patch(
      object,
      line,
      { TRX_TOTALPAID: line.TRX_AMOUNT ?? '0', TOTALPAID: line.AMOUNT ?? '0' },
      actor,
    )
  }
}

/**
 * Reverses a payment: its invoices reopen, its sources are free again, a Reversal record with turned signs stands beside it (4.5).
 * Refused when its overpayment has been spent, for drafts, and into a closed period.
 */
export function reversePayment(
  company: Company,
  kind: PaymentKind,
  row: Row,
  date: string,
  description: string,
  actor: Actor,
): Row {
  if (row.STATE !== 'C') refuse('reverseState', row.DISPLAYSTATE ?? '')
  checkDate(company, row, kind.module, date)
  checkUnspent(company, kind.entries, row)
  takeBack(company, kind, row, 'paid', '', actor)
  const key = row.RECORDNO ?? ''
  const reversed = kind.object === 'APPYMT' ? 'Voided' : 'Reversed'
  const contra = contraOf(
    company,
    kind.object,
    row,
    date,
    description,
    {
      STATE: 'V',
      DISPLAYSTATE: kind.object === 'APPYMT' ? 'Voided' : 'Reversal',
      RAWSTATE: 'V',
      PARENTPAYMENTKEY: key,
    },
    actor,
  )
  for (const detail of company.lines(kind.details, 'PAYMENTKEY', key)) {
    company.insert(
      kind.details,
      {
        ...copied(detail),
        ...negatedDetail(detail),
        PAYMENTKEY: contra.RECORDNO ?? '',
        PAYMENTDATE: date,
        STATE: 'V',
      },
      actor,
    )
    company.patch(kind.details, detail, { STATE: 'V' }, actor)
  }
  close(company, kind.entries, row, contra, actor)
  if (kind.links !== undefined) {
    for (const link of company.lines(kind.links, 'PAYMENTKEY', key))
      company.patch(kind.links, link, { STATE: 'V' }, actor)
  }
  addToSummary(company, kind.batches, row.PRBATCHKEY, amountOf(contra.TOTALENTERED), actor)
  return company.patch(
    kind.object,
    row,
    { ...CLOSED(row), STATE: 'V', DISPLAYSTATE: reversed, RAWSTATE: 'V', REVERSALKEY: contra.RECORDNO ?? '' },
    actor,
  )
}

/** Reverses an advance of which nothing has been applied. */
export function reverseAdvance(
  company: Company,
  row: Row,
  date: string,
  description: string,
  actor: Actor,
): Row {
  if (row.STATE === 'Draft' || row.STATE === 'Reversed' || row.STATE === 'Reversal')
    refuse('reverseState', row.STATE)
  checkDate(company, row, 'AR', date)
  checkUnspent(company, 'ARADVANCEITEM', row)
  const contra = contraOf(
    company,
    'ARADVANCE',
    row,
    date,
    description,
    { STATE: 'Reversal', RAWSTATE: 'V', PARENTPAYMENT: row.RECORDNO ?? '' },
    actor,
  )
  close(company, 'ARADVANCEITEM', row, contra, actor)
  addToSummary(company, 'ARPAYMENTBATCH', row.PRBATCHKEY, amountOf(contra.TOTALENTERED), actor)
  return company.patch('ARADVANCE', row, { ...CLOSED(row), STATE: 'Reversed', RAWSTATE: 'V' }, actor)
}
