/**
 * Stamps are Intacct's: `YYYY-MM-DDTHH:MM:SS` without a zone, in whatever frame that Intacct answers in. They are compared as text and
 * shifted as if they were UTC; no zone is ever assumed.
 */

/** The stamp shifted by milliseconds (negative: earlier), whole seconds. */
export function shiftStamp(stamp: string, ms: number): string {
  const moment = Date.parse(`${stamp}Z`)
  if (Number.isNaN(moment)) throw new TypeError(`"${stamp}" is not a stamp`)
  return stampOf(moment + ms)
}

/** The stamp of a moment in UTC (epoch milliseconds). */
export function stampOf(moment: number): string {
  return new Date(moment).toISOString().slice(0, 19)
}

/** The later of two stamps; null is before all. */
export function laterStamp(a: string | null, b: string): string
export function laterStamp(a: string | null, b: string | null): string | null
export function laterStamp(a: string | null, b: string | null): string | null {
  if (a === null) return b
  if (b === null) return a
  return a > b ? a : b
}

/** The earlier of two stamps. */
export function earlierStamp(a: string, b: string): string {
  return a < b ? a : b
}
