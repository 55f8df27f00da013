import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { unknownRights } from '@tieout/engine/core/rights.ts'
import type { Scope, Store } from '@tieout/engine/ports.ts'
import { pausedTypes } from '../src/views/connections.ts'
import { openTestStore } from '../src/testing.ts'
import type { TestStore } from '../src/testing.ts'
import {
  customer,
  fault,
  invoice,
  late,
  lookAt,
  page,
  payment,
  put,
  remote,
  rest,
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

async function fresh(): Promise<void> {
  scope = await opened.scope()
}

describe('a version from the app', () => {
  it('is stored once, and the same again changes nothing', async () => {
    await fresh()
    expect(await store.putApp(scope, [put('customer', 'C1', customer('C1'))], 1)).toEqual([
      { kind: 'stored' },
    ])
    await rest(store, scope)
    expect(await store.putApp(scope, [put('customer', 'C1', customer('C1'))], 2)).toEqual([
      { kind: 'unchanged' },
    ])
    expect(await store.dirty(scope, 10, 5000)).toEqual([])
  })

  it('is refused when its number was used for other contents, or is lower', async () => {
    await fresh()
    await store.putApp(scope, [put('customer', 'C1', customer('C1'), 3)], 1)
    expect(
      await store.putApp(
        scope,
        [put('customer', 'C1', customer('C1', 'Other'), 3), put('customer', 'C1', customer('C1'), 2)],
        2,
      ),
    ).toEqual([
      { kind: 'version_reused', have: 3 },
      { kind: 'version_older', have: 3 },
    ])
  })

  it('may come several times in one call, in order', async () => {
    await fresh()
    const rows = [
      put('customer', 'C1', customer('C1', 'One'), 1),
      put('customer', 'C1', customer('C1', 'Two'), 2),
      put('customer', 'C1', customer('C1', 'One'), 1),
      put('customer', 'C1', customer('C1', 'Two'), 2),
      put('customer', 'C1', customer('C1', 'Else'), 2),
    ]
    expect((await store.putApp(scope, rows, 1)).map((r) => r.kind)).toEqual([
      'stored',
      'stored',
      'version_older',
      'unchanged',
      'version_reused',
    ])
    const situation = await lookAt(store, scope, 'customer', 'C1')
    expect(situation.app).toMatchObject({ id: 'C1', version: 2, data: { name: 'Two' } })
  })

  it('shows the customer’s name on its invoices, whichever comes first', async () => {
    await fresh()
    await store.putApp(scope, [put('invoice', 'I1', invoice('INV-1', 'C1'))], 1)
    await store.putApp(scope, [put('customer', 'C1', customer('C1', 'Acme'))], 2)
    await store.putApp(scope, [put('invoice', 'I2', invoice('INV-2', 'C1', '12.34'))], 3)
    const shown = await opened.withWorkspace(scope.workspace, (tx) =>
      tx
        .selectFrom('link')
        .select(['number', 'party', 'amount_minor', 'currency', 'date'])
        .where('type', '=', 'invoice')
        .orderBy('number')
        .execute(),
    )
    expect(shown).toEqual([
      { number: 'INV-1', party: 'Acme', amount_minor: '10000', currency: 'USD', date: '2026-03-01' },
      { number: 'INV-2', party: 'Acme', amount_minor: '1234', currency: 'USD', date: '2026-03-01' },
    ])
  })

  it('keeps text that PostgreSQL cannot hold by leaving out what no ledger has', async () => {
    await fresh()
    await store.putApp(scope, [put('customer', 'C1', customer('C1', 'Nul\u0000 and half \ud800'))], 1)
    expect((await lookAt(store, scope, 'customer', 'C1')).app?.data).toMatchObject({
      name: 'Nul and half \ufffd',
    })
  })
})

describe('a page from Intacct', () => {
  it('keeps text that PostgreSQL cannot hold by leaving out what no ledger has, in contents and in keys', async () => {
    await fresh()
    const rows = [
      remote('customer', '1', customer('C1', 'Nul\u0000 and half \ud800')),
      { ...remote('customer', '2', customer('C2', 'Sun \u{1f31e}')), number: 'C\u00002', entity: '\udc00' },
    ]
    await store.savePage(scope, page(rows, null))
    const found = await store.dirty(scope, 10, 2000)
    expect(found.map(({ remote: there }) => [there?.number, there?.data])).toMatchObject([
      ['C1', { name: 'Nul and half \ufffd' }],
      ['C2', { name: 'Sun \u{1f31e}' }],
    ])
  })

  it('makes a link for each new record and leaves the cursor behind its last row', async () => {
    await fresh()
    await store.takeWindow(scope, 'customer', { mode: 'backfill', from: null, ceiling: 'Z', cursor: null }, 1)
    const rows = ['1', '2', '3'].map((key) =>
      remote('customer', key, customer(`C${key}`), { stamp: `2026-03-01T10:00:0${key}` }),
    )
    expect(await store.savePage(scope, page(rows, 'customer', 1))).toEqual({
      read: 3,
      created: 3,
      changed: 0,
      unchanged: 0,
    })
    expect((await store.stream(scope, 'customer')).window?.cursor).toEqual({
      stamp: '2026-03-01T10:00:03',
      key: '3',
    })
    const found = await store.dirty(scope, 10, 2000)
    expect(found.map((s) => [s.imported, s.app, s.remote?.key, s.remote?.linkedTo === s.linkId])).toEqual([
      [true, null, '1', true],
      [true, null, '2', true],
      [true, null, '3', true],
    ])
  })

  it('read again unchanged marks nothing', async () => {
    await fresh()
    const rows = [remote('customer', '1', customer('C1'))]
    await store.savePage(scope, page(rows, 'customer'))
    await rest(store, scope, 'imported')
    expect(await store.savePage(scope, page(rows, 'customer'))).toMatchObject({ unchanged: 1, changed: 0 })
    expect(await store.dirty(scope, 10, 5000)).toEqual([])
  })

  it('read by key marks its link even if unchanged, and takes the key off the list', async () => {
    await fresh()
    const rows = [remote('customer', '1', customer('C1'))]
    await store.savePage(scope, page(rows, 'customer'))
    await rest(store, scope, 'imported')
    await store.want(scope, [{ type: 'customer', key: '1', by: 'key', why: 'parent' }])
    await store.want(scope, [{ type: 'customer', key: 'C1', by: 'number', why: 'parent' }])
    expect(await store.wanted(scope, 10)).toHaveLength(2)
    await store.savePage(scope, page(rows))
    expect(await store.wanted(scope, 10)).toEqual([])
    expect((await store.dirty(scope, 10, 5000)).map((s) => s.remote?.key)).toEqual(['1'])
  })

  it('that cannot be answered is put off: due again later, unless it was raised again', async () => {
    await fresh()
    const wants = ['1', '2'].map((key) => ({ type: 'invoice', key, by: 'key', why: 'applied' }) as const)
    await store.want(scope, wants)
    await store.wanted(scope, 10, 1000)
    await store.want(scope, wants.slice(0, 1))
    await store.putOff(scope, wants, 5000)
    expect((await store.wanted(scope, 10, 1000)).map(({ key }) => key)).toEqual(['1'])
    await store.putOff(scope, wants, 5000)
    expect(await store.work(scope, 1000)).toMatchObject({ wanted: false, nextAt: 5000 })
    expect(await store.work(scope, 5000)).toMatchObject({ wanted: true })
    expect(await store.wanted(scope, 10, 5000)).toHaveLength(2)
  })

  it('does not end a want that was raised while the read was under way', async () => {
    await fresh()
    const rows = [remote('customer', '1', customer('C1'))]
    await store.want(scope, [{ type: 'customer', key: '1', by: 'key', why: 'read_back' }])
    await store.wanted(scope, 10)
    await store.want(scope, [{ type: 'customer', key: '1', by: 'key', why: 'applied' }])
    await store.savePage(scope, page(rows))
    expect(await store.wanted(scope, 10)).toEqual([
      { type: 'customer', key: '1', by: 'key', why: 'read_back' },
    ])
  })

  it('does not believe an older stamp, reads that record by key, and believes the direct read', async () => {
    await fresh()
    await store.savePage(
      scope,
      page([remote('customer', '1', customer('C1', 'New'), { stamp: '2026-03-02T00:00:00' })], 'customer'),
    )
    const older = remote('customer', '1', customer('C1', 'Old'), { stamp: '2026-03-01T00:00:00' })
    expect(await store.savePage(scope, page([older], 'customer'))).toMatchObject({ changed: 0 })
    expect((await lookAt(store, scope, 'customer', '1')).remote?.data).toMatchObject({ name: 'New' })
    expect(await store.wanted(scope, 10)).toMatchObject([{ key: '1' }])
    await store.savePage(scope, page([older]))
    expect((await lookAt(store, scope, 'customer', '1')).remote?.data).toMatchObject({ name: 'Old' })
    expect(await store.wanted(scope, 10)).toEqual([])
  })

  it('that was asked for before what is stored was stored is not believed, though no stamp moved', async () => {
    await fresh()
    const unpaid = remote('invoice', '5', invoice('A', 'C1'), { facts: { due: '100.00' } })
    const paid = remote('invoice', '5', invoice('A', 'C1'), { facts: { due: '0.00' } })
    await store.savePage(scope, page([unpaid], 'invoice'))
    const asked = await store.turn(scope)
    await store.savePage(scope, page([paid]))
    expect(await store.savePage(scope, { ...page([unpaid], 'invoice'), asked })).toMatchObject({ changed: 0 })
    expect((await lookAt(store, scope, 'invoice', '5')).remote?.facts.due).toBe('0.00')
    expect(await store.wanted(scope, 10)).toMatchObject([{ key: '5' }])
    const later = await store.turn(scope)
    await store.savePage(scope, { ...page([unpaid]), asked: later })
    expect((await lookAt(store, scope, 'invoice', '5')).remote?.facts.due).toBe('100.00')
    expect(await store.wanted(scope, 10)).toEqual([])
  })

  it('that was asked for before the same was said again is not believed either', async () => {
    await fresh()
    const paid = remote('invoice', '5', invoice('A', 'C1'), { facts: { due: '0.00' } })
    const unpaid = remote('invoice', '5', invoice('A', 'C1'), { facts: { due: '100.00' } })
    await store.savePage(scope, page([unpaid], 'invoice'))
    const asked = await store.turn(scope)
    await store.savePage(scope, page([unpaid], 'invoice'))
    await store.savePage(scope, { ...page([paid]), asked })
    expect((await lookAt(store, scope, 'invoice', '5')).remote?.facts.due).toBe('100.00')
  })

  it('[6.8] reads the credit note and the invoices again that an entry of Intacct’s moves', async () => {
    const touches = [
      { type: 'invoice', key: '5' },
      { type: 'credit_note', key: '7' },
    ] as const
    const entry = (touched: readonly (typeof touches)[number][]) =>
      page([
        remote('payment', '9', payment('C1', [], '0.00'), { facts: { applications: [], touches: touched } }),
      ])
    await store.savePage(scope, entry(touches))
    const wanted = async () =>
      (await store.wanted(scope, 10)).map((want) => `${want.type} ${want.key}`).sort()
    expect(await wanted()).toEqual(['credit_note 7', 'invoice 5'])
    await store.saveMissing(scope, [{ type: 'payment', key: '9', by: 'key' }], late, 2000)
    expect(await wanted()).toEqual(['credit_note 7', 'invoice 5'])
  })

  it('has a changed payment’s invoices read again, those it paid before too', async () => {
    await fresh()
    const applied = (invoice: string) => ({ applications: [{ key: 'A', invoice, amount: '1.00' }] })
    await store.savePage(scope, page([remote('payment', '9', payment('C1', ['5']), { facts: applied('5') })]))
    expect(await store.wanted(scope, 10)).toEqual([{ type: 'invoice', key: '5', by: 'key', why: 'applied' }])
    await store.savePage(scope, page([remote('payment', '9', payment('C1', ['6']), { facts: applied('6') })]))
    expect((await store.wanted(scope, 10)).map((w) => w.key).sort()).toEqual(['5', '6'])
  })

  it('costs no extra reads in a backfill whose payments are older than the reading of the invoices', async () => {
    await fresh()
    const facts = { applications: [{ key: 'A', invoice: '5', amount: '1.00' }] }
    const window = {
      mode: 'backfill',
      from: '2026-03-01T10:00:00',
      ceiling: '2026-03-02T00:00:00',
      cursor: null,
    } as const
    const held = await store.takeWindow(scope, 'invoice', window, 1)
    await store.closeWindow(
      scope,
      held,
      { watermark: '2026-03-01T08:00:00', lookedBack: true, rights: unknownRights },
      2,
    )
    const { fence } = await store.takeWindow(scope, 'payment', window, 3)
    await store.savePage(
      scope,
      page(
        [remote('payment', '8', payment('C1', ['5']), { stamp: '2026-03-01T09:59:59', facts })],
        'payment',
        fence,
      ),
    )
    expect(await store.wanted(scope, 10)).toEqual([])
    await store.savePage(
      scope,
      page(
        [remote('payment', '9', payment('C1', ['5']), { stamp: '2026-03-01T10:00:00', facts })],
        'payment',
        fence,
      ),
    )
    expect(await store.wanted(scope, 10)).toMatchObject([{ key: '5' }])
  })

  it('that must be there and may still change is sliced by its key: neither paid nor gone', async () => {
    await fresh()
    const states = ['open', 'paid', 'partially_paid', 'open', 'reversed', 'draft'] as const
    const rows = states.map((state, at) =>
      remote('invoice', String(at + 1), invoice(`I${at + 1}`, 'C1'), { facts: { state } }),
    )
    await store.savePage(scope, page(rows, 'invoice'))
    await store.saveMissing(scope, [{ type: 'invoice', key: '4', by: 'key' }], late, 3000)
    expect(await store.slice(scope, 'invoice', '', 10)).toEqual(['1', '3', '6'])
    expect(await store.slice(scope, 'invoice', '2', 1)).toEqual(['3'])
    expect(await store.slice(scope, 'customer', '', 10)).toEqual([])
  })

  it('marks an app record that a newcomer of its number could be', async () => {
    await fresh()
    await store.putApp(scope, [put('customer', 'app-1', customer('C1', 'Acme'))], 1)
    await rest(store, scope, 'account_missing')
    await store.savePage(scope, page([remote('customer', '1', customer('C1', 'ACME Inc'))], 'customer'))
    const situation = await lookAt(store, scope, 'customer', 'app-1')
    expect(situation.candidates.map((c) => c.key)).toEqual(['1'])
  })
})

describe('a record that a direct read did not find', () => {
  it('is gone, and its link is looked at', async () => {
    await fresh()
    await store.savePage(scope, page([remote('customer', '1', customer('C1'))], 'customer'))
    await rest(store, scope, 'imported')
    await store.saveMissing(scope, [{ type: 'customer', key: '1', by: 'key' }], late, 3000)
    expect((await lookAt(store, scope, 'customer', '1', 4000)).remote?.presence).toBe('gone')
  })

  it('but was stored after that read had left is read again instead', async () => {
    await fresh()
    const asked = await store.turn(scope)
    await store.savePage(scope, page([remote('customer', '1', customer('C1'))], 'customer'))
    await store.saveMissing(scope, [{ type: 'customer', key: '1', by: 'key' }], asked, 3000)
    expect((await lookAt(store, scope, 'customer', '1', 4000)).remote?.presence).toBe('present')
    expect(await store.wanted(scope, 10)).toMatchObject([{ key: '1', why: 'suspect' }])
  })

  it('stays gone, whatever a page says that was asked for before', async () => {
    await fresh()
    const rows = [remote('customer', '1', customer('C1'))]
    await store.savePage(scope, page(rows, 'customer'))
    const asked = await store.turn(scope)
    await store.saveMissing(scope, [{ type: 'customer', key: '1', by: 'key' }], late, 3000)
    await store.savePage(scope, { ...page(rows, 'customer'), asked })
    expect((await lookAt(store, scope, 'customer', '1', 4000)).remote?.presence).toBe('gone')
  })

  it('was only a number: nothing is inferred', async () => {
    await fresh()
    await store.savePage(scope, page([remote('customer', '1', customer('C1'))], 'customer'))
    await rest(store, scope, 'imported')
    await store.want(scope, [{ type: 'customer', key: 'C1', by: 'number', why: 'parent' }])
    await store.wanted(scope, 1)
    await store.saveMissing(scope, [{ type: 'customer', key: 'C1', by: 'number' }], late, 3000)
    expect(await store.dirty(scope, 10, 4000)).toEqual([])
    expect(await store.wanted(scope, 10)).toEqual([])
  })
})

describe('a window', () => {
  it('goes on where it was, and its watermark never goes back', async () => {
    await fresh()
    expect(await store.stream(scope, 'x')).toEqual({
      stream: 'x',
      watermark: null,
      window: null,
      lastLookBackAt: null,
      rights: unknownRights,
    })
    const window = { mode: 'changes', from: 'A', ceiling: 'B', cursor: { stamp: 'A1', key: '7' } } as const
    const first = await store.takeWindow(scope, 'x', window, 1)
    expect((await store.stream(scope, 'x')).window).toEqual(window)
    await store.closeWindow(
      scope,
      first,
      { watermark: '2026-03-02', lookedBack: true, rights: unknownRights },
      5,
    )
    const rights = { shown: ['1'], unseen: ['2'], since: '2026-02-01' }
    const second = await store.takeWindow(scope, 'x', { ...window, mode: 'look_back' }, 5)
    await store.closeWindow(scope, second, { watermark: '2026-03-01', lookedBack: false, rights }, 6)
    await store.moveWatermark(scope, 'x', '2026-02-28', 7)
    expect(await store.stream(scope, 'x')).toEqual({
      stream: 'x',
      watermark: '2026-03-02',
      window: null,
      lastLookBackAt: 5,
      rights,
    })
  })

  it('says why it is not read now, until it is', async () => {
    await fresh()
    const window = { mode: 'changes', from: 'A', ceiling: 'M', cursor: null } as const
    const held = await store.takeWindow(scope, 'invoice', window, 1)
    const paused = () => opened.withWorkspace(scope.workspace, (view) => pausedTypes(view, scope.connection))
    await store.pauseStream(scope, 'invoice', { ...fault, cause: 'no_permission' }, 2)
    expect(await paused()).toMatchObject([{ type: 'invoice', fault: { cause: 'no_permission' } }])
    expect((await store.stream(scope, 'invoice')).window).toEqual(window)
    await store.closeWindow(scope, held, { watermark: 'M', lookedBack: false, rights: unknownRights }, 3)
    expect(await paused()).toEqual([])
  })

  it('belongs to whoever took it last: from then on, what the one before reads changes nothing', async () => {
    await fresh()
    const window = { mode: 'changes', from: 'A', ceiling: 'M', cursor: null } as const
    const sleeper = await store.takeWindow(scope, 'customer', window, 1)
    const waker = await store.takeWindow(scope, 'customer', { ...window, ceiling: 'Z' }, 2)
    expect(waker).toMatchObject({ ceiling: 'M' })
    const rows = [remote('customer', '1', customer('C1'))]
    expect(await store.savePage(scope, page(rows, 'customer', sleeper.fence))).toBeNull()
    expect(await store.dirty(scope, 10, 2000)).toEqual([])
    expect(
      await store.closeWindow(
        scope,
        sleeper,
        { watermark: 'M', lookedBack: false, rights: unknownRights },
        3,
      ),
    ).toBe(false)
    expect(await store.stream(scope, 'customer')).toMatchObject({ watermark: null, window: { cursor: null } })
    expect(await store.savePage(scope, page(rows, 'customer', waker.fence))).toMatchObject({ created: 1 })
    expect(
      await store.closeWindow(scope, waker, { watermark: 'M', lookedBack: false, rights: unknownRights }, 4),
    ).toBe(true)
    expect(
      await store.closeWindow(scope, waker, { watermark: 'Z', lookedBack: false, rights: unknownRights }, 5),
    ).toBe(false)
  })
})

describe('a situation', () => {
  it('names what every reference stands for, on both sides', async () => {
    await fresh()
    await store.savePage(scope, page([remote('customer', '1', customer('C1', 'Acme'))], 'customer'))
    await store.putApp(scope, [put('customer', 'app-1', customer('C1', 'Acme'))], 1)
    const mine = await lookAt(store, scope, 'customer', 'app-1')
    await store.settle(scope, [settledAs(mine, 'adopted', { attach: { remoteKey: '1' } })], 2)
    await store.putApp(
      scope,
      [put('invoice', 'I1', invoice('INV-1', 'app-1')), put('invoice', 'I2', invoice('INV-2', 'nobody'))],
      3,
    )
    await store.savePage(scope, page([remote('invoice', '20', invoice('INV-9', 'C1'))], 'invoice'))
    const parent = { id: mine.linkId, appId: 'app-1', remoteKey: '1' }
    const there = { key: '1', number: 'C1', name: 'Acme', state: 'active', presence: 'present' }
    expect((await lookAt(store, scope, 'invoice', 'I1')).resolved).toMatchObject([
      { reference: { type: 'customer', by: 'id', value: 'app-1' }, link: parent, remote: there },
    ])
    expect((await lookAt(store, scope, 'invoice', 'I2')).resolved).toEqual([
      { reference: { type: 'customer', by: 'id', value: 'nobody' }, link: null, remote: null },
    ])
    expect((await lookAt(store, scope, 'invoice', '20')).resolved).toMatchObject([
      { reference: { type: 'customer', by: 'number', value: 'C1' }, link: parent, remote: there },
    ])
  })

  it('comes parents first, the app’s records before strangers', async () => {
    await fresh()
    await store.savePage(
      scope,
      page([remote('invoice', '20', invoice('X', 'C1')), remote('customer', '1', customer('Z'))]),
    )
    await store.putApp(
      scope,
      [
        put('payment', 'P1', payment('A', [])),
        put('invoice', 'I1', invoice('INV-1', 'A')),
        put('customer', 'A', customer('A')),
      ],
      1,
    )
    expect((await store.dirty(scope, 10, 2000)).map((s) => [s.type, s.imported])).toEqual([
      ['customer', false],
      ['customer', true],
      ['invoice', false],
      ['invoice', true],
      ['payment', false],
    ])
    expect(await store.dirty(scope, 2, 2000)).toHaveLength(2)
  })

  it('offers unlinked records of equal number or customers of equal name, not those of another record of the app', async () => {
    await fresh()
    await store.savePage(
      scope,
      page(
        [
          remote('customer', '1', customer('C1', 'Acme')),
          remote('customer', '2', customer('C2', 'Acme')),
          remote('customer', '3', customer('C3', 'Other')),
        ],
        'customer',
      ),
    )
    await store.putApp(
      scope,
      [put('customer', 'a', customer('C1', 'Acme')), put('customer', 'b', customer('C9', 'Acme'))],
      1,
    )
    const a = await lookAt(store, scope, 'customer', 'a')
    expect(a.candidates.map((c) => c.key)).toEqual(['1', '2'])
    await store.settle(scope, [settledAs(a, 'adopted', { attach: { remoteKey: '1' } })], 2)
    expect((await lookAt(store, scope, 'customer', 'b')).candidates.map((c) => c.key)).toEqual(['2'])
  })
})
