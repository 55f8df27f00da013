import { objectTypeNames } from '../core/object-types.ts'
import type { ObjectType } from '../core/object-types.ts'
import type { Settings } from '../core/settings.ts'
import type { FlowContext } from './context.ts'
import { sendWithinMs } from './post.ts'
import { nothingShown, seesAny } from './sight.ts'

/** Between two looks of a connection that has more to read before it may send. Milliseconds. */
const againMs = 1_000

/** The types that a connection reads. */
export function typesRead({ directions }: Settings): ObjectType[] {
  return objectTypeNames.filter((type) => directions[type] !== 'off')
}

/** From when on Intacct can no longer be working on what a predecessor sent. Epoch milliseconds. */
export function verifySettledAt(since: number, settings: Settings): number {
  return since + sendWithinMs + settings.settleMs + settings.readLagMs
}

/**
 * After all windows were read to their ends: whether a connection that verifies first may send. It may, once each type was read in a window
 * that was opened when Intacct could no longer be working on anything that a predecessor sent (T + L after this copy began). Every marker
 * of ours is then in this copy, so that nothing is created twice. Answers null, or when to read again, epoch milliseconds.
 *
 * An end counts only where our user is shown records, as for any search. A type of which nobody knows a record may be empty.
 * @param beganAt our clock when this pass of reading began
 * @throws RemoteError when our user is not shown what must be there
 */
export async function endVerifyFirst(context: FlowContext, beganAt: number): Promise<number | null> {
  const { store, seams, connection } = context
  const { scope, settings } = connection
  const settledAt = verifySettledAt(connection.verifySince ?? 0, settings)
  const census = await store.census(scope, typesRead(settings))
  for (const { type, known, hidden } of census) {
    if (hidden || (known && !(await seesAny(context, type)))) throw nothingShown()
  }
  // A type that has shown nothing yet was read again, whole, by this very pass.
  const isRead = census.every(({ readSince, known }) => (readSince ?? (known ? 0 : beganAt)) >= settledAt)
  if (!isRead) return Math.max(settledAt, seams.clock.now() + againMs)
  await store.endVerifyFirst(scope)
  return null
}
