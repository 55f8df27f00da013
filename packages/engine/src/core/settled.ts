import type { Fault } from '../ports/fault.ts'
import type { Settled, TimelineEntry } from '../ports/settled.ts'
import type { Situation } from '../ports/situation.ts'
import type { Json } from './json.ts'
import { reasons } from './outcomes.ts'
import type { Reason } from './outcomes.ts'
import type { Scope } from '../ports.ts'
import type { Place } from './accounts.ts'
import type { Settings } from './settings.ts'

/** What `decide` knows beside the situation. `now` in epoch milliseconds. */
export interface DecideContext {
  readonly installation: string
  readonly scope: Scope
  readonly settings: Settings
  readonly now: number
  /** What a predecessor created after this moment (epoch milliseconds) is ours, although this copy knows nothing of it. */
  readonly copiedAt?: number | null
  /** Where documents belong; absent where the settings do not look at it. */
  readonly place?: Place
}

type Extras = Partial<Omit<Settled, 'linkId' | 'revision' | 'outcome' | 'reason'>>

/** A decision with everything left as it is but what `extras` says. */
export function settled(situation: Situation, reason: Reason, extras: Extras = {}): Settled {
  return {
    linkId: situation.linkId,
    revision: situation.revision,
    outcome: reasons[reason].outcome,
    reason,
    message: {},
    problem: null,
    waitingFor: [],
    dueAt: null,
    intent: null,
    closeIntent: null,
    giveUp: null,
    change: null,
    clearChoice: false,
    timeline: [],
    want: [],
    promote: [],
    reincarnate: null,
    ...extras,
  }
}

/** A problem without a fault of Intacct's: our own finding, grouped by its reason. */
export function problemOf(reason: Reason, about: string): NonNullable<Settled['problem']> {
  return { cause: reason, about, fault: null }
}

/** A problem out of what Intacct said, grouped by its cause. */
export function faultProblem(fault: Fault): NonNullable<Settled['problem']> {
  return { cause: fault.cause, about: fault.about, fault }
}

/** A line of a record's timeline; its words are made where it is shown. */
export function entry(kind: string, params: Readonly<Record<string, Json>> = {}): TimelineEntry {
  return { kind, params }
}
