import { sql } from 'kysely'
import { contactTypes, infoOfMatch } from '@tieout/engine/core/matching/kinds.ts'
import type { MatchKind } from '@tieout/engine/core/matching/kinds.ts'
import type { Scope } from '@tieout/engine/ports.ts'
import { json, via, within } from '../database/bulk.ts'
import type { MatchRow } from './match-items.ts'
import type { View } from './view.ts'

/** What is to become of an item. */
export type MatchDecision =
  | { readonly state: 'matched'; readonly type: string; readonly key: string }
  | { readonly state: 'archived' }
  | { readonly state: 'created'; readonly as: string }
  | { readonly state: 'open' }

export interface DecideMatch {
  readonly row: MatchRow
  readonly decision: MatchDecision
}

/** How an item stood, and how it stands now. */
export interface Decided {
  readonly kind: MatchKind
  readonly id: string
  readonly state: MatchRow['state']
  readonly remoteType: string | null
  readonly remoteKey: string | null
  readonly remoteId: string | null
  readonly remoteName: string | null
  readonly createAs: string | null
}

export interface RefusedMatch {
  readonly id: string
  readonly reason: string
}

interface Remote {
  readonly type: string
  readonly key: string
  readonly id: string
  readonly name: string
  readonly presence: string
  /** What of the app's it is used for, by a decision or a link. */
  readonly usedKind: string | null
  readonly usedId: string | null
  readonly usedName: string | null
  readonly linkedId: string | null
}

/**
 * Writes decisions down, each or none of it with its reason. Under the connection's lock, in the order given; what one takes is taken for
 * those after it, so that no record of Intacct is used twice whatever the order of clicks.
 * @param step names the deed, to undo it by
 */
export async function decideMatches(
  view: View,
  scope: Scope,
  asked: readonly DecideMatch[],
  given: { readonly step: string; readonly by: string; readonly at: number },
): Promise<{ readonly decided: readonly Decided[]; readonly refused: readonly RefusedMatch[] }> {
  const remotes = await readRemotes(view, scope, asked)
  const linked = await linkedContacts(view, scope, asked)
  const taken = new Map<string, string>(
    [...remotes.values()].flatMap((remote) =>
      remote.usedId === null
        ? []
        : [[remoteText(remote), `${remote.usedKind ?? ''}:${remote.usedId}`] as const],
    ),
  )
  const decided: Decided[] = []
  const refused: RefusedMatch[] = []
  for (const { row, decision } of asked) {
    const reason = linked.has(row.id)
      ? `${row.name} is linked to Intacct already. Unlink it on its record page first.`
      : refusalOf(row, decision, remotes, taken)
    if (reason !== null) {
      refused.push({ id: row.id, reason })
      continue
    }
    const me = `${row.kind}:${row.id}`
    for (const [remote, user] of taken) if (user === me) taken.delete(remote)
    if (decision.state === 'matched') taken.set(remoteText(decision), me)
    decided.push(decidedAs(row, decision, remotes))
  }
  await journal(view, scope, decided, given)
  await write(view, scope, decided, given)
  return { decided, refused }
}

function refusalOf(
  row: MatchRow,
  decision: MatchDecision,
  remotes: ReadonlyMap<string, Remote>,
  taken: ReadonlyMap<string, string>,
): string | null {
  const { against, one } = infoOfMatch(row.kind)
  if (decision.state === 'created') {
    const may: readonly string[] = against
    return infoOfMatch(row.kind).family === 'contact' && may.includes(decision.as)
      ? null
      : `A ${one} cannot be created as ${decision.as}.`
  }
  if (decision.state !== 'matched') return null
  const may: readonly string[] = row.extra.dimension === undefined ? against : [row.extra.dimension]
  if (!may.includes(decision.type)) return `A ${one} is not a ${decision.type} in Intacct.`
  const remote = remotes.get(remoteText(decision))
  if (remote === undefined || remote.presence === 'gone')
    return 'There is no such record in Intacct any more. Refresh the cache and choose again.'
  if (remote.linkedId !== null && remote.linkedId !== row.id)
    return `${remote.id} ${remote.name} is linked to ${remote.linkedId} already. Each Intacct record can be used once.`
  const user = taken.get(remoteText(remote))
  if (user === undefined || user === `${row.kind}:${row.id}`) return null
  return `${remote.id} ${remote.name} is used for ${remote.usedName ?? 'another one'} already. Each Intacct record can be used once.`
}

function decidedAs(row: MatchRow, decision: MatchDecision, remotes: ReadonlyMap<string, Remote>): Decided {
  const remote = decision.state === 'matched' ? remotes.get(remoteText(decision)) : undefined
  return {
    kind: row.kind,
    id: row.id,
    state: decision.state,
    remoteType: remote?.type ?? null,
    remoteKey: remote?.key ?? null,
    remoteId: remote?.id ?? null,
    remoteName: remote?.name ?? null,
    createAs: decision.state === 'created' ? decision.as : null,
  }
}

async function readRemotes(
  view: View,
  scope: Scope,
  asked: readonly DecideMatch[],
): Promise<ReadonlyMap<string, Remote>> {
  const wanted = asked.flatMap(({ decision }) => (decision.state === 'matched' ? [decision] : []))
  if (wanted.length === 0) return new Map()
  const { rows } = await sql<Remote>`
    select r.type, r.key, r.id, r.name, r.presence, m.kind as "usedKind", m.app_id as "usedId", m.name as "usedName",
           l.app_id as "linkedId"
      from unnest(${wanted.map(({ type }) => type)}::text[], ${wanted.map(({ key }) => key)}::text[]) as k (type, key)
      cross join lateral (
        select x.type, x.key, x.id, x.name, x.presence from tieout.reference_record x
         where ${within(scope, 'x')} and x.type = k.type and x.key = k.key offset 0
      ) r
      left join lateral (
        select x.kind, x.app_id, x.name from tieout.match_item x
         where ${within(scope, 'x')} and x.remote_type = k.type and x.remote_key = k.key and x.remote_key is not null
           and ${via('match_item_remote', 'x')} offset 0
      ) m on true
      left join lateral (
        select x.app_id from tieout.link x
         where ${within(scope, 'x')} and x.type = k.type and x.remote_key = k.key and x.role = 'main' and x.remote_key is not null
           and not x.imported and ${via('link_remote', 'x')} offset 0
      ) l on true`.execute(view)
  return new Map(rows.map((row) => [remoteText(row), row]))
}

/** Contacts that Intacct has by now: what they are is no question any more. */
async function linkedContacts(
  view: View,
  scope: Scope,
  asked: readonly DecideMatch[],
): Promise<ReadonlySet<string>> {
  const ids = asked.flatMap(({ row }) => (infoOfMatch(row.kind).family === 'contact' ? [row.id] : []))
  if (ids.length === 0) return new Set()
  const { rows } = await sql<{ id: string }>`
    select k.id from unnest(${ids}::text[]) as k (id) cross join lateral (
      select 1 from tieout.link x
       where ${within(scope, 'x')} and x.type = any(${[...contactTypes]}::text[]) and x.app_id = k.id and x.role = 'main' and x.remote_key is not null
         and ${via('link_app', 'x')} offset 0) l`.execute(view)
  return new Set(rows.map(({ id }) => id))
}

async function journal(
  view: View,
  scope: Scope,
  decided: readonly Decided[],
  { step, at }: { readonly step: string; readonly at: number },
): Promise<void> {
  if (decided.length === 0) return
  await sql`
    insert into tieout.match_step (workspace, connection, step, kind, app_id, at, before)
    select m.workspace, m.connection, ${step}::uuid, m.kind, m.app_id, ${at}::bigint,
           jsonb_build_object('state', m.state, 'remoteType', m.remote_type, 'remoteKey', m.remote_key, 'remoteId', m.remote_id,
             'remoteName', m.remote_name, 'createAs', m.create_as)
      from jsonb_to_recordset(${json(decided)}) as r (kind text, id text)
      join tieout.match_item m on ${within(scope, 'm')} and m.kind = r.kind and m.app_id = r.id`.execute(view)
}

/** Lets go of what they had first: within one deed two may change places. */
async function write(
  view: View,
  scope: Scope,
  decided: readonly Decided[],
  { step, by, at }: { readonly step: string | null; readonly by: string | null; readonly at: number | null },
): Promise<void> {
  if (decided.length === 0) return
  const rows = json(decided)
  await sql`
    update tieout.match_item m
       set state = 'open', remote_type = null, remote_key = null, remote_id = null, remote_name = null, create_as = null
      from jsonb_to_recordset(${rows}) as r (kind text, id text)
     where ${within(scope, 'm')} and m.kind = r.kind and m.app_id = r.id and m.state <> 'open'`.execute(view)
  await sql`
    update tieout.match_item m
       set state = r.state, remote_type = r."remoteType", remote_key = r."remoteKey", remote_id = r."remoteId",
           remote_name = r."remoteName", create_as = r."createAs", decided_by = ${by}, decided_at = ${at}::bigint,
           step = ${step}::uuid
      from jsonb_to_recordset(${rows}) as r (kind text, id text, state text, "remoteType" text, "remoteKey" text, "remoteId" text,
                                             "remoteName" text, "createAs" text)
     where ${within(scope, 'm')} and m.kind = r.kind and m.app_id = r.id`.execute(view)
}

/**
 * Takes a deed back: every item that it decided, and that was decided by nothing since, stands as before. What another item has taken
 * meanwhile stays taken, and is said.
 */
export async function undoMatches(
  view: View,
  scope: Scope,
  step: string,
): Promise<{ readonly decided: readonly Decided[]; readonly refused: readonly RefusedMatch[] }> {
  const { rows } = await sql<Decided & { name: string; linked: boolean; taken: string | null }>`
    select m.kind, m.app_id as id, m.name, b.state, b."remoteType", b."remoteKey", b."remoteId", b."remoteName", b."createAs",
           o.name as taken, l.remote_key is not null as linked
      from tieout.match_step s
      join tieout.match_item m on ${within(scope, 'm')} and m.kind = s.kind and m.app_id = s.app_id and m.step = s.step
      cross join lateral jsonb_to_record(s.before)
        as b (state text, "remoteType" text, "remoteKey" text, "remoteId" text, "remoteName" text, "createAs" text)
      left join lateral (
        select x.name from tieout.match_item x
         where ${within(scope, 'x')} and x.remote_type = b."remoteType" and x.remote_key = b."remoteKey" and x.remote_key is not null
           and x.step is distinct from s.step and ${via('match_item_remote', 'x')} offset 0
      ) o on true
      left join lateral (
        select x.remote_key from tieout.link x
         where ${within(scope, 'x')} and m.kind in ('customer', 'contact') and x.type = any(${[...contactTypes]}::text[]) and x.app_id = m.app_id
           and x.role = 'main' and ${via('link_app', 'x')} offset 0
      ) l on true
     where ${within(scope, 's')} and s.step = ${step}::uuid
     order by s.kind, s.app_id`.execute(view)
  const refused = rows.flatMap((row): RefusedMatch[] =>
    row.linked
      ? [{ id: row.id, reason: `${row.name} is linked to Intacct already. Unlink it on its record page.` }]
      : row.taken === null
        ? []
        : [{ id: row.id, reason: `What ${row.name} was is used for ${row.taken} now.` }],
  )
  const decided = rows
    .filter((row) => !row.linked && row.taken === null)
    .map(({ kind, id, state, remoteType, remoteKey, remoteId, remoteName, createAs }) => {
      return { kind, id, state, remoteType, remoteKey, remoteId, remoteName, createAs }
    })
  await write(view, scope, decided, { step: null, by: null, at: null })
  return { decided, refused }
}

function remoteText({ type, key }: { readonly type: string; readonly key: string }): string {
  return `${type}:${key}`
}
