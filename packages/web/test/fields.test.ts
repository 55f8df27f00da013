import { describe, expect, it } from 'vitest'
import type { RecordDetail } from '../src/api/types.ts'
import { fieldRows } from '../src/record/fields.ts'
import { patchOf, sections, wrongSetting } from '../src/settings/sections.ts'
import { detailOf } from './mock/detail.ts'
import { records } from './mock/seed.ts'

const now = Date.UTC(2026, 2, 31)
const changed = records(now).find(({ status }) => status === 'desynchronized')
if (!changed) throw new Error('no such record')

describe('both sides of a record', () => {
  it('mark what differs and keep what both last agreed on', () => {
    const rows = fieldRows(detailOf(changed, now), 'en-US')
    const due = rows.find(({ path }) => path === 'dueDate')
    expect(due).toMatchObject({
      label: 'Due date',
      app: '15 May 2026',
      base: '30 Apr 2026',
      remote: '28 Apr 2026',
      differs: true,
    })
    expect(rows.filter(({ differs }) => differs)).toHaveLength(1)
  })

  it('show lines by number and amounts with their currency', () => {
    const rows = fieldRows(detailOf({ ...changed, amount: '1250.5', currency: 'USD' }, now), 'en-US')
    expect(rows.find(({ path }) => path === 'lines.0.amount')).toMatchObject({
      label: 'Line 1, amount',
      app: '1,250.50 USD',
    })
    expect(rows.find(({ path }) => path === 'total')?.money).toBe(true)
  })

  it('leave a side empty that is not there', () => {
    const detail: RecordDetail = { ...detailOf(changed, now), remote: null, base: null, differences: [] }
    for (const row of fieldRows(detail, 'en-US')) expect(row.remote).toBeUndefined()
  })
})

describe('a change of settings', () => {
  it('names only what changed; an emptied setting is taken away', () => {
    const [sales, receivable] = sections.accounts
    const minutes = sections.schedule[1]
    if (!sales || !receivable || !minutes) throw new Error('fields are missing')
    const patch = patchOf(
      new Map([
        [sales, '4010'],
        [receivable, ''],
        [minutes, '15'],
      ]),
    )
    expect(patch).toEqual({ accounts: { sales: '4010', receivable: null }, inboundEveryMs: 900_000 })
  })

  it('is refused in words when it cannot be saved', () => {
    const [autoSync, minutes] = sections.schedule
    if (!autoSync || !minutes) throw new Error('fields are missing')
    expect(wrongSetting(minutes, '0')).toBe('Write whole minutes, 1 or more.')
    expect(wrongSetting(minutes, '15')).toBeNull()
    expect(wrongSetting(autoSync, 'off')).toBeNull()
  })
})
