import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { bringIn } from './support/bring-in.ts'
import { Desk, invoiceOf, paymentOf } from './support/desk.ts'
import { openHouse } from './support/house.ts'
import type { House } from './support/house.ts'

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 })

const company = 'EMPTY'

const receivables = `Invoice No,Customer ID,Date,Due Date,Amount,Settled Date
INV-1,C-1,2026-03-02,2026-04-01,120.00,
`

let house: House
let desk: Desk

const numbered = (number: string) => house.intacct.rows(company, 'ARINVOICE', { RECORDID: number })
const keyOf = async (number: string): Promise<string> => (await numbered(number))[0]?.['RECORDNO'] ?? ''
const choicesOf = async (type: string, id: string): Promise<string[]> =>
  (await desk.detail(type, id)).choices.map(({ choice }) => choice)

/** An invoice of 100 with payments of the app's on it. */
async function paidInvoice(number: string, ...amounts: string[]): Promise<void> {
  await desk.put('invoice', number, invoiceOf(number, '100.00'))
  for (const [at, amount] of amounts.entries())
    await desk.put('payment', `${number}-P${String(at + 1)}`, paymentOf(number, amount))
  await desk.rest()
}

beforeAll(async () => {
  house = await openHouse()
  await bringIn(house, receivables)
  await house.quiet(90_000)
  desk = await Desk.at(house, 90_000)
})
afterAll(() => house.close())

test('T23 [10.22] edits of different fields on both sides are merged', async () => {
  await desk.put('invoice', 'M-1', invoiceOf('M-1', '10.00', { reference: 'PO 1' }))
  await desk.rest()
  await house.intacct.edit(company, 'ARINVOICE', await keyOf('M-1'), { WHENDUE: '2026-05-20' })
  await house.sync()
  await desk.put('invoice', 'M-1', invoiceOf('M-1', '10.00', { reference: 'PO 2' }), 2)
  await desk.rest()
  expect(await numbered('M-1')).toMatchObject([{ DOCNUMBER: 'PO 2', WHENDUE: '2026-05-20' }])
  expect((await desk.detail('invoice', 'M-1')).record.status).toBe('success')
  expect((await desk.changesOf('invoice', 'M-1')).at(-1)).toMatchObject({ data: { dueDate: '2026-05-20' } })
})

test('T23 [10.23] the same fields on both sides wait for a person, who chooses for each of them', async () => {
  await paidInvoice('M-2', '100.00')
  // An edit that Intacct forbids keeps the app's other fields from it, too, while somebody edits them there.
  const mine = { reference: 'PO here', dueDate: '2026-06-01' }
  await desk.put('invoice', 'M-2', invoiceOf('M-2', '90.00', mine), 2)
  await desk.rest()
  const there = { WHENDUE: '2026-05-20', DOCNUMBER: 'PO there' }
  await house.intacct.edit(company, 'ARINVOICE', await keyOf('M-2'), there)
  await desk.sync()
  await desk.put('invoice', 'M-2', invoiceOf('M-2', '100.00', mine), 3)
  await desk.rest()
  const { record, choices, differences } = await desk.detail('invoice', 'M-2')
  expect(record.reason).toBe('conflict')
  expect(choices.map(({ choice }) => choice)).toEqual(['per_field', 'use_app', 'use_remote'])
  expect(differences.find(({ field }) => field === 'dueDate')).toMatchObject({
    app: '2026-06-01',
    base: '2026-04-09',
    remote: '2026-05-20',
  })
  const fields = { dueDate: 'app' }
  expect(await desk.choose('invoice', 'M-2', { choice: 'per_field', fields })).toBe(409)
  expect(
    await desk.choose('invoice', 'M-2', { choice: 'per_field', fields: { ...fields, reference: 'remote' } }),
  ).toBe(200)
  await desk.rest()
  expect(await numbered('M-2')).toMatchObject([{ WHENDUE: '2026-06-01', DOCNUMBER: 'PO there' }])
  expect((await desk.changesOf('invoice', 'M-2')).at(-1)).toMatchObject({
    data: { reference: 'PO there', dueDate: '2026-06-01' },
  })
})

test('[10.22] another amount for a paid invoice is held with choices, and left as it is by choice', async () => {
  await paidInvoice('L-1', '100.00')
  await desk.put('invoice', 'L-1', invoiceOf('L-1', '90.00'), 2)
  await desk.rest()
  expect((await desk.detail('invoice', 'L-1')).record).toMatchObject({
    status: 'desynchronized',
    reason: 'update_held',
  })
  expect(await choicesOf('invoice', 'L-1')).toEqual(['reenter', 'credit_difference', 'leave'])
  expect(await desk.choose('invoice', 'L-1', { choice: 'leave' })).toBe(200)
  await desk.rest()
  const left = { status: 'desynchronized', reason: 'left_different' }
  expect((await desk.detail('invoice', 'L-1')).record).toMatchObject(left)
  await desk.put('invoice', 'L-1', invoiceOf('L-1', '90.00', { reference: 'PO 9' }), 3)
  await desk.rest()
  expect(await numbered('L-1')).toMatchObject([{ TOTALENTERED: '100', DOCNUMBER: 'PO 9' }])
  await desk.sync()
  expect((await desk.detail('invoice', 'L-1')).record).toMatchObject(left)
})

test('[10.22] the difference of a partly paid invoice goes out as a credit note that is applied to it', async () => {
  await paidInvoice('D-1', '60.00')
  await desk.put('invoice', 'D-1', invoiceOf('D-1', '90.00'), 2)
  await desk.rest()
  expect(await desk.choose('invoice', 'D-1', { choice: 'credit_difference' })).toBe(200)
  await desk.rest()
  expect((await desk.detail('invoice', 'D-1')).record).toMatchObject({
    status: 'success',
    reason: 'difference_credited',
  })
  expect(await numbered('D-1')).toMatchObject([{ TOTALENTERED: '100', TOTALDUE: '30' }])
  expect((await desk.detail('credit_note', 'D-1~difference-2')).record.status).toBe('success')
  // What the app says next is counted from what it said last.
  await desk.put('invoice', 'D-1', invoiceOf('D-1', '95.00'), 3)
  await desk.rest()
  expect(await desk.choose('invoice', 'D-1', { choice: 'credit_difference' })).toBe(200)
  await desk.rest()
  const memo = await house.intacct.rows(company, 'ARADJUSTMENT', { RECORDID: 'D-1-D3' })
  expect(memo).toMatchObject([{ TOTALENTERED: '5' }])
})

test('[10.22] reversed and entered anew, its payments come off first and go on again, each once', async () => {
  await house.intacct.settings(company, { uniqueNumbers: [] })
  await paidInvoice('R-1', '60.00', '40.00')
  const before = await keyOf('R-1')
  await desk.put('invoice', 'R-1', invoiceOf('R-1', '130.00'), 2)
  await desk.rest()
  const { choices } = await desk.detail('invoice', 'R-1')
  expect(choices[0]?.effect).toMatch(/Payments .+ are reversed first and posted again on it/)
  expect(await desk.choose('invoice', 'R-1', { choice: 'reenter' })).toBe(200)
  await desk.rest()
  const { record, remote } = await desk.detail('invoice', 'R-1')
  expect(record.status).toBe('success')
  expect(remote?.key).not.toBe(before)
  const rows = await numbered('R-1')
  expect(rows.map(({ STATE, TOTALENTERED, TOTALDUE }) => [STATE, TOTALENTERED, TOTALDUE])).toEqual([
    ['Reversed', '100', '0'],
    ['Partially Paid', '130', '30'],
  ])
  for (const id of ['R-1-P1', 'R-1-P2'])
    expect((await desk.detail('payment', id)).record.status).toBe('success')
})

test('[10.22] a payment that was changed in the app is reversed and entered anew', async () => {
  await paidInvoice('R-2', '20.00')
  await desk.put('payment', 'R-2-P1', paymentOf('R-2', '25.00'), 2)
  await desk.rest()
  expect((await desk.detail('payment', 'R-2-P1')).record.reason).toBe('update_held')
  expect(await desk.choose('payment', 'R-2-P1', { choice: 'reenter' })).toBe(200)
  await desk.rest()
  expect((await desk.detail('payment', 'R-2-P1')).record.status).toBe('success')
  expect(await numbered('R-2')).toMatchObject([{ TOTALDUE: '75' }])
})

test('an invoice that somebody paid in Intacct is not entered anew before that is undone there', async () => {
  await desk.put('invoice', 'R-3', invoiceOf('R-3', '100.00'))
  await desk.rest()
  await house.intacct.act(company, 'pay', {
    invoice: await keyOf('R-3'),
    amount: '15.00',
    date: '2026-03-20',
  })
  await desk.sync()
  await desk.put('invoice', 'R-3', invoiceOf('R-3', '90.00'), 2)
  await desk.rest()
  const { choices } = await desk.detail('invoice', 'R-3')
  expect(choices.find(({ choice }) => choice === 'reenter')?.against).toMatch(/was made in Intacct/)
  expect(await desk.choose('invoice', 'R-3', { choice: 'reenter' })).toBe(409)
})

test('[10.5] [10.6] an edit of an imported invoice stays in the app with the reason, and a payment on it is sent', async () => {
  await house.intacct.enter(company, 'ARINVOICE', {
    CUSTOMERID: 'C-1',
    RECORDID: 'IMP-1',
    WHENCREATED: '2026-03-10',
    WHENDUE: '2026-04-09',
    ARINVOICEITEMS: { ARINVOICEITEM: [{ ACCOUNTNO: '4000', TRX_AMOUNT: '44.00' }] },
  })
  await desk.sync()
  const { items } = await house.get<{ items: { id: string; type: string; data: object }[] }>(
    `/connections/${await house.connection()}/changes?after=0&limit=1000`,
  )
  const told = items.find(({ data }) => (data as { number?: string } | null)?.number === 'IMP-1')
  if (told === undefined) throw new Error('the app was not told of IMP-1')
  await desk.put('invoice', told.id, { ...told.data, description: 'From the app' })
  await desk.put('payment', 'IMP-P', paymentOf(told.id, '44.00'))
  await desk.rest()
  const { record } = await desk.detail('invoice', told.id)
  expect(record).toMatchObject({ status: 'success', reason: 'edit_not_sent' })
  expect(record.message).toContain('Not sent')
  expect((await desk.detail('payment', 'IMP-P')).record.status).toBe('success')
  const [row] = await numbered('IMP-1')
  expect(row).toMatchObject({ STATE: 'Paid' })
  expect(row?.['DESCRIPTION'] ?? '').not.toContain('From the app')
})
