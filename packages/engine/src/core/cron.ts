import { momentOfWall, wallOf } from './daily.ts'

const dayMs = 86_400_000
/** A schedule that names no time within so many days names none. */
const daysAhead = 370

/** Names of weekdays as settings have them, Sunday first as in cron. */
export const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const
export type Weekday = (typeof weekdays)[number]

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'] as const

interface Part {
  readonly name: string
  readonly from: number
  readonly to: number
  readonly names: readonly string[]
}

/** The five parts of a cron line, in their order. Sunday is 0, and 7 too. */
const parts = [
  { name: 'minute', from: 0, to: 59, names: [] },
  { name: 'hour', from: 0, to: 23, names: [] },
  { name: 'day of the month', from: 1, to: 31, names: [] },
  { name: 'month', from: 1, to: 12, names: ['', ...months] },
  { name: 'weekday', from: 0, to: 7, names: weekdays },
] as const satisfies Part[]

/** Times of day on certain days, by the clock on the wall. */
export interface Times {
  /** The first `many` moments later than `after`, epoch milliseconds. */
  after(after: number, zone: string, many: number): number[]
  /** The first time within a year that clocks skip or show twice: its day, the time, and when it runs instead. */
  moved(
    now: number,
    zone: string,
  ): { readonly day: string; readonly at: string; readonly runsAt: string } | null
}

/** Every day at one time, or only on some weekdays. @param at `HH:MM` */
export function dailyTimes(at: string, days: readonly Weekday[] | undefined): Times {
  const [hour = 0, minute = 0] = at.split(':').map(Number)
  const wanted = days === undefined || days.length === 0 ? null : new Set(days)
  return timesFrom([hour * 60 + minute], (wall) => {
    const day = weekdays[new Date(wall).getUTCDay()]
    return wanted === null || (day !== undefined && wanted.has(day))
  })
}

/**
 * The times that a cron line names: minute, hour, day of the month, month, weekday; lists, ranges, steps and English names.
 * As in cron, a line that names days of the month and weekdays means either.
 * @throws RangeError that says what is wrong with the line
 */
export function cronTimes(line: string): Times {
  const words = line.trim().toLowerCase().split(/\s+/)
  if (words.length !== parts.length)
    throw new RangeError('Write five parts: minute, hour, day of the month, month, weekday.')
  const [minutes, hours, monthDays, monthsOfYear, onWeekdays] = parts.map((part, place) =>
    valuesOf(words[place] ?? '', part),
  ) as [Set<number>, Set<number>, Set<number>, Set<number>, Set<number>]
  const everyMonthDay = words[2] === '*'
  const everyWeekday = words[4] === '*'
  const minutesOfDay = [...hours].flatMap((hour) => [...minutes].map((minute) => hour * 60 + minute))
  return timesFrom(
    minutesOfDay.toSorted((a, b) => a - b),
    (wall) => {
      const date = new Date(wall)
      if (!monthsOfYear.has(date.getUTCMonth() + 1)) return false
      const byMonthDay = monthDays.has(date.getUTCDate())
      const byWeekday =
        onWeekdays.has(date.getUTCDay()) || (date.getUTCDay() === 0 && onWeekdays.has(weekdays.length))
      if (everyMonthDay || everyWeekday) return byMonthDay && byWeekday
      return byMonthDay || byWeekday
    },
  )
}

/** What is wrong with a cron line, in words; null when it can be used. A refresh costs API units, so at most one an hour. */
export function wrongCron(line: string): string | null {
  try {
    const [minute = ''] = line.trim().split(/\s+/)
    cronTimes(line)
    if (!/^\d{1,2}$/.test(minute))
      return 'Name one minute, e.g. "0": the cache is refreshed at most once an hour.'
    return null
  } catch (error) {
    if (error instanceof RangeError) return error.message
    throw error
  }
}

function valuesOf(text: string, part: Part): Set<number> {
  const values = new Set<number>()
  for (const item of text.split(',')) {
    const [range = '', step = '1'] = item.split('/')
    const [from, to] = rangeOf(range, part, item.includes('/'))
    const by = Number(step)
    if (!/^\d{1,2}$/.test(step) || by < 1 || from > to) throw wrong(text, part)
    for (let value = from; value <= to; value += by) values.add(value)
  }
  return values
}

function rangeOf(text: string, part: Part, stepped: boolean): [number, number] {
  if (text === '*') return [part.from, part.to]
  const [first = '', last] = text.split('-')
  const from = valueOf(first, part)
  return [from, last === undefined ? (stepped ? part.to : from) : valueOf(last, part)]
}

function valueOf(text: string, part: Part): number {
  const named = part.names.indexOf(text)
  const value = text !== '' && named >= 0 ? named : /^\d{1,2}$/.test(text) ? Number(text) : Number.NaN
  if (Number.isNaN(value) || value < part.from || value > part.to) throw wrong(text, part)
  return value
}

function wrong(text: string, part: Part): RangeError {
  return new RangeError(`"${text}" is no ${part.name}: write ${part.from} to ${part.to}.`)
}

function timesFrom(minutesOfDay: readonly number[], onDay: (wall: number) => boolean): Times {
  const walls = function* (from: number, zone: string): Generator<number> {
    const midnight = Math.floor(wallOf(from, zone) / dayMs) * dayMs
    for (let day = -1; day < daysAhead; day += 1) {
      const wall = midnight + day * dayMs
      if (onDay(wall)) for (const minute of minutesOfDay) yield wall + minute * 60_000
    }
  }
  return {
    after(after, zone, many) {
      const found: number[] = []
      for (const wall of walls(after, zone)) {
        if (found.length >= many) break
        const moment = momentOfWall(wall, zone)
        // Two times that clocks skip may fall on one moment.
        if (moment > after && moment > (found.at(-1) ?? -Infinity)) found.push(moment)
      }
      return found
    },
    moved(now, zone) {
      for (const wall of walls(now, zone)) {
        const moment = momentOfWall(wall, zone)
        if (moment <= now) continue
        const shown = wallOf(moment, zone)
        if (shown !== wall) return { ...dayAndTime(wall), runsAt: dayAndTime(shown).at }
      }
      return null
    },
  }
}

function dayAndTime(wall: number): { day: string; at: string } {
  const text = new Date(wall).toISOString()
  return { day: text.slice(0, 10), at: text.slice(11, 16) }
}

/** Hour and weekday (0: Sunday) that the wall shows at a moment. */
export function wallText(moment: number, zone: string): { readonly hour: number; readonly weekday: number } {
  const date = new Date(wallOf(moment, zone))
  return { hour: date.getUTCHours(), weekday: date.getUTCDay() }
}
