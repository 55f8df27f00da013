import { accountFor, entityOfLines, entityOfLocation, entityOfPayment, nowhere } from './accounts.ts'
import type { Place } from './accounts.ts'
import type { AccountUse } from './account-rules.ts'
import { summedApplications } from './apply.ts'
import { withCustomFields } from './custom-fields.ts'
import { dimensioned, strangeDimensions } from './dimensions.ts'
import { MoneyError, fromMinor, normalAmount, toMinor } from './money.ts'
import type { Json } from './json.ts'
import type { ObjectType } from './object-types.ts'
import type { Reason } from './outcomes.ts'
import type {
  AdvanceData,
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
export type Prepared = Ready | Held

export interface Ready {
  readonly kind: 'ready'
  readonly data: RecordData
  /** A/R account that the document's lines are balanced by; absent: as set in Intacct. */
  readonly receivable?: string
}

/** What a write has to know of it besides the contents. */
export function receivableOf({ receivable }: Ready): Pick<Ready, 'receivable'> {
  return receivable === undefined ? {} : { receivable }
}

type Preparer<Data> = (data: Data, settings: Settings, place: Place) => Prepared

const preparers: { readonly [Type in ObjectType]: Preparer<DataOf[Type]> } = {
  item: (data) => ({
    kind: 'ready',
    data: { ...data, itemType: data.itemType ?? 'Non-Inventory', status: data.status ?? 'active' },
  }),
  customer: (data) => ({ kind: 'ready', data: { ...data, status: data.status ?? 'active' } }),
  invoice: (data, settings, place) =>
    prepareDocument(data, settings, 'sales', place, settings.defaults.termName),
  credit_note: (data, settings, place) => prepareCredit(data, settings, 'credits', place),
  advance: prepareReceipt,
  payment: prepareReceipt,
  vendor: (data) => ({ kind: 'ready', data: { ...data, status: data.status ?? 'active' } }),
  bill: (data, settings, place) =>
    prepareDocument(data, settings, 'expense', place, settings.defaults.billTermName),
  bill_credit: (data, settings, place) => prepareCredit(data, settings, 'expense', place),
  bill_payment: prepareBillPayment,
}

/** Fills in accounts, dimensions, currency and due date from the settings, and proves that the amounts add up. Contents in remote terms. */
export function prepare(
  type: ObjectType,
  data: RecordData,
  settings: Settings,
  place: Place = nowhere,
): Prepared {
  try {
    const mapped = withCustomFields(type, data, settings)
    if ('wrong' in mapped)
      return {
        kind: 'held',
        reason: 'custom_field_wrong',
        about: mapped.wrong.field,
        message: { ...mapped.wrong },
      }
    return (preparers[type] as Preparer<RecordData>)(mapped.data, settings, place)
  } catch (error) {
    if (!(error instanceof MoneyError)) throw error
    return { kind: 'held', reason: 'does_not_add_up', about: '', message: { sentence: error.message } }
  }
}

function prepareDocument(
  { attributes, ...data }: InvoiceData | BillData,
  settings: Settings,
  use: LineUse,
  place: Place,
  usualTerm: string | undefined,
): Prepared {
  const document = filledDocument({ ...data, attributes }, settings, use, place)
  if ('kind' in document) return document
  const { filled, receivable } = document
  const due = data.dueDate === undefined && data.termName === undefined ? dueFrom(data, usualTerm) : {}
  return { kind: 'ready', data: { ...data, ...due, ...filled }, ...receivable }
}

function prepareCredit(
  { kind, purpose, attributes, ...data }: CreditNoteData | BillCreditData,
  settings: Settings,
  usual: LineUse,
  place: Place,
): Prepared {
  const use = purpose === 'write_off' ? 'write_off' : usual
  const document = filledDocument({ ...data, attributes }, settings, use, place)
  if ('kind' in document) return document
  const { filled, receivable } = document
  const { currency } = filled
  const applications = summedApplications(data.applications ?? [], currency)
  const applied = applications.reduce((sum, item) => sum + toMinor(item.amount, currency), 0n)
  const most = kind === 'debit' ? 0n : toMinor(filled.total, currency)
  if (applied > most) return doesNotAddUp(applied - most, filled.total, currency)
  return {
    kind: 'ready',
    // Summed as they came: those of a credit note name invoices, those of a bill credit bills.
    data: { ...data, ...(kind === 'debit' ? { kind } : {}), ...filled, applications } as RecordData,
    ...receivable,
  }
}

interface Filled {
  readonly filled: { readonly currency: string; readonly total: string; readonly lines: LineData[] }
  readonly receivable: Pick<Ready, 'receivable'>
}

/** Lines with accounts and dimensions that come to the total, if need be with a rounding line. */
function filledDocument(
  data: InvoiceData | CreditNoteData | BillData | BillCreditData,
  settings: Settings,
  use: LineUse,
  place: Place,
): Held | Filled {
  const currency = data.currency ?? settings.baseCurrency
  const total = toMinor(data.total, currency)
  const sum = data.lines.reduce((subtotal, line) => subtotal + amountWithTax(line, currency), 0n)
  const rest = total - sum
  const strange = data.lines.flatMap((line) => strangeDimensions(line, settings))[0]
  if (strange !== undefined)
    return { kind: 'held', reason: 'dimension_off', about: strange, message: { dimension: strange } }
  const fill = (line: LineData) => dimensioned({ ...line, ...normalAmounts(line, currency) }, data, settings)
  const drafts = data.lines.map(fill)
  const lines: LineData[] = []
  for (const line of drafts) {
    const entity = entityOfLocation(place, line.location)
    const choice = lineAccount(settings, use, { currency, entity, named: line.account })
    if (choice.kind !== 'chosen') return accountHeld(choice, use)
    lines.push({ ...line, account: choice.account })
  }
  const entity = entityOfLines(place, drafts)
  if (rest !== 0n) {
    const size = rest < 0n ? -rest : rest
    const rounding = accountFor(settings, 'rounding', { currency, entity })
    if (size > BigInt(settings.roundingTolerance) || rounding.kind === 'none')
      return doesNotAddUp(rest, fromMinor(total, currency), currency)
    if (rounding.kind === 'tie') return accountHeld(rounding, 'rounding')
    const line = { amount: fromMinor(rest, currency), account: rounding.account, memo: 'Rounding' }
    lines.push(fill(line))
  }
  const receivable: Choice =
    use === 'expense' ? { kind: 'none' } : accountFor(settings, 'receivable', { currency, entity })
  if (receivable.kind === 'tie') return accountHeld(receivable, 'receivable')
  return {
    filled: { currency, lines, total: fromMinor(total, currency) },
    receivable: receivable.kind === 'none' ? {} : { receivable: receivable.account },
  }
}

/** What of a choice decides whether a record can go. */
type Choice =
  | { readonly kind: 'none' }
  | { readonly kind: 'chosen'; readonly account: string }
  | { readonly kind: 'tie'; readonly rules: readonly number[] }

/** Rules choose the accounts of receivables; payables have one for all lines that name none. */
type LineUse = 'sales' | 'credits' | 'write_off' | 'expense'

function lineAccount(settings: Settings, use: LineUse, situation: Parameters<typeof accountFor>[2]): Choice {
  if (use !== 'expense') return accountFor(settings, use, situation)
  const account = situation.named ?? settings.accounts.expense
  return account === undefined ? { kind: 'none' } : { kind: 'chosen', account }
}

function amountWithTax({ amount, taxes = [] }: LineData, currency: string): bigint {
  return taxes.reduce((sum, tax) => sum + toMinor(tax.amount, currency), toMinor(amount, currency))
}

function normalAmounts({ amount, taxes }: LineData, currency: string): Pick<LineData, 'amount' | 'taxes'> {
  const normal = { amount: normalAmount(amount, currency) }
  if (taxes === undefined) return normal
  return { ...normal, taxes: taxes.map((tax) => ({ ...tax, amount: normalAmount(tax.amount, currency) })) }
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

function prepareReceipt(data: PaymentData | AdvanceData, settings: Settings, place: Place): Prepared {
  const currency = data.currency ?? settings.baseCurrency
  const amount = toMinor(data.amount, currency)
  const applications = summedApplications(data.applications ?? [], currency)
  const applied = applications.reduce((sum, item) => sum + toMinor(item.amount, currency), 0n)
  if (applied > amount) return doesNotAddUp(applied - amount, fromMinor(amount, currency), currency)
  const accounts = accountsOfPayment(data, currency, settings, place)
  if (accounts.kind === 'held') return accounts
  return {
    kind: 'ready',
    data: {
      ...data,
      amount: fromMinor(amount, currency),
      currency,
      method: methodThere(data.method ?? 'eft', currency, settings),
      account: accounts.deposit,
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

/** Bills are paid from a bank account, and nothing of a payment stays over: Intacct has no field for a rest (reference 4.7). */
function prepareBillPayment(data: BillPaymentData, settings: Settings): Prepared {
  const currency = data.currency ?? settings.baseCurrency
  const amount = toMinor(data.amount, currency)
  const applied = data.applications.reduce((sum, item) => sum + toMinor(item.amount, currency), 0n)
  if (applied !== amount) return doesNotAddUp(applied - amount, fromMinor(amount, currency), currency)
  const account = data.account ?? settings.accounts.bank
  if (account === undefined) return accountHeld({ kind: 'none' }, 'bank')
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

/** Where its money lies. The A/R account that it settles is the one of its invoices; where no rule names one, Intacct's own, by customer. */
function accountsOfPayment(
  data: PaymentData | AdvanceData,
  currency: string,
  settings: Settings,
  place: Place,
): Held | { readonly kind: 'chosen'; readonly deposit: string } {
  const { method = 'eft', gateway, account: named } = data
  const entity = entityOfPayment(place, data)
  const deposit = accountFor(settings, 'deposit', { method, currency, gateway, entity, named })
  if (deposit.kind !== 'chosen') return accountHeld(deposit, 'deposit')
  const receivable = accountFor(settings, 'receivable', { currency, entity })
  if (receivable.kind === 'tie') return accountHeld(receivable, 'receivable')
  return { kind: 'chosen', deposit: deposit.account }
}

/** Why a record is held whose account cannot be told. */
export function accountHeld(
  choice: Exclude<Choice, { kind: 'chosen' }>,
  use: AccountUse | 'expense' | 'bank',
): Held {
  if (choice.kind === 'none')
    return { kind: 'held', reason: 'account_missing', about: use, message: { account: use } }
  const rules = choice.rules.join(', ')
  return { kind: 'held', reason: 'account_tied', about: rules, message: { account: use, rules } }
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
