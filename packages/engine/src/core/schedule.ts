import type { Settings } from './settings.ts'
import { cronTimes, dailyTimes, wallText } from './cron.ts'
import type { Times } from './cron.ts'

type Cache = Settings['cache']

const dayMs = 86_400_000

/** Wall times of a schedule of the cache: those of its cron line where it has one. */
function timesOf(cache: Cache): Times {
  return cache.cron === undefined ? dailyTimes(cache.at, cache.days) : cronTimes(cache.cron)
}

/**
 * The next moments at which the cache is due by itself, epoch milliseconds, ascending; fewer than asked for when the schedule has no more
 * within a year, none when it is only refreshed by hand.
 * @param after epoch milliseconds; moments are later than it
 */
export function nextRuns(cache: Cache, after: number, many: number): number[] {
  if (!cache.daily) return []
  return timesOf(cache).after(after, cache.zone, many)
}

/** From this hour on, and before that one, on Monday to Friday: when people work in Intacct. */
const businessHours = { from: 8, to: 18 } as const

/** What speaks against a schedule. */
export type Advice =
  | { readonly kind: 'business_hours' }
  /** Clocks skip that time of day, or show it twice: when it runs on that day instead. */
  | { readonly kind: 'clock_change'; readonly day: string; readonly at: string; readonly runsAt: string }

/** What a person should know before this schedule is saved. */
export function adviceOn(cache: Cache, now: number): Advice[] {
  if (!cache.daily) return []
  const times = timesOf(cache)
  const week = times.after(now, cache.zone, 7 * 24).filter((moment) => moment < now + 7 * dayMs)
  const advice: Advice[] = week.some((moment) => inBusinessHours(wallText(moment, cache.zone)))
    ? [{ kind: 'business_hours' }]
    : []
  const moved = times.moved(now, cache.zone)
  return moved === null ? advice : [...advice, { kind: 'clock_change', ...moved }]
}

function inBusinessHours({ hour, weekday }: { readonly hour: number; readonly weekday: number }): boolean {
  return weekday >= 1 && weekday <= 5 && hour >= businessHours.from && hour < businessHours.to
}
