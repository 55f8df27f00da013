import { sql } from 'kysely'
import type { ReadCursor, Scope, StreamState } from '@tieout/engine/ports.ts'
import { within } from '../database/bulk.ts'
import { inWorkspace } from '../database/workspace.ts'
import type { Db } from '../database/workspace.ts'

interface Row {
  watermark: string | null
  window_mode: 'backfill' | 'changes' | null
  window_from: string | null
  window_ceiling: string | null
  cursor_stamp: string | null
  cursor_key: string | null
  last_look_back_at: number | null
}

/** How far a stream has been read; a stream that was never read has no watermark and no window. */
export async function readStream(db: Db, scope: Scope, stream: string): Promise<StreamState> {
  const found = await inWorkspace(db, scope.workspace, (tx) =>
    sql<Row>`select s.* from stream s where ${within(scope, 's')} and s.stream = ${stream}`.execute(tx),
  )
  const row = found.rows[0]
  if (row === undefined) return { stream, watermark: null, window: null, lastLookBackAt: null }
  const cursor =
    row.cursor_stamp === null || row.cursor_key === null
      ? null
      : { stamp: row.cursor_stamp, key: row.cursor_key }
  return {
    stream,
    watermark: row.watermark,
    window:
      row.window_mode === null
        ? null
        : { mode: row.window_mode, from: row.window_from, ceiling: row.window_ceiling ?? '', cursor },
    lastLookBackAt: row.last_look_back_at,
  }
}

/** Begins a window, or moves the one that is open. @param at epoch ms */
export async function openWindow(
  db: Db,
  scope: Scope,
  stream: string,
  window: NonNullable<StreamState['window']>,
  at: number,
): Promise<void> {
  await inWorkspace(db, scope.workspace, (tx) =>
    sql`
      insert into stream (workspace, connection, stream, window_mode, window_from, window_ceiling, window_opened_at,
                          cursor_stamp, cursor_key)
      values (${scope.workspace}::uuid, ${scope.connection}::uuid, ${stream}, ${window.mode}, ${window.from}, ${window.ceiling},
              ${at}::bigint, ${window.cursor?.stamp ?? null}, ${window.cursor?.key ?? null})
      on conflict (workspace, connection, stream) do update
        set window_mode = excluded.window_mode, window_from = excluded.window_from, window_ceiling = excluded.window_ceiling,
            window_opened_at = excluded.window_opened_at, cursor_stamp = excluded.cursor_stamp, cursor_key = excluded.cursor_key`.execute(
      tx,
    ),
  )
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

/** A watermark never goes back. */
export async function closeWindow(
  db: Db,
  scope: Scope,
  stream: string,
  watermark: string,
  lookedBack: boolean,
  at: number,
): Promise<void> {
  await inWorkspace(db, scope.workspace, (tx) =>
    sql`
      insert into stream as s (workspace, connection, stream, watermark, watermark_at, last_look_back_at)
      values (${scope.workspace}::uuid, ${scope.connection}::uuid, ${stream}, ${watermark}, ${at}::bigint,
              ${lookedBack ? at : null}::bigint)
      on conflict (workspace, connection, stream) do update
        set watermark = greatest(s.watermark, excluded.watermark), watermark_at = excluded.watermark_at,
            last_look_back_at = coalesce(excluded.last_look_back_at, s.last_look_back_at),
            backfill_since = case when s.window_mode = 'backfill' then coalesce(s.window_from, s.window_ceiling)
                                  else s.backfill_since end,
            last_opened_at = s.window_opened_at,
            window_mode = null, window_from = null, window_ceiling = null, window_opened_at = null,
            cursor_stamp = null, cursor_key = null`.execute(tx),
  )
}
