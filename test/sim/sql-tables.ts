import { displayOf } from '@tieout/engine/core/display.ts'
import { referencesOf } from '@tieout/engine/core/references.ts'
import type { Reference } from '@tieout/engine/core/references.ts'
import type { AppPut } from '@tieout/engine/ports/app-put.ts'
import type { ConnectionInfo } from '@tieout/engine/ports.ts'
import type { Fault } from '@tieout/engine/ports/fault.ts'
import type { RowOf } from '@tieout/store/database/tables.ts'
import { rowKey } from './memory-tables.ts'
import type { IntentRow, LinkRow, RemoteRecord, RunRow, Tables, WantRow } from './memory-tables.ts'

type Table =
  'app_record' | 'remote_record' | 'link' | 'waiting_reference' | 'intent' | 'stream' | 'wanted_read'
type Read = <Name extends Table | 'run' | 'change' | 'timeline' | 'connection'>(
  name: Name,
) => readonly RowOf<Name>[]

/** What the store's rows of one connection are, in the words of the model in memory. Each table is read when it is looked at. */
export function sqlTables(read: Read, info: () => ConnectionInfo): Tables {
  const once = <Value>(make: () => Value): (() => Value) => {
    let known: { readonly value: Value } | undefined
    return () => (known ??= { value: make() }).value
  }
  const connection = once(() => read('connection')[0])
  const apps = once(() => byKey(read('app_record').map(appOf), (row) => rowKey(row.type, row.id)))
  const remotes = once(() =>
    byKey(read('remote_record').map(remoteOf), ({ row }) => rowKey(row.type, row.key)),
  )
  const waiting = once(() => Map.groupBy(read('waiting_reference'), (row) => row.link))
  const links = once(() =>
    byKey(
      sorted(read('link'), (row) => row.id).map((row) =>
        linkOf(
          row,
          (waiting().get(row.id) ?? []).map(
            (item) => ({ type: item.ref_type, by: item.ref_by, value: item.ref_value }) as Reference,
          ),
        ),
      ),
      (row) => row.id,
    ),
  )
  const intents = once(() => byKey(sorted(read('intent'), (row) => row.seq).map(intentOf), (row) => row.id))
  const streams = once(() => read('stream'))
  const changes = once(() => sorted(read('change'), (row) => row.seq))
  const timeline = once(() => sorted(read('timeline'), (row) => row.seq))
  return {
    get info() {
      return info()
    },
    get fault(): Fault | null {
      return connection()?.fault ?? null
    },
    get notBefore() {
      return connection()?.not_before ?? 0
    },
    get apps() {
      return apps()
    },
    get remotes() {
      return remotes()
    },
    get links() {
      return links()
    },
    get intents() {
      return intents()
    },
    get streams() {
      return byKey(
        streams().map((row) => ({
          stream: row.stream,
          watermark: row.watermark,
          window:
            row.window_mode === null
              ? null
              : {
                  mode: row.window_mode,
                  from: row.window_from,
                  ceiling: row.window_ceiling ?? '',
                  cursor:
                    row.cursor_stamp === null || row.cursor_key === null
                      ? null
                      : { stamp: row.cursor_stamp, key: row.cursor_key },
                },
          lastLookBackAt: row.last_look_back_at,
          rights: row.rights,
        })),
        (row) => row.stream,
      )
    },
    get fences() {
      return new Map(streams().map((row) => [row.stream, row.window_fence]))
    },
    get opened() {
      return new Map(
        streams().map((row) => [row.stream, { now: row.window_opened_at, last: row.last_opened_at }]),
      )
    },
    get backfillSince() {
      return new Map(
        streams().flatMap((row) => (row.backfill_since === null ? [] : [[row.stream, row.backfill_since]])),
      )
    },
    get streamFaults() {
      return new Map(streams().flatMap((row) => (row.fault === null ? [] : [[row.stream, row.fault]])))
    },
    get wants() {
      return byKey(read('wanted_read').map(wantOf), ({ want }) => `${want.type} ${want.by} ${want.key}`)
    },
    get runs() {
      return byKey(read('run').map(runOf), (row) => row.id)
    },
    get changes() {
      return changes().map(({ type, id, op, data, base, cause, seq, at }) => ({
        type,
        id,
        op,
        data,
        base,
        cause,
        seq,
        at,
      }))
    },
    get timeline() {
      return timeline().map(({ link, at, kind, params }) => ({ link, at, kind, params }))
    },
    nextId() {
      throw new Error('The store gives its ids itself.')
    },
    revision: 0,
    sequence: 0,
  }
}

function byKey<Row>(rows: readonly Row[], key: (row: Row) => string): Map<string, Row> {
  return new Map(rows.map((row) => [key(row), row]))
}

function sorted<Row>(rows: readonly Row[], by: (row: Row) => string | number): Row[] {
  return rows.toSorted((a, b) => (by(a) < by(b) ? -1 : 1))
}

function appOf({ type, id, version, state, data, hash }: RowOf<'app_record'>): AppPut {
  const display = displayOf(data, id, 'USD')
  return { type, id, version, state, data, hash, references: referencesOf(type, data), display }
}

function remoteOf(record: RowOf<'remote_record'>): RemoteRecord {
  const { type, key, number, stamp, created, entity, marker, document, data, facts, hash } = record
  const display = { ...displayOf(data, number, 'USD'), number: number || key }
  return {
    row: {
      type,
      key,
      number,
      stamp,
      created,
      entity,
      marker,
      document: document ?? null,
      data,
      facts,
      hash,
      display,
      references: [],
    },
    presence: record.presence,
    readAt: record.read_at,
    turn: record.turn,
  }
}

function linkOf(row: RowOf<'link'>, waitingFor: readonly Reference[]): LinkRow {
  return {
    id: row.id,
    type: row.type,
    appId: row.app_id,
    imported: row.imported,
    remoteKey: row.remote_key,
    duplicates: row.duplicates,
    incarnation: row.incarnation,
    revision: row.revision,
    dueAt: row.due_at,
    outcome: row.outcome,
    reason: row.reason,
    message: row.message,
    problem:
      row.problem_cause === null
        ? null
        : { cause: row.problem_cause, about: row.problem_about ?? '', fault: row.problem_fault },
    base: row.base,
    told: row.told,
    bounces: row.bounces,
    choice: row.choice,
    choiceDetail: row.choice_detail ?? {},
    instead: row.instead,
    waitingFor,
    intent: row.intent,
  }
}

function intentOf(row: RowOf<'intent'>): IntentRow {
  return {
    id: row.id,
    seq: row.seq,
    link: row.link,
    draft: {
      ...row.command,
      op: row.op,
      id: row.id,
      type: row.type,
      appId: row.app_id,
      version: row.version,
      incarnation: row.incarnation,
      generation: row.generation,
      controlId: row.control_id,
      marker: row.marker,
    },
    state: row.state,
    key: row.key,
    fault: row.fault,
    fingerprint: row.fingerprint,
    readBackHash: row.read_back_hash,
    holder: row.holder,
    fence: row.fence,
    leaseUntil: row.lease_until,
    sentAt: row.sent_at,
    firstSentThere: row.first_sent_at,
    sentThere: row.evidence.findLast(({ there }) => there !== undefined)?.there ?? null,
    sends: row.sends,
    searches: row.searches,
    dueAt: row.due_at,
  }
}

function wantOf({ type, key, by, why, revision, taken, due_at }: RowOf<'wanted_read'>): WantRow {
  return { want: { type, key, by, why }, revision, taken, dueAt: due_at }
}

function runOf(row: RowOf<'run'>): RunRow {
  const { read, written, adopted, skipped, failed } = row
  return {
    id: row.id,
    kind: row.kind === 'history' || row.kind === 'refresh' || row.kind === 'fetch' ? 'scheduled' : row.kind,
    by: row.by,
    state: row.state === 'lost' ? 'running' : row.state,
    counts: { read, written, adopted, skipped, failed },
    cancelRequested: row.cancel_requested,
    phase: row.phase,
    done: row.done,
    of: row.of,
    heartbeatAt: row.heartbeat_at,
    fault: row.fault,
  }
}
