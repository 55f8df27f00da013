import { describe, expect, it } from 'vitest'
import { World, customer, invoice, payment } from '../../../test/sim/world.ts'
import type { CrashHook } from '../../../test/sim/life.ts'
import { us } from '../../../test/sim/scripted-remote.ts'
import { markerOf } from '../src/core/identity.ts'
import type { ObjectType } from '../src/core/object-types.ts'
import type { RecordData } from '../src/core/records.ts'
import { pullSlice } from '../src/flows/slices.ts'
import { endVerifyFirst } from '../src/flows/verify-first.ts'

const hour = 3_600_000
/** T and L as they are set unless told, and the time that a claimed write has to leave. */
const settledMs = 16 * 60_000 + 10_000

/**
 * A Tieout that was restored from a backup of an hour ago. The one before it has created customer C-1 and invoice INV-1 since then, of
 * which this one knows nothing.
 */
async function restored(known: (world: World) => Promise<void> = () => Promise.resolve()): Promise<World> {
  const world = new World()
  await known(world)
  await world.time.pass(hour)
  world.remote.weather.remembers = false
  const c = created(world, 'customer', 'c1', customer('C-1'))
  created(world, 'invoice', 'i1', invoice('INV-1', 'C-1', '100.00', { description: 'as sent' }))
  expect(c).not.toBe('')
  await world.time.pass(60_000)
  const now = world.time.clock.now()
  await world.store.startRun(world.scope, { id: 'run', kind: 'scheduled', by: null }, now)
  world.tables.info = { ...world.tables.info, state: 'verify_first', verifySince: now, copiedAt: now - hour }
  return world
}

function created(world: World, type: ObjectType, appId: string, data: RecordData): string {
  const marker = markerOf({ installation: 'i1', scope: world.scope, type, appId, incarnation: 1 })
  return world.remote.books.create({ type, data, by: us, marker })
}

/** One pass of reading, and whether the connection may send after it: null, or when to read again. Undefined when its worker died. */
async function pass(world: World, hook?: CrashHook): Promise<number | null | undefined> {
  const until = world.time.clock.monotonic() + 60_000
  const { result } = await world.run(async (context) => {
    const beganAt = world.time.clock.now()
    const end = await pullSlice(context, 'run', { until })
    return end === 'done' ? endVerifyFirst(context, beganAt) : world.time.clock.now()
  }, hook)
  return result
}

async function verify(world: World): Promise<void> {
  for (let passes = 0; passes < 10; passes += 1) {
    const again = await pass(world)
    if (again === null) return
    await world.time.pass(Math.max(0, (again ?? 0) - world.time.clock.now()))
  }
  throw new Error('it never ends')
}

async function sendAgain(world: World, description = 'as sent', version = 1): Promise<void> {
  await world.put('customer', 'c1', customer('C-1'))
  await world.put('invoice', 'i1', invoice('INV-1', 'c1', '100.00', { description }), version)
}

const ends = (world: World) => ({
  created: world.remote.executed.filter(({ op }) => op === 'create'),
  reasons: [...world.tables.links.values()].map((link) => [link.type, link.appId, link.reason]),
})

describe('a Tieout that was restored', () => {
  it('sends nothing before it has read everything anew, after Intacct can have ended what it worked on', async () => {
    const world = await restored()
    await sendAgain(world)
    const since = world.time.clock.now()
    await world.push()
    expect(world.remote.arrived).toEqual([])
    expect(await pass(world)).toBe(since + settledMs)
    await world.push()
    expect([world.tables.info.state, world.remote.arrived]).toEqual(['verify_first', []])
    await world.time.pass(settledMs)
    expect(await pass(world)).toBeNull()
    expect(world.tables.info.state).toBe('active')
  })

  it('finds what was created since, when the app has sent it again meanwhile', async () => {
    const world = await restored()
    await sendAgain(world)
    await verify(world)
    await world.settle()
    expect(ends(world)).toEqual({
      created: [],
      reasons: [
        ['customer', 'c1', 'adopted'],
        ['invoice', 'i1', 'adopted'],
      ],
    })
    expect(world.tables.changes).toEqual([])
  })

  it('imports nothing of ours that the app has not sent again, says so, and finds it when it is sent', async () => {
    const world = await restored()
    await verify(world)
    await world.settle()
    expect([...world.tables.links.values()].map((link) => link.reason)).toEqual(['unclaimed', 'unclaimed'])
    expect(world.tables.changes).toEqual([])
    await sendAgain(world)
    await world.settle()
    expect(ends(world)).toMatchObject({ created: [] })
    expect(ends(world).reasons.map(([, id]) => id)).toEqual(['c1', 'i1'])
    expect(world.tables.changes).toEqual([])
  })

  it('sends only what the app has changed since', async () => {
    const world = await restored()
    await sendAgain(world, 'changed since', 2)
    await verify(world)
    await world.settle()
    expect(world.remote.executed).toMatchObject([{ op: 'update', type: 'invoice' }])
    expect(world.remote.books.entries.get('invoice:2')?.data).toMatchObject({ description: 'changed since' })
  })

  it('reverses what the app has voided since', async () => {
    const world = await restored()
    await world.put('customer', 'c1', customer('C-1'))
    await world.put('invoice', 'i1', invoice('INV-1', 'c1', '100.00'), 2, 'void')
    await verify(world)
    await world.settle()
    expect(world.remote.executed).toMatchObject([{ op: 'reverse', type: 'invoice', key: '2' }])
  })

  it('lets a payment that a person made in Intacct wait for such an invoice', async () => {
    const world = await restored()
    world.remote.books.create({ type: 'payment', data: payment('C-1', [['2', '40.00']]), by: 'kim' })
    await verify(world)
    await world.settle()
    expect(world.tables.changes).toEqual([])
    await sendAgain(world)
    await world.settle()
    expect(world.tables.changes).toMatchObject([
      { op: 'create', type: 'payment', data: { customer: 'c1', applications: [{ invoice: 'i1' }] } },
    ])
  })

  it('brings one in as Intacct’s when a person synchronizes it', async () => {
    const world = await restored()
    await verify(world)
    await world.settle()
    world.choose(world.imported('customer', 'C-1'), 'retry')
    await world.settle()
    expect(world.tables.changes).toMatchObject([{ op: 'create', type: 'customer' }])
  })

  it('still imports what others made, with or without a marker of before', async () => {
    const world = await restored((before) => {
      before.remote.books.create({
        type: 'customer',
        data: customer('C-8'),
        by: 'kim',
        marker: 'AAAABBBBCCCCDDDD',
      })
      return before.time.pass(14 * hour)
    })
    world.remote.books.create({ type: 'customer', data: customer('C-9'), by: 'kim' })
    await verify(world)
    await world.settle()
    expect(world.tables.changes).toMatchObject([{ data: { number: 'C-8' } }, { data: { number: 'C-9' } }])
  })

  it('does not take an empty answer for the end when there must be something to see', async () => {
    const world = await restored(async (before) => {
      await before.put('customer', 'c0', customer('C-0'))
      await before.sync()
    })
    await world.time.pass(settledMs)
    world.remote.weather.canRead = false
    await expect(pass(world)).rejects.toThrow('shows our user no records')
    expect(world.tables.info.state).toBe('verify_first')
    world.remote.weather.canRead = true
    await verify(world)
    expect(world.tables.info.state).toBe('active')
  })

  it('does not end while something that must be there is hidden', async () => {
    const world = await restored(async (before) => {
      await before.put('customer', 'c0', customer('C-0'))
      await before.sync()
    })
    await world.time.pass(settledMs)
    const { streams } = world.tables
    const hide = (unseen: readonly string[]) => {
      const customers = streams.get('customer')
      if (customers) streams.set('customer', { ...customers, rights: { ...customers.rights, unseen } })
    }
    hide(['99'])
    await expect(pass(world)).rejects.toThrow('shows our user no records')
    expect(world.tables.info.state).toBe('verify_first')
    hide([])
    await verify(world)
    expect(world.tables.info.state).toBe('active')
  })

  it('ends the same wherever it is killed on the way', async () => {
    const whole = await restored()
    await sendAgain(whole)
    await whole.time.pass(settledMs)
    const { life } = await whole.run(async (context) => {
      await pullSlice(context, 'run', { until: whole.time.clock.monotonic() + 60_000 })
      await endVerifyFirst(context, whole.time.clock.now())
    })
    const points = life.calls.length
    expect(points).toBeGreaterThan(15)
    for (let at = 0; at < points; at += 1) {
      for (const when of ['before', 'after'] as const) {
        const world = await restored()
        await sendAgain(world)
        await world.time.pass(settledMs)
        await pass(world, (call) => call.at === at && call.when === when)
        if (world.tables.info.state === 'verify_first') await verify(world)
        await world.settle()
        expect([at, when, ends(world).created]).toEqual([at, when, []])
        expect(ends(world).reasons.map(([, , reason]) => reason)).toEqual(['adopted', 'adopted'])
      }
    }
  })
})
