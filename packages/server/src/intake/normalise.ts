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
  const amounts = data.lines.map((line, index) => readAmount(line.amount, currency, `lines[${index}].amount`))
  const sum = amounts.reduce((all, amount) => all + amount.minor, 0n)
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
    lines: data.lines.map((line, index) => ({ ...line, amount: amounts[index]?.text ?? line.amount })),
  }
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
  return { ...data, amount: amount.text, applications: summedApplications(applications, currency) }
}

/** Each above zero, and together at most what there is to apply. */
function applied<Item extends { readonly amount: string }>(
  items: readonly Item[],
  currency: string,
  most: bigint,
  what: string,
): Item[] {
  const amounts = items.map((item, index) => {
    const path = `applications[${index}].amount`
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
