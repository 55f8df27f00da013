import { infoOfReference, isReferenceType, referenceFamilies } from '@tieout/engine/core/reference-types.ts'
import type { ReferenceType, StandardReferenceType } from '@tieout/engine/core/reference-types.ts'
import type { Settings } from '@tieout/engine/core/settings.ts'
import type { Scope } from '@tieout/engine/ports.ts'
import { referenceById } from '@tieout/store/views/reference.ts'
import type { ReferenceRecord } from '@tieout/store/views/reference.ts'
import { referenceTypeRows } from '@tieout/store/views/reference-state.ts'
import type { View } from '@tieout/store/views/view.ts'
import { ApiError } from '../errors.ts'

interface ReferenceSetting {
  /** As a person finds it in the settings. */
  readonly path: string
  readonly label: string
  readonly value: (settings: Settings) => string | undefined
  readonly types: (value: string) => readonly StandardReferenceType[]
}

const account = () => ['account'] as const
/** A GL account is named by a number, a bank account by an id with letters. */
const accountOrBank = (value: string): readonly StandardReferenceType[] =>
  /^[\d.-]+$/.test(value) ? ['account'] : (referenceFamilies['bank_account'] ?? [])

/** Settings that name something of Intacct's. */
const referenceSettings: readonly ReferenceSetting[] = [
  { path: 'accounts.sales', label: 'Sales account', value: ({ accounts }) => accounts.sales, types: account },
  {
    path: 'accounts.receivable',
    label: 'Receivables account',
    value: ({ accounts }) => accounts.receivable,
    types: account,
  },
  {
    path: 'accounts.undepositedFunds',
    label: 'Undeposited funds',
    value: ({ accounts }) => accounts.undepositedFunds,
    types: accountOrBank,
  },
  { path: 'accounts.bank', label: 'Bank', value: ({ accounts }) => accounts.bank, types: accountOrBank },
  {
    path: 'accounts.advances',
    label: 'Advances account',
    value: ({ accounts }) => accounts.advances,
    types: account,
  },
  {
    path: 'adjustments.entity',
    label: 'Adjustment entity',
    value: ({ adjustments }) => adjustments.entity,
    types: () => ['location'],
  },
  {
    path: 'overpayment.location',
    label: 'Location of overpayments',
    value: ({ overpayment }) => overpayment.location,
    types: () => ['location'],
  },
  {
    path: 'overpayment.department',
    label: 'Department of overpayments',
    value: ({ overpayment }) => overpayment.department,
    types: () => ['department'],
  },
  {
    path: 'accounts.rounding',
    label: 'Rounding account',
    value: ({ accounts }) => accounts.rounding,
    types: account,
  },
  {
    path: 'accounts.credits',
    label: 'Credits account',
    value: ({ accounts }) => accounts.credits,
    types: account,
  },
  { path: 'accounts.fee', label: 'Fee account', value: ({ accounts }) => accounts.fee, types: account },
  {
    path: 'accounts.writeOff',
    label: 'Write-off account',
    value: ({ accounts }) => accounts.writeOff,
    types: account,
  },
  {
    path: 'defaults.location',
    label: 'Default location',
    value: ({ defaults }) => defaults.location,
    types: () => ['location'],
  },
  {
    path: 'defaults.department',
    label: 'Default department',
    value: ({ defaults }) => defaults.department,
    types: () => ['department'],
  },
  {
    path: 'currencies.rateType',
    label: 'Exchange rate type',
    value: ({ currencies }) => currencies.rateType,
    types: () => ['exchange_rate_type'],
  },
  {
    path: 'taxSolution',
    label: 'Tax solution',
    value: (settings) => settings.taxSolution,
    types: () => ['tax_solution'],
  },
  ...(['class', 'project', 'item', 'vendor', 'employee'] as const).map((name) => ({
    path: `defaults.${name}`,
    label: `Default ${name}`,
    value: ({ defaults }: Settings) => defaults[name],
    types: () => [name] as const,
  })),
  {
    path: 'defaults.termName',
    label: 'Default term',
    value: ({ defaults }) => defaults.termName,
    types: () => ['ar_term'],
  },
]

/** One setting that names something, as it stands in some settings. */
interface Named {
  readonly path: string
  readonly label: string
  readonly chosen: string
  readonly types: readonly ReferenceType[]
  /** Payments in this currency go there: a bank account kept in another one cannot take them. */
  readonly currency?: string | undefined
}

function namedBy(settings: Settings): Named[] {
  const single = referenceSettings.flatMap(({ path, label, value, types }) => {
    const chosen = value(settings)
    return chosen === undefined ? [] : [{ path, label, chosen, types: types(chosen) }]
  })
  const rules = settings.accountRules.flatMap((rule, at): Named[] => {
    const where = { path: `accountRules[${at}]`, label: `Account rule ${at + 1}` }
    const types = rule.use === 'deposit' ? accountOrBank(rule.account) : account()
    const { currency, entity } = rule
    return [
      { ...where, path: `${where.path}.account`, chosen: rule.account, types, currency },
      ...(entity === undefined
        ? []
        : [{ ...where, path: `${where.path}.entity`, chosen: entity, types: ['entity'] as const }]),
    ]
  })
  const dimensions = settings.dimensionRules.flatMap(({ dimension, value }, at): Named[] =>
    value === undefined || !isReferenceType(dimension)
      ? []
      : [
          {
            path: `dimensionRules[${at}].value`,
            label: `Dimension rule ${at + 1}`,
            chosen: value,
            types: [dimension],
          },
        ],
  )
  return [...single, ...rules, ...dimensions]
}

/** Settings that name a reference record, by their paths. */
export function settingsNaming(
  settings: Settings,
  { type, id }: { readonly type: ReferenceType; readonly id: string },
): string[] {
  return namedBy(settings)
    .filter(({ chosen, types }) => chosen === id && types.some((each) => each === type))
    .map(({ path }) => path)
}

/** Every setting that names something of Intacct's, as a person may choose it: where it stands, what is chosen, and from which list. */
export function settingsOffering(
  settings: Settings,
): { path: string; label: string; reference: string; value: string | null }[] {
  return referenceSettings.map(({ path, label, value, types }) => ({
    path,
    label,
    value: value(settings) ?? null,
    reference: path === 'accounts.bank' ? 'bank_account' : (types('0')[0] ?? 'account'),
  }))
}

/** A place in a list moves with the list: what is named there counts by itself. */
function meaning({ path, chosen, types, currency = '' }: Named): string {
  return [path.replace(/\[\d+\]/, ''), chosen, types.join(' '), currency].join('|')
}

/**
 * Refuses settings that name something which Intacct does not have, or to which nothing can be posted. Asks the cache, and only for what
 * is new in these settings; a kind that was never read refuses nothing.
 * @throws ApiError `not_in_intacct`, `not_usable`, with the setting's field
 */
export async function checkReferences(
  view: View,
  scope: Scope,
  before: Settings | null,
  after: Settings,
): Promise<void> {
  const known = new Set((before === null ? [] : namedBy(before)).map(meaning))
  const changed = namedBy(after).filter((named) => !known.has(meaning(named)))
  if (changed.length === 0) return
  const states = await referenceTypeRows(view, scope)
  const wasRead = new Set(
    states.filter(({ lastSuccessAt }) => lastSuccessAt !== null).map(({ type }) => type),
  )
  for (const named of changed) {
    if (!named.types.every((kind) => wasRead.has(kind))) continue
    const [found] = await referenceById(view, scope, named.types, named.chosen)
    const refusal = refusalOf(named, found)
    if (refusal === null) continue
    const field = `settings.${named.path}`
    const detail = `${named.label}: ${refusal.why}`
    throw new ApiError(refusal.code, { detail, field, errors: [{ path: field, message: detail }] })
  }
}

function refusalOf(
  { chosen, types, currency }: Named,
  found: ReferenceRecord | undefined,
): { readonly code: 'not_in_intacct' | 'not_usable'; readonly why: string } | null {
  const one = types.length > 1 ? 'bank account' : (infoOfReference(types[0] ?? 'account')?.one ?? '')
  if (found === undefined || found.presence === 'gone') {
    const gone = found === undefined ? '' : ' any more'
    return { code: 'not_in_intacct', why: `Intacct has no ${one} ${chosen}${gone}.` }
  }
  const named = `${one} ${chosen}, ${found.name},`
  if (!found.usable) return { code: 'not_usable', why: `${named} ${unusable[found.status]}.` }
  const kept = found.extra['currency'] ?? ''
  if (currency !== undefined && kept !== '' && kept !== currency && types.length > 1)
    return { code: 'not_usable', why: `${named} is kept in ${kept} and cannot take ${currency}.` }
  return null
}

const unusable = {
  active: 'is no longer shown to Tieout’s user',
  inactive: 'is inactive',
  non_posting: 'takes no postings',
} as const
