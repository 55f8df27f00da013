import type { Settings } from '../api/types.ts'
import type { MessageKey } from '../words/messages.ts'
import { accountRuleWords, customFieldWords, dimensionRuleWords, wordsOfEntries } from './columns.ts'
import type { ListWords } from './columns.ts'
import { say } from '../words/say.ts'

/** A setting as the form edits it: always text; the table says how it is shown, checked and put back. */
export interface Field {
  readonly id: string
  readonly label: MessageKey
  readonly hint?: MessageKey
  /** Where it stands in the settings. */
  readonly path: readonly [string] | readonly [string, string]
  readonly choices?: readonly { readonly value: string; readonly label: MessageKey }[]
  readonly kind:
    | 'text'
    | 'choice'
    | 'yes_no'
    | 'minutes'
    | 'whole'
    | 'day'
    | 'currency'
    | 'time'
    | 'zone'
    | 'list'
    | 'names'
  /** For a list: what its entries are. */
  readonly list?: ListWords
  /** Kind of reference data that it names: picked from Intacct's own list. */
  readonly reference?: string
}

export const sectionNames = [
  'accounts',
  'rules',
  'defaults',
  'dimensions',
  'custom',
  'directions',
  'posting',
  'policies',
  'schedule',
  'matching',
] as const
export type SectionName = (typeof sectionNames)[number]

const named = (
  group: 'accounts' | 'defaults' | 'overpayment' | 'adjustments',
  name: string,
  label: MessageKey,
  hint: MessageKey,
  reference: string,
): Field => ({
  reference,
  id: `${group}-${name}`,
  label,
  hint,
  path: [group, name],
  kind: 'text',
})
const directions = (['both', 'in', 'out', 'off'] as const).map((value) => ({
  value,
  label: `settings.direction.${value}` as const,
}))
const postAs = (['submitted', 'draft'] as const).map((value) => ({
  value,
  label: `settings.post.${value}` as const,
}))
const periods = (['hold', 'next_open', 'ask'] as const).map((value) => ({
  value,
  label: `settings.period.${value}` as const,
}))
const choice = (
  group: string,
  name: string,
  label: MessageKey,
  choices: NonNullable<Field['choices']>,
): Field => ({
  id: `${group}-${name}`,
  label,
  path: [group, name],
  choices,
  kind: 'choice',
})

export const sections: Readonly<Record<SectionName, readonly Field[]>> = {
  accounts: [
    named('accounts', 'sales', 'settings.sales', 'settings.salesHint', 'account'),
    named('accounts', 'receivable', 'settings.receivable', 'settings.receivableHint', 'account'),
    named('accounts', 'credits', 'settings.credits', 'settings.creditsHint', 'account'),
    named(
      'accounts',
      'undepositedFunds',
      'settings.undepositedFunds',
      'settings.undepositedFundsHint',
      'account',
    ),
    named('accounts', 'bank', 'settings.bank', 'settings.bankHint', 'bank_account'),
    named('accounts', 'expense', 'settings.expense', 'settings.expenseHint', 'account'),
    named('accounts', 'advances', 'settings.advances', 'settings.advancesHint', 'account'),
    named('accounts', 'rounding', 'settings.rounding', 'settings.roundingHint', 'account'),
    named('accounts', 'fee', 'settings.fee', 'settings.feeHint', 'account'),
    named('accounts', 'writeOff', 'settings.writeOff', 'settings.writeOffHint', 'account'),
  ],
  rules: [
    {
      id: 'accountRules',
      label: 'settings.rules',
      path: ['accountRules'],
      kind: 'list',
      list: accountRuleWords,
    },
  ],
  defaults: [
    {
      id: 'baseCurrency',
      label: 'settings.baseCurrency',
      hint: 'settings.baseCurrencyHint',
      path: ['baseCurrency'],
      kind: 'currency',
    },
    {
      id: 'currencies-several',
      label: 'settings.several',
      hint: 'settings.severalHint',
      path: ['currencies', 'several'],
      kind: 'yes_no',
    },
    {
      id: 'currencies-rateType',
      label: 'settings.rateType',
      hint: 'settings.rateTypeHint',
      path: ['currencies', 'rateType'],
      kind: 'text',
      reference: 'exchange_rate_type',
    },
    {
      id: 'taxSolution',
      label: 'settings.taxSolution',
      hint: 'settings.taxSolutionHint',
      path: ['taxSolution'],
      kind: 'text',
      reference: 'tax_solution',
    },
    named('defaults', 'location', 'settings.location', 'settings.dimensionHint', 'location'),
    named('defaults', 'department', 'settings.department', 'settings.dimensionHint', 'department'),
    named('adjustments', 'entity', 'settings.adjustmentEntity', 'settings.adjustmentEntityHint', 'location'),
    named('defaults', 'class', 'settings.dimension.class', 'settings.dimensionHint', 'class'),
    named('defaults', 'project', 'settings.dimension.project', 'settings.dimensionHint', 'project'),
    named('defaults', 'item', 'settings.dimension.item', 'settings.dimensionHint', 'item'),
    named('overpayment', 'location', 'settings.overpaymentLocation', 'settings.overpaymentHint', 'location'),
    named(
      'overpayment',
      'department',
      'settings.overpaymentDepartment',
      'settings.overpaymentHint',
      'department',
    ),
    named('defaults', 'termName', 'settings.termName', 'settings.termHint', 'ar_term'),
    named('defaults', 'billTermName', 'settings.billTermName', 'settings.billTermHint', 'ap_term'),
  ],
  dimensions: [
    {
      id: 'dimensionRules',
      label: 'settings.dimensions',
      path: ['dimensionRules'],
      kind: 'list',
      list: dimensionRuleWords([]),
    },
  ],
  custom: [
    {
      id: 'customFields',
      label: 'settings.custom',
      path: ['customFields'],
      kind: 'list',
      list: customFieldWords,
    },
  ],
  directions: [
    choice('directions', 'customer', 'settings.direction.customer', directions),
    choice('directions', 'invoice', 'settings.direction.invoice', directions),
    choice('directions', 'credit_note', 'settings.direction.credit_note', directions),
    choice('directions', 'advance', 'settings.direction.advance', directions),
    choice('directions', 'payment', 'settings.direction.payment', directions),
    choice('directions', 'vendor', 'settings.direction.vendor', directions),
    choice('directions', 'bill', 'settings.direction.bill', directions),
    choice('directions', 'bill_credit', 'settings.direction.bill_credit', directions),
    choice('directions', 'bill_payment', 'settings.direction.bill_payment', directions),
    choice('directions', 'item', 'settings.direction.item', directions),
    {
      id: 'syncFrom',
      label: 'settings.syncFrom',
      hint: 'settings.syncFromHint',
      path: ['syncFrom'],
      kind: 'day',
    },
    choice('imports', 'customers', 'settings.customers', [
      { value: 'all', label: 'settings.customers.all' },
      { value: 'with_documents', label: 'settings.customers.with_documents' },
    ]),
    {
      id: 'imports-orderTypes',
      label: 'settings.orderTypes',
      hint: 'settings.orderTypesHint',
      path: ['imports', 'orderTypes'],
      kind: 'names',
      reference: 'order_entry_type',
    },
  ],
  posting: [
    choice('postAs', 'invoice', 'settings.postInvoice', postAs),
    choice('postAs', 'credit_note', 'settings.postCreditNote', postAs),
    choice('postAs', 'advance', 'settings.postAdvance', postAs),
    choice('postAs', 'payment', 'settings.postPayment', postAs),
    choice('postAs', 'bill', 'settings.postBill', postAs),
    choice('postAs', 'bill_credit', 'settings.postBillCredit', postAs),
    choice('postAs', 'bill_payment', 'settings.postBillPayment', postAs),
  ],
  policies: [
    ...(['invoice', 'credit_note', 'advance', 'payment'] as const).map((type) => ({
      ...choice('closedPeriod', type, `settings.period.${type}`, periods),
      hint: 'settings.periodHint' as const,
    })),
    {
      id: 'conflicts',
      label: 'settings.conflicts',
      hint: 'settings.conflictsHint',
      path: ['conflicts'],
      choices: (['policy', 'ask'] as const).map((value) => ({
        value,
        label: `settings.conflicts.${value}` as const,
      })),
      kind: 'choice',
    },
    {
      id: 'findTwins',
      label: 'settings.findTwins',
      hint: 'settings.findTwinsHint',
      path: ['findTwins'],
      kind: 'yes_no',
    },
  ],
  schedule: [
    { id: 'autoSync', label: 'settings.autoSync', path: ['autoSync'], kind: 'yes_no' },
    {
      id: 'inboundEveryMs',
      label: 'settings.interval',
      hint: 'settings.intervalHint',
      path: ['inboundEveryMs'],
      kind: 'minutes',
    },
    {
      id: 'cache-daily',
      label: 'settings.cacheDaily',
      hint: 'settings.cacheDailyHint',
      path: ['cache', 'daily'],
      kind: 'yes_no',
    },
    {
      id: 'cache-at',
      label: 'settings.cacheAt',
      hint: 'settings.cacheAtHint',
      path: ['cache', 'at'],
      kind: 'time',
    },
    {
      id: 'cache-zone',
      label: 'settings.cacheZone',
      hint: 'settings.cacheZoneHint',
      path: ['cache', 'zone'],
      kind: 'zone',
    },
  ],
  matching: [
    {
      id: 'matchByName',
      label: 'settings.matchByName',
      hint: 'settings.matchByNameHint',
      path: ['matchByName'],
      kind: 'yes_no',
    },
    {
      id: 'roundingTolerance',
      label: 'settings.roundingTolerance',
      hint: 'settings.roundingToleranceHint',
      path: ['roundingTolerance'],
      kind: 'whole',
    },
  ],
}

const MINUTE_MS = 60_000

/** What is set, as the form edits it. */
export function textOfSetting(settings: Settings, { path: [group, name], kind }: Field): string {
  const top: unknown = (settings as unknown as Readonly<Record<string, unknown>>)[group]
  const value = name === undefined ? top : (top as Readonly<Record<string, unknown>> | undefined)?.[name]
  if (value === undefined || value === null) return ''
  if (kind === 'minutes') return String(Math.round(Number(value) / MINUTE_MS))
  if (kind === 'yes_no') return value === true ? 'on' : 'off'
  if (kind === 'names') return listText(value as readonly string[])
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** What a person reads for a value of the form. */
export function wordsOfSetting({ choices, kind, list }: Field, value: string): string {
  if (list) return wordsOfEntries(list, value)
  if (value === '') return say('value.none')
  if (kind === 'yes_no') return say(value === 'on' ? 'settings.on' : 'settings.off')
  if (kind === 'names') return listOf(value).join(', ')
  const chosen = choices?.find((each) => each.value === value)
  return chosen ? say(chosen.label) : value
}

/** Why a value cannot be saved, or null. */
export function wrongSetting({ kind }: Field, value: string): string | null {
  if (kind === 'minutes') return /^[1-9]\d{0,5}$/.test(value) ? null : say('settings.intervalWrong')
  if (kind === 'whole')
    return /^\d{1,3}$/.test(value) && Number(value) <= 100 ? null : say('settings.toleranceWrong')
  if (kind === 'day') return /^(\d{4}-\d{2}-\d{2})?$/.test(value) ? null : say('settings.dateWrong')
  if (kind === 'time') return /^([01]\d|2[0-3]):[0-5]\d$/.test(value) ? null : say('settings.timeWrong')
  if (kind === 'zone') return /^[A-Za-z0-9_+/-]{3,60}$/.test(value) ? null : say('settings.zoneWrong')
  if (kind === 'currency') return /^[A-Z]{3}$/.test(value) ? null : say('settings.currencyWrong')
  return null
}

/** The changed values as a merge patch: null takes a setting away. */
export function patchOf(changes: ReadonlyMap<Field, string>): Record<string, unknown> {
  const patch: Record<string, unknown> = {}
  for (const [field, value] of changes) {
    const [group, name] = field.path
    const put = asSetting(field, value)
    if (name === undefined) patch[group] = put
    else patch[group] = { ...(patch[group] as object | undefined), [name]: put }
  }
  return patch
}

function asSetting({ kind }: Field, value: string): unknown {
  if (kind === 'yes_no') return value === 'on'
  if (kind === 'minutes') return Number(value) * MINUTE_MS
  if (kind === 'whole') return Number(value)
  if (kind === 'list') return JSON.parse(value)
  if (value === '') return null
  return kind === 'names' ? listOf(value) : value
}

/** Several names as one text: no name of Intacct's has a line break in it. */
export function listText(names: readonly string[]): string {
  return names.join('\n')
}

export function listOf(text: string): string[] {
  return text === '' ? [] : text.split('\n')
}
