import type { Random } from '../seams/seams.ts'

const FIRST_MS = 1_000
const LONGEST_MS = 60_000

/**
 * Milliseconds to wait before a further try: doubling from a second to a minute, anywhere in the upper half of that
 * span, so that many callers do not come back at once.
 * @param attempt 1 for the first repetition.
 */
export function backoffMs(attempt: number, random: Random): number {
  const span = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt - 1, 10))
  return Math.round(span / 2 + (random() * span) / 2)
}
