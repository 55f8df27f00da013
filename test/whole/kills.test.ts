import { expect, vi } from 'vitest'
import { freshSeed } from '../seams/outside.ts'
import { bringIn, importCommand } from './support/bring-in.ts'
import { figures } from './support/figures.ts'
import { chanceOf, importThroughKills, momentsOf } from './support/kills.ts'
import { receivables } from './support/ledger.ts'
import { onLedger } from './support/on-ledger.ts'
import { readBooks } from './support/once-each.ts'

vi.setConfig({ testTimeout: 240_000, hookTimeout: 120_000 })

const rows = 60
/** TIEOUT_SEED kills at the moments of an earlier run. */
const seed = Number(process.env['TIEOUT_SEED'] ?? freshSeed())

onLedger(
  'killed twice while a ledger comes in, everything is in Intacct once each after the restarts',
  async ({ house }) => {
    const settings = { settleMs: 2_000, readLagMs: 500, batchSize: 20 }
    await house.intacct.weather({ latencyMs: 200 })
    const text = receivables('ar-ledger-messy.csv', rows)
    const command = importCommand(house, text, [], settings)
    const moments = momentsOf(chanceOf(seed), 3, 164).slice(1)
    const killed = await importThroughKills(house, command, moments)
    await house.intacct.weather({})
    await house.quiet(120_000)
    const books = await readBooks(house.intacct)
    const { functions } = await house.intacct.stats()
    figures('killed twice', { seed, killed, ...books, functions })
    expect(books).toMatchObject({ invoices: rows, payments: rows, invoiceStates: { Paid: rows } })
    expect(books).toMatchObject({ doubled: [], notSettled: [] })
    expect((await bringIn(house, text)).summary.records.invoice).toEqual({
      stored: 0,
      unchanged: rows,
      refused: 0,
    })
  },
)
