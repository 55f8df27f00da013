import { sql } from 'kysely'
import type { ObjectType } from '@tieout/engine/core/object-types.ts'
import type { Reason } from '@tieout/engine/core/outcomes.ts'
import type { AppState, RecordData } from '@tieout/engine/core/records.ts'
import type {
  AppSide,
  Base,
  Choice,
  CommandDraft,
  Fault,
  IntentOp,
  IntentState,
  IntentView,
  RemoteSide,
  Resolved,
  Scope,
  Situation,
} from '@tieout/engine/ports.ts'
import { within } from '../database/bulk.ts'
import { inSnapshot } from '../database/workspace.ts'
import type { Db } from '../database/workspace.ts'
import { candidatesOf } from './candidates.ts'
import { remoteColumns, remoteSide } from './remote-side.ts'
import type { RemoteColumns } from './remote-side.ts'
import { resolve } from './resolve.ts'

export interface LinkRow extends RemoteColumns {
  id: string
  revision: number
  type: ObjectType
  reason: Reason | null
  app_id: string
  imported: boolean
  duplicates: string[]
  base: Base | null
  told: AppSide['told']
  choice: Choice | null
  incarnation: number
  link_number: string
  link_party: string
  remote_key: string | null
  app_version: number | null
  app_state: AppState | null
  app_data: RecordData | null
  intent_id: string | null
  op: IntentOp
  intent_state: IntentState
  intent_incarnation: number
  generation: number
  intent_version: number
  intent_marker: string
  intent_key: string | null
  read_back: boolean
  sent_at: number | null
  fault: Fault | null
  command: CommandDraft
}

/** Whole situations, parents before children and the app's records before strangers, in three statements whatever their number. */
export async function dirty(db: Db, scope: Scope, limit: number, now: number): Promise<readonly Situation[]> {
  return inSnapshot(db, scope.workspace, async (tx) => {
    const links = await readLinks(tx, scope, limit, now)
    if (links.length === 0) return []
    const resolved = await resolve(tx, scope, links)
    const candidates = await candidatesOf(
      tx,
      scope,
      links.filter((link) => link.remote_key === null),
    )
    return links.map((link) => situation(link, resolved.get(link.id) ?? [], candidates.get(link.id) ?? []))
  })
}

async function readLinks(tx: Db, scope: Scope, limit: number, now: number): Promise<LinkRow[]> {
  const found = await sql<LinkRow>`
    with due as materialized (
      select l.* from link l
       where ${within(scope, 'l')} and l.due_at is not null and l.due_at <= ${now}::bigint
       order by l.type_order, l.imported, l.revision limit ${limit}
    )
    select l.id, l.revision, l.type, l.reason, l.app_id, l.imported, l.duplicates, l.base, l.told, l.choice, l.incarnation, l.remote_key,
           l.number as link_number, l.party as link_party,
           a.version as app_version, a.state as app_state, a.data as app_data,
           i.id as intent_id, i.op, i.state as intent_state, i.incarnation as intent_incarnation, i.generation,
           i.version as intent_version, i.marker as intent_marker, i.key as intent_key, i.sent_at, i.fault, i.command,
           i.state = 'written' and not exists (
             select 1 from wanted_read w
              where ${within(scope, 'w')} and w.type = i.type and w.by = 'key' and w.key = i.key and w.why = 'read_back'
           ) as read_back,
           ${remoteColumns('r')}
      from due l
      left join app_record a on ${within(scope, 'a')} and a.type = l.type and a.id = l.app_id
      left join remote_record r on ${within(scope, 'r')} and r.type = l.type and r.key = l.remote_key
      left join intent i on ${within(scope, 'i')} and i.id = l.intent
     order by l.type_order, l.imported, l.revision`.execute(tx)
  return found.rows
}

function situation(
  link: LinkRow,
  resolved: readonly Resolved[],
  candidates: readonly RemoteSide[],
): Situation {
  return {
    linkId: link.id,
    revision: link.revision,
    type: link.type,
    appId: link.app_id,
    reason: link.reason,
    app: appSide(link),
    imported: link.imported,
    remote: link.key === null ? null : remoteSide(link, link.id),
    duplicates: link.duplicates,
    base: link.base,
    intent: intentView(link),
    incarnation: link.incarnation,
    choice: link.choice,
    resolved,
    candidates,
  }
}

/** An imported record has no app side until the app puts a version; its Tieout id is the link's app id all the same. */
function appSide(link: LinkRow): AppSide | null {
  if (link.app_version === null || link.app_state === null || link.app_data === null) return null
  return {
    id: link.app_id,
    version: link.app_version,
    state: link.app_state,
    data: link.app_data,
    told: link.told,
  }
}

function intentView(link: LinkRow): IntentView | null {
  if (link.intent_id === null) return null
  return {
    id: link.intent_id,
    op: link.op,
    state: link.intent_state,
    incarnation: link.intent_incarnation,
    generation: link.generation,
    version: link.intent_version,
    marker: link.intent_marker,
    key: link.intent_key,
    fault: link.fault,
    sentAt: link.sent_at,
    readBack: link.read_back,
    command: link.command,
  }
}
