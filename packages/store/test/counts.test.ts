import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Scope } from '@tieout/engine/ports.ts'
import { openTestStore } from '../src/testing.ts'
import type { TestStore } from '../src/testing.ts'
import { statusCounts } from '../src/views/counts.ts'
import { customer, draft, page, put, remote, settledAs } from './rows.ts'

let opened: TestStore

beforeAll(async () => {
  opened = await openTestStore()
})
afterAll(() => opened.close())

interface Group {
  readonly type: string
  readonly status: string
  readonly reason: string
  readonly records: number
}

/** Groups as they are kept, and as counting gives them. */
async function groups({ workspace, connection }: Scope) {
  return opened.withWorkspace(workspace, async (tx) => {
    const kept = await sql<Group>`
      select type, status, reason, sum(records)::bigint as records from tieout.link_count
       where connection = ${connection} group by 1, 2, 3 having sum(records) <> 0 order by 1, 2, 3`.execute(
      tx,
    )
    const counted = await sql<Group>`
      select type, status, coalesce(reason, '') as reason, count(*) as records from tieout.link
       where connection = ${connection} and role = 'main' group by 1, 2, 3 order by 1, 2, 3`.execute(tx)
    const rows = await sql<{ n: number }>`
      select count(*) as n from tieout.link_count where connection = ${connection}`.execute(tx)
    return { kept: kept.rows, counted: counted.rows, rows: rows.rows[0]?.n ?? 0 }
  })
}

/** Customers `from` to `to` of the app, looked at and journalled or left as imported. */
async function live(scope: Scope, from: number, to: number): Promise<void> {
  const { store } = opened
  for (let n = from; n < to; n += 1) {
    await store.putApp(scope, [put('customer', `C${n}`, customer(`C${n}`))], 1)
    if (n % 3 === 0)
      await store.savePage(scope, page([remote('customer', `${n}`, customer(`S${n}`))], 'customer'))
    const situations = await store.dirty(scope, 500, 2_000)
    const decisions = situations.map((s) =>
      s.app === null ? settledAs(s, 'imported') : settledAs(s, 'queued', { intent: draft(scope, s) }),
    )
    await store.settle(scope, decisions, 3_000)
  }
}

describe('counts of records', () => {
  it('are those that counting gives, whatever is written, one after another', async () => {
    const scope = await opened.scope()
    await live(scope, 0, 90)
    const { kept, counted, rows } = await groups(scope)
    expect(kept).toEqual(counted)
    expect(counted.map(({ status, records }) => [status, records])).toEqual([
      ['pending', 90],
      ['success', 30],
    ])
    // About one row a statement was written; they are added up now and then.
    expect(rows).toBeLessThan(90)
  })

  it('are those that counting gives when several write and add up at once', async () => {
    const scope = await opened.scope()
    const others = [scope, scope, scope]
    await Promise.all(
      others.map(async ({ workspace, connection }, at) => {
        for (let n = 0; n < 80; n += 1) {
          await opened.store.putApp(scope, [put('customer', `W${at}-${n}`, customer(`W${at}-${n}`))], 1)
          if (n % 10 !== 0) continue
          await opened.withWorkspace(workspace, (tx) =>
            sql`call tieout.add_up_counts(${workspace}::uuid, ${connection}::uuid)`.execute(tx),
          )
        }
      }),
    )
    const { kept, counted } = await groups(scope)
    expect(kept).toEqual(counted)
    expect(counted).toEqual([{ type: 'customer', status: 'pending', reason: '', records: 240 }])
  })

  it('fall when records go, and are kept apart by connection and kind of data', async () => {
    const scope = await opened.scope()
    await live(scope, 0, 6)
    const { workspace, connection } = scope
    await opened.withWorkspace(workspace, (tx) =>
      sql`delete from tieout.link where connection = ${connection} and imported`.execute(tx),
    )
    const { kept, counted } = await groups(scope)
    expect(kept).toEqual(counted)
    const told = await opened.withWorkspace(workspace, async (tx) => ({
      all: await statusCounts(tx, connection),
      finance: await statusCounts(tx, connection, 'finance'),
      elsewhere: await statusCounts(tx, workspace),
    }))
    expect(told.all).toMatchObject({ pending: 6, success: 0, total: 6 })
    expect(told.finance.total).toBe(0)
    expect(told.elsewhere.total).toBe(0)
  })
})
