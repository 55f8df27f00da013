import { decide } from '../core/decide.ts'
import type { Outcome } from '../core/outcomes.ts'
import type { FlowContext } from './context.ts'
import { decideContext } from './context.ts'

/** Links that one look takes at once. */
export const linksPerLook = 500

/** Looks at dirty links, decides and writes the decisions down. Answers how many were looked at, and their outcomes. */
export async function settleDirty(context: FlowContext): Promise<ReadonlyMap<Outcome, number> | null> {
  const { store, seams, connection } = context
  const situations = await store.dirty(connection.scope, linksPerLook, seams.clock.now())
  if (situations.length === 0) return null
  const facts = decideContext(context)
  const settled = situations.map((situation) => decide(situation, facts))
  await store.settle(connection.scope, settled, seams.clock.now())
  const outcomes = new Map<Outcome, number>()
  for (const item of settled) outcomes.set(item.outcome, (outcomes.get(item.outcome) ?? 0) + 1)
  return outcomes
}
