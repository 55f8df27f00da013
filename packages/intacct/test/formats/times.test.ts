import fc from 'fast-check'
import { expect, test } from 'vitest'
import { intacctDate, intacctStamp, isoDate, momentOf } from '../../src/formats/times.ts'
import { formatOf, UTC_FORMAT } from '../../src/formats/user-format.ts'
import type { UserFormat } from '../../src/formats/user-format.ts'

test('dates and moments go out as MM/DD/YYYY in UTC by default', () => {
  expect(intacctDate('2026-01-31')).toBe('01/31/2026')
  expect(isoDate('01/31/2026')).toBe('2026-01-31')
  expect(intacctStamp(Date.UTC(2026, 0, 31, 13, 5, 9, 999))).toBe('01/31/2026 13:05:09')
  expect(momentOf('01/31/2026 13:05:09')).toBe(Date.UTC(2026, 0, 31, 13, 5, 9))
})

test.each([
  ['', null],
  ['13/45/2026', null],
  ['2026-01-31', null],
  ['02/29/2026', null],
])('"%s" is no date there', (text, expected) => {
  expect(isoDate(text)).toBe(expected)
})

test.each(['01/31/2026', '01/31/2026 25:00:00', '01/31/2026 10:61:00', ''])(
  '"%s" is no moment there',
  (text) => {
    expect(momentOf(text)).toBeNull()
  },
)

test('[12.3] the service user’s own zone and format is followed', () => {
  const format = formatOf({ locale: 'en_AU', dateFormat: '.ymd', gmtOffset: '+09:30', clock: '12' })!
  expect(intacctStamp(Date.UTC(2026, 0, 31, 13, 5, 9), format)).toBe('26.01.31 10:35:09 PM')
  expect(intacctDate('2026-01-31', format)).toBe('26.01.31')
  expect(momentOf('26.01.31 12:00:00 AM', format)).toBe(Date.UTC(2026, 0, 30, 14, 30))
})

test.each([
  { dateFormat: 'mdY', gmtOffset: '+00:00', clock: '24' },
  { dateFormat: '/mmY', gmtOffset: '+00:00', clock: '24' },
  { dateFormat: '/mdY', gmtOffset: 'UTC', clock: '24' },
  { dateFormat: '/mdY', gmtOffset: '+00:00', clock: '13' },
])('a format in no known form is not guessed: %j', (raw) => {
  expect(formatOf({ locale: 'en_US', ...raw })).toBeNull()
})

const formats: fc.Arbitrary<UserFormat> = fc.record({
  locale: fc.constant('en_US'),
  separator: fc.constantFrom('/', '-', '.'),
  order: fc.constantFrom('mdY', 'dmY', 'Ymd', 'mdy', 'ymd'),
  offsetMinutes: fc.integer({ min: -14 * 4, max: 14 * 4 }).map((quarters) => quarters * 15),
  clock: fc.constantFrom<12 | 24>(12, 24),
})

test('every moment of the century reads back in every format', () => {
  const seconds = fc.integer({ min: Date.UTC(2001, 0, 1) / 1000, max: Date.UTC(2098, 0, 1) / 1000 })
  const property = fc.property(seconds, fc.oneof(formats, fc.constant(UTC_FORMAT)), (second, format) => {
    expect(momentOf(intacctStamp(second * 1000, format), format)).toBe(second * 1000)
  })
  fc.assert(property, { numRuns: 2000 })
})
