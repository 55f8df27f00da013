import type { Settings } from '../api/types.ts'
import { zoneName } from '../words/format.ts'
import { say } from '../words/say.ts'

export type Cache = Settings['cache']

/** Weekdays as settings name them, Monday first. */
export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export type Weekday = (typeof weekdays)[number]

/** A schedule of the cache in words: `Daily at midnight, New York time`. */
export function cacheWords({ daily, at, zone, days, cron }: Cache): string {
  const of = { zone: zoneName(zone) }
  if (!daily) return say('schedule.words.hand')
  if (cron !== undefined) return say('schedule.words.cron', { ...of, cron })
  const time = at === '00:00' ? say('schedule.midnight') : at
  if (days === undefined) return say('schedule.words.day', { ...of, at: time })
  const names = weekdays.filter((day) => days.includes(day)).map((day) => say(`schedule.day.${day}`))
  return say('schedule.words.days', { ...of, at: time, days: names.join(', ') })
}
