import { describe, expect, it } from 'vitest'
import { UTC_FORMAT } from '@tieout/intacct/formats/user-format.ts'
import type { UserFormat } from '@tieout/intacct/formats/user-format.ts'
import { RemoteError } from '@tieout/engine/ports/fault.ts'
import { formatSeen } from '../src/remotes/intacct/date-reading.ts'
import { presentOf, toDay, toStamp } from '../src/remotes/intacct/frame.ts'

const now = Date.UTC(2026, 2, 28, 14)
const dayFirst: UserFormat = { ...UTC_FORMAT, order: 'dmY' }
const twelve: UserFormat = { ...UTC_FORMAT, clock: 12 }
const short: UserFormat = { ...UTC_FORMAT, separator: '.', order: 'ymd', clock: 12 }

describe('how Intacct writes dates', () => {
  it.each<[string, UserFormat, string[], ReturnType<typeof formatSeen>]>([
    ['the usual way needs no proof', { ...UTC_FORMAT, offsetMinutes: -480 }, [], UTC_FORMAT],
    ['a day beyond the twelfth tells day from month', dayFirst, ['28/03/2026 09:00:00'], dayFirst],
    ['and the other way round', dayFirst, ['03/28/2026 09:00:00'], UTC_FORMAT],
    ['one such day among many is enough', dayFirst, ['01/02/2026 09:00:00', '13/02/2026 09:00:00'], dayFirst],
    ['no such day leaves it open', dayFirst, ['01/02/2026 09:00:00'], 'ambiguous'],
    ['a month that has not come yet decides', dayFirst, ['03/12/2026 09:00:00'], UTC_FORMAT],
    ['no stamp at all leaves it open', dayFirst, [], 'ambiguous'],
    ['AM and PM tell clocks apart', twelve, ['03/28/2026 02:00:00 PM'], twelve],
    ['so does their absence', twelve, ['03/28/2026 02:00:00'], UTC_FORMAT],
    ['signs between the numbers decide', short, ['26.03.28 02:00:00 PM'], short],
    ['and so does the usual sign', short, ['03/28/2026 14:00:00'], UTC_FORMAT],
    ['a third way is not guessed at', short, ['2026-03-28T14:00:00Z'], 'unreadable'],
    [
      'two ways in one company are not guessed at',
      dayFirst,
      ['28/03/2026 09:00:00', '03/28/2026 09:00:00'],
      'unreadable',
    ],
  ])('%s', (_what, user, stamps, expected) => {
    expect(formatSeen(user, stamps, now)).toEqual(expected)
  })
})

describe('the frame', () => {
  const frame = { format: dayFirst, leastOffsetMinutes: -480, mostOffsetMinutes: 0 }

  it('refuses a text that is in another format, and takes none for none', () => {
    expect(toStamp('28/03/2026 09:00:00', frame)).toBe('2026-03-28T09:00:00')
    expect(toDay('28/03/2026', frame)).toBe('2026-03-28')
    expect([toStamp('', frame), toDay(undefined, frame)]).toEqual(['', ''])
    expect(() => toStamp('03/28/2026 09:00:00', frame)).toThrow(RemoteError)
    expect(() => toDay('03/28/2026', frame)).toThrow(RemoteError)
  })

  it('has a present that is wide enough for every zone it can be', () => {
    const evidence = {
      httpDate: now,
      sessionTimestamp: null,
      sessionTimeout: null,
      sentAt: now,
      receivedAt: now,
    }
    const present = presentOf(evidence, frame)
    expect(present.stamp).toBe('2026-03-28T06:00:00')
    expect(present.ceiling >= '2026-03-28T14:00:00').toBe(true)
  })
})
