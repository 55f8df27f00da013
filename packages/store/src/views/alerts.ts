import type { Fault } from '@tieout/engine/ports/fault.ts'
import { sql } from 'kysely'
import type { View } from './view.ts'

/** Who is told of a connection's faults, in the order of the alphabet. */
export async function alertAddresses(view: View, connection: string): Promise<readonly string[]> {
  const { rows } = await sql<{ address: string }>`
    select address from tieout.alert_address where connection = ${connection} order by address`.execute(view)
  return rows.map(({ address }) => address)
}

/** These and no others from now on. */
export async function saveAlertAddresses(
  view: View,
  change: { connection: string; addresses: readonly string[]; by: string; at: number },
): Promise<void> {
  await sql`
    delete from tieout.alert_address
     where connection = ${change.connection} and address <> all(${[...change.addresses]}::text[])`.execute(
    view,
  )
  await sql`
    insert into tieout.alert_address (workspace, connection, address, added_at, added_by)
    select c.workspace, c.id, given.address, ${change.at}::bigint, ${change.by}
      from tieout.connection c cross join unnest(${[...change.addresses]}::text[]) as given (address)
     where c.id = ${change.connection}
    on conflict (workspace, connection, address) do nothing`.execute(view)
}

export interface AlertRow {
  readonly id: string
  readonly cause: string
  readonly sentence: string
  readonly cure: string
  readonly since: number
  readonly mailedAt: number | null
}

/** Faults of a connection that are not over, the oldest first. */
export async function openAlerts(view: View, connection: string): Promise<readonly AlertRow[]> {
  const { rows } = await sql<AlertRow>`
    select id, cause, sentence, cure, since, mailed_at as "mailedAt"
      from tieout.alert where connection = ${connection} and over_at is null order by since, id`.execute(view)
  return rows
}

/** How a connection stands, as far as someone may have to be told of it. Moments in epoch milliseconds. */
export interface WatchedConnection {
  readonly id: string
  readonly company: string
  readonly companyName: string
  readonly state: string
  readonly fault: Fault | null
  readonly pausedAt: number | null
  /** Null: not by a person. */
  readonly pausedBy: string | null
  /** Calls in a row that could not reach Intacct. */
  readonly failures: number
  readonly lastFailureAt: number | null
  readonly autoSync: boolean
  readonly inboundEveryMs: number
  readonly nextInboundAt: number | null
  readonly lastSyncAt: number | null
  /** When the cache of reference data is due; null: it was never refreshed. */
  readonly nextReferenceAt: number | null
  readonly lastReferenceAt: number | null
  readonly lastReferenceFailureAt: number | null
  readonly lastReferenceFailure: Fault | null
  readonly pausedTypes: readonly { readonly type: string; readonly fault: Fault }[]
  readonly addresses: readonly string[]
  readonly open: readonly AlertRow[]
  /** Causes of which people were told since the moment asked for, and when last. */
  readonly told: Readonly<Record<string, number>>
}

/**
 * Every connection of the workspace that someone wants to hear of, or was told of; all in one statement.
 * @param toldSince epoch milliseconds
 */
export async function watchedConnections(
  view: View,
  toldSince: number,
): Promise<readonly WatchedConnection[]> {
  const { rows } = await sql<WatchedConnection>`
    select c.id, c.company, k.name as "companyName", c.state, c.fault, c.paused_at as "pausedAt", c.paused_by as "pausedBy",
           c.failures, c.last_failure_at as "lastFailureAt",
           coalesce((c.settings->>'autoSync')::boolean, true) as "autoSync",
           coalesce((c.settings->>'inboundEveryMs')::bigint, 3600000) as "inboundEveryMs",
           c.next_inbound_at as "nextInboundAt", c.last_sync_at as "lastSyncAt",
           c.next_reference_at as "nextReferenceAt", c.last_reference_at as "lastReferenceAt",
           c.last_reference_failure_at as "lastReferenceFailureAt", c.last_reference_failure as "lastReferenceFailure",
           coalesce((select jsonb_agg(jsonb_build_object('type', s.stream, 'fault', s.fault) order by s.stream)
                       from tieout.stream s
                      where s.workspace = c.workspace and s.connection = c.id and s.fault is not null), '[]') as "pausedTypes",
           coalesce((select jsonb_agg(a.address order by a.address) from tieout.alert_address a
                      where a.workspace = c.workspace and a.connection = c.id), '[]') as addresses,
           coalesce((select jsonb_agg(jsonb_build_object('id', o.id, 'cause', o.cause, 'sentence', o.sentence, 'cure', o.cure,
                                                         'since', o.since, 'mailedAt', o.mailed_at) order by o.since, o.id)
                       from tieout.alert o
                      where o.workspace = c.workspace and o.connection = c.id and o.over_at is null), '[]') as open,
           coalesce((select jsonb_object_agg(t.cause, t.at)
                       from (select o.cause, max(o.mailed_at) as at from tieout.alert o
                              where o.workspace = c.workspace and o.connection = c.id and o.mailed_at >= ${toldSince}::bigint
                              group by o.cause) t), '{}') as told
      from tieout.connection c join tieout.company k on k.workspace = c.workspace and k.id = c.company
     where exists (select 1 from tieout.alert_address a where a.workspace = c.workspace and a.connection = c.id)
        or exists (select 1 from tieout.alert o
                    where o.workspace = c.workspace and o.connection = c.id and o.over_at is null)`.execute(
    view,
  )
  return rows
}

/** Through a definer function: workspaces with something to watch. */
export async function watchedWorkspaces(view: View): Promise<readonly string[]> {
  const { rows } = await sql<{ workspace: string }>`
    select workspace from tieout.watched_workspaces()`.execute(view)
  return rows.map(({ workspace }) => workspace)
}

/** @returns false when another process opened it meanwhile */
export async function openAlert(
  view: View,
  alert: AlertRow & { readonly workspace: string; readonly connection: string },
): Promise<boolean> {
  const { rows } = await sql`
    insert into tieout.alert (workspace, id, connection, cause, sentence, cure, since, mailed_at)
    values (${alert.workspace}, ${alert.id}, ${alert.connection}, ${alert.cause}, ${alert.sentence}, ${alert.cure},
            ${alert.since}, ${alert.mailedAt})
    on conflict (workspace, connection, cause) where over_at is null do nothing returning id`.execute(view)
  return rows.length > 0
}

/** Notes that people are told again. @returns false when another process did meanwhile, or it is over */
export async function remindedOf(
  view: View,
  id: string,
  before: number | null,
  at: number,
): Promise<boolean> {
  const { rows } = await sql`
    update tieout.alert set mailed_at = ${at}::bigint
     where id = ${id} and over_at is null and mailed_at is not distinct from ${before}::bigint returning id`.execute(
    view,
  )
  return rows.length > 0
}

/** @returns false when another process ended it meanwhile */
export async function endAlert(view: View, id: string, at: number): Promise<boolean> {
  const { rows } = await sql`
    update tieout.alert set over_at = ${at}::bigint where id = ${id} and over_at is null returning id`.execute(
    view,
  )
  return rows.length > 0
}
