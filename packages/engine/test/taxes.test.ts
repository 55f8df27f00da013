import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exponentOf, fromMinor, toMinor } from '../src/core/money.ts'
import { prepare } from '../src/core/prepare.ts'
import type { InvoiceData } from '../src/core/records.ts'
import { settingsSchema } from '../src/core/settings.ts'

const settings = settingsSchema.parse({
  accounts: { sales: '4000', receivable: '1100', rounding: '6900' },
  roundingTolerance: 1,
})
const minor = fc.bigInt({ min: 1n, max: 9_999_999n })
const anyLine = fc.record({ net: minor, taxes: fc.array(minor, { maxLength: 3 }) })

describe('an invoice with taxes', () => {
  it('in yen, dollars or Bahraini dinars comes to its total to the smallest coin, or has a rounding line, or is refused', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('JPY', 'USD', 'BHD'),
        fc.array(anyLine, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: -3, max: 3 }),
        (currency, parts, off) => {
          const text = (amount: bigint) => fromMinor(amount, currency)
          const lines = parts.map(({ net, taxes }) => ({
            amount: text(net),
            ...(taxes.length === 0
              ? {}
              : { taxes: taxes.map((tax) => ({ detail: 'T', amount: text(tax) })) }),
          }))
          const sum = parts.flatMap(({ net, taxes }) => [net, ...taxes]).reduce((all, each) => all + each, 0n)
          const total = sum + BigInt(off)
          const common = { number: 'I', customer: 'C', date: '2026-03-01', currency }
          const prepared = prepare('invoice', { ...common, lines, total: text(total) }, settings)
          if (Math.abs(off) > 1) {
            expect(prepared).toMatchObject({ reason: 'does_not_add_up' })
            return
          }
          if (prepared.kind !== 'ready') throw new Error('it was not ready')
          const sent = prepared.data as InvoiceData
          const amounts = sent.lines.flatMap(({ amount, taxes = [] }) => [
            amount,
            ...taxes.map((t) => t.amount),
          ])
          expect(amounts.reduce((all, each) => all + toMinor(each, currency), 0n)).toBe(total)
          expect(sent.lines.filter(({ account }) => account === '6900')).toHaveLength(off === 0 ? 0 : 1)
          for (const amount of amounts) expect((amount.split('.')[1] ?? '').length).toBe(exponentOf(currency))
        },
      ),
    )
  })

  it('is refused with a decimal that Intacct cannot hold', () => {
    const lines = [{ amount: '1.00', taxes: [{ detail: 'T', amount: '0.005' }] }]
    const data = { number: 'I', customer: 'C', date: '2026-03-01', currency: 'USD', lines, total: '1.005' }
    expect(prepare('invoice', data, settings)).toMatchObject({ reason: 'does_not_add_up' })
  })
})
