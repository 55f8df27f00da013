import type { Company } from '../company.ts'
import type { Actor, Input, Row } from '../contract.ts'
import { dateText, parseDate } from '../dates.ts'
import { fieldsOf, list, nested, text, type Values } from '../input.ts'
import { amountOf, formatAmount, parseAmount } from '../money.ts'
import { refuse, wrapped } from '../refusals.ts'
import { type Bucket, moveLine } from './allocate.ts'
import { rateOf } from './currency.ts'
import { type PaymentContext, type Plan, planDetail } from './details.ts'
import { entryValues, linkInvoices, writeDetails } from './paymentDetails.ts'
import { clearDraft } from './takeBack.ts'
import { baseCurrency, entityOf, placeOf } from './entities.ts'
import { moneyLines } from './kinds.ts'
import { receivedInto } from './receipts.ts'
import { ADVANCE_ACCOUNT, type PaymentKind, paymentKinds } from './paymentKinds.ts'
import { checkOpen } from './periods.ts'
import type { Rule } from './rule.ts'
import { settle } from './settle.ts'
import { addToSummary, summaryOf } from './summaries.ts'

/** Raw and displayed states of payments (reference 5.3). */
const DISPLAY: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  ARPYMT: { D: 'Draft', C: 'Complete', V: 'Reversed' },
  APPYMT: {
    D: 'Draft',
    S: 'Submitted',
    P: 'Partially Approved',
    A: 'Approved',
    C: 'Confirmed',
    V: 'Voided',
    X: 'Declined',
  },
}

function dateOf(input: Input, field: string): string {
  const value = input[field] as string | Input | undefined
  return parseDate(value) ?? refuse('invalidDate', dateText(value))
}

interface Payer {
  /** Party id; '' for a payer of several customers. */
  readonly id: string
  readonly row: Row | undefined
}

function payerOf(company: Company, kind: PaymentKind, input: Input): Payer {
  const id = text(input, kind.party.id) ?? ''
  if (id === '') {
    if (kind.module === 'AR' && (text(input, 'PAYERNAME') ?? '') !== '') return { id: '', row: undefined }
    return refuse('required', kind.module === 'AR' ? 'Customer ID' : 'Vendor ID')
  }
  const row = company.named(kind.party.object, id) ?? refuse('invalidReference', kind.party.word, id)
  if (row.STATUS === 'inactive') refuse('inactive', kind.party.word, id)
  return { id, row }
}

function entityOfTargets(company: Company, kind: PaymentKind, details: readonly Input[]): string {
  for (const detail of details) {
    const row =
      company.row(kind.invoice, text(detail, 'RECORDKEY')) ??
      company.row(kind.debit, text(detail, 'POSADJKEY'))
    if (row !== undefined) return row.ENTITYOF ?? ''
  }
  return ''
}

function totals(plans: readonly Plan[]): bigint {
  return plans.reduce((sum, plan) => (plan.funding.kind === 'cash' ? sum + plan.amount : sum), 0n)
}

/** The overpayment that a payment declares, and where it is posted (4.5: a location is needed in a multi-entity company). */
function overpaymentOf(company: Company, input: Input, applied: bigint, due: bigint, actor: Actor) {
  const declared = text(input, 'OVERPAYMENTAMOUNT') ?? ''
  const amount =
    declared === ''
      ? 0n
      : (parseAmount(declared) ?? refuse('illegalFormat', 'ARPymt', 'OVERPAYMENTAMOUNT', declared))
  if (amount < 0n) refuse('notPositive', declared)
  const toPay = text(input, 'TRX_AMOUNTTOPAY') ?? ''
  if (toPay !== '') {
    const total = parseAmount(toPay) ?? refuse('illegalFormat', 'ARPymt', 'TRX_AMOUNTTOPAY', toPay)
    if (total > applied + amount) refuse('overPaid', formatAmount(total), formatAmount(due))
  }
  if (amount === 0n) return { amount, entity: '', values: {} }
  const location = placeOf(company, text(input, 'OVERPAYMENTLOCATIONID') ?? '', ADVANCE_ACCOUNT, actor)
  const department = text(input, 'OVERPAYMENTDEPARTMENTID') ?? ''
  if (department !== '' && company.named('DEPARTMENT', department) === undefined)
    refuse('invalidReference', 'department', department)
  return {
    amount,
    entity: location === undefined ? '' : entityOf(company, location),
    values: {
      LOCATIONID: location?.LOCATIONID ?? '',
      LOCATIONNAME: location?.NAME ?? '',
      DEPARTMENTID: department,
      ACCOUNTNO: ADVANCE_ACCOUNT,
    },
  }
}

/** Posts (or, for a draft, reserves) one planned detail and writes its detail rows. */
function carryOut(
  company: Company,
  context: PaymentContext,
  payment: Row,
  plan: Plan,
  bucket: Bucket,
  actor: Actor,
): void {
  const stamp = company.settings.paymentBumpsInvoice
  const { kind } = context
  const items = moneyLines[plan.object] ?? ''
  const sourceItems = moneyLines[plan.funding.object ?? ''] ?? ''
  for (const share of [...plan.targetShares, ...plan.discountShares])
    moveLine(company, items, share, bucket, 1n, actor, stamp)
  for (const share of plan.sourceShares) moveLine(company, sourceItems, share, bucket, 1n, actor, stamp)
  writeDetails(company, kind, payment, plan, bucket, actor)
  const key = plan.target.RECORDNO ?? ''
  const fresh = company.row(plan.object, key) ?? plan.target
  const touched = fresh.TOUCHED === 'T' ? fresh : { ...fresh, TOUCHED: 'T' }
  settle(company, plan.object, bucket === 'paid' ? touched : fresh, actor, { stamp, date: context.date })
  if (plan.source !== undefined && plan.funding.object !== undefined && plan.source.RECORDNO !== key) {
    const source = company.row(plan.funding.object, plan.source.RECORDNO) ?? plan.source
    settle(company, plan.funding.object, source, actor, { stamp, date: context.date })
  }
}

function detailInputs(input: Input, kind: PaymentKind): readonly Input[] {
  const wrapper = nested(input, kind.detailsElement)
  return wrapper === undefined ? [] : list(wrapper, kind.detail)
}

/** Raw state of a submitted payment: complete, or waiting for approval. */
function submittedState(company: Company, kind: PaymentKind): string {
  return kind.object === 'APPYMT' && company.settings.approvals.billPayments > 0 ? 'S' : 'C'
}

function summaryFor(company: Company, kind: PaymentKind, input: Input, date: string, actor: Actor): Values {
  return summaryOf(
    company,
    {
      object: kind.batches,
      title: kind.batchTitle,
      recordType: kind.recordType,
      frequency: company.settings.paymentSummaries,
      date,
    },
    input,
    actor.entity ?? '',
    actor,
    () => refuse('batchKey'),
  )
}

/**
 * Writes a payment: header, details and their consequences. `old` is the draft that it replaces, already cleared of its details;
 * `approved` lets it post although payments need approval.
 */
export function writePayment(
  company: Company,
  kind: PaymentKind,
  input: Input,
  actor: Actor,
  options: { readonly old?: Row; readonly approved?: boolean } = {},
): Row {
  const { old } = options
  const definition = company.definition(kind.object) ?? refuse('noObject', kind.object)
  const payer = payerOf(company, kind, input)
  const date = dateOf(input, kind.date)
  if (date === '') return refuse('required', kind.module === 'AR' ? 'Receipt Date' : 'Payment Date')
  const details = detailInputs(input, kind)
  const firstEntity = entityOfTargets(company, kind, details)
  const location = text(input, 'OVERPAYMENTLOCATIONID') ?? ''
  const place = location === '' ? undefined : company.named('LOCATION', location)
  const entity =
    firstEntity !== '' ? firstEntity : place === undefined ? (actor.entity ?? '') : entityOf(company, place)
  const rate = rateOf(company, baseCurrency(company, entity), date, input, true)
  const draft = (text(input, 'ACTION') ?? '').toLowerCase() === 'draft'
  const state = draft ? 'D' : options.approved === true ? 'C' : submittedState(company, kind)
  const sent = fieldsOf(definition, input, kind.module === 'AR' ? 'ARPymt' : 'APPymt')
  if ((sent.PAYMENTMETHOD ?? '') === '') return refuse('required', 'Payment Method')
  if (state === 'C') checkOpen(company, entity, kind.module, date)
  const context: PaymentContext = {
    kind,
    party: payer.id,
    currency: rate.currency,
    date,
    entity: firstEntity,
  }

  const header: Values = {
    ...sent,
    RECORDTYPE: kind.recordType,
    [kind.party.id]: payer.id,
    [kind.party.name]: payer.row?.NAME ?? text(input, 'PAYERNAME') ?? '',
    WHENCREATED: date,
    WHENPAID: sent.WHENPAID ?? date,
    [kind.date]: date,
    CURRENCY: rate.currency,
    BASECURR: rate.base,
    ...rate.fields,
    STATE: state,
    DISPLAYSTATE: DISPLAY[kind.object]?.[state] ?? '',
    RAWSTATE: state,
    CLEARED: 'F',
    ENTITYOF: entity,
    BILLTOPAYTONAME: sent.BILLTOPAYTONAME ?? payer.row?.['DISPLAYCONTACT.CONTACTNAME'] ?? '',
  }
  const before = old ?? company.insert(kind.object, header, actor)
  const payment = old === undefined ? before : company.patch(kind.object, old, header, actor)
  const bucket: Bucket = state === 'C' ? 'paid' : 'selected'
  const plans: Plan[] = []
  let due = 0n
  for (const detail of details) {
    const plan = planDetail(company, context, detail, actor)
    due += amountOf(plan.target.TRX_TOTALDUE)
    plans.push(plan)
    carryOut(company, context, payment, plan, bucket, actor)
  }
  const applied = totals(plans)
  const over = overpaymentOf(company, input, applied, due, actor)
  if (plans.length === 0 && over.amount === 0n) refuse('noFunding')
  const cash = applied + over.amount
  if (over.amount > 0n) {
    const values = entryValues(payment, ADVANCE_ACCOUNT, over.amount, bucket, 0n)
    company.insert(kind.entries, { ...values, ...over.values }, actor)
  }
  const account = receivedInto(company, kind, input, rate, cash)
  // A summary given for the receipt stands for its account as well.
  const summary =
    state === 'C' || (text(input, 'PRBATCH') ?? '') !== ''
      ? summaryFor(company, kind, input, date, actor)
      : {}
  const complete = company.patch(kind.object, payment, { ...account, ...summary }, actor, { audit: false })
  if (state === 'C') linkInvoices(company, kind, complete, plans, actor)
  const settled = settle(company, kind.object, complete, actor, { stamp: true })
  if (state === 'C')
    addToSummary(company, kind.batches, settled.PRBATCHKEY, amountOf(settled.TOTALENTERED), actor)
  return settled
}

/** A draft's own details as they would be sent again. */
function keptDetails(company: Company, kind: PaymentKind, payment: Row): readonly Input[] {
  return company.lines(kind.details, 'PAYMENTKEY', payment.RECORDNO ?? '').map((row) => ({ ...row }))
}

function updatePayment(company: Company, kind: PaymentKind, row: Row, input: Input, actor: Actor): Row {
  if (row.STATE !== 'D') refuse('draftOnly', 'changed')
  const details =
    input[kind.detailsElement] === undefined ? keptDetails(company, kind, row) : detailInputs(input, kind)
  const over = company
    .lines(kind.entries, 'RECORDKEY', row.RECORDNO ?? '')
    .find((entry) => entry.ACCOUNTNO === ADVANCE_ACCOUNT)
  clearDraft(company, kind, row, actor)
  const kept: Values = {}
  const definition = company.definition(kind.object)
  for (const [name, value] of Object.entries(row)) {
    if (value !== '' && definition?.fields.get(name)?.readonly === false) kept[name] = value
  }
  const current = company.row(kind.object, row.RECORDNO) ?? row
  return writePayment(
    company,
    kind,
    {
      ACTION: 'Draft',
      ...kept,
      ...(over === undefined
        ? {}
        : {
            OVERPAYMENTAMOUNT: over.TRX_AMOUNT,
            OVERPAYMENTLOCATIONID: over.LOCATIONID,
            OVERPAYMENTDEPARTMENTID: over.DEPARTMENTID,
          }),
      ...input,
      [kind.detailsElement]: { [kind.detail]: details },
    },
    actor,
    { old: current },
  )
}

function removePayment(company: Company, kind: PaymentKind, row: Row, actor: Actor): void {
  if (row.STATE !== 'D' && row.STATE !== 'X') refuse('draftOnly', 'deleted')
  clearDraft(company, kind, row, actor)
  const current = company.row(kind.object, row.RECORDNO) ?? row
  company.erase(kind.object, current, actor)
}

/** Posts a payment that was waiting for approval, as it was submitted. */
export function postApproved(company: Company, kind: PaymentKind, row: Row, actor: Actor): Row {
  const details = keptDetails(company, kind, row)
  clearDraft(company, kind, row, actor)
  const kept: Values = {}
  for (const [name, value] of Object.entries(row)) {
    if (value !== '' && company.definition(kind.object)?.fields.get(name)?.readonly === false)
      kept[name] = value
  }
  const current = company.row(kind.object, row.RECORDNO) ?? row
  return writePayment(
    company,
    kind,
    {
      ...kept,
      [kind.date]: row[kind.date] ?? row.WHENCREATED ?? '',
      ACTION: 'Submit',
      [kind.detailsElement]: { [kind.detail]: details },
    },
    actor,
    { old: current, approved: true },
  )
}

export const paymentRules: Readonly<Record<string, Rule>> = Object.fromEntries(
  Object.values(paymentKinds).map((kind): [string, Rule] => [
    kind.object,
    {
      create: (company, input, actor) =>
        wrapped('transaction', 'create', kind.object, () => writePayment(company, kind, input, actor)),
      update: (company, row, input, actor) =>
        wrapped('transaction', 'update', kind.object, () => updatePayment(company, kind, row, input, actor)),
      remove: (company, row, actor) =>
        wrapped('transaction', 'delete', kind.object, () => removePayment(company, kind, row, actor)),
    },
  ]),
)
