import { sql } from 'kysely'
import type { Evidence } from '@tieout/engine/core/matching/evidence.ts'
import type { MatchExtra, MatchKind, MatchState } from '@tieout/engine/core/matching/kinds.ts'
import type { Scope } from '@tieout/engine/ports.ts'
import { json, via, within } from '../database/bulk.ts'
import type { View } from './view.ts'

/** One of the app's, as the app names it. */
export interface AppItem {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly extra: MatchExtra
}

/** Who it may be in Intacct, and what speaks for it. */
export interface StoredProposal {
  readonly type: string
  readonly key: string
  readonly id: string
  readonly name: string
  readonly score: number
  readonly rivals: number
  readonly evidence: readonly Evidence[]
}

export interface MatchRow extends AppItem {
  readonly kind: MatchKind
  readonly state: MatchState
  readonly remoteType: string | null
  readonly remoteKey: string | null
  readonly remoteId: string | null
  readonly remoteName: string | null
  readonly createAs: string | null
  readonly decidedBy: string | null
  readonly decidedAt: number | null
  readonly proposal: StoredProposal | null
  readonly sure: boolean
}

export const matchColumns = sql`
  m.kind, m.app_id as id, m.code, m.name, m.extra, m.state, m.remote_type as "remoteType", m.remote_key as "remoteKey",
  m.remote_id as "remoteId", m.remote_name as "remoteName", m.create_as as "createAs", m.decided_by as "decidedBy",
  m.decided_at as "decidedAt", m.proposal, m.sure`

/**
 * Takes a list of the app's whole: new items come in, known ones get their new names, those that are no more on it go, with what was
 * decided about them. Answers how many there are. @param at epoch ms
 */
export async function putAppList(
  view: View,
  scope: Scope,
  kind: MatchKind,
  items: readonly AppItem[],
  at: number,
): Promise<void> {
  await sql`
    insert into tieout.match_item as m (workspace, connection, kind, app_id, code, name, extra)
    select ${scope.workspace}::uuid, ${scope.connection}::uuid, ${kind}, r.id, r.code, r.name, r.extra
      from jsonb_to_recordset(${json(items)}) as r (id text, code text, name text, extra jsonb)
    on conflict (workspace, connection, kind, app_id) do update
      set code = excluded.code, name = excluded.name, extra = excluded.extra`.execute(view)
  await sql`
    delete from tieout.match_item m
     where ${within(scope, 'm')} and m.kind = ${kind} and not (m.app_id = any(${items.map(({ id }) => id)}::text[]))`.execute(
    view,
  )
  await noteKind(view, scope, kind, 'listed_at', at)
}

/** Notes when a kind's list was taken, or proposals were made from it. */
export async function noteKind(
  view: View,
  scope: Scope,
  kind: MatchKind,
  what: 'listed_at' | 'proposed_at',
  at: number,
): Promise<void> {
  await sql`
    insert into tieout.match_kind as k (workspace, connection, kind, ${sql.ref(what)})
    values (${scope.workspace}::uuid, ${scope.connection}::uuid, ${kind}, ${at}::bigint)
    on conflict (workspace, connection, kind) do update set ${sql.ref(what)} = excluded.${sql.ref(what)}`.execute(
    view,
  )
}

/**
 * The app's customers as it has sent them, but void ones. Those that are linked to a record of Intacct count as matched: there is nothing
 * left to decide about them.
 */
export async function takeCustomers(view: View, scope: Scope): Promise<void> {
  await sql`
    insert into tieout.match_item as m
           (workspace, connection, kind, app_id, code, name, extra, state, remote_type, remote_key, remote_id, remote_name)
    select ${scope.workspace}::uuid, ${scope.connection}::uuid, 'customer', a.id, coalesce(a.data ->> 'number', ''),
           coalesce(a.data ->> 'name', a.id), jsonb_strip_nulls(jsonb_build_object('email', a.data ->> 'email')),
           case when r.key is null then 'open' else 'matched' end, case when r.key is null then null else 'customer' end,
           r.key, r.number, r.name
      from tieout.app_record a
      left join lateral (
        select x.remote_key from tieout.link x
         where ${within(scope, 'x')} and x.type = 'customer' and x.app_id = a.id and x.role = 'main' and ${via('link_app', 'x')} offset 0
      ) l on true
      left join lateral (
        select x.key, x.number, x.name from tieout.remote_record x
         where ${within(scope, 'x')} and x.type = 'customer' and x.key = l.remote_key offset 0
      ) r on true
     where ${within(scope, 'a')} and a.type = 'customer' and a.state <> 'void' and a.version > 0
       and not exists (select 1 from tieout.match_item o
                        where ${within(scope, 'o')} and o.remote_type = 'customer' and o.remote_key = r.key and o.app_id <> a.id
                          and o.remote_key is not null and ${via('match_item_remote', 'o')} offset 0)
    on conflict (workspace, connection, kind, app_id) do update
      set code = excluded.code, name = excluded.name, extra = excluded.extra,
          state = case when excluded.state = 'matched' then 'matched' else m.state end,
          create_as = case when excluded.state = 'matched' then null else m.create_as end,
          remote_type = coalesce(excluded.remote_type, m.remote_type), remote_key = coalesce(excluded.remote_key, m.remote_key),
          remote_id = coalesce(excluded.remote_id, m.remote_id), remote_name = coalesce(excluded.remote_name, m.remote_name)`.execute(
    view,
  )
}

export interface KindCounts {
  readonly kind: MatchKind
  readonly total: number
  readonly open: number
  readonly matched: number
  readonly archived: number
  readonly created: number
  readonly proposed: number
  readonly sure: number
  readonly listedAt: number | null
  readonly proposedAt: number | null
}

/** Per kind that has items or was listed: how many stand how. */
export async function matchCounts(view: View, scope: Scope): Promise<readonly KindCounts[]> {
  const { rows } = await sql<KindCounts>`
    select coalesce(c.kind, k.kind) as kind, coalesce(c.total, 0) as total, coalesce(c.open, 0) as open,
           coalesce(c.matched, 0) as matched, coalesce(c.archived, 0) as archived, coalesce(c.created, 0) as created,
           coalesce(c.proposed, 0) as proposed, coalesce(c.sure, 0) as sure,
           k.listed_at as "listedAt", k.proposed_at as "proposedAt"
      from (
        select m.kind, count(*) as total, count(*) filter (where m.state = 'open') as open,
               count(*) filter (where m.state = 'matched') as matched, count(*) filter (where m.state = 'archived') as archived,
               count(*) filter (where m.state = 'created') as created,
               count(*) filter (where m.state = 'open' and m.proposal is not null) as proposed,
               count(*) filter (where m.state = 'open' and m.sure) as sure
          from tieout.match_item m where ${within(scope, 'm')} group by m.kind
      ) c
      full join (select x.* from tieout.match_kind x where ${within(scope, 'x')}) k on k.kind = c.kind`.execute(
    view,
  )
  return rows
}

/** What of a kind is listed. */
export type MatchShow = 'all' | 'open' | 'suggested' | 'matched' | 'archived' | 'created'

export interface MatchListing {
  readonly kind: MatchKind
  readonly show: MatchShow
  /** What the name or the code begins with; '' for everything. */
  readonly q: string
  readonly limit: number
  readonly after: readonly [name: string, id: string] | null
}

/** Items of a kind by name. */
export async function listMatches(
  view: View,
  scope: Scope,
  { kind, show, q, limit, after }: MatchListing,
): Promise<readonly MatchRow[]> {
  const [name, id] = after ?? [null, null]
  const shown =
    show === 'all'
      ? sql<boolean>`true`
      : show === 'suggested'
        ? sql<boolean>`m.state = 'open' and m.proposal is not null`
        : sql<boolean>`m.state = ${show}`
  const begins = `${q.replace(/[\\%_]/g, String.raw`\$&`)}%`
  const sought =
    q === '' ? sql<boolean>`true` : sql<boolean>`(m.name ilike ${begins} or m.code ilike ${begins})`
  const { rows } = await sql<MatchRow>`
    select ${matchColumns} from tieout.match_item m
     where ${within(scope, 'm')} and m.kind = ${kind} and ${via('match_item_name', 'm')} and ${shown} and ${sought}
       and (${name}::text is null or (m.name collate "C", m.app_id) > (${name}::text collate "C", ${id}::text))
     order by m.name collate "C", m.app_id limit ${limit}`.execute(view)
  return rows
}

/** Items of a kind by their ids; null for all that are shown so. */
export async function matchesByIds(
  view: View,
  scope: Scope,
  kind: MatchKind,
  which: readonly string[] | 'open' | 'sure' | 'unsuggested',
): Promise<readonly MatchRow[]> {
  if (typeof which !== 'string') {
    const { rows } = await sql<MatchRow>`
      select ${matchColumns} from unnest(${[...which]}::text[]) as k (id) cross join lateral (
        select x.* from tieout.match_item x where ${within(scope, 'x')} and x.kind = ${kind} and x.app_id = k.id offset 0) m`.execute(
      view,
    )
    return rows
  }
  const { rows } = await sql<MatchRow>`
    select ${matchColumns} from tieout.match_item m
     where ${within(scope, 'm')} and m.kind = ${kind} and m.state = 'open'
       and (${which} = 'open' or (${which} = 'sure' and m.sure) or (${which} = 'unsuggested' and m.proposal is null))
     order by m.app_id`.execute(view)
  return rows
}

/** Customers that the app has sent since its customers were taken last. */
export async function untakenCustomers(view: View, scope: Scope): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from tieout.app_record a
      left join tieout.match_item m on ${within(scope, 'm')} and m.kind = 'customer' and m.app_id = a.id
     where ${within(scope, 'a')} and a.type = 'customer' and a.state <> 'void' and a.version > 0 and m.app_id is null`.execute(
    view,
  )
  return rows[0]?.n ?? 0
}

/** What records of Intacct are used for already, by decisions: the app's names by `type:key`. */
export async function candidateUses(
  view: View,
  scope: Scope,
  records: readonly { readonly type: string; readonly key: string }[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ remote: string; name: string }>`
    select k.type || ':' || k.key as remote, m.name
      from unnest(${records.map(({ type }) => type)}::text[], ${records.map(({ key }) => key)}::text[]) as k (type, key)
      cross join lateral (
        select x.name from tieout.match_item x
         where ${within(scope, 'x')} and x.remote_type = k.type and x.remote_key = k.key and x.remote_key is not null
           and ${via('match_item_remote', 'x')} offset 0
      ) m`.execute(view)
  return new Map(rows.map((row) => [row.remote, row.name]))
}
