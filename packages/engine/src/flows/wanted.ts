import type { ObjectType } from '../core/object-types.ts'
import { tally } from '../core/run-counts.ts'
import type { Fault } from '../ports/fault.ts'
import type { HeldDocument } from '../ports.ts'
import type { ReadBy, RemoteRow } from '../ports/remote.ts'
import type { Want } from '../ports/settled.ts'
import type { RunAdd } from '../ports/runs.ts'
import type { FlowContext } from './context.ts'
import { storedRow } from './remote-rows.ts'
import { hiddenPauseMs, isOfOneKind, kindPauseMs, someHidden, surelyGone } from './sight.ts'
import type { Missed } from './sight.ts'

/** Keys that one reading by key takes (reference 3.2: at most 100 for `read`). */
export const keysPerRead = 100

/**
 * Reads wanted records by key in bulk: read-backs of what was written, parents of waiting children, documents that a payment moved,
 * and suspects. A key that a direct read does not find is gone if the audit history says so. What is hidden, or refused, of one type is
 * put off, and holds up nothing else. Answers how many were read.
 */
export async function readWanted(context: FlowContext, wants: readonly Want[]): Promise<RunAdd> {
  const groups = Map.groupBy(wants, (want) => `${want.type} ${want.by}` as const)
  const read: (readonly [ObjectType, 'read', number])[] = []
  for (const group of groups.values()) {
    const [first] = group
    if (first) read.push([first.type, 'read', await readOrPutOff(context, first, group)])
  }
  return tally(read)
}

async function readOrPutOff(context: FlowContext, first: Want, group: readonly Want[]): Promise<number> {
  try {
    return await readGroup(context, first, group)
  } catch (error) {
    if (!isOfOneKind(error)) throw error
    await putOff(context, first.type, group, error.fault, kindPauseMs)
    return 0
  }
}

async function putOff(
  { store, seams, connection }: FlowContext,
  type: ObjectType,
  wants: readonly Want[],
  fault: Fault,
  ms: number,
): Promise<void> {
  const now = seams.clock.now()
  await store.putOff(connection.scope, wants, now + ms)
  await store.pauseStream(connection.scope, type, fault, now)
  seams.log.warn({ ...connection.scope, type, cause: fault.cause }, 'records cannot be read by key now')
}

async function readGroup(context: FlowContext, first: Want, group: readonly Want[]): Promise<number> {
  const { store, connection } = context
  const { type, by } = first
  const asked = await store.turn(connection.scope)
  const answer = await readAndSave(
    context,
    type,
    by,
    group.map((want) => want.key),
    asked,
  )
  if (answer.missing.length === 0) return answer.read
  const gone = await goneOf(context, type, by, answer, asked)
  const missing = [...gone.keys].map((key) => ({ type, key, by: 'key' }) as const)
  const ended = [...gone.names].map((key) => ({ type, key, by }))
  if (ended.length > 0)
    await store.saveMissing(
      connection.scope,
      by === 'key' ? missing : [...missing, ...ended],
      asked,
      context.seams.clock.now(),
    )
  const hidden = group.filter(({ key }) => answer.missing.includes(key) && !gone.names.has(key))
  if (hidden.length > 0) await putOff(context, type, hidden, someHidden, hiddenPauseMs)
  return answer.read
}

interface Answer {
  readonly read: number
  readonly missing: readonly string[]
}

async function readAndSave(
  { store, remote, seams, connection }: FlowContext,
  type: ObjectType,
  by: ReadBy,
  keys: readonly string[],
  asked: number,
): Promise<Answer> {
  const { rows, missing } = await remote.readByKeys(type, by, keys)
  const stored = rows.map((row: RemoteRow) => storedRow(row, connection.settings.baseCurrency))
  const at = seams.clock.now()
  if (stored.length > 0)
    await store.savePage(connection.scope, { window: null, rows: stored, next: null, asked, at })
  return { read: rows.length, missing }
}

interface Gone {
  /** What was asked for, by the names that it was asked for by. */
  readonly names: ReadonlySet<string>
  /** RECORDNOs of the records that are gone with it. */
  readonly keys: ReadonlySet<string>
}

/**
 * Of what a direct read did not find, that which is surely gone. A record that an Order Entry document made is looked for by its document
 * first: an edit of the document has made another in its place, and that is stored before anything is called gone.
 */
async function goneOf(
  context: FlowContext,
  type: ObjectType,
  by: ReadBy,
  { read, missing }: Answer,
  asked: number,
): Promise<Gone> {
  if (by === 'number') return { names: new Set(missing), keys: new Set() }
  const { store, connection } = context
  const held = await store.documents(connection.scope, type, by, missing)
  if (by === 'key') {
    const open = held.filter(({ isReplaced }) => !isReplaced).map(({ document }) => document)
    if (open.length > 0) await readAndSave(context, type, 'document', open, asked)
  }
  const now = held.length === 0 ? held : await store.documents(connection.scope, type, by, missing)
  const replaced = now.filter(({ isReplaced }) => isReplaced).map(({ key }) => key)
  const gone = await surelyGone(context, type, rest(by, missing, now), read > 0)
  if (by === 'key') {
    const keys = new Set([...replaced, ...gone.keys])
    return { names: keys, keys }
  }
  const keys = now.filter(({ document }) => gone.documents.has(document)).map(({ key }) => key)
  return { names: gone.documents, keys: new Set(keys) }
}

/** What only the audit history can tell, each with the document behind it. */
function rest(
  by: 'key' | 'document',
  missing: readonly string[],
  held: readonly HeldDocument[],
): readonly Missed[] {
  if (by === 'document') return missing.map((document) => ({ key: null, document }))
  const known = new Map(held.map((item) => [item.key, item]))
  return missing.flatMap((key) => {
    const item = known.get(key)
    return item?.isReplaced === true ? [] : [{ key, document: item?.document ?? null }]
  })
}
