import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { ReferenceType } from '@tieout/engine/core/reference-types.ts'
import type { Fault } from '@tieout/engine/ports/fault.ts'
import type { Scope } from '@tieout/engine/ports.ts'
import type {
  HeldReference,
  ReferenceEnd,
  ReferenceMode,
  ReferenceState,
  ReferenceStore,
  ReferenceWindow,
} from '@tieout/engine/ports/reference.ts'
import type { ReadCursor } from '@tieout/engine/ports/windows.ts'
import { jsonText, within } from '../database/bulk.ts'
import { inWorkspace } from '../database/workspace.ts'
import type { Db } from '../database/workspace.ts'
import { saveReferenceRows } from './reference-rows.ts'

/** The cache's port over this database. */
export function referencesOf(db: Db): ReferenceStore {
  return {
    states: (scope) => states(db, scope),
    userDimensions: (scope) => userDimensions(db, scope),
    take: (scope, type, window, at) => take(db, scope, type, window, at),
    save: (scope, held, rows, next, at) =>
      inWorkspace(db, scope.workspace, async (tx) => {
        const pass = await moveOn(tx, scope, held, next)
        if (pass === null) return false
        await saveReferenceRows(tx, scope, { type: held.type, mode: held.mode, pass }, rows, at)
        return true
      }),
    unseen: (scope, held) => unseen(db, scope, held),
    close: (scope, held, end, at) => close(db, scope, held, end, at),
    fail: (scope, type, fault, at) => fail(db, scope, type, fault, at),
  }
}

interface StateRow {
  readonly type: ReferenceType
  readonly records: number
  readonly watermark: string | null
  readonly lastAttemptAt: number | null
  readonly lastSuccessAt: number | null
  readonly lastFullAt: number | null
  readonly rights: string | null
  readonly mode: ReferenceMode | null
  readonly from: string | null
  readonly ceiling: string | null
  readonly since: string | null
  readonly cursorStamp: string | null
  readonly cursorKey: string | null
}

function windowOf({ mode, from, ceiling, since, cursorStamp, cursorKey }: StateRow): ReferenceWindow | null {
  if (mode === null || ceiling === null || since === null) return null
  const cursor = cursorKey === null ? null : { stamp: cursorStamp ?? '', key: cursorKey }
  return { mode, from, ceiling, since, cursor }
}

async function states(db: Db, scope: Scope): Promise<readonly ReferenceState[]> {
  const { rows } = await inWorkspace(db, scope.workspace, (tx) =>
    sql<StateRow>`
      select t.type, t.records, t.watermark, t.last_attempt_at as "lastAttemptAt", t.last_success_at as "lastSuccessAt",
             t.last_full_at as "lastFullAt", t.rights, t.window_mode as mode, t.window_from as "from",
             t.window_ceiling as ceiling, t.window_since as since, t.cursor_stamp as "cursorStamp", t.cursor_key as "cursorKey"
        from reference_type t where ${within(scope, 't')}`.execute(tx),
  )
  return rows.map((row) => ({
    type: row.type,
    records: row.records,
    watermark: row.watermark,
    lastAttemptAt: row.lastAttemptAt,
    lastSuccessAt: row.lastSuccessAt,
    lastFullAt: row.lastFullAt,
    rights: row.rights,
    window: windowOf(row),
  }))
}

/** Few: a company has at most some dozens of dimensions. */
async function userDimensions(db: Db, scope: Scope): Promise<readonly string[]> {
  const { rows } = await inWorkspace(db, scope.workspace, (tx) =>
    sql<{ id: string }>`
      select r.id from reference_record r
       where ${within(scope, 'r')} and r.type = 'dimension' and r.presence = 'present'
         and r.extra ->> 'userDefined' = 'true' order by r.id`.execute(tx),
  )
  return rows.map(({ id }) => id)
}

/** Going on keeps the number of the pass, so that what was shown before the interruption counts as shown. */
async function take(
  db: Db,
  scope: Scope,
  type: ReferenceType,
  window: ReferenceWindow,
  at: number,
): Promise<HeldReference> {
  const { mode, from, ceiling, since, cursor } = window
  const { rows } = await inWorkspace(db, scope.workspace, (tx) =>
    sql<{ fence: number }>`
      insert into reference_type as t (
        workspace, connection, type, pass, fence, window_mode, window_from, window_ceiling, window_since, cursor_stamp, cursor_key)
      values (${scope.workspace}::uuid, ${scope.connection}::uuid, ${type}, 1, 1, ${mode}, ${from}, ${ceiling}, ${since},
              ${cursor?.stamp ?? null}, ${cursor?.key ?? null})
      on conflict (workspace, connection, type) do update
        set fence = t.fence + 1,
            pass = case when (t.window_mode, t.window_since) is distinct from (excluded.window_mode, excluded.window_since)
                        then t.pass + 1 else t.pass end,
            window_mode = excluded.window_mode, window_from = excluded.window_from, window_ceiling = excluded.window_ceiling,
            window_since = excluded.window_since, cursor_stamp = excluded.cursor_stamp, cursor_key = excluded.cursor_key
      returning t.fence`.execute(tx),
  )
  const [taken] = rows
  if (taken === undefined) throw new Error(`The window of ${type} was not taken at ${at}.`)
  return { ...window, type, fence: taken.fence }
}

/** Moves the cursor, if the window is still this holder's; answers the number of the pass. */
async function moveOn(
  tx: Db,
  scope: Scope,
  { type, fence }: HeldReference,
  next: ReadCursor | null,
): Promise<number | null> {
  const { rows } = await sql<{ pass: number }>`
    update reference_type t
       set cursor_stamp = coalesce(${next?.stamp ?? null}, t.cursor_stamp), cursor_key = coalesce(${next?.key ?? null}, t.cursor_key)
     where ${within(scope, 't')} and t.type = ${type} and t.fence = ${fence}::bigint and t.window_mode is not null
    returning t.pass`.execute(tx)
  return rows[0]?.pass ?? null
}

/** Whether the window is still this holder's, which keeps it so until the end of the transaction. */
async function holds(tx: Db, scope: Scope, { type, fence }: HeldReference): Promise<number | null> {
  const { rows } = await sql<{ pass: number }>`
    select t.pass from reference_type t
     where ${within(scope, 't')} and t.type = ${type} and t.fence = ${fence}::bigint and t.window_mode is not null
       for update`.execute(tx)
  return rows[0]?.pass ?? null
}

function unseenBy(pass: number): RawBuilder<boolean> {
  return sql<boolean>`r.presence <> 'gone' and r.seen < ${pass}::bigint`
}

async function unseen(
  db: Db,
  scope: Scope,
  held: HeldReference,
): Promise<{ readonly known: number; readonly unseen: number } | null> {
  return inWorkspace(db, scope.workspace, async (tx) => {
    const pass = await holds(tx, scope, held)
    if (pass === null) return null
    const { rows } = await sql<{ known: number; unseen: number }>`
      select count(*) filter (where r.presence <> 'gone') as known, count(*) filter (where ${unseenBy(pass)}) as unseen
        from reference_record r where ${within(scope, 'r')} and r.type = ${held.type}`.execute(tx)
    return rows[0] ?? { known: 0, unseen: 0 }
  })
}

async function close(
  db: Db,
  scope: Scope,
  held: HeldReference,
  { watermark, rights, unseen: verdict }: ReferenceEnd,
  at: number,
): Promise<boolean> {
  return inWorkspace(db, scope.workspace, async (tx) => {
    const pass = await holds(tx, scope, held)
    if (pass === null) return false
    if (verdict !== null) {
      await sql`
        with missed as (
          update reference_record r set presence = ${verdict}, gone_at = ${at}::bigint
           where ${within(scope, 'r')} and r.type = ${held.type} and ${unseenBy(pass)}
          returning r.key
        )
        update reference_term t set usable = false from missed
         where ${within(scope, 't')} and t.type = ${held.type} and t.key = missed.key and t.usable`.execute(
        tx,
      )
    }
    await sql`
      update reference_type t
         set watermark = greatest(t.watermark, ${watermark}), last_attempt_at = ${at}::bigint, last_success_at = ${at}::bigint,
             last_full_at = case when t.window_mode = 'full' then ${at}::bigint else t.last_full_at end,
             rights = case when t.window_mode = 'full' then ${rights} else t.rights end, failure = null,
             window_mode = null, window_from = null, window_ceiling = null, window_since = null,
             cursor_stamp = null, cursor_key = null, records = counted.records, usable = counted.usable
        from (select count(*) filter (where r.presence <> 'gone') as records, count(*) filter (where r.usable) as usable
                from reference_record r where ${within(scope, 'r')} and r.type = ${held.type}) counted
       where ${within(scope, 't')} and t.type = ${held.type}`.execute(tx)
    return true
  })
}

/** The window is given up: what refuses it may refuse its place, too. */
async function fail(db: Db, scope: Scope, type: ReferenceType, fault: Fault, at: number): Promise<void> {
  await inWorkspace(db, scope.workspace, (tx) =>
    sql`
      insert into reference_type as t (workspace, connection, type, last_attempt_at, last_failure_at, failure)
      values (${scope.workspace}::uuid, ${scope.connection}::uuid, ${type}, ${at}::bigint, ${at}::bigint, ${jsonText(fault)}::jsonb)
      on conflict (workspace, connection, type) do update
        set last_attempt_at = excluded.last_attempt_at, last_failure_at = excluded.last_failure_at, failure = excluded.failure,
            fence = t.fence + 1, window_mode = null, window_from = null, window_ceiling = null, window_since = null,
            cursor_stamp = null, cursor_key = null`.execute(tx),
  )
}
