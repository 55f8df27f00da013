import { sameJson } from '@tieout/engine/core/json.ts'
import type { Json } from '@tieout/engine/core/json.ts'
import type { Settings } from '@tieout/engine/core/settings.ts'
import type { Cure } from '@tieout/store/views/cure.ts'
import type { ProblemRow } from '@tieout/store/views/problems.ts'
import { settingsOffering } from './reference-settings.ts'

/** Causes that a setting may cure: accounts, dimensions, terms, rounding. */
const curedBySettings = [
  'account_missing',
  'account_tied',
  'dimension_off',
  'custom_field_wrong',
  'reference_unknown',
  'missing_dimension',
  'dimension_rule',
  'record_inactive',
  'restricted_by_account',
  'account_currency',
  'field_required',
  'does_not_add_up',
] as const

/** Causes that somebody may have cured in Intacct by making or activating what was named. */
export const curedInIntacct = ['reference_unknown', 'record_inactive'] as const

/** Settings that change nothing about what a record becomes. */
const unrelated: ReadonlySet<string> = new Set([
  'autoSync',
  'inboundEveryMs',
  'cache',
  'unitsPlan',
  'settleMs',
  'readLagMs',
  'overlapMs',
  'lookBackMs',
  'pageSize',
  'batchSize',
])

/** What a change of settings may have cured: which causes, and which reasons for leaving a record out. */
export function curesOf(before: Settings, after: Settings): Pick<Cure, 'causes' | 'reasons'> {
  const was = before as Readonly<Record<string, Json | undefined>>
  const is = after as Readonly<Record<string, Json | undefined>>
  const changed = Object.keys({ ...was, ...is }).filter(
    (name) => !unrelated.has(name) && !sameJson(was[name] ?? null, is[name] ?? null),
  )
  return {
    causes: changed.length === 0 ? [] : curedBySettings,
    reasons: [
      ...(changed.includes('directions') ? ['direction_off'] : []),
      ...(changed.includes('syncFrom') ? ['before_sync_from'] : []),
    ],
  }
}

/** A setting that cures a problem where it stands. */
export interface Fix {
  /** Where it stands in the settings: `accounts.sales`. */
  readonly path: string
  readonly label: string
  /** Kind of reference data that it is chosen from. */
  readonly reference: string
  /** What is chosen now. */
  readonly value: string | null
}

const missingAccount: Readonly<Record<string, string>> = {
  sales: 'accounts.sales',
  deposit: 'accounts.undepositedFunds',
  receivable: 'accounts.receivable',
  credits: 'accounts.credits',
  fee: 'accounts.fee',
  write_off: 'accounts.writeOff',
  rounding: 'accounts.rounding',
}

/** The setting that cures a problem, if one does. */
export function fixOf({ cause, about, fault }: ProblemRow, settings: Settings): Fix | null {
  const offered = settingsOffering(settings)
  const at = (path: string | undefined): Fix | null => offered.find((each) => each.path === path) ?? null
  if (cause === 'account_missing') return at(missingAccount[about])
  if (cause === 'missing_dimension') {
    const dimension = /\b(location|department)\b/i.exec(fault?.sentence ?? '')?.[1]
    return at(dimension === undefined ? undefined : `defaults.${dimension.toLowerCase()}`)
  }
  if (cause !== 'reference_unknown' && cause !== 'record_inactive') return null
  const [object = '', ...value] = about.split(' ')
  const named = offered.filter((each) => each.value === value.join(' ') && each.reference.includes(object))
  return named[0] ?? null
}
