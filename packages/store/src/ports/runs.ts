import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Scope } from '@tieout/engine/ports.ts'
import type { Fault } from '@tieout/engine/ports/fault.ts'
import { totalsOf } from '@tieout/engine/core/run-counts.ts'
import type { RunAdd, RunStart } from '@tieout/engine/ports/runs.ts'
import { jsonText, within } from '../database/bulk.ts'
import { announce, inWorkspace } from '../database/workspace.ts'
import type { Db } from '../database/workspace.ts'

/** Starting a run that is there already changes nothing, nor does starting one that reads while another one does. */
export async function startRun(db: Db, scope: Scope, run: RunStart, at: number): Promise<void> {
  await inWorkspace(db, scope.workspace, async (tx) => {
    await sql`
      insert into run (workspace, connection, id, kind, by, started_at, heartbeat_at)
      values (${scope.workspace}::uuid, ${scope.connection}::uuid, ${run.id}, ${run.kind}, ${run.by}, ${at}::bigint, ${at}::bigint)
      on conflict do nothing`.execute(tx)
    await announce(tx, scope, 'run')
  })
}

/** `{"invoice": {"read": 2, …}, …}` of a run with more added, number by number. */
function perTypeWith(add: RunAdd): RawBuilder<unknown> {
  if (Object.keys(add).length === 0) return sql`r.per_type`
  return sql`(
    select jsonb_object_agg(per.type, per.counts)
      from (select each.type, jsonb_object_agg(each.name, each.n) as counts
              from (select t.key as type, c.key as name, sum(c.value::bigint) as n
                      from unnest(array[coalesce(r.per_type, '{}'), ${jsonText(add)}::jsonb]) as part(j),
                           jsonb_each(part.j) t, jsonb_each_text(t.value) c
                     group by t.key, c.key) each
             group by each.type) per)`
}

/** Adds to a run’s counts and beats its heart. @returns whether it is to stop: someone asked, or it has ended elsewhere */
export async function beat(
  db: Db,
  scope: Scope,
  run: string,
  add: RunAdd,
  note: { readonly phase: string; readonly done: number; readonly of: number | null } | null,
  at: number,
): Promise<{ readonly cancel: boolean }> {
  const totals = totalsOf(add)
  return inWorkspace(db, scope.workspace, async (tx) => {
    const found = await sql<{ cancel: boolean }>`
      update run r
         set heartbeat_at = greatest(r.heartbeat_at, ${at}::bigint),
             read = r.read + ${totals.read}, written = r.written + ${totals.written}, adopted = r.adopted + ${totals.adopted},
             skipped = r.skipped + ${totals.skipped}, failed = r.failed + ${totals.failed},
             per_type = ${perTypeWith(add)},
             phase = coalesce(${note?.phase ?? null}, r.phase), done = coalesce(${note?.done ?? null}, r.done),
             of = case when ${note !== null}::boolean then ${note?.of ?? null} else r.of end
       where ${within(scope, 'r')} and r.id = ${run} and r.state in ('running', 'lost')
      returning r.cancel_requested as cancel`.execute(tx)
    await announce(tx, scope, 'run')
    // A run that has ended elsewhere goes no further here.
    return { cancel: found.rows[0]?.cancel ?? true }
  })
}

/** A run ends once. */
export async function endRun(
  db: Db,
  scope: Scope,
  run: string,
  end: { readonly state: 'done' | 'failed' | 'cancelled'; readonly fault: Fault | null },
  at: number,
): Promise<void> {
  const fault = end.fault === null ? null : jsonText(end.fault)
  await inWorkspace(db, scope.workspace, async (tx) => {
    const ended = await sql<{ kind: RunStart['kind'] }>`
      update run r set state = ${end.state}, fault = ${fault}::jsonb, ended_at = ${at}::bigint, heartbeat_at = ${at}::bigint
       where ${within(scope, 'r')} and r.id = ${run} and r.state in ('running', 'lost') returning r.kind`.execute(
      tx,
    )
    const [one] = ended.rows
    if (one !== undefined) await noteOnConnection(tx, scope, { state: end.state, kind: one.kind }, fault, at)
    await announce(tx, scope, 'run')
  })
}

/** Runs that read nothing from the remote side say nothing about when it was last in step. */
const withoutReading: readonly RunStart['kind'][] = ['import', 'push']

async function noteOnConnection(
  tx: Db,
  scope: Scope,
  { state, kind }: { readonly state: string; readonly kind: RunStart['kind'] },
  fault: string | null,
  at: number,
): Promise<void> {
  await sql`
    update connection
       set last_sync_at = case when ${state === 'done' && !withoutReading.includes(kind)}::boolean then ${at}::bigint else last_sync_at end,
           last_failure_at = case when ${state} = 'failed' then ${at}::bigint else last_failure_at end,
           last_failure = case when ${state} = 'failed' then ${fault}::jsonb else last_failure end
     where workspace = ${scope.workspace}::uuid and id = ${scope.connection}::uuid`.execute(tx)
}
