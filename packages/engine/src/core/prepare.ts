import { summedApplications } from './apply.ts'
import { MoneyError, fromMinor, normalAmount, toMinor } from './money.ts'
import type { Json } from './json.ts'
import type { ObjectType } from './object-types.ts'
import type { Reason } from './outcomes.ts'
import type {
  AdvanceData,
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
  customer: (data) => ({ kind: 'ready', data: { ...data, status: data.status ?? 'active' } }),
  invoice: prepareInvoice,
  credit_note: prepareCreditNote,
  advance: prepareReceipt,
  payment: prepareReceipt,
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
  const filled = filledDocument(data, settings, settings.accounts.sales)
  if ('kind' in filled) return filled
  const due = data.dueDate === undefined && data.termName === undefined ? dueFrom(data, settings) : {}
  return { kind: 'ready', data: { ...data, ...due, ...filled } }
}

function prepareCreditNote({ kind, purpose, ...data }: CreditNoteData, settings: Settings): Prepared {
  const { accounts } = settings
  const isWriteOff = purpose === 'write_off'
  const usual = isWriteOff ? accounts.writeOff : (accounts.credits ?? accounts.sales)
  const filled = filledDocument(data, settings, usual, isWriteOff ? 'writeOff' : 'sales')
  if ('kind' in filled) return filled
  const { currency } = filled
  const applications = summedApplications(data.applications ?? [], currency)
  const applied = applications.reduce((sum, item) => sum + toMinor(item.amount, currency), 0n)
  const most = kind === 'debit' ? 0n : toMinor(filled.total, currency)
  if (applied > most) return doesNotAddUp(applied - most, filled.total, currency)
  return {
    kind: 'ready',
    data: { ...data, ...(kind === 'debit' ? { kind } : {}), ...filled, applications },
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
  account: string | undefined,
  which: 'sales' | 'writeOff' = 'sales',
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
  if (lines.some((line) => line.account === undefined)) return accountMissing(which)
  return { currency, lines, total: fromMinor(total, currency) }
}

function doesNotAddUp(difference: bigint, total: string, currency: string): Held {
  const message = { difference: fromMinor(difference, currency), currency, total }
  return { kind: 'held', reason: 'does_not_add_up', about: '', message }
}

/** Intacct wants a due date or a term (reference 4.4): the connection's term, else due on the invoice's date. */
function dueFrom(data: InvoiceData, settings: Settings): Partial<InvoiceData> {
  const termName = settings.defaults.termName
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

function prepareReceipt(data: PaymentData | AdvanceData, settings: Settings): Prepared {
  const currency = data.currency ?? settings.baseCurrency
  const amount = toMinor(data.amount, currency)
  const applications = summedApplications(data.applications ?? [], currency)
  const applied = applications.reduce((sum, item) => sum + toMinor(item.amount, currency), 0n)
  if (applied > amount) return doesNotAddUp(applied - amount, fromMinor(amount, currency), currency)
  const account = data.account ?? settings.accounts.undepositedFunds ?? settings.accounts.bank
  if (account === undefined) return accountMissing('undepositedFunds')
  return {
    kind: 'ready',
    data: {
      ...data,
      amount: fromMinor(amount, currency),
      currency,
      method: methodThere(data.method ?? 'eft', currency, settings),
      account,
      ...(applied < amount ? placeOfRest(data, settings) : {}),
      applications,
      ...('credits' in data && data.credits !== undefined
        ? {
            credits: data.credits.map((item) => ({ ...item, amount: normalAmount(item.amount, currency) })),
          }
        : {}),
    },
  }
}

/** The method as Intacct has it. */
function methodThere(
  method: NonNullable<PaymentData['method']>,
  currency: string,
  { methods, baseCurrency }: Settings,
): NonNullable<PaymentData['method']> {
  const isOf = (wanted: string | undefined) =>
    wanted === undefined || (wanted === 'foreign' ? currency !== baseCurrency : wanted === currency)
  return methods.find((item) => item.method === method && isOf(item.currency))?.as ?? method
}

/** Where the part that pays nothing is booked. */
function placeOfRest(data: PaymentData | AdvanceData, { overpayment, defaults }: Settings) {
  const location = data.location ?? overpayment.location ?? defaults.location
  const department = data.department ?? overpayment.department ?? defaults.department
  return {
    ...(location === undefined ? {} : { location }),
    ...(department === undefined ? {} : { department }),
  }
}

function accountMissing(which: 'sales' | 'undepositedFunds' | 'writeOff'): Held {
  return { kind: 'held', reason: 'account_missing', about: which, message: { account: which } }
}
