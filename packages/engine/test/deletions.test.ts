import { describe, expect, it } from 'vitest'
import { RemoteError } from '../src/ports/fault.ts'
import { faultOf } from '../../../test/sim/scripted-remote.ts'
import { World, customer, invoice } from '../../../test/sim/world.ts'

/** A company with one invoice, read by a worker that was killed before it came to the end of its reading. */
async function halfRead(): Promise<World> {
  const world = new World()
  const { books } = world.remote
  books.create({ type: 'customer', data: customer('C-1'), by: 'kim' })
  books.create({ type: 'invoice', data: invoice('INV-1', 'C-1', '100.00'), by: 'kim' })
  await world.store.startRun(world.scope, { id: 'run', kind: 'scheduled', by: null }, world.time.clock.now())
  await world.pull(() => world.tables.remotes.has('invoice:2'))
  return world
}

describe('the only record of its kind, deleted before its reading came to an end', () => {
  it('is gone, since the audit history names it, and reading goes on', async () => {
    const world = await halfRead()
    world.remote.books.delete('invoice', '2', 'kim')
    await world.sync()
    expect(world.imported('invoice', 'INV-1').reason).toBe('gone_there')
    expect(world.tables.info).toMatchObject({ state: 'active', failuresInARow: 0 })
    world.remote.books.create({ type: 'invoice', data: invoice('INV-2', 'C-1', '5.00'), by: 'kim' })
    await world.sync()
    expect(world.imported('invoice', 'INV-2').reason).toBe('imported')
  })

  it('is not taken for gone while our user is shown nothing at all', async () => {
    const world = await halfRead()
    world.remote.weather.canRead = false
    world.remote.books.delete('invoice', '2', 'kim')
    await world.sync()
    expect([...world.tables.remotes.values()].map(({ presence }) => presence)).toEqual(['present', 'present'])
    world.remote.weather.canRead = true
    await world.time.pass(600_000)
    await world.sync()
    expect(world.imported('invoice', 'INV-1').reason).toBe('gone_there')
  })
})

/** Two invoices that both sides know. */
async function twoInvoices(): Promise<World> {
  const world = new World()
  const { books } = world.remote
  books.create({ type: 'customer', data: customer('C-1'), by: 'kim' })
  for (const number of ['INV-1', 'INV-2'])
    books.create({ type: 'invoice', data: invoice(number, 'C-1', '100.00'), by: 'kim' })
  await world.sync()
  await world.time.pass(3_600_000)
  return world
}

const presence = (world: World, number: string) => world.remoteOf(world.imported('invoice', number))?.presence
const wantInvoices = (world: World) =>
  world.store.want(
    world.scope,
    ['2', '3'].map((key) => ({ type: 'invoice', key, by: 'key', why: 'applied' })),
  )
const refused = () => new RemoteError(faultOf('no_permission', 'never'))

describe('a record that a direct read does not find', () => {
  it('is not gone if the audit history does not name it, though others were found: it is asked for again later', async () => {
    const world = await twoInvoices()
    world.remote.weather.shows = ({ number }) => number !== 'INV-1'
    await wantInvoices(world)
    await world.push()
    expect(presence(world, 'INV-1')).toBe('present')
    expect(world.tables.streamFaults.get('invoice')).toMatchObject({ cause: 'some_hidden' })
    expect(await world.store.work(world.scope, world.time.clock.now())).toMatchObject({ wanted: false })
    world.remote.weather.shows = () => true
    world.remote.books.update('invoice', '2', { description: 'changed unseen' }, 'kim')
    await world.settle()
    expect(world.remoteOf(world.imported('invoice', 'INV-1'))?.row.data).toMatchObject({
      description: 'changed unseen',
    })
    expect(world.tables.wants.size).toBe(0)
  })

  it('is gone if the audit history names it', async () => {
    const world = await twoInvoices()
    world.remote.books.delete('invoice', '2', 'kim')
    await wantInvoices(world)
    await world.push()
    expect([presence(world, 'INV-1'), presence(world, 'INV-2')]).toEqual(['gone', 'present'])
  })
})

describe('an audit history that is refused to our user', () => {
  it('stops nothing else, and what a window no longer shows is looked for by its key', async () => {
    const world = await twoInvoices()
    world.remote.weather.onRead = (name) => {
      if (name === 'deletions') throw refused()
    }
    world.remote.books.delete('invoice', '2', 'kim')
    world.remote.books.update('invoice', '3', { description: 'later' }, 'kim')
    await world.sync()
    expect(world.tables.streamFaults.get('deletions')).toMatchObject({ cause: 'no_permission' })
    expect(world.tables.info).toMatchObject({ state: 'active', failuresInARow: 0 })
    expect([presence(world, 'INV-1'), presence(world, 'INV-2')]).toEqual(['gone', 'present'])
    world.remote.weather.onRead = () => undefined
    await world.sync()
    expect(world.tables.streamFaults.size).toBe(0)
  })
})

describe('open records', () => {
  it('are counted through, a slice a window: what is gone or hidden is noticed though nothing near it was read lately', async () => {
    const world = await twoInvoices()
    const { books, weather } = world.remote
    for (let number = 3; number <= 9; number += 1)
      books.create({ type: 'invoice', data: invoice(`INV-${number}`, 'C-1', '1.00'), by: 'kim' })
    await world.sync()
    await world.time.pass(5 * 3_600_000)
    await world.sync()
    await world.time.pass(3_600_000)
    weather.shows = ({ number }) => number !== 'INV-1'
    books.delete('invoice', '3', 'kim')
    await world.sync()
    expect([presence(world, 'INV-1'), presence(world, 'INV-2')]).toEqual(['present', 'gone'])
    expect((await world.store.stream(world.scope, 'invoice')).rights.unseen).toEqual(['2'])
  })
})

describe('a kind of record that our user may not read', () => {
  it('holds up only its own read-backs and searches', async () => {
    const world = await twoInvoices()
    world.remote.weather.onRead = (_name, type) => {
      if (type === 'invoice') throw refused()
    }
    world.remote.weather.onWrite = () => ({ kind: 'reply_lost' })
    const customerId = world.imported('customer', 'C-1').appId
    await world.put('invoice', 'i9', invoice('INV-9', customerId, '5.00'))
    await world.put('customer', 'c9', customer('C-9'))
    await world.push()
    world.remote.weather.onWrite = () => ({ kind: 'answered' })
    await world.settle(20 * 60_000)
    expect(world.link('customer', 'c9').reason).toBe('posted')
    expect(world.link('invoice', 'i9').reason).toBe('checking')
    expect(world.tables.info).toMatchObject({ state: 'active', failuresInARow: 0 })
    world.remote.weather.onRead = () => undefined
    await world.settle()
    expect(world.link('invoice', 'i9').reason).toBe('posted')
    expect(world.remote.executed).toHaveLength(2)
  })
})
