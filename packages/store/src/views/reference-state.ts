import { sql } from 'kysely'
import type { ReferenceType } from '@tieout/engine/core/reference-types.ts'
import type { Fault } from '@tieout/engine/ports/fault.ts'
import type { Scope } from '@tieout/engine/ports.ts'
import { within } from '../database/bulk.ts'
import { announce } from '../database/workspace.ts'
import type { RunRow } from './runs.ts'
import type { View } from './view.ts'

export interface ReferenceTypeRow {
  readonly type: ReferenceType
  readonly records: number
  readonly usable: number
  readonly lastAttemptAt: number | null
  readonly lastSuccessAt: number | null
  readonly lastFullAt: number | null
  readonly lastFailureAt: number | null
  /** Why it could not be read the last time; null once it could. */
  readonly failure: Fault | null
}

/** How the cache of each kind stands, as far as it was ever tried. */
export async function referenceTypeRows(view: View, scope: Scope): Promise<readonly ReferenceTypeRow[]> {
  const { rows } = await sql<ReferenceTypeRow>`
    select t.type, t.records, t.usable, t.last_attempt_at as "lastAttemptAt", t.last_success_at as "lastSuccessAt",
           t.last_full_at as "lastFullAt", t.last_failure_at as "lastFailureAt", t.failure
      from tieout.reference_type t where ${within(scope, 't')} order by t.type`.execute(view)
  return rows
}

/** What the company calls its dimensions, by their names in Intacct. */
export async function dimensionNames(view: View, scope: Scope): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ id: string; name: string }>`
    select r.id, r.name from tieout.reference_record r
     where ${within(scope, 'r')} and r.type = 'dimension' and r.presence = 'present'`.execute(view)
  return new Map(rows.map(({ id, name }) => [id, name]))
}

export interface ReferenceSchedule {
  /** When the cache is due; null: at once. */
  readonly nextAt: number | null
  /** The last refresh that was complete. */
  readonly lastAt: number | null
  readonly lastFailureAt: number | null
  readonly lastFailure: Fault | null
}

/** Later than any moment: the cache is refreshed by hand only. */
export const never = 9_000_000_000_000_000

/** When the cache of a connection is due, and how its last refresh ended. */
export async function referenceSchedule(view: View, connection: string): Promise<ReferenceSchedule> {
  const { rows } = await sql<ReferenceSchedule>`
    select next_reference_at as "nextAt", last_reference_at as "lastAt", last_reference_failure_at as "lastFailureAt",
           last_reference_failure as "lastFailure"
      from tieout.connection where id = ${connection}`.execute(view)
  return rows[0] ?? { nextAt: null, lastAt: null, lastFailureAt: null, lastFailure: null }
}

/** Puts the next refresh at a moment, `never` among them. */
export async function scheduleReference(view: View, connection: string, at: number): Promise<void> {
  await sql`update tieout.connection set next_reference_at = ${at}::bigint where id = ${connection}`.execute(
    view,
  )
}

/** Through a definer function: connections of every workspace whose cache is due. */
export async function dueReferences(view: View, at: number): Promise<readonly Scope[]> {
  const { rows } = await sql<Scope>`
    select workspace, connection from tieout.due_references(${at})`.execute(view)
  return rows
}

export interface OpenRefresh {
  readonly id: string
  readonly startedAt: number
  readonly full: boolean
  readonly by: string | null
}

/** The refresh that is under way, if any. */
export async function openRefresh(view: View, connection: string): Promise<OpenRefresh | null> {
  const { rows } = await sql<OpenRefresh>`
    select id, started_at as "startedAt", full_refresh as "full", by from tieout.run
     where connection = ${connection} and state = 'running' and kind = 'refresh' order by started_at desc limit 1`.execute(
    view,
  )
  return rows[0] ?? null
}

/** Starts a refresh inside a transaction that has seen that none is under way. */
export async function insertRefresh(view: View, scope: Scope, run: OpenRefresh): Promise<void> {
  await sql`
    insert into tieout.run (workspace, connection, id, kind, by, started_at, heartbeat_at, full_refresh)
    values (${scope.workspace}, ${scope.connection}, ${run.id}, 'refresh', ${run.by}, ${run.startedAt}, ${run.startedAt},
            ${run.full})`.execute(view)
  await announce(view, scope, 'run')
}

/** Beats the heart of a refresh. @returns whether it is to stop */
export async function beatRefresh(
  view: View,
  scope: Scope,
  run: string,
  step: { readonly read: number; readonly phase: string; readonly done: number; readonly of: number },
  at: number,
): Promise<boolean> {
  const { rows } = await sql<{ cancel: boolean }>`
    update tieout.run r
       set heartbeat_at = greatest(r.heartbeat_at, ${at}::bigint), read = r.read + ${step.read}, phase = ${step.phase},
           done = ${step.done}, "of" = ${step.of}
     where ${within(scope, 'r')} and r.id = ${run} and r.state in ('running', 'lost')
    returning r.cancel_requested as cancel`.execute(view)
  await announce(view, scope, 'run')
  return rows[0]?.cancel ?? true
}

/** Ends a refresh once. Only one that was complete counts as the last refresh; one that failed says why. */
export async function endRefresh(
  view: View,
  scope: Scope,
  run: string,
  end: { readonly state: RunRow['state']; readonly fault: Fault | null; readonly complete: boolean },
  at: number,
): Promise<void> {
  const fault = end.fault === null ? null : JSON.stringify(end.fault)
  const { rows } = await sql`
    update tieout.run r set state = ${end.state}, fault = ${fault}::jsonb, ended_at = ${at}::bigint, heartbeat_at = ${at}::bigint,
           done = case when ${end.state} = 'done' then coalesce(r.of, r.done) else r.done end
     where ${within(scope, 'r')} and r.id = ${run} and r.state in ('running', 'lost') returning r.id`.execute(
    view,
  )
  if (rows.length > 0) {
    await sql`
      update tieout.connection
         set last_reference_at = case when ${end.complete}::boolean then ${at}::bigint else last_reference_at end,
             last_reference_failure_at = case when ${end.fault !== null}::boolean then ${at}::bigint else last_reference_failure_at end,
             last_reference_failure = coalesce(${fault}::jsonb, last_reference_failure)
       where workspace = ${scope.workspace}::uuid and id = ${scope.connection}::uuid`.execute(view)
  }
  await announce(view, scope, 'run')
}
