import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { bringIn } from './support/bring-in.ts'
import { Desk, invoiceOf, paymentOf } from './support/desk.ts'
import { openHouse } from './support/house.ts'
import type { House } from './support/house.ts'

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 })

const company = 'EMPTY'
const january = { date: '2026-01-20', dueDate: '2026-02-19' }

const receivables = `Invoice No,Customer ID,Date,Due Date,Amount,Settled Date
INV-1,C-1,2026-01-12,2026-02-11,120.00,
INV-2,C-1,2026-01-13,2026-02-12,75.50,
`

let house: House
let desk: Desk

const numbered = (number: string) => house.intacct.rows(company, 'ARINVOICE', { RECORDID: number })
const voided = async (id: string, total: string) => {
  await desk.put('invoice', id, { ...invoiceOf(id, total), ...january }, 2, 'void')
  await desk.rest()
}

beforeAll(async () => {
  house = await openHouse()
  await bringIn(house, receivables)
  await house.quiet(90_000)
  desk = await Desk.at(house, 90_000)
  await house.intacct.act(company, 'closePeriod', { through: '2026-01-31' })
})
afterAll(() => house.close())

test('T17 [12.20] [11.13] by default a document of a closed period is held, and goes out when the period is open', async () => {
  await desk.put('invoice', 'H-1', invoiceOf('H-1', '30.00', january))
  await desk.rest()
  const { record, problem, choices } = await desk.detail('invoice', 'H-1')
  expect(record).toMatchObject({ status: 'not_integrated', reason: 'period_closed_create' })
  expect(problem?.title).toContain('is closed in Intacct')
  expect(choices.map(({ choice }) => choice)).toEqual(['post_on', 'synchronize', 'skip'])
  await house.intacct.act(company, 'openPeriod', { from: '2026-01-01' })
  expect(await desk.choose('invoice', 'H-1', { choice: 'synchronize' })).toBe(200)
  await desk.rest()
  await house.intacct.act(company, 'closePeriod', { through: '2026-01-31' })
  expect(await numbered('H-1')).toMatchObject([{ WHENCREATED: '2026-01-20' }])
  expect((await desk.detail('invoice', 'H-1')).record.status).toBe('success')
})

test('T17 [12.20] by policy it is posted on the first open day, with its own date in the memo and in the timeline', async () => {
  await desk.set({ closedPeriod: { invoice: 'next_open', payment: 'next_open' } })
  await desk.put('invoice', 'N-1', invoiceOf('N-1', '30.00', january))
  await desk.put('payment', 'N-P', paymentOf('N-1', '12.00', { date: '2026-01-25' }))
  await desk.rest()
  const { record, timeline } = await desk.detail('invoice', 'N-1')
  expect(record.status).toBe('success')
  expect(timeline.map(({ text }) => text).join('\n')).toMatch(
    /Dated 1 Feb 2026 in Intacct instead of 20 Jan 2026/,
  )
  const [row] = await numbered('N-1')
  expect(row).toMatchObject({ WHENCREATED: '2026-02-01', TOTALDUE: '18' })
  expect(row?.['DESCRIPTION']).toContain('Original date 2026-01-20')
  const payments = await house.intacct.rows(company, 'ARPYMT', {})
  expect(payments.at(-1)).toMatchObject({ WHENCREATED: '2026-02-01' })
  // The app keeps its own date, and nothing comes back.
  await desk.sync()
  expect(await desk.changesOf('invoice', 'N-1')).toEqual([])
  expect((await desk.detail('invoice', 'N-1')).record.status).toBe('success')
})

test('T17 [12.20] a void obeys the same policy', async () => {
  await voided('INV-1', '120.00')
  expect((await desk.detail('invoice', 'INV-1')).record).toMatchObject({
    status: 'success',
    reason: 'voided',
  })
  expect(await numbered('INV-1')).toMatchObject([{ STATE: 'Reversed' }])
  expect(await numbered('Reversed - INV-1')).toMatchObject([{ WHENCREATED: '2026-02-01' }])
})

test('T17 [12.20] where people are asked, nothing is posted before one of them has chosen the day', async () => {
  await desk.set({ closedPeriod: { invoice: 'ask', payment: 'hold' } })
  await desk.put('invoice', 'A-1', invoiceOf('A-1', '30.00', january))
  await desk.rest()
  const { record, choices } = await desk.detail('invoice', 'A-1')
  expect(record).toMatchObject({ status: 'not_integrated', reason: 'period_ask' })
  expect(choices.find(({ choice }) => choice === 'post_on')?.proposal).toBe('2026-02-01')
  expect(await desk.choose('invoice', 'A-1', { choice: 'post_on' })).toBe(409)
  expect(await desk.choose('invoice', 'A-1', { choice: 'post_on', date: '2026-02-10' })).toBe(200)
  await desk.rest()
  expect(await numbered('A-1')).toMatchObject([{ WHENCREATED: '2026-02-10' }])
  await voided('INV-2', '75.50')
  expect((await desk.detail('invoice', 'INV-2')).record).toMatchObject({
    status: 'desynchronized',
    reason: 'period_closed_undo',
  })
  expect(await desk.choose('invoice', 'INV-2', { choice: 'post_on', date: '2026-02-11' })).toBe(200)
  await desk.rest()
  expect(await numbered('Reversed - INV-2')).toMatchObject([{ WHENCREATED: '2026-02-11' }])
})

test('T17 a day that is closed as well is refused again, and asked for again', async () => {
  await desk.put('invoice', 'A-2', invoiceOf('A-2', '30.00', january))
  await desk.rest()
  expect(await desk.choose('invoice', 'A-2', { choice: 'post_on', date: '2026-01-30' })).toBe(200)
  await desk.rest()
  expect((await desk.detail('invoice', 'A-2')).record.reason).toBe('period_ask')
  expect(await numbered('A-2')).toHaveLength(0)
})
