import { sql } from 'kysely'
import type { Scope } from '@tieout/engine/ports.ts'
import type { AppSide, IntentView, RemoteSide, Resolved, Situation } from '@tieout/engine/ports/situation.ts'
import { via, within } from '../database/bulk.ts'
import { inSnapshot } from '../database/workspace.ts'
import type { Db } from '../database/workspace.ts'
import { candidatesOf } from './candidates.ts'
import { matchesOf } from './matches.ts'
import type { Matches } from './matches.ts'
import type { LinkRow } from './link-row.ts'
import { remoteColumns, remoteSide } from './remote-side.ts'
import { resolve } from './resolve.ts'

/** Whole situations, parents before children and the app's records before strangers, in a handful of statements whatever their number. */
export async function dirty(db: Db, scope: Scope, limit: number, now: number): Promise<readonly Situation[]> {
  return inSnapshot(db, scope.workspace, async (tx) => {
    const links = await readLinks(tx, scope, limit, now)
    if (links.length === 0) return []
    const resolved = await resolve(tx, scope, links)
    const matches = await matchesOf(tx, scope, links)
    const unlinked = links.filter((link) => link.remote_key === null)
    const candidates = await candidatesOf(tx, scope, unlinked, matches.own)
    return links.map((link) =>
      situation(link, resolved.get(link.id) ?? [], candidates.get(link.id) ?? [], matches),
    )
  })
}

async function readLinks(tx: Db, scope: Scope, limit: number, now: number): Promise<LinkRow[]> {
  const found = await sql<LinkRow>`
    with due as materialized (
      select l.* from (
        (select l.* from link l
          where ${within(scope, 'l')} and l.due_at = 0 and ${via('link_due', 'l')}
          order by l.type_order, l.imported, l.revision limit ${limit})
        union all
        (select l.* from link l
          where ${within(scope, 'l')} and l.due_at > 0 and l.due_at <= ${now}::bigint and ${via('link_due_at', 'l')}
          order by l.due_at limit ${limit})
      ) l order by l.type_order, l.imported, l.revision limit ${limit}
    )
    select l.id, l.revision, l.type, l.reason, l.app_id, l.imported, l.duplicates, l.base, l.told, l.bounces, l.choice, l.choice_detail, l.instead, l.incarnation, l.remote_key,
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
      left join lateral (
        select x.version, x.state, x.data from app_record x
         where ${within(scope, 'x')} and x.type = l.type and x.id = l.app_id offset 0
      ) a on true
      left join lateral (
        select x.* from remote_record x where ${within(scope, 'x')} and x.type = l.type and x.key = l.remote_key offset 0
      ) r on true
      left join lateral (select x.* from intent x where ${within(scope, 'x')} and x.id = l.intent offset 0) i on true
     order by l.type_order, l.imported, l.revision`.execute(tx)
  return found.rows
}

function situation(
  link: LinkRow,
  resolved: readonly Resolved[],
  candidates: readonly RemoteSide[],
  matches: Matches,
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
    choiceDetail: link.choice_detail ?? {},
    instead: link.instead,
    bounces: link.bounces,
    resolved,
    match: matches.own.get(link.id) ?? null,
    values: matches.valuesOf(link),
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
