import { sql } from 'kysely'
import type { Scope } from '@tieout/engine/ports.ts'
import type { Change } from '@tieout/engine/ports/settled.ts'
import { json } from '../database/bulk.ts'
import type { Db } from '../database/workspace.ts'
import type { Accepted, Plan } from './settle-plan.ts'

/** Appends to the change feed. Its numbers have no gaps and rise in the order of commits. */
export async function tellChanges(tx: Db, scope: Scope, plan: Plan, at: number): Promise<void> {
  const merged = plan.merges.flatMap((merge): Change[] =>
    merge.toldId === null
      ? []
      : [
          {
            type: merge.type,
            id: merge.toldId,
            op: 'delete',
            data: { mergedInto: merge.toId },
            base: null,
            cause: 'matched',
          },
        ],
  )
  await appendChanges(
    tx,
    scope,
    [...merged, ...plan.accepted.flatMap(({ settled }) => settled.change ?? [])],
    at,
  )
}

/** Appends entries as they are. The type is an object type, or a kind of what is matched. @param at epoch ms */
export async function appendChanges(
  tx: Db,
  scope: Scope,
  changes: readonly (Omit<Change, 'type'> & { readonly type: string })[],
  at: number,
): Promise<void> {
  if (changes.length === 0) return
  await sql`
    with counted as (
      insert into change_counter as c (workspace, connection, last)
      values (${scope.workspace}::uuid, ${scope.connection}::uuid, ${changes.length}::bigint)
      on conflict (workspace, connection) do update set last = c.last + excluded.last
      returning last
    )
    insert into change (workspace, connection, seq, at, type, id, op, data, base, cause)
    select ${scope.workspace}::uuid, ${scope.connection}::uuid, counted.last - ${changes.length}::bigint + r.n, ${at}::bigint,
           r.item ->> 'type', r.item ->> 'id', r.item ->> 'op', r.item -> 'data', r.item -> 'base', r.item ->> 'cause'
      from counted, jsonb_array_elements(${json(changes)}) with ordinality as r (item, n)`.execute(tx)
}

/** Adds to the records’ own histories. @param at epoch ms */
export async function tellTimeline(
  tx: Db,
  scope: Scope,
  accepted: readonly Accepted[],
  at: number,
): Promise<void> {
  const rows = accepted.flatMap(({ link, settled }) =>
    settled.timeline.map((entry) => ({ link: link.id, at, kind: entry.kind, params: entry.params })),
  )
  if (rows.length === 0) return
  await sql`
    insert into timeline (workspace, connection, link, at, kind, params)
    select ${scope.workspace}::uuid, ${scope.connection}::uuid, r.*
      from jsonb_to_recordset(${json(rows)}) as r (link uuid, at bigint, kind text, params jsonb)`.execute(tx)
}
