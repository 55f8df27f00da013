import type { Settings } from '@tieout/engine/core/settings.ts'

/**
 * `ok`; `blocked`: Tieout cannot work so; `warning`: it works, and something should be known or mended; `not_known`: Intacct does not
 * tell, so the first write will show it; `not_checked`: an earlier finding stands before it.
 */
export const findingStates = ['ok', 'blocked', 'warning', 'not_known', 'not_checked'] as const
export type FindingState = (typeof findingStates)[number]

/** Who can mend it. */
export type FixedBy = 'nobody' | 'owner' | 'intacct_admin'

export interface Finding {
  readonly name: string
  readonly state: FindingState
  /** What was found, as one sentence. */
  readonly what: string
  /** Why it matters; '' when nothing is to be done. */
  readonly why: string
  /** Where to click, or what to do; '' when nothing is to be done. */
  readonly where: string
  readonly who: FixedBy
}

/** What the connection is to do: what is not wanted is not asked of Intacct. */
export interface Wanted {
  readonly user: string
  readonly entity: string | null
  readonly settings: Settings
  /** The day on which this is asked, YYYY-MM-DD. */
  readonly today: string
}
