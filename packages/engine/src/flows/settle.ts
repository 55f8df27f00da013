import { decide } from '../core/decide.ts'
import type { Outcome } from '../core/outcomes.ts'
import { tally } from '../core/run-counts.ts'
import type { RunAdd, RunCounts } from '../ports/runs.ts'
import type { FlowContext } from './context.ts'
import { decideContext } from './context.ts'
import { placeFor } from './places.ts'

/** Links that one look takes at once. */
export const linksPerLook = 500

/** Outcomes of a look that a run counts; the others are counted when they are sent or read. */
const counted: { readonly [Name in Outcome]?: keyof RunCounts } = { adopted: 'adopted', skipped: 'skipped' }

/** Looks at dirty links, decides and writes the decisions down. Answers what a run counts of it; null when nothing was left. */
export async function settleDirty(context: FlowContext): Promise<RunAdd | null> {
  const { store, seams, connection } = context
  const situations = await store.dirty(connection.scope, linksPerLook, seams.clock.now())
  if (situations.length === 0) return null
  // Read after what is dirty: who changes the settings marks what they held up, so nothing is decided by older ones for good.
  const current = { ...context, connection: (await store.connection(connection.scope)) ?? connection }
  const facts = { ...decideContext(current), ...(await placeFor(current, situations)) }
  const settled = situations.map((situation) => decide(situation, facts))
  await store.settle(connection.scope, settled, seams.clock.now())
  return tally(
    settled.flatMap(({ outcome }, at) => {
      const type = situations[at]?.type
      return type === undefined ? [] : [[type, counted[outcome] ?? null, 1] as const]
    }),
  )
}
