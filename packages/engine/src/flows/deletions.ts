import { objectTypeNames } from '../core/object-types.ts'
import type { ObjectType } from '../core/object-types.ts'
import { laterStamp, shiftStamp } from '../core/stamps.ts'
import type { Deletion } from '../ports/remote.ts'
import type { RemoteClock } from '../ports/windows.ts'
import type { FlowContext } from './context.ts'
import { isOfOneKind } from './sight.ts'

/** What was written before the first look may have been deleted before it. Milliseconds. */
const firstReachMs = 30 * 86_400_000

/** The stream's name: its watermark is where the audit history was read up to. */
export const deletionsStream = 'deletions'

export interface Deletions {
  /** The remote side's present, as it was before what is read next. */
  readonly clock: RemoteClock
  /** What the audit history names as deleted lately. */
  readonly rows: readonly Deletion[]
  /**
   * Makes suspects of them, and moves the mark if our user's sight was proven meanwhile. To be called when the pages that were asked for
   * are stored: one of them may hold a record that was deleted since, and what we do not hold is no suspect.
   */
  readonly suspect: (isSeen: boolean) => Promise<void>
}

/**
 * Looks for deletions in the audit history since the last look. They are suspects only: each is confirmed by a direct read before
 * anything is called gone. An audit history that is refused to our user stops nothing else.
 */
export async function pullDeletions(context: FlowContext): Promise<Deletions> {
  const { store, remote, seams, connection } = context
  try {
    return await lookForDeletions(context)
  } catch (error) {
    if (!isOfOneKind(error)) throw error
    await store.pauseStream(connection.scope, deletionsStream, error.fault, seams.clock.now())
    seams.log.warn({ ...connection.scope, cause: error.fault.cause }, 'the audit history is not read')
    return { clock: await remote.clock(), rows: [], suspect: () => Promise.resolve() }
  }
}

async function lookForDeletions(context: FlowContext): Promise<Deletions> {
  const { store, remote, seams, connection } = context
  const { scope, settings } = connection
  const { watermark } = await store.stream(scope, deletionsStream)
  const types = objectTypeNames.filter((type) => settings.directions[type] !== 'off')
  if (watermark === null && !(await holdsAny(context, types))) {
    // Before the first window nothing was read, so nothing that we know of can have been deleted.
    const clock = await remote.clock()
    await store.moveWatermark(scope, deletionsStream, clock.stamp, seams.clock.now())
    return { clock, rows: [], suspect: () => Promise.resolve() }
  }
  const since = watermark ?? shiftStamp((await remote.clock()).stamp, -firstReachMs)
  const found = await remote.deletions(types, shiftStamp(since, -settings.overlapMs))
  const seen = found.rows.reduce<string>((latest, row) => laterStamp(latest, row.stamp), since)
  return {
    ...found,
    async suspect(isSeen) {
      await store.want(
        scope,
        found.rows.map((row) => ({ type: row.type, key: row.key, by: row.of ?? 'key', why: 'suspect' })),
      )
      if (isSeen)
        await store.moveWatermark(
          scope,
          deletionsStream,
          laterStamp(seen, found.clock.stamp),
          seams.clock.now(),
        )
    },
  }
}

/** What we wrote was read back, even before anything else was read. */
async function holdsAny({ store, connection }: FlowContext, types: readonly ObjectType[]): Promise<boolean> {
  for (const type of types) if ((await store.known(connection.scope, type, 1)).length > 0) return true
  return false
}
