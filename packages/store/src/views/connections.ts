import type { Settings } from '@tieout/engine/core/settings.ts'
import { settingsSchema } from '@tieout/engine/core/settings.ts'
import type { Fault } from '@tieout/engine/ports/fault.ts'
import { sql } from 'kysely'
import { via } from '../database/bulk.ts'
import type { View } from './view.ts'

export type ConnectionState = 'connecting' | 'active' | 'paused' | 'verify_first' | 'disconnected'

export interface ConnectionRow {
  readonly id: string
  readonly company: string
  readonly companyName: string
  readonly connector: 'intacct'
  readonly state: ConnectionState
  readonly installation: string
  readonly settings: Settings
  readonly settingsVersion: number
  readonly credentialsSetAt: number | null
  readonly credentialsSetBy: string | null
  readonly endpoint: string
  readonly intacctCompany: string
  readonly entity: string | null
  readonly user: string
  readonly fault: Fault | null
  readonly pausedBy: string | null
  readonly nextSyncAt: number | null
  readonly lastSyncAt: number | null
  readonly lastFailureAt: number | null
  readonly lastFailure: Fault | null
  /** Since when it verifies first, epoch ms. */
  readonly verifySince: number | null
  /** The name that Intacct gives the company; null where it does not tell. */
  readonly intacctName: string | null
  readonly disconnectedAt: number | null
  readonly disconnectedBy: string | null
}

/** Everything of a connection but its credentials. */
export async function connectionById(view: View, id: string): Promise<ConnectionRow | null> {
  const { rows } = await sql<ConnectionRow>`
    select c.id, c.company, k.name as "companyName", c.connector, c.state, c.installation, c.settings,
           c.settings_version as "settingsVersion", c.credentials_set_at as "credentialsSetAt",
           c.credentials_set_by as "credentialsSetBy", coalesce(c.endpoint, '') as endpoint,
           c.remote_company as "intacctCompany", c.entity, coalesce(c.remote_user, '') as "user", c.fault,
           c.paused_by as "pausedBy", c.next_inbound_at as "nextSyncAt", c.last_sync_at as "lastSyncAt",
           c.last_failure_at as "lastFailureAt", c.last_failure as "lastFailure",
           c.verify_since as "verifySince", c.remote_name as "intacctName",
           c.disconnected_at as "disconnectedAt", c.disconnected_by as "disconnectedBy"
      from tieout.connection c join tieout.company k on k.workspace = c.workspace and k.id = c.company
     where c.id = ${id}`.execute(view)
  const row = rows[0]
  // Settings are stored as they were given; defaults that came later apply.
  return row ? { ...row, settings: settingsSchema.parse(row.settings) } : null
}

export interface StoredCredentials {
  /** Sealed text. */
  readonly credentials: string
  readonly endpoint: string
  readonly intacctCompany: string
  readonly entity: string | null
  readonly user: string
}

export interface NewConnection extends StoredCredentials {
  readonly id: string
  readonly workspace: string
  readonly company: string
  readonly settings: Settings
  /** `paused`: nothing is read or sent before someone resumes; `connecting`: before someone confirms. */
  readonly begins: 'at_once' | 'paused' | 'connecting'
  readonly intacctName?: string | null
  readonly by: string
  readonly at: number
}

/** Why a company cannot be tied to that Intacct company and entity; null when it can. */
export async function entityTaken(
  view: View,
  wanted: { intacctCompany: string; entity: string | null; except: string | null },
): Promise<string | null> {
  // The same entity twice, or top level beside one of its entities, would post everything twice.
  const { rows } = await sql<{ name: string }>`
    select k.name from tieout.connection c join tieout.company k on k.workspace = c.workspace and k.id = c.company
     where c.remote_company = ${wanted.intacctCompany} and c.state <> 'disconnected'
       and (${wanted.except}::uuid is null or c.id <> ${wanted.except}::uuid)
       and (c.entity is null or ${wanted.entity}::text is null or c.entity = ${wanted.entity}::text)
     limit 1`.execute(view)
  return rows[0]?.name ?? null
}

/** Creates a connection and the first version of its settings, due for its first pass at once. Throws when the company or the entity is connected. */
export async function createConnection(view: View, connection: NewConnection): Promise<void> {
  const settings = JSON.stringify(connection.settings)
  await sql`
    insert into tieout.connection (
      workspace, id, company, connector, installation, state, settings, settings_version, credentials, credentials_set_at,
      credentials_set_by, endpoint, remote_company, entity, remote_user, remote_name, paused_at, paused_by, next_inbound_at, created_at, verify_since)
    select ${connection.workspace}, ${connection.id}, ${connection.company}, 'intacct', i.id,
           case when ${connection.begins} <> 'at_once' then ${connection.begins}
                when i.verify_since is null then 'active' else 'verify_first' end,
           ${settings}::jsonb, 1,
           ${connection.credentials}, ${connection.at}, ${connection.by}, ${connection.endpoint},
           ${connection.intacctCompany}, ${connection.entity}, ${connection.user}, ${connection.intacctName ?? null},
           case when ${connection.begins} = 'paused' then ${connection.at}::bigint end,
           case when ${connection.begins} = 'paused' then ${connection.by}::text end, ${connection.at}, ${connection.at}, i.verify_since
      from tieout.installation i`.execute(view)
  await sql`
    insert into tieout.connection_settings (workspace, connection, version, settings, changed_at, changed_by)
    values (${connection.workspace}, ${connection.id}, 1, ${settings}::jsonb, ${connection.at}, ${connection.by})`.execute(
    view,
  )
}

/** What the settings before left out of what Intacct has is decided anew. */
async function lookAgain(view: View, connection: string): Promise<void> {
  await sql`
    update tieout.link l set due_at = 0, revision = nextval('tieout.revision')
     where l.connection = ${connection} and l.id = any(array(
       select x.id from tieout.link x
        where x.connection = ${connection} and x.status = 'not_integrated' and x.role = 'main'
          and x.reason in ('document_type_off', 'no_documents') and ${via('grid', 'x')}))`.execute(view)
}

/** @returns false when the settings are no longer version `on` */
export async function saveSettings(
  view: View,
  change: { connection: string; on: number; settings: Settings; by: string; at: number },
): Promise<boolean> {
  const settings = JSON.stringify(change.settings)
  const { rows } = await sql`
    update tieout.connection set settings = ${settings}::jsonb, settings_version = settings_version + 1,
           next_inbound_at = least(next_inbound_at, ${change.at + change.settings.inboundEveryMs}::bigint)
     where id = ${change.connection} and settings_version = ${change.on} returning id`.execute(view)
  if (rows.length === 0) return false
  await lookAgain(view, change.connection)
  await sql`
    insert into tieout.connection_settings (workspace, connection, version, settings, changed_at, changed_by)
    select workspace, id, settings_version, settings, ${change.at}, ${change.by}
      from tieout.connection where id = ${change.connection}`.execute(view)
  return true
}

/** New credentials end the fault that the old ones had: the connection is active again, unless it is still being made. */
export async function saveCredentials(
  view: View,
  change: StoredCredentials & { connection: string; by: string; at: number },
): Promise<void> {
  await sql`
    update tieout.connection
       set credentials = ${change.credentials}, credentials_set_at = ${change.at}, credentials_set_by = ${change.by},
           endpoint = ${change.endpoint}, remote_company = ${change.intacctCompany}, entity = ${change.entity},
           remote_user = ${change.user}, fault = null, paused_at = null, paused_by = null,
           disconnected_at = null, disconnected_by = null,
           state = case when state = 'connecting' then state when verify_since is null then 'active' else 'verify_first' end,
           next_inbound_at = ${change.at}
     where id = ${change.connection}`.execute(view)
}

/** Somebody has confirmed: from now on it is synchronized. */
export async function startConnection(view: View, connection: string, at: number): Promise<void> {
  await sql`
    update tieout.connection
       set state = case when verify_since is null then 'active' else 'verify_first' end, next_inbound_at = ${at}
     where id = ${connection} and state = 'connecting'`.execute(view)
}

/** Ends a connection: its secrets are erased, its links and history stay. Runs under way are to stop. */
export async function disconnect(
  view: View,
  change: { connection: string; by: string; at: number },
): Promise<void> {
  await sql`
    update tieout.connection
       set state = 'disconnected', credentials = null, credentials_set_at = null, credentials_set_by = null, fault = null,
           paused_at = null, paused_by = null, next_inbound_at = null, sync_asked_by = null,
           disconnected_at = ${change.at}, disconnected_by = ${change.by}
     where id = ${change.connection} and state <> 'disconnected'`.execute(view)
  await sql`
    update tieout.run set cancel_requested = true where connection = ${change.connection} and state = 'running'`.execute(
    view,
  )
}

/** Whether anything was tied together through this connection: then it belongs to its Intacct company for good. */
export async function hasLinks(view: View, connection: string): Promise<boolean> {
  const { rows } = await sql<{ some: boolean }>`
    select exists (select 1 from tieout.link where connection = ${connection}) as some`.execute(view)
  return rows[0]?.some ?? false
}

/** An earlier connection of this company to the same Intacct company and entity, which was disconnected; the newest. */
export async function earlierConnection(
  view: View,
  wanted: { company: string; intacctCompany: string; entity: string | null },
): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select id from tieout.connection
     where company = ${wanted.company} and state = 'disconnected' and lower(remote_company) = lower(${wanted.intacctCompany})
       and entity is not distinct from ${wanted.entity}::text
     order by created_at desc, id limit 1`.execute(view)
  return rows[0]?.id ?? null
}

/** A person pauses or resumes. Resuming forgets the fault and looks at once. */
export async function setConnectionState(
  view: View,
  connection: string,
  state: 'active' | 'paused',
  by: string,
  at: number,
): Promise<void> {
  const paused = state === 'paused'
  await sql`
    update tieout.connection
       set state = case when ${paused} then 'paused' when verify_since is not null then 'verify_first' else 'active' end,
           fault = case when ${paused} then fault end, paused_at = case when ${paused} then ${at}::bigint end,
           paused_by = case when ${paused} then ${by}::text end,
           next_inbound_at = case when ${paused} then next_inbound_at else ${at}::bigint end
     where id = ${connection} and state <> 'disconnected'`.execute(view)
}

/** The sealed credentials and where they are for: for the remote side's adapter alone. */
export async function sealedCredentials(
  view: View,
  connection: string,
): Promise<{
  sealed: string
  endpoint: string
  intacctCompany: string
  entity: string | null
  user: string
} | null> {
  const { rows } = await sql<{
    sealed: string
    endpoint: string
    intacctCompany: string
    entity: string | null
    user: string
  }>`
    select credentials as sealed, coalesce(endpoint, '') as endpoint, remote_company as "intacctCompany", entity,
           coalesce(remote_user, '') as "user"
      from tieout.connection where id = ${connection} and credentials is not null`.execute(view)
  return rows[0] ?? null
}

/** API units spent in a month (`YYYY-MM`, UTC). */
export async function unitsOf(view: View, connection: string, month: string): Promise<number> {
  const { rows } = await sql<{ used: number }>`
    select used as used from tieout.unit_count where connection = ${connection} and month = ${month}`.execute(
    view,
  )
  return rows[0]?.used ?? 0
}

/** Adds to the API units of a month (`YYYY-MM`, UTC). */
export async function addUnits(view: View, connection: string, month: string, units: number): Promise<void> {
  await sql`
    insert into tieout.unit_count as u (workspace, connection, month, used)
    select workspace, id, ${month}, ${units} from tieout.connection where id = ${connection}
    on conflict (workspace, connection, month) do update set used = u.used + excluded.used`.execute(view)
}

/** Object types that are not read now, and why, in a fixed order. */
export async function pausedTypes(
  view: View,
  connection: string,
): Promise<readonly { readonly type: string; readonly fault: Fault }[]> {
  const { rows } = await sql<{ type: string; fault: Fault }>`
    select stream as type, fault from tieout.stream where connection = ${connection} and fault is not null order by stream`.execute(
    view,
  )
  return rows
}

/** The lowest watermark of the connection's streams: everything changed before it is here. Null until all were read once. */
export async function watermarkOf(view: View, connection: string): Promise<string | null> {
  const { rows } = await sql<{ lowest: string | null; open: boolean }>`
    select min(watermark) as lowest, bool_or(watermark is null) as open
      from tieout.stream where connection = ${connection}`.execute(view)
  const row = rows[0]
  return row === undefined || row.open ? null : row.lowest
}
