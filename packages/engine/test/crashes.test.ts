import { describe, expect, it } from 'vitest'
import { broken } from '../../../test/sim/checks.ts'
import { World, customer, invoice, payment } from '../../../test/sim/world.ts'

interface Flow {
  readonly name: string
  readonly prepare: (world: World) => Promise<unknown>
  /** What has to be so in the end, whenever the worker was killed. */
  readonly check: (world: World) => void
}

const executed = (world: World) => world.remote.executed.map(({ op, type }) => `${op} ${type}`)
const minute = 60_000

const flows: Flow[] = [
  {
    name: 'the creation of a customer',
    prepare: (world) => world.put('customer', 'c2', customer('C-2')),
    check: (world) => expect(executed(world).slice(2)).toEqual(['create customer']),
  },
  {
    name: 'the creation of an invoice',
    prepare: (world) => world.put('invoice', 'i2', invoice('INV-2', 'c1', '70.00')),
    check: (world) => expect(executed(world).slice(2)).toEqual(['create invoice']),
  },
  {
    name: 'a payment',
    prepare: (world) => world.put('payment', 'p1', payment('c1', [['i1', '40.00']])),
    check: (world) => {
      const [only, ...others] = world.remote.books.all('payment')
      expect(others).toEqual([])
      expect(only?.data).toMatchObject({ amount: '40.00', applications: [{ invoice: '2', amount: '40.00' }] })
      expect(world.remoteOf(world.link('invoice', 'i1'))?.row.facts.due).toBe('60.00')
      expect(world.link('payment', 'p1').reason).toBe('posted')
    },
  },
  {
    name: 'an edit of an invoice',
    prepare: (world) => world.put('invoice', 'i1', invoice('INV-1', 'c1', '120.00'), 2),
    check: (world) =>
      expect(world.remoteOf(world.link('invoice', 'i1'))?.row.data).toMatchObject({ total: '120.00' }),
  },
  {
    name: 'the void of an invoice',
    prepare: (world) => world.put('invoice', 'i1', invoice('INV-1', 'c1', '100.00'), 2, 'void'),
    check: (world) => {
      expect(executed(world).slice(2)).toEqual(['reverse invoice'])
      expect(world.link('invoice', 'i1').reason).toBe('voided')
    },
  },
  {
    name: 'the void of a customer',
    prepare: (world) => world.put('customer', 'c1', customer('C-1'), 2, 'void'),
    check: (world) => expect(world.link('customer', 'c1').reason).toBe('voided'),
  },
]

async function preparedWorld(flow: Flow): Promise<World> {
  const world = new World()
  await world.put('customer', 'c1', customer('C-1'))
  await world.put('invoice', 'i1', invoice('INV-1', 'c1', '100.00'))
  await world.sync()
  await world.time.pass(minute)
  await flow.prepare(world)
  return world
}

describe('a worker killed at any await', { timeout: 120_000 }, () => {
  it.each(flows)('of $name: once each in the end', async (flow) => {
    const whole = await preparedWorld(flow)
    const { life } = await whole.push()
    const calls = life.calls.length
    expect(calls).toBeGreaterThan(8)
    for (let at = 0; at < calls; at += 1) {
      for (const when of ['before', 'after'] as const) {
        const world = await preparedWorld(flow)
        await world.push((call) => call.at === at && call.when === when)
        await world.settle()
        await world.sync()
        expect(broken(world), `killed ${when} call ${at}, ${life.calls[at] ?? ''}`).toEqual([])
        expect(world.tables.changes).toEqual([])
        flow.check(world)
      }
    }
  })

  it('of a first read: everything is told once', async () => {
    const company = (): World => {
      const world = new World({ settings: { pageSize: 2 } })
      const { books } = world.remote
      for (const number of ['C-1', 'C-2', 'C-3'])
        books.create({ type: 'customer', data: customer(number), by: 'kim' })
      const key = books.create({ type: 'invoice', data: invoice('INV-1', 'C-1', '100.00'), by: 'kim' })
      books.create({ type: 'payment', data: payment('C-1', [[key, '40.00']]), by: 'kim' })
      return world
    }
    const { life } = await company().pull()
    for (let at = 0; at < life.calls.length; at += 1) {
      for (const when of ['before', 'after'] as const) {
        const world = company()
        await world.pull((call) => call.at === at && call.when === when)
        await world.sync()
        expect(broken(world), `killed ${when} call ${at}, ${life.calls[at] ?? ''}`).toEqual([])
        expect(world.tables.changes.map((change) => change.op)).toEqual(Array(5).fill('create'))
      }
    }
  })
})
