import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decimalText, grouped, minorOf, readDecimal, roundings } from '../src/import/amounts.ts'
import {
  dateFormats,
  findDateFormat,
  findFormat,
  newDateSurvey,
  readDate,
  surveyDate,
} from '../src/import/dates.ts'
import { KeyTable } from '../src/import/key-table.ts'

describe('amounts', () => {
  test.each([
    ['1250', '1250'],
    ['1,250.00', '1250.00'],
    ['$1,234,567.8', '1234567.8'],
    ['USD 12.00', '12.00'],
    ['(12.00)', '-12.00'],
    ['12.00-', '-12.00'],
    ['-$5', '-5'],
    ['.5', '0.5'],
    ['007', '7'],
  ])('%s is read as %s', (text, decimal) => {
    expect(readDecimal(text, 'point')).toBe(decimal)
  })

  test.each(['', 'ten', '1,23.4', '1.2.3', '1e3', '12,5', '0x1F', '--5', 'NaN'])(
    '%s is no amount',
    (text) => {
      expect(readDecimal(text, 'point')).toBeUndefined()
    },
  )

  test.each([
    ['1.250,00', '1250.00'],
    ['1250,5 €', '1250.5'],
    ["1'000,10", '1000.10'],
  ])('%s is read as %s with a decimal comma', (text, decimal) => {
    expect(readDecimal(text, 'comma')).toBe(decimal)
  })

  test('an amount of the currency’s own decimals survives to the last digit', () => {
    fc.assert(
      fc.property(
        fc.bigInt(-(10n ** 18n), 10n ** 18n),
        fc.constantFrom('USD', 'JPY', 'BHD'),
        (minor, currency) => {
          expect(minorOf(decimalText(minor, currency), currency, 'none')).toEqual({ ok: true, minor })
        },
      ),
    )
  })

  test('rounding moves an amount by at most half a minor unit', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 10n ** 15n), fc.constantFrom(...roundings), (millionths, rounding) => {
        const digits = millionths.toString().padStart(7, '0')
        const read = minorOf(`${digits.slice(0, -6)}.${digits.slice(-6)}`, 'USD', rounding)
        const difference = read.ok ? read.minor * 10_000n - millionths : 0n
        expect(difference <= 5000n && difference >= -5000n).toBe(true)
        expect(read.ok || rounding === 'none').toBe(true)
      }),
    )
  })

  test.each([
    ['0.125', 'half-even', 12n],
    ['0.135', 'half-even', 14n],
    ['0.1250000000001', 'half-even', 13n],
    ['0.125', 'half-up', 13n],
    ['22.200000000000003', 'half-even', 2220n],
    ['-0.125', 'half-up', -13n],
  ] as const)('%s by %s is %s cents', (text, rounding, minor) => {
    expect(minorOf(text, 'USD', rounding)).toEqual({ ok: true, minor })
  })

  test('people read them in groups of three', () => {
    expect(grouped('7749684.07')).toBe('7,749,684.07')
    expect(grouped('123')).toBe('123')
  })
})

describe('dates', () => {
  test.each([
    ['2026-03-28', 'YYYY-MM-DD'],
    ['2026-03-28 14:02:10', 'YYYY-MM-DD'],
    ['2026-03-28T14:02', 'YYYY-MM-DD'],
    ['20260328', 'YYYYMMDD'],
    ['3/28/2026', 'M/D/YYYY'],
    ['28/03/2026', 'D/M/YYYY'],
    ['28.3.2026', 'D.M.YYYY'],
    ['3/28/26', 'M/D/YY'],
    ['28 Mar 2026', 'D MMM YYYY'],
    ['28-Mar-2026', 'D MMM YYYY'],
    ['March 28, 2026', 'MMM D, YYYY'],
  ] as const)('%s written as %s is the 28th of March', (text, format) => {
    expect(readDate(text, format)).toBe('2026-03-28')
  })

  test.each([
    ['2026-02-29', 'YYYY-MM-DD'],
    ['13/1/2012', 'M/D/YYYY'],
    ['2026-03-28T23:30:00Z', 'YYYY-MM-DD'],
    ['28 Foo 2026', 'D MMM YYYY'],
    ['0000-01-01', 'YYYY-MM-DD'],
  ] as const)('%s is no day as %s', (text, format) => {
    expect(readDate(text, format)).toBeUndefined()
  })

  test('a real day is read back from every format that can write it', () => {
    const write = (format: string, y: number, m: number, d: number): string =>
      format
        .replace('YYYY', String(y))
        .replace('YY', String(y).slice(2))
        .replace(
          'MMM',
          () => ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'][m - 1]!,
        )
        .replace('MM', String(m).padStart(2, '0'))
        .replace('DD', String(d).padStart(2, '0'))
        .replace(/\bM\b/, String(m))
        .replace(/\bD\b/, String(d))
    const day = fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(day, fc.constantFrom(...dateFormats), (moment, format) => {
        const [y = 0, m = 0, d = 0] = moment.toISOString().slice(0, 10).split('-').map(Number)
        expect(readDate(write(format, y, m, d), format)).toBe(moment.toISOString().slice(0, 10))
      }),
    )
  })

  test('formats are found as people write them', () => {
    expect(findDateFormat('mm/dd/yyyy')).toBe('M/D/YYYY')
    expect(findDateFormat('DD.MM.YYYY')).toBe('D.M.YYYY')
    expect(findDateFormat('YYYY-M-D')).toBe('YYYY-MM-DD')
    expect(findDateFormat('whenever')).toBeUndefined()
  })

  test('a few broken values do not hide the format, many do', () => {
    const survey = newDateSurvey()
    for (let day = 1; day <= 28; day += 1) surveyDate(survey, `2/${day}/2026`, day)
    surveyDate(survey, 'soon', 29)
    expect(findFormat(survey)).toMatchObject({ kind: 'certain', format: 'M/D/YYYY', unread: 1 })
    surveyDate(survey, 'later', 30)
    surveyDate(survey, 'never', 31)
    expect(findFormat(survey)).toEqual({ kind: 'none' })
  })
})

test('a key table counts like a map', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 3 }), { maxLength: 3000, size: 'max' }), (texts) => {
      const table = new KeyTable()
      const map = new Map<string, { count: number; firstLine: number }>()
      for (const [index, text] of texts.entries()) {
        table.add(text, index)
        const before = map.get(text)
        map.set(text, { count: (before?.count ?? 0) + 1, firstLine: before?.firstLine ?? index })
      }
      expect(table.size).toBe(map.size)
      for (const [text, entry] of map) expect(table.get(text)).toEqual(entry)
    }),
    { numRuns: 30 },
  )
})
