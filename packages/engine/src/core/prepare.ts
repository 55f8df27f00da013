import { MoneyError, fromMinor, normalAmount, toMinor } from './money.ts'
import type { Json } from './json.ts'
import type { ObjectType } from './object-types.ts'
import type { Reason } from './outcomes.ts'
import type { CustomerData, InvoiceData, LineData, PaymentData, RecordData } from './records.ts'
import type { Settings } from './settings.ts'

/** What will be sent, or why it cannot be. */
export type Prepared =
  | { readonly kind: 'ready'; readonly data: RecordData }
  | {
      readonly kind: 'held'
      readonly reason: Reason
      readonly about: string
      readonly message: Readonly<Record<string, Json>>
    }

type Preparer<Data> = (data: Data, settings: Settings) => Prepared

const preparers: {
  customer: Preparer<CustomerData>
  invoice: Preparer<InvoiceData>
  payment: Preparer<PaymentData>
} = {
  customer: (data) => ({ kind: 'ready', data: { ...data, status: data.status ?? 'active' } }),
  invoice: prepareInvoice,
  payment: preparePayment,
}

/** Fills in accounts, dimensions, currency and due date from the settings, and proves that the amounts add up. Contents in remote terms. */
export function prepare(type: ObjectType, data: RecordData, settings: Settings): Prepared {
  try {
    return (preparers[type] as Preparer<RecordData>)(data, settings)
  } catch (error) {
    if (!(error instanceof MoneyError)) throw error
    return { kind: 'held', reason: 'does_not_add_up', about: '', message: { sentence: error.message } }
  }
}

function prepareInvoice(data: InvoiceData, settings: Settings): Prepared {
  const currency = data.currency ?? settings.baseCurrency
  const total = toMinor(data.total, currency)
  const sum = data.lines.reduce((subtotal, line) => subtotal + toMinor(line.amount, currency), 0n)
  const rest = total - sum
  const lines = data.lines.map((line) => filledLine(line, currency, settings))
  if (rest !== 0n) {
    const size = rest < 0n ? -rest : rest
    const account = settings.accounts.rounding
    if (size > BigInt(settings.roundingTolerance) || account === undefined) {
      return {
        kind: 'held',
        reason: 'does_not_add_up',
        about: '',
        message: { difference: fromMinor(rest, currency), currency, total: fromMinor(total, currency) },
      }
    }
    lines.push(
      filledLine({ amount: fromMinor(rest, currency), account, memo: 'Rounding' }, currency, settings),
    )
  }
  if (lines.some((line) => line.account === undefined)) return accountMissing('sales')
  const due = data.dueDate === undefined && data.termName === undefined ? dueFrom(data, settings) : {}
  return { kind: 'ready', data: { ...data, ...due, currency, lines, total: fromMinor(total, currency) } }
}

/** Intacct wants a due date or a term (reference 4.4): the connection's term, else due on the invoice's date. */
function dueFrom(data: InvoiceData, settings: Settings): Partial<InvoiceData> {
  const termName = settings.defaults.termName
  return termName === undefined ? { dueDate: data.date } : { termName }
}

function filledLine(line: LineData, currency: string, settings: Settings): LineData {
  const account = line.account ?? settings.accounts.sales
  const location = line.location ?? settings.defaults.location
  const department = line.department ?? settings.defaults.department
  return {
    ...line,
    amount: normalAmount(line.amount, currency),
    ...(account === undefined ? {} : { account }),
    ...(location === undefined ? {} : { location }),
    ...(department === undefined ? {} : { department }),
  }
}

function preparePayment(data: PaymentData, settings: Settings): Prepared {
  const currency = data.currency ?? settings.baseCurrency
  const amount = toMinor(data.amount, currency)
  const applied = data.applications.reduce((sum, item) => sum + toMinor(item.amount, currency), 0n)
  if (applied > amount) {
    return {
      kind: 'held',
      reason: 'does_not_add_up',
      about: '',
      message: {
        difference: fromMinor(applied - amount, currency),
        currency,
        total: fromMinor(amount, currency),
      },
    }
  }
  if (data.applications.length === 0) {
    return { kind: 'held', reason: 'nothing_applied', about: '', message: {} }
  }
  const account = data.account ?? settings.accounts.undepositedFunds ?? settings.accounts.bank
  if (account === undefined) return accountMissing('undepositedFunds')
  return {
    kind: 'ready',
    data: {
      ...data,
      amount: fromMinor(amount, currency),
      currency,
      method: data.method ?? 'eft',
      account,
      applications: data.applications.map((item) => ({
        ...item,
        amount: normalAmount(item.amount, currency),
      })),
    },
  }
}

function accountMissing(which: 'sales' | 'undepositedFunds'): Prepared {
  return { kind: 'held', reason: 'account_missing', about: which, message: { account: which } }
}
