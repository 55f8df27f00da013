import { afterAll, expect, test } from 'vitest'
import { figures } from '../whole/support/figures.ts'
import { openSqlCall } from './sql-call.ts'
import { compareRings } from './two-rings.ts'

const sql = openSqlCall()
afterAll(() => sql.close())

test('histories take the same course and come to the same end on the real store as on its model', async () => {
  const { violations, ...counts } = await compareRings(sql, 1001, 300)
  figures('on both rings, longer tier', { ...counts, violations: violations.length })
  expect(violations.slice(0, 5)).toEqual([])
}, 1_800_000)
