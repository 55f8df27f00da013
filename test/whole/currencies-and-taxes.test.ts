import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { openCompany } from './support/company.ts'
import type { Company } from './support/company.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let mega: Company

const standard = 'UK Sale Goods Standard'
const document = (number: string, currency: string, lines: readonly object[], total: string) => ({
  number,
  customer: 'c1',
  date: '2026-03-02',
  currency,
  lines,
  total,
})

beforeAll(async () => {
  mega = await openCompany('MEGA', {
    accounts: { sales: '4000', receivable: '1100', undepositedFunds: '1010', rounding: '6900' },
    currencies: { several: true },
    roundingTolerance: 1,
    taxSolution: 'United Kingdom - VAT',
  })
  await mega.put('customer', 'c1', { number: 'TEA', name: 'London Tea Traders' })
})
afterAll(() => mega.close())

async function posted(type: string, id: string) {
  const seen = await mega.rest(type, id)
  expect(seen, seen.text).toMatchObject({ status: 'success', reason: 'posted' })
  return seen
}

describe('taxes', () => {
  it('[12.19] are posted as tax entries of their lines and read back with them, to the penny', async () => {
    const lines = [
      { amount: '33.33', location: 'UK', taxes: [{ detail: standard, amount: '6.67' }] },
      { amount: '33.33', location: 'UK', taxes: [{ detail: standard, amount: '6.67' }] },
      { amount: '33.34', location: 'UK', taxes: [{ detail: standard, amount: '6.66' }] },
    ]
    await mega.put('invoice', 't1', { ...document('VAT-1', 'GBP', lines, '120.00'), dueDate: '2026-04-01' })
    const { there, remoteKey } = await posted('invoice', 't1')
    expect(there).toMatchObject({ total: '120.00', lines })
    const [row] = mega.rows('ARINVOICE', { RECORDID: 'VAT-1' })
    expect(row).toMatchObject({ TRX_TOTALENTERED: '120', TAXSOLUTIONID: 'United Kingdom - VAT' })
    const entries = mega.rows('ARINVOICEITEM', { RECORDKEY: remoteKey ?? '', LINEITEM: 'F' })
    expect(entries.map((entry) => entry['TRX_AMOUNT'])).toEqual(['6.67', '6.67', '6.66'])
  })

  it('[12.19] of a credit note turn its sign with it', async () => {
    const lines = [{ amount: '10.00', location: 'UK', taxes: [{ detail: standard, amount: '2.00' }] }]
    await mega.put('credit_note', 't2', document('VATC-1', 'GBP', lines, '12.00'))
    expect((await posted('credit_note', 't2')).there).toMatchObject({ total: '12.00', lines })
    expect(mega.rows('ARADJUSTMENT', { RECORDID: 'VATC-1' })).toMatchObject([{ TRX_TOTALENTERED: '-12' }])
  })

  it('that leave a penny get a rounding line; more than that is refused with the difference', async () => {
    const taxed = (total: string) =>
      document(
        `VAT-${total}`,
        'GBP',
        [{ amount: '10.00', location: 'UK', taxes: [{ detail: standard, amount: '2.00' }] }],
        total,
      )
    const set = { accounts: { rounding: '6900' }, defaults: { location: 'UK' } }
    expect((await mega.settings(set)).status).toBe(200)
    await mega.put('invoice', 't3', { ...taxed('12.01'), dueDate: '2026-04-01' })
    const { remoteKey } = await posted('invoice', 't3')
    const rows = mega.rows('ARINVOICEITEM', { RECORDKEY: remoteKey ?? '' })
    expect(rows.map((row) => [row['ACCOUNTNO'], row['TRX_AMOUNT']])).toContainEqual(['6900', '0.01'])
    const more = await mega.put('invoice', 't4', { ...taxed('12.02'), dueDate: '2026-04-01' })
    expect([more.status, more.body.detail]).toEqual([
      422,
      'Lines come to GBP 12.00, GBP 0.02 less than the total GBP 12.02.',
    ])
  })
})

describe('currencies', () => {
  it('[12.18] go by the daily rate, or by the rate that the document brings', async () => {
    const lines = [{ amount: '1000', location: 'JP' }]
    await mega.put('invoice', 'y1', { ...document('JPY-1', 'JPY', lines, '1000'), dueDate: '2026-04-01' })
    expect((await posted('invoice', 'y1')).there).toMatchObject({ currency: 'JPY', total: '1000' })
    const euro = [{ amount: '100.00', location: 'US' }]
    const dear = { ...document('EUR-1', 'EUR', euro, '100.00'), dueDate: '2026-04-01', exchangeRate: '1.25' }
    await mega.put('invoice', 'e1', dear)
    await posted('invoice', 'e1')
    expect(mega.rows('ARINVOICE', { RECORDID: 'EUR-1' })).toMatchObject([
      { CURRENCY: 'EUR', BASECURR: 'USD', EXCHANGE_RATE: '1.25', TOTALENTERED: '125' },
    ])
  })

  it('[12.18] a document in our base currency stays in it, in an entity that has another one', async () => {
    const lines = [{ amount: '50.00', location: 'UK' }]
    await mega.put('invoice', 'u1', { ...document('USD-UK', 'USD', lines, '50.00'), dueDate: '2026-04-01' })
    expect((await posted('invoice', 'u1')).there).toMatchObject({ currency: 'USD', total: '50.00' })
    expect(mega.rows('ARINVOICE', { RECORDID: 'USD-UK' })).toMatchObject([
      { CURRENCY: 'USD', BASECURR: 'GBP' },
    ])
  })

  it('with no cents refuse cents', async () => {
    const lines = [{ amount: '10.5', location: 'JP' }]
    const half = { ...document('JPY-2', 'JPY', lines, '10.5'), dueDate: '2026-04-01' }
    expect((await mega.put('invoice', 'y2', half)).body.code).toBe('too_many_decimals')
  })
})
