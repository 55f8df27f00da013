import { infoOfReference, referenceFamilies } from '@tieout/engine/core/reference-types.ts'
import type { ReferenceType, StandardReferenceType } from '@tieout/engine/core/reference-types.ts'
import type { Settings } from '@tieout/engine/core/settings.ts'
import type { Scope } from '@tieout/engine/ports.ts'
import { referenceById } from '@tieout/store/views/reference.ts'
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
    path: 'defaults.termName',
    label: 'Default term',
    value: ({ defaults }) => defaults.termName,
    types: () => ['ar_term'],
  },
]

/** Settings that name a reference record, by their paths. */
export function settingsNaming(
  settings: Settings,
  { type, id }: { readonly type: ReferenceType; readonly id: string },
): string[] {
  return referenceSettings
    .filter(({ value, types }) => value(settings) === id && types(id).some((each) => each === type))
    .map(({ path }) => path)
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
  const changed = referenceSettings.flatMap(({ value, ...setting }) => {
    const chosen = value(after)
    return chosen === undefined || (before !== null && value(before) === chosen)
      ? []
      : [{ ...setting, chosen }]
  })
  if (changed.length === 0) return
  const states = await referenceTypeRows(view, scope)
  const wasRead = new Set(
    states.filter(({ lastSuccessAt }) => lastSuccessAt !== null).map(({ type }) => type),
  )
  for (const { path, label, chosen, types } of changed) {
    const kinds = types(chosen)
    if (!kinds.every((kind) => wasRead.has(kind))) continue
    const [found] = await referenceById(view, scope, kinds, chosen)
    const one = kinds.length > 1 ? 'bank account' : (infoOfReference(kinds[0] ?? 'account')?.one ?? '')
    const field = `settings.${path}`
    if (found === undefined || found.presence === 'gone') {
      const gone = found === undefined ? '' : ' any more'
      const detail = `${label}: Intacct has no ${one} ${chosen}${gone}.`
      throw new ApiError('not_in_intacct', { detail, field, errors: [{ path: field, message: detail }] })
    }
    if (!found.usable) {
      const why = {
        active: 'is no longer shown to Tieout’s user',
        inactive: 'is inactive',
        non_posting: 'takes no postings',
      }
      const detail = `${label}: ${one} ${chosen}, ${found.name}, ${why[found.status]}.`
      throw new ApiError('not_usable', { detail, field, errors: [{ path: field, message: detail }] })
    }
  }
}
