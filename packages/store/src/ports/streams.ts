import { sql } from 'kysely'
import type { ObjectType } from '@tieout/engine/core/object-types.ts'
import { closedStates, unknownRights } from '@tieout/engine/core/rights.ts'
import type { Rights } from '@tieout/engine/core/rights.ts'
import type { Scope } from '@tieout/engine/ports.ts'
import type { Fault } from '@tieout/engine/ports/fault.ts'
import type {
  HeldWindow,
  ReadCursor,
  ReadWindow,
  StreamState,
  WindowEnd,
  WindowMode,
} from '@tieout/engine/ports/windows.ts'
import { jsonText, via, within } from '../database/bulk.ts'
import { inWorkspace } from '../database/workspace.ts'
import type { Db } from '../database/workspace.ts'

interface Row {
  window_fence: number
  watermark: string | null
  window_mode: WindowMode | null
  window_from: string | null
  window_ceiling: string | null
  cursor_stamp: string | null
  cursor_key: string | null
  last_look_back_at: number | null
  rights: Rights
}

/** How far a stream has been read; a stream that was never read has no watermark and no window. */
export async function readStream(db: Db, scope: Scope, stream: string): Promise<StreamState> {
  const found = await inWorkspace(db, scope.workspace, (tx) =>
    sql<Row>`select s.* from stream s where ${within(scope, 's')} and s.stream = ${stream}`.execute(tx),
  )
  const row = found.rows[0]
  if (row === undefined)
    return { stream, watermark: null, window: null, lastLookBackAt: null, rights: unknownRights }
  return {
    stream,
    watermark: row.watermark,
    window: windowOf(row),
    lastLookBackAt: row.last_look_back_at,
    rights: row.rights,
  }
}

function windowOf(row: Row): ReadWindow | null {
  if (row.window_mode === null) return null
  const cursor =
    row.cursor_stamp === null || row.cursor_key === null
      ? null
      : { stamp: row.cursor_stamp, key: row.cursor_key }
  return { mode: row.window_mode, from: row.window_from, ceiling: row.window_ceiling ?? '', cursor }
}

/** The number of the next write, for whoever wants to know later what was written since. */
export async function turn(db: Db, scope: Scope): Promise<number> {
  const found = await inWorkspace(db, scope.workspace, (tx) =>
    sql<{ turn: number }>`select nextval('tieout.revision') as turn`.execute(tx),
  )
  return found.rows[0]?.turn ?? 0
}

/** Takes the window that is open, or begins this one. @param at epoch ms */
export async function takeWindow(
  db: Db,
  scope: Scope,
  stream: string,
  window: ReadWindow,
  at: number,
): Promise<HeldWindow> {
  const found = await inWorkspace(db, scope.workspace, (tx) =>
    sql<Row>`
      insert into stream as s (workspace, connection, stream, window_mode, window_from, window_ceiling, window_opened_at,
                               cursor_stamp, cursor_key, window_fence)
      values (${scope.workspace}::uuid, ${scope.connection}::uuid, ${stream}, ${window.mode}, ${window.from}, ${window.ceiling},
              ${at}::bigint, ${window.cursor?.stamp ?? null}, ${window.cursor?.key ?? null}, 1)
      on conflict (workspace, connection, stream) do update
        set (window_mode, window_from, window_ceiling, window_opened_at, cursor_stamp, cursor_key) = (
              select o.* from (
                select s.window_mode, s.window_from, s.window_ceiling, s.window_opened_at, s.cursor_stamp, s.cursor_key
                 where s.window_mode is not null
                union all
                select excluded.window_mode, excluded.window_from, excluded.window_ceiling, excluded.window_opened_at,
                       excluded.cursor_stamp, excluded.cursor_key
                 where s.window_mode is null) o),
            window_fence = s.window_fence + 1
      returning s.*`.execute(tx),
  )
  const [row] = found.rows
  return { ...((row && windowOf(row)) ?? window), stream, fence: row?.window_fence ?? 0 }
}

/** Whether whoever has this fence still holds the stream's window; if so it stays theirs until the transaction ends. */
export async function holdsWindow(
  tx: Db,
  scope: Scope,
  { stream, fence }: Pick<HeldWindow, 'stream' | 'fence'>,
): Promise<boolean> {
  const found = await sql<{ held: boolean }>`
    select s.window_fence = ${fence}::bigint as held from stream s
     where ${within(scope, 's')} and s.stream = ${stream} for update`.execute(tx)
  return found.rows[0]?.held ?? fence === 0
}

/** Records of a type that were there when they were last read, the last read first. */
export async function known(db: Db, scope: Scope, type: ObjectType, limit: number): Promise<string[]> {
  const found = await inWorkspace(db, scope.workspace, (tx) =>
    sql<{ key: string }>`
      select r.key from remote_record r
       where ${within(scope, 'r')} and r.type = ${type} and r.presence = 'present' and ${via('remote_record_read', 'r')}
       order by r.read_at desc limit ${limit}`.execute(tx),
  )
  return found.rows.map((row) => row.key)
}

/** Rows that are looked at for one slice: where most are closed, it is a short one. */
const rowsPerSlice = 2_000

/** Keys of open records in the order of their text, from this one on. */
export async function slice(
  db: Db,
  scope: Scope,
  type: ObjectType,
  from: string,
  limit: number,
): Promise<string[]> {
  const found = await inWorkspace(db, scope.workspace, (tx) =>
    sql<{ key: string }>`
      select n.key from (
        select r.key, r.presence, r.facts from remote_record r
         where ${within(scope, 'r')} and r.type = ${type} and r.key >= ${from}
         order by r.key limit ${rowsPerSlice}) n
       where n.presence = 'present' and n.facts ->> 'state' <> all(${[...closedStates]}::text[])
       order by n.key limit ${limit}`.execute(tx),
  )
  return found.rows.map((row) => row.key)
}

/** Remembers how far the open window has been read; null leaves it where it is. */
export async function moveCursor(
  tx: Db,
  scope: Scope,
  stream: string,
  cursor: ReadCursor | null,
): Promise<void> {
  if (cursor === null) return
  await sql`
    update stream s set cursor_stamp = ${cursor.stamp}, cursor_key = ${cursor.key}
     where ${within(scope, 's')} and s.stream = ${stream} and s.window_mode is not null`.execute(tx)
}

/** Ends the window that is still held under this fence. */
export async function closeWindow(
  db: Db,
  scope: Scope,
  { stream, fence }: Pick<HeldWindow, 'stream' | 'fence'>,
  { watermark, lookedBack, rights }: WindowEnd,
  at: number,
): Promise<boolean> {
  const found = await inWorkspace(db, scope.workspace, (tx) =>
    sql`
      update stream s
         set watermark = greatest(s.watermark, ${watermark}::text), watermark_at = ${at}::bigint,
             last_look_back_at = coalesce(${lookedBack ? at : null}::bigint, s.last_look_back_at),
             backfill_since = case when s.window_mode = 'backfill' then coalesce(s.window_from, s.window_ceiling)
                                   else s.backfill_since end,
             last_opened_at = s.window_opened_at,
             rights = ${jsonText(rights)}::jsonb, fault = null,
             window_mode = null, window_from = null, window_ceiling = null, window_opened_at = null,
             cursor_stamp = null, cursor_key = null
       where ${within(scope, 's')} and s.stream = ${stream} and s.window_fence = ${fence}::bigint and s.window_mode is not null
      returning 1`.execute(tx),
  )
  return found.rows.length > 0
}

/** Notes why the stream is not read now. */
export async function pauseStream(db: Db, scope: Scope, stream: string, fault: Fault): Promise<void> {
  await inWorkspace(db, scope.workspace, (tx) =>
    sql`
      insert into stream (workspace, connection, stream, fault)
      values (${scope.workspace}::uuid, ${scope.connection}::uuid, ${stream}, ${jsonText(fault)}::jsonb)
      on conflict (workspace, connection, stream) do update set fault = excluded.fault`.execute(tx),
  )
}

/** A watermark never goes back. Where it stands was just read, so nothing keeps the stream from being read. */
export async function moveWatermark(
  db: Db,
  scope: Scope,
  stream: string,
  watermark: string,
  at: number,
): Promise<void> {
  await inWorkspace(db, scope.workspace, (tx) =>
    sql`
      insert into stream as s (workspace, connection, stream, watermark, watermark_at)
      values (${scope.workspace}::uuid, ${scope.connection}::uuid, ${stream}, ${watermark}, ${at}::bigint)
      on conflict (workspace, connection, stream) do update
        set watermark = greatest(s.watermark, excluded.watermark), watermark_at = excluded.watermark_at, fault = null`.execute(
      tx,
    ),
  )
}
