import type { Company } from '../company.ts'
import type { Actor, FunctionAnswer, Input, Row } from '../contract.ts'
import { dateText, parseDate } from '../dates.ts'
import { list, nested, text } from '../input.ts'
import { amountOf, formatAmount, parseAmount, smaller } from '../money.ts'
import { refuse, wrapped } from '../refusals.ts'
import { advanceRules } from '../rules/advances.ts'
import { recordDeposit } from '../rules/deposits.ts'
import { paymentKinds } from '../rules/paymentKinds.ts'
import { reverseAdvance, reversePayment } from '../rules/paymentReversal.ts'
import { paymentRules } from '../rules/payments.ts'
import { visible } from '../rules/rule.ts'
import { reversalDate } from './documentFunctions.ts'
import { receiptNames } from './names.ts'
import { type BookFunction, keyAnswer, translate } from './translate.ts'

interface Item {
  readonly key: string
  readonly amount: bigint
}

function itemsOf(input: Input, element = 'arpaymentitem'): Item[] {
  return list(input, element).map((item) => {
    const given = text(item, 'amount') ?? ''
    const amount = parseAmount(given) ?? refuse('illegalFormat', 'ARPymtDetail', 'amount', given)
    return { key: text(item, 'invoicekey') ?? '', amount }
  })
}

/** Oldest open invoices of a customer first (balance-forward companies, 4.5). */
function oldestFirst(company: Company, customer: string, currency: string, amount: bigint): Item[] {
  const open = company
    .table('ARINVOICE')
    .having('CUSTOMERID', customer)
    .filter((row) => (row.STATE === 'Posted' || row.STATE === 'Partially Paid') && row.CURRENCY === currency)
    .toSorted((left, right) => {
      const order = (left.WHENCREATED ?? '').localeCompare(right.WHENCREATED ?? '')
      return order === 0 ? Number(left.RECORDNO) - Number(right.RECORDNO) : order
    })
  const items: Item[] = []
  let rest = amount
  for (const row of open) {
    const due = amountOf(row.TRX_TOTALDUE) - amountOf(row.TRX_TOTALSELECTED)
    const share = smaller(due, rest)
    if (share <= 0n) continue
    items.push({ key: row.RECORDNO ?? '', amount: share })
    rest -= share
  }
  return items
}

/** A target as apply and receipts name it: an invoice, or a debit memo (4.5). */
function targetFields(company: Company, key: string): Input {
  if (company.row('ARINVOICE', key) !== undefined) return { RECORDKEY: key }
  if (company.row('ARADJUSTMENT', key) !== undefined) return { POSADJKEY: key }
  return refuse('transactionGone', 'invoice', key)
}

function advance(company: Company, fields: Input, amount: string, date: string, actor: Actor): Row {
  const item = {
    TRX_AMOUNT: amount,
    LOCATIONID: fields.OVERPAYMENTLOCATIONID,
    DEPARTMENTID: fields.OVERPAYMENTDEPARTMENTID,
  }
  const row = advanceRules.ARADVANCE?.create?.(
    company,
    { ...fields, PAYMENTDATE: date, ARADVANCEITEMS: { ARADVANCEITEM: item } },
    actor,
  )
  return row ?? refuse('noObject', 'ARADVANCE')
}

function createReceipt(company: Company, input: Input, actor: Actor): Row {
  const given = text(input, 'paymentamount') ?? ''
  const amount = parseAmount(given) ?? refuse('illegalFormat', 'ARPymt', 'paymentamount', given)
  if (amount <= 0n) return refuse('notPositive', given)
  const translated = translate(input, receiptNames, { dropEmpty: false })
  const received = parseDate(translated.RECEIPTDATE as string | Input | undefined)
  const date =
    received === undefined
      ? refuse('invalidDate', dateText(translated.RECEIPTDATE as string | Input))
      : received === ''
        ? company.today()
        : received
  const method = text(translated, 'PAYMENTMETHOD') ?? ''
  const fields: Input = {
    ...translated,
    RECEIPTDATE: date,
    PAYMENTMETHOD: method === '' ? 'Printed Check' : method,
  }
  const sent = itemsOf(input)
  const customer = text(input, 'customerid') ?? ''
  const currency = text(input, 'currency') ?? ''
  const forward = sent.length === 0 && company.settings.customerBilling === 'balanceforward'
  const items = forward
    ? oldestFirst(company, customer, currency === '' ? company.settings.baseCurrency : currency, amount)
    : sent
  if (items.length === 0) return advance(company, fields, formatAmount(amount), date, actor)
  const applied = items.reduce((sum, item) => sum + item.amount, 0n)
  if (applied > amount)
    return refuse('sourceExceeded', formatAmount(applied), formatAmount(amount), 'payment')
  const row = paymentRules.ARPYMT?.create?.(
    company,
    {
      ...fields,
      ...(applied < amount ? { OVERPAYMENTAMOUNT: formatAmount(amount - applied) } : {}),
      ARPYMTDETAILS: {
        ARPYMTDETAIL: items.map((item) => ({
          ...targetFields(company, item.key),
          TRX_PAYMENTAMOUNT: formatAmount(item.amount),
        })),
      },
    },
    actor,
  )
  return row ?? refuse('noObject', 'ARPYMT')
}

/** The record an application draws on, and the detail fields that name it; record numbers are unique over all four. */
function sourceFields(
  company: Company,
  key: string,
  amount: string,
  actor: Actor,
): { row: Row; fields: Input } {
  const seen = (object: string) => visible(company, company.row(object, key), actor)
  const advanceRow = seen('ARADVANCE')
  if (advanceRow !== undefined)
    return { row: advanceRow, fields: { ADVANCEKEY: key, TRX_POSTEDADVANCEAMOUNT: amount } }
  const receipt = seen('ARPYMT')
  if (receipt !== undefined)
    return { row: receipt, fields: { OVERPAYMENTKEY: key, TRX_POSTEDOVERPAYMENTAMOUNT: amount } }
  const credit = seen('ARADJUSTMENT')
  if (credit !== undefined)
    return { row: credit, fields: { ADJUSTMENTKEY: key, TRX_ADJUSTMENTAMOUNT: amount } }
  const invoice = seen('ARINVOICE')
  if (invoice === undefined) return refuse('transactionGone', 'payment', key)
  return amountOf(invoice.TRX_TOTALENTERED) < 0n
    ? { row: invoice, fields: { NEGATIVEINVOICEKEY: key, TRX_NEGATIVEINVOICEAMOUNT: amount } }
    : { row: invoice, fields: { INLINEKEY: key, TRX_INLINEAMOUNT: amount } }
}

/** Applies an advance, an overpayment or a credit to invoices: a payment without cash (4.5). */
export function applyCredit(company: Company, input: Input, actor: Actor): Row {
  const key = text(input, 'arpaymentkey') ?? ''
  const wrapper = nested(input, 'arpaymentitems')
  const items = wrapper === undefined ? [] : itemsOf(wrapper)
  if (items.length === 0) return refuse('noLines')
  const { row: source } = sourceFields(company, key, '0', actor)
  const payment = input.paymentdate as string | Input | undefined
  const date = parseDate(payment) ?? refuse('invalidDate', dateText(payment))
  const row = paymentRules.ARPYMT?.create?.(
    company,
    {
      CUSTOMERID: source.CUSTOMERID,
      RECEIPTDATE: date,
      PAYMENTMETHOD:
        source.PAYMENTMETHOD === undefined || source.PAYMENTMETHOD === '' ? 'EFT' : source.PAYMENTMETHOD,
      DESCRIPTION: text(input, 'memo') ?? '',
      PRBATCHKEY: text(input, 'batchkey') ?? '',
      CURRENCY: source.CURRENCY,
      EXCHANGE_RATE: source.EXCHANGE_RATE,
      ARPYMTDETAILS: {
        ARPYMTDETAIL: items.map((item) => ({
          ...targetFields(company, item.key),
          ...sourceFields(company, key, formatAmount(item.amount), actor).fields,
        })),
      },
    },
    actor,
  )
  return row ?? refuse('noObject', 'ARPYMT')
}

function applyAnswer(company: Company, input: Input, actor: Actor): FunctionAnswer {
  const row = applyCredit(company, input, actor)
  return company.settings.applyAnswers === 'source'
    ? { kind: 'key', key: text(input, 'arpaymentkey') ?? '' }
    : keyAnswer(row)
}

/** Reverses a receipt or an advance by its key; answers the key. */
export function reverseReceipt(
  company: Company,
  key: string,
  date: string,
  description: string,
  actor: Actor,
): Row {
  const payment = visible(company, company.row('ARPYMT', key), actor)
  const row = payment ?? visible(company, company.row('ARADVANCE', key), actor)
  if (row === undefined) return refuse('transactionGone', 'payment', key)
  return wrapped('transaction', 'reverse', 'ARPYMT', () =>
    payment === undefined
      ? reverseAdvance(company, row, date, description, actor)
      : reversePayment(company, paymentKinds.ARPYMT, row, date, description, actor),
  )
}

function deleteReceipt(company: Company, input: Input, actor: Actor): FunctionAnswer {
  const key = text(input, '@key') ?? ''
  const row =
    visible(company, company.row('ARPYMT', key), actor) ?? refuse('notFound', 'ARPymt', key, 'delete')
  paymentRules.ARPYMT?.remove?.(company, row, actor)
  return keyAnswer(row)
}

function createReceiptBatch(company: Company, input: Input, actor: Actor): FunctionAnswer {
  const title = text(input, 'batchtitle') ?? ''
  if (title === '') refuse('required', 'Batch Title')
  const created = input.datecreated as string | Input | undefined
  const batch = company.insert(
    'ARPAYMENTBATCH',
    {
      TITLE: title,
      CREATED: parseDate(created) ?? refuse('invalidDate', dateText(created)),
      STATUS: 'active',
      OPEN: 'Open',
      RECORDTYPE: 'rp',
      AUTOCREATED: 'Manual',
      SYSTEMGENERATED: 'false',
      TOTAL: '0',
    },
    actor,
  )
  const batchkey = batch.RECORDNO ?? ''
  for (const one of list(input, 'create_arpayment')) createReceipt(company, { ...one, batchkey }, actor)
  for (const one of list(input, 'apply_arpayment')) applyCredit(company, { ...one, batchkey }, actor)
  return keyAnswer(batch)
}

function deposit(company: Company, input: Input, actor: Actor): FunctionAnswer {
  const given = input.depositdate as string | Input | undefined
  const wrapper = nested(input, 'receiptkeys')
  const keys = wrapper?.receiptkey
  const receipts =
    keys === undefined ? [] : typeof keys === 'string' ? [keys] : Array.isArray(keys) ? keys : []
  const row = wrapped('transaction', 'create', 'Deposit', () =>
    recordDeposit(
      company,
      {
        bank: text(input, 'bankaccountid') ?? '',
        date: parseDate(given) ?? refuse('invalidDate', dateText(given)),
        id: text(input, 'depositid') ?? '',
        receipts: receipts.filter((key): key is string => typeof key === 'string'),
        fields: { DESCRIPTION: text(input, 'description') ?? '', SUPDOCID: text(input, 'supdocid') ?? '' },
      },
      actor,
    ),
  )
  return keyAnswer(row)
}

function reverseBillPayment(company: Company, input: Input, actor: Actor): FunctionAnswer {
  const key = text(input, '@key') ?? ''
  const row = visible(company, company.row('APPYMT', key), actor) ?? refuse('transactionGone', 'APPYMT', key)
  const description = text(input, 'description') ?? ''
  wrapped('transaction', 'reverse', 'APPYMT', () =>
    reversePayment(company, paymentKinds.APPYMT, row, reversalDate(input), description, actor),
  )
  return keyAnswer(row)
}

export const receiptFunctions: Readonly<Record<string, BookFunction>> = {
  create_arpayment: (company, input, actor) => keyAnswer(createReceipt(company, input, actor)),
  create_arpaymentbatch: createReceiptBatch,
  apply_arpayment: applyAnswer,
  reverse_arpayment: (company, input, actor) => {
    const key = text(input, '@key') ?? ''
    reverseReceipt(company, key, reversalDate(input), text(input, 'description') ?? '', actor)
    return { kind: 'key', key }
  },
  delete_arpayment: deleteReceipt,
  record_deposit: deposit,
  reverse_appayment: reverseBillPayment,
}
