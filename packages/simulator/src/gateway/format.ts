import { secondOf } from '../books/dates.ts'

/** How one user reads and writes dates and times (reference 3.8). */
export interface UserFormat {
  /** Four characters: separator, then the order of m, d, y (two digits) or Y (four). `/mdY` is MM/DD/YYYY. */
  readonly dateFormat: string
  /** `±hh:mm`, fixed. */
  readonly gmtOffset: string
  readonly clock: 12 | 24
}

export const gatewayFormat: UserFormat = { dateFormat: '/mdY', gmtOffset: '+00:00', clock: 24 }

/** Renders and reads values for one caller. Inputs and results are normal forms: `YYYY-MM-DD`, `YYYY-MM-DDTHH:MM:SSZ`. */
export interface Format {
  date(normal: string): string
  timestamp(normal: string): string
  /** Undefined if the text is no date in this format. */
  readDate(text: string): string | undefined
  /** A date alone is its midnight. Undefined if the text is no time in this format. */
  readTimestamp(text: string): string | undefined
}

function minutes(gmtOffset: string): number {
  const parts = /^([+-])(\d\d):(\d\d)$/.exec(gmtOffset)
  if (parts === null) return 0
  return (parts[1] === '-' ? -1 : 1) * (Number(parts[2]) * 60 + Number(parts[3]))
}

const two = (value: number): string => String(value).padStart(2, '0')

/** `YYYY-MM-DDTHH:MM:SSZ` of a time in epoch milliseconds. */
export function stamp(ms: number): string {
  return `${secondOf(ms)}Z`
}

/** Every month has 28 days; what is beyond asks the calendar. */
function isSurelyDay(year: number, month: number, day: number): boolean {
  return year >= 100 && month >= 1 && month <= 12 && day >= 1 && day <= 28
}

function validDate(year: number, month: number, day: number): string | undefined {
  if (!isSurelyDay(year, month, day)) {
    const date = new Date(Date.UTC(year, month - 1, day))
    if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined
  }
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`
}

const made = new WeakMap<UserFormat, Format>()

/** The same for the same user's settings. */
export function makeFormat(user: UserFormat): Format {
  const known = made.get(user)
  if (known !== undefined) return known
  const format = newFormat(user)
  made.set(user, format)
  return format
}

function newFormat(user: UserFormat): Format {
  const separator = user.dateFormat.charAt(0)
  const order = [...user.dateFormat.slice(1)]
  const offset = minutes(user.gmtOffset) * 60_000
  const plain = user.dateFormat === '/mdY'
  const date = (normal: string): string => {
    if (normal.length < 10) return normal
    if (plain) return `${normal.slice(5, 7)}/${normal.slice(8, 10)}/${normal.slice(0, 4)}`
    const parts: Record<string, string> = {
      Y: normal.slice(0, 4),
      y: normal.slice(2, 4),
      m: normal.slice(5, 7),
      d: normal.slice(8, 10),
    }
    return order.map((letter) => parts[letter] ?? '').join(separator)
  }
  const clock = (time: string): string => {
    if (user.clock === 24) return time
    const hour = Number(time.slice(0, 2))
    return `${two(hour % 12 === 0 ? 12 : hour % 12)}${time.slice(2)} ${hour < 12 ? 'AM' : 'PM'}`
  }
  const readDate = (text: string): string | undefined => {
    const parts = text.trim().split(separator)
    if (parts.length !== 3 || parts.some((part) => !/^\d{1,4}$/.test(part))) return undefined
    const found: Record<string, number> = {}
    order.forEach((letter, index) => (found[letter.toLowerCase()] = Number(parts[index])))
    const year = found['y'] ?? 0
    const yearText = parts[order.findIndex((letter) => letter.toLowerCase() === 'y')] ?? ''
    if (order.includes('Y') && yearText.length !== 4) return undefined
    return validDate(order.includes('y') ? 2000 + year : year, found['m'] ?? 0, found['d'] ?? 0)
  }
  return {
    date,
    timestamp(normal) {
      if (normal.length < 19) return normal
      const local = offset === 0 ? normal : secondOf(Date.parse(normal) + offset)
      return `${date(local)} ${clock(local.slice(11, 19))}`
    },
    readDate,
    readTimestamp(text) {
      const parts = /^(\S+)(?:\s+(\d{1,2}):(\d\d)(?::(\d\d))?(?:\s*([AP])M)?)?$/i.exec(text.trim())
      const day = parts === null ? undefined : readDate(parts[1] ?? '')
      if (parts === null || day === undefined) return undefined
      const half = parts[5]?.toUpperCase()
      const raw = Number(parts[2] ?? '0')
      const hour = half === undefined ? raw : (raw % 12) + (half === 'P' ? 12 : 0)
      const minute = Number(parts[3] ?? '0')
      const second = Number(parts[4] ?? '0')
      if (hour > 23 || minute > 59 || second > 59) return undefined
      return stamp(Date.parse(`${day}T${two(hour)}:${two(minute)}:${two(second)}Z`) - offset)
    },
  }
}
