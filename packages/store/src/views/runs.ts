import type { Scope } from '@tieout/engine/ports.ts'
import type { FetchPlan } from '@tieout/engine/ports/fetches.ts'
import type { Fault } from '@tieout/engine/ports/fault.ts'
import type { RunAdd } from '@tieout/engine/ports/runs.ts'
import { sql } from 'kysely'
import { listed } from './listed.ts'
import type { View } from './view.ts'

export interface RunRow {
  readonly id: string
  readonly kind: string
  readonly by: string | null
  readonly state: 'running' | 'done' | 'failed' | 'cancelled' | 'lost'
  readonly startedAt: number
  readonly endedAt: number | null
  readonly phase: string
  readonly done: number
  readonly of: number | null
  readonly read: number
  readonly written: number
  readonly adopted: number
  readonly skipped: number
  readonly failed: number
  readonly perType: RunAdd
  readonly fault: Fault | null
  /** What an import from Intacct is to read; null: this is none. */
  readonly plan: FetchPlan | null
}

const columns = sql`
  id, kind, by, state, started_at as "startedAt", ended_at as "endedAt", coalesce(phase, '') as phase,
  done, "of", read, written, adopted, skipped, failed, coalesce(per_type, '{}') as "perType", fault,
  case when kind = 'fetch' then report -> 'plan' end as plan`

/** Newest first. @param after (started, id) of the last row of the page before */
export async function listRuns(
  view: View,
  connection: string,
  page: { limit: number; after: readonly [number, string] | null },
): Promise<readonly RunRow[]> {
  const [at, id] = page.after ?? [null, null]
  const { rows } = await sql<RunRow>`
    select ${columns} from tieout.run
     where connection = ${connection} and kind <> 'import'
       and (${at}::bigint is null or (started_at, id) < (${at}::bigint, ${id}::text))
     order by started_at desc, id desc limit ${page.limit}`.execute(view)
  return rows
}

/** One run of a connection; null when there is none. */
export async function runById(view: View, connection: string, id: string): Promise<RunRow | null> {
  const { rows } = await sql<RunRow>`
    select ${columns} from tieout.run where connection = ${connection} and id = ${id} and kind <> 'import'`.execute(
    view,
  )
  return rows[0] ?? null
}

/** The run of inward work that is under way, if any. */
export async function openRun(view: View, connection: string): Promise<RunRow | null> {
  const { rows } = await sql<RunRow>`
    select ${columns} from tieout.run
     where connection = ${connection} and state = 'running' and kind in ('scheduled', 'sync_now', 'initial', 'history')
     order by started_at desc limit 1`.execute(view)
  return rows[0] ?? null
}

/** The run of outward work by itself that is under way, if any. */
export async function openPush(view: View, connection: string): Promise<RunRow | null> {
  const { rows } = await sql<RunRow>`
    select ${columns} from tieout.run
     where connection = ${connection} and state = 'running' and kind = 'push'
     order by started_at desc limit 1`.execute(view)
  return rows[0] ?? null
}

/** Ends a run of outward work; unlike a run that read, it says nothing about how fresh the connection is. */
export async function endPush(
  view: View,
  connection: string,
  run: string,
  end: { readonly state: 'done' | 'failed' | 'cancelled'; readonly fault: Fault | null; readonly at: number },
): Promise<void> {
  const fault = end.fault === null ? null : JSON.stringify(end.fault)
  await sql`
    update tieout.run set state = ${end.state}, fault = ${fault}::jsonb, ended_at = ${end.at}, heartbeat_at = ${end.at}
     where connection = ${connection} and id = ${run} and state in ('running', 'lost')`.execute(view)
}

/** Records that are to be written yet, or wait for something. */
export async function pendingRecords(view: View, connection: string): Promise<number> {
  const { rows } = await sql<{ records: number }>`
    select count(*) as records from tieout.link l
     where l.connection = ${connection} and ${listed('l')} and l.status = 'pending'
       and l.reason is distinct from 'confirming'`.execute(view)
  return rows[0]?.records ?? 0
}

/** Asks a run to stop at its next page. */
export async function cancelRun(view: View, connection: string, id: string): Promise<void> {
  await sql`
    update tieout.run set cancel_requested = true
     where connection = ${connection} and id = ${id} and state = 'running' and kind <> 'import'`.execute(view)
}

/** Runs whose heart has not beaten since a moment: their worker is gone. @returns how many were found */
export async function loseRuns(
  view: View,
  connection: string,
  silentSince: number,
  at: number,
): Promise<number> {
  const { rows } = await sql`
    update tieout.run set state = 'lost', ended_at = ${at}
     where connection = ${connection} and state = 'running' and heartbeat_at < ${silentSince} returning id`.execute(
    view,
  )
  return rows.length
}

/** Runs that beat or ended after a moment (epoch milliseconds), newest first, at most 20. */
export async function runsChangedSince(
  view: View,
  connection: string,
  since: number,
): Promise<readonly RunRow[]> {
  const { rows } = await sql<RunRow>`
    select ${columns} from tieout.run
     where connection = ${connection} and kind <> 'import' and greatest(heartbeat_at, coalesce(ended_at, 0)) > ${since}
     order by started_at desc limit 20`.execute(view)
  return rows
}

/** Starts a run inside a transaction that has seen that none is under way. */
export async function insertRun(
  view: View,
  run: {
    id: string
    scope: Scope
    kind: 'scheduled' | 'sync_now' | 'initial'
    by: string | null
    at: number
  },
): Promise<void> {
  await sql`
    insert into tieout.run (workspace, connection, id, kind, by, started_at, heartbeat_at)
    values (${run.scope.workspace}, ${run.scope.connection}, ${run.id}, ${run.kind}, ${run.by}, ${run.at}, ${run.at})`.execute(
    view,
  )
}
