import type { ObjectType } from '../core/object-types.ts'
import type { CommandDraft } from './commands.ts'
import type { Fault } from './fault.ts'

export interface ClaimedIntent {
  readonly id: string
  readonly type: ObjectType
  readonly appId: string
  readonly controlId: string
  readonly marker: string
  readonly command: CommandDraft
  readonly generation: number
  readonly fence: number
  /** How many times it was marked sent, this time included. */
  readonly sends: number
}

export interface IntentResult {
  readonly id: string
  readonly fence: number
  readonly result:
    | { readonly kind: 'ok'; readonly key: string; readonly fingerprint: string }
    | {
        readonly kind: 'failed'
        readonly fault: Fault
        readonly again: { readonly at: number; readonly sameControlId: boolean } | null
      }
    | {
        readonly kind: 'unknown'
        readonly why: string
        readonly searchAt: number
        readonly fault: Fault | null
      }
}

/** An intent whose outcome is unknown, due for a search. */
export interface UnknownIntent extends ClaimedIntent {
  /** Last moment at which the request may have left. */
  readonly sentAt: number
  /** The remote side's present when it may have left, the first time and the last: by its own clock, epoch ms. */
  readonly firstSentThere: number
  readonly sentThere: number
  readonly searches: number
  /** A refusal in unknown words that made it unknown: if it is not found either, the refusal stands. */
  readonly fault: Fault | null
  /** RECORDNO of a record of that type that surely exists, for the positive control. */
  readonly control: string | null
}

/** What a search found, under the fence of the intent that was searched for: if it was claimed again meanwhile, nothing changes. */
export type SearchVerdict = { readonly id: string; readonly fence: number } & (
  | { readonly kind: 'found'; readonly key: string }
  | { readonly kind: 'many'; readonly keys: readonly string[] }
  | { readonly kind: 'again'; readonly at: number; readonly counted: boolean }
  /** Searched twice, the second time after T + L: sent again with the same control id. */
  | { readonly kind: 'resend' }
  /** It has not run and never will, since the record it names has been replaced: what is to be sent is decided anew. */
  | { readonly kind: 'without_effect' }
  /** An update, reversal or deletion found the record in neither the state before nor the state after: a person decides. */
  | { readonly kind: 'changed'; readonly fault: Fault }
)
