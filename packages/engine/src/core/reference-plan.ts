import type { ReferenceEnd, ReferenceMode, ReferenceState, ReferenceWindow } from '../ports/reference.ts'
import type { RemoteClock } from '../ports/windows.ts'
import { earlierStamp, laterStamp, shiftStamp } from './stamps.ts'

export interface ReferencePlan {
  /** Everything is asked for again, whatever is known. */
  readonly full: boolean
  readonly pageSize: number
  readonly overlapMs: number
  readonly now: number
  readonly hasChanges: boolean
}

/** What no change tells of, a deletion above all, is found by a full reading; at the latest after so long. Milliseconds. */
const fullEveryMs = 7 * 24 * 60 * 60_000

/** A list that fits into one page costs one unit either way, and read whole it shows deletions, too. */
function modeFor(state: ReferenceState | null, plan: ReferencePlan): ReferenceMode {
  if (!plan.hasChanges || plan.full || state === null) return 'full'
  const { watermark, lastFullAt, records } = state
  if (watermark === null || lastFullAt === null || plan.now - lastFullAt >= fullEveryMs) return 'full'
  return records < plan.pageSize ? 'full' : 'changes'
}

/** The window under way, or a new one. A full one that is asked for is not answered by one of changes. */
export function windowFor(
  state: ReferenceState | null,
  plan: ReferencePlan,
  clock: RemoteClock,
): ReferenceWindow {
  const open = state?.window ?? null
  if (open !== null && !(plan.full && open.mode === 'changes')) return open
  const mode = modeFor(state, plan)
  const mark = state?.watermark ?? null
  const from = mode === 'full' || mark === null ? null : shiftStamp(mark, -plan.overlapMs)
  return { mode, from, ceiling: clock.ceiling, since: clock.stamp, cursor: null }
}

/**
 * A full reading proves what was so when it began. One of changes proves all before the present of its last answer, and all before the
 * highest stamp that it gave; never anything from its ceiling on.
 */
export function referenceWatermark(
  window: ReferenceWindow,
  clock: RemoteClock | null,
  highest: string | null,
): string {
  if (window.mode === 'full') return window.since
  return earlierStamp(laterStamp(highest, clock?.stamp ?? window.since), window.ceiling)
}

/** So many may vanish at once before it looks like a loss of rights. */
const fewUnseen = 10

/**
 * What a complete full reading says of the records that it did not show. Rights that changed, a list that is suddenly empty or has lost
 * more than half say nothing of deletions: then the records are only said not to be shown.
 */
export function judgeUnseen(
  before: string | null,
  rights: string,
  count: { readonly known: number; readonly unseen: number },
): ReferenceEnd['unseen'] {
  if (count.unseen === 0) return null
  if (before !== null && before !== rights) return 'not_shown'
  if (count.unseen === count.known && count.known > 1) return 'not_shown'
  return count.unseen > fewUnseen && count.unseen * 2 > count.known ? 'not_shown' : 'gone'
}
