import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { startSimulator } from '@tieout/simulator/run.ts'
import type { Running } from '@tieout/simulator/run.ts'
import { startTestServer } from '../../packages/server/test/support/server.ts'
import type { Tenant, TestServer } from '../../packages/server/test/support/server.ts'
import { forgetOld } from '../../packages/server/src/operations/retention.ts'
import { ask, pause } from '../seams/outside.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 })

interface Card {
  readonly cause: string
  readonly about: string
  readonly title: string
  readonly cure: string
  readonly records: number
  readonly amounts: readonly { readonly currency: string; readonly amount: string }[]
  readonly fix: { readonly path: string; readonly value: string | null } | null
}

let simulator: Running
let server: TestServer
let tenant: Tenant

beforeAll(async () => {
  simulator = await startSimulator({ port: 0 })
  server = await startTestServer({
    workers: true,
    gateway: { endpoint: `${simulator.url}/ia/xml/xmlgw.phtml` },
  })
  tenant = await server.tenant('Northwind')
})
afterAll(async () => {
  await server.close()
  await simulator.close()
})

const key = () => tenant.keys.owner

/** Connects EMPTY with these accounts; answers the connection's address. */
async function connect(accounts: object): Promise<string> {
  const company = await server.call('POST', '/api/v1/companies', {
    key: key(),
    body: { name: JSON.stringify(accounts) },
  })
  const made = await server.call('POST', `/api/v1/companies/${String(company.body.id)}/connections`, {
    key: key(),
    body: {
      connector: 'intacct',
      companyId: 'EMPTY',
      userId: 'tieout',
      password: 'demo-password',
      settings: { accounts },
    },
  })
  expect(made.status, made.text).toBe(201)
  return `/api/v1/connections/${String(made.body.id)}`
}

async function sendInvoices(path: string, many: number, account?: string, mark = 'I'): Promise<void> {
  const customer = {
    type: 'customer',
    id: 'C-1',
    version: 1,
    state: 'approved',
    data: { number: 'C-1', name: 'Birch Ltd' },
  }
  const invoices = Array.from({ length: many }, (_, place) => ({
    type: 'invoice',
    id: `${mark}-${String(place)}`,
    version: 1,
    state: 'approved',
    data: {
      number: `${mark}-${String(1000 + place)}`,
      customer: 'C-1',
      date: '2026-01-05',
      dueDate: '2026-02-04',
      currency: 'USD',
      total: '10.00',
      lines: [{ amount: '10.00', ...(account === undefined ? {} : { account }) }],
    },
  }))
  const body = [customer, ...invoices].map((record) => JSON.stringify(record)).join('\n')
  const answer = await ask(`${server.url}${path}/records`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key()}`, 'content-type': 'application/x-ndjson' },
    body,
  })
  const refused = (await answer.text()).split('\n').filter((line) => line.includes('"refused"'))
  expect(refused).toEqual([])
}

async function cards(path: string): Promise<readonly Card[]> {
  const answer = await server.call('GET', `${path}/problems`, { key: key() })
  return (answer.body as unknown as { items: readonly Card[] }).items
}

async function counts(path: string): Promise<Readonly<Record<string, number>>> {
  return (await server.call('GET', path, { key: key() })).body.counts as unknown as Record<string, number>
}

/** Looks until it is so. */
async function until(what: () => Promise<boolean>): Promise<void> {
  for (;;) {
    if (await what()) return
    await pause(200)
  }
}

const someone = { userId: 'jlee', entity: null, source: 'system' } as const

const inIntacct = () => {
  const open = simulator.simulator.companies.get('EMPTY')
  if (open === undefined) throw new Error('there is no EMPTY')
  return [...open.books.find('ARINVOICE', { kind: 'range', field: 'RECORDNO' }, someone, true)].length
}

let path: string
beforeAll(async () => {
  path = await connect({ undepositedFunds: '1010', receivable: '1100' })
})

describe('[T25] 300 records that fail for one cause', () => {
  it('[11.15] [11.16] [4.34] are one card; choosing the account on it frees all of them without another click', async () => {
    await sendInvoices(path, 300)
    await until(async () => (await cards(path))[0]?.records === 300)
    expect(await cards(path)).toMatchObject([
      {
        cause: 'account_missing',
        records: 300,
        amounts: [{ currency: 'USD', amount: '3000.00' }],
        fix: { path: 'accounts.sales', value: null },
      },
    ])
    const saved = await server.call('PATCH', path, {
      key: key(),
      body: { settings: { accounts: { sales: '4000' } } },
    })
    expect(saved.status, saved.text).toBe(200)
    await until(async () => (await counts(path)).success === 301)
    expect(await cards(path)).toEqual([])
    expect(inIntacct()).toBe(300)
  })

  it('[11.15] are one card for each account that Intacct does not know; making it there and refreshing the cache frees them', async () => {
    const before = inIntacct()
    await sendInvoices(path, 30, '4991', 'A')
    await sendInvoices(path, 5, '4992', 'B')
    await until(async () => (await cards(path)).map(({ records }) => records).join() === '30,5')
    expect((await cards(path)).map(({ about, title }) => [about, title])).toEqual([
      ['account 4991', 'Intacct does not know the account 4991.'],
      ['account 4992', 'Intacct does not know the account 4992.'],
    ])
    expect(inIntacct()).toBe(before)
    // The first refresh may still be reading; it would not see what is made now.
    await until(async () => {
      const { body } = await server.call('GET', `${path}/reference`, { key: key() })
      return (body as unknown as { running: object | null }).running === null
    })
    await ask(`${simulator.url}/_sim/companies/EMPTY/objects/GLACCOUNT`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        ACCOUNTNO: '4991',
        TITLE: 'Other sales',
        ACCOUNTTYPE: 'incomestatement',
        NORMALBALANCE: 'credit',
        CLOSINGTYPE: 'closing account',
      }),
    })
    const refresh = await server.call('POST', `${path}/reference/refresh`, { key: key(), body: {} })
    expect([200, 202]).toContain(refresh.status)
    await until(async () => (await cards(path)).map(({ about }) => about).join() === 'account 4992')
    await until(() => Promise.resolve(inIntacct() === before + 30))
  })
})

interface Exchanged {
  readonly function: string
  readonly outcome: string
  readonly request: string
  readonly answer: string
}

describe('[12.14] the story of a record', () => {
  it('tells in words what Intacct refused and that it took it later, never a code', async () => {
    const detail = await server.call('GET', `${path}/records/invoice/A-0`, { key: key() })
    const told = (detail.body.timeline as unknown as { text: string }[]).map(({ text }) => text)
    expect(told.some((text) => text.startsWith('Intacct refused it: Intacct does not know'))).toBe(true)
    expect(told.some((text) => text.startsWith('Intacct saved it under record number'))).toBe(true)
    expect(told.join(' ')).not.toMatch(/reference.unknown/)
    const open = await server.call('GET', `${path}/records/invoice/B-0`, { key: key() })
    expect((open.body.timeline as unknown as { text: string }[]).map(({ text }) => text)).toContain(
      'Intacct refused it: Intacct does not know the account 4992.',
    )
  })
})

describe('what was asked of Intacct', () => {
  const exchanges = (id: string, role: 'owner' | 'operator' = 'owner') =>
    server.call('GET', `${path}/records/invoice/${id}/exchanges`, { key: tenant.keys[role] })
  const listed = async (id: string) =>
    ((await exchanges(id)).body as unknown as { items: readonly Exchanged[] }).items

  it('[12.15] is kept for owners with what it answered, for each try, without a secret', async () => {
    // Freed records were asked for twice: refused, then taken.
    await until(async () => (await listed('A-0')).length === 2)
    const [taken, refused] = await listed('A-0')
    expect([taken?.outcome, refused?.outcome]).toEqual(['ok', 'failed'])
    expect(refused?.request).toContain('4991')
    expect(refused?.answer).toContain('4991')
    expect(taken?.request).toMatch(/<invoiceno>A-1000<\/invoiceno>|<RECORDID>A-1000<\/RECORDID>/)
    const all = JSON.stringify(await listed('A-0'))
    for (const told of ['demo-password', 'tieout-sender', 'sessionid', '<password'])
      expect(all).not.toContain(told)
    expect((await exchanges('A-0', 'operator')).body.code).toBe('not_allowed')
  })

  it('[12.15] is forgotten after 30 days', async () => {
    const { api } = server
    const days = (many: number) => ({
      clock: { ...api.seams.clock, now: () => api.seams.clock.now() + many * 86_400_000 },
    })
    expect(await forgetOld(api.data, days(29))).toBe(0)
    expect(await forgetOld(api.data, days(31))).toBeGreaterThan(300)
    expect(await listed('A-0')).toEqual([])
  })
})
