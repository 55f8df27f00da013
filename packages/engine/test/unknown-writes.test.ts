import { describe, expect, it } from 'vitest'
import type { Fate } from '../../../test/sim/scripted-remote.ts'
import { World, customer, invoice, payment } from '../../../test/sim/world.ts'

const minute = 60_000

/** The fates of writing requests, in order; those after the last are answered. */
function fates(world: World, ...list: Fate[]): void {
  world.remote.weather.onWrite = () => list.shift() ?? { kind: 'answered' }
}

async function worldWithCustomer(): Promise<World> {
  const world = new World()
  await world.put('customer', 'c1', customer('C-1'))
  await world.sync()
  return world
}

const lostReply: Fate = { kind: 'reply_lost' }
const lostBefore: Fate = { kind: 'lost_before' }

describe('a write whose answer was lost', () => {
  it('[12.8] is found by its marker and adopted, not sent again', async () => {
    const world = await worldWithCustomer()
    fates(world, lostReply)
    await world.put('invoice', 'i1', invoice('INV-1', 'c1', '100.00'))
    await world.settle()
    expect(world.link('invoice', 'i1')).toMatchObject({ reason: 'posted', remoteKey: '2' })
    expect(world.remote.books.all('invoice')).toHaveLength(1)
    expect(world.remote.arrived).toHaveLength(2)
  })

  it('is adopted when it commits only after the first search', async () => {
    const world = await worldWithCustomer()
    fates(world, { kind: 'late', ms: 4 * minute })
    await world.put('invoice', 'i1', invoice('INV-1', 'c1', '100.00'))
    await world.settle()
    expect(world.link('invoice', 'i1').reason).toBe('posted')
    expect(world.remote.arrived).toHaveLength(2)
  })

  it('is found though our clock was hours ahead when it was sent and is right again when it is searched for', async () => {
    const world = await worldWithCustomer()
    world.oursIsAheadMs = 180 * minute
    world.remote.weather.onWrite = () => {
      world.oursIsAheadMs = 0
      return lostReply
    }
    await world.put('invoice', 'i1', invoice('INV-1', 'c1', '100.00'))
    await world.settle(240 * minute)
    expect(world.remote.books.all('invoice')).toHaveLength(1)
    expect(world.remote.arrived).toHaveLength(2)
    expect(world.link('invoice', 'i1').reason).toBe('posted')
  })

  it('is not sent again early when our clock jumps hours ahead while Intacct is still at work', async () => {
    const world = await worldWithCustomer()
    world.remote.weather.onWrite = () => {
      world.oursIsAheadMs = 180 * minute
      return { kind: 'late', ms: 4 * minute }
    }
    await world.put('invoice', 'i1', invoice('INV-1', 'c1', '100.00'))
    await world.settle(240 * minute)
    expect(world.remote.arrived).toHaveLength(2)
    expect(world.remote.books.all('invoice')).toHaveLength(1)
    expect(world.link('invoice', 'i1').reason).toBe('posted')
  })

  it('is adopted by the reader when that sees it first, and never imported', async () => {
    const world = await worldWithCustomer()
    fates(world, { kind: 'late', ms: 4 * minute })
    await world.put('invoice', 'i1', invoice('INV-1', 'c1', '100.00'))
    await world.settle(minute)
    expect(world.link('invoice', 'i1').reason).toBe('checking')
    await world.time.pass(5 * minute)
    await world.pull()
    await world.settle(minute)
    expect(world.link('invoice', 'i1').reason).toBe('posted')
    expect(world.tables.changes).toEqual([])
    expect(world.tables.links.size).toBe(2)
  })

  it('[12.9] is sent again only after two searches, the second after T + L, with the same control id', async () => {
    const world = await worldWithCustomer()
    const lostAt = world.time.clock.now()
    fates(world, lostBefore)
    const sends: { at: number; controlId: string }[] = []
    const { onWrite } = world.remote.weather
    world.remote.weather.onWrite = (commands) => {
      for (const { controlId } of commands) sends.push({ at: world.time.clock.now(), controlId })
      return onWrite(commands)
    }
    await world.put('invoice', 'i1', invoice('INV-1', 'c1', '100.00'))
    await world.settle()
    expect(sends).toHaveLength(2)
    expect(sends[1]?.controlId).toBe(sends[0]?.controlId)
    expect((sends[1]?.at ?? 0) - lostAt).toBeGreaterThanOrEqual(16 * minute)
    expect(world.remote.calls.get('recentCreates')).toBe(2)
    expect(world.link('invoice', 'i1').reason).toBe('posted')
    expect(world.intents(world.link('invoice', 'i1'))).toMatchObject([{ state: 'done', sends: 2 }])
  })

  it('is not sent again while the search would not have found it', async () => {
    const world = await worldWithCustomer()
    fates(world, lostBefore)
    await world.put('invoice', 'i1', invoice('INV-1', 'c1', '100.00'))
    await world.push()
    world.remote.weather.canRead = false
    await world.settle(60 * minute)
    expect(world.link('invoice', 'i1').reason).toBe('checking')
    expect(world.remote.arrived).toHaveLength(1)
    world.remote.weather.canRead = true
    await world.settle()
    expect(world.link('invoice', 'i1').reason).toBe('posted')
  })

  it('goes to a person when more than one is found', async () => {
    const world = await worldWithCustomer()
    world.remote.weather.remembers = false
    // It runs only after T: what Intacct says never happens. The second sending then makes a second payment.
    await world.put('invoice', 'i1', invoice('INV-1', 'c1', '100.00'))
    await world.settle()
    fates(world, { kind: 'late', ms: 60 * minute })
    await world.put('payment', 'p1', payment('c1', [['i1', '10.00']], { reference: 'CHK' }))
    await world.settle()
    await world.time.pass(60 * minute)
    await world.sync()
    expect(world.remote.books.all('payment')).toHaveLength(2)
    expect(world.link('payment', 'p1')).toMatchObject({
      reason: 'posted_twice',
      duplicates: [expect.any(String)],
    })
    expect(world.tables.changes).toEqual([])
    // A person deletes the second one.
    const [second] = world.link('payment', 'p1').duplicates
    world.remote.books.delete('payment', second ?? '', 'kim')
    await world.sync()
    expect(world.link('payment', 'p1')).toMatchObject({ reason: 'posted', duplicates: [], problem: null })
  })

  it('is not sent again when a person renumbered it and cleared our marker', async () => {
    const world = await worldWithCustomer()
    fates(world, lostReply)
    await world.put('invoice', 'i1', invoice('INV-1', 'c1', '100.00'))
    const { weather } = world.remote
    weather.onRead = () => {
      for (const entry of world.remote.books.all('invoice')) Object.assign(entry, { marker: null })
    }
    await world.settle()
    weather.onRead = () => undefined
    expect(world.link('invoice', 'i1')).toMatchObject({ reason: 'posted_twice' })
    await world.put('invoice', 'i1', invoice('INV-1', 'c1', '120.00'), 2)
    await world.sync()
    expect(world.remote.books.all('invoice')).toHaveLength(1)
  })

  it('makes one create and then one update when the app edits meanwhile', async () => {
    const world = await worldWithCustomer()
    fates(world, lostReply)
    await world.put('invoice', 'i1', invoice('INV-1', 'c1', '100.00'))
    await world.run(async (context) => {
      const { claimNext, post } = await import('../src/flows/post.ts')
      const { settleDirty } = await import('../src/flows/settle.ts')
      await settleDirty(context)
      await post(context, await claimNext(context))
    })
    await world.put('invoice', 'i1', invoice('INV-1', 'c1', '120.00'), 2)
    await world.settle()
    expect(world.remote.executed.map(({ op, type }) => `${op} ${type}`)).toEqual([
      'create customer',
      'create invoice',
      'update invoice',
    ])
    expect(world.remoteOf(world.link('invoice', 'i1'))?.row.data).toMatchObject({ total: '120.00' })
    expect(world.link('invoice', 'i1').reason).toBe('posted')
  })

  it('of an update is judged by the record: as before, so it is sent again after settling', async () => {
    const world = await worldWithCustomer()
    fates(world, lostBefore)
    await world.put('customer', 'c1', customer('C-1', { email: 'a@example.org' }), 2)
    await world.settle()
    expect(world.remoteOf(world.link('customer', 'c1'))?.row.data).toMatchObject({ email: 'a@example.org' })
    expect(world.intents(world.link('customer', 'c1')).map((intent) => [intent.state, intent.sends])).toEqual(
      [
        ['done', 1],
        ['done', 2],
      ],
    )
  })

  it('of an update is judged by the record: as after, so it is taken as done', async () => {
    const world = await worldWithCustomer()
    fates(world, lostReply)
    await world.put('customer', 'c1', customer('C-1', { email: 'a@example.org' }), 2)
    await world.settle()
    expect(world.remote.executed).toHaveLength(2)
    expect(world.link('customer', 'c1').reason).toBe('posted')
  })

  it('of an update goes to a person when the field became something else', async () => {
    const world = await worldWithCustomer()
    fates(world, lostReply)
    await world.put('customer', 'c1', customer('C-1', { email: 'a@example.org' }), 2)
    const { weather, books } = world.remote
    weather.onRead = () => {
      weather.onRead = () => undefined
      books.update('customer', '1', { email: 'kim@example.org' }, 'kim')
    }
    await world.settle()
    expect(world.link('customer', 'c1')).toMatchObject({
      reason: 'refused',
      problem: { cause: 'changed_meanwhile' },
    })
    expect(world.remote.executed).toHaveLength(2)
  })

  it('of a reversal is judged by the record', async () => {
    const world = await worldWithCustomer()
    await world.put('invoice', 'i1', invoice('INV-1', 'c1', '100.00'))
    await world.settle()
    fates(world, lostReply)
    await world.put('invoice', 'i1', invoice('INV-1', 'c1', '100.00'), 2, 'void')
    await world.settle()
    expect(world.link('invoice', 'i1').reason).toBe('voided')
    expect(world.remote.executed.filter((item) => item.op === 'reverse')).toHaveLength(1)
  })
})

describe('a worker that lost its lease', () => {
  it('may not write down what became of its call; there is one record', async () => {
    const world = await worldWithCustomer()
    world.remote.weather.latencyMs = 0
    await world.put('invoice', 'i1', invoice('INV-1', 'c1', '100.00'))
    const { settleDirty } = await import('../src/flows/settle.ts')
    const { claimNext } = await import('../src/flows/post.ts')
    const first = await world.life()
    await settleDirty(first.context)
    const claim = await claimNext(first.context)
    const [intent] = claim.intents
    await world.time.pass(20_000)
    // The first worker was stopped; another finds the lease ended.
    await world.push()
    expect(world.link('invoice', 'i1').reason).toBe('checking')
    await world.store.record(
      world.scope,
      first.context.holder,
      [
        {
          id: intent?.id ?? '',
          fence: intent?.fence ?? 0,
          result: { kind: 'ok', key: '99', fingerprint: '' },
        },
      ],
      world.time.clock.now(),
    )
    expect(world.link('invoice', 'i1').remoteKey).toBeNull()
    expect(() => claim.guard.check()).toThrow('too late')
    await world.settle()
    expect(world.remote.books.all('invoice')).toHaveLength(1)
    expect(world.link('invoice', 'i1').reason).toBe('posted')
  })

  it('a search that began before the intent was sent again decides nothing', async () => {
    const world = await worldWithCustomer()
    fates(world, lostBefore, lostBefore)
    await world.put('invoice', 'i1', invoice('INV-1', 'c1', '100.00'))
    await world.settle(minute)
    await world.time.pass(20 * minute)
    const [stale] = await world.store.unknowns(world.scope, 10, world.time.clock.now())
    await world.settle(minute)
    const [intent] = world.intents(world.link('invoice', 'i1'))
    expect(intent).toMatchObject({ state: 'unknown', sends: 2 })
    const verdict = { id: stale?.id ?? '', fence: stale?.fence ?? 0, kind: 'resend' } as const
    await world.store.verdicts(world.scope, [verdict], world.time.clock.now())
    expect(intent?.state).toBe('unknown')
  })
})
