import { describe, expect, it } from 'vitest'
import type { RecordRow } from '../src/api/types.ts'
import { eligible, leftOut } from '../src/grid/actions.ts'
import { knownTotal, listQuery, matches, withFilter, withoutFilters } from '../src/grid/filter.ts'
import { moveBy } from '../src/grid/grid-keys.ts'
import { parseSearch, stringifySearch } from '../src/search.ts'
import { countsOf, records } from './mock/seed.ts'

const all = records(Date.UTC(2026, 2, 31))
const row = (change: Partial<RecordRow>): RecordRow => ({ ...(all[0] as RecordRow), ...change })

describe('the filter in the URL', () => {
  it('comes back as it went, without empty values', () => {
    const search = { status: 'error,desynchronized', key: 'INV-1 &', empty: '' }
    expect(parseSearch(stringifySearch(search).slice(1))).toEqual({
      status: 'error,desynchronized',
      key: 'INV-1 &',
    })
  })

  it('asks the API for finance records, newest first, unless told otherwise', () => {
    expect(listQuery({ junk: 'x' })).toEqual({ data: 'finance', sort: 'changed' })
    expect(listQuery({ data: 'master', sort: 'key', status: 'error' })).toEqual({
      data: 'master',
      sort: 'key',
      status: 'error',
    })
  })

  it('keeps sort and kind when filters are cleared', () => {
    expect(withoutFilters({ data: 'master', sort: 'key', status: 'error', key: 'A' })).toEqual({
      data: 'master',
      sort: 'key',
    })
    expect(withFilter({ status: 'error' }, { status: '', key: 'A' })).toEqual({ key: 'A' })
  })

  it('knows the total only where the counts tell it', () => {
    const counts = countsOf(all)
    expect(knownTotal({}, counts)).toBe(counts.total)
    expect(knownTotal({ status: 'error,pending' }, counts)).toBe(counts.error + counts.pending)
    expect(knownTotal({ needs: 'someone' }, counts)).toBe(counts.needsSomeone)
    expect(knownTotal({ status: 'error', key: 'A' }, counts)).toBeNull()
  })

  it('tells whether a changed row still belongs to the list', () => {
    const payment = row({ type: 'payment', status: 'error', number: 'PAY-1' })
    expect(matches({ status: 'error' }, payment)).toBe(true)
    expect(matches({ status: 'success' }, payment)).toBe(false)
    expect(matches({ data: 'master' }, payment)).toBe(false)
    expect(matches({ key: 'pay' }, payment)).toBe(true)
    expect(matches({ needs: 'someone' }, row({ needsSomeone: false }))).toBe(false)
  })
})

describe('an action on chosen records', () => {
  const chosen = [
    row({ id: '1', status: 'error', actions: ['force_synchronize'] }),
    row({ id: '2', status: 'error', actions: ['skip'] }),
    row({ id: '3', status: 'pending', actions: [] }),
    row({ id: '4', status: 'desynchronized', actions: ['synchronize'] }),
    row({ id: '5', status: 'success', actions: [] }),
  ]

  it('is done to those that allow it', () => {
    expect(eligible('force_synchronize', chosen).map(({ id }) => id)).toEqual(['1'])
    expect(eligible('synchronize', chosen).map(({ id }) => id)).toEqual(['4'])
  })

  it('says of every other one why it is left out', () => {
    expect(leftOut('force_synchronize', chosen)).toEqual([
      '1 needs a choice on its page',
      '1 Pending: already on its way',
      '1 Desynchronized: Synchronize is for those',
      '1 Success: the same on both sides',
    ])
  })
})

describe('the keys of the grid', () => {
  const grid = { active: { row: 5, col: 3 }, firstRow: 0, lastRow: 199, lastCol: 11, pageRows: 10 }
  it.each([
    ['ArrowDown', false, { row: 6, col: 3 }],
    ['ArrowUp', false, { row: 4, col: 3 }],
    ['ArrowLeft', false, { row: 5, col: 2 }],
    ['Home', false, { row: 5, col: 0 }],
    ['End', false, { row: 5, col: 11 }],
    ['Home', true, { row: 0, col: 0 }],
    ['End', true, { row: 199, col: 11 }],
    ['PageDown', false, { row: 15, col: 3 }],
    ['PageUp', false, { row: 0, col: 3 }],
    ['x', false, undefined],
  ])('%s with Ctrl %s', (key, ctrl, place) => {
    expect(moveBy(key, ctrl, grid)).toEqual(place)
  })

  it('reach the header above the first row and come back from it', () => {
    expect(moveBy('ArrowUp', false, { ...grid, active: { row: 0, col: 1 } })).toEqual({ row: -1, col: 1 })
    expect(moveBy('ArrowDown', false, { ...grid, active: { row: -1, col: 1 } })).toEqual({ row: 0, col: 1 })
  })
})
