import type { Company } from '../company.ts'
import type { Actor, Row } from '../contract.ts'
import { amountOf, formatAmount } from '../money.ts'
import { moneyLines } from './kinds.ts'

/** States that the amounts do not decide. */
const FIXED = new Set([
  'Draft',
  'Reversed',
  'Reversal',
  'Submitted',
  'Partially Approved',
  'Declined',
  'Analyzing',
])
const UNPOSTED = new Set(['Draft', 'Submitted', 'Partially Approved', 'Declined', 'Analyzing'])

/** RAWSTATE letters by state ([I]: the reference shows A for Posted, and D, PA, S, U, A for bills). */
export const rawStates: Readonly<Record<string, string>> = {
  Draft: 'D',
  Submitted: 'U',
  'Partially Approved': 'PA',
  Declined: 'X',
  'No Value': 'N',
  Posted: 'A',
  'Partially Paid': 'A',
  Selected: 'S',
  Paid: 'A',
  Reversed: 'V',
  Reversal: 'V',
}

/** Whether the document counts in what its party owes. */
export function posted(row: Row): boolean {
  return !UNPOSTED.has(row.STATE ?? '') && row.STATE !== 'D' && row.STATE !== 'S'
}

interface Totals {
  readonly entered: bigint
  readonly paid: bigint
  readonly selected: bigint
}

function documentState(
  current: string,
  { entered, paid, selected }: Totals,
  unpaid: string,
  part: string,
  full: string,
): string {
  if (FIXED.has(current)) return current
  if (entered === 0n && paid === 0n) return full === 'Paid' ? 'No Value' : unpaid
  if (paid === entered) return full
  if (paid !== 0n) return part
  return selected === 0n ? unpaid : 'Selected'
}

function stateOf(object: string, row: Row, totals: Totals): Row {
  if (object === 'ARPYMT' || object === 'APPYMT') return {}
  const current = row.STATE ?? ''
  const state =
    object === 'ARADVANCE'
      ? documentState(current, totals, 'Posted', 'Partially applied', 'Fully applied')
      : documentState(current, totals, 'Posted', 'Partially Paid', 'Paid')
  return state === current ? {} : { STATE: state, RAWSTATE: rawStates[state] ?? 'A' }
}

/** What a document adds to its party's total due, in hundredths of base currency. */
export function owed(object: string, row: Row): bigint {
  if (object === 'ARPYMT' || object === 'ARADVANCE' || object === 'APPYMT' || !posted(row)) return 0n
  return amountOf(row.TOTALDUE)
}

/** Moves the derived total due of a customer or vendor; no modification of theirs. */
export function moveDue(company: Company, object: string, row: Row, delta: bigint, actor: Actor): void {
  if (delta === 0n) return
  const party = object.startsWith('AP') ? 'VENDOR' : 'CUSTOMER'
  const found = company.named(party, row[`${party}ID`] ?? '')
  if (found === undefined) return
  const due = formatAmount(amountOf(found.TOTALDUE) + delta)
  company.patch(party, found, { TOTALDUE: due }, actor, { stamp: false })
}

/** The Order Entry document behind an invoice shows what is paid on it. */
function follow(company: Company, object: string, row: Row, actor: Actor): void {
  if (object !== 'ARINVOICE' || (row.DOCHDRKEY ?? '') === '') return
  const order = company.row('SODOCUMENT', row.DOCHDRKEY)
  if (order === undefined) return
  const due = amountOf(row.TRX_TOTALDUE)
  const paid = amountOf(row.TRX_TOTALPAID)
  company.patch(
    'SODOCUMENT',
    order,
    {
      TRX_TOTALPAID: row.TRX_TOTALPAID ?? '',
      TOTALPAID: row.TOTALPAID ?? '',
      TRX_TOTALENTERED: row.TRX_TOTALENTERED ?? '',
      TOTALENTERED: row.TOTALENTERED ?? '',
      TRX_TOTALDUE: row.TRX_TOTALDUE ?? '',
      TOTALDUE: row.TOTALDUE ?? '',
      PAYMENTSTATUS: due === 0n ? 'Paid' : paid === 0n ? 'Open' : 'Partially Paid',
    },
    actor,
    { stamp: company.settings.paymentBumpsOrder, audit: false },
  )
}

/**
 * Adds up a document from its lines: entered, paid, selected and due in both currencies, its state, the day it was paid, and what its
 * party owes. `date` is the day of the payment that caused it, when there is one; `state` the state it moves to beforehand.
 */
export function settle(
  company: Company,
  object: string,
  header: Row,
  actor: Actor,
  options: { readonly stamp: boolean; readonly date?: string; readonly state?: string },
): Row {
  const table = company.table(moneyLines[object] ?? '')
  let entered = 0n
  let paid = 0n
  let selected = 0n
  let baseEntered = 0n
  let basePaid = 0n
  let baseSelected = 0n
  for (const line of table.having('RECORDKEY', header.RECORDNO ?? '')) {
    entered += amountOf(line.TRX_AMOUNT)
    paid += amountOf(line.TRX_TOTALPAID)
    selected += amountOf(line.TRX_TOTALSELECTED)
    baseEntered += amountOf(line.AMOUNT)
    basePaid += amountOf(line.TOTALPAID)
    baseSelected += amountOf(line.TOTALSELECTED)
  }
  // Inline credits keep a rounding rest apart from their lines: a document paid in full is paid in full in base currency too.
  if (paid === entered) basePaid = baseEntered
  const current = options.state === undefined ? header : { ...header, STATE: options.state }
  const state = stateOf(object, current, { entered, paid, selected })
  const paidDay = object.endsWith('PYMT')
    ? {}
    : { WHENPAID: paid === entered && paid !== 0n ? (options.date ?? header.WHENPAID ?? '') : '' }
  const changed = company.patch(
    object,
    header,
    {
      TRX_TOTALENTERED: formatAmount(entered),
      TRX_TOTALPAID: formatAmount(paid),
      TRX_TOTALSELECTED: formatAmount(selected),
      TRX_TOTALDUE: formatAmount(entered - paid),
      TOTALENTERED: formatAmount(baseEntered),
      TOTALPAID: formatAmount(basePaid),
      TOTALSELECTED: formatAmount(baseSelected),
      TOTALDUE: formatAmount(baseEntered - basePaid),
      ...(options.state === undefined
        ? {}
        : { STATE: options.state, RAWSTATE: rawStates[options.state] ?? 'A' }),
      ...state,
      ...paidDay,
    },
    actor,
    { stamp: options.stamp, audit: false },
  )
  moveDue(company, object, changed, owed(object, changed) - owed(object, header), actor)
  follow(company, object, changed, actor)
  return changed
}
