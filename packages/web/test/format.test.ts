import { describe, expect, it } from 'vitest'
import {
  ageOf,
  formatAmount,
  formatClock,
  formatDay,
  formatDuration,
  formatFull,
  formatMoney,
  sumByCurrency,
} from '../src/words/format.ts'

describe('amounts', () => {
  it.each([
    ['1250', 'USD', 'en-US', '1,250.00'],
    ['0', 'USD', 'en-US', '0.00'],
    ['-12000', 'JPY', 'en-US', '−12,000'],
    ['1.5', 'BHD', 'en-US', '1.500'],
    ['1250.5', 'EUR', 'en-DE', '1.250,50'],
    ['123456789012345678.91', 'USD', 'en-US', '123,456,789,012,345,678.91'],
    ['10.005', 'USD', 'en-US', '10.005'],
    ['not a number', 'USD', 'en-US', 'not a number'],
  ])('%s %s in %s is %s', (amount, currency, locale, shown) => {
    expect(formatAmount(amount, currency, locale)).toBe(shown)
  })

  it('put the code first in English and last elsewhere', () => {
    expect(formatMoney('1250.00', 'USD', 'en-US')).toBe('USD 1,250.00')
    expect(formatMoney('1250.00', 'EUR', 'de-DE')).toBe('1.250,00 EUR')
  })

  it('are summed per currency, exactly, and never across currencies', () => {
    const rows = [
      { amount: '0.1', currency: 'USD' },
      { amount: '0.2', currency: 'USD' },
      { amount: '-12000', currency: 'JPY' },
      { amount: '9007199254740993.01', currency: 'USD' },
      { amount: null, currency: null },
    ]
    expect(sumByCurrency(rows)).toEqual([
      { currency: 'USD', amount: '9007199254740993.31' },
      { currency: 'JPY', amount: '-12000' },
    ])
  })

  it('below one keep their zeros and their sign', () => {
    expect(sumByCurrency([{ amount: '-0.05', currency: 'USD' }])).toEqual([
      { currency: 'USD', amount: '-0.05' },
    ])
  })
})

describe('document dates', () => {
  it('are never shifted, wherever the reader sits', () => {
    expect(formatDay('2026-03-28', 'en-US')).toBe('28 Mar 2026')
    expect(formatDay('2026-01-01', 'en-GB')).toBe('1 Jan 2026')
  })

  it('that are none are shown as they came', () => {
    expect(formatDay('soon', 'en-US')).toBe('soon')
  })
})

describe('moments', () => {
  const noon = Date.UTC(2026, 2, 31, 18, 2, 10)

  it('are told in the zone of the reader, in full with its name', () => {
    expect(formatFull(noon, 'en-US', 'America/New_York')).toBe('31 Mar 2026, 14:02:10 New York')
    expect(formatFull(noon, 'en-US', 'Asia/Tokyo')).toBe('1 Apr 2026, 03:02:10 Tokyo')
  })

  it('of the same day are a time, of another day a date with time', () => {
    expect(formatClock(noon, noon + 3_600_000, 'en-US', 'America/New_York')).toBe('14:02')
    expect(formatClock(noon, noon + 86_400_000, 'en-US', 'America/New_York')).toBe('31 Mar 2026, 14:02')
  })

  it.each([
    [10_000, { kind: 'now' }],
    [60_000, { kind: 'minutes', n: 1 }],
    [3_599_000, { kind: 'minutes', n: 59 }],
    [7_200_000, { kind: 'hours', n: 2 }],
    [86_400_000, { kind: 'moment' }],
    [-3_600_000, { kind: 'moment' }],
  ])('%d ms ago are an age within a day', (ago, age) => {
    expect(ageOf(noon - ago, noon)).toEqual(age)
  })

  it.each([
    [900, '0 s'],
    [59_000, '59 s'],
    [95_000, '1 min 35 s'],
    [120_000, '2 min'],
    [3_900_000, '1 h 5 min'],
  ])('a duration of %d ms is %s', (ms, shown) => {
    expect(formatDuration(ms)).toBe(shown)
  })
})
