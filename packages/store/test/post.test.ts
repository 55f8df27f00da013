import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Scope, Store } from '@tieout/engine/ports.ts'
import { openTestStore } from '../src/testing.ts'
import type { TestStore } from '../src/testing.ts'
import { insertRun, listRuns, openRun } from '../src/views/runs.ts'
import {
  customer,
  draft,
  fault,
  invoice,
  late,
  lookAt,
  page,
  put,
  remote,
  rest,
  sendCreate,
  settledAs,
} from './rows.ts'

let opened: TestStore
let store: Store
let scope: Scope

beforeAll(async () => {
  opened = await openTestStore()
  store = opened.store
})
afterAll(() => opened.close())
beforeEach(async () => {
  scope = await opened.scope()
})

const claimAll = (holder: string, limit = 100, now = 3000) =>
  store.claim(scope, { holder, limit, now, leaseUntil: now + 15_000 })
const intents = () =>
  opened.withWorkspace(scope.workspace, (tx) => tx.selectFrom('intent').selectAll().orderBy('seq').execute())
const ok = (id: string, fence: number, key: string) =>
  ({ id, fence, result: { kind: 'ok', key, fingerprint: 'f' } }) as const

async function queue(count: number): Promise<void> {
  const ids = Array.from({ length: count }, (_, n) => `C${n}`)
  await store.putApp(
    scope,
    ids.map((id) => put('customer', id, customer(id))),
    1,
  )
  const all = await store.dirty(scope, count, 2000)
  await store.settle(
    scope,
    all.map((s) => settledAs(s, 'queued', { intent: draft(scope, s) })),
    2,
  )
}

describe('claiming', () => {
  it('hands parents out before children', async () => {
    await store.putApp(
      scope,
      [put('invoice', 'I1', invoice('A', 'C1')), put('customer', 'C1', customer('C1'))],
      1,
    )
    for (const s of (await store.dirty(scope, 10, 2000)).toReversed())
      await store.settle(scope, [settledAs(s, 'queued', { intent: draft(scope, s) })], 2)
    const claimed = await claimAll('w')
    expect(claimed.map((c) => [c.type, c.fence, c.sends])).toEqual([
      ['customer', 1, 1],
      ['invoice', 1, 1],
    ])
  })

  it('never hands one intent to two claimers', async () => {
    await queue(200)
    const rounds = await Promise.all(Array.from({ length: 12 }, (_, n) => claimAll(`w${n}`, 25)))
    const more: string[] = []
    for (;;) {
      const rest = await claimAll('last', 50)
      if (rest.length === 0) break
      more.push(...rest.map((c) => c.id))
    }
    const ids = [...rounds.flat().map((c) => c.id), ...more]
    expect(ids).toHaveLength(200)
    expect(new Set(ids).size).toBe(200)
  })

  it('hands out nothing while the connection is paused', async () => {
    await queue(1)
    await store.pause(scope, fault, 5)
    expect(await claimAll('w')).toEqual([])
    expect((await store.connection(scope))?.state).toBe('paused')
  })

  it('waits for an intent’s own time', async () => {
    await store.putApp(scope, [put('customer', 'C1', customer('C1'))], 1)
    const { claimed } = await sendCreate(store, scope, 'customer', 'C1')
    const again = { at: 9000, sameControlId: true }
    await store.record(
      scope,
      'worker',
      [{ id: claimed.id, fence: 1, result: { kind: 'failed', fault, again } }],
      4000,
    )
    expect(await claimAll('w', 10, 8999)).toEqual([])
    expect(await claimAll('w', 10, 9000)).toMatchObject([
      { controlId: claimed.controlId, sends: 2, fence: 2 },
    ])
  })
})

describe('a result', () => {
  it('that is ok gives the link its key and has the record read back', async () => {
    await store.putApp(scope, [put('customer', 'C1', customer('C1'))], 1)
    const { claimed } = await sendCreate(store, scope, 'customer', 'C1')
    await store.record(scope, 'worker', [ok(claimed.id, claimed.fence, '77')], 4000)
    const written = await lookAt(store, scope, 'customer', 'C1')
    expect(written.intent).toMatchObject({ state: 'written', key: '77', readBack: false, sentAt: 3000 })
    expect(await store.wanted(scope, 10)).toEqual([
      { type: 'customer', key: '77', by: 'key', why: 'read_back' },
    ])
    await store.savePage(scope, page([remote('customer', '77', customer('C1'))]))
    const seen = await lookAt(store, scope, 'customer', 'C1')
    expect(seen.intent?.readBack).toBe(true)
    expect(seen.remote?.key).toBe('77')
    await store.settle(
      scope,
      [settledAs(seen, 'posted', { closeIntent: { id: claimed.id, readBackHash: 'h' } })],
      5000,
    )
    expect(await intents()).toMatchObject([{ state: 'done', read_back_hash: 'h', closed_at: 5000 }])
    expect((await intents())[0]?.evidence.map((e) => e.step)).toEqual(['sent', 'written', 'read_back'])
  })

  it('under an older fence, or of another holder, writes nothing', async () => {
    await store.putApp(scope, [put('customer', 'C1', customer('C1'))], 1)
    const { claimed } = await sendCreate(store, scope, 'customer', 'C1')
    await store.record(scope, 'stranger', [ok(claimed.id, claimed.fence, '1')], 4000)
    await store.record(scope, 'worker', [ok(claimed.id, claimed.fence - 1, '1')], 4000)
    expect(await intents()).toMatchObject([{ state: 'sent', key: null }])
    expect(await store.expire(scope, 18_000)).toBe(1)
    await store.record(scope, 'worker', [ok(claimed.id, claimed.fence, '1')], 19_000)
    expect(await intents()).toMatchObject([{ state: 'unknown', key: null, fence: 2 }])
  })

  it('that failed for good stands, and a newer version takes the row over with the next generation', async () => {
    await store.putApp(scope, [put('customer', 'C1', customer('C1'))], 1)
    const { claimed } = await sendCreate(store, scope, 'customer', 'C1')
    await store.record(
      scope,
      'worker',
      [{ id: claimed.id, fence: 1, result: { kind: 'failed', fault, again: null } }],
      4000,
    )
    expect((await lookAt(store, scope, 'customer', 'C1')).intent).toMatchObject({ state: 'failed', fault })
    await store.putApp(scope, [put('customer', 'C1', customer('C1', 'Two'), 2)], 5)
    const s = await lookAt(store, scope, 'customer', 'C1')
    await store.settle(
      scope,
      [settledAs(s, 'queued', { intent: draft(scope, s, { generation: 1, id: claimed.id }) })],
      6,
    )
    expect(await intents()).toMatchObject([
      { id: claimed.id, state: 'queued', generation: 1, version: 2, fault: null },
    ])
    expect((await intents())[0]?.control_id).not.toBe(claimed.controlId)
  })

  it('that failed for now goes again: with the same control id only if surely nothing ran', async () => {
    await store.putApp(scope, [put('customer', 'C1', customer('C1'))], 1)
    const { claimed } = await sendCreate(store, scope, 'customer', 'C1')
    const again = { at: 5000, sameControlId: false }
    await store.record(
      scope,
      'worker',
      [{ id: claimed.id, fence: 1, result: { kind: 'failed', fault, again } }],
      4000,
    )
    const [row] = await intents()
    expect(row).toMatchObject({ state: 'queued', generation: 1, due_at: 5000, fault: { cause: 'refused' } })
    expect(row?.control_id).toMatch(/^[0-9a-f]{64}$/)
    expect(row?.control_id).not.toBe(claimed.controlId)
  })

  it('merges a link that a reader made of the same record meanwhile', async () => {
    await store.putApp(scope, [put('customer', 'C1', customer('C1'))], 1)
    const { claimed } = await sendCreate(store, scope, 'customer', 'C1')
    await store.savePage(scope, page([remote('customer', '77', customer('C1'))], 'customer'))
    await store.record(scope, 'worker', [ok(claimed.id, claimed.fence, '77')], 4000)
    const all = await store.dirty(scope, 10, 5000)
    expect(all.map((s) => [s.appId, s.remote?.key, s.imported])).toEqual([['C1', '77', false]])
  })

  it('resets the count of failures', async () => {
    await store.putApp(scope, [put('customer', 'C1', customer('C1'))], 1)
    const { claimed } = await sendCreate(store, scope, 'customer', 'C1')
    await store.backOff(scope, fault, 60_000, 3000)
    expect((await store.connection(scope))?.failuresInARow).toBe(1)
    expect(await store.work(scope, 4000)).toEqual({
      dirty: false,
      queued: false,
      wanted: false,
      unknown: false,
      nextAt: 60_000,
    })
    await store.record(scope, 'worker', [ok(claimed.id, claimed.fence, '7')], 4000)
    expect((await store.connection(scope))?.failuresInARow).toBe(0)
    expect((await store.work(scope, 4000)).dirty).toBe(true)
  })
})

describe('our marker in a record that was read', () => {
  it.each(['queued', 'sent', 'unknown'] as const)('adopts it for a create that is %s', async (state) => {
    await store.putApp(scope, [put('customer', 'C1', customer('C1'))], 1)
    const s = await lookAt(store, scope, 'customer', 'C1')
    const intent = draft(scope, s)
    await store.settle(scope, [settledAs(s, 'queued', { intent })], 2)
    if (state !== 'queued') await claimAll('worker')
    if (state === 'unknown') await store.expire(scope, 18_000)
    await store.savePage(
      scope,
      page([remote('customer', '77', customer('C1'), { marker: intent.marker })], 'customer'),
    )
    const all = await store.dirty(scope, 10, 20_000)
    expect(all).toHaveLength(1)
    expect(all[0]).toMatchObject({
      appId: 'C1',
      imported: false,
      remote: { key: '77' },
      intent: { state: 'written', key: '77' },
    })
    expect(await claimAll('again', 10, 50_000)).toEqual([])
    await store.record(scope, 'worker', [ok(intent.id, 1, '77')], 21_000)
    expect((await lookAt(store, scope, 'customer', 'C1', 30_000)).duplicates).toEqual([])
  })

  it('in a second record keeps the first and remembers the second until it is gone', async () => {
    await store.putApp(scope, [put('customer', 'C1', customer('C1'))], 1)
    const { intent } = await sendCreate(store, scope, 'customer', 'C1')
    const mark = { marker: intent.marker }
    await store.savePage(
      scope,
      page(
        [remote('customer', '77', customer('C1'), mark), remote('customer', '78', customer('C1'), mark)],
        'customer',
      ),
    )
    const all = await store.dirty(scope, 10, 5000)
    expect(all.map((s) => [s.remote?.key, s.duplicates])).toEqual([['77', ['78']]])
    await rest(store, scope, 'posted_twice')
    await store.saveMissing(scope, [{ type: 'customer', key: '78', by: 'key' }], late, 6000)
    expect((await lookAt(store, scope, 'customer', 'C1')).duplicates).toEqual([])
  })
})

describe('an unknown write', () => {
  async function lose() {
    await store.savePage(scope, page([remote('customer', '5', customer('known'))], 'customer'))
    await store.putApp(scope, [put('customer', 'C1', customer('C1'))], 1)
    const { claimed } = await sendCreate(store, scope, 'customer', 'C1')
    const result = { kind: 'unknown', why: 'reply lost', searchAt: 5000, fault: null } as const
    await store.record(scope, 'worker', [{ id: claimed.id, fence: claimed.fence, result }], 4000)
    await rest(store, scope, 'checking')
    return claimed
  }

  it('comes up for its search with a record that surely exists', async () => {
    const claimed = await lose()
    expect(await store.unknowns(scope, 10, 4999)).toEqual([])
    expect(await store.unknowns(scope, 10, 5000)).toMatchObject([
      { id: claimed.id, sentAt: 3000, searches: 0, control: '5', fault: null },
    ])
    expect(await store.work(scope, 5000)).toMatchObject({ unknown: true, dirty: false })
  })

  it('is not found and searched again, then sent again with the same control id', async () => {
    const { id, fence, controlId } = await lose()
    await store.verdicts(scope, [{ id, fence, kind: 'again', at: 9000, counted: false }], 6000)
    expect((await store.unknowns(scope, 10, 9000))[0]?.searches).toBe(0)
    await store.verdicts(scope, [{ id, fence, kind: 'again', at: 9500, counted: true }], 9000)
    expect((await store.unknowns(scope, 10, 9500))[0]?.searches).toBe(1)
    await store.verdicts(scope, [{ id, fence, kind: 'resend' }], 9600)
    expect(await claimAll('w2', 10, 9600)).toMatchObject([{ id, controlId, fence: fence + 1, sends: 2 }])
  })

  it('keeps what Intacct said of it through its searches, so that a second one without a find ends it', async () => {
    await store.putApp(scope, [put('customer', 'C1', customer('C1'))], 1)
    const { claimed } = await sendCreate(store, scope, 'customer', 'C1')
    const { id, fence } = claimed
    const result = { kind: 'unknown', why: 'seen before', searchAt: 5000, fault } as const
    await store.record(scope, 'worker', [{ id, fence, result }], 4000)
    await store.verdicts(scope, [{ id, fence, kind: 'again', at: 9000, counted: true }], 6000)
    expect((await store.unknowns(scope, 10, 9000))[0]?.fault).toEqual(fault)
  })

  it('gives way to no newer version until it is settled', async () => {
    const { id } = await lose()
    await store.putApp(scope, [put('customer', 'C1', customer('C1', 'Two'), 2)], 6000)
    const s = await lookAt(store, scope, 'customer', 'C1', 7000)
    const update = draft(scope, s, { op: 'update', key: '9' })
    expect(await store.settle(scope, [settledAs(s, 'queued', { intent: update })], 7000)).toBe(0)
    expect((await intents()).map((row) => [row.id, row.state])).toEqual([[id, 'unknown']])
  })

  it('found once is adopted; a verdict under an older fence changes nothing', async () => {
    const { id, fence } = await lose()
    await store.verdicts(scope, [{ id, fence: fence - 1, kind: 'resend' }], 6000)
    expect(await intents()).toMatchObject([{ state: 'unknown' }])
    await store.verdicts(scope, [{ id, fence, kind: 'found', key: '77' }], 6000)
    await store.verdicts(scope, [{ id, fence, kind: 'resend' }], 6100)
    expect(await intents()).toMatchObject([{ state: 'written', key: '77' }])
    expect(await store.wanted(scope, 10)).toMatchObject([{ key: '77', why: 'read_back' }])
  })

  it('found more than once is for a person', async () => {
    const { id, fence } = await lose()
    await store.verdicts(scope, [{ id, fence, kind: 'many', keys: ['77', '78'] }], 6000)
    expect(await intents()).toMatchObject([
      { state: 'failed', fault: { cause: 'posted_twice', about: '77, 78' } },
    ])
    expect((await store.wanted(scope, 10)).map((w) => w.key).sort()).toEqual(['77', '78'])
  })

  it('that had no effect ends without a fault, and what is to be sent is decided anew', async () => {
    const { id, fence } = await lose()
    await store.verdicts(scope, [{ id, fence, kind: 'without_effect' }], 6000)
    expect(await intents()).toMatchObject([{ state: 'failed', fault: null, closed_at: 6000 }])
    expect(await store.unknowns(scope, 10, 60_000)).toEqual([])
    expect(await store.work(scope, 6000)).toMatchObject({ unknown: false, dirty: true })
  })

  it('of an update that met a third state fails with its fault', async () => {
    const { id, fence } = await lose()
    await store.verdicts(scope, [{ id, fence, kind: 'changed', fault }], 6000)
    expect(await intents()).toMatchObject([{ state: 'failed', fault: { cause: 'refused' } }])
  })
})

describe('a lease', () => {
  it('that is renewed does not end; one that ends leaves the write unknown, to be searched for at once', async () => {
    await queue(2)
    const [one] = await claimAll('a', 1)
    await claimAll('b', 1)
    await store.renew(scope, 'a', 60_000)
    expect(await store.expire(scope, 18_000)).toBe(1)
    expect((await intents()).map((row) => [row.id === one?.id, row.state, row.due_at])).toEqual([
      [true, 'sent', 0],
      [false, 'unknown', 18_000],
    ])
    expect(await store.unknowns(scope, 10, 18_000)).toHaveLength(1)
  })
})

describe('a queued write that never left', () => {
  it('gives way to a newer version of the record', async () => {
    await store.putApp(scope, [put('customer', 'C1', customer('C1'))], 1)
    const first = await lookAt(store, scope, 'customer', 'C1')
    await store.settle(
      scope,
      [settledAs(first, 'queued', { intent: draft(scope, first, { op: 'update', key: '9' }) })],
      2,
    )
    await store.putApp(scope, [put('customer', 'C1', customer('C1', 'Two'), 2)], 3)
    const second = await lookAt(store, scope, 'customer', 'C1')
    await store.settle(
      scope,
      [settledAs(second, 'queued', { intent: draft(scope, second, { op: 'update', key: '9' }) })],
      4,
    )
    expect((await intents()).map((row) => [row.state, row.version])).toEqual([['queued', 2]])
  })

  it('is not closed once it is on its way', async () => {
    await queue(1)
    await store.putApp(scope, [put('customer', 'C0', customer('C0', 'Two'), 2)], 3)
    const s = await lookAt(store, scope, 'customer', 'C0')
    await claimAll('w')
    const closeIntent = { id: s.intent?.id ?? '', readBackHash: '' }
    expect(await store.settle(scope, [settledAs(s, 'void_never_sent', { closeIntent })], 4)).toBe(0)
    expect(await intents()).toMatchObject([{ state: 'sent' }])
  })
})

describe('a run', () => {
  it('adds up, hears that it is to stop, and ends once', async () => {
    await store.startRun(scope, { id: 'r1', kind: 'sync_now', by: 'Ada' }, 1)
    expect(
      await store.beat(scope, 'r1', { customer: { read: 3 } }, { phase: 'customer', done: 3, of: 9 }, 2),
    ).toEqual({
      cancel: false,
    })
    await opened.withWorkspace(scope.workspace, (tx) =>
      tx.updateTable('run').set({ cancel_requested: true }).execute(),
    )
    expect(
      await store.beat(scope, 'r1', { customer: { read: 1 }, invoice: { read: 1, written: 1 } }, null, 3),
    ).toEqual({ cancel: true })
    await store.endRun(scope, 'r1', { state: 'cancelled', fault: null }, 4)
    await store.endRun(scope, 'r1', { state: 'failed', fault }, 5)
    const run = await opened.withWorkspace(scope.workspace, (tx) =>
      tx.selectFrom('run').selectAll().executeTakeFirstOrThrow(),
    )
    expect(run).toMatchObject({
      state: 'cancelled',
      read: 5,
      written: 1,
      per_type: { customer: { read: 4 }, invoice: { read: 1, written: 1 } },
      phase: 'customer',
      done: 3,
      of: 9,
      ended_at: 4,
      fault: null,
    })
    expect(await store.beat(scope, 'r1', {}, null, 6)).toEqual({ cancel: true })
  })

  it('of reading is the only one: another that begins in the same moment changes nothing', async () => {
    const scope = await opened.scope()
    const { workspace, connection } = scope
    const open = () => opened.withWorkspace(workspace, (view) => openRun(view, connection))
    await Promise.all([
      store.startRun(scope, { id: 'first', kind: 'initial', by: null }, 1),
      opened.withWorkspace(workspace, (view) =>
        insertRun(view, { id: 'asked', scope, kind: 'sync_now', by: 'Ada', at: 1 }),
      ),
    ])
    const one = await open()
    await store.startRun(scope, { id: 'second', kind: 'scheduled', by: null }, 2)
    await store.startRun(scope, { id: 'sent', kind: 'push', by: null }, 2)
    expect((await open())?.id).toBe(one?.id)
    const all = await opened.withWorkspace(workspace, (view) =>
      listRuns(view, connection, { limit: 9, after: null }),
    )
    expect(all.map(({ id }) => id).sort()).toEqual([one?.id, 'sent'])
    await store.endRun(scope, one?.id ?? '', { state: 'done', fault: null }, 3)
    await store.startRun(scope, { id: 'second', kind: 'scheduled', by: null }, 4)
    expect((await open())?.id).toBe('second')
  })

  it('count as a synchronization when they have read what Intacct has, and only then', async () => {
    const scope = await opened.scope()
    const lastSync = async () => {
      const found = await opened.withWorkspace(scope.workspace, (tx) =>
        tx.selectFrom('connection').select('last_sync_at').executeTakeFirst(),
      )
      return found?.last_sync_at
    }
    const ended = { state: 'done', fault: null } as const
    for (const kind of ['import', 'push'] as const) {
      await opened.store.startRun(scope, { id: kind, kind, by: null }, 1)
      await opened.store.endRun(scope, kind, ended, 2)
    }
    expect(await lastSync()).toBeNull()
    await opened.store.startRun(scope, { id: 'r3', kind: 'scheduled', by: null }, 3)
    await opened.store.endRun(scope, 'r3', ended, 4)
    expect(await lastSync()).toBe(4)
  })
})
