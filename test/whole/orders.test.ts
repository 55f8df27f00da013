import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { kim, only, openWorkshop } from './support/workshop.ts'
import type { Workshop } from './support/workshop.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 90_000 })

let shop: Workshop

beforeAll(async () => {
  shop = await openWorkshop('DEMO')
  const books = shop.books()
  books.create('CUSTOMER', { CUSTOMERID: 'C-1', NAME: 'Harbor Dental' }, kim)
  await shop.quiet()
})
afterAll(() => shop.close())

/** As Intacct numbers and describes them: two of an item. */
const line = (price: string, item = 'SEAT') => ({ ITEMID: item, QUANTITY: '2', PRICE: price, MEMO: 'Seats' })

function order(number: string, price: string, more: object = {}): string {
  const row = shop.books().create(
    'SODOCUMENT',
    {
      TRANSACTIONTYPE: 'Sales Invoice',
      CUSTVENDID: 'C-1',
      DOCNO: number,
      WHENCREATED: '2026-03-01',
      WHENDUE: '2026-03-31',
      SODOCUMENTENTRIES: { SODOCUMENTENTRY: [line(price)] },
      ...more,
    },
    kim,
  )
  return row.RECORDNO ?? ''
}

const edit = (key: string, change: object): void =>
  void shop.books().update('SODOCUMENT', { RECORDNO: key, ...change }, kim)

const lines = (price: string) => ({ SODOCUMENTENTRIES: { SODOCUMENTENTRY: [line(price)] } })

describe('Order Entry documents', () => {
  it('come as invoices with their items, totals and due dates, and returns come as credit notes [6.1] [6.2] [6.16]', async () => {
    order('SO-1', '10.00')
    order('SR-1', '3.00', { TRANSACTIONTYPE: 'Sales Return' })
    await shop.sync()
    const told = await shop.changes()
    expect(told.find(({ type }) => type === 'customer')?.data).toMatchObject({ number: 'C-1' })
    expect(told.find(({ data }) => data?.['number'] === 'SO-1')).toMatchObject({
      type: 'invoice',
      op: 'create',
      data: {
        total: '20.00',
        date: '2026-03-01',
        dueDate: '2026-03-31',
        lines: [{ amount: '20.00', item: 'SEAT', memo: 'Seats' }],
      },
    })
    expect(told.find(({ data }) => data?.['number'] === 'SR-1')).toMatchObject({
      type: 'credit_note',
      op: 'create',
      data: { total: '6.00' },
    })
  })

  it('a draft is not taken before it is submitted [10.2]', async () => {
    const key = order('SO-D', '10.00', { STATE: 'Draft' })
    await shop.sync()
    expect(await shop.rows('key=SO-D')).toEqual([])
    edit(key, { STATE: 'Pending' })
    await shop.sync()
    expect(await shop.row('SO-D')).toMatchObject({ status: 'success', reason: 'imported' })
  })

  it('an edited one, whose A/R invoice Intacct has made anew, keeps its record and is never called deleted [10.7]', async () => {
    const key = order('SO-2', '10.00')
    await shop.sync()
    const before = await shop.row('SO-2')
    const last = (await shop.changes()).at(-1)?.seq ?? 0
    edit(key, lines('12.50'))
    await shop.sync()
    const after = await shop.row('SO-2')
    expect(after).toMatchObject({ id: before.id, status: 'success', reason: 'imported' })
    expect(after.remoteKey).not.toBe(before.remoteKey)
    expect(after.remoteKey).toBe(only(shop, 'ARINVOICE', 'RECORDID', 'SO-2').RECORDNO)
    const told = await shop.changes(last)
    expect(told.map(({ op, id, data }) => [op, id, data?.['total']])).toEqual([
      ['update', before.id, '25.00'],
    ])
  })

  it('the app’s payment goes to the A/R invoice that stands now [10.6]', async () => {
    const key = order('SO-3', '10.00')
    await shop.sync()
    const { id } = await shop.row('SO-3')
    edit(key, lines('11.00'))
    const customer = (await shop.changes()).find(({ type }) => type === 'customer')?.id ?? ''
    await shop.put('payment', 'P-1', 1, {
      customer,
      date: '2026-03-05',
      amount: '20.00',
      reference: 'CHK-1',
      applications: [{ invoice: id, amount: '20.00' }],
    })
    await shop.quiet()
    await shop.sync()
    expect(await shop.row('CHK-1')).toMatchObject({ status: 'success' })
    expect(only(shop, 'ARINVOICE', 'RECORDID', 'SO-3')).toMatchObject({
      TRX_TOTALENTERED: '22',
      TRX_TOTALPAID: '20',
    })
  })

  it('an edit of an imported one in the app stays there [10.5]', async () => {
    const row = await shop.row('SO-1')
    const data = (await shop.changes()).find(({ id }) => id === row.id)?.data ?? {}
    await shop.put('invoice', row.id, 1, { ...data, description: 'Changed in the app' })
    await shop.quiet()
    expect(await shop.row('SO-1')).toMatchObject({ status: 'success', reason: 'edit_not_sent' })
    expect(only(shop, 'SODOCUMENT', 'DOCNO', 'SO-1').MESSAGE ?? '').toBe('')
  })

  it('a deleted one is told as deleted, although Intacct logs nothing of its A/R invoice [10.7]', async () => {
    const key = order('SO-4', '10.00')
    await shop.sync()
    shop.books().remove('SODOCUMENT', key, kim)
    await shop.sync()
    expect(await shop.row('SO-4')).toMatchObject({ reason: 'gone_there' })
  })

  it('an unchanged sync reads only what has changed and tells the app nothing [10.3]', async () => {
    await shop.sync()
    const last = (await shop.changes()).at(-1)?.seq ?? 0
    await shop.sync()
    expect(await shop.changes(last)).toEqual([])
  })

  it('only the chosen document types are taken; a type that is chosen later is taken then', async () => {
    order('SO-5', '10.00')
    await set({ orderTypes: ['Sales Return'] })
    await shop.sync()
    expect(await shop.row('SO-5')).toMatchObject({ status: 'not_integrated', reason: 'document_type_off' })
    await set({ orderTypes: null })
    await shop.quiet()
    expect(await shop.row('SO-5')).toMatchObject({ status: 'success', reason: 'imported' })
  })

  it('customers come with their first document, if the settings say so [6.1]', async () => {
    await set({ customers: 'with_documents' })
    shop.books().create('CUSTOMER', { CUSTOMERID: 'C-2', NAME: 'Lake Dental' }, kim)
    await shop.sync()
    expect(await shop.row('C-2')).toMatchObject({ status: 'not_integrated', reason: 'no_documents' })
    order('SO-6', '10.00', { CUSTVENDID: 'C-2' })
    await shop.sync()
    expect(await shop.row('SO-6')).toMatchObject({ status: 'success', reason: 'imported' })
    expect(await shop.row('C-2')).toMatchObject({ status: 'success', reason: 'imported' })
  })
})

async function set(imports: object): Promise<void> {
  const { settingsVersion } = (await shop.call('GET', shop.path)).body as unknown as {
    settingsVersion: number
  }
  const answer = await shop.call('PATCH', shop.path, { settingsVersion, settings: { imports } })
  expect(answer.status, answer.text).toBe(200)
}
