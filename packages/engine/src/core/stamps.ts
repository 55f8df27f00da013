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

const dayMs = 86_400_000
const two = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'))

/** The stamp of a moment in UTC (epoch milliseconds; years 1000 to 9999). Reckoned by hand: it is asked some times for each record read. */
export function stampOf(moment: number): string {
  const day = Math.floor(moment / dayMs)
  const seconds = Math.floor((moment - day * dayMs) / 1000)
  const minutes = Math.floor(seconds / 60)
  return `${dateOf(day)}T${two[Math.floor(minutes / 60)]}:${two[minutes % 60]}:${two[seconds % 60]}`
}

/** The Gregorian date of a day counted from 1970: years begin in March, so that the leap day is a year's last. */
function dateOf(day: number): string {
  const sinceYear0 = day + 719_468
  const era = Math.floor(sinceYear0 / 146_097)
  const dayOfEra = sinceYear0 - era * 146_097
  const leaps = Math.floor(dayOfEra / 1_460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096)
  const year = Math.floor((dayOfEra - leaps) / 365)
  const dayOfYear = dayOfEra - (365 * year + Math.floor(year / 4) - Math.floor(year / 100))
  const fromMarch = Math.floor((5 * dayOfYear + 2) / 153)
  const date = dayOfYear - Math.floor((153 * fromMarch + 2) / 5) + 1
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9
  return `${String(year + era * 400 + (month <= 2 ? 1 : 0))}-${two[month]}-${two[date]}`
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
