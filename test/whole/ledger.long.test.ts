import { expect, vi } from 'vitest'
import { monotonic } from '../seams/outside.ts'
import { bringIn } from './support/bring-in.ts'
import { calls, figures, writes } from './support/figures.ts'
import type { House } from './support/house.ts'
import { receivables, sumOf } from './support/ledger.ts'
import { onLedger } from './support/on-ledger.ts'
import { readBooks } from './support/once-each.ts'

vi.setConfig({ testTimeout: 25 * 60_000, hookTimeout: 180_000 })

const withinMs = 20 * 60_000

const seconds = (since: number): string => ((monotonic() - since) / 1000).toFixed(1)

onLedger(
  'the messy ledger: 100 customers, 2,586 invoices of 155,658.78, each settled, once each; again nothing is written',
  async ({ house }) => {
    const text = receivables('ar-ledger-messy.csv')
    const began = monotonic()
    const { code, summary } = await bringIn(house, text)
    const imported = seconds(began)
    expect(code).toBe(0)
    expect(summary.invoices).toEqual([{ currency: 'USD', invoices: 2586, amount: '155658.78' }])
    const { counts } = await house.quiet(withinMs)
    const first = await house.intacct.stats()
    const books = await readBooks(house.intacct)
    figures('messy ledger', {
      importedAfter: imported,
      inIntacctAfter: seconds(began),
      counts,
      ...first,
      ...books,
    })
    expect(counts).toMatchObject({ success: 5272, total: 5272 })
    expect(books).toEqual({
      customers: 100,
      invoices: 2586,
      payments: 2586,
      total: '155658.78',
      invoiceStates: { Paid: 2586 },
      doubled: [],
      notSettled: [],
    })
    expect(writes(first.functions)).toEqual({ create: 2686, create_invoice: 2586 })

    const repeated = monotonic()
    const again = await bringIn(house, text)
    expect(again.summary.records).toMatchObject({
      customer: { stored: 0 },
      invoice: { stored: 0, unchanged: 2586 },
      payment: { stored: 0, unchanged: 2586 },
    })
    await house.sync()
    await house.quiet(withinMs)
    const second = await house.intacct.stats()
    const made = calls(first.functions, second.functions)
    figures('messy ledger again', {
      calls: made,
      units: second.units - first.units,
      after: seconds(repeated),
    })
    expect(writes(made)).toEqual({})
    expect(await readBooks(house.intacct)).toEqual(books)
  },
)

onLedger(
  'the retail invoices: 2,705 rows are refused without a rounding rule and 15,827 go through; with half-even all 18,532',
  async ({ house }) => {
    const text = receivables('retail-invoices.csv')
    const began = monotonic()
    const plain = await bringIn(house, text)
    expect(plain.code).toBe(3)
    expect(plain.summary).toMatchObject({ rows: 18_532, rowsRefused: 2705 })
    const imported = seconds(began)
    await house.quiet(withinMs)
    const before = await totals(house)
    figures('retail, no rounding', { importedAfter: imported, inIntacctAfter: seconds(began), ...before })
    expect(before).toMatchObject({ invoices: 15_827, total: '7749684.07', doubled: 0 })

    const rounded = await bringIn(house, text, ['--round', 'half-even'])
    expect(rounded.code).toBe(0)
    expect(rounded.summary.records.invoice).toEqual({ stored: 2705, unchanged: 15_827, refused: 0 })
    await house.quiet(withinMs)
    const after = await totals(house)
    figures('retail, half-even', { inIntacctAfter: seconds(began), ...after })
    expect(after).toEqual({ customers: 4338, invoices: 18_532, total: '8911407.90', doubled: 0 })
  },
)

/** Unlike the ledger, these invoices are open: there are no payments to look at. */
async function totals(house: House): Promise<Record<string, unknown>> {
  const invoices = await house.intacct.rows('EMPTY', 'ARINVOICE')
  return {
    customers: (await house.intacct.rows('EMPTY', 'CUSTOMER')).length,
    invoices: invoices.length,
    total: sumOf(invoices, 'TOTALENTERED'),
    doubled: invoices.length - new Set(invoices.map((row) => row['RECORDID'])).size,
  }
}
