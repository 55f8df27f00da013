import type { Company } from '../company.ts'
import type { Actor, Input, Row } from '../contract.ts'
import { dateText, parseDate } from '../dates.ts'
import { text } from '../input.ts'
import { amountOf, divideRounded, formatAmount, parseAmount } from '../money.ts'
import { refuse } from '../refusals.ts'
import { moneyLines } from './kinds.ts'
import { linesOf, openOf, type Share, waterfall } from './allocate.ts'
import type { Funding, PaymentKind } from './paymentKinds.ts'
import { transaction } from './rule.ts'

/** What all details of one payment share. */
export interface PaymentContext {
  readonly kind: PaymentKind
  /** '' for a payer of several customers. */
  readonly party: string
  readonly currency: string
  readonly date: string
  /** Entity of the first document paid; '' until there is one. */
  readonly entity: string
}

/** One detail, checked: what is paid, from what, and on which lines. Amounts in hundredths of the transaction currency. */
export interface Plan {
  readonly object: string
  readonly target: Row
  readonly entryKey: string
  readonly funding: Funding
  readonly source: Row | undefined
  readonly sourceEntryKey: string
  readonly amount: bigint
  readonly discount: bigint
  readonly discountDate: string
  readonly targetShares: readonly Share[]
  readonly discountShares: readonly Share[]
  readonly sourceShares: readonly Share[]
}

const PAYABLE = new Set(['Posted', 'Partially Paid', 'Selected'])
const USABLE = new Set([
  'Posted',
  'Partially Paid',
  'Selected',
  'Paid',
  'Partially applied',
  'No Value',
  'Fully applied',
])

function positive(detail: Input, field: string, kind: PaymentKind): bigint {
  const given = text(detail, field) ?? ''
  if (given === '') return 0n
  const amount = parseAmount(given) ?? refuse('illegalFormat', kind.detail, field, given)
  return amount > 0n ? amount : refuse('notPositive', given)
}

function targetOf(
  company: Company,
  context: PaymentContext,
  detail: Input,
  actor: Actor,
): { object: string; row: Row; entryKey: string } {
  const invoice = text(detail, 'RECORDKEY') ?? ''
  const debit = text(detail, 'POSADJKEY') ?? ''
  if ((invoice === '') === (debit === '')) return refuse('oneTarget')
  const object = invoice === '' ? context.kind.debit : context.kind.invoice
  const key = invoice === '' ? debit : invoice
  const row = transaction(company, object, key, actor)
  const party = context.kind.party
  if (context.party !== '' && row[party.id] !== context.party)
    refuse('wrongCustomer', key, party.word, context.party)
  if (!PAYABLE.has(row.STATE ?? '')) {
    if (row.STATE === 'Paid') refuse('overApplied', key)
    refuse('notOpen', key, row.STATE ?? '')
  }
  if (row.CURRENCY !== context.currency) refuse('wrongCurrency', key, row.CURRENCY ?? '', context.currency)
  const entity = row.ENTITYOF ?? ''
  if (context.entity !== '' && entity !== context.entity && !company.settings.paymentsAcrossEntities)
    refuse('wrongEntity', key)
  return { object, row, entryKey: text(detail, invoice === '' ? 'POSADJENTRYKEY' : 'ENTRYKEY') ?? '' }
}

function fundingOf(kind: PaymentKind, detail: Input): Funding {
  const named = kind.fundings.filter(
    (funding) => (text(detail, funding.amount) ?? '') !== '' && amountOf(text(detail, funding.amount)) !== 0n,
  )
  if (named.length > 1) refuse('oneFunding', named.map((funding) => funding.amount).join(', '))
  return named[0] ?? kind.fundings[0] ?? refuse('noFunding')
}

/** The lines of a source that can be drawn on: credits are negative, advances and overpayments positive. */
function sourceLines(company: Company, funding: Funding, source: Row, entryKey: string): readonly Row[] {
  const object = moneyLines[funding.object ?? ''] ?? ''
  const credit = funding.kind === 'adjustment' || funding.kind === 'inline' || funding.kind === 'negative'
  const lines = linesOf(company, object, source.RECORDNO ?? '', credit ? -1 : 1)
  return entryKey === '' ? lines : lines.filter((line) => line.RECORDNO === entryKey)
}

function sourceOf(
  company: Company,
  context: PaymentContext,
  funding: Funding,
  detail: Input,
  amount: bigint,
  actor: Actor,
) {
  if (funding.object === undefined) return { source: undefined, sourceEntryKey: '', sourceShares: [] }
  const key = text(detail, funding.key) ?? ''
  const source = transaction(company, funding.object, key, actor)
  const party = context.kind.party
  if (context.party !== '' && source[party.id] !== context.party)
    refuse('wrongCustomer', key, party.word, context.party)
  if (source.CURRENCY !== context.currency)
    refuse('wrongCurrency', key, source.CURRENCY ?? '', context.currency)
  const state = source.DISPLAYSTATE ?? source.STATE ?? ''
  if (!USABLE.has(state) && state !== 'Complete' && state !== 'Reconciled') refuse('notOpen', key, state)
  const sourceEntryKey = text(detail, funding.entry) ?? ''
  const lines = sourceLines(company, funding, source, sourceEntryKey)
  const available = openOf(lines)
  if (available < amount) refuse('sourceExceeded', formatAmount(amount), formatAmount(available), key)
  return { source, sourceEntryKey, sourceShares: waterfall(lines, amount) }
}

function discountOf(
  context: PaymentContext,
  detail: Input,
  target: Row,
  amount: bigint,
  open: bigint,
): { readonly discount: bigint; readonly discountDate: string } {
  const explicit = positive(detail, 'TRX_TOTALDISCOUNTTOAPPLY', context.kind)
  const kept = explicit === 0n ? positive(detail, 'TRX_DISCOUNTAMOUNT', context.kind) : explicit
  const sent = detail.DISCOUNTDATE as string | Input | undefined
  const date = parseDate(sent) ?? refuse('invalidDate', dateText(sent))
  if (date === '' || kept !== 0n) return { discount: kept, discountDate: date }
  const last = target.WHENDISCOUNT ?? ''
  if (last === '' || date > last) return { discount: 0n, discountDate: date }
  const percent = /^(\d+)%\//.exec(target.TERMVALUE ?? '')?.[1] ?? '0'
  const discount = divideRounded(amountOf(target.TRX_TOTALENTERED) * BigInt(percent), 100n)
  if (amount + discount !== open) refuse('discountPartial', formatAmount(open), target.RECORDNO ?? '')
  return { discount, discountDate: date }
}

/** Checks one detail against the documents as they stand. Throws when it asks for more than is due or available. */
export function planDetail(company: Company, context: PaymentContext, detail: Input, actor: Actor): Plan {
  const { object, row, entryKey } = targetOf(company, context, detail, actor)
  const key = row.RECORDNO ?? ''
  const funding = fundingOf(context.kind, detail)
  const amount = positive(detail, funding.amount, context.kind)
  const lines = linesOf(company, moneyLines[object] ?? '', key, 1)
  const chosen = entryKey === '' ? lines : lines.filter((line) => line.RECORDNO === entryKey)
  if (chosen.length === 0) refuse('transactionGone', `${object} line`, entryKey)
  const inside = funding.kind === 'inline' && text(detail, funding.key) === key
  // What the lines owe less the credits inside the document: cash cannot pay more than the whole is due.
  const net = amountOf(row.TRX_TOTALDUE) - amountOf(row.TRX_TOTALSELECTED)
  const gross = openOf(chosen)
  const open = inside || gross < net ? gross : net
  const { discount, discountDate } = discountOf(context, detail, row, amount, open)
  if (amount === 0n && discount === 0n) refuse('noFunding')
  if (amount + discount > open) refuse('overApplied', key)
  const shares = waterfall(chosen, amount + discount)
  const [targetShares, discountShares] = split(shares, amount)
  return {
    object,
    target: row,
    entryKey,
    funding,
    amount,
    discount,
    discountDate,
    targetShares,
    discountShares,
    ...sourceOf(company, context, funding, detail, amount, actor),
  }
}

/** The first `amount` of the shares, and the rest. */
export function split(shares: readonly Share[], amount: bigint): [Share[], Share[]] {
  const first: Share[] = []
  const rest: Share[] = []
  let left = amount
  for (const share of shares) {
    const part = left < share.amount ? left : share.amount
    if (part > 0n) first.push({ line: share.line, amount: part })
    if (share.amount > part) rest.push({ line: share.line, amount: share.amount - part })
    left -= part
  }
  return [first, rest]
}

/** Target and source shares walked together, so that each pair moves one amount from one line to one line. */
export function paired(
  targets: readonly Share[],
  sources: readonly Share[],
): { readonly target: Share; readonly source: Share | undefined; readonly amount: bigint }[] {
  if (sources.length === 0)
    return targets.map((target) => ({ target, source: undefined, amount: target.amount }))
  const pairs: { target: Share; source: Share | undefined; amount: bigint }[] = []
  const left = sources.map((share) => share.amount)
  let at = 0
  for (const target of targets) {
    let rest = target.amount
    while (rest > 0n && at < sources.length) {
      const available = left[at] ?? 0n
      const part = rest < available ? rest : available
      if (part > 0n) pairs.push({ target, source: sources[at], amount: part })
      rest -= part
      left[at] = available - part
      if (left[at] === 0n) at += 1
    }
  }
  return pairs
}
