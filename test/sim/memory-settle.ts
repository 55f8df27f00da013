import { reasons } from '@tieout/engine/core/outcomes.ts'
import type { IntentDraft, Settled } from '@tieout/engine/ports/settled.ts'
import { putApp } from './memory-intake.ts'
import { takeOver } from './memory-adopt.ts'
import { markDirty, rowKey, wakeChildren } from './memory-tables.ts'
import type { IntentRow, LinkRow, Tables } from './memory-tables.ts'
import { want } from './memory-wants.ts'

/** Writes decisions down for the links that were due at the revision that was looked at. Answers how many. */
export function settle(tables: Tables, settled: readonly Settled[], at: number): number {
  const accepted = settled.flatMap((item) => {
    const link = tables.links.get(item.linkId)
    const isCurrent = link?.revision === item.revision && link.dueAt !== null && link.dueAt <= at
    return isCurrent ? [{ link, item, isNews: isNews(link, item) }] : []
  })
  for (const { link, item } of accepted) settleLink(tables, link, item, at)
  for (const { link, isNews: wakes } of accepted) if (wakes) wakeChildren(tables, link)
  return accepted.length
}

/** What a child may have waited for: linked, confirmed, or in another status than before. */
function isNews(link: LinkRow, item: Settled): boolean {
  const before = link.reason === null ? 'pending' : reasons[link.reason].status
  return item.attach !== undefined || item.closeIntent !== null || before !== reasons[item.reason].status
}

function settleLink(tables: Tables, link: LinkRow, item: Settled, at: number): void {
  link.outcome = item.outcome
  link.reason = item.reason
  link.message = item.message
  link.problem = item.problem
  link.dueAt = item.dueAt
  link.revision = tables.revision += 1
  link.waitingFor = item.waitingFor
  if (item.base !== undefined) link.base = item.base
  if (item.told !== undefined) link.told = item.told
  if (item.bounces !== undefined) link.bounces = item.bounces
  if (item.instead !== undefined) link.instead = item.instead
  if (item.clearChoice) {
    link.choice = null
    link.choiceDetail = {}
  }
  for (const entry of item.timeline) tables.timeline.push({ ...entry, link: link.id, at })
  if (item.change) tables.changes.push({ ...item.change, seq: tables.changes.length + 1, at })
  closeIntent(tables, item)
  giveUp(tables, item)
  if (item.intent) journal(tables, link, item.intent)
  want(tables, item.want)
  promote(tables, item.promote)
  derive(tables, link, item)
  if (item.attach) takeOver(tables, link, item.attach.remoteKey)
  if (item.reincarnate !== null) {
    reincarnate(tables, link, item.reincarnate)
    link.instead = item.instead ?? {}
  }
}

function closeIntent(tables: Tables, { closeIntent: closing }: Settled): void {
  const intent = closing && tables.intents.get(closing.id)
  if (!intent) return
  if (intent.state !== 'written')
    throw new Error(`intent ${intent.id} is ${intent.state} and cannot be closed`)
  intent.state = 'done'
  intent.readBackHash = closing.readBackHash
}

function giveUp(tables: Tables, { giveUp: id }: Settled): void {
  const intent = id === null ? undefined : tables.intents.get(id)
  if (!intent) return
  if (!isWaiting(intent)) throw new Error(`intent ${intent.id} is ${intent.state} and cannot be given up`)
  intent.state = 'failed'
  intent.fault = null
}

/** In line, and nothing of it has run: it may give way. */
function isWaiting(intent: IntentRow): boolean {
  return intent.state === 'queued' && intent.sentAt === null
}

const openStates: ReadonlySet<string> = new Set(['queued', 'sent', 'unknown', 'written'])

/** A failed intent's row is taken over by the next generation of the same operation. At most one intent of a link is open. */
function journal(tables: Tables, link: LinkRow, draft: IntentDraft): void {
  const same = tables.intents.get(draft.id)
  if (same && same.state !== 'failed' && !isWaiting(same))
    throw new Error(`intent ${draft.id} exists and is ${same.state}`)
  const intents = [...tables.intents.values()]
  const open = intents.find((intent) => intent.link === link.id && openStates.has(intent.state))
  if (open && !isWaiting(open)) throw new Error(`link ${link.id} has the open intent ${open.id}`)
  if (open) tables.intents.delete(open.id)
  const twin = intents.find((intent) => intent !== open && intent.draft.controlId === draft.controlId)
  if (twin) throw new Error(`control id ${draft.controlId} was used by ${twin.id}`)
  tables.intents.set(draft.id, {
    id: draft.id,
    seq: same?.seq ?? (tables.sequence += 1),
    link: link.id,
    draft,
    state: 'queued',
    key: null,
    fault: null,
    fingerprint: null,
    readBackHash: null,
    holder: null,
    fence: same?.fence ?? 0,
    leaseUntil: null,
    sentAt: null,
    firstSentThere: same?.firstSentThere ?? null,
    sentThere: same?.sentThere ?? null,
    sends: 0,
    searches: 0,
    dueAt: 0,
  })
  link.intent = draft.id
}

function promote(tables: Tables, ids: readonly string[]): void {
  for (const id of ids) {
    const link = tables.links.get(id)
    if (!link) continue
    link.choice = 'include'
    markDirty(tables, link)
  }
}

/** A record of ours that this one needs, stored as if the app had sent it; this one points to it from now on. */
function derive(tables: Tables, link: LinkRow, { derive: puts }: Settled): void {
  for (const put of puts ?? []) {
    putApp(tables, put)
    const key = rowKey(link.type, link.appId)
    const own = tables.apps.get(key)
    if (own === undefined) return
    tables.apps.set(key, {
      ...own,
      references: [...own.references, { type: put.type, by: 'id', value: put.id }],
    })
  }
}

/** The link lets go of the remote record, which stays as it is, and begins anew. */
function reincarnate(tables: Tables, link: LinkRow, incarnation: number): void {
  link.remoteKey = null
  link.base = null
  link.told = {}
  link.bounces = {}
  link.incarnation = incarnation
  markDirty(tables, link)
}
