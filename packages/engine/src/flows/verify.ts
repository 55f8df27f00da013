import { alteredFields, plain } from '../core/compare.ts'
import type { ObjectType } from '../core/object-types.ts'
import { touchedHash } from '../core/touched.ts'
import type { Fault } from '../ports/fault.ts'
import type { SearchVerdict, UnknownIntent } from '../ports/intents.ts'
import type { RemoteRow } from '../ports/remote.ts'
import type { FlowContext } from './context.ts'
import { sendWithinMs } from './post.ts'
import { isOfOneKind, kindPauseMs, surelyGone } from './sight.ts'
import { successorsOf } from './successors.ts'

/** Unknown intents that one search takes. */
export const unknownsPerSearch = 200
/** Wait before a search that did not count (no positive control) is tried again. Milliseconds. */
const repeatSearchMs = 30_000

/**
 * Finds out what became of writes whose answer was lost (DESIGN §3.1). Nothing is sent again before it was searched for twice, the
 * second time when Intacct can no longer be working on it. Answers how many were looked into.
 */
export async function verifyUnknowns(context: FlowContext): Promise<number> {
  const { store, seams, connection } = context
  const unknowns = await store.unknowns(connection.scope, unknownsPerSearch, seams.clock.now())
  if (unknowns.length === 0) return 0
  const creates = unknowns.filter((intent) => intent.command.op === 'create')
  const others = unknowns.filter((intent) => intent.command.op !== 'create')
  const verdicts = [
    ...(await searchByType(context, creates, searchCreates)),
    ...(await searchByType(context, others, compareStates)),
  ]
  await store.verdicts(connection.scope, verdicts, seams.clock.now())
  return verdicts.length
}

type Search = (
  context: FlowContext,
  type: ObjectType,
  intents: readonly UnknownIntent[],
) => Promise<SearchVerdict[]>

async function searchByType(
  context: FlowContext,
  intents: readonly UnknownIntent[],
  search: Search,
): Promise<SearchVerdict[]> {
  const verdicts: SearchVerdict[] = []
  for (const type of new Set(intents.map((intent) => intent.type))) {
    const ofType = intents.filter((intent) => intent.type === type)
    verdicts.push(...(await searchOrWait(context, type, ofType, search)))
  }
  return verdicts
}

/** A type that our user may not read holds up only its own searches. */
async function searchOrWait(
  context: FlowContext,
  type: ObjectType,
  intents: readonly UnknownIntent[],
  search: Search,
): Promise<SearchVerdict[]> {
  const { store, seams, connection } = context
  try {
    return await search(context, type, intents)
  } catch (error) {
    if (!isOfOneKind(error)) throw error
    const now = seams.clock.now()
    await store.pauseStream(connection.scope, type, error.fault, now)
    return intents.map(({ id, fence }) => ({
      id,
      fence,
      kind: 'again',
      at: now + kindPauseMs,
      counted: false,
    }))
  }
}

/** One reading of our user's recent creations answers for all of them; by marker, and by contents, since people renumber. */
async function searchCreates(
  context: FlowContext,
  type: ObjectType,
  intents: readonly UnknownIntent[],
): Promise<SearchVerdict[]> {
  const since = Math.min(...intents.map((intent) => intent.firstSentThere)) - clockSlackMs
  const control = intents.find((intent) => intent.control !== null)?.control ?? null
  const recent = await context.remote.recentCreates(type, since, control)
  const byMarker = Map.groupBy(recent.rows, (row) => row.marker ?? '')
  const unmarked = recent.rows.filter((row) => row.marker === null)
  return intents.map((intent) => {
    const found = byMarker.get(intent.marker) ?? []
    const likely = found.length > 0 ? found : unmarked.filter((row) => looksLike(row, intent))
    return verdictOf(context, intent, likely, found.length > 0, recent.positiveControl)
  })
}

/** How far the clocks of Intacct's own parts may be apart: the one that dates answers and the one that stamps records. Milliseconds. */
const clockSlackMs = 10 * 60_000

function verdictOf(
  context: FlowContext,
  intent: UnknownIntent,
  rows: readonly RemoteRow[],
  byMarker: boolean,
  positiveControl: boolean,
): SearchVerdict {
  const { id, fence } = intent
  const [only] = rows
  if (rows.length > 1) return { id, fence, kind: 'many', keys: rows.map((row) => row.key) }
  if (only && byMarker) return { id, fence, kind: 'found', key: only.key }
  // The marker is gone but the contents are ours: a person may have edited it. Not safe to adopt, not safe to send again.
  if (only) return { id, fence, kind: 'many', keys: [only.key] }
  return notFound(context, intent, positiveControl)
}

function notFound(context: FlowContext, intent: UnknownIntent, counted: boolean): SearchVerdict {
  const { settings } = context.connection
  const { id, fence } = intent
  const now = context.seams.clock.now()
  // By Intacct's clock: ours may have jumped since it was sent.
  const there = context.remote.present() ?? intent.sentThere
  const left = intent.sentThere + sendWithinMs + settings.settleMs + settings.readLagMs - there
  if (!counted) return { id, fence, kind: 'again', at: now + repeatSearchMs, counted: false }
  if (intent.searches >= 1 && left <= 0) {
    return intent.fault === null
      ? { id, fence, kind: 'resend' }
      : { id, fence, kind: 'changed', fault: intent.fault }
  }
  return { id, fence, kind: 'again', at: now + Math.max(0, left), counted: true }
}

/** Same customer or vendor, date and total, by the same user since then. */
function looksLike(row: RemoteRow, intent: UnknownIntent): boolean {
  const sent = plain(intent.command.data)
  const found = plain(row.data)
  return ['customer', 'vendor', 'date', 'total', 'amount', 'name', 'number'].every(
    (field) => sent[field] === undefined || sent[field] === found[field],
  )
}

/** Updates, reversals and deletions are judged by the record itself: before → send again, after → done, neither → a person. */
async function compareStates(
  context: FlowContext,
  type: ObjectType,
  intents: readonly UnknownIntent[],
): Promise<SearchVerdict[]> {
  const keys = intents.flatMap(({ command, control }) => [command.key, control].filter((key) => key !== null))
  const answer = await context.remote.readByKeys(type, 'key', [...new Set(keys)])
  const rows = new Map(answer.rows.map((row) => [row.key, row]))
  const { successors, missed } = await successorsOf(context, type, answer.missing)
  const gone = await surelyGone(context, type, missed, rows.size > 0)
  return intents.map((intent) => {
    const successor = successors.get(intent.command.key ?? '')
    return successor === undefined
      ? stateVerdict(context, intent, rows, gone.keys)
      : successorVerdict(intent, successor)
  })
}

/**
 * An edit of its Order Entry document has replaced the record that it was meant for. What ran before shows on the one that stands now;
 * what has not run finds no record any more, so it never will, and nothing has to be waited for.
 */
function successorVerdict(intent: UnknownIntent, successor: RemoteRow): SearchVerdict {
  const { id, fence } = intent
  if (isAfter(intent, successor)) return { id, fence, kind: 'found', key: successor.key }
  if (isBefore(intent, successor)) return { id, fence, kind: 'without_effect' }
  return { id, fence, kind: 'changed', fault: changedFault }
}

/** That a record is not there counts only if the audit history names it. */
function stateVerdict(
  context: FlowContext,
  intent: UnknownIntent,
  rows: ReadonlyMap<string, RemoteRow>,
  gone: ReadonlySet<string>,
): SearchVerdict {
  const { id, fence, command } = intent
  const key = command.key ?? ''
  const row = rows.get(key) ?? null
  if (row === null && !gone.has(key)) return notFound(context, intent, false)
  if (isAfter(intent, row)) return { id, fence, kind: 'found', key }
  if (row !== null && isBefore(intent, row)) return notFound(context, intent, true)
  return { id, fence, kind: 'changed', fault: changedFault }
}

function isBefore({ command }: UnknownIntent, { data, facts }: RemoteRow): boolean {
  return touchedHash(command.op, command.fields, data, facts) === command.before
}

function isAfter(intent: UnknownIntent, row: RemoteRow | null): boolean {
  const after = intent.command.after as { readonly state?: string } | null
  if (intent.command.op === 'delete') return row === null
  if (row === null) return false
  if (intent.command.op === 'reverse') return row.facts.state === after?.state
  const altered = alteredFields(intent.type, intent.command.data, row.data)
  return !intent.command.fields.some((field) => altered.includes(field))
}

const changedFault: Fault = {
  cause: 'changed_meanwhile',
  about: '',
  sentence: 'The record was changed in Intacct while an answer was awaited.',
  cure: 'Compare both sides and choose.',
  who: 'you',
  retry: 'never',
  said: '',
}
