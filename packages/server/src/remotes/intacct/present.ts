import type { RemoteClock } from '@tieout/engine/ports/windows.ts'
import type { Evidence } from '@tieout/intacct/envelope/evidence.ts'
import type { Clock } from '@tieout/intacct/seams/seams.ts'
import { momentOf, presentOf } from './frame.ts'
import type { Frame } from './frame.ts'
import { shiftStamp } from '@tieout/engine/core/stamps.ts'

/** How far clocks may drift between two answers. Milliseconds. */
const driftMs = 60_000

export interface Present {
  /** Takes an answer's statements about time; answers the present that they prove. */
  seen(evidence: Evidence): RemoteClock
  /** The newest proven present; its ceiling moved on by the time gone since. Null before the first answer. */
  now(): RemoteClock | null
  /** The newest proven moment (epoch ms, by Intacct's clock), moved on by the time gone since. Null before the first answer. */
  moment(): number | null
}

/** Keeps the newest present that an answer has proven. The lower bound never moves by our own clock. */
export function presentKeeper(frame: Frame, clock: Clock): Present {
  let newest: { readonly proven: RemoteClock; readonly moment: number; readonly at: number } | null = null
  return {
    seen(evidence) {
      const proven = presentOf(evidence, frame)
      if (newest === null || proven.stamp >= newest.proven.stamp)
        newest = { proven, moment: momentOf(evidence), at: clock.monotonic() }
      return proven
    },
    now() {
      if (newest === null) return null
      const { proven, at } = newest
      return { ...proven, ceiling: shiftStamp(proven.ceiling, clock.monotonic() - at + driftMs) }
    },
    moment: () => (newest === null ? null : Math.floor(newest.moment + (clock.monotonic() - newest.at))),
  }
}
