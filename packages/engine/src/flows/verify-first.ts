import { objectTypeNames } from '../core/object-types.ts'
import type { FlowContext } from './context.ts'
import { sendWithinMs } from './post.ts'
import { nothingShown, seesAny } from './sight.ts'

/** Between two looks of a connection that has more to read before it may send. Milliseconds. */
const againMs = 1_000

/**
 * After all windows were read to their ends: whether a connection that verifies first may send. It may, once each type was read in a window
 * that was opened when Intacct could no longer be working on anything that a predecessor sent (T + L after this copy began). Every marker
 * of ours is then in this copy, so that nothing is created twice. Answers null, or when to read again, epoch milliseconds.
 *
 * An end counts only where our user is shown records, as for any search. A type of which nobody knows a record may be empty.
 * @param beganAt our clock when this pass of reading began
 * @throws RemoteError when our user is shown nothing of what must be there
 */
export async function endVerifyFirst(context: FlowContext, beganAt: number): Promise<number | null> {
  const { store, seams, connection } = context
  const { scope, settings } = connection
  const since = connection.verifySince ?? 0
  const settledAt = since + sendWithinMs + settings.settleMs + settings.readLagMs
  const types = objectTypeNames.filter((type) => settings.directions[type] !== 'off')
  const census = await store.census(scope, types)
  for (const { type, known } of census) {
    if (known && !(await seesAny(context, type))) throw nothingShown()
  }
  // A type that has shown nothing yet was read again, whole, by this very pass.
  const isRead = census.every(({ readSince, known }) => (readSince ?? (known ? 0 : beganAt)) >= settledAt)
  if (!isRead) return Math.max(settledAt, seams.clock.now() + againMs)
  await store.endVerifyFirst(scope)
  return null
}
