import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Scope, Store } from '@tieout/engine/ports.ts'
import { openTestStore } from '../src/testing.ts'
import type { TestStore } from '../src/testing.ts'
import {
  creditNote,
  customer,
  draft,
  invoice,
  late,
  lookAt,
  page,
  put,
  remote,
  rest,
  settledAs,
} from './rows.ts'

/** Looked at again at once. */
const again = { dueAt: 0 }

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

const linkOf = (appId: string) =>
  opened.withWorkspace(scope.workspace, (tx) =>
    tx.selectFrom('link').selectAll().where('app_id', '=', appId).executeTakeFirst(),
  )

describe('a decision', () => {
  it('puts the link to rest until its time', async () => {
    await store.putApp(scope, [put('customer', 'C1', customer('C1'))], 1)
    const situation = await lookAt(store, scope, 'customer', 'C1')
    expect(await store.settle(scope, [settledAs(situation, 'retry_later', { dueAt: 9000 })], 2000)).toBe(1)
    expect(await store.dirty(scope, 10, 8999)).toEqual([])
    expect((await store.dirty(scope, 10, 9000)).map((s) => s.reason)).toEqual(['retry_later'])
    expect((await store.work(scope, 8000)).nextAt).toBe(9000)
  })

  it('made on an outdated look writes nothing at all', async () => {
    await store.putApp(scope, [put('customer', 'C1', customer('C1'))], 1)
    const old = await lookAt(store, scope, 'customer', 'C1')
    await store.putApp(scope, [put('customer', 'C1', customer('C1', 'Two'), 2)], 2)
    const change = { type: 'customer', id: 'C1', op: 'create', data: {}, base: null, cause: 'x' } as const
    expect(
      await store.settle(scope, [settledAs(old, 'posted', { intent: draft(scope, old), change })], 3),
    ).toBe(0)
    expect((await lookAt(store, scope, 'customer', 'C1')).reason).toBeNull()
    expect((await store.work(scope, 5000)).queued).toBe(false)
    expect(
      await opened.withWorkspace(scope.workspace, (tx) => tx.selectFrom('change').selectAll().execute()),
    ).toEqual([])
  })

  it('[6.7] may need another record of ours, which is stored once and pointed to from then on', async () => {
    const credit = put('credit_note', 'N1', creditNote('CN-1', 'C1'))
    await store.putApp(scope, [credit], 1)
    const memo = put('credit_note', 'N1~void', creditNote('CN-1-V', 'C1'))
    const needed = { type: 'credit_note', by: 'id', value: memo.id } as const
    for (const at of [2, 3]) {
      const situation = await lookAt(store, scope, 'credit_note', 'N1')
      const extras = { derive: [memo], waitingFor: [needed], dueAt: 0 }
      expect(await store.settle(scope, [settledAs(situation, 'parent_missing', extras)], at)).toBe(1)
    }
    expect(await lookAt(store, scope, 'credit_note', memo.id)).toMatchObject({ app: { version: 1 } })
    const { resolved } = await lookAt(store, scope, 'credit_note', 'N1')
    expect(resolved.map((item) => item.reference)).toContainEqual(needed)
    await store.putApp(scope, [{ ...credit, version: 2, hash: 'h2' }], 4)
    const next = await lookAt(store, scope, 'credit_note', 'N1')
    expect(next.resolved.map((item) => item.reference)).toContainEqual(needed)
  })

  it('is written once, however often it comes', async () => {
    await store.putApp(scope, [put('customer', 'C1', customer('C1'))], 1)
    const situation = await lookAt(store, scope, 'customer', 'C1')
    const decision = settledAs(situation, 'queued', { intent: draft(scope, situation) })
    const counts = await Promise.all([1, 2, 3, 4].map(() => store.settle(scope, [decision], 2)))
    expect(counts.sort()).toEqual([0, 0, 0, 1])
  })

  it('keeps base, told and choice unless it says otherwise', async () => {
    await store.putApp(scope, [put('customer', 'C1', customer('C1'))], 1)
    const told = { name: { value: 'B', over: 'A' } }
    const base = {
      app: customer('C1'),
      remote: customer('C1'),
      state: 'approved',
      facts: { state: 'active' },
      appVersion: 1,
      remoteHash: 'h',
      imported: false,
    } as const
    await store.settle(
      scope,
      [settledAs(await lookAt(store, scope, 'customer', 'C1'), 'posted', { base, told })],
      2,
    )
    await store.putApp(scope, [put('customer', 'C1', customer('C1', 'Two'), 2)], 3)
    const second = await lookAt(store, scope, 'customer', 'C1')
    expect(second.base).toEqual(base)
    expect(second.app?.told).toEqual(told)
    await store.settle(scope, [settledAs(second, 'posted', { base: null, told: {}, dueAt: 1 })], 4)
    const third = await lookAt(store, scope, 'customer', 'C1')
    expect([third.base, third.app?.told]).toEqual([null, {}])
  })

  it('remembers how often a field went back and forth, until something else is said of it', async () => {
    await store.putApp(scope, [put('customer', 'C1', customer('C1'))], 1)
    const bounces = { name: { way: 'sent', rounds: [1, 2] } } as const
    const first = await lookAt(store, scope, 'customer', 'C1')
    expect(first.bounces).toEqual({})
    await store.settle(scope, [settledAs(first, 'posted', { bounces, dueAt: 0 })], 2)
    await store.settle(scope, [settledAs(await lookAt(store, scope, 'customer', 'C1'), 'posted', again)], 3)
    expect((await lookAt(store, scope, 'customer', 'C1')).bounces).toEqual(bounces)
  })

  it('counts a problem from when it first showed', async () => {
    await store.putApp(scope, [put('customer', 'C1', customer('C1'))], 1)
    const problem = { cause: 'account_missing', about: '4000', fault: null }
    for (const at of [10, 20]) {
      const s = await lookAt(store, scope, 'customer', 'C1')
      await store.settle(scope, [settledAs(s, 'account_missing', { problem, dueAt: 0 })], at)
    }
    expect(await linkOf('C1')).toMatchObject({ problem_since: 10, status: 'not_integrated', changed_at: 10 })
    await store.settle(scope, [settledAs(await lookAt(store, scope, 'customer', 'C1'), 'posted')], 30)
    expect(await linkOf('C1')).toMatchObject({ problem_since: null, problem_cause: null, changed_at: 30 })
  })

  it('counts as changed when the app is told of a change, though its status and words stay', async () => {
    await store.putApp(scope, [put('customer', 'C1', customer('C1'))], 1)
    await store.settle(scope, [settledAs(await lookAt(store, scope, 'customer', 'C1'), 'posted', again)], 10)
    await store.settle(scope, [settledAs(await lookAt(store, scope, 'customer', 'C1'), 'posted', again)], 20)
    expect(await linkOf('C1')).toMatchObject({ changed_at: 10 })
    const change = { type: 'customer', id: 'C1', op: 'update', data: {}, base: null, cause: 'x' } as const
    await store.settle(
      scope,
      [settledAs(await lookAt(store, scope, 'customer', 'C1'), 'posted', { change })],
      30,
    )
    expect(await linkOf('C1')).toMatchObject({ changed_at: 30 })
  })

  it('gives up a write that waits, and the same operation may begin anew', async () => {
    await store.putApp(scope, [put('customer', 'C1', customer('C1'))], 1)
    const first = await lookAt(store, scope, 'customer', 'C1')
    await store.settle(scope, [settledAs(first, 'queued', { intent: draft(scope, first), dueAt: 0 })], 2)
    const second = await lookAt(store, scope, 'customer', 'C1')
    const giveUp = second.intent?.id ?? null
    await store.settle(scope, [settledAs(second, 'skipped_by_person', { giveUp, dueAt: 0 })], 3)
    const third = await lookAt(store, scope, 'customer', 'C1')
    expect(third.intent).toMatchObject({ state: 'failed', fault: null })
    expect(await store.claim(scope, { holder: 'h', limit: 9, now: 9, leaseUntil: 99 })).toEqual([])
    const anew = draft(scope, third, { generation: 1 })
    await store.settle(scope, [settledAs(third, 'queued', { intent: { ...anew, id: giveUp ?? '' } })], 4)
    expect(await store.claim(scope, { holder: 'h', limit: 9, now: 9, leaseUntil: 99 })).toHaveLength(1)
  })

  it('gives up nothing that has left meanwhile', async () => {
    await store.putApp(scope, [put('customer', 'C1', customer('C1'))], 1)
    const first = await lookAt(store, scope, 'customer', 'C1')
    await store.settle(scope, [settledAs(first, 'queued', { intent: draft(scope, first), dueAt: 0 })], 2)
    const second = await lookAt(store, scope, 'customer', 'C1')
    await store.claim(scope, { holder: 'h', limit: 9, now: 9, leaseUntil: 99 })
    const giveUp = second.intent?.id ?? null
    expect(await store.settle(scope, [settledAs(second, 'skipped_by_person', { giveUp })], 3)).toBe(0)
    expect((await lookAt(store, scope, 'customer', 'C1')).intent?.state).toBe('sent')
  })

  it('tells the app without a gap, in the order given, however many decide at once', async () => {
    const ids = Array.from({ length: 30 }, (_, n) => `C${n}`)
    await store.putApp(
      scope,
      ids.map((id) => put('customer', id, customer(id))),
      1,
    )
    const all = await store.dirty(scope, 100, 2000)
    const changeOf = (id: string) =>
      ({ type: 'customer', id, op: 'create', data: { id }, base: null, cause: 'x' }) as const
    await Promise.all(
      [0, 10, 20].map((from) =>
        store.settle(
          scope,
          all.slice(from, from + 10).map((s) => settledAs(s, 'posted', { change: changeOf(s.appId) })),
          3,
        ),
      ),
    )
    const told = await opened.withWorkspace(scope.workspace, (tx) =>
      tx.selectFrom('change').select(['seq', 'id', 'base']).orderBy('seq').execute(),
    )
    expect(told.map((row) => row.seq)).toEqual(ids.map((_, n) => n + 1))
    expect(new Set(told.map((row) => row.id)).size).toBe(30)
    for (const from of [0, 10, 20]) {
      const run = told.slice(from, from + 10).map((row) => row.id)
      const start = all.findIndex((s) => s.appId === run[0])
      expect(run).toEqual(all.slice(start, start + 10).map((s) => s.appId))
    }
  })
})

describe('attaching', () => {
  it('moves the remote record from the link that only Intacct had, and looks again', async () => {
    await store.savePage(scope, page([remote('customer', '1', customer('C1'))], 'customer'))
    const stranger = await lookAt(store, scope, 'customer', '1')
    await store.settle(
      scope,
      [settledAs(stranger, 'imported', { timeline: [{ kind: 'imported', params: { n: 1 } }] })],
      2,
    )
    await store.putApp(scope, [put('customer', 'app-1', customer('C1'))], 3)
    const mine = await lookAt(store, scope, 'customer', 'app-1')
    expect(await store.settle(scope, [settledAs(mine, 'adopted', { attach: { remoteKey: '1' } })], 4)).toBe(1)
    const again = await lookAt(store, scope, 'customer', 'app-1')
    expect(again.remote).toMatchObject({ key: '1', linkedTo: mine.linkId })
    const links = await opened.withWorkspace(scope.workspace, (tx) =>
      tx.selectFrom('link').select('id').execute(),
    )
    expect(links).toEqual([{ id: mine.linkId }])
    const timeline = await opened.withWorkspace(scope.workspace, (tx) =>
      tx.selectFrom('timeline').selectAll().execute(),
    )
    expect(timeline).toMatchObject([{ link: mine.linkId, kind: 'imported', params: { n: 1 } }])
  })

  it('tells the app that the record it knew by a Tieout id is one of its own', async () => {
    await store.savePage(scope, page([remote('customer', '1', customer('C1'))], 'customer'))
    const stranger = await lookAt(store, scope, 'customer', '1')
    const base = {
      app: customer('C1'),
      remote: customer('C1'),
      state: 'approved',
      facts: { state: 'active' },
      appVersion: 0,
      remoteHash: '',
      imported: true,
    } as const
    await store.settle(scope, [settledAs(stranger, 'imported', { base })], 2)
    await store.putApp(scope, [put('customer', 'app-1', customer('C1'))], 3)
    const mine = await lookAt(store, scope, 'customer', 'app-1')
    await store.settle(scope, [settledAs(mine, 'adopted', { attach: { remoteKey: '1' } })], 4)
    const told = await opened.withWorkspace(scope.workspace, (tx) =>
      tx.selectFrom('change').selectAll().execute(),
    )
    expect(told).toMatchObject([
      { seq: 1, id: stranger.appId, op: 'delete', data: { mergedInto: 'app-1' }, cause: 'matched' },
    ])
  })

  it('what belongs to another record of the app is refused, and not tried again at once', async () => {
    await store.savePage(scope, page([remote('customer', '1', customer('C1'))], 'customer'))
    await store.putApp(scope, [put('customer', 'a', customer('C1')), put('customer', 'b', customer('C1'))], 1)
    const [a, b] = [await lookAt(store, scope, 'customer', 'a'), await lookAt(store, scope, 'customer', 'b')]
    const attach = { remoteKey: '1' }
    expect(
      await store.settle(
        scope,
        [settledAs(a, 'adopted', { attach }), settledAs(b, 'adopted', { attach })],
        2000,
      ),
    ).toBe(1)
    await rest(store, scope)
    await store.putApp(scope, [put('customer', 'b', customer('C1', 'again'), 2)], 3)
    const late = await lookAt(store, scope, 'customer', 'b')
    expect(await store.settle(scope, [settledAs(late, 'adopted', { attach })], 4000)).toBe(0)
    expect((await store.dirty(scope, 10, 5000)).map((s) => s.appId)).toEqual([])
    expect((await store.dirty(scope, 10, 64_000)).map((s) => s.appId)).toEqual(['b'])
  })

  it('lets go of a gone record when a person re-creates it', async () => {
    await store.savePage(scope, page([remote('customer', '1', customer('C1'))], 'customer'))
    await store.putApp(scope, [put('customer', 'a', customer('C1'))], 1)
    await store.settle(
      scope,
      [settledAs(await lookAt(store, scope, 'customer', 'a'), 'adopted', { attach: { remoteKey: '1' } })],
      2,
    )
    await store.saveMissing(scope, [{ type: 'customer', key: '1', by: 'key' }], late, 3)
    await store.settle(
      scope,
      [settledAs(await lookAt(store, scope, 'customer', 'a'), 'queued', { reincarnate: 2 })],
      4,
    )
    const now = await lookAt(store, scope, 'customer', 'a')
    expect([now.remote, now.base, now.incarnation, now.candidates]).toEqual([null, null, 2, []])
  })
})

describe('a child that waits', () => {
  const waitingFor = [{ type: 'customer', by: 'id', value: 'C1' }] as const

  it('is looked at again when its parent is linked', async () => {
    await store.putApp(scope, [put('invoice', 'I1', invoice('INV-1', 'C1'))], 1)
    await store.settle(
      scope,
      [settledAs(await lookAt(store, scope, 'invoice', 'I1'), 'parent_missing', { waitingFor })],
      2,
    )
    await store.putApp(scope, [put('customer', 'C1', customer('C1'))], 3)
    expect((await store.dirty(scope, 10, 2000)).map((s) => s.type)).toEqual(['customer'])
    await store.savePage(scope, page([remote('customer', '1', customer('C1'))], 'customer'))
    const parent = await lookAt(store, scope, 'customer', 'C1')
    await store.settle(scope, [settledAs(parent, 'adopted', { attach: { remoteKey: '1' } })], 4)
    expect((await lookAt(store, scope, 'invoice', 'I1')).resolved[0]?.link?.remoteKey).toBe('1')
  })

  it('is not forgotten when its parent was linked between the look and the decision', async () => {
    await store.putApp(
      scope,
      [put('invoice', 'I1', invoice('INV-1', 'C1')), put('customer', 'C1', customer('C1'))],
      1,
    )
    await store.savePage(scope, page([remote('customer', '1', customer('C1'))], 'customer'))
    const child = await lookAt(store, scope, 'invoice', 'I1')
    const parent = await lookAt(store, scope, 'customer', 'C1')
    await store.settle(scope, [settledAs(parent, 'adopted', { attach: { remoteKey: '1' } })], 2)
    await store.settle(scope, [settledAs(child, 'parent_missing', { waitingFor })], 3)
    const again = await lookAt(store, scope, 'invoice', 'I1')
    expect(again.reason).toBe('parent_missing')
    await store.settle(scope, [settledAs(again, 'parent_missing', { waitingFor })], 4)
    await rest(store, scope)
    expect(await store.dirty(scope, 10, 5000)).toEqual([])
  })

  it('wakes for a parent that it knows by record number or by number only', async () => {
    await store.putApp(
      scope,
      [put('invoice', 'I1', invoice('A', 'x')), put('invoice', 'I2', invoice('B', 'x'))],
      1,
    )
    const byKey = [{ type: 'customer', by: 'key', value: '1' }] as const
    const byNumber = [{ type: 'customer', by: 'number', value: 'C1' }] as const
    await store.settle(
      scope,
      [
        settledAs(await lookAt(store, scope, 'invoice', 'I1'), 'parent_missing', { waitingFor: byKey }),
        settledAs(await lookAt(store, scope, 'invoice', 'I2'), 'parent_missing', { waitingFor: byNumber }),
      ],
      2,
    )
    await store.savePage(scope, page([remote('customer', '1', customer('C1'))], 'customer'))
    expect(
      (await store.dirty(scope, 10, 2000))
        .map((s) => s.appId)
        .slice(1)
        .sort(),
    ).toEqual(['I1', 'I2'])
  })

  it('pulls in a parent that sync-from left out', async () => {
    await store.putApp(
      scope,
      [
        put('payment', 'P1', { customer: 'C1', date: '2026-03-01', amount: '1', applications: [] }),
        put('invoice', 'I1', invoice('A', 'C1')),
      ],
      1,
    )
    const parent = await lookAt(store, scope, 'invoice', 'I1')
    await store.settle(scope, [settledAs(parent, 'before_sync_from')], 2)
    const child = await lookAt(store, scope, 'payment', 'P1')
    await store.settle(scope, [settledAs(child, 'parent_missing', { promote: [parent.linkId] })], 3)
    expect((await lookAt(store, scope, 'invoice', 'I1')).choice).toBe('include')
  })
})
