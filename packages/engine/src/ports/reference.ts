import type { ReferenceType } from '../core/reference-types.ts'
import type { Scope } from '../ports.ts'
import type { Fault } from './fault.ts'
import type { ReadCursor, RemoteClock } from './windows.ts'

export const referenceStatuses = ['active', 'non_posting', 'inactive'] as const
/** `non_posting`: shown in Intacct, but nothing may be posted to it. */
export type ReferenceStatus = (typeof referenceStatuses)[number]

/** `not_shown`: our user no longer sees it, and nobody can say whether it was deleted. */
export type ReferencePresence = 'present' | 'gone' | 'not_shown'

/** One record of reference data, as the remote side has it. */
export interface ReferenceRow {
  /** What never changes: RECORDNO, or the code where there is none. */
  readonly key: string
  /** What documents name it by: ACCOUNTNO, LOCATIONID … */
  readonly id: string
  readonly name: string
  readonly status: ReferenceStatus
  /** Id of the record above it. */
  readonly parent: string | null
  /** Entity that it is private to; null: shared. */
  readonly entity: string | null
  /** When it was changed last, in Intacct's own time; '' where Intacct does not tell. */
  readonly stamp: string
  readonly extra: Readonly<Record<string, string>>
}

/** A row ready to be stored. */
export interface StoredReferenceRow extends ReferenceRow {
  readonly hash: string
  /** Words that it is found by, lower case. */
  readonly terms: readonly string[]
}

export interface ReferenceRequest {
  readonly type: ReferenceType
  /** `full`: everything, by key. `changes`: stamps in [from, ceiling), by (stamp, key). */
  readonly mode: ReferenceMode
  readonly from: string | null
  readonly ceiling: string
  /** Where to go on; null at the start. A list that cannot be gone on with begins anew. */
  readonly cursor: ReadCursor | null
  readonly pageSize: number
}

export type ReferenceMode = 'full' | 'changes'

export interface ReferencePage {
  readonly rows: readonly ReferenceRow[]
  /** null when it was the last. */
  readonly next: ReadCursor | null
  /** Null where the answer proves no time. */
  readonly clock: RemoteClock | null
}

/** The remote side, as far as reference data goes. Both throw RemoteError. */
export interface ReferenceRemote {
  /** Who reads and from where: what is seen under another one proves nothing of deletions. */
  readonly rights: string
  clock(): Promise<RemoteClock>
  /** Kinds that can be asked for what changed; the others are short lists that are always read whole. */
  hasChanges(type: ReferenceType): boolean
  readReference(request: ReferenceRequest): AsyncIterable<ReferencePage>
}

/** How the cache of one kind stands. Moments are epoch milliseconds. */
export interface ReferenceState {
  readonly type: ReferenceType
  /** Records that are not known to be gone, as counted after the last success. */
  readonly records: number
  /** Highest point up to which everything was read; null before the first complete reading. */
  readonly watermark: string | null
  readonly lastAttemptAt: number | null
  readonly lastSuccessAt: number | null
  readonly lastFullAt: number | null
  readonly rights: string | null
  /** Under way, so that a killed reading goes on at its last page. */
  readonly window: ReferenceWindow | null
}

export interface ReferenceWindow {
  readonly mode: ReferenceMode
  readonly from: string | null
  readonly ceiling: string
  /** The remote present when it was opened. */
  readonly since: string
  readonly cursor: ReadCursor | null
}

/** A window in the hands of whoever took it last: what comes under an older fence changes nothing. */
export interface HeldReference extends ReferenceWindow {
  readonly type: ReferenceType
  readonly fence: number
}

export interface ReferenceEnd {
  readonly watermark: string
  readonly rights: string
  /** What becomes of the records that a full reading did not show; null: nothing, or it was none. */
  readonly unseen: Exclude<ReferencePresence, 'present'> | null
}

/** Each is one short transaction; none is open across a remote call. */
export interface ReferenceStore {
  states(scope: Scope): Promise<readonly ReferenceState[]>
  /** The company's own dimensions, as the last reading of `dimension` showed them. */
  userDimensions(scope: Scope): Promise<readonly string[]>
  /** Takes the window, or goes on with the one given. */
  take(scope: Scope, type: ReferenceType, window: ReferenceWindow, at: number): Promise<HeldReference>
  /** Stores a page with the place to go on from. False: someone else has taken over, and nothing was stored. */
  save(
    scope: Scope,
    held: HeldReference,
    rows: readonly StoredReferenceRow[],
    next: ReadCursor | null,
    at: number,
  ): Promise<boolean>
  /** Of the records not known to be gone: how many there are, and how many the window did not show. */
  unseen(
    scope: Scope,
    held: HeldReference,
  ): Promise<{ readonly known: number; readonly unseen: number } | null>
  close(scope: Scope, held: HeldReference, end: ReferenceEnd, at: number): Promise<boolean>
  /** Notes why a kind could not be read; what was read before stays. */
  fail(scope: Scope, type: ReferenceType, fault: Fault, at: number): Promise<void>
}
