import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { usualTypes } from '@tieout/engine/core/object-types.ts'
import { bringIn } from './support/bring-in.ts'
import { figures } from './support/figures.ts'
import { openHouse } from './support/house.ts'
import type { House } from './support/house.ts'
import type { Stats } from './support/intacct.ts'
import { plantInvoices } from './support/plant.ts'
import type { Planted } from './support/plant.ts'

vi.setConfig({ testTimeout: 180_000, hookTimeout: 240_000 })

const withinMs = 150_000
/** Records that Intacct gives in one answer; the connection's default. */
const pageSize = 2000
const types = usualTypes.length
let house: House
let planted: Planted
let backfill: Stats
/** What a connection costs once, whatever there is to read: its rights are tried, dates are told apart. */
let setUp: number

const pages = (records: number): number => Math.max(1, Math.ceil(records / pageSize))

/** Units that are spent until everything is quiet after some work. */
async function spentBy(work: () => Promise<unknown>): Promise<Stats> {
  await house.intacct.countAnew()
  await work()
  await house.quiet(withinMs)
  return house.intacct.stats()
}

function invoices(first: number, count: number): string {
  const rows = Array.from(
    { length: count },
    (_, index) => `N-${first + index},K-1,2026-03-28,${index + 1}.50`,
  )
  return `Invoice No,Customer ID,Date,Amount\n${rows.join('\n')}\n`
}

/** Units of connecting a company that holds one customer and one invoice: four pages, and what is set up once. */
async function firstSyncOfOneInvoice(): Promise<number> {
  await house.intacct.enter('DEMO', 'CUSTOMER', { CUSTOMERID: 'C-1', NAME: 'Harbor Dental' })
  await house.intacct.enter('DEMO', 'ARINVOICE', {
    CUSTOMERID: 'C-1',
    RECORDID: 'ONLY-1',
    WHENCREATED: '2026-03-10',
    WHENDUE: '2026-04-09',
    ARINVOICEITEMS: { ARINVOICEITEM: [{ ACCOUNTNO: '4000', TRX_AMOUNT: '10.00' }] },
  })
  const to = house
    .connecting()
    .map((word) => (word === 'EMPTY' ? 'DEMO' : word === 'Northwind' ? 'Other' : word))
  const { units } = await spentBy(() => house.run('connect', ...to))
  return units
}

beforeAll(async () => {
  house = await openHouse({ keep: false })
  setUp = (await firstSyncOfOneInvoice()) - 4
  planted = await plantInvoices(house.intacct, 5000, 500)
  backfill = await spentBy(async () => {
    const ran = await house.run('connect', ...house.connecting())
    if (ran.code !== 0) throw new Error(ran.err)
  })
})
afterAll(() => house.close())

test('a backfill of 5,000 invoices costs its pages and at most one per cent more, set-up apart', async () => {
  const bound =
    pages(planted.customers) +
    pages(planted.invoices) +
    pages(planted.lines) +
    pages(planted.payments) +
    pages(planted.applications)
  const { counts } = await house.quiet(withinMs)
  figures('backfill', { planted, bound, setUp, units: backfill.units, functions: backfill.functions, counts })
  expect(counts['total']).toBe(planted.customers + planted.invoices + planted.payments)
  expect(setUp).toBeLessThanOrEqual(8)
  expect(backfill.units).toBeLessThanOrEqual(Math.floor(bound * 1.01) + setUp)
})

test('an unchanged re-sync costs at most one unit an object type and one for deletions', async () => {
  const again = await spentBy(() => house.sync())
  figures('unchanged re-sync', { units: again.units, functions: again.functions })
  expect(again.units).toBeLessThanOrEqual(types + 1)
})

test('a new invoice costs one unit and its share of the reading back', async () => {
  await bringIn(house, invoices(1, 1))
  await house.quiet(withinMs)
  const spent = await spentBy(() => bringIn(house, invoices(2, 100)))
  figures('100 new invoices', {
    units: spent.units,
    each: (spent.units / 100).toFixed(2),
    functions: spent.functions,
  })
  expect(spent.functions['create_invoice']).toBe(100)
  expect(spent.units).toBeLessThanOrEqual(105)
})

test('a re-sync whose overlap holds our own new invoices costs at most one unit an object type and one for deletions', async () => {
  const again = await spentBy(() => house.sync())
  figures('re-sync with 101 invoices in the overlap', { units: again.units, functions: again.functions })
  expect(again.units).toBeLessThanOrEqual(types + 1)
})
