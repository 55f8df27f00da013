import { expect, vi } from 'vitest'
import { bringIn } from './support/bring-in.ts'
import { calls, figures, writes } from './support/figures.ts'
import { receivables } from './support/ledger.ts'
import { onLedger } from './support/on-ledger.ts'
import { readBooks } from './support/once-each.ts'

vi.setConfig({ testTimeout: 240_000, hookTimeout: 120_000 })

const rows = 150

onLedger(
  'the first rows of a messy ledger arrive in Intacct once each, settled, and again nothing is written',
  async ({ house }) => {
    const text = receivables('ar-ledger-messy.csv', rows)
    const { summary } = await bringIn(house, text)
    expect(summary).toMatchObject({ rows, rowsRefused: 0, records: { customer: { stored: 80 } } })
    await house.quiet(120_000)
    const books = await readBooks(house.intacct)
    figures('first rows of the ledger', { ...books })
    expect(books).toEqual({
      customers: 80,
      invoices: rows,
      payments: rows,
      total: '8839.21',
      invoiceStates: { Paid: rows },
      doubled: [],
      notSettled: [],
    })

    const before = await house.intacct.stats()
    const again = await bringIn(house, text)
    expect(again.summary.records).toMatchObject({
      invoice: { stored: 0, unchanged: rows },
      payment: { stored: 0, unchanged: rows },
    })
    await house.sync()
    await house.quiet(120_000)
    const after = await house.intacct.stats()
    const made = calls(before.functions, after.functions)
    figures('the same again', { calls: made, units: after.units - before.units })
    expect(writes(made)).toEqual({})
    expect(await readBooks(house.intacct)).toEqual(books)
  },
)
