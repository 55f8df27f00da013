import type { Bounces } from '@tieout/engine/core/bounces.ts'
import type { ObjectType } from '@tieout/engine/core/object-types.ts'
import type { Outcome, Reason } from '@tieout/engine/core/outcomes.ts'
import type { Reference } from '@tieout/engine/core/references.ts'
import type { AppPut } from '@tieout/engine/ports/app-put.ts'
import type { ConnectionInfo, StoredRemoteRow } from '@tieout/engine/ports.ts'
import type { Fault } from '@tieout/engine/ports/fault.ts'
import type { Change, IntentDraft, Settled, TimelineEntry, Want } from '@tieout/engine/ports/settled.ts'
import type {
  AppSide,
  Base,
  Choice,
  ChoiceDetail,
  Instead,
  IntentState,
  Presence,
} from '@tieout/engine/ports/situation.ts'
import type { StreamState } from '@tieout/engine/ports/windows.ts'
import type { RunCounts, RunStart } from '@tieout/engine/ports/runs.ts'

export interface LinkRow {
  readonly id: string
  readonly type: ObjectType
  appId: string
  imported: boolean
  remoteKey: string | null
  /** Further records that carry our marker. */
  duplicates: readonly string[]
  incarnation: number
  revision: number
  /** Null never, 0 at once, else at that moment. */
  dueAt: number | null
  outcome: Outcome | null
  reason: Reason | null
  message: Settled['message']
  problem: Settled['problem']
  base: Base | null
  told: AppSide['told']
  choice: Choice | null
  choiceDetail: ChoiceDetail
  instead: Instead
  bounces: Bounces
  waitingFor: readonly Reference[]
  /** Id of the newest intent. */
  intent: string | null
}

export interface RemoteRecord {
  readonly row: StoredRemoteRow
  readonly presence: Presence
  readonly readAt: number
  /** The turn at which a reading last said so. */
  readonly turn: number
}

export interface IntentRow {
  readonly id: string
  readonly seq: number
  link: string
  draft: IntentDraft
  state: IntentState
  key: string | null
  fault: Fault | null
  fingerprint: string | null
  readBackHash: string | null
  holder: string | null
  fence: number
  leaseUntil: number | null
  sentAt: number | null
  /** By the remote side's clock, the first time and the last. */
  firstSentThere: number | null
  sentThere: number | null
  sends: number
  searches: number
  dueAt: number
}

export interface WantRow {
  readonly want: Want
  revision: number
  /** The revision that was handed out last: a want raised since outlives that read. */
  taken: number | null
  /** Left alone until then. */
  dueAt: number
}

export interface RunRow extends RunStart {
  state: 'running' | 'done' | 'failed' | 'cancelled'
  counts: RunCounts
  cancelRequested: boolean
  phase: string | null
  done: number
  of: number | null
  heartbeatAt: number
  fault: Fault | null
}

/** Everything that one connection's rows are. */
export interface Tables {
  info: ConnectionInfo
  fault: Fault | null
  notBefore: number
  readonly apps: Map<string, AppPut>
  readonly remotes: Map<string, RemoteRecord>
  readonly links: Map<string, LinkRow>
  readonly intents: Map<string, IntentRow>
  readonly streams: Map<string, StreamState>
  /** Who took a stream's window last, by number. */
  readonly fences: Map<string, number>
  /** Why a stream is not read now. */
  readonly streamFaults: Map<string, Fault>
  /** The present as each stream's backfill began, kept when it has ended. */
  readonly backfillSince: Map<string, string>
  /** By our clock, when each stream's window was opened: the one under way, and the one closed last. */
  readonly opened: Map<string, { readonly now: number | null; readonly last: number | null }>
  readonly wants: Map<string, WantRow>
  readonly runs: Map<string, RunRow>
  readonly changes: (Change & { readonly seq: number; readonly at: number })[]
  readonly timeline: (TimelineEntry & { readonly link: string; readonly at: number })[]
  readonly nextId: () => string
  revision: number
  sequence: number
}

export function newTables(info: ConnectionInfo, nextId: () => string): Tables {
  return {
    info,
    fault: null,
    notBefore: 0,
    apps: new Map(),
    remotes: new Map(),
    links: new Map(),
    intents: new Map(),
    streams: new Map(),
    fences: new Map(),
    streamFaults: new Map(),
    backfillSince: new Map(),
    opened: new Map(),
    wants: new Map(),
    runs: new Map(),
    changes: [],
    timeline: [],
    nextId,
    revision: 0,
    sequence: 0,
  }
}

export function fenceOf(tables: Tables, stream: string): number {
  return tables.fences.get(stream) ?? 0
}

export function rowKey(type: ObjectType, key: string): string {
  return `${type}:${key}`
}

/** Marks a link to be looked at at once. */
export function markDirty(tables: Tables, link: LinkRow): void {
  link.dueAt = 0
  link.revision = tables.revision += 1
}

export function linkOfApp(tables: Tables, type: ObjectType, appId: string): LinkRow | undefined {
  return [...tables.links.values()].find((link) => link.type === type && link.appId === appId)
}

export function linkOfRemote(tables: Tables, type: ObjectType, key: string): LinkRow | undefined {
  return [...tables.links.values()].find((link) => link.type === type && link.remoteKey === key)
}

export function remoteOf(tables: Tables, link: LinkRow): RemoteRecord | undefined {
  return link.remoteKey === null ? undefined : tables.remotes.get(rowKey(link.type, link.remoteKey))
}

/** The remote record of that number: a present one before one that is gone. */
export function remoteByNumber(tables: Tables, type: ObjectType, number: string): RemoteRecord | undefined {
  const all = [...tables.remotes.values()].filter(
    (item) => item.row.type === type && item.row.number === number,
  )
  return all.find((item) => item.presence === 'present') ?? all[0]
}

/** Links that wait for this one are looked at again. */
export function wakeChildren(tables: Tables, parent: LinkRow): void {
  const number = remoteOf(tables, parent)?.row.number
  for (const link of tables.links.values()) {
    const waits = link.waitingFor.some(
      (reference) =>
        reference.type === parent.type &&
        ((reference.by === 'id' && reference.value === parent.appId) ||
          (reference.by === 'key' && reference.value === parent.remoteKey) ||
          (reference.by === 'number' && reference.value === number)),
    )
    if (waits) markDirty(tables, link)
  }
}

/** What is to be looked at before others: parents first, then the app's records, then in the order of their marks. */
export function inOrder(order: (type: ObjectType) => number) {
  return (a: LinkRow, b: LinkRow): number =>
    order(a.type) - order(b.type) || +a.imported - +b.imported || a.revision - b.revision
}

/** Intacct answered: whatever kept us away has passed. */
export function resetFailures(tables: Tables): void {
  if (tables.info.failuresInARow === 0 || tables.info.state === 'paused') return
  tables.info = { ...tables.info, failuresInARow: 0 }
  tables.fault = null
  tables.notBefore = 0
}
