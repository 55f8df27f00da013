import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { freshSeed } from '../seams/outside.ts'
import { bringIn, importCommand } from '../whole/support/bring-in.ts'
import { figures } from '../whole/support/figures.ts'
import { openHouse } from '../whole/support/house.ts'
import type { House } from '../whole/support/house.ts'
import { chanceOf, importThroughKills, momentsOf } from '../whole/support/kills.ts'
import { ledgerIsHere, receivables } from '../whole/support/ledger.ts'
import { readBooks } from '../whole/support/once-each.ts'

vi.setConfig({ testTimeout: 20 * 60_000, hookTimeout: 180_000 })

const withinMs = 10 * 60_000
/** TIEOUT_SEED kills at the moments of an earlier run. */
const seed = Number(process.env['TIEOUT_SEED'] ?? freshSeed())
/** The real waits are 15 minutes and one; nothing in this simulator takes longer than these. */
const shortWaits = { settleMs: 3_000, readLagMs: 500 }
const whole = {
  customers: 100,
  invoices: 2586,
  payments: 2586,
  total: '155658.78',
  invoiceStates: { Paid: 2586 },
  doubled: [],
  notSettled: [],
}
let house: House

beforeEach(async () => {
  if (ledgerIsHere) house = await openHouse()
})
afterEach(async () => {
  if (ledgerIsHere) await house.close()
})

test.runIf(ledgerIsHere)(
  'killed at ten random moments while the ledger comes in, everything is in Intacct once each',
  async () => {
    await house.intacct.weather({ latencyMs: 200 })
    const text = receivables('ar-ledger-messy.csv')
    const command = importCommand(house, text, [], shortWaits)
    const killed = await importThroughKills(house, command, momentsOf(chanceOf(seed), 10, 5272))
    await house.intacct.weather({})
    const { settings } = await house.quiet(withinMs)
    const books = await readBooks(house.intacct)
    const { functions } = await house.intacct.stats()
    figures('killed ten times', { seed, killed, ...books, functions })
    expect(settings).toMatchObject(shortWaits)
    expect(books).toEqual(whole)
    expect((await bringIn(house, text)).summary.records).toMatchObject({
      invoice: { stored: 0, unchanged: 2586 },
      payment: { stored: 0, unchanged: 2586 },
    })
  },
)

test.runIf(ledgerIsHere)(
  'with a reply lost on every fifth write, and some writes made late, everything is in Intacct once each',
  async () => {
    await house.intacct.weather({
      seed,
      writesOnly: true,
      lateCommitMs: 2_000,
      faults: { replyLost: 0.2, lateCommit: 0.05 },
    })
    const text = receivables('ar-ledger-messy.csv')
    // Ten a request: several hundred requests, of which every fifth is lost.
    await bringIn(house, text, [], { ...shortWaits, batchSize: 10 })
    const { settings, counts } = await house.quiet(withinMs)
    const books = await readBooks(house.intacct)
    const { functions, requests } = await house.intacct.stats()
    figures('replies lost', { seed, counts, requests, ...books, functions })
    expect(settings).toMatchObject(shortWaits)
    expect(books).toEqual(whole)
    expect(counts['success']).toBe(5272)
  },
)
