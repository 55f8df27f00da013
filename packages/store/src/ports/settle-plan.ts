import { sql } from 'kysely'
import type { ObjectType } from '@tieout/engine/core/object-types.ts'
import type { Status } from '@tieout/engine/core/outcomes.ts'
import type { Scope } from '@tieout/engine/ports.ts'
import type { Settled } from '@tieout/engine/ports/settled.ts'
import type { IntentState } from '@tieout/engine/ports/situation.ts'
import { recordText, via, within } from '../database/bulk.ts'
import type { Db } from '../database/workspace.ts'

export interface PlannedLink {
  readonly id: string
  readonly type: ObjectType
  readonly app_id: string
  readonly revision: number
  readonly due_at: number | null
  readonly status: Status
}

export interface Accepted {
  readonly link: PlannedLink
  readonly settled: Settled
  /** A queued intent that was never sent and gives way to the new one. */
  readonly replaces: string | null
}

export interface Merge {
  readonly from: string
  readonly to: string
  /** The id that the app knows the ending link's record by, if it was told of it. */
  readonly toldId: string | null
  readonly type: ObjectType
  readonly toId: string
}

export interface Plan {
  readonly accepted: readonly Accepted[]
  readonly merges: readonly Merge[]
  /** Decisions that contradict what is stored; a defect of whoever decided, never a race. */
  readonly refused: readonly { readonly link: string; readonly why: string }[]
}

interface OpenIntent {
  readonly id: string
  readonly link: string
  readonly state: IntentState
  readonly never_sent: boolean
  readonly generation: number
}

interface Owner {
  readonly id: string
  readonly type: ObjectType
  readonly remote_key: string
  readonly imported: boolean
  readonly app_id: string
  readonly told: boolean
}

/** Which decisions still hold. All or nothing for each link: one that is out of date writes nothing at all. */
export async function planSettling(tx: Db, scope: Scope, settled: readonly Settled[]): Promise<Plan> {
  const links = await readLinks(tx, scope, settled)
  const current = settled.filter((s) => {
    const link = links.get(s.linkId)
    return link !== undefined && link.revision === s.revision && link.due_at !== null
  })
  const intents = await readIntents(tx, scope, current)
  const owners = await readOwners(tx, scope, current, links)
  const accepted: Accepted[] = []
  const merges: Merge[] = []
  const refused: { link: string; why: string }[] = []
  const taken = new Set<string>()
  for (const s of current) {
    const link = links.get(s.linkId)
    if (link === undefined) continue
    const verdict = judge(s, link, intents, owners, taken)
    if (verdict.kind === 'refused') refused.push({ link: link.id, why: verdict.why })
    if (verdict.kind !== 'accepted') continue
    accepted.push({ link, settled: s, replaces: verdict.replaces })
    if (verdict.merge) merges.push(verdict.merge)
    if (s.attach) taken.add(recordText(link.type, s.attach.remoteKey))
  }
  const ended = new Set(merges.map((merge) => merge.from))
  return { accepted: accepted.filter(({ link }) => !ended.has(link.id)), merges, refused }
}

type Verdict =
  | { readonly kind: 'accepted'; readonly replaces: string | null; readonly merge: Merge | null }
  | { readonly kind: 'outdated' }
  | { readonly kind: 'refused'; readonly why: string }

function judge(
  s: Settled,
  link: PlannedLink,
  intents: readonly OpenIntent[],
  owners: ReadonlyMap<string, Owner>,
  taken: ReadonlySet<string>,
): Verdict {
  const givenUp = intents.find((intent) => intent.id === s.giveUp)
  if (s.giveUp !== null && (givenUp?.state !== 'queued' || !givenUp.never_sent)) return { kind: 'outdated' }
  const closing = intents.find((intent) => intent.id === s.closeIntent?.id)
  // It left meanwhile: its result marks the link again.
  if (closing?.state === 'sent') return { kind: 'outdated' }
  const room: Room = s.intent === null ? { kind: 'free', replaces: null } : roomFor(s, link, intents)
  if (room.kind === 'outdated') return room
  if (room.kind === 'refused')
    return { kind: 'refused', why: `the operation ${s.intent?.id ?? ''} was done already` }
  const { replaces } = room
  if (s.attach === undefined) return { kind: 'accepted', replaces, merge: null }
  const wanted = recordText(link.type, s.attach.remoteKey)
  if (taken.has(wanted)) return { kind: 'outdated' }
  const owner = owners.get(wanted)
  if (owner === undefined || owner.id === link.id) return { kind: 'accepted', replaces, merge: null }
  if (!owner.imported) return { kind: 'refused', why: `${wanted} belongs to ${owner.app_id}` }
  const toldId = owner.told ? owner.app_id : null
  return {
    kind: 'accepted',
    replaces,
    merge: { from: owner.id, to: link.id, toldId, type: link.type, toId: link.app_id },
  }
}

type Room =
  | { readonly kind: 'free'; readonly replaces: string | null }
  | { readonly kind: 'outdated' }
  | { readonly kind: 'refused' }

/**
 * Whether the record has room for a new intent: none may be on its way, in doubt or unconfirmed. One that waits and never left gives way.
 */
function roomFor(s: Settled, link: PlannedLink, intents: readonly OpenIntent[]): Room {
  const mine = intents.filter((intent) => intent.link === link.id && intent.id !== s.closeIntent?.id)
  const same = intents.find((intent) => intent.id === s.intent?.id)
  if (same?.state === 'done' || (same !== undefined && same.id === s.closeIntent?.id))
    return { kind: 'refused' }
  if (same?.state === 'failed' && same.generation >= (s.intent?.generation ?? 0)) return { kind: 'refused' }
  const open = mine.filter((intent) => intent.state !== 'done' && intent.state !== 'failed')
  if (open.some((intent) => intent.state !== 'queued' || !intent.never_sent)) return { kind: 'outdated' }
  return { kind: 'free', replaces: open.find((intent) => intent.id !== s.intent?.id)?.id ?? null }
}

async function readLinks(
  tx: Db,
  scope: Scope,
  settled: readonly Settled[],
): Promise<Map<string, PlannedLink>> {
  const found = await sql<PlannedLink>`
    select l.id, l.type, l.app_id, l.revision, l.due_at, l.status from link l
     where ${within(scope, 'l')} and l.id = any(${settled.map((s) => s.linkId)}::uuid[])`.execute(tx)
  return new Map(found.rows.map((row) => [row.id, row]))
}

/** Open intents of these links, and the rows that the drafts would take over; locked, so that none leaves meanwhile. */
async function readIntents(
  tx: Db,
  scope: Scope,
  current: readonly Settled[],
): Promise<readonly OpenIntent[]> {
  const touching = current.filter((s) => s.intent !== null || s.closeIntent !== null || s.giveUp !== null)
  if (touching.length === 0) return []
  const found = await sql<OpenIntent>`
    select i.id, i.link, i.state, i.sent_at is null as never_sent, i.generation from intent i
     where ${within(scope, 'i')} and i.id = any(array(
       select o.id from unnest(${touching.map((s) => s.linkId)}::uuid[]) as k (link)
         cross join lateral (
           select x.id from intent x
            where ${within(scope, 'x')} and x.link = k.link and x.state not in ('done', 'failed') and ${via('intent_of_link', 'x')} offset 0
         ) o
       union all select unnest(${touching.flatMap((s) => s.intent?.id ?? [])}::text[])))
     order by i.id for update`.execute(tx)
  return found.rows
}

async function readOwners(
  tx: Db,
  scope: Scope,
  current: readonly Settled[],
  links: ReadonlyMap<string, PlannedLink>,
): Promise<Map<string, Owner>> {
  const attaching = current.filter((s) => s.attach !== undefined)
  if (attaching.length === 0) return new Map()
  const found = await sql<Owner>`
    select l.id, l.type, l.remote_key, l.imported, l.app_id, l.base is not null as told
      from unnest(${attaching.map((s) => links.get(s.linkId)?.type ?? '')}::text[],
                  ${attaching.map((s) => s.attach?.remoteKey ?? '')}::text[]) as k (type, key)
      cross join lateral (
        select x.* from link x
         where ${within(scope, 'x')} and x.type = k.type and x.remote_key = k.key and x.role = 'main' and ${via('link_remote', 'x')} offset 0
      ) l`.execute(tx)
  return new Map(found.rows.map((row) => [recordText(row.type, row.remote_key), row]))
}
