import { describe, expect, it } from 'vitest'
import { bugs, noBug } from './bugs.ts'
import type { Bug } from './bugs.ts'
import { rowsOf } from './intacct-hands.ts'
import { comeToRest } from './rest.ts'
import { brokenAtRest, brokenNow } from './ring-checks.ts'
import { RingWorld } from './ring-world.ts'
import { defaultSettings } from '@tieout/simulator/gateway/settings.ts'
import { fair } from './simulated-intacct.ts'
import { plainSwitches } from './switches.ts'
import { customer, invoice, payment } from './world.ts'

const minute = 60_000

/** A company that keeps no control ids in mind, so that nothing but our own search keeps a write from being carried out twice. */
function forgetful(bug: Bug = noBug): RingWorld {
  const controlIds = { ...defaultSettings.controlIds, rememberedSeconds: 0 }
  const gateway = { ...plainSwitches.gateway, controlIds }
  return new RingWorld(1, { ...plainSwitches, gateway, books: { uniqueNumbers: [] } }, bug)
}

/** An invoice's creation is carried out, its answer lost, and from then on our user is shown no records. */
async function lostInTheDark(world: RingWorld): Promise<void> {
  world.intacct.sky = (_functions, writes) => {
    if (!writes) return fair
    world.intacct.blind = true
    return { ...fair, fault: 'replyLost' }
  }
  await world.put('invoice', 'i2', invoice('INV-2', 'c1', '20.00'))
  for (let searches = 0; searches < 6; searches += 1) {
    await world.together([world.slice(world.worker('a'), 'push')])
    await world.time.pass(10 * minute)
  }
}

const invoices = (world: RingWorld) => rowsOf(world.intacct.company.books, 'ARINVOICE').length

async function litAgain(world: RingWorld): Promise<string[]> {
  await comeToRest(world, { applyChanges: () => undefined })
  return [...brokenNow(world), ...(await brokenAtRest(world))]
}

/** A customer and, if asked for, an invoice that both sides know. */
async function begun({ known, bug }: { known: boolean; bug?: Bug | undefined }): Promise<RingWorld> {
  const world = forgetful(bug)
  await world.begin()
  await world.put('customer', 'c1', customer('C-1'))
  if (known) await world.put('invoice', 'i1', invoice('INV-1', 'c1', '10.00'))
  await comeToRest(world, { applyChanges: () => undefined })
  return world
}

describe('a write whose answer was lost as our rights were narrowed', () => {
  it('is not sent again while nothing is shown, and found when it is', async () => {
    const world = await begun({ known: true })
    await lostInTheDark(world)
    expect(invoices(world)).toBe(2)
    expect(await litAgain(world)).toEqual([])
  })

  it('is not sent again if it is the first record of its kind', async () => {
    const world = await begun({ known: false })
    await lostInTheDark(world)
    expect(invoices(world)).toBe(1)
    expect(await litAgain(world)).toEqual([])
  })

  it('is sent again if it was the first of its kind and never arrived, since the audit history knows of none', async () => {
    const world = await begun({ known: false })
    let isFirst = true
    world.intacct.sky = (_functions, writes) => {
      const isLost = writes && isFirst
      if (isLost) isFirst = false
      return isLost ? { ...fair, fault: 'html', dice: 0.9 } : fair
    }
    await world.put('invoice', 'i2', invoice('INV-2', 'c1', '20.00'))
    await world.settle(60 * minute)
    expect(invoices(world)).toBe(1)
    expect(await litAgain(world)).toEqual([])
  })

  it('would be sent again without the search for a known record: a planted fault', async () => {
    const world = await begun({ known: true, bug: bugs['positive control off']?.() })
    await lostInTheDark(world)
    expect(invoices(world)).toBeGreaterThan(2)
    expect(brokenNow(world).join()).toContain('two records carry the marker')
  })
})

describe('a payment whose rights are narrowed between its header and its applications', () => {
  it('is not taken for one that pays nothing', async () => {
    const world = await begun({ known: true })
    await world.put('payment', 'p1', payment('c1', [['i1', '10.00']]))
    world.intacct.sky = ([first]) => {
      const asksForLines = first?.body.children.some(({ text }) => text === 'ARPYMTDETAIL') === true
      if (asksForLines) world.intacct.blind = true
      return fair
    }
    await world.together([world.slice(world.worker('a'), 'push')])
    expect([...world.tables.remotes.values()].filter(({ row }) => row.type === 'payment')).toEqual([])
    expect(await litAgain(world)).toEqual([])
  })
})

describe('a write whose answer was lost as its record alone was hidden from our user', () => {
  it('is not sent again, though a record that is known is shown: the audit history tells of one that is not', async () => {
    const world = await begun({ known: true })
    await world.put('invoice', 'i2', invoice('INV-2', 'c1', '20.00'))
    await world.put('invoice', 'i3', invoice('INV-3', 'c1', '30.00'))
    world.intacct.sky = (_functions, writes) => {
      if (!writes) return fair
      world.intacct.restrict({ kind: 'some_hidden' })
      return { ...fair, fault: 'replyLost' }
    }
    await world.settle(60 * minute)
    expect(invoices(world)).toBe(3)
    world.intacct.restrict({ kind: 'none' })
    expect(await litAgain(world)).toEqual([])
  })
})
