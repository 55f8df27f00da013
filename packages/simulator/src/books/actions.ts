import type { Company } from './company.ts'
import type { Actor, Input, Row } from './contract.ts'
import { addDays, dateText, parseDate } from './dates.ts'
import { applyCredit, reverseReceipt } from './functions/receiptFunctions.ts'
import { text } from './input.ts'
import { amountOf, formatAmount } from './money.ts'
import { refuse, wrapped } from './refusals.ts'
import { approve, decline } from './rules/approvals.ts'
import { openLines, sourceOrder } from './rules/conversion.ts'
import { documentKinds } from './rules/kinds.ts'
import { createOrder } from './rules/orders.ts'
import { paymentKinds } from './rules/paymentKinds.ts'
import { reversePayment } from './rules/paymentReversal.ts'
import { paymentRules } from './rules/payments.ts'
import { reverseDocument } from './rules/reversal.ts'
import { transaction } from './rules/rule.ts'

/** What a person does by hand on the pages, as JSON: `{ "invoice": "12", "amount": "40", "date": "2026-01-31" }`. */
export type Action = (company: Company, input: Input, actor: Actor) => Row | undefined

function dateOr(company: Company, input: Input, field: string): string {
  const value = input[field] as string | Input | undefined
  const date = parseDate(value) ?? refuse('invalidDate', dateText(value))
  return date === '' ? company.today() : date
}

/** `{invoice | bill, amount?, date?, bank?, method?, reference?}`: the rest due when no amount is given. */
function pay(company: Company, input: Input, actor: Actor): Row {
  const bill = text(input, 'bill') ?? ''
  const kind = bill === '' ? paymentKinds.ARPYMT : paymentKinds.APPYMT
  const key = bill === '' ? (text(input, 'invoice') ?? '') : bill
  const target = transaction(company, kind.invoice, key, actor)
  const amount = text(input, 'amount') ?? ''
  const party = kind.party.id
  const bank = text(input, 'bank') ?? ''
  return (
    paymentRules[kind.object]?.create?.(
      company,
      {
        [party]: target[party],
        [kind.date]: dateOr(company, input, 'date'),
        PAYMENTMETHOD: text(input, 'method') ?? 'EFT',
        DOCNUMBER: text(input, 'reference') ?? '',
        ...(bank === '' && kind.module === 'AR' ? {} : { FINANCIALENTITY: bank === '' ? 'BOA' : bank }),
        CURRENCY: target.CURRENCY,
        [kind.detailsElement]: {
          [kind.detail]: {
            RECORDKEY: key,
            TRX_PAYMENTAMOUNT: amount === '' ? formatAmount(amountOf(target.TRX_TOTALDUE)) : amount,
          },
        },
      },
      actor,
    ) ?? refuse('noObject', kind.object)
  )
}

/** `{source, invoice, amount, date?}`: an advance, overpayment, credit memo or credit invoice to an invoice. */
function apply(company: Company, input: Input, actor: Actor): Row {
  return applyCredit(
    company,
    {
      arpaymentkey: text(input, 'source') ?? '',
      paymentdate: dateOr(company, input, 'date'),
      arpaymentitems: {
        arpaymentitem: { invoicekey: text(input, 'invoice') ?? '', amount: text(input, 'amount') ?? '' },
      },
    },
    actor,
  )
}

/** `{object, recordNo, date?, description?}` for ARINVOICE, APBILL, ARPYMT, ARADVANCE and APPYMT. */
function reverse(company: Company, input: Input, actor: Actor): Row {
  const object = text(input, 'object') ?? ''
  const key = text(input, 'recordNo') ?? ''
  const date = dateOr(company, input, 'date')
  const description = text(input, 'description') ?? ''
  if (object === 'ARPYMT' || object === 'ARADVANCE')
    return reverseReceipt(company, key, date, description, actor)
  if (object === 'APPYMT') {
    const row = transaction(company, object, key, actor)
    return wrapped('transaction', 'reverse', object, () =>
      reversePayment(company, paymentKinds.APPYMT, row, date, description, actor),
    )
  }
  if (object !== 'ARINVOICE' && object !== 'APBILL') return refuse('unsupported', 'reverse', object)
  const row = transaction(company, object, key, actor)
  return wrapped('transaction', 'reverse', object, () =>
    reverseDocument(company, documentKinds[object], row, date, description, actor),
  )
}

function periodKey(input: Input): string {
  const entity = text(input, 'entity') ?? ''
  const module = text(input, 'module') ?? ''
  return `${entity === '' ? '*' : entity}/${module === '' ? '*' : module}`
}

/** `{through, entity?, module?}`: nothing more can be posted on or before that day. */
function closePeriod(company: Company, input: Input): undefined {
  company.change({ closedThrough: { [periodKey(input)]: dateOr(company, input, 'through') } })
}

/** `{from?, entity?, module?}`: open again from that day on, or altogether. */
function openPeriod(company: Company, input: Input): undefined {
  const from =
    parseDate(input.from as string | Input | undefined) ??
    refuse('invalidDate', dateText(input.from as string))
  company.change({ closedThrough: { [periodKey(input)]: from === '' ? '' : addDays(from, -1) } })
}

/** `{docId, to, date?}`: converts all that is open of an order. */
function convert(company: Company, input: Input, actor: Actor): Row {
  const docId = text(input, 'docId') ?? ''
  return wrapped('transaction', 'create', 'SODOCUMENT', () => {
    const source = sourceOrder(company, docId)
    return createOrder(
      company,
      {
        TRANSACTIONTYPE: text(input, 'to') ?? 'Sales Invoice',
        WHENCREATED: dateOr(company, input, 'date'),
        CREATEDFROM: docId,
        CUSTVENDID: source.CUSTVENDID,
        TERMNAME: source['TERM.NAME'],
        PONUMBER: source.PONUMBER,
        MESSAGE: source.MESSAGE,
        CURRENCY: source.CURRENCY,
        EXCHANGE_RATE: source.EXCHRATE,
        SODOCUMENTENTRIES: { SODOCUMENTENTRY: openLines(company, source) },
      },
      actor,
    )
  })
}

function workflow(step: typeof approve): Action {
  return (company, input, actor) => {
    const object = text(input, 'object') ?? 'APBILL'
    if (object !== 'APBILL' && object !== 'APPYMT') return refuse('unsupported', 'approve', object)
    return step(company, object, transaction(company, object, text(input, 'recordNo') ?? '', actor), actor)
  }
}

export const actions = {
  pay,
  apply,
  reverse,
  approve: workflow(approve),
  decline: workflow(decline),
  closePeriod,
  openPeriod,
  convert,
} as const satisfies Readonly<Record<string, Action>>
