import { objectTypeNames } from '../core/object-types.ts'
import { laterStamp, shiftStamp } from '../core/stamps.ts'
import type { Deletion } from '../ports.ts'
import type { RemoteClock } from '../ports/windows.ts'
import type { FlowContext } from './context.ts'

/** The stream's name: its watermark is where the audit history was read up to. */
export const deletionsStream = 'deletions'

export interface Deletions {
  /** The remote side's present, as it was before what is read next. */
  readonly clock: RemoteClock
  /** What the audit history names as deleted lately. */
  readonly rows: readonly Deletion[]
  /**
   * Makes suspects of them, and moves the mark. To be called when the pages that were asked for meanwhile are stored: one of them may hold
   * a record that was deleted since, and what we do not hold is no suspect.
   */
  readonly suspect: () => Promise<void>
}

/**
 * Looks for deletions in the audit history since the last look. They are suspects only: each is confirmed by a direct read before
 * anything is called gone.
 */
export async function pullDeletions(context: FlowContext): Promise<Deletions> {
  const { store, remote, seams, connection } = context
  const { scope, settings } = connection
  const state = await store.stream(scope, deletionsStream)
  if (state.watermark === null) {
    // Before the first window nothing was read, so nothing that we know of can have been deleted.
    const clock = await remote.clock()
    await store.moveWatermark(scope, deletionsStream, clock.stamp, seams.clock.now())
    return { clock, rows: [], suspect: () => Promise.resolve() }
  }
  const types = objectTypeNames.filter((type) => settings.directions[type] !== 'off')
  const found = await remote.deletions(types, shiftStamp(state.watermark, -settings.overlapMs))
  const seen = found.rows.reduce<string>((latest, row) => laterStamp(latest, row.stamp), state.watermark)
  return {
    ...found,
    async suspect() {
      await store.want(
        scope,
        found.rows.map((row) => ({ type: row.type, key: row.key, by: 'key', why: 'suspect' })),
      )
      await store.moveWatermark(
        scope,
        deletionsStream,
        laterStamp(seen, found.clock.stamp),
        seams.clock.now(),
      )
    },
  }
}
