import { summedApplications } from './apply.ts'
import { MoneyError, fromMinor, normalAmount, toMinor } from './money.ts'
import type { Json } from './json.ts'
import type { ObjectType } from './object-types.ts'
import type { Reason } from './outcomes.ts'
import type {
  BillCreditData,
  BillData,
  BillPaymentData,
  CreditNoteData,
  DataOf,
  InvoiceData,
  LineData,
  PaymentData,
  RecordData,
} from './records.ts'
import type { Settings } from './settings.ts'

type Held = {
  readonly kind: 'held'
  readonly reason: Reason
  readonly about: string
  readonly message: Readonly<Record<string, Json>>
}

/** What will be sent, or why it cannot be. */
export type Prepared = { readonly kind: 'ready'; readonly data: RecordData } | Held

type Preparer<Data> = (data: Data, settings: Settings) => Prepared

const preparers: { readonly [Type in ObjectType]: Preparer<DataOf[Type]> } = {
  item: (data) => ({
    kind: 'ready',
    data: { ...data, itemType: data.itemType ?? 'Non-Inventory', status: data.status ?? 'active' },
  }),
  customer: (data) => ({ kind: 'ready', data: { ...data, status: data.status ?? 'active' } }),
  invoice: (data, settings) =>
    prepareDocument(data, settings, salesAccount(settings), settings.defaults.termName),
  credit_note: (data, settings) =>
    prepareCredit(data, settings, {
      name: 'sales',
      value: settings.accounts.credits ?? settings.accounts.sales,
    }),
  payment: preparePayment,
  vendor: (data) => ({ kind: 'ready', data: { ...data, status: data.status ?? 'active' } }),
  bill: (data, settings) =>
    prepareDocument(data, settings, expenseAccount(settings), settings.defaults.billTermName),
  bill_credit: (data, settings) => prepareCredit(data, settings, expenseAccount(settings)),
  bill_payment: prepareBillPayment,
}

type AccountName = 'sales' | 'undepositedFunds' | 'expense' | 'bank'

/** The setting that gives the lines their account, by its name in the settings. */
interface UsualAccount {
  readonly name: AccountName
  readonly value: string | undefined
}

function salesAccount({ accounts }: Settings): UsualAccount {
  return { name: 'sales', value: accounts.sales }
}

function expenseAccount({ accounts }: Settings): UsualAccount {
  return { name: 'expense', value: accounts.expense }
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

function prepareDocument(
  data: InvoiceData | BillData,
  settings: Settings,
  account: UsualAccount,
  usualTerm: string | undefined,
): Prepared {
  const filled = filledDocument(data, settings, account)
  if ('kind' in filled) return filled
  const due = data.dueDate === undefined && data.termName === undefined ? dueFrom(data, usualTerm) : {}
  return { kind: 'ready', data: { ...data, ...due, ...filled } }
}

function prepareCredit(
  { kind, ...data }: CreditNoteData | BillCreditData,
  settings: Settings,
  account: UsualAccount,
): Prepared {
  const filled = filledDocument(data, settings, account)
  if ('kind' in filled) return filled
  const { currency } = filled
  const applications = summedApplications(data.applications ?? [], currency)
  const applied = applications.reduce((sum, item) => sum + toMinor(item.amount, currency), 0n)
  const most = kind === 'debit' ? 0n : toMinor(filled.total, currency)
  if (applied > most) return doesNotAddUp(applied - most, filled.total, currency)
  return {
    kind: 'ready',
    // Summed as they came: those of a credit note name invoices, those of a bill credit bills.
    data: { ...data, ...(kind === 'debit' ? { kind } : {}), ...filled, applications } as RecordData,
  }
}

interface Filled {
  readonly currency: string
  readonly total: string
  readonly lines: LineData[]
}

/** Lines with accounts and dimensions that come to the total, if need be with a rounding line. */
function filledDocument(
  data: Pick<InvoiceData, 'currency' | 'total' | 'lines'>,
  settings: Settings,
  { name, value: account }: UsualAccount,
): Held | Filled {
  const currency = data.currency ?? settings.baseCurrency
  const total = toMinor(data.total, currency)
  const sum = data.lines.reduce((subtotal, line) => subtotal + toMinor(line.amount, currency), 0n)
  const rest = total - sum
  const lines = data.lines.map((line) => filledLine(line, currency, settings, account))
  if (rest !== 0n) {
    const size = rest < 0n ? -rest : rest
    const { rounding } = settings.accounts
    if (size > BigInt(settings.roundingTolerance) || rounding === undefined)
      return doesNotAddUp(rest, fromMinor(total, currency), currency)
    const line = { amount: fromMinor(rest, currency), account: rounding, memo: 'Rounding' }
    lines.push(filledLine(line, currency, settings, account))
  }
  if (lines.some((line) => line.account === undefined)) return accountMissing(name)
  return { currency, lines, total: fromMinor(total, currency) }
}

function doesNotAddUp(difference: bigint, total: string, currency: string): Held {
  const message = { difference: fromMinor(difference, currency), currency, total }
  return { kind: 'held', reason: 'does_not_add_up', about: '', message }
}

/** Intacct wants a due date or a term (reference 4.4, 4.7): the connection's term, else due on the document's date. */
function dueFrom(
  data: InvoiceData | BillData,
  termName: string | undefined,
): Pick<InvoiceData, 'termName' | 'dueDate'> {
  return termName === undefined ? { dueDate: data.date } : { termName }
}

function filledLine(
  line: LineData,
  currency: string,
  settings: Settings,
  usual: string | undefined,
): LineData {
  const account = line.account ?? usual
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
  if (applied > amount) return doesNotAddUp(applied - amount, fromMinor(amount, currency), currency)
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

/** Bills are paid from a bank account, and nothing of a payment stays over: Intacct has no field for a rest (reference 4.7). */
function prepareBillPayment(data: BillPaymentData, settings: Settings): Prepared {
  const currency = data.currency ?? settings.baseCurrency
  const amount = toMinor(data.amount, currency)
  const applied = data.applications.reduce((sum, item) => sum + toMinor(item.amount, currency), 0n)
  if (data.applications.length === 0) {
    return { kind: 'held', reason: 'nothing_applied', about: '', message: { to: 'bill' } }
  }
  if (applied !== amount) return doesNotAddUp(applied - amount, fromMinor(amount, currency), currency)
  const account = data.account ?? settings.accounts.bank
  if (account === undefined) return accountMissing('bank')
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

function accountMissing(which: AccountName): Held {
  return { kind: 'held', reason: 'account_missing', about: which, message: { account: which } }
}
