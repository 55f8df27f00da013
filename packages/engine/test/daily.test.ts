import { describe, expect, it } from 'vitest'
import { dailyTimes } from '../src/core/cron.ts'
import { isZone } from '../src/core/daily.ts'

const next = (now: string, at: string, zone: string) =>
  new Date(dailyTimes(at, undefined).after(Date.parse(now), zone, 1)[0] ?? 0).toISOString()

describe('[3.8] the next refresh of the day', () => {
  it.each([
    ['2026-03-28T10:00:00Z', '00:00', 'UTC', '2026-03-29T00:00:00.000Z'],
    ['2026-03-28T00:00:00Z', '00:00', 'UTC', '2026-03-29T00:00:00.000Z'],
    ['2026-03-27T23:59:59Z', '00:00', 'UTC', '2026-03-28T00:00:00.000Z'],
    ['2026-06-01T03:00:00Z', '00:00', 'America/New_York', '2026-06-01T04:00:00.000Z'],
    ['2026-06-01T04:00:00Z', '00:00', 'America/New_York', '2026-06-02T04:00:00.000Z'],
    ['2026-12-01T03:00:00Z', '00:00', 'America/New_York', '2026-12-01T05:00:00.000Z'],
    ['2026-06-01T12:00:00Z', '00:00', 'Pacific/Kiritimati', '2026-06-02T10:00:00.000Z'],
    ['2026-06-01T12:00:00Z', '23:30', 'Asia/Kolkata', '2026-06-01T18:00:00.000Z'],
  ])('after %s at %s in %s is %s', (now, at, zone, expected) => {
    expect(next(now, at, zone)).toBe(expected)
  })

  it.each([
    // Clocks go from 02:00 to 03:00: there is no 02:30.
    ['2026-03-29T00:00:00Z', '02:30', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
    // Midnight itself is left out.
    ['2026-03-28T12:00:00Z', '00:00', 'Asia/Beirut', '2026-03-28T22:00:00.000Z'],
    // Clocks go back from 03:00 to 02:00: 02:30 comes twice, the first one counts, once.
    ['2026-10-24T22:00:00Z', '02:30', 'Europe/Berlin', '2026-10-25T00:30:00.000Z'],
    ['2026-10-25T00:30:00Z', '02:30', 'Europe/Berlin', '2026-10-26T01:30:00.000Z'],
  ])('when clocks change, after %s at %s in %s is %s', (now, at, zone, expected) => {
    expect(next(now, at, zone)).toBe(expected)
  })

  it('knows zones', () => {
    expect(['Europe/Berlin', 'UTC', 'Nowhere/Land', ''].map(isZone)).toEqual([true, true, false, false])
  })
})
