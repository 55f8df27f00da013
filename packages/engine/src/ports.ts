import type { Bounces } from './core/bounces.ts'
import type { Display } from './core/display.ts'
import type { Json } from './core/json.ts'
import type { ObjectType } from './core/object-types.ts'
import type { Outcome, Reason } from './core/outcomes.ts'
import type { AppState, RecordData } from './core/records.ts'
import type { Reference } from './core/references.ts'
import type { Settings } from './core/settings.ts'
import type { CensusStore } from './ports/census.ts'
import type { RunAdd, RunStart } from './ports/runs.ts'
import type {
  RemoteClock,
  ReadRequest,
  ReadCursor,
  StreamState,
  ReadWindow,
  HeldWindow,
  WindowEnd,
  PageCounts,
} from './ports/windows.ts'

/**
 * What the flows need from the world. Each method of the store is one short transaction, atomic and durable when it returns; none
 * is ever open across a remote call. All lists are bounded by the caller. Moments are epoch milliseconds of our own clock, except
 * `stamp`s, which are Intacct's: `YYYY-MM-DDTHH:MM:SS` in whatever zone that connection's Intacct reads and answers in, compared as text.
 */

/** Nothing crosses a workspace; every call names one connection of one workspace. */
export interface Scope {
  readonly workspace: string
  readonly connection: string
}

// ── the remote side ────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** A record as the remote side has it, read whole (lines and applications included). */
export interface RemoteRow {
  readonly type: ObjectType
  /** RECORDNO. */
  readonly key: string
  /** The number people know it by (CUSTOMERID, invoice number, payment reference); may be empty. */
  readonly number: string
  readonly stamp: string
  readonly created: string
  readonly entity: string | null
  /** Our marker, if the record carries one. */
  readonly marker: string | null
  /** Canonical contents; pointers to other records hold remote values (customer: CUSTOMERID, application.invoice: RECORDNO). */
  readonly data: RecordData
  /** What the remote side derives and the app cannot set: document state, amounts paid and due, what applied. */
  readonly facts: RemoteFacts
  readonly references: readonly Reference[]
}

export type DocumentState =
  | 'active'
  | 'inactive'
  | 'draft'
  | 'awaiting_approval'
  | 'open'
  | 'partially_paid'
  | 'paid'
  | 'reversed'
  | 'reversal'

export interface RemoteFacts {
  readonly state: DocumentState
  /** Decimal strings in transaction currency. */
  readonly paid?: string
  readonly due?: string
  readonly createdBy?: string
  readonly modifiedBy?: string
  readonly url?: string
  /** Applications with their own keys: ARPYMTDETAIL.RECORDNO by invoice RECORDNO. */
  readonly applications?: readonly {
    readonly key: string
    readonly invoice: string
    readonly amount: string
  }[]
}

export interface RemotePage {
  readonly rows: readonly RemoteRow[]
  /** Where to go on after this page is stored; null when it was the last. */
  readonly next: ReadCursor | null
  readonly clock: RemoteClock
  /** Those of the request's controls that this answer shows. */
  readonly shown: readonly string[]
}

/** One write in the engine's words; the adapter turns it into Intacct functions. */
export interface Command {
  readonly op: IntentOp
  readonly type: ObjectType
  readonly controlId: string
  readonly marker: string
  /** Contents with remote pointers (customer: CUSTOMERID, application.invoice: RECORDNO) and all accounts and dimensions filled in. */
  readonly data: RecordData
  /** RECORDNO for everything but a create. */
  readonly key: string | null
  /** For updates: the names of the fields that differ. */
  readonly fields: readonly string[]
  readonly options: CommandOptions
}

export interface CommandOptions {
  readonly submit: boolean
  /** Date of a reversal, `YYYY-MM-DD`. */
  readonly date?: string
  readonly memo?: string
  /** Entity that the session must be in; null is top level. */
  readonly entity: string | null
}

export type IntentOp = 'create' | 'update' | 'reverse' | 'delete'

export type CommandResult =
  | { readonly kind: 'ok'; readonly key: string; readonly fingerprint: string }
  | {
      readonly kind: 'failed'
      readonly fault: Fault
      /** Surely nothing ran: throttled, refused before any function, never left. */
      readonly nothingRan: boolean
      /** The words are new to us: on a repeated sending they may mean that Intacct has seen this function before. */
      readonly maybeSeen: boolean
    }
  | {
      readonly kind: 'unknown'
      readonly why: string
      /** Intacct says that it has handled this control id before: what stands if nothing is found. */
      readonly fault?: Fault
    }

/** A fault in words that a finance person understands; `cause` is a stable code that groups problems. */
export interface Fault {
  readonly cause: string
  /** The other half of the grouping key, e.g. the account or the month. */
  readonly about: string
  readonly sentence: string
  readonly cure: string
  readonly who: 'you' | 'admin' | 'intacct_admin' | 'controller' | 'nobody'
  readonly retry: 'never' | 'backoff' | 'connection'
  /** What the remote side said, whole, secrets removed. */
  readonly said: string
}

/** Thrown by the remote side when a read, or the whole connection, cannot go on. `retry: 'connection'` pauses the connection. */
export class RemoteError extends Error {
  readonly fault: Fault
  constructor(fault: Fault) {
    super(fault.sentence)
    this.fault = fault
  }
}

/** Checked immediately before the bytes leave; throwing keeps them here, and the functions count as never sent. */
export interface SendGuard {
  check(): void
}

export interface RecentCreates {
  readonly rows: readonly RemoteRow[]
  /** True only if a record known to exist was found in the same session with the same rights: only then does "not found" count. */
  readonly positiveControl: boolean
  readonly clock: RemoteClock
}

export interface Remote {
  /** Pages of changes, each whole. The next page may be fetched while the last one is stored; `return()` stops it. */
  readPages(request: ReadRequest): AsyncIterable<RemotePage>
  readByKeys(
    type: ObjectType,
    by: 'key' | 'number',
    keys: readonly string[],
  ): Promise<{ readonly rows: readonly RemoteRow[]; readonly missing: readonly string[] }>
  /** Our user's creations since a stamp, with their markers, to find what became of unknown creates. `control`: a key known to exist. */
  recentCreates(type: ObjectType, since: number, control: string | null): Promise<RecentCreates>
  /** One request, functions in order, each settled by itself. Never throws for a function's sake. */
  write(commands: readonly Command[], guard: SendGuard): Promise<readonly CommandResult[]>
  /** Deletions that the audit history shows since a stamp: a hint, to be confirmed by a direct read. */
  deletions(
    types: readonly ObjectType[],
    since: string,
  ): Promise<{ readonly rows: readonly Deletion[]; readonly clock: RemoteClock }>
  /** Asks for the present by the cheapest call; needed only where no page has proven it. */
  clock(): Promise<RemoteClock>
}

export interface Deletion {
  readonly type: ObjectType
  readonly key: string
  readonly stamp: string
  readonly by: string
}

// ── the store ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────

export interface ConnectionInfo {
  readonly scope: Scope
  readonly company: string
  readonly installation: string
  readonly settings: Settings
  readonly settingsVersion: number
  /** `verify_first`: this is a copy that may have forgotten something; nothing is sent before everything was looked for. */
  readonly state: 'active' | 'paused' | 'verify_first' | 'disconnected'
  /** For a copy: since when it must verify first (null: no more), and what is younger than may be unknown to it. Epoch milliseconds. */
  readonly verifySince?: number | null
  readonly copiedAt?: number | null
  /** Calls in a row that could not reach Intacct; back to 0 with the next page or result that is stored. */
  readonly failuresInARow: number
  /** Scope of pacing: one Intacct company, whichever connection calls. */
  readonly remoteCompany: string
}

export interface AppPut {
  readonly type: ObjectType
  readonly id: string
  readonly version: number
  readonly state: AppState
  readonly data: RecordData
  readonly hash: string
  readonly references: readonly Reference[]
  readonly display: Display
}

export type AppPutResult =
  | { readonly kind: 'stored' }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'version_reused'; readonly have: number }
  | { readonly kind: 'version_older'; readonly have: number }

/** Rows of one answer, and what they can prove. */
export interface SavedPage {
  /** Null: rows read by key. */
  readonly window: Pick<HeldWindow, 'stream' | 'fence'> | null
  readonly rows: readonly StoredRemoteRow[]
  readonly next: ReadCursor | null
  /** The store's `turn` before the request was sent: the answer is surely newer than what was stored by then, and than nothing since. */
  readonly asked: number
  readonly at: number
}

/** A remote row ready to be stored. */
export interface StoredRemoteRow extends RemoteRow {
  readonly hash: string
  readonly display: Display
}

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
  'include' | 'skip' | 'use_app' | 'use_remote' | 'not_a_twin' | 'recreate' | 'retry'

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
  readonly bounces: Bounces
  /** One entry per distinct reference of either side. */
  readonly resolved: readonly Resolved[]
  /** Unlinked remote records that could be the same: equal number or, for customers, equal name. Empty once linked. */
  readonly candidates: readonly RemoteSide[]
}

export interface CommandDraft {
  readonly op: IntentOp
  readonly data: RecordData
  /** The app's contents that this command stands for, in the app's terms: becomes `base.app` when it is confirmed. */
  readonly source: RecordData
  readonly key: string | null
  readonly fields: readonly string[]
  readonly options: CommandOptions
  /** Hash of the remote record that an update, reversal or deletion expects to find, and what must hold afterwards. */
  readonly before: string | null
  readonly after: Json
}

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
}

export interface Want {
  readonly type: ObjectType
  /** RECORDNO, or the number (CUSTOMERID) when the pointer holds that. */
  readonly key: string
  readonly by: 'key' | 'number'
  readonly why: WantReason
}

export type WantReason = 'read_back' | 'parent' | 'applied' | 'suspect'

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
  /** First moment at which it may have left, over all its sendings. */
  readonly firstSentAt?: number
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
  /** An update, reversal or deletion found the record in neither the state before nor the state after: a person decides. */
  | { readonly kind: 'changed'; readonly fault: Fault }
)

export interface Store extends CensusStore<Scope> {
  connection(scope: Scope): Promise<ConnectionInfo | null>

  // intake: the app's side
  putApp(scope: Scope, rows: readonly AppPut[], at: number): Promise<readonly AppPutResult[]>

  // pull
  /**
   * The store's own count of what was written so far, whoever wrote it and whatever their clocks say. Taken before a request is sent, it
   * tells later which stored rows the answer is surely newer than.
   */
  turn(scope: Scope): Promise<number>
  stream(scope: Scope, stream: string): Promise<StreamState>
  /** Keys of records of that type that were there when they were last read, the last read first. */
  known(scope: Scope, type: ObjectType, limit: number): Promise<readonly string[]>
  /** Takes the window that is open, or opens this one if none is. Whoever held it before holds it no more. */
  takeWindow(scope: Scope, stream: string, window: ReadWindow, at: number): Promise<HeldWindow>
  /**
   * Stores rows in bulk (unchanged hashes skipped; a row that may be older than what is stored is not believed but wanted by key), creates
   * remote-only links, marks links dirty, adopts rows whose marker belongs to one of our creates, and moves the window's cursor, all or
   * nothing. `window` null: rows read by key; then each is taken off the wanted list and its link marked dirty even if unchanged.
   * Answers null, and changes nothing, if the window has gone to someone else.
   */
  savePage(scope: Scope, page: SavedPage): Promise<PageCounts | null>
  /** Ends a window that is still held; otherwise it changes nothing and answers false. */
  closeWindow(
    scope: Scope,
    held: Pick<HeldWindow, 'stream' | 'fence'>,
    end: WindowEnd,
    at: number,
  ): Promise<boolean>
  /** Notes why a stream cannot be read now; the next window of it that is closed takes the note back. */
  pauseStream(scope: Scope, stream: string, fault: Fault, at: number): Promise<void>
  /** Moves a watermark that no window belongs to; it never goes back. */
  moveWatermark(scope: Scope, stream: string, watermark: string, at: number): Promise<void>
  wanted(scope: Scope, limit: number): Promise<readonly Want[]>
  want(scope: Scope, wants: readonly Want[]): Promise<void>
  /**
   * Keys that a direct read did not find: their records are gone; links marked dirty. Wants for them end. A record that was stored since
   * `asked` is wanted again instead.
   */
  saveMissing(
    scope: Scope,
    missing: readonly Pick<Want, 'type' | 'key' | 'by'>[],
    asked: number,
    at: number,
  ): Promise<void>

  // match and decide
  dirty(scope: Scope, limit: number, now: number): Promise<readonly Situation[]>
  /**
   * Writes decisions down. A link is settled only if it is still dirty at the revision that was looked at; others are left for the
   * next look. `attach` moves the remote record from the remote-only link that holds it (which ends) to this one. A create intent
   * whose incarnation exists already (it failed) takes over that row with the new generation, version and command. Answers how many
   * were settled.
   */
  settle(scope: Scope, settled: readonly Settled[], at: number): Promise<number>

  // post and confirm
  /** Queued intents that are due, in posting order, durably marked sent under a lease that ends at `leaseUntil`. */
  claim(
    scope: Scope,
    request: { holder: string; limit: number; now: number; leaseUntil: number },
  ): Promise<readonly ClaimedIntent[]>
  /** Results under a fence; an older fence changes nothing. Links of the intents are marked dirty; written keys are wanted for read-back. */
  record(scope: Scope, holder: string, results: readonly IntentResult[], at: number): Promise<void>
  /** Prolongs the leases of this holder's sent intents. */
  renew(scope: Scope, holder: string, until: number): Promise<void>
  /**
   * Sent intents whose lease has ended become unknown, to be searched for at once. `leasesUpTo` (epoch ms, `now` unless given): leases
   * that end no later count as ended, when their holders are known to be dead.
   */
  expire(scope: Scope, now: number, leasesUpTo?: number): Promise<number>
  unknowns(scope: Scope, limit: number, now: number): Promise<readonly UnknownIntent[]>
  verdicts(scope: Scope, verdicts: readonly SearchVerdict[], at: number): Promise<void>

  // runs
  startRun(scope: Scope, run: RunStart, at: number): Promise<void>
  /** Adds to the counts and beats the heart; answers whether someone asked to cancel. */
  beat(
    scope: Scope,
    run: string,
    add: RunAdd,
    note: { readonly phase: string; readonly done: number; readonly of: number | null } | null,
    at: number,
  ): Promise<{ readonly cancel: boolean }>
  endRun(
    scope: Scope,
    run: string,
    end: { readonly state: 'done' | 'failed' | 'cancelled'; readonly fault: Fault | null },
    at: number,
  ): Promise<void>
  /** Leaves the connection alone until then, for a fault that passes by itself (unreachable, slow, throttled); counts it. */
  backOff(scope: Scope, fault: Fault, until: number, at: number): Promise<void>
  /** Pauses a connection for a fault that concerns all of it (sign-in refused, sender not authorised …). */
  pause(scope: Scope, fault: Fault, at: number): Promise<void>

  // what is to be done
  work(
    scope: Scope,
    now: number,
  ): Promise<{
    readonly dirty: boolean
    readonly queued: boolean
    readonly wanted: boolean
    readonly unknown: boolean
    readonly nextAt: number | null
  }>
}
