import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { customer, invoice, payment } from '../../../test/sim/world.ts'
import { alteredFields, covers, differingFields, effectiveApp, tellFields } from '../src/core/compare.ts'
import { canonicalJson, hashOf } from '../src/core/json.ts'
import { shiftStamp, stampOf } from '../src/core/stamps.ts'
import { toAppTerms, toRemoteTerms, withPointersOf } from '../src/core/translate.ts'
import { appSide, parent } from './situations.ts'

const json = fc.jsonValue({ maxDepth: 3, noUnicodeString: true })

describe('contents', () => {
  it('have the same hash whatever the order of their names, and absent is as good as not set', () => {
    expect(hashOf({ a: 1, b: [1, { c: 2, d: null }] })).toBe(hashOf({ b: [1, { c: 2 }], a: 1, e: undefined }))
    expect(hashOf({ a: [1, 2] })).not.toBe(hashOf({ a: [2, 1] }))
  })

  it('cover themselves', () => {
    fc.assert(
      fc.property(json, (value) =>
        covers(JSON.parse(canonicalJson(value as never)) as never, value as never),
      ),
    )
  })

  it('differ by the fields of their type, and by nothing else', () => {
    const a = customer('C-1', { email: 'a@example.org' })
    expect(differingFields('customer', a, { ...a, phone: '1' })).toEqual(['phone'])
    expect(differingFields('customer', a, { ...a })).toEqual([])
    expect(differingFields('invoice', invoice('1', 'c', '1.00'), invoice('1', 'c', '2.00'))).toEqual([
      'lines',
      'total',
    ])
  })

  it('count as altered where a value that was sent is not there, not where Intacct added one', () => {
    const sent = invoice('1', 'c', '1.00')
    expect(alteredFields('invoice', sent, { ...sent, lines: [{ amount: '1.00', location: 'US' }] })).toEqual(
      [],
    )
    expect(alteredFields('invoice', sent, { ...sent, dueDate: '2026-02-28' })).toEqual(['dueDate'])
    expect(alteredFields('invoice', sent, { ...sent, lines: [] })).toEqual(['lines'])
  })
})

describe('what the app was told', () => {
  const sent = customer('C-1', { email: 'a@example.org', phone: '1' })

  it('stands until the app’s own value moves', () => {
    const told = tellFields(appSide(sent), { phone: '2' })
    expect(effectiveApp(appSide(sent, { told }))).toMatchObject({ phone: '2' })
    expect(effectiveApp(appSide({ ...sent, email: 'b@example.org' }, { told }))).toMatchObject({ phone: '2' })
    expect(effectiveApp(appSide({ ...sent, phone: '3' }, { told }))).toMatchObject({ phone: '3' })
  })

  it('may be that a field is no longer set', () => {
    const told = tellFields(appSide(sent), { phone: undefined })
    expect('phone' in effectiveApp(appSide(sent, { told }))).toBe(false)
  })

  it('is forgotten once the app has moved on', () => {
    const told = tellFields(appSide(sent), { phone: '2' })
    const moved = appSide({ ...sent, phone: '3' }, { told })
    expect(tellFields(moved, { email: 'k@example.org' })).toEqual({
      email: { value: 'k@example.org', over: 'a@example.org' },
    })
  })
})

describe('pointers', () => {
  const customerId = { type: 'customer', by: 'id', value: 'c1' } as const
  const invoiceId = { type: 'invoice', by: 'id', value: 'i1' } as const
  const byNumber = { type: 'customer', by: 'number', value: 'C-1' } as const
  const byKey = { type: 'invoice', by: 'key', value: '5' } as const
  const ours = payment('c1', [['i1', '40.00']])
  const theirs = payment('C-1', [['5', '40.00']])

  it('become CUSTOMERIDs and RECORDNOs on the way out, and ids on the way in', () => {
    expect(toRemoteTerms('payment', ours, [parent(customerId), parent(invoiceId)]).data).toEqual(theirs)
    expect(toAppTerms('payment', theirs, [parent(byNumber), parent(byKey)]).data).toEqual(ours)
  })

  it('that name nothing known are missing, all of them', () => {
    expect(toRemoteTerms('payment', ours, []).missing).toEqual([customerId, invoiceId])
    expect(toAppTerms('payment', theirs, []).missing).toEqual([byNumber, byKey])
  })

  it('to a parent that only the remote record names are found by the id that the app was told', () => {
    expect(toRemoteTerms('invoice', invoice('1', 'c1', '1.00'), [parent(byNumber)]).data).toMatchObject({
      customer: 'C-1',
    })
  })

  it('are taken over from another copy of the record', () => {
    expect(withPointersOf('payment', payment('old', [['x', '40.00']]), ours)).toEqual(ours)
  })
})

describe('stamps', () => {
  it('are shifted as they stand, over the ends of months', () => {
    expect(shiftStamp('2026-03-01T00:30:00', -7_200_000)).toBe('2026-02-28T22:30:00')
    expect(() => shiftStamp('yesterday', 1)).toThrow('not a stamp')
  })

  it('name the same second as the calendar does, over leap days and centuries', () => {
    const years = [1601, 1900, 1970, 1999, 2000, 2024, 2026, 2100, 2400, 9999]
    const days = ['01-01T00:00:00', '02-28T23:59:59', '03-01T00:00:00', '12-31T23:59:59']
    for (const stamp of years.flatMap((year) => days.map((day) => `${String(year)}-${day}`))) {
      expect(stampOf(Date.parse(`${stamp}Z`))).toBe(stamp)
    }
    expect(stampOf(Date.parse('2024-02-29T12:34:56.789Z'))).toBe('2024-02-29T12:34:56')
  })
})
