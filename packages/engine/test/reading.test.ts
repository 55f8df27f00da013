import { describe, expect, it } from 'vitest'
import { pullSlice } from '@tieout/engine/flows/slices.ts'
import { RemoteError } from '../src/ports/fault.ts'
import { faultOf } from '../../../test/sim/scripted-remote.ts'
import { stampOf } from '../src/core/stamps.ts'
import { usualTypes } from '../src/core/object-types.ts'
import { World, customer, invoice, payment } from '../../../test/sim/world.ts'
import type { WorldOptions } from '../../../test/sim/world.ts'

/** A company whose records were all typed in Intacct. */
function intacctCompany(options: WorldOptions = {}): World {
  const world = new World(options)
  const { books } = world.remote
  books.create({ type: 'customer', data: customer('C-1'), by: 'kim' })
  const key = books.create({ type: 'invoice', data: invoice('INV-1', 'C-1', '100.00'), by: 'kim' })
  books.create({ type: 'payment', data: payment('C-1', [[key, '40.00']], { reference: 'CHK' }), by: 'kim' })
  return world
}

const ops = (world: World) => world.tables.changes.map(({ op, type }) => `${op} ${type}`)

describe('records typed in Intacct', () => {
  it('are told to the app once, parents first, in its own terms', async () => {
    const world = intacctCompany()
    await world.sync()
    await world.sync()
    expect(ops(world)).toEqual(['create customer', 'create invoice', 'create payment'])
    const [c, i, p] = world.tables.changes
    expect(i?.data).toMatchObject({ customer: c?.id, total: '100.00' })
    expect(p?.data).toMatchObject({ customer: c?.id, applications: [{ invoice: i?.id, amount: '40.00' }] })
    expect(world.remote.executed).toEqual([])
  })

  it('are told again when somebody edits them there, once', async () => {
    const world = intacctCompany()
    await world.sync()
    await world.time.pass(3_600_000)
    world.remote.books.update('invoice', '2', { description: 'late' }, 'kim')
    await world.sync()
    await world.sync()
    expect(ops(world).slice(3)).toEqual(['update invoice'])
    expect(world.tables.changes.at(-1)).toMatchObject({
      data: { description: 'late' },
      cause: 'edited_in_intacct',
    })
  })

  it('are told as void when they are reversed there, and their invoice is read again', async () => {
    const world = intacctCompany()
    await world.sync()
    expect(world.remoteOf(world.imported('invoice', 'INV-1'))?.row.facts.due).toBe('60.00')
    await world.time.pass(3_600_000)
    world.remote.books.reverse('payment', '3', 'kim')
    await world.sync()
    expect(ops(world).slice(3)).toEqual(['void payment'])
    expect(world.remoteOf(world.imported('invoice', 'INV-1'))?.row.facts.due).toBe('100.00')
  })

  it('are told as deleted after a direct read has confirmed it, once', async () => {
    const world = intacctCompany()
    await world.sync()
    await world.time.pass(3_600_000)
    world.remote.books.delete('payment', '3', 'kim')
    await world.sync()
    await world.sync()
    expect(ops(world).slice(3)).toEqual(['delete payment'])
    expect(world.imported('payment', 'CHK').reason).toBe('gone_there')
    expect(world.remoteOf(world.imported('invoice', 'INV-1'))?.row.facts.state).toBe('open')
  })

  it('become the app’s own when it puts a version under the id that it was told', async () => {
    const world = intacctCompany()
    await world.sync()
    const { id } = world.tables.changes[0] ?? { id: '' }
    await world.put('customer', id, customer('C-1', { email: 'a@example.org' }))
    await world.sync()
    expect(world.remote.executed).toMatchObject([{ op: 'update', type: 'customer', key: '1' }])
    expect(world.link('customer', id).reason).toBe('posted')
  })

  it('keep an edit of the app’s out of Intacct if they are documents, and say so', async () => {
    const world = intacctCompany()
    await world.sync()
    const [c, i] = world.tables.changes
    await world.put('invoice', i?.id ?? '', invoice('INV-1', c?.id ?? '', '100.00', { description: 'mine' }))
    await world.sync()
    expect(world.remote.executed).toEqual([])
    expect(world.link('invoice', i?.id ?? '').reason).toBe('edit_not_sent')
  })

  it('may be paid from the app', async () => {
    const world = intacctCompany()
    await world.sync()
    const [c, i] = world.tables.changes
    await world.put('payment', 'p9', payment(c?.id ?? '', [[i?.id ?? '', '60.00']]))
    await world.sync()
    expect(world.link('payment', 'p9').reason).toBe('posted')
    expect(world.remoteOf(world.imported('invoice', 'INV-1'))?.row.facts.state).toBe('paid')
  })

  it('agree with the app’s own ids once the app has claimed what they point to', async () => {
    const world = intacctCompany()
    await world.sync()
    const [c, i] = world.tables.changes
    world.link('customer', c?.id ?? '').appId = 'mine'
    await world.put('customer', 'mine', customer('C-1'))
    await world.put('invoice', i?.id ?? '', invoice('INV-1', 'mine', '100.00'))
    await world.sync()
    expect(world.link('invoice', i?.id ?? '').reason).toBe('imported')
    expect(world.remote.executed).toEqual([])
  })
})

describe('a customer that both sides have', () => {
  it('is found by its number and not created', async () => {
    const world = intacctCompany()
    await world.sync()
    await world.put('customer', 'c1', customer('C-1'))
    await world.sync()
    expect(world.link('customer', 'c1')).toMatchObject({ reason: 'adopted', remoteKey: '1' })
    expect(world.remote.executed).toEqual([])
    expect(world.tables.links.size).toBe(3)
  })

  it('is found by its name unless that is turned off', async () => {
    const world = intacctCompany()
    await world.sync()
    await world.put('customer', 'c1', customer('OTHER', { name: 'Customer C-1' }))
    await world.settle()
    expect(world.link('customer', 'c1').reason).toBe('adopted')
    const strict = intacctCompany({ settings: { matchByName: false } })
    await strict.sync()
    await strict.put('customer', 'c1', customer('OTHER', { name: 'Customer C-1' }))
    await strict.settle()
    expect(strict.remote.executed).toMatchObject([{ op: 'create' }])
  })
})

describe('the date from which documents are synchronized', () => {
  it('leaves older documents alone, on both sides', async () => {
    const world = intacctCompany({ settings: { syncFrom: '2026-03-01' } })
    world.remote.books.create({
      type: 'invoice',
      data: invoice('NEW', 'C-1', '5.00', { date: '2026-03-02' }),
      by: 'kim',
    })
    await world.put('customer', 'c2', customer('C-2'))
    await world.put('invoice', 'old', invoice('OLD', 'c2', '9.00', { date: '2026-02-28' }))
    await world.sync()
    expect(ops(world)).toEqual(['create customer', 'create invoice'])
    expect(world.link('invoice', 'old').reason).toBe('before_sync_from')
    expect(world.remote.executed).toHaveLength(1)
  })

  it('gives way for an invoice that a later payment pays, from Intacct', async () => {
    const world = intacctCompany({ settings: { syncFrom: '2026-02-15' } })
    await world.sync()
    expect(ops(world)).toEqual(['create customer', 'create invoice', 'create payment'])
  })

  it('gives way for an invoice that a later payment pays, from the app', async () => {
    const world = new World({ settings: { syncFrom: '2026-02-15' } })
    await world.put('customer', 'c1', customer('C-1'))
    await world.put('invoice', 'i1', invoice('INV-1', 'c1', '100.00'))
    await world.put('payment', 'p1', payment('c1', [['i1', '100.00']]))
    await world.sync()
    expect(world.link('payment', 'p1').reason).toBe('posted')
  })
})

describe('directions', () => {
  it('“out” tells the app nothing, and still reads back what was written', async () => {
    const world = intacctCompany({
      settings: { directions: { customer: 'out', invoice: 'out', payment: 'out' } },
    })
    await world.put('customer', 'c2', customer('C-2'))
    await world.sync()
    expect(ops(world)).toEqual([])
    expect(world.link('customer', 'c2').reason).toBe('posted')
    expect(world.imported('invoice', 'INV-1').reason).toBe('direction_off')
  })

  it('“out” shows an edit made in Intacct, and the app’s value goes back when a person says so', async () => {
    const world = new World({ settings: { directions: { customer: 'out' } } })
    await world.put('customer', 'c1', customer('C-1', { email: 'a@example.org' }))
    await world.sync()
    await world.time.pass(60_000)
    world.remote.books.update('customer', '1', { email: 'kim@example.org' }, 'kim')
    await world.sync()
    expect(world.link('customer', 'c1').reason).toBe('changed_there')
    expect(ops(world)).toEqual([])
    world.choose(world.link('customer', 'c1'), 'use_app')
    await world.sync()
    expect(world.remoteOf(world.link('customer', 'c1'))?.row.data).toMatchObject({ email: 'a@example.org' })
    expect(world.link('customer', 'c1').reason).toBe('posted')
  })

  it('“in” sends nothing', async () => {
    const world = intacctCompany({
      settings: { directions: { customer: 'in', invoice: 'in', payment: 'in' } },
    })
    await world.put('customer', 'c2', customer('C-2'))
    await world.sync()
    expect(world.remote.executed).toEqual([])
    expect(world.link('customer', 'c2').reason).toBe('direction_off')
    expect(ops(world)).toHaveLength(3)
  })

  it('“off” reads nothing either', async () => {
    const world = intacctCompany({ settings: { directions: { payment: 'off' } } })
    await world.sync()
    expect(ops(world)).toEqual(['create customer', 'create invoice'])
  })
})

describe('a reader that sleeps with a page in its hands', () => {
  /** A pull that was stopped just before it stores the page of changed invoices. */
  async function asleep(world: World) {
    await world.sync()
    await world.time.pass(3_600_000)
    world.remote.books.update('invoice', '2', { description: 'late' }, 'kim')
    let pages = 0
    const { context } = await world.life(({ name, when }) => {
      if (name !== 'store.savePage' || when !== 'before') return false
      pages += 1
      return pages === 2 ? 600_000 : false
    })
    const until = world.time.clock.monotonic() + 3_600_000
    const reading = pullSlice(context, 'run', { until })
    await world.time.pass(60_000)
    return { reading }
  }

  it('puts no older facts back over what a direct read has found since', async () => {
    const world = intacctCompany()
    const { reading } = await asleep(world)
    world.remote.books.create({ type: 'payment', data: payment('C-1', [['2', '60.00']]), by: 'kim' })
    await world.store.want(world.scope, [{ type: 'invoice', key: '2', by: 'key', why: 'applied' }])
    await world.push()
    const paid = { state: 'paid', due: '0.00' }
    expect(world.remoteOf(world.imported('invoice', 'INV-1'))?.row.facts).toMatchObject(paid)
    await world.time.runUntil(reading)
    expect(world.remoteOf(world.imported('invoice', 'INV-1'))?.row.facts).toMatchObject(paid)
  })

  it('changes nothing once another has taken its window', async () => {
    const world = intacctCompany()
    const { reading } = await asleep(world)
    world.remote.books.update('invoice', '2', { description: 'later' }, 'kim')
    await world.time.pass(2000)
    expect((await world.pull()).result).toBe('done')
    const before = await world.store.stream(world.scope, 'invoice')
    await world.time.runUntil(reading)
    expect(await reading).toBe('taken_over')
    expect(await world.store.stream(world.scope, 'invoice')).toEqual(before)
  })
})

describe('a type that Intacct refuses to show', () => {
  it('is paused alone, keeps its place, and goes on by itself when it is shown again', async () => {
    const world = intacctCompany()
    await world.sync()
    await world.time.pass(3_600_000)
    const { watermark } = await world.store.stream(world.scope, 'invoice')
    const customers = (await world.store.stream(world.scope, 'customer')).watermark
    world.remote.weather.onRead = (_name, type) => {
      if (type === 'invoice') throw new RemoteError(faultOf('no_permission', 'never'))
    }
    world.remote.books.update('customer', '1', { email: 'new@example.org' }, 'kim')
    world.remote.books.update('invoice', '2', { description: 'unseen' }, 'kim')
    await world.time.pass(2000)
    await world.sync()
    expect(world.tables.info).toMatchObject({ state: 'active', failuresInARow: 0 })
    expect(world.tables.streamFaults.get('invoice')).toMatchObject({ cause: 'no_permission' })
    expect(ops(world).slice(3)).toEqual(['update customer'])
    expect((await world.store.stream(world.scope, 'invoice')).watermark).toBe(watermark)
    expect((await world.store.stream(world.scope, 'customer')).watermark).not.toBe(customers)
    world.remote.weather.onRead = () => undefined
    await world.sync()
    expect(ops(world).slice(4)).toEqual(['update invoice'])
    expect(world.tables.streamFaults.size).toBe(0)
  })
})

describe('a user that loses rights', () => {
  const rightsOf = async (world: World) => (await world.store.stream(world.scope, 'invoice')).rights
  const markOf = async (world: World) => (await world.store.stream(world.scope, 'invoice')).watermark
  const hour = 3_600_000

  /** A company of which our user is shown all but one invoice, the one that was read last. */
  async function narrowed(): Promise<World> {
    const world = intacctCompany()
    world.remote.books.create({ type: 'invoice', data: invoice('INV-2', 'C-1', '5.00'), by: 'kim' })
    await world.sync()
    await world.time.pass(hour)
    await world.sync()
    world.remote.weather.shows = (row) => row.number !== 'INV-1'
    return world
  }

  it('is seen to: nothing is taken for quiet or for deleted', async () => {
    const world = await narrowed()
    const before = await markOf(world)
    await world.time.pass(hour)
    await world.sync()
    expect(await markOf(world)).toBe(before)
    expect(await rightsOf(world)).toMatchObject({ unseen: ['2'], since: before })
    expect(world.imported('invoice', 'INV-1').reason).toBe('imported')
    expect(world.tables.changes.filter(({ op }) => op === 'delete')).toEqual([])
  })

  it('misses nothing of what changed meanwhile once it is shown again, however long that took', async () => {
    const world = await narrowed()
    for (let hours = 0; hours < 12; hours += 1) {
      await world.time.pass(hour)
      if (hours === 2) world.remote.books.update('invoice', '2', { description: 'hidden' }, 'kim')
      await world.sync()
    }
    world.remote.weather.shows = () => true
    await world.sync()
    await world.sync()
    expect(world.remoteOf(world.imported('invoice', 'INV-1'))?.row.data).toMatchObject({
      description: 'hidden',
    })
    expect(await rightsOf(world)).toMatchObject({ unseen: [], since: null })
  })

  it('is not suspected for what somebody deleted', async () => {
    const world = await narrowed()
    world.remote.weather.shows = () => true
    world.remote.books.delete('payment', '3', 'kim')
    world.remote.books.delete('invoice', '2', 'kim')
    const before = await markOf(world)
    await world.time.pass(hour)
    await world.sync()
    expect((await rightsOf(world)).unseen).toEqual([])
    expect(await markOf(world)).not.toBe(before)
    expect(world.imported('invoice', 'INV-1').reason).toBe('gone_there')
  })
})

describe('windows', () => {
  it('an unchanged company costs one read a type and one for deletions, and writes nothing', async () => {
    const world = intacctCompany()
    await world.sync()
    await world.time.pass(3_600_000)
    const before = new Map(world.remote.calls)
    await world.sync()
    const spent = [...world.remote.calls].map(
      ([name, count]) => [name, count - (before.get(name) ?? 0)] as const,
    )
    expect(Object.fromEntries(spent.filter(([, count]) => count > 0))).toEqual({
      readPages: usualTypes.length,
      deletions: 1,
    })
  })

  it('of a quiet company move on, since what is known to exist was shown along with nothing', async () => {
    const world = intacctCompany()
    await world.sync()
    const hours: string[] = []
    for (let hour = 0; hour < 6; hour += 1) {
      await world.time.pass(3_600_000)
      await world.sync()
      hours.push((await world.store.stream(world.scope, 'invoice')).watermark ?? '')
    }
    expect(new Set(hours).size).toBe(6)
    expect((hours.at(-1) ?? '') > stampOf(world.time.clock.now() - 60_000)).toBe(true)
  })

  it('[12.2] once a day find what was created with a time of change that lies', async () => {
    const world = intacctCompany()
    await world.sync()
    await world.time.pass(3_600_000)
    const key = world.remote.books.create({ type: 'customer', data: customer('C-9'), by: 'kim' })
    const entry = world.remote.books.find('customer', key)
    if (entry) entry.stamp = '2020-01-01T00:00:00'
    await world.sync()
    expect(ops(world)).toHaveLength(3)
    await world.time.pass(24 * 3_600_000)
    await world.sync()
    expect(ops(world).slice(3)).toEqual(['create customer'])
  })

  it('[12.1] a watermark never goes past what was proven, and never back', async () => {
    const world = intacctCompany()
    world.remote.weather.ceilingAheadMs = 14 * 3_600_000
    let last = ''
    for (let turn = 0; turn < 5; turn += 1) {
      await world.sync()
      const { watermark } = await world.store.stream(world.scope, 'invoice')
      const present = new Date(world.time.clock.now()).toISOString().slice(0, 19)
      expect(watermark !== null && watermark <= present).toBe(true)
      expect((watermark ?? '') >= last).toBe(true)
      last = watermark ?? ''
      await world.time.pass(600_000)
    }
  })

  it('a record that changes while a long backfill runs is found afterwards', async () => {
    const world = intacctCompany({ settings: { pageSize: 1, overlapMs: 0 } })
    const { books } = world.remote
    books.create({ type: 'invoice', data: invoice('INV-2', 'C-1', '5.00'), by: 'kim' })
    await world.time.pass(5 * 3_600_000)
    let reads = 0
    world.remote.weather.onRead = (name) => {
      reads += name === 'readPages' ? 1 : 0
      // Customer read, first invoice read: now that one changes.
      if (reads === 3) books.update('invoice', '2', { description: 'edited' }, 'kim')
    }
    world.remote.weather.latencyMs = 3_600_000
    world.remote.weather.ceilingAheadMs = 14 * 3_600_000
    await world.sync()
    await world.sync()
    expect(world.remoteOf(world.imported('invoice', 'INV-1'))?.row.data).toMatchObject({
      description: 'edited',
    })
  })

  it('[12.4] a killed backfill goes on at the page it was at', async () => {
    const world = new World({ settings: { pageSize: 2 } })
    for (let at = 0; at < 9; at += 1)
      world.remote.books.create({ type: 'customer', data: customer(`C-${at}`), by: 'kim' })
    await world.pull(({ name, when, at }) => name === 'store.savePage' && when === 'after' && at > 6)
    const pages = world.remote.calls.get('readPages') ?? 0
    await world.sync()
    expect(world.tables.changes).toHaveLength(9)
    // Five pages of customers, an empty one of each other type, and at most one page a stream read twice.
    expect(world.remote.calls.get('readPages')).toBeLessThanOrEqual(
      5 + (usualTypes.length - 1) + usualTypes.length,
    )
    expect(pages).toBeGreaterThan(0)
  })

  it('reads every record that carries the same second', async () => {
    const world = new World({ settings: { pageSize: 7 } })
    await world.sync()
    await world.time.pass(600_000)
    for (let at = 0; at < 50; at += 1)
      world.remote.books.create({ type: 'customer', data: customer(`C-${at}`), by: 'kim' })
    await world.time.pass(2000)
    await world.sync()
    expect(world.tables.changes).toHaveLength(50)
  })
})
