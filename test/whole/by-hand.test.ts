import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { bringIn } from './support/bring-in.ts'
import { figures } from './support/figures.ts'
import { openHouse } from './support/house.ts'
import type { House } from './support/house.ts'
import type { Row } from './support/intacct.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 240_000 })

const withinMs = 90_000
const company = 'EMPTY'

/** Five invoices of one customer; the third and the fourth are paid in full by the app. */
const receivables = `Invoice No,Customer ID,Date,Due Date,Amount,Settled Date
INV-1,C-1,2026-03-02,2026-04-01,120.00,
INV-2,C-1,2026-03-03,2026-04-02,75.50,
INV-3,C-1,2026-03-04,2026-04-03,300.00,2026-03-20
INV-4,C-1,2026-03-05,2026-04-04,18.25,2026-03-21
INV-5,C-1,2026-03-06,2026-04-05,42.00,
`

interface Change {
  readonly seq: number
  readonly type: string
  readonly id: string
  readonly op: string
  readonly data: Readonly<Record<string, unknown>> | null
  readonly base: Readonly<Record<string, unknown>> | null
  readonly cause: string
}

interface Detail {
  readonly record: Readonly<Record<string, unknown>> & { readonly amount: string | null }
  readonly app: { readonly data: Readonly<Record<string, unknown>> } | null
  readonly remote: (Readonly<Record<string, unknown>> & { readonly data: Record<string, unknown> }) | null
  readonly timeline: readonly { readonly kind: string; readonly text: string }[]
}

let house: House
let connection: string
let firstChanges: readonly Change[]
let changes: readonly Change[]

const changesAfter = async (seq: number): Promise<Change[]> =>
  (await house.get<{ items: Change[] }>(`/connections/${connection}/changes?after=${seq}&limit=1000`)).items

const detailOf = (type: string, id: string): Promise<Detail> =>
  house.get<Detail>(`/connections/${connection}/records/${type}/${encodeURIComponent(id)}`)

const changesOf = (type: string, op: string): Change[] =>
  changes.filter((change) => change.type === type && change.op === op)

async function invoiceInIntacct(number: string): Promise<Row & { RECORDNO: string }> {
  const [row] = await house.intacct.rows(company, 'ARINVOICE', { RECORDID: number })
  const key = row?.['RECORDNO']
  if (typeof key !== 'string') throw new Error(`${number} is not in Intacct.`)
  return { ...row, RECORDNO: key }
}

/** What a person does on Intacct's pages, all between two runs. */
async function workInIntacct(): Promise<void> {
  const { intacct } = house
  await intacct.settings(company, { deletePosted: true })
  await intacct.enter(company, 'CUSTOMER', { CUSTOMERID: 'HAND-1', NAME: 'Harbor Dental' })
  await intacct.enter(company, 'ARINVOICE', {
    CUSTOMERID: 'HAND-1',
    RECORDID: 'BY-HAND-1',
    WHENCREATED: '2026-03-10',
    WHENDUE: '2026-04-09',
    ARINVOICEITEMS: {
      ARINVOICEITEM: [
        { ACCOUNTNO: '4000', TRX_AMOUNT: '64.10', ENTRYDESCRIPTION: 'Cleaning' },
        { ACCOUNTNO: '4010', TRX_AMOUNT: '35.90' },
      ],
    },
  })
  const { RECORDNO: paidInPart } = await invoiceInIntacct('INV-1')
  await intacct.act(company, 'pay', { invoice: paidInPart, amount: '40.00', date: '2026-03-15' })
  const { RECORDNO: postponed } = await invoiceInIntacct('INV-2')
  await intacct.edit(company, 'ARINVOICE', postponed, { WHENDUE: '2026-05-15' })
  const { RECORDNO: unpaid } = await invoiceInIntacct('INV-3')
  const [detail] = await intacct.rows(company, 'ARPYMTDETAIL', { RECORDKEY: unpaid })
  await intacct.act(company, 'reverse', { object: 'ARPYMT', recordNo: detail?.['PAYMENTKEY'] })
  const { RECORDNO: erased } = await invoiceInIntacct('INV-5')
  await intacct.erase(company, 'ARINVOICE', erased)
}

beforeAll(async () => {
  house = await openHouse()
  await bringIn(house, receivables)
  await house.quiet(withinMs)
  await house.sync()
  await house.quiet(withinMs)
  connection = await house.connection()
  firstChanges = await changesAfter(0)
  await workInIntacct()
  await house.sync()
  await house.quiet(withinMs)
  changes = await changesAfter(0)
  figures('changes', { after: changes.map(({ type, id, op, cause }) => `${op} ${type} ${id} (${cause})`) })
})
afterAll(() => house.close())

test('what the app itself brought in never comes back as a change', () => {
  expect(firstChanges).toEqual([])
})

test('a customer entered by hand is told to the app once', () => {
  const told = changesOf('customer', 'create')
  expect(told).toHaveLength(1)
  expect(told[0]?.data).toMatchObject({ number: 'HAND-1', name: 'Harbor Dental' })
})

test('an invoice entered by hand is told with its lines, under the customer’s id in the feed, and has a page', async () => {
  const [customer] = changesOf('customer', 'create')
  const told = changesOf('invoice', 'create')
  expect(told).toHaveLength(1)
  expect(told[0]?.data).toMatchObject({
    number: 'BY-HAND-1',
    customer: customer?.id,
    date: '2026-03-10',
    dueDate: '2026-04-09',
    lines: [
      { amount: '64.10', account: '4000', memo: 'Cleaning' },
      { amount: '35.90', account: '4010' },
    ],
    total: '100.00',
  })
  const { record } = await detailOf('invoice', told[0]?.id ?? '')
  expect(record).toMatchObject({
    number: 'BY-HAND-1',
    status: 'success',
    reason: 'imported',
    amount: '100.00',
  })
})

test('a partial payment is told with what it pays, and the invoice’s page says that it is partly paid', async () => {
  const told = changesOf('payment', 'create')
  expect(told).toHaveLength(1)
  expect(told[0]?.data).toMatchObject({
    customer: 'C-1',
    date: '2026-03-15',
    amount: '40.00',
    applications: [{ invoice: 'INV-1', amount: '40.00' }],
  })
  const { remote } = await detailOf('invoice', 'INV-1')
  expect(remote).toMatchObject({ facts: { state: 'partially_paid' } })
})

test('an edited due date is told as an update with what was agreed before', async () => {
  const [change, ...others] = changesOf('invoice', 'update')
  expect(others).toEqual([])
  expect(change).toMatchObject({
    id: 'INV-2',
    data: { dueDate: '2026-05-15' },
    base: { dueDate: '2026-04-02' },
  })
  const { remote, timeline } = await detailOf('invoice', 'INV-2')
  expect(remote?.data).toMatchObject({ dueDate: '2026-05-15' })
  expect(timeline.map((entry) => entry.kind)).toContain('changed_there')
})

test('a reversed payment is told as void, and its invoice is open again', async () => {
  const told = changesOf('payment', 'void')
  expect(told).toHaveLength(1)
  expect(told[0]).toMatchObject({ id: 'INV-3-settlement', cause: 'reversed_in_intacct' })
  const { record } = await detailOf('payment', 'INV-3-settlement')
  expect(record['status']).toBe('desynchronized')
  const { remote } = await detailOf('invoice', 'INV-3')
  expect(remote).toMatchObject({ facts: { state: 'open' } })
})

test('a deleted invoice is told as deleted, and waits for someone', async () => {
  const [change, ...others] = changesOf('invoice', 'delete')
  expect(others).toEqual([])
  expect(change).toMatchObject({ id: 'INV-5', cause: 'deleted_in_intacct', base: { total: '42.00' } })
  const { record } = await detailOf('invoice', 'INV-5')
  expect(record).toMatchObject({ status: 'desynchronized', reason: 'gone_there', needsSomeone: true })
})

test('nothing else is told, nothing was written to Intacct for it, and another run tells nothing anew', async () => {
  expect(changes).toHaveLength(6)
  const before = await house.intacct.stats()
  await house.sync()
  await house.quiet(withinMs)
  const after = await house.intacct.stats()
  expect(await changesAfter(changes.at(-1)?.seq ?? 0)).toEqual([])
  expect(after.functions['create']).toBe(before.functions['create'])
  expect(after.functions['update']).toBe(before.functions['update'])
})

test('an edit of the app reaches Intacct and does not come back', async () => {
  const { app: open } = await detailOf('invoice', 'INV-1')
  const path = `/connections/${connection}/records/invoice/INV-1`
  const data = { ...open?.data, dueDate: '2026-06-30' }
  expect((await house.call('PUT', path, { version: 2, state: 'approved', data })).status).toBe(200)
  await house.quiet(withinMs)
  expect(await invoiceInIntacct('INV-1')).toMatchObject({ WHENDUE: '2026-06-30' })
  await house.sync()
  await house.quiet(withinMs)
  expect(await changesAfter(changes.at(-1)?.seq ?? 0)).toEqual([])
})
