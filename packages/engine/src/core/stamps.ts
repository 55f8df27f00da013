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

const two = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'))
const dayMs = 86_400_000
const newest = { day: Number.NaN, date: '' }

/** The stamp of a moment in UTC (epoch milliseconds). Most moments lie on the day of the one before: its date is kept. */
export function stampOf(moment: number): string {
  const day = Math.floor(moment / dayMs)
  if (day !== newest.day) {
    newest.date = new Date(day * dayMs).toISOString().slice(0, 10)
    newest.day = day
  }
  const seconds = Math.floor((moment - day * dayMs) / 1000)
  const minutes = Math.floor(seconds / 60)
  return `${newest.date}T${two[Math.floor(minutes / 60)]}:${two[minutes % 60]}:${two[seconds % 60]}`
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
