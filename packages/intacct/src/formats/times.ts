import { UTC_FORMAT } from './user-format.ts'
import type { UserFormat } from './user-format.ts'

interface Day {
  readonly year: number
  readonly month: number
  readonly day: number
}

const two = (number: number): string => String(number).padStart(2, '0')

function isDay({ year, month, day }: Day): boolean {
  // Every month has 28; what is beyond asks the calendar.
  if (day >= 1 && day <= 28 && month >= 1 && month <= 12 && year >= 100) return true
  const at = new Date(Date.UTC(year, month - 1, day))
  return at.getUTCFullYear() === year && at.getUTCMonth() === month - 1 && at.getUTCDate() === day
}

/** Takes an ISO date apart. null when it is no day of the calendar. */
export function dayOf(iso: string): Day | null {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso)
  if (found === null) return null
  const day = { year: Number(found[1]), month: Number(found[2]), day: Number(found[3]) }
  return isDay(day) ? day : null
}

function writeDay(day: Day, format: UserFormat): string {
  const parts: Record<string, string> = {
    Y: String(day.year).padStart(4, '0'),
    y: two(day.year % 100),
    m: two(day.month),
    d: two(day.day),
  }
  return [...format.order].map((letter) => parts[letter] ?? '').join(format.separator)
}

const shortNumber = /^\d{1,4}$/

function readDay(text: string, format: UserFormat): Day | null {
  const parts = text.split(format.separator)
  if (parts.length !== 3) return null
  const day = { year: 0, month: 0, day: 0 }
  for (const [place, part] of parts.entries()) {
    if (!shortNumber.test(part)) return null
    const written = Number(part)
    const letter = format.order[place]
    if (letter === 'm') day.month = written
    else if (letter === 'd') day.day = written
    // Two digits: the gateway's window is not published; ledgers of this century.
    else day.year = letter === 'Y' ? written : 2000 + written
  }
  return isDay(day) ? day : null
}

/**
 * An accounting date in Intacct's way. Dates have no zone and are never shifted.
 * @param iso YYYY-MM-DD
 * @returns MM/DD/YYYY, or the format given; null when iso is no day of the calendar.
 */
export function intacctDate(iso: string, format: UserFormat = UTC_FORMAT): string | null {
  const day = dayOf(iso)
  return day === null ? null : writeDay(day, format)
}

/** The ISO date of a date of Intacct's; null when it is empty or not in that format. */
export function isoDate(text: string, format: UserFormat = UTC_FORMAT): string | null {
  const day = readDay(text.trim(), format)
  return day === null ? null : `${String(day.year).padStart(4, '0')}-${two(day.month)}-${two(day.day)}`
}

/**
 * A moment in Intacct's way, at whole seconds (what is below a second is cut off).
 * @param at milliseconds since 1970, UTC
 */
export function intacctStamp(at: number, format: UserFormat = UTC_FORMAT): string {
  const local = new Date(Math.floor(at / 1000) * 1000 + format.offsetMinutes * 60_000)
  const day = { year: local.getUTCFullYear(), month: local.getUTCMonth() + 1, day: local.getUTCDate() }
  const hours = local.getUTCHours()
  const rest = `${two(local.getUTCMinutes())}:${two(local.getUTCSeconds())}`
  const time =
    format.clock === 24
      ? `${two(hours)}:${rest}`
      : `${two(hours % 12 === 0 ? 12 : hours % 12)}:${rest} ${hours < 12 ? 'AM' : 'PM'}`
  return `${writeDay(day, format)} ${time}`
}

/** The moment of a timestamp of Intacct's, in milliseconds since 1970, UTC; null when it is not in that format. */
export function momentOf(text: string, format: UserFormat = UTC_FORMAT): number | null {
  const found = /^(\S+) (\d{1,2}):(\d{2}):(\d{2})(?: ?([AaPp])[Mm])?$/.exec(text.trim())
  const day = found?.[1] === undefined ? null : readDay(found[1], format)
  if (found === null || day === null) return null
  const half = found[5]?.toLowerCase()
  const written = Number(found[2])
  const hours = half === undefined ? written : (written % 12) + (half === 'p' ? 12 : 0)
  const minutes = Number(found[3])
  const seconds = Number(found[4])
  if (hours > 23 || minutes > 59 || seconds > 59) return null
  return Date.UTC(day.year, day.month - 1, day.day, hours, minutes, seconds) - format.offsetMinutes * 60_000
}
