import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openHouse } from './support/house.ts'
import type { House } from './support/house.ts'
import type { Row } from './support/intacct.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 240_000 })

const withinMs = 20_000
const company = 'EMPTY'
const onBothSides = {
  item: 'both',
  vendor: 'both',
  bill: 'both',
  bill_credit: 'both',
  bill_payment: 'both',
} as const
const settings = {
  directions: onBothSides,
  accounts: { bank: 'BOA', expense: '6200' },
  defaults: { billTermName: 'N30' },
}

interface Detail {
  readonly record: { readonly status: string; readonly reason: string; readonly message: string }
  readonly remote: {
    readonly key: string
    readonly number: string
    readonly state: string
    readonly data: Readonly<Record<string, unknown>>
    readonly facts: Readonly<Record<string, unknown>>
  } | null
  readonly waitingFor: readonly { readonly label: string }[]
  readonly problem: { readonly title: string; readonly cure: string } | null
  readonly timeline: readonly { readonly text: string }[]
}

interface Change {
  readonly seq: number
  readonly type: string
  readonly id: string
  readonly op: string
  readonly data: Readonly<Record<string, unknown>> | null
  readonly cause: string
}

let house: House
let connection: string

/** Tests tell one story, each from where the last one left off. */
beforeAll(async () => {
  house = await openHouse({ keep: false })
  const connected = await house.run('connect', ...house.connecting(settings))
  if (connected.code !== 0) throw new Error(connected.err)
  connection = await house.connection()
  await house.intacct.enter(company, 'DEPARTMENT', { DEPARTMENTID: 'SALES', TITLE: 'Sales' })
})
afterAll(() => house.close())

async function put(type: string, id: string, version: number, data: object, state = 'approved') {
  const path = `/connections/${connection}/records/${type}/${id}`
  const { status, body } = await house.call('PUT', path, { version, state, data })
  if (status >= 300) throw new Error(`PUT ${type} ${id}: ${status} ${JSON.stringify(body)}`)
  await house.quiet(withinMs)
}

async function changeSettings(settings: object): Promise<void> {
  const { status, body } = await house.call('PATCH', `/connections/${connection}`, { settings })
  if (status >= 300) throw new Error(`settings: ${status} ${JSON.stringify(body)}`)
}

const detailOf = (type: string, id: string): Promise<Detail> =>
  house.get<Detail>(`/connections/${connection}/records/${type}/${encodeURIComponent(id)}`)

const changesAfter = async (seq: number): Promise<Change[]> =>
  (await house.get<{ items: Change[] }>(`/connections/${connection}/changes?after=${seq}&limit=1000`)).items

async function there(object: string, number: string): Promise<Row & { RECORDNO: string }> {
  const [row] = await house.intacct.rows(company, object, { RECORDID: number })
  const key = row?.['RECORDNO']
  if (typeof key !== 'string') throw new Error(`${number} is not in Intacct.`)
  return { ...row, RECORDNO: key }
}

async function syncAll(): Promise<void> {
  await house.sync()
  await house.quiet(withinMs)
}

async function retry(type: string, id: string): Promise<void> {
  const path = `/connections/${connection}/records/actions`
  const { status, body } = await house.call('POST', path, { action: 'synchronize', ids: [{ type, id }] })
  if (status >= 300) throw new Error(`synchronize: ${status} ${JSON.stringify(body)}`)
  await house.quiet(withinMs)
}

const vendor = {
  number: 'V-7',
  name: 'Paper & Sons',
  email: 'post@paper.example',
  termName: 'N30',
  address: { line1: '1 Mill Lane', city: 'Leeds', postalCode: 'LS1', country: 'United Kingdom' },
}
const bill = (number: string, total: string, more: object = {}) => ({
  number,
  vendor: 'v7',
  date: '2026-03-02',
  reference: 'PO-88',
  description: 'Paper for March',
  lines: [{ amount: total, memo: 'A4' }],
  total,
  ...more,
})

test('[6.12] [6.13] [3.27] a bill goes out with its vendor only once it is approved in the app', async () => {
  await put('vendor', 'v7', 1, vendor)
  await put('bill', 'b1', 1, bill('PS-1001', '120.00'), 'draft')
  expect((await detailOf('bill', 'b1')).record).toMatchObject({ status: 'not_integrated', reason: 'draft' })
  expect(await house.intacct.rows(company, 'APBILL')).toEqual([])

  const lines = [
    { amount: '100.00', account: '6100', memo: 'Rent', department: 'SALES', location: 'HQ' },
    { amount: '20.00', memo: 'Paper' },
  ]
  await put('bill', 'b1', 2, bill('PS-1001', '120.00', { lines, postingDate: '2026-03-05' }))
  expect((await detailOf('bill', 'b1')).record).toMatchObject({ status: 'success', reason: 'posted' })
  const row = await there('APBILL', 'PS-1001')
  expect(row).toMatchObject({
    STATE: 'Posted',
    VENDORID: 'V-7',
    WHENCREATED: '2026-03-02',
    WHENPOSTED: '2026-03-05',
    TERMNAME: 'N30',
    WHENDUE: '2026-04-01',
    DOCNUMBER: 'PO-88',
    TRX_TOTALENTERED: '120',
    TRX_TOTALDUE: '120',
  })
  const items = await house.intacct.rows(company, 'APBILLITEM', { RECORDKEY: row.RECORDNO })
  expect(items).toMatchObject([
    { ACCOUNTNO: '6100', TRX_AMOUNT: '100', DEPARTMENTID: 'SALES', LOCATIONID: 'HQ' },
    // The settings' expense account, where a line names none.
    { ACCOUNTNO: '6200', TRX_AMOUNT: '20', ENTRYDESCRIPTION: 'Paper' },
  ])
  const [stored] = await house.intacct.rows(company, 'VENDOR', { VENDORID: 'V-7' })
  expect(stored).toMatchObject({
    NAME: 'Paper & Sons',
    TERMNAME: 'N30',
    'DISPLAYCONTACT.MAILADDRESS.CITY': 'Leeds',
  })
})

test('[6.13] by setting a bill arrives as a draft, and a payment on it waits for it to be posted', async () => {
  await changeSettings({ postAs: { bill: 'draft' } })
  await put('bill', 'b2', 1, bill('PS-1002', '40.00'))
  expect(await there('APBILL', 'PS-1002')).toMatchObject({ STATE: 'Draft' })
  await house.call('PUT', `/connections/${connection}/records/bill_payment/bp2`, {
    version: 1,
    state: 'approved',
    data: {
      vendor: 'v7',
      date: '2026-03-10',
      amount: '40.00',
      method: 'check',
      applications: [{ bill: 'b2', amount: '40.00' }],
    },
  })
  await expect
    .poll(async () => (await detailOf('bill_payment', 'bp2')).record, { timeout: withinMs })
    .toMatchObject({ reason: 'bill_unposted_there', message: 'Bill PS-1002 is a draft in Intacct.' })
  const { RECORDNO } = await there('APBILL', 'PS-1002')
  await house.intacct.edit(company, 'APBILL', RECORDNO, { ACTION: 'Submit' })
  await syncAll()
  expect((await detailOf('bill_payment', 'bp2')).record).toMatchObject({ status: 'success' })
  expect(await there('APBILL', 'PS-1002')).toMatchObject({ STATE: 'Paid', TRX_TOTALDUE: '0' })
  await changeSettings({ postAs: { bill: 'submitted' } })
})

test('[6.15] a bill payment goes out from the bank of the settings, and voided in the app it is voided there', async () => {
  await put('bill_payment', 'bp1', 1, {
    vendor: 'v7',
    date: '2026-03-12',
    amount: '50.00',
    reference: 'TRX-9',
    applications: [{ bill: 'b1', amount: '50.00' }],
  })
  const [paid] = await house.intacct.rows(company, 'APPYMT', { DOCNUMBER: 'TRX-9' })
  expect(paid).toMatchObject({
    STATE: 'C',
    VENDORID: 'V-7',
    FINANCIALENTITY: 'BOA',
    PAYMENTMETHOD: 'EFT',
    TRX_TOTALENTERED: '50',
  })
  await house.quiet(withinMs)
  expect((await detailOf('bill', 'b1')).remote?.facts).toMatchObject({ paid: '50.00', due: '70.00' })

  const { body } = await house.call('GET', `/connections/${connection}/records/bill_payment/bp1`)
  const { app } = body as { app: { data: object } }
  await put('bill_payment', 'bp1', 2, app.data, 'void')
  expect((await detailOf('bill_payment', 'bp1')).record).toMatchObject({ reason: 'voided' })
  expect((await detailOf('bill', 'b1')).remote).toMatchObject({
    state: 'open',
    facts: { paid: '0.00', due: '120.00' },
  })
})

test('[6.14] a bill that is paid in Intacct is paid in the app, and open again when that is reversed', async () => {
  const before = (await changesAfter(0)).at(-1)?.seq ?? 0
  const { RECORDNO } = await there('APBILL', 'PS-1001')
  const payment = await house.intacct.act(company, 'pay', { bill: RECORDNO, date: '2026-03-20' })
  await syncAll()
  expect((await detailOf('bill', 'b1')).remote).toMatchObject({
    state: 'paid',
    facts: { paid: '120.00', due: '0.00' },
  })
  const [told] = await changesAfter(before)
  expect(told).toMatchObject({
    type: 'bill_payment',
    op: 'create',
    data: { vendor: 'v7', amount: '120.00', applications: [{ bill: 'b1', amount: '120.00' }] },
  })
  const reversing = { object: 'APPYMT', recordNo: payment['RECORDNO'], date: '2026-03-21' }
  await house.intacct.act(company, 'reverse', reversing)
  await syncAll()
  const all = await changesAfter(before)
  expect(all.at(-1)).toMatchObject({ type: 'bill_payment', op: 'void', cause: 'reversed_in_intacct' })
  expect((await detailOf('bill', 'b1')).remote).toMatchObject({ state: 'open' })
})

test('[6.11] [6.14] vendors and bills of Intacct come in, under the numbers that Intacct gave them', async () => {
  const before = (await changesAfter(0)).at(-1)?.seq ?? 0
  await house.intacct.enter(company, 'VENDOR', { VENDORID: 'CITY', NAME: 'City Power' })
  const entered = await house.intacct.enter(company, 'APBILL', {
    VENDORID: 'CITY',
    RECORDID: 'CP-5',
    WHENCREATED: '2026-03-01',
    WHENDUE: '2026-03-31',
    APBILLITEMS: { APBILLITEM: [{ ACCOUNTNO: '6100', TRX_AMOUNT: '88.10' }] },
  })
  await syncAll()
  const told = await changesAfter(before)
  expect(told).toMatchObject([
    { type: 'vendor', op: 'create', data: { number: 'CITY', name: 'City Power' } },
    { type: 'bill', op: 'create', data: { number: 'CP-5', total: '88.10', dueDate: '2026-03-31' } },
  ])
  expect(told[1]?.data?.['vendor']).toBe(told[0]?.id)
  expect((await detailOf('bill', told[1]?.id ?? '')).remote?.key).toBe(entered['RECORDNO'])
})

test('[6.13] what is wrong on the way is named, and goes on once it is mended', async () => {
  // A vendor that is missing: the bill waits for it.
  await house.call('PUT', `/connections/${connection}/records/bill/b3`, {
    version: 1,
    state: 'approved',
    data: { ...bill('PS-1003', '10.00'), vendor: 'v8' },
  })
  await expect
    .poll(async () => (await detailOf('bill', 'b3')).record.reason, { timeout: withinMs })
    .toBe('parent_missing')
  await put('vendor', 'v8', 1, { number: 'V-8', name: 'New Vendor' })
  expect((await detailOf('bill', 'b3')).record.status).toBe('success')

  // A closed period: held with the reason, and sent again once it is open.
  await house.intacct.act(company, 'closePeriod', { through: '2026-02-28', module: 'AP' })
  await put('bill', 'b4', 1, bill('PS-1004', '11.00', { date: '2026-02-10', dueDate: '2026-03-10' }))
  expect((await detailOf('bill', 'b4')).record).toMatchObject({ reason: 'period_closed_create' })
  await house.intacct.act(company, 'openPeriod', { from: '2026-01-01', module: 'AP' })
  await retry('bill', 'b4')
  expect((await detailOf('bill', 'b4')).record.status).toBe('success')

  // A department that is no more under its old name: the refusal says which.
  await put(
    'bill',
    'b5',
    1,
    bill('PS-1005', '12.00', { lines: [{ amount: '12.00', department: 'GONE', location: 'HQ' }] }),
  )
  const refused = await detailOf('bill', 'b5')
  expect(refused.record).toMatchObject({ status: 'error', reason: 'refused' })
  expect(refused.problem?.title).toContain('GONE')
  await put(
    'bill',
    'b5',
    2,
    bill('PS-1005', '12.00', { lines: [{ amount: '12.00', department: 'SALES', location: 'HQ' }] }),
  )
  expect((await detailOf('bill', 'b5')).record.status).toBe('success')
  expect((await house.intacct.rows(company, 'APBILL', { RECORDID: 'PS-1005' })).length).toBe(1)
})

test('[6.13] [6.14] [3.27] approval in Intacct: awaited, declined, corrected in the app, approved, paid', async () => {
  await house.intacct.settings(company, { approvals: { bills: 1, billPayments: 0 } })
  const path = `/connections/${connection}/records/bill/b6`
  const data = bill('PS-1006', '60.00')
  await house.call('PUT', path, { version: 1, state: 'approved', data })
  const reason = async () => (await detailOf('bill', 'b6')).record.reason
  await expect.poll(reason, { timeout: withinMs }).toBe('awaiting_approval')
  const { RECORDNO } = await there('APBILL', 'PS-1006')
  await house.intacct.act(company, 'decline', { object: 'APBILL', recordNo: RECORDNO })
  await house.sync()
  await expect.poll(reason, { timeout: withinMs }).toBe('declined_there')
  const declined = await detailOf('bill', 'b6')
  expect(declined.record.status).toBe('desynchronized')
  expect(declined.problem?.cure).toContain('sends it for approval again')
  expect(declined.timeline.some(({ text }) => text.startsWith('Approval declined in Intacct'))).toBe(true)

  const corrected = { ...data, lines: [{ amount: '61.00', memo: 'A4' }], total: '61.00' }
  await house.call('PUT', path, { version: 2, state: 'approved', data: corrected })
  await expect.poll(reason, { timeout: withinMs }).toBe('awaiting_approval')
  expect(await there('APBILL', 'PS-1006')).toMatchObject({ STATE: 'Submitted', TRX_TOTALENTERED: '61' })
  await house.intacct.act(company, 'approve', { object: 'APBILL', recordNo: RECORDNO })
  await syncAll()
  expect(await reason()).toBe('posted')
  await house.intacct.act(company, 'pay', { bill: RECORDNO, date: '2026-03-25' })
  await syncAll()
  expect((await detailOf('bill', 'b6')).remote).toMatchObject({ state: 'paid', number: 'PS-1006' })
  await house.intacct.settings(company, { approvals: { bills: 0, billPayments: 0 } })
})

test('[6.13] a bill credit is applied to a bill, moved, and taken back when it is voided', async () => {
  const credit = (applications: object[]) => ({
    number: 'PS-C1',
    vendor: 'v7',
    date: '2026-03-15',
    lines: [{ amount: '30.00' }],
    total: '30.00',
    applications,
  })
  await put('bill_credit', 'bc1', 1, credit([{ bill: 'b1', amount: '20.00' }]))
  expect((await detailOf('bill_credit', 'bc1')).record.status).toBe('success')
  expect(await there('APADJUSTMENT', 'PS-C1')).toMatchObject({
    TRX_TOTALENTERED: '-30',
    TRX_TOTALDUE: '-10',
  })
  expect((await detailOf('bill', 'b1')).remote?.facts).toMatchObject({ due: '100.00' })
  await put('bill_credit', 'bc1', 2, credit([{ bill: 'b4', amount: '5.00' }]))
  await house.quiet(withinMs)
  expect((await detailOf('bill', 'b1')).remote?.facts).toMatchObject({ due: '120.00' })
  expect((await detailOf('bill', 'b4')).remote?.facts).toMatchObject({ due: '6.00' })
  await put('bill_credit', 'bc1', 3, credit([]), 'void')
  expect((await detailOf('bill_credit', 'bc1')).record.reason).toBe('voided')
  expect((await detailOf('bill', 'b4')).remote?.facts).toMatchObject({ due: '11.00' })
})

test('[6.20] items go out and come in, too', async () => {
  const before = (await changesAfter(0)).at(-1)?.seq ?? 0
  await put('item', 'it1', 1, { number: 'A4-500', name: 'Paper, 500 sheets' })
  const [stored] = await house.intacct.rows(company, 'ITEM', { ITEMID: 'A4-500' })
  expect(stored).toMatchObject({ NAME: 'Paper, 500 sheets', ITEMTYPE: 'Non-Inventory', STATUS: 'active' })
  await put('item', 'it1', 2, { number: 'A4-500', name: 'Paper', description: '80 g' })
  await house.intacct.enter(company, 'ITEM', { ITEMID: 'PEN', NAME: 'Pen', ITEMTYPE: 'Non-Inventory' })
  await syncAll()
  const [renamed] = await house.intacct.rows(company, 'ITEM', { ITEMID: 'A4-500' })
  expect(renamed).toMatchObject({ NAME: 'Paper', EXTENDED_DESCRIPTION: '80 g' })
  expect(await changesAfter(before)).toMatchObject([
    { type: 'item', op: 'create', data: { number: 'PEN', name: 'Pen', itemType: 'Non-Inventory' } },
  ])
})
