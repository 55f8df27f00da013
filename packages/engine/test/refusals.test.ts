import { describe, expect, it } from 'vitest'
import { faultOf } from '../../../test/sim/scripted-remote.ts'
import { markDirty } from '../../../test/sim/memory-tables.ts'
import { World, customer, invoice, payment } from '../../../test/sim/world.ts'

async function worldWithInvoice(): Promise<World> {
  const world = new World()
  await world.put('customer', 'c1', customer('C-1'))
  await world.put('invoice', 'i1', invoice('INV-1', 'c1', '100.00'))
  await world.sync()
  return world
}

describe('a write that Intacct refuses', () => {
  it('stands as an error until the app sends another version', async () => {
    const world = await worldWithInvoice()
    await world.put('payment', 'p1', payment('c1', [['i1', '150.00']]))
    await world.settle()
    expect(world.link('payment', 'p1')).toMatchObject({
      reason: 'refused',
      problem: { cause: 'over_applied' },
    })
    await world.put('payment', 'p1', payment('c1', [['i1', '50.00']]), 2)
    await world.settle()
    expect(world.link('payment', 'p1').reason).toBe('posted')
    const [intent] = world.intents(world.link('payment', 'p1'))
    expect(intent).toMatchObject({ state: 'done', draft: { generation: 1, version: 2 } })
  })

  it('is tried once more, and not for ever, when a person asks', async () => {
    const world = await worldWithInvoice()
    await world.put('customer', 'c1', customer('C-1', { email: 'x@example.org' }), 2)
    world.remote.weather.onFunction = () => faultOf('refused_here', 'never')
    await world.settle()
    expect(world.link('customer', 'c1').reason).toBe('refused')
    world.choose(world.link('customer', 'c1'), 'retry')
    await world.settle()
    expect(world.link('customer', 'c1')).toMatchObject({ reason: 'refused', choice: null })
    expect(world.remote.arrived).toHaveLength(4)
    world.remote.weather.onFunction = () => null
    world.choose(world.link('customer', 'c1'), 'retry')
    await world.settle()
    expect(world.link('customer', 'c1').reason).toBe('posted')
    expect(new Set(world.remote.arrived).size).toBe(world.remote.arrived.length)
  })

  it('of a closed period is held, and goes through when the period is open and a person tries again', async () => {
    const world = await worldWithInvoice()
    world.remote.books.closedThrough = '2026-02-28'
    await world.put('invoice', 'i2', invoice('INV-2', 'c1', '10.00'))
    await world.settle()
    expect(world.link('invoice', 'i2').reason).toBe('period_closed_create')
    world.remote.books.closedThrough = ''
    world.choose(world.link('invoice', 'i2'), 'retry')
    await world.settle()
    expect(world.link('invoice', 'i2').reason).toBe('posted')
  })

  it('does not hold up the others of its request', async () => {
    const world = await worldWithInvoice()
    await world.put('invoice', 'i2', invoice('INV-2', 'c1', '10.00', { date: '2026-01-01' }))
    await world.put('invoice', 'i3', invoice('INV-3', 'c1', '10.00'))
    world.remote.books.closedThrough = '2026-01-31'
    await world.settle()
    expect(world.link('invoice', 'i2').reason).toBe('period_closed_create')
    expect(world.link('invoice', 'i3').reason).toBe('posted')
  })

  it('[12.6] because it is busy is tried again by itself, as another operation, later each time', async () => {
    const world = await worldWithInvoice()
    let busy = 3
    world.remote.weather.onFunction = () => (busy-- > 0 ? faultOf('busy', 'backoff') : null)
    await world.put('invoice', 'i2', invoice('INV-2', 'c1', '10.00'))
    await world.settle()
    expect(world.link('invoice', 'i2').reason).toBe('posted')
    expect(world.intents(world.link('invoice', 'i2'))).toMatchObject([{ draft: { generation: 3 } }])
    expect(new Set(world.remote.arrived.slice(2)).size).toBe(4)
  })
})

describe('an edit that waits for its next try', () => {
  /** An edit of the description that Intacct was too busy for. */
  async function waiting(): Promise<World> {
    const world = await worldWithInvoice()
    await world.time.pass(60_000)
    world.remote.weather.onFunction = () => faultOf('busy', 'backoff')
    await world.put('invoice', 'i1', invoice('INV-1', 'c1', '100.00', { description: 'mine' }), 2)
    await world.push()
    expect(world.link('invoice', 'i1').reason).toBe('retry_later')
    world.remote.weather.onFunction = () => null
    return world
  }
  const edits = (world: World) => world.remote.executed.filter(({ op }) => op === 'update')
  const there = (world: World) => world.remoteOf(world.link('invoice', 'i1'))?.row.data

  it('keeps its place and its time as long as nothing changes', async () => {
    const world = await waiting()
    const [, before] = world.intents(world.link('invoice', 'i1'))
    markDirty(world.tables, world.link('invoice', 'i1'))
    await world.push()
    expect(world.intents(world.link('invoice', 'i1'))[1]).toEqual(before)
    await world.settle()
    expect(there(world)).toMatchObject({ description: 'mine' })
  })

  it('gives way to a newer version', async () => {
    const world = await waiting()
    await world.put('invoice', 'i1', invoice('INV-1', 'c1', '100.00', { description: 'newer' }), 3)
    await world.settle()
    expect(edits(world)).toHaveLength(1)
    expect(there(world)).toMatchObject({ description: 'newer' })
  })

  it('is given up when the app takes it back', async () => {
    const world = await waiting()
    await world.put('invoice', 'i1', invoice('INV-1', 'c1', '100.00'), 3)
    await world.settle()
    expect(edits(world)).toEqual([])
    expect(world.link('invoice', 'i1').reason).toBe('no_change')
    await world.put('invoice', 'i1', invoice('INV-1', 'c1', '100.00', { description: 'mine' }), 4)
    await world.settle()
    expect(there(world)).toMatchObject({ description: 'mine' })
  })

  it('does not go over what a person has written there meanwhile', async () => {
    const world = await waiting()
    world.remote.books.update('invoice', '2', { description: 'kim’s' }, 'kim')
    await world.pull()
    await world.settle()
    expect(edits(world)).toEqual([])
    expect(world.link('invoice', 'i1').reason).toBe('conflict')
    world.choose(world.link('invoice', 'i1'), 'use_app')
    await world.settle()
    expect(there(world)).toMatchObject({ description: 'mine' })
  })
})

describe('a connection that cannot be used', () => {
  it('backs off twice as long each time while Intacct is unreachable, and then goes on', async () => {
    const world = await worldWithInvoice()
    world.remote.weather.onWrite = () => ({ kind: 'turned_away', cause: 'unreachable' })
    await world.put('invoice', 'i2', invoice('INV-2', 'c1', '10.00'))
    const waits: number[] = []
    for (let turn = 0; turn < 5; turn += 1) {
      await world.push()
      const now = world.time.clock.now()
      const { nextAt } = await world.store.work(world.scope, now)
      waits.push((nextAt ?? 0) - now)
      await world.time.pass((nextAt ?? 0) - now)
    }
    for (const [index, wait] of waits.entries()) {
      expect(wait).toBeGreaterThanOrEqual(0.75 * 2000 * 2 ** index)
      expect(wait).toBeLessThanOrEqual(1.25 * 2000 * 2 ** index)
    }
    expect(world.tables.info.failuresInARow).toBe(5)
    world.remote.weather.onWrite = () => ({ kind: 'answered' })
    await world.settle()
    expect(world.link('invoice', 'i2').reason).toBe('posted')
    expect(world.intents(world.link('invoice', 'i2'))).toMatchObject([{ draft: { generation: 0 } }])
    expect(world.tables.info.failuresInARow).toBe(0)
  })

  it('is paused at once when sign-in is refused: no second try with a wrong password', async () => {
    const world = await worldWithInvoice()
    const before = world.remote.calls.get('write') ?? 0
    world.remote.weather.onWrite = () => ({ kind: 'turned_away', cause: 'sign_in_refused' })
    for (let at = 0; at < 250; at += 1) await world.put('customer', `n${at}`, customer(`N-${at}`))
    const { result } = await world.push()
    expect(result).toBe('paused')
    expect(world.tables.info.state).toBe('paused')
    await world.settle()
    expect((world.remote.calls.get('write') ?? 0) - before).toBeLessThanOrEqual(2)
  })

  it('loses nothing over the pause', async () => {
    const world = await worldWithInvoice()
    world.remote.weather.onWrite = () => ({ kind: 'turned_away', cause: 'sign_in_refused' })
    await world.put('invoice', 'i2', invoice('INV-2', 'c1', '10.00'))
    await world.push()
    world.remote.weather.onWrite = () => ({ kind: 'answered' })
    world.tables.info = { ...world.tables.info, state: 'active' }
    await world.settle()
    expect(world.link('invoice', 'i2').reason).toBe('posted')
  })
})
