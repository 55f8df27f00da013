import { summedApplications } from '@tieout/engine/core/apply.ts'
import { fromMinor, MoneyError, toMinor } from '@tieout/engine/core/money.ts'
import type { ObjectType } from '@tieout/engine/core/object-types.ts'
import type {
  AdvanceData,
  AppliedItem,
  BillCreditData,
  BillData,
  BillPaymentData,
  CreditNoteData,
  DataOf,
  InvoiceData,
  PaymentData,
  RecordData,
  LineData,
} from '@tieout/engine/core/records.ts'
import { ApiError } from '../errors.ts'

/** What of a connection's settings decides how amounts are read. */
export interface MoneyRules {
  readonly baseCurrency: string
  /** Minor units by which lines and total may differ. */
  readonly roundingTolerance: number
}

interface Read {
  readonly minor: bigint
  readonly text: string
}

/** @throws ApiError `too_many_decimals` or `wrong_value` that names the field */
function readAmount(text: string, currency: string, path: string): Read {
  try {
    const minor = toMinor(text, currency)
    return { minor, text: fromMinor(minor, currency) }
  } catch (error) {
    if (!(error instanceof MoneyError)) throw error
    const code = error.code === 'too_many_decimals' ? 'too_many_decimals' : 'wrong_value'
    throw new ApiError(code, {
      detail: `data.${path}: ${error.message}.`,
      field: `data.${path}`,
      errors: [{ path: `data.${path}`, message: `${error.message}.` }],
    })
  }
}

/** Lines and total that agree within the tolerance. */
function document<Data extends InvoiceData | CreditNoteData | BillData | BillCreditData>(
  data: Data,
  rules: MoneyRules,
): Data {
  const currency = data.currency ?? rules.baseCurrency
  const total = readAmount(data.total, currency, 'total')
  const lines = data.lines.map((line, index) => lineWithTax(line, currency, `lines[${index}]`))
  const sum = lines.reduce((all, { minor }) => all + minor, 0n)
  const difference = sum - total.minor
  if (magnitude(difference) > BigInt(rules.roundingTolerance)) {
    const word = difference > 0n ? 'more' : 'less'
    const money = (minor: bigint) => `${currency} ${fromMinor(minor, currency)}`
    throw new ApiError('does_not_add_up', {
      detail: `Lines come to ${money(sum)}, ${money(magnitude(difference))} ${word} than the total ${money(total.minor)}.`,
      field: 'data.total',
      errors: [
        {
          path: 'data.total',
          message: `Must be ${fromMinor(sum, currency)}, the sum of the lines, or a line must change.`,
        },
      ],
    })
  }
  return {
    ...data,
    total: total.text,
    lines: lines.map(({ line }) => line),
  }
}

/** A line with its amounts in the currency's own decimals, and what it comes to with its taxes. */
function lineWithTax(
  line: LineData,
  currency: string,
  path: string,
): { readonly line: LineData; readonly minor: bigint } {
  const net = readAmount(line.amount, currency, `${path}.amount`)
  if (line.taxes === undefined) return { line: { ...line, amount: net.text }, minor: net.minor }
  const read = line.taxes.map((tax, at) => readAmount(tax.amount, currency, `${path}.taxes[${at}].amount`))
  const taxes = line.taxes.map((tax, at) => ({ ...tax, amount: read[at]?.text ?? tax.amount }))
  const minor = read.reduce((all, tax) => all + tax.minor, net.minor)
  return { line: { ...line, amount: net.text, taxes }, minor }
}

function credit<Data extends CreditNoteData | BillCreditData>(data: Data, rules: MoneyRules): Data {
  const currency = data.currency ?? rules.baseCurrency
  const note = document(data, rules)
  const total = toMinor(note.total, currency)
  if (total <= 0n) throw notPositive('total')
  if (note.applications === undefined) return note
  // Only a credit can be applied; what a debit memo asks for is paid or credited from the other side.
  const most = note.kind === 'debit' ? 0n : total
  const name = 'vendor' in note ? 'the bill credit' : 'the credit note'
  const what = note.kind === 'debit' ? 'what a debit memo can be applied to' : name
  const given: readonly AppliedItem[] = note.applications
  const items = applied(given, currency, most, what)
  // Told apart by what they are applied to alone, so that both sides list them alike.
  return { ...note, applications: summedApplications(items, currency) }
}

function receipt<Data extends PaymentData | AdvanceData | BillPaymentData>(
  data: Data,
  rules: MoneyRules,
): Data {
  const currency = data.currency ?? rules.baseCurrency
  const amount = readAmount(data.amount, currency, 'amount')
  if (amount.minor <= 0n) throw notPositive('amount')
  const given: readonly AppliedItem[] = data.applications ?? []
  const applications = applied(given, currency, amount.minor, 'the payment')
  const summed = { ...data, amount: amount.text, applications: summedApplications(applications, currency) }
  return 'fee' in summed || 'credits' in summed || 'adjustments' in summed
    ? { ...summed, ...besides(summed, currency, amount.minor) }
    : summed
}

/** The fee is a part of the amount, as what it pays is; credits and adjustments come besides. */
function besides(data: PaymentData, currency: string, amount: bigint): Partial<PaymentData> {
  const { fee, credits, adjustments } = data
  const any = 10n ** 18n
  if (fee !== undefined)
    applied([...data.applications, { amount: fee.amount }], currency, amount, 'the payment')
  return {
    ...(fee === undefined ? {} : { fee: { ...fee, amount: positive(fee.amount, currency, 'fee.amount') } }),
    ...(credits === undefined ? {} : { credits: applied(credits, currency, any, 'money', 'credits') }),
    ...(adjustments === undefined
      ? {}
      : { adjustments: applied(adjustments, currency, any, 'money', 'adjustments') }),
  }
}

function positive(text: string, currency: string, path: string): string {
  const read = readAmount(text, currency, path)
  if (read.minor <= 0n) throw notPositive(path)
  return read.text
}

/** Each above zero, and together at most what there is to apply. */
function applied<Item extends { readonly amount: string }>(
  items: readonly Item[],
  currency: string,
  most: bigint,
  what: string,
  field = 'applications',
): Item[] {
  const amounts = items.map((item, index) => {
    const path = `${field}[${index}].amount`
    const read = readAmount(item.amount, currency, path)
    if (read.minor <= 0n) throw notPositive(path)
    return read
  })
  const sum = amounts.reduce((all, item) => all + item.minor, 0n)
  if (sum > most) {
    const text = fromMinor(most, currency)
    throw new ApiError('over_applied', {
      detail: `The applications come to ${currency} ${fromMinor(sum, currency)}, ${what} is ${currency} ${text}.`,
      field: 'data.applications',
      errors: [{ path: 'data.applications', message: `Must come to at most ${text}.` }],
    })
  }
  return items.map((item, index) => ({ ...item, amount: amounts[index]?.text ?? item.amount }))
}

function notPositive(path: string): ApiError {
  return new ApiError('wrong_value', {
    detail: `data.${path}: Must be more than zero.`,
    field: `data.${path}`,
    errors: [{ path: `data.${path}`, message: 'Must be more than zero.' }],
  })
}

function magnitude(value: bigint): bigint {
  return value < 0n ? -value : value
}

const normalisers: {
  readonly [Type in ObjectType]: (data: DataOf[Type], rules: MoneyRules) => DataOf[Type]
} = {
  item: (data) => data,
  customer: (data) => data,
  invoice: document,
  credit_note: credit,
  advance: receipt,
  payment: receipt,
  vendor: (data) => data,
  bill: document,
  bill_credit: credit,
  bill_payment: receipt,
}

/** Amounts in the currency's own decimals, sums checked. @throws ApiError naming the field and the difference */
export function normalise(type: ObjectType, data: RecordData, rules: MoneyRules): RecordData {
  return (normalisers[type] as (data: RecordData, rules: MoneyRules) => RecordData)(data, rules)
}
