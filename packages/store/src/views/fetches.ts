import type { FetchPlace, FetchPlan } from '@tieout/engine/ports/fetches.ts'
import type { Scope } from '@tieout/engine/ports.ts'
import type { Fault } from '@tieout/engine/ports/fault.ts'
import type { RunAdd } from '@tieout/engine/ports/runs.ts'
import { sql } from 'kysely'
import { announce } from '../database/workspace.ts'
import type { RunRow } from './runs.ts'
import type { View } from './view.ts'

/** Someone who is to get the result by mail unless they are still looking. */
export interface Waiting {
  readonly email: string
  /** When they last looked, epoch milliseconds. */
  readonly seenAt: number
}

/** An import from Intacct that is under way. */
export interface OpenFetch {
  readonly id: string
  readonly plan: FetchPlan
  readonly place: FetchPlace
  readonly waiting: Waiting | null
}

/** The import from Intacct that is under way, if any. */
export async function openFetch(view: View, connection: string): Promise<OpenFetch | null> {
  const { rows } = await sql<{ id: string; report: Omit<OpenFetch, 'id'> }>`
    select id, report from tieout.run
     where connection = ${connection} and state = 'running' and kind = 'fetch' order by started_at desc limit 1`.execute(
    view,
  )
  const [row] = rows
  return row === undefined ? null : { id: row.id, ...row.report }
}

/** Starts one inside a transaction that has seen that none is under way; the sweep comes back to it even if every job is lost. */
export async function insertFetch(
  view: View,
  scope: Scope,
  { id, ...report }: OpenFetch,
  by: string,
  at: number,
): Promise<void> {
  await sql`
    insert into tieout.run (workspace, connection, id, kind, by, started_at, heartbeat_at, report)
    values (${scope.workspace}, ${scope.connection}, ${id}, 'fetch', ${by}, ${at}, ${at}, ${JSON.stringify(report)}::jsonb)`.execute(
    view,
  )
  await sql`update tieout.connection set next_fetch_at = ${at} where id = ${scope.connection}`.execute(view)
  await announce(view, scope, 'run')
}

/** Where the import goes on from, after a page that was stored. */
export async function moveFetch(
  view: View,
  connection: string,
  run: string,
  place: FetchPlace,
): Promise<void> {
  await sql`
    update tieout.run set report = jsonb_set(report, '{place}', ${JSON.stringify(place)}::jsonb)
     where connection = ${connection} and id = ${run} and kind = 'fetch'`.execute(view)
}

/** The person who waits for the result is looking at it. @param at epoch milliseconds */
export async function seeFetch(
  view: View,
  connection: string,
  run: string,
  email: string,
  at: number,
): Promise<void> {
  await sql`
    update tieout.run set report = jsonb_set(report, '{waiting,seenAt}', to_jsonb(${at}::bigint))
     where connection = ${connection} and id = ${run} and kind = 'fetch' and report -> 'waiting' ->> 'email' = ${email}`.execute(
    view,
  )
}

export interface EndedFetch {
  readonly companyName: string
  readonly company: string
  readonly state: RunRow['state']
  readonly read: number
  readonly perType: RunAdd
  readonly waiting: Waiting | null
}

/** Ends an import once; null when it has ended before. It says nothing about how fresh the connection is. @param end.at epoch ms */
export async function endFetch(
  view: View,
  scope: Scope,
  run: string,
  end: { readonly state: 'done' | 'failed' | 'cancelled'; readonly fault: Fault | null; readonly at: number },
): Promise<EndedFetch | null> {
  const fault = end.fault === null ? null : JSON.stringify(end.fault)
  const { rows } = await sql<EndedFetch>`
    update tieout.run r set state = ${end.state}, fault = ${fault}::jsonb, ended_at = ${end.at}, heartbeat_at = ${end.at}
      from tieout.connection c join tieout.company k on k.workspace = c.workspace and k.id = c.company
     where r.connection = ${scope.connection} and r.id = ${run} and r.state in ('running', 'lost') and c.id = r.connection
    returning k.name as "companyName", k.id as company, r.state, r.read, coalesce(r.per_type, '{}') as "perType",
              r.report -> 'waiting' as waiting`.execute(view)
  await forgetFetch(view, scope.connection)
  await announce(view, scope, 'run')
  return rows[0] ?? null
}

/** No import is under way any more. */
export async function forgetFetch(view: View, connection: string): Promise<void> {
  await sql`update tieout.connection set next_fetch_at = null where id = ${connection}`.execute(view)
}

/** Through a definer function: connections of every workspace with an import under way. */
export async function dueFetches(view: View, at: number): Promise<readonly Scope[]> {
  const { rows } = await sql<Scope>`select workspace, connection from tieout.due_fetches(${at})`.execute(view)
  return rows
}
