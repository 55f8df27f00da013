import type { ObjectType } from '../core/object-types.ts'
import { tally } from '../core/run-counts.ts'
import type { Fault } from '../ports/fault.ts'
import type { RemoteRow } from '../ports/remote.ts'
import type { Want } from '../ports/settled.ts'
import type { RunAdd } from '../ports/runs.ts'
import type { FlowContext } from './context.ts'
import { storedRow } from './remote-rows.ts'
import { hiddenPauseMs, isOfOneKind, kindPauseMs, someHidden, surelyGone } from './sight.ts'

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
  const { store, remote, seams, connection } = context
  const { type, by } = first
  const asked = await store.turn(connection.scope)
  const answer = await remote.readByKeys(
    type,
    by,
    group.map((want) => want.key),
  )
  const rows = answer.rows.map((row: RemoteRow) => storedRow(row, connection.settings.baseCurrency))
  const at = seams.clock.now()
  if (rows.length > 0) await store.savePage(connection.scope, { window: null, rows, next: null, asked, at })
  if (answer.missing.length === 0) return rows.length
  const gone =
    by === 'number'
      ? new Set(answer.missing)
      : await surelyGone(context, type, answer.missing, rows.length > 0)
  const missing = [...gone].map((key) => ({ type, key, by }))
  if (missing.length > 0) await store.saveMissing(connection.scope, missing, asked, at)
  const hidden = group.filter(({ key }) => answer.missing.includes(key) && !gone.has(key))
  if (hidden.length > 0) await putOff(context, type, hidden, someHidden, hiddenPauseMs)
  return rows.length
}
