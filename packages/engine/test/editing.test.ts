import { describe, expect, it } from 'vitest'
import { World, customer, invoice, payment } from '../../../test/sim/world.ts'

async function worldWithInvoice(): Promise<World> {
  const world = new World()
  await world.put('customer', 'c1', customer('C-1', { email: 'a@example.org', phone: '1' }))
  await world.put('invoice', 'i1', invoice('INV-1', 'c1', '100.00', { description: 'first' }))
  await world.sync()
  await world.time.pass(60_000)
  return world
}

const there = (world: World, type: 'customer' | 'invoice', id: string) =>
  world.remoteOf(world.link(type, id))?.row.data

describe('a value that each side puts back', () => {
  const email = (value: string) => customer('C-1', { email: value, phone: '1' })

  /** Somebody there and the app overwrite each other's value again and again. */
  async function quarrel(rounds: number): Promise<World> {
    const world = await worldWithInvoice()
    for (let round = 0; round < rounds; round += 1) {
      world.remote.books.update('customer', '1', { email: 'there@example.org' }, 'kim')
      await world.sync()
      await world.put('customer', 'c1', email(`app${round}@example.org`), round + 2)
      await world.sync()
      await world.time.pass(60_000)
    }
    return world
  }
  const sends = (world: World) => world.remote.executed.filter(({ op }) => op === 'update').length

  it('is sent five times within an hour, and then waits for a person', async () => {
    const world = await quarrel(5)
    expect(world.link('customer', 'c1').reason).toBe('posted')
    const stopped = await quarrel(8)
    expect(sends(stopped)).toBe(5)
    expect(stopped.link('customer', 'c1')).toMatchObject({
      reason: 'bouncing',
      problem: { cause: 'bouncing' },
      message: { fields: ['email'] },
    })
  })

  it('becomes the app’s when a person says so, and may go on', async () => {
    const world = await quarrel(6)
    world.choose(world.link('customer', 'c1'), 'use_app')
    await world.sync()
    expect(there(world, 'customer', 'c1')).toMatchObject({ email: 'app5@example.org' })
    expect(world.link('customer', 'c1')).toMatchObject({ reason: 'posted', choice: null })
  })

  it('becomes Intacct’s when a person says so, and the app is told', async () => {
    const world = await quarrel(6)
    world.choose(world.link('customer', 'c1'), 'use_remote')
    await world.sync()
    expect(sends(world)).toBe(5)
    expect(world.tables.changes.at(-1)?.data).toMatchObject({ email: 'there@example.org' })
    expect(world.link('customer', 'c1').problem).toBeNull()
  })
})

describe('edits', () => {
  it('of the app reach Intacct', async () => {
    const world = await worldWithInvoice()
    await world.put('invoice', 'i1', invoice('INV-1', 'c1', '120.00', { description: 'second' }), 2)
    await world.sync()
    expect(there(world, 'invoice', 'i1')).toMatchObject({ total: '120.00', description: 'second' })
    expect(world.link('invoice', 'i1').reason).toBe('posted')
    expect(world.tables.changes).toEqual([])
  })

  it('of a person in Intacct reach the change feed once, with no echo back', async () => {
    const world = await worldWithInvoice()
    world.remote.books.update('invoice', '2', { dueDate: '2026-04-01' }, 'kim')
    await world.sync()
    await world.sync()
    expect(world.tables.changes).toMatchObject([
      { op: 'update', id: 'i1', data: { dueDate: '2026-04-01' }, base: { dueDate: '2026-03-10' } },
    ])
    expect(world.remote.executed).toHaveLength(2)
    // The app applies it and says so.
    await world.put(
      'invoice',
      'i1',
      invoice('INV-1', 'c1', '100.00', { description: 'first', dueDate: '2026-04-01' }),
      2,
    )
    await world.sync()
    expect(world.remote.executed).toHaveLength(2)
    expect(world.tables.changes).toHaveLength(1)
  })

  it('of a person in Intacct are not undone by an app that has not applied them yet', async () => {
    const world = await worldWithInvoice()
    world.remote.books.update('invoice', '2', { dueDate: '2026-04-01' }, 'kim')
    await world.sync()
    await world.put('invoice', 'i1', invoice('INV-1', 'c1', '100.00', { description: 'other' }), 2)
    await world.sync()
    expect(there(world, 'invoice', 'i1')).toMatchObject({ dueDate: '2026-04-01', description: 'other' })
    // And later the app may well change that field.
    await world.put(
      'invoice',
      'i1',
      invoice('INV-1', 'c1', '100.00', { description: 'other', dueDate: '2026-05-01' }),
      3,
    )
    await world.sync()
    expect(there(world, 'invoice', 'i1')).toMatchObject({ dueDate: '2026-05-01' })
  })

  it('of different fields on both sides are merged', async () => {
    const world = await worldWithInvoice()
    world.remote.books.update('customer', '1', { phone: '2' }, 'kim')
    await world.pull()
    await world.put('customer', 'c1', customer('C-1', { email: 'b@example.org', phone: '1' }), 2)
    await world.sync()
    expect(there(world, 'customer', 'c1')).toMatchObject({ email: 'b@example.org', phone: '2' })
    expect(world.tables.changes).toMatchObject([{ data: { email: 'b@example.org', phone: '2' } }])
  })

  it('of one contact field on both sides: the app wins, and it is noted', async () => {
    const world = await worldWithInvoice()
    world.remote.books.update('customer', '1', { email: 'kim@example.org' }, 'kim')
    await world.put('customer', 'c1', customer('C-1', { email: 'b@example.org', phone: '1' }), 2)
    await world.pull()
    await world.sync()
    expect(there(world, 'customer', 'c1')).toMatchObject({ email: 'b@example.org' })
    expect(world.tables.changes).toEqual([])
    expect(world.tables.timeline.map((item) => item.kind)).toContain('policy_decided')
  })

  it('of one money field on both sides: Intacct wins, and the app is told', async () => {
    const world = await worldWithInvoice()
    world.remote.books.update(
      'invoice',
      '2',
      { total: '90.00', lines: [{ amount: '90.00', account: '4000' }] },
      'kim',
    )
    await world.put('invoice', 'i1', invoice('INV-1', 'c1', '120.00', { description: 'first' }), 2)
    await world.pull()
    await world.sync()
    expect(there(world, 'invoice', 'i1')).toMatchObject({ total: '90.00' })
    expect(world.tables.changes).toMatchObject([{ data: { total: '90.00' } }])
    expect(world.remote.executed).toHaveLength(2)
  })

  it.each([
    ['use_app', 'mine'],
    ['use_remote', 'theirs'],
  ] as const)('of one text on both sides wait for a person, who says %s', async (choice, remains) => {
    const world = await worldWithInvoice()
    world.remote.books.update('invoice', '2', { description: 'theirs' }, 'kim')
    await world.put('invoice', 'i1', invoice('INV-1', 'c1', '100.00', { description: 'mine' }), 2)
    await world.pull()
    await world.sync()
    expect(world.link('invoice', 'i1')).toMatchObject({ reason: 'conflict', problem: { cause: 'conflict' } })
    world.choose(world.link('invoice', 'i1'), choice)
    await world.sync()
    expect(world.link('invoice', 'i1')).toMatchObject({ reason: 'posted', choice: null, problem: null })
    expect(there(world, 'invoice', 'i1')).toMatchObject({ description: remains })
    expect(world.tables.changes).toHaveLength(choice === 'use_remote' ? 1 : 0)
  })

  it('of lines change those that are there and add further ones, but take none away', async () => {
    const world = await worldWithInvoice()
    const lines = (amounts: readonly string[]) => amounts.map((amount) => ({ amount, account: '4000' }))
    const more = { description: 'first', lines: lines(['60.00', '70.00']) }
    await world.put('invoice', 'i1', invoice('INV-1', 'c1', '130.00', more), 2)
    await world.sync()
    expect(world.remote.executed.at(-1)).toMatchObject({ op: 'update', type: 'invoice' })
    expect(there(world, 'invoice', 'i1')).toMatchObject({ total: '130.00' })
    const fewer = { description: 'first', lines: lines(['130.00']) }
    await world.put('invoice', 'i1', invoice('INV-1', 'c1', '130.00', fewer), 3)
    await world.sync()
    expect(world.link('invoice', 'i1')).toMatchObject({
      reason: 'update_held',
      message: { fields: ['lines'], removed: 1 },
    })
    expect(there(world, 'invoice', 'i1')).toMatchObject({ lines: more.lines })
  })

  it('to the same value on both sides agree', async () => {
    const world = await worldWithInvoice()
    world.remote.books.update('invoice', '2', { description: 'same' }, 'kim')
    await world.put('invoice', 'i1', invoice('INV-1', 'c1', '100.00', { description: 'same' }), 2)
    await world.pull()
    await world.sync()
    expect(world.link('invoice', 'i1').reason).toBe('posted')
    expect(world.tables.changes).toEqual([])
    expect(world.remote.executed).toHaveLength(2)
  })

  it('of money on a paid invoice are held', async () => {
    const world = await worldWithInvoice()
    await world.put('payment', 'p1', payment('c1', [['i1', '40.00']]))
    await world.sync()
    await world.put('invoice', 'i1', invoice('INV-1', 'c1', '120.00', { description: 'first' }), 2)
    await world.sync()
    expect(world.link('invoice', 'i1')).toMatchObject({
      reason: 'update_held',
      message: { fields: ['lines', 'total'] },
    })
    // The payment is reversed in Intacct: now it may go.
    await world.time.pass(60_000)
    world.remote.books.reverse('payment', '3', 'kim')
    await world.sync()
    expect(world.link('invoice', 'i1').reason).toBe('posted')
    expect(there(world, 'invoice', 'i1')).toMatchObject({ total: '120.00' })
  })
})

describe('voids', () => {
  it('of the app reverse the document in Intacct, and nothing comes back', async () => {
    const world = await worldWithInvoice()
    await world.put('invoice', 'i1', invoice('INV-1', 'c1', '100.00', { description: 'first' }), 2, 'void')
    await world.sync()
    await world.sync()
    expect(world.remote.executed.at(-1)).toMatchObject({ op: 'reverse', type: 'invoice' })
    expect(world.link('invoice', 'i1').reason).toBe('voided')
    expect(world.tables.changes).toEqual([])
  })

  it('of a customer make it inactive, and bring it back when the app does', async () => {
    const world = await worldWithInvoice()
    const data = customer('C-1', { email: 'a@example.org', phone: '1' })
    await world.put('customer', 'c1', data, 2, 'void')
    await world.sync()
    expect(there(world, 'customer', 'c1')).toMatchObject({ status: 'inactive' })
    expect(world.link('customer', 'c1').reason).toBe('voided')
    await world.put('customer', 'c1', data, 3)
    await world.sync()
    expect(there(world, 'customer', 'c1')).toMatchObject({ status: 'active' })
    expect(world.link('customer', 'c1').reason).toBe('posted')
    expect(world.tables.changes).toEqual([])
  })

  it('before the record was sent send nothing', async () => {
    const world = new World()
    await world.put('customer', 'c1', customer('C-1'))
    await world.put('customer', 'c1', customer('C-1'), 2, 'void')
    await world.sync()
    expect(world.link('customer', 'c1').reason).toBe('void_never_sent')
    expect(world.remote.executed).toEqual([])
  })

  it('delete a document that is still a draft in Intacct', async () => {
    const world = new World({ settings: { postAs: { invoice: 'draft' } } })
    await world.put('customer', 'c1', customer('C-1'))
    await world.put('invoice', 'i1', invoice('INV-1', 'c1', '100.00'))
    await world.sync()
    await world.put('invoice', 'i1', invoice('INV-1', 'c1', '100.00'), 2, 'void')
    await world.sync()
    expect(world.link('invoice', 'i1').reason).toBe('voided')
    expect(world.remote.books.all('invoice')).toEqual([])
    expect(world.intents(world.link('invoice', 'i1')).map((intent) => intent.state)).toEqual(['done', 'done'])
  })
})

describe('what a person undoes in Intacct', () => {
  it('a reversal of ours is told as void, and shown', async () => {
    const world = await worldWithInvoice()
    world.remote.books.reverse('invoice', '2', 'kim')
    await world.sync()
    await world.sync()
    expect(world.tables.changes).toMatchObject([{ op: 'void', id: 'i1' }])
    expect(world.link('invoice', 'i1').reason).toBe('reversed_there')
    await world.put('invoice', 'i1', invoice('INV-1', 'c1', '100.00', { description: 'first' }), 2, 'void')
    await world.sync()
    expect(world.link('invoice', 'i1')).toMatchObject({ reason: 'voided', problem: null })
  })

  it('a deletion of ours is told, holds payments on it, and is created again when a person says so', async () => {
    const world = await worldWithInvoice()
    world.remote.books.delete('invoice', '2', 'kim')
    await world.sync()
    expect(world.tables.changes).toMatchObject([{ op: 'delete', id: 'i1' }])
    expect(world.link('invoice', 'i1').reason).toBe('gone_there')
    await world.put('payment', 'p1', payment('c1', [['i1', '40.00']]))
    await world.sync()
    expect(world.link('payment', 'p1').reason).toBe('parent_missing')
    expect(world.remote.executed).toHaveLength(2)
    world.choose(world.link('invoice', 'i1'), 'recreate')
    await world.sync()
    expect(world.link('invoice', 'i1')).toMatchObject({ reason: 'posted', incarnation: 2 })
    expect(world.link('payment', 'p1').reason).toBe('posted')
    expect(new Set(world.remote.executed.map((item) => item.marker)).size).toBe(4)
  })
})
