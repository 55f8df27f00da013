import { sql } from 'kysely'
import type { ObjectType } from '@tieout/engine/core/object-types.ts'
import type { Scope } from '@tieout/engine/ports.ts'
import type { CensusRow } from '@tieout/engine/ports/census.ts'
import { via, within } from '../database/bulk.ts'
import { announce, inWorkspace } from '../database/workspace.ts'
import type { Db } from '../database/workspace.ts'

/** How far the reading of a connection that verifies first is: one row a type. */
export async function census(
  db: Db,
  scope: Scope,
  types: readonly ObjectType[],
): Promise<readonly CensusRow[]> {
  return inWorkspace(db, scope.workspace, (tx) => readCensus(tx, scope, types))
}

/** The same, inside a transaction that sees the workspace. */
export async function readCensus(
  tx: Db,
  scope: Scope,
  types: readonly ObjectType[],
): Promise<readonly CensusRow[]> {
  const found = await sql<CensusRow>`
    select t.type, case when s.window_mode is null then s.last_opened_at end as "readSince",
           coalesce(jsonb_array_length(s.rights -> 'unseen') > 0, false) as hidden,
           exists (select 1 from remote_record r
                    where ${within(scope, 'r')} and r.type = t.type and r.presence = 'present'
                      and ${via('remote_record_read', 'r')}) as known
      from unnest(${types}::text[]) as t (type)
      left join stream s on ${within(scope, 's')} and s.stream = t.type`.execute(tx)
  return found.rows
}

/** Ends it, also for a connection that is paused. */
export async function endVerifyFirst(db: Db, scope: Scope): Promise<void> {
  await inWorkspace(db, scope.workspace, async (tx) => {
    await sql`
      update connection set verify_since = null, state = case state when 'verify_first' then 'active' else state end
       where workspace = ${scope.workspace}::uuid and id = ${scope.connection}::uuid`.execute(tx)
    await announce(tx, scope, 'connection')
  })
}
