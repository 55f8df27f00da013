import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { seeds } from '@tieout/simulator/books/seed.ts'
import { seeFetch } from '@tieout/store/views/fetches.ts'
import { signIn } from '../../packages/server/test/support/server.ts'
import { pause } from '../seams/outside.ts'
import { kim, openWorkshop } from './support/workshop.ts'
import type { Workshop } from './support/workshop.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 })

interface Run {
  readonly id: string
  readonly kind: string
  readonly state: string
  readonly about: string | null
  readonly by: string | null
  readonly counts: { readonly read: number }
}

let shop: Workshop
const connection = () => shop.path.split('/').at(-1) ?? ''

/** Everything here is older than the sync-from date, and customers come with their first document: the sync alone takes none of it. */
beforeAll(async () => {
  shop = await openWorkshop('EMPTY', { syncFrom: '2026-06-01', imports: { customers: 'with_documents' } })
  const books = shop.books()
  for (const object of ['ITEM', 'SODOCUMENTPARAMS'])
    for (const row of seeds.DEMO.rows[object] ?? []) books.raw(object).put(row)
  for (const [id, name] of [
    ['C-1', 'Harbor Dental'],
    ['C-2', 'Lake Dental'],
    ['C-3', 'Hill Dental'],
  ])
    books.create('CUSTOMER', { CUSTOMERID: id, NAME: name }, kim)
  order('SO-1', '2026-03-01', 'Sales Invoice')
  order('SO-2', '2026-04-01', 'Sales Invoice')
  order('SO-3', '2026-05-01', 'Sales Invoice')
  order('SR-1', '2026-03-10', 'Sales Return')
  const paid = invoice('AR-1', '2026-03-05')
  books.actions.pay({ invoice: paid, amount: '30.00', date: '2026-03-20' }, kim)
  invoice('AR-2', '2026-03-06')
  await shop.sync()
})
afterAll(() => shop.close())

function order(number: string, date: string, type: string): void {
  shop.books().create(
    'SODOCUMENT',
    {
      TRANSACTIONTYPE: type,
      CUSTVENDID: 'C-1',
      DOCNO: number,
      WHENCREATED: date,
      WHENDUE: '2026-05-31',
      SODOCUMENTENTRIES: { SODOCUMENTENTRY: [{ ITEMID: 'SEAT', QUANTITY: '1', PRICE: '10.00' }] },
    },
    kim,
  )
}

function invoice(number: string, date: string): string {
  const lines = { ARINVOICEITEM: [{ ACCOUNTNO: '4000', TRX_AMOUNT: '30.00' }] }
  const document = { CUSTOMERID: 'C-2', RECORDID: number, WHENCREATED: date, WHENDUE: '2026-04-30' }
  return shop.books().create('ARINVOICE', { ...document, ARINVOICEITEMS: lines }, kim).RECORDNO ?? ''
}

async function start(body: object): Promise<Run> {
  const answer = await shop.call('POST', `${shop.path}/fetches`, body)
  expect(answer.status, answer.text).toBe(202)
  return answer.body as unknown as Run
}

async function ended(id: string): Promise<Run> {
  for (let tries = 0; tries < 600; tries += 1) {
    const run = (await shop.call('GET', `${shop.path}/runs/${id}`)).body as unknown as Run
    if (run.state !== 'running') return run
    await pause(50)
  }
  throw new Error('the import has not ended')
}

async function imported(body: object): Promise<Run> {
  const run = await ended((await start(body)).id)
  await shop.quiet()
  return run
}

/** Numbers of what the app was told of. */
async function told(): Promise<string[]> {
  const changes = await shop.changes()
  return changes.map(({ data }) => String(data?.['number'] ?? data?.['reference'])).sort()
}

describe('an import from Intacct', () => {
  it('takes the documents of the chosen types and days, apart from the ongoing sync, with the customers that they need [8.2] [8.3] [8.9]', async () => {
    expect(await told()).toEqual([])
    const run = await imported({
      what: 'invoices',
      orderTypes: ['Sales Invoice'],
      from: '2026-03-01',
      until: '2026-04-30',
    })
    expect(run).toMatchObject({
      kind: 'fetch',
      state: 'done',
      counts: { read: 2 },
      about: 'Invoices and credit notes of type Sales Invoice, from 1 Mar 2026, until 30 Apr 2026',
    })
    expect(await told()).toEqual(['C-1', 'SO-1', 'SO-2'])
    const listed = (await shop.call('GET', `${shop.path}/runs`)).body as unknown as { items: Run[] }
    expect(listed.items.map(({ kind }) => kind)).toContain('fetch')
  })

  it('what it has brought is in the list, and the sync goes on as before [8.6]', async () => {
    expect(await shop.row('SO-1')).toMatchObject({ status: 'success', reason: 'imported' })
    expect((await shop.rows('key=SO-3')).filter(({ status }) => status === 'success')).toEqual([])
    await shop.sync()
    expect(await shop.row('SO-1')).toMatchObject({ status: 'success', reason: 'imported' })
    expect((await shop.rows('key=SO-3')).filter(({ status }) => status === 'success')).toEqual([])
  })

  it('of open ones alone leaves out what is paid', async () => {
    await imported({ what: 'invoices', from: '2026-03-05', until: '2026-03-06', openOnly: true })
    expect(await told()).toEqual(['AR-2', 'C-1', 'C-2', 'SO-1', 'SO-2'])
  })

  it('takes the whole list of customers, although the sync brings only those with documents [8.8]', async () => {
    expect(await shop.row('C-3')).toMatchObject({ status: 'not_integrated', reason: 'no_documents' })
    expect(await imported({ what: 'customers' })).toMatchObject({
      about: 'All customers of Accounts Receivable',
    })
    expect(await shop.row('C-3')).toMatchObject({ status: 'success', reason: 'imported' })
  })

  it('reads everything since a day again, and one record again [8.10]', async () => {
    const run = await imported({ what: 'everything', since: '2026-01-01' })
    expect(run.counts.read).toBeGreaterThanOrEqual(9)
    const row = await shop.row('AR-2')
    const again = await shop.call('POST', `${shop.path}/records/invoice/${row.id}/read`)
    expect(again.status, again.text).toBe(202)
    await shop.quiet()
    expect(await shop.row('AR-2')).toMatchObject({ status: 'success' })
  })

  it('refuses what makes no sense, and a second one while one is under way', async () => {
    const refused = async (body: object) => (await shop.call('POST', `${shop.path}/fetches`, body)).status
    expect(await refused({ what: 'everything' })).toBe(422)
    expect(await refused({ what: 'customers', openOnly: true })).toBe(422)
    expect(await refused({ what: 'invoices', from: '2026-03-02', until: '2026-03-01' })).toBe(422)
    await shop.slow(400)
    const { id } = await start({ what: 'customers' })
    expect(await shop.call('POST', `${shop.path}/fetches`, { what: 'customers' })).toMatchObject({
      status: 409,
      body: { code: 'fetch_running' },
    })
    const cancelled = await shop.call('POST', `${shop.path}/runs/${id}/cancel`)
    expect(cancelled.status).toBe(202)
    await shop.slow(0)
    expect((await ended(id)).state).toMatch(/cancelled|done/)
  })

  it('goes on when the page is left, and tells the one who has left by mail [8.4] [8.5]', async () => {
    const { tenant, server } = shop
    const cookie = await signIn(server, tenant.email, tenant.password)
    await shop.slow(400)
    const answer = await server.call('POST', `${shop.path}/fetches`, { cookie, body: { what: 'customers' } })
    expect(answer.status, answer.text).toBe(202)
    const id = String(answer.body.id)
    const inWorkspace = server.api.data.in.bind(server.api.data)
    // The person looked for the last time long ago.
    await inWorkspace(tenant.workspace, (view) => seeFetch(view, connection(), id, tenant.email, 0))
    await shop.slow(0)
    expect(await ended(id)).toMatchObject({ state: 'done', by: 'Northwind Owner' })
    const mails = await inWorkspace(tenant.workspace, async (view) => {
      const { rows } = await sql<{ subject: string; body: string; recipients: string[] }>`
        select subject, body, recipients from tieout.mail order by created_at desc`.execute(view)
      return rows
    })
    expect(mails).toMatchObject([
      {
        recipients: [tenant.email],
        subject: 'EMPTY: the import from Intacct is finished',
        body: expect.stringContaining('Read from Intacct: 3 customers.') as string,
      },
    ])
  })

  it('sends no mail to the one who is still looking [8.5]', async () => {
    const { tenant, server } = shop
    const cookie = await signIn(server, tenant.email, tenant.password)
    const answer = await server.call('POST', `${shop.path}/fetches`, { cookie, body: { what: 'customers' } })
    const id = String(answer.body.id)
    const seen = await server.call('POST', `${shop.path}/fetches/${id}/watch`, { cookie })
    expect(seen.status).toBe(200)
    await ended(id)
    const counted = await server.api.data.in(tenant.workspace, async (view) => {
      const { rows } = await sql<{ n: number }>`select count(*) as n from tieout.mail`.execute(view)
      return rows
    })
    expect(counted).toEqual([{ n: 1 }])
  })
})
