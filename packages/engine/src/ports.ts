import type { Settings } from './core/settings.ts'
import type { ObjectType } from './core/object-types.ts'
import type { Display } from './core/display.ts'
import type {
  HeldWindow,
  PageCounts,
  ReadCursor,
  ReadWindow,
  StreamState,
  WindowEnd,
} from './ports/windows.ts'
import type { RemoteRow } from './ports/remote.ts'
import type { CensusStore } from './ports/census.ts'
import type { AppPut } from './ports/app-put.ts'
import type { Fault } from './ports/fault.ts'
import type { Placement, PlacementQuestion } from './ports/placement.ts'
import type { Settled, Want } from './ports/settled.ts'
import type { Situation } from './ports/situation.ts'
import type { ClaimedIntent, IntentResult, SearchVerdict, UnknownIntent } from './ports/intents.ts'
import type { RunAdd, RunStart } from './ports/runs.ts'

/**
 * What the flows need from the world; the parts are in `ports/`, one idea a file. Each method of the store is one short transaction, atomic and durable when it returns; none
 * is ever open across a remote call. All lists are bounded by the caller. Moments are epoch milliseconds of our own clock, except
 * `stamp`s, which are Intacct's: `YYYY-MM-DDTHH:MM:SS` in whatever zone that connection's Intacct reads and answers in, compared as text.
 */

/** Nothing crosses a workspace; every call names one connection of one workspace. */
export interface Scope {
  readonly workspace: string
  readonly connection: string
}

export interface ConnectionInfo {
  readonly scope: Scope
  readonly company: string
  readonly installation: string
  readonly settings: Settings
  readonly settingsVersion: number
  /** `verify_first`: this is a copy that may have forgotten something; nothing is sent before everything was looked for. */
  readonly state: 'connecting' | 'active' | 'paused' | 'verify_first' | 'disconnected'
  /** For a copy: since when it must verify first (null: no more), and what is younger than may be unknown to it. Epoch milliseconds. */
  readonly verifySince?: number | null
  readonly copiedAt?: number | null
  /** Calls in a row that could not reach Intacct; back to 0 with the next page or result that is stored. */
  readonly failuresInARow: number
  /** The entity that the connection signs in to; null or absent: top level. */
  readonly entity?: string | null
  /** Scope of pacing: one Intacct company, whichever connection calls. */
  readonly remoteCompany: string
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
  /** Key of the Order Entry document behind it. A later record of the same document takes over the link of the one before. */
  readonly document: string | null
}

/** A record beside the Order Entry document that made it. */
export interface HeldDocument {
  readonly key: string
  readonly document: string
  readonly isReplaced: boolean
}

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
  /**
   * A slice of what must be there and may still change: keys of open records in the order of their text, from this one on. It may be
   * shorter although more follow.
   */
  slice(scope: Scope, type: ObjectType, from: string, limit: number): Promise<readonly string[]>
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
  /** Moves a watermark that no window belongs to; it never goes back. A note of why the stream could not be read is taken back. */
  moveWatermark(scope: Scope, stream: string, watermark: string, at: number): Promise<void>
  /** `now`, epoch ms: leaves out what is put off until later; without it, nothing is left out. */
  wanted(scope: Scope, limit: number, now?: number): Promise<readonly Want[]>
  want(scope: Scope, wants: readonly Want[]): Promise<void>
  /** Leaves wants that could not be answered alone until then, unless they were raised again since they were handed out. */
  putOff(scope: Scope, wants: readonly Pick<Want, 'type' | 'key' | 'by'>[], until: number): Promise<void>
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

  /**
   * What we hold of the Order Entry documents behind records: of these records, or the latest record of these documents. `isReplaced`: the
   * document has a later record, so this one is gone for certain.
   */
  documents(
    scope: Scope,
    type: ObjectType,
    by: 'key' | 'document',
    values: readonly string[],
  ): Promise<readonly HeldDocument[]>

  /** Takes these records although a setting leaves them out; what was told to the app already stays as it is. */
  include(scope: Scope, type: ObjectType, keys: readonly string[]): Promise<void>

  // match and decide
  dirty(scope: Scope, limit: number, now: number): Promise<readonly Situation[]>
  /** Where locations and invoices belong, by the cache of reference data and our copies. */
  placement(scope: Scope, question: PlacementQuestion): Promise<Placement>
  /**
   * Writes decisions down. A link is settled only if it is still dirty at the revision that was looked at; others are left for the
   * next look. `attach` moves the remote record from the remote-only link that holds it (which ends) to this one. A create intent
   * whose incarnation exists already (it failed) takes over that row with the new generation, version and command. Answers how many
   * were settled.
   */
  settle(scope: Scope, settled: readonly Settled[], at: number): Promise<number>

  // post and confirm
  /**
   * Queued intents that are due, in posting order, durably marked sent under a lease that ends at `leaseUntil`. `there`: the remote side's
   * present, by its own clock; our `now` unless given.
   */
  claim(
    scope: Scope,
    request: { holder: string; limit: number; now: number; leaseUntil: number; there?: number },
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
