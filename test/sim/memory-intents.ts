import { controlIdOf } from '@tieout/engine/core/identity.ts'
import { objectTypes } from '@tieout/engine/core/object-types.ts'
import type { Fault } from '@tieout/engine/ports/fault.ts'
import type {
  ClaimedIntent,
  IntentResult,
  SearchVerdict,
  UnknownIntent,
} from '@tieout/engine/ports/intents.ts'
import { becomeWritten } from './memory-adopt.ts'
import { markDirty, resetFailures } from './memory-tables.ts'
import type { IntentRow, Tables } from './memory-tables.ts'
import { want } from './memory-wants.ts'

function claimedOf({ id, draft, fence, sends }: IntentRow): ClaimedIntent {
  const { type, appId, controlId, marker, generation } = draft
  return { id, type, appId, controlId, marker, generation, fence, sends, command: draft }
}

interface ClaimRequest {
  readonly holder: string
  readonly limit: number
  readonly now: number
  readonly leaseUntil: number
  readonly there?: number
}

/** Nothing is handed out while the connection is not active. */
export function claim(tables: Tables, request: ClaimRequest): readonly ClaimedIntent[] {
  if (tables.info.state !== 'active') return []
  const due = [...tables.intents.values()]
    .filter((intent) => intent.state === 'queued' && intent.dueAt <= request.now)
    .sort((a, b) => objectTypes[a.draft.type].order - objectTypes[b.draft.type].order || a.seq - b.seq)
    .slice(0, request.limit)
  for (const intent of due) {
    intent.state = 'sent'
    intent.holder = request.holder
    intent.fence += 1
    intent.leaseUntil = request.leaseUntil
    intent.sentAt = request.now
    intent.sentThere = request.there ?? request.now
    intent.firstSentThere ??= intent.sentThere
    intent.sends += 1
    intent.fault = null
  }
  return due.map(claimedOf)
}

function touch(tables: Tables, intent: IntentRow): void {
  const link = tables.links.get(intent.link)
  if (link) markDirty(tables, link)
}

/** Under the fence with which they were claimed; an older one changes nothing. */
export function record(tables: Tables, holder: string, results: readonly IntentResult[]): void {
  for (const { id, fence, result } of results) {
    const intent = tables.intents.get(id)
    if (intent?.state !== 'sent' || intent.fence !== fence || intent.holder !== holder) continue
    intent.holder = null
    intent.leaseUntil = null
    if (result.kind === 'ok') {
      resetFailures(tables)
      intent.fingerprint = result.fingerprint
      written(tables, intent, result.key)
    } else if (result.kind === 'unknown') {
      intent.state = 'unknown'
      intent.searches = 0
      intent.dueAt = result.searchAt
      intent.fault = result.fault
    } else refused(tables, intent, result)
    touch(tables, intent)
  }
}

/** The remote side has it; what it made of it is read back by key. */
function written(tables: Tables, intent: IntentRow, key: string): void {
  becomeWritten(tables, intent, key)
  want(tables, [{ type: intent.draft.type, key, by: 'key', why: 'read_back' }])
}

function refused(
  tables: Tables,
  intent: IntentRow,
  result: IntentResult['result'] & { kind: 'failed' },
): void {
  intent.fault = result.fault
  intent.state = result.again === null ? 'failed' : 'queued'
  if (result.again === null) return
  intent.sentAt = null
  intent.dueAt = result.again.at
  if (!result.again.sameControlId) raiseGeneration(tables, intent)
}

/** A definite failure: the next try is another operation to the remote side. */
function raiseGeneration(tables: Tables, intent: IntentRow): void {
  const { installation, scope } = tables.info
  const generation = intent.draft.generation + 1
  const controlId = controlIdOf({ ...intent.draft, installation, scope, generation })
  intent.draft = { ...intent.draft, generation, controlId }
  intent.sends = 0
}

export function renew(tables: Tables, holder: string, until: number): void {
  for (const intent of tables.intents.values())
    if (intent.state === 'sent' && intent.holder === holder) intent.leaseUntil = until
}

export function expire(tables: Tables, now: number, leasesUpTo = now): number {
  const ended = [...tables.intents.values()].filter(
    (intent) => intent.state === 'sent' && (intent.leaseUntil ?? 0) <= leasesUpTo,
  )
  for (const intent of ended) {
    intent.state = 'unknown'
    intent.holder = null
    intent.leaseUntil = null
    intent.fence += 1
    intent.searches = 0
    intent.dueAt = now
    touch(tables, intent)
  }
  return ended.length
}

export function unknowns(tables: Tables, limit: number, now: number): readonly UnknownIntent[] {
  return [...tables.intents.values()]
    .filter((intent) => intent.state === 'unknown' && intent.dueAt <= now)
    .sort((a, b) => a.dueAt - b.dueAt || a.seq - b.seq)
    .slice(0, limit)
    .map((intent) => ({
      ...claimedOf(intent),
      sentAt: intent.sentAt ?? 0,
      firstSentThere: intent.firstSentThere ?? 0,
      sentThere: intent.sentThere ?? 0,
      searches: intent.searches,
      fault: intent.fault,
      control: controlOf(tables, intent),
    }))
}

/** The record of that type that was read last and is there. */
function controlOf(tables: Tables, intent: IntentRow): string | null {
  const newest = [...tables.remotes.values()]
    .filter(({ row, presence }) => row.type === intent.draft.type && presence === 'present')
    .sort((a, b) => b.readAt - a.readAt)[0]
  return newest?.row.key ?? null
}

/** An intent that is no longer unknown, or was claimed since the search began, is left alone. */
export function verdicts(tables: Tables, all: readonly SearchVerdict[]): void {
  for (const verdict of all) {
    const intent = tables.intents.get(verdict.id)
    if (intent?.state !== 'unknown' || intent.fence !== verdict.fence) continue
    follow(tables, intent, verdict)
    touch(tables, intent)
  }
}

function follow(tables: Tables, intent: IntentRow, verdict: SearchVerdict): void {
  const { type } = intent.draft
  if (verdict.kind !== 'again' && verdict.kind !== 'resend') intent.searches += 1
  if (verdict.kind === 'found') return written(tables, intent, verdict.key)
  if (verdict.kind === 'again') {
    intent.dueAt = verdict.at
    if (verdict.counted) intent.searches += 1
    return
  }
  if (verdict.kind === 'resend') {
    intent.state = 'queued'
    intent.searches = 0
    return
  }
  intent.state = 'failed'
  if (verdict.kind === 'without_effect') {
    intent.fault = null
    return
  }
  intent.fault = verdict.kind === 'many' ? postedTwice(verdict.keys) : verdict.fault
  const keys = verdict.kind === 'many' ? verdict.keys : intent.draft.key === null ? [] : [intent.draft.key]
  want(
    tables,
    keys.map((key) => ({ type, key, by: 'key', why: 'parent' })),
  )
}

function postedTwice(keys: readonly string[]): Fault {
  return {
    cause: 'posted_twice',
    about: keys.join(' '),
    sentence: 'Intacct has more than one record that could be this one.',
    cure: 'Look at them in Intacct and keep one.',
    who: 'you',
    retry: 'never',
    said: '',
  }
}
