import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { normalAmount } from '@tieout/engine/core/money.ts'
import { bringIn } from './support/bring-in.ts'
import { openHouse } from './support/house.ts'
import type { House } from './support/house.ts'
import type { Row } from './support/intacct.ts'

vi.setConfig({ testTimeout: 180_000, hookTimeout: 240_000 })

const withinMs = 90_000
const company = 'EMPTY'

const receivables = `Invoice No,Customer ID,Date,Due Date,Amount,Settled Date
INV-1,C-1,2026-03-02,2026-04-01,120.00,
INV-2,C-1,2026-03-03,2026-04-02,75.50,
INV-3,C-1,2026-03-04,2026-04-03,300.00,
INV-4,C-1,2026-03-05,2026-04-04,18.25,
INV-5,C-1,2026-03-06,2026-04-05,42.00,
`

interface Change {
  readonly type: string
  readonly id: string
  readonly op: string
  readonly data: Readonly<Record<string, unknown>> | null
}

interface Detail {
  readonly record: { readonly status: string; readonly reason: string; readonly remoteKey: string | null }
  readonly remote: {
    readonly facts: { readonly due?: string }
    readonly data: Record<string, unknown>
  } | null
}

let house: House
let connection: string

beforeAll(async () => {
  house = await openHouse()
  await bringIn(house, receivables)
  await house.quiet(withinMs)
  connection = await house.connection()
})
afterAll(() => house.close())

async function put(id: string, version: number, more: Readonly<Record<string, unknown>>, state = 'approved') {
  const data = { customer: 'C-1', date: '2026-03-20', ...more }
  const path = `/connections/${connection}/records/payment/${id}`
  const answer = await house.call('PUT', path, { version, state, data })
  expect(answer.status).toBe(200)
  await house.quiet(withinMs)
}

const detailOf = (type: string, id: string): Promise<Detail> =>
  house.get<Detail>(`/connections/${connection}/records/${type}/${encodeURIComponent(id)}`)

const changes = async (): Promise<Change[]> =>
  (await house.get<{ items: Change[] }>(`/connections/${connection}/changes?after=0&limit=1000`)).items

async function invoiceThere(number: string): Promise<Row> {
  const [row] = await house.intacct.rows(company, 'ARINVOICE', { RECORDID: number })
  if (!row) throw new Error(`${number} is not in Intacct.`)
  return row
}

async function synced(): Promise<void> {
  await house.sync()
  await house.quiet(withinMs)
}

/** What is due of an invoice is the same in our copy and in Intacct's own books. */
async function expectDue(number: string, due: string): Promise<void> {
  const there = await invoiceThere(number)
  expect(normalAmount(there['TRX_TOTALDUE'] ?? '', 'USD')).toBe(due)
  const { remote } = await detailOf('invoice', number)
  expect(remote?.facts.due).toBe(due)
}

test('[10.19] a payment that pays nothing yet is an advance in Intacct, and pays later', async () => {
  await put('ADV', 1, { amount: '100.00', reference: 'WIRE-1', method: 'check', applications: [] })
  const [advance] = await house.intacct.rows(company, 'ARADVANCE')
  expect(advance).toMatchObject({ STATE: 'Posted', DOCNUMBER: 'WIRE-1', PAYMENTMETHOD: 'Printed Check' })
  expect(await house.intacct.rows(company, 'ARPYMT')).toHaveLength(0)
  expect((await detailOf('payment', 'ADV')).record).toMatchObject({ status: 'success', reason: 'as_advance' })

  const applications = [{ invoice: 'INV-1', amount: '70.00' }]
  await put('ADV', 2, { amount: '100.00', reference: 'WIRE-1', method: 'check', applications })
  await expectDue('INV-1', '50.00')
  expect((await detailOf('advance', 'ADV~advance')).remote?.facts).toMatchObject({ due: '30.00' })
  expect(await changes()).toEqual([])
})

test('[10.19] what Intacct’s people do with an advance of the app is told about the payment', async () => {
  const [advance] = await house.intacct.rows(company, 'ARADVANCE')
  const invoice = (await invoiceThere('INV-2'))['RECORDNO']
  await house.intacct.act(company, 'apply', { source: advance?.['RECORDNO'], invoice, amount: '30.00' })
  await synced()
  await expectDue('INV-2', '45.50')
  expect(await changes()).toMatchObject([
    {
      type: 'payment',
      id: 'ADV',
      op: 'update',
      data: {
        amount: '100.00',
      },
    },
  ])
  const [told] = await changes()
  const applications = told?.data?.['applications']
  expect(applications).toHaveLength(2)
  expect(applications).toContainEqual({ invoice: 'INV-1', amount: '70.00' })
  expect(applications).toContainEqual({ invoice: 'INV-2', amount: '30.00' })
})

test('[10.16] an advance that the app voids is taken back from its invoices, and reversed', async () => {
  const applications = [
    { invoice: 'INV-1', amount: '70.00' },
    { invoice: 'INV-2', amount: '30.00' },
  ]
  await put('ADV', 3, { amount: '100.00', reference: 'WIRE-1', method: 'check', applications }, 'void')
  await synced()
  const states = (await house.intacct.rows(company, 'ARADVANCE')).map((row) => row['STATE'])
  expect(states.sort()).toEqual(['Reversal', 'Reversed'])
  await expectDue('INV-1', '120.00')
  await expectDue('INV-2', '75.50')
  expect((await detailOf('payment', 'ADV')).record).toMatchObject({ status: 'success', reason: 'voided' })
})

test('[7.16] what a payment leaves over is an overpayment at the set location and department, and pays later', async () => {
  await house.intacct.enter(company, 'LOCATION', { LOCATIONID: '100', NAME: 'Harbor office' })
  await house.intacct.enter(company, 'DEPARTMENT', { DEPARTMENTID: '10', TITLE: 'Accounts' })
  const settings = { overpayment: { location: '100', department: '10' } }
  const answer = await house.call('PATCH', `/connections/${connection}`, { settings })
  expect(answer.status).toBe(200)
  const first = { invoice: 'INV-4', amount: '18.25' }
  await put('OVER', 1, { amount: '60.25', reference: 'CHK-7', applications: [first] })
  const [paid] = await house.intacct.rows(company, 'ARPYMT', { DOCNUMBER: 'CHK-7' })
  const entries = await house.intacct.rows(company, 'ARPYMTENTRY', { RECORDKEY: paid?.['RECORDNO'] ?? '' })
  expect(entries.find((entry) => entry['LOCATIONID'])).toMatchObject({
    TRX_AMOUNT: '42',
    LOCATIONID: '100',
    DEPARTMENTID: '10',
  })
  await put('OVER', 2, {
    amount: '60.25',
    reference: 'CHK-7',
    applications: [first, { invoice: 'INV-5', amount: '42.00' }],
  })
  await expectDue('INV-4', '0.00')
  await expectDue('INV-5', '0.00')
  expect((await detailOf('payment', 'OVER')).record).toMatchObject({ status: 'success' })
})

test('[10.19] [10.13] an advance received in Intacct comes with what it pays, and an invoice that it pays is paid in part', async () => {
  const advance = await house.intacct.enter(company, 'ARADVANCE', {
    CUSTOMERID: 'C-1',
    PAYMENTMETHOD: 'EFT',
    DOCNUMBER: 'BY-HAND',
    RECEIPTDATE: '2026-03-21',
    PAYMENTDATE: '2026-03-21',
    UNDEPOSITEDACCOUNTNO: '1010',
    CURRENCY: 'USD',
    ARADVANCEITEMS: { ARADVANCEITEM: [{ TRX_AMOUNT: '500.00' }] },
  })
  const invoice = (await invoiceThere('INV-3'))['RECORDNO']
  await house.intacct.act(company, 'apply', { source: advance['RECORDNO'], invoice, amount: '120.00' })
  await synced()
  await expectDue('INV-3', '180.00')
  const told = (await changes()).filter(({ type }) => type === 'advance')
  expect(told).toMatchObject([
    {
      op: 'create',
      data: {
        amount: '500.00',
        reference: 'BY-HAND',
        applications: [{ invoice: 'INV-3', amount: '120.00' }],
      },
    },
  ])
})

test('[10.16] of two like payments of the same second the one that was reversed in Intacct is reopened', async () => {
  const pay = (id: string, invoice: string) => ({
    type: 'payment',
    id,
    version: 1,
    state: 'approved',
    data: {
      customer: 'C-1',
      date: '2026-03-22',
      amount: '30.00',
      reference: 'SAME',
      applications: [{ invoice, amount: '30.00' }],
    },
  })
  for (const line of [pay('TWO-A', 'INV-1'), pay('TWO-B', 'INV-2')]) {
    const { type, id, ...body } = line
    await house.call('PUT', `/connections/${connection}/records/${type}/${id}`, body)
  }
  await house.quiet(withinMs)
  const keys = await Promise.all(
    ['TWO-A', 'TWO-B'].map(async (id) => (await detailOf('payment', id)).record.remoteKey ?? ''),
  )
  // Whatever the moment at which each arrived: now Intacct says the same second of both.
  const [first] = await house.intacct.rows(company, 'ARPYMT', { RECORDNO: keys[0] ?? '' })
  const moment = { AUWHENCREATED: first?.['AUWHENCREATED'], WHENMODIFIED: first?.['WHENMODIFIED'] }
  for (const key of keys) await house.intacct.edit(company, 'ARPYMT', key, moment, true)
  await house.intacct.act(company, 'reverse', { object: 'ARPYMT', recordNo: keys[1], date: '2026-03-23' })
  await synced()
  expect((await detailOf('payment', 'TWO-A')).record).toMatchObject({ status: 'success' })
  expect((await detailOf('payment', 'TWO-B')).record).toMatchObject({ reason: 'reversed_there' })
  await expectDue('INV-1', '90.00')
  await expectDue('INV-2', '75.50')
  const told = (await changes()).filter(({ op }) => op === 'void')
  expect(told.map(({ type, id }) => `${type} ${id}`)).toEqual(['payment TWO-B'])
})

test('[10.14] a credit memo that is applied in part in Intacct comes as a credit note with what it pays, not as a payment', async () => {
  const credit = await house.intacct.enter(company, 'ARADJUSTMENT', {
    CUSTOMERID: 'C-1',
    RECORDID: 'CM-HAND',
    WHENCREATED: '2026-03-22',
    ARADJUSTMENTITEMS: { ARADJUSTMENTITEM: [{ ACCOUNTNO: '4000', TRX_AMOUNT: '-25.00' }] },
  })
  const before = (await changes()).length
  const invoice = (await invoiceThere('INV-1'))['RECORDNO']
  await house.intacct.act(company, 'apply', { source: credit['RECORDNO'], invoice, amount: '15.00' })
  await synced()
  await expectDue('INV-1', '75.00')
  expect((await changes()).slice(before)).toMatchObject([
    {
      type: 'credit_note',
      op: 'create',
      data: { number: 'CM-HAND', total: '25.00', applications: [{ invoice: 'INV-1', amount: '15.00' }] },
    },
  ])
})

test('[6.9] [6.10] [7.18] [7.19] a payment with a fee, two credits and an adjustment, voided: all of it is undone in the opposite order', async () => {
  const settings = {
    accounts: { fee: '4010', writeOff: '6000' },
    adjustments: { entity: '100' },
    methods: [{ method: 'card', as: 'eft' }],
  }
  expect((await house.call('PATCH', `/connections/${connection}`, { settings })).status).toBe(200)
  await house.intacct.settings(company, { deletePosted: true })
  for (const [id, amount] of [
    ['CN-1', '20.00'],
    ['CN-2', '10.00'],
  ] as const) {
    const body = {
      version: 1,
      state: 'approved',
      data: { number: id, customer: 'C-1', date: '2026-03-24', lines: [{ amount }], total: amount },
    }
    expect(
      (await house.call('PUT', `/connections/${connection}/records/credit_note/${id}`, body)).status,
    ).toBe(200)
  }
  const whole = {
    amount: '42.50',
    reference: 'CARD-9',
    method: 'card',
    fee: { amount: '2.50' },
    applications: [{ invoice: 'INV-2', amount: '40.00' }],
    credits: [
      { creditNote: 'CN-1', invoice: 'INV-2', amount: '20.00' },
      { creditNote: 'CN-2', invoice: 'INV-2', amount: '10.00' },
    ],
    adjustments: [{ invoice: 'INV-2', amount: '5.50' }],
  }
  await put('ALL', 1, whole)
  await synced()
  await expectDue('INV-2', '0.00')
  const [paid] = await house.intacct.rows(company, 'ARPYMT', { DOCNUMBER: 'CARD-9' })
  expect(paid).toMatchObject({ TRX_TOTALENTERED: '42.5', PAYMENTMETHOD: 'EFT' })
  const [fee] = await house.intacct.rows(company, 'ARINVOICE', { RECORDID: 'FEE-ALL' })
  expect(fee).toMatchObject({ STATE: 'Paid', TRX_TOTALENTERED: '2.5' })
  const [adjustment] = await house.intacct.rows(company, 'ARADJUSTMENT', { RECORDID: 'ADJ-ALL' })
  expect(adjustment).toMatchObject({ STATE: 'Paid', TRX_TOTALENTERED: '-5.5' })
  const lines = await house.intacct.rows(company, 'ARADJUSTMENTITEM', {
    RECORDKEY: adjustment?.['RECORDNO'] ?? '',
  })
  expect(lines).toMatchObject([{ ACCOUNTNO: '6000', LOCATIONID: '100' }])

  await put('ALL', 2, whole, 'void')
  await synced()
  await expectDue('INV-2', '75.50')
  expect(await house.intacct.rows(company, 'ARADJUSTMENT', { RECORDID: 'ADJ-ALL' })).toEqual([])
  for (const id of ['CN-1', 'CN-2']) {
    const [credit] = await house.intacct.rows(company, 'ARADJUSTMENT', { RECORDID: id })
    expect(credit).toMatchObject({ STATE: 'Posted' })
  }
  const ended = await Promise.all([
    house.intacct.rows(company, 'ARPYMT', { RECORDNO: paid?.['RECORDNO'] ?? '' }),
    house.intacct.rows(company, 'ARINVOICE', { RECORDNO: fee?.['RECORDNO'] ?? '' }),
  ])
  expect(ended.flat().map((row) => row['STATE'])).toEqual(['V', 'Reversed'])
  for (const [type, id] of [
    ['payment', 'ALL'],
    ['invoice', 'ALL~fee'],
    ['credit_note', 'ALL~adjustment'],
  ] as const)
    expect((await detailOf(type, id)).record).toMatchObject({ status: 'success', reason: 'voided' })
})
