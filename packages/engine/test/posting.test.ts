import { describe, expect, it } from 'vitest'
import { World, customer, invoice, payment } from '../../../test/sim/world.ts'

async function worldWithOpenInvoice(): Promise<World> {
  const world = new World()
  await world.put('customer', 'c1', customer('C-1'))
  await world.put('invoice', 'i1', invoice('INV-1', 'c1', '100.00'))
  await world.settle()
  return world
}

describe('posting', () => {
  it('creates a customer, its invoice and its payment, parents first, once each', async () => {
    const world = new World()
    await world.put('payment', 'p1', payment('c1', [['i1', '40.00']], { reference: 'CHK 1' }))
    await world.put('invoice', 'i1', invoice('INV-1', 'c1', '100.00'))
    await world.put('customer', 'c1', customer('C-1'))
    await world.sync()
    expect(world.remote.executed.map(({ op, type }) => `${op} ${type}`)).toEqual([
      'create customer',
      'create invoice',
      'create payment',
    ])
    for (const [type, id] of [
      ['customer', 'c1'],
      ['invoice', 'i1'],
      ['payment', 'p1'],
    ] as const) {
      const link = world.link(type, id)
      expect(link).toMatchObject({ reason: 'posted', problem: null })
      expect(world.intents(link).map((intent) => intent.state)).toEqual(['done'])
    }
    const i1 = world.remoteOf(world.link('invoice', 'i1'))
    expect(i1?.row.facts).toMatchObject({ state: 'partially_paid', paid: '40.00', due: '60.00' })
  })

  it('never tells the app about its own writes', async () => {
    const world = await worldWithOpenInvoice()
    await world.sync()
    await world.sync()
    expect(world.tables.changes).toEqual([])
    expect(world.remote.executed).toHaveLength(2)
  })
})
