import type { AppState, RecordData } from '../core/records.ts'
import type { Json } from '../core/json.ts'
import type { DocumentState, RemoteFacts } from './remote.ts'
import type { CommandDraft, IntentOp } from './commands.ts'
import type { Fault } from './fault.ts'
import type { Reference } from '../core/references.ts'
import type { Reason } from '../core/outcomes.ts'
import type { ObjectType } from '../core/object-types.ts'
import type { Bounces } from '../core/bounces.ts'
import type { ValueMatches } from '../core/matching/values.ts'

export interface AppSide {
  readonly id: string
  readonly version: number
  readonly state: AppState
  readonly data: RecordData
  /** Field values told to the app by the change feed since its last version, each over the value that the app had then. */
  readonly told: Readonly<Record<string, { readonly value: Json; readonly over: Json }>>
}

export type Presence = 'present' | 'suspect' | 'gone'

export interface RemoteSide {
  readonly key: string
  readonly number: string
  readonly stamp: string
  readonly created: string
  readonly marker: string | null
  readonly data: RecordData
  readonly facts: RemoteFacts
  readonly hash: string
  readonly presence: Presence
  /** Id of the link that owns this record, if any. */
  readonly linkedTo?: string | null
}

export interface Base {
  /** What the app had, in its own terms (pointers are the app's ids), when both sides last agreed. */
  readonly app: RecordData
  /** What the remote side had then, in its terms. */
  readonly remote: RecordData
  readonly state: AppState
  readonly facts: RemoteFacts
  readonly appVersion: number
  readonly remoteHash: string
  /** The record came from the remote side, whatever the app has put since. */
  readonly imported: boolean
}

export type IntentState = 'queued' | 'sent' | 'unknown' | 'written' | 'done' | 'failed'

export interface IntentView {
  readonly id: string
  readonly op: IntentOp
  readonly state: IntentState
  readonly incarnation: number
  readonly generation: number
  readonly version: number
  readonly marker: string
  readonly key: string | null
  readonly fault: Fault | null
  /** Last moment at which a request may have left that may have had an effect; null if there is none. */
  readonly sentAt: number | null
  /** For a written intent: its record was read by key after the write (no `read_back` is wanted any more). */
  readonly readBack: boolean
  readonly command: CommandDraft
}

/** The parent that a reference names, as far as it is known on either side. */
export interface Resolved {
  readonly reference: Reference
  readonly link: {
    readonly id: string
    readonly appId: string
    readonly remoteKey: string | null
    readonly reason: Reason
    readonly choice: Choice | null
    /** The app sent it, or was told of it. */
    readonly inApp: boolean
  } | null
  readonly remote: {
    readonly key: string
    readonly number: string
    readonly name: string
    readonly state: DocumentState
    readonly presence: Presence
  } | null
}

/** A person's or rule's standing choice for one record. */
export type Choice =
  /** Take it although it is dated before sync-from: something that is synchronized points to it. */
  | 'include'
  | 'skip'
  | 'use_app'
  | 'use_remote'
  /** A value for each field that both sides changed: `ChoiceDetail.fields`. */
  | 'per_field'
  | 'not_a_twin'
  /** It is the record in Intacct that `ChoiceDetail.remoteKey` names. */
  | 'link'
  /** Another number (`ChoiceDetail.number`): in the app and in Intacct, or in Intacct only. */
  | 'renumber'
  | 'renumber_there'
  | 'recreate'
  /** Lets go of the record in Intacct, and is not sent again by itself. */
  | 'unlink'
  /** What Intacct no longer has counts as void in the app, too. */
  | 'void_here'
  /** Posted, or reversed, on another day (`ChoiceDetail.date`). */
  | 'post_on'
  /** An edit that Intacct forbids: reversed there and entered anew, made good by a credit, or left as it is. */
  | 'reenter'
  | 'credit_difference'
  | 'leave'
  | 'retry'

/** What a choice has to say besides. */
export interface ChoiceDetail {
  /** RECORDNO. */
  readonly remoteKey?: string
  readonly number?: string
  /** `YYYY-MM-DD`. */
  readonly date?: string
  readonly fields?: Readonly<Record<string, 'app' | 'remote'>>
}

/**
 * What Intacct has, or is to get, in place of the app's own value of a field, by a person's choice or a stated policy. It stands until the
 * app's value moves away from `over`. `undoDate` is the day of a reversal, over the record's own date.
 */
export type Instead = Readonly<
  Record<
    string,
    {
      readonly value: Json
      readonly over: Json
      readonly why: 'renumbered' | 'redated' | 'left' | 'credited'
    }
  >
>

/** What a person decided about a contact: it is that one in Intacct, it is to be created, or it is not to be used. */
export type RecordMatch =
  | { readonly state: 'matched'; readonly key: string }
  | { readonly state: 'created' }
  | { readonly state: 'archived' }

/** Everything that `decide` needs to know of one link. */
export interface Situation {
  readonly linkId: string
  /** Raised whenever the link is marked dirty; committing with an older one leaves the link dirty. */
  readonly revision: number
  readonly type: ObjectType
  /** The app's id of the record; an id of ours for a record that came from the remote side, until the app claims it. */
  readonly appId: string
  readonly reason: Reason | null
  readonly app: AppSide | null
  /** True while the record came from the remote side and the app has not put a version of its own. */
  readonly imported: boolean
  readonly remote: RemoteSide | null
  /** Keys of further remote records, not known to be gone, that carry our marker. */
  readonly duplicates: readonly string[]
  readonly base: Base | null
  /** The newest intent of the record; its state says whether anything is open. */
  readonly intent: IntentView | null
  readonly incarnation: number
  readonly choice: Choice | null
  readonly choiceDetail: ChoiceDetail
  readonly instead: Instead
  readonly bounces: Bounces
  /** One entry per distinct reference of either side. */
  readonly resolved: readonly Resolved[]
  /** What was decided when the company was matched, about this record. Absent: nothing. */
  readonly match?: RecordMatch | null
  /** The same about the values that it names. */
  readonly values?: ValueMatches
  /** Unlinked remote records that could be the same: equal number or, for customers, equal name. Empty once linked. */
  readonly candidates: readonly RemoteSide[]
}
