import { describe, expect, it } from 'vitest'
import { wrongCron } from '../src/core/cron.ts'
import { adviceOn, nextRuns } from '../src/core/schedule.ts'
import { settingsSchema } from '../src/core/settings.ts'

const cacheOf = (cache: object) => settingsSchema.parse({ cache }).cache
const at = (text: string) => Date.parse(text)
const next = (now: string, cache: object, many = 5) =>
  nextRuns(cacheOf(cache), at(now), many).map((moment) => new Date(moment).toISOString().slice(0, 16))

describe('[3.5] the schedule of the cache', () => {
  it('[3.8] is daily at midnight unless told', () => {
    expect(next('2026-03-27T10:00:00Z', {}, 3)).toEqual([
      '2026-03-28T00:00',
      '2026-03-29T00:00',
      '2026-03-30T00:00',
    ])
  })

  it('[3.10] keeps to the weekdays that are chosen, by the clock of the zone', () => {
    const cache = { at: '21:30', zone: 'America/New_York', days: ['mon', 'fri'] }
    // Monday 21:30 in New York is Tuesday in UTC.
    expect(next('2026-06-01T12:00:00Z', cache, 3)).toEqual([
      '2026-06-02T01:30',
      '2026-06-06T01:30',
      '2026-06-09T01:30',
    ])
  })

  it('[3.10] keeps to a cron line', () => {
    expect(next('2026-06-01T12:00:00Z', { cron: '15 */12 * * mon-fri', zone: 'Europe/Berlin' }, 3)).toEqual([
      '2026-06-01T22:15',
      '2026-06-02T10:15',
      '2026-06-02T22:15',
    ])
  })

  it('takes days of the month and weekdays as either, as cron does', () => {
    expect(next('2026-05-30T00:00:00Z', { cron: '0 3 1 * sun' }, 4)).toEqual([
      '2026-05-31T03:00',
      '2026-06-01T03:00',
      '2026-06-07T03:00',
      '2026-06-14T03:00',
    ])
  })

  it('names no moment when the cache is only refreshed by hand, or a line names a day that never comes', () => {
    expect(next('2026-06-01T12:00:00Z', { daily: false })).toEqual([])
    expect(next('2026-06-01T12:00:00Z', { cron: '0 0 30 2 *' })).toEqual([])
  })

  it('runs once when two times fall into an hour that clocks skip', () => {
    expect(next('2026-03-29T00:00:00Z', { cron: '0 2,3 * * *', zone: 'Europe/Berlin' }, 2)).toEqual([
      '2026-03-29T01:00',
      '2026-03-30T00:00',
    ])
  })

  it.each([
    ['0 0 * *', 'Write five parts'],
    ['0 24 * * *', '"24" is no hour: write 0 to 23.'],
    ['0 0 0 * *', '"0" is no day of the month'],
    ['0 0 * foo *', '"foo" is no month'],
    ['0 5-2 * * *', 'is no hour'],
    ['*/5 * * * *', 'at most once an hour'],
    ['0,30 1 * * *', 'at most once an hour'],
    ['0 */0 * * *', 'is no hour'],
  ])('says what is wrong with the line %s', (line, words) => {
    expect(wrongCron(line)).toContain(words)
    expect(settingsSchema.safeParse({ cache: { cron: line } }).success).toBe(false)
  })

  it.each(['0 0 * * *', '30 2 1,15 jan-jun 7', '5 8-18/2 * * 1-5'])('takes the line %s', (line) => {
    expect(wrongCron(line)).toBeNull()
  })
})

describe('[3.9] advice on the schedule', () => {
  const now = at('2026-06-03T00:00:00Z')

  it('is against business hours of the zone, Monday to Friday', () => {
    const kinds = (cache: object) => adviceOn(cacheOf(cache), now).map(({ kind }) => kind)
    expect(kinds({ at: '10:00' })).toEqual(['business_hours'])
    expect(kinds({ at: '17:59', days: ['sun', 'fri'] })).toEqual(['business_hours'])
    expect(kinds({ at: '10:00', days: ['sun', 'sat'] })).toEqual([])
    expect(kinds({ at: '18:00' })).toEqual([])
    expect(kinds({ at: '23:00', zone: 'UTC' })).toEqual([])
    expect(kinds({ at: '10:00', daily: false })).toEqual([])
  })

  it('tells of the day on which clocks skip that time', () => {
    expect(adviceOn(cacheOf({ at: '02:30', zone: 'Europe/Berlin' }), now)).toEqual([
      { kind: 'clock_change', day: '2027-03-28', at: '02:30', runsAt: '03:30' },
    ])
  })
})
