import type { CommandDraft } from './commands.ts'
import type { ObjectType } from '../core/object-types.ts'
import type { Json } from '../core/json.ts'
import type { Outcome, Reason } from '../core/outcomes.ts'
import type { Fault } from './fault.ts'
import type { AppSide, Base, Instead } from './situation.ts'
import type { Bounces } from '../core/bounces.ts'
import type { AppPut } from './app-put.ts'
import type { Reference } from '../core/references.ts'
import type { ReadBy } from './remote.ts'

export interface IntentDraft extends CommandDraft {
  readonly id: string
  readonly type: ObjectType
  readonly appId: string
  readonly version: number
  readonly incarnation: number
  readonly generation: number
  readonly controlId: string
  readonly marker: string
}

export interface Change {
  readonly type: ObjectType
  readonly id: string
  readonly op: 'create' | 'update' | 'void' | 'delete'
  readonly data: Json
  readonly base: Json
  readonly cause: string
}

export interface TimelineEntry {
  readonly kind: string
  readonly params: Readonly<Record<string, Json>>
}

/** What is to be written down after one look at a link. */
export interface Settled {
  readonly linkId: string
  readonly revision: number
  readonly outcome: Outcome
  readonly reason: Reason
  readonly message: Readonly<Record<string, Json>>
  /** Groups problems: cause and what it is about. Null: no problem. */
  readonly problem: { readonly cause: string; readonly about: string; readonly fault: Fault | null } | null
  /** Undefined leaves it as it is. */
  readonly base?: Base | null
  readonly attach?: { readonly remoteKey: string } | undefined
  readonly told?: AppSide['told'] | undefined
  readonly bounces?: Bounces | undefined
  /** Undefined leaves it as it is; a link that begins anew (`reincarnate`) begins without, unless given. */
  readonly instead?: Instead | undefined
  /** References that must become linked before this link is looked at again. */
  readonly waitingFor: readonly Reference[]
  readonly dueAt: number | null
  readonly intent: IntentDraft | null
  /** Ends the record's present intent: read back and agreed. */
  readonly closeIntent: { readonly id: string; readonly readBackHash: string } | null
  /** Id of a queued intent that never left, or of which surely nothing ran, and that is wanted no more: it ends, without a fault. */
  readonly giveUp: string | null
  readonly change: Change | null
  readonly clearChoice: boolean
  readonly timeline: readonly TimelineEntry[]
  /** Remote records to be read by key (parents not yet seen, read-backs, suspects). */
  readonly want: readonly Want[]
  /** Links that this one needs although sync-from leaves them out: their choice becomes `include` and they are marked dirty. */
  readonly promote: readonly string[]
  /** Set when a person chose to re-create: the link lets go of the remote record and counts from here. */
  readonly reincarnate: number | null
  /** Records of ours that this one needs: stored as if the app had sent them, unless they are there; this one points to them from now on. */
  readonly derive?: readonly AppPut[]
}

export interface Want {
  readonly type: ObjectType
  /** RECORDNO, the number (CUSTOMERID) when the pointer holds that, or the key of the Order Entry document behind it. */
  readonly key: string
  readonly by: ReadBy
  readonly why: WantReason
}

export type WantReason = 'read_back' | 'parent' | 'applied' | 'suspect'
