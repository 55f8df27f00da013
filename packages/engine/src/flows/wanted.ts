import type { ObjectType } from '../core/object-types.ts'
import { tally } from '../core/run-counts.ts'
import type { RemoteRow, Want } from '../ports.ts'
import type { RunAdd } from '../ports/runs.ts'
import type { FlowContext } from './context.ts'
import { storedRow } from './remote-rows.ts'
import { nothingShown, surelyGone } from './sight.ts'

/** Keys that one reading by key takes (reference 3.2: at most 100 for `read`). */
export const keysPerRead = 100

/**
 * Reads wanted records by key in bulk: read-backs of what was written, parents of waiting children, documents that a payment moved,
 * and suspects. A key that a direct read does not find is gone, if the same read would have found it. Answers how many were read.
 */
export async function readWanted(context: FlowContext, wants: readonly Want[]): Promise<RunAdd> {
  const groups = new Map<string, Want[]>()
  for (const want of wants) {
    const name = `${want.type} ${want.by}`
    groups.set(name, [...(groups.get(name) ?? []), want])
  }
  const read: (readonly [ObjectType, 'read', number])[] = []
  for (const [first, ...more] of groups.values()) {
    if (first) read.push([first.type, 'read', await readGroup(context, first, more)])
  }
  return tally(read)
}

async function readGroup(context: FlowContext, first: Want, more: readonly Want[]): Promise<number> {
  const { store, remote, seams, connection } = context
  const asked = await store.turn(connection.scope)
  const answer = await remote.readByKeys(
    first.type,
    first.by,
    [first, ...more].map((want) => want.key),
  )
  const rows = answer.rows.map((row: RemoteRow) => storedRow(row, connection.settings.baseCurrency))
  const at = seams.clock.now()
  if (rows.length > 0) await store.savePage(connection.scope, { window: null, rows, next: null, asked, at })
  if (answer.missing.length === 0) return rows.length
  const gone =
    rows.length > 0 || first.by === 'number'
      ? new Set(answer.missing)
      : await surelyGone(context, first.type, answer.missing)
  if (gone.size === 0) throw nothingShown()
  const missing = [...gone].map((key) => ({ type: first.type, key, by: first.by }))
  await store.saveMissing(connection.scope, missing, asked, at)
  return rows.length
}
