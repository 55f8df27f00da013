import { describe, expect, it } from 'vitest'
import { judgeUnseen, referenceWatermark, windowFor } from '../src/core/reference-plan.ts'
import { searchWords, termsOf } from '../src/core/reference-terms.ts'
import type { ReferenceState } from '../src/ports/reference.ts'

const clock = { stamp: '2026-03-28T10:00:00', ceiling: '2026-03-28T10:00:02', at: 0 }
const day = 86_400_000
const plan = { full: false, pageSize: 100, overlapMs: 2 * 3_600_000, now: 30 * day, hasChanges: true }
const state: ReferenceState = {
  type: 'account',
  records: 5000,
  watermark: '2026-03-28T08:00:00',
  lastAttemptAt: 29 * day,
  lastSuccessAt: 29 * day,
  lastFullAt: 28 * day,
  rights: 'me@',
  window: null,
}

describe('what a refresh asks for', () => {
  it('is what changed since the last one, with an overlap, for a long list', () => {
    expect(windowFor(state, plan, clock)).toEqual({
      mode: 'changes',
      from: '2026-03-28T06:00:00',
      ceiling: clock.ceiling,
      since: clock.stamp,
      cursor: null,
    })
  })

  it.each([
    ['nothing was ever read', null],
    ['it fits into one page, which costs the same', { ...state, records: 99 }],
    ['the last full reading is a week ago', { ...state, lastFullAt: 23 * day }],
  ])('is everything when %s', (_why, known) => {
    expect(windowFor(known, plan, clock)).toMatchObject({ mode: 'full', from: null })
  })

  it('is everything when someone wants that, or Intacct cannot tell what changed', () => {
    expect(windowFor(state, { ...plan, full: true }, clock).mode).toBe('full')
    expect(windowFor(state, { ...plan, hasChanges: false }, clock).mode).toBe('full')
  })

  it('goes on with what was interrupted, unless more is wanted', () => {
    const window = {
      mode: 'changes',
      from: 'A',
      ceiling: 'Z',
      since: 'B',
      cursor: { stamp: 'C', key: '7' },
    } as const
    expect(windowFor({ ...state, window }, plan, clock)).toBe(window)
    expect(windowFor({ ...state, window }, { ...plan, full: true }, clock).mode).toBe('full')
  })
})

describe('what a refresh proves', () => {
  const window = { from: null, ceiling: '2026-03-28T10:00:02', since: '2026-03-28T09:00:00', cursor: null }

  it('is what was so when a full reading began', () => {
    expect(referenceWatermark({ ...window, mode: 'full' }, clock, '2026-03-28T09:59:00')).toBe(window.since)
  })

  it('is all before the present of the last answer, and nothing from the ceiling on', () => {
    const changes = { ...window, mode: 'changes' } as const
    expect(referenceWatermark(changes, clock, null)).toBe(clock.stamp)
    expect(referenceWatermark(changes, clock, '2026-03-28T10:00:01')).toBe('2026-03-28T10:00:01')
    expect(referenceWatermark(changes, { ...clock, stamp: '2026-03-28T11:00:00' }, null)).toBe(window.ceiling)
  })
})

describe('records that a full reading did not show', () => {
  it.each([
    ['are gone if they are few', 'me@', { known: 100, unseen: 3 }, 'gone'],
    ['are gone if it is the only one', 'me@', { known: 1, unseen: 1 }, 'gone'],
    ['are only not shown if nothing was', 'me@', { known: 8, unseen: 8 }, 'not_shown'],
    ['are only not shown if more than half are missing', 'me@', { known: 100, unseen: 60 }, 'not_shown'],
    ['are only not shown if someone else reads now', 'other@', { known: 100, unseen: 3 }, 'not_shown'],
    ['are none if all were shown', 'other@', { known: 100, unseen: 0 }, null],
  ])('%s', (_what, before, count, expected) => {
    expect(judgeUnseen(before, 'me@', count)).toBe(expected)
  })
})

describe('words that a record is found by', () => {
  it('are its number, its name and each word, without case and accents', () => {
    expect(termsOf('4000', 'Umsatz, Zürich')).toEqual(['4000', 'umsatz, zurich', 'umsatz', 'zurich'])
  })

  it('are each counted once', () => {
    expect(searchWords('Sales - sales: SALES')).toEqual(['sales'])
  })
})
