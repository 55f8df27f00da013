import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { startSimulator } from '@tieout/simulator/run.ts'
import type { Running } from '@tieout/simulator/run.ts'
import { startTestServer } from '../../packages/server/test/support/server.ts'
import type { Answer, Tenant, TestServer } from '../../packages/server/test/support/server.ts'
import { ask, pause } from '../seams/outside.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

interface Item {
  readonly id: string
  readonly name: string
  readonly state: string
  readonly remote: { readonly type: string; readonly key: string; readonly id: string } | null
  readonly proposal: {
    readonly id: string
    readonly key: string
    readonly sure: boolean
    readonly why: string
  } | null
}
interface Kind {
  readonly kind: string
  readonly open: number
  readonly sure: number
  readonly createAs: readonly string[]
}
interface Matching {
  readonly kinds: readonly Kind[]
  readonly needed: boolean
  readonly done: boolean
  readonly blocked: string | null
}
interface Decided {
  readonly step: string | null
  readonly decided: number
  readonly refused: readonly { readonly id: string; readonly reason: string }[]
  readonly matching: Matching
}

let simulator: Running
let server: TestServer
let tenant: Tenant
let path: string
/** Customers that Intacct had before, by CUSTOMERID. */
let there: readonly { readonly CUSTOMERID: string; readonly NAME: string; readonly RECORDNO: string }[]

beforeAll(async () => {
  simulator = await startSimulator({ port: 0 })
  for (const [id, name] of [
    ['K-100', 'Lakeside Veterinary Clinic'],
    ['K-200', 'Birch Manufacturing Group'],
    ['K-300', 'Old Mill Bakery'],
  ] as const) {
    const made = await ask(`${simulator.url}/_sim/companies/DEMO/objects/CUSTOMER`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ CUSTOMERID: id, NAME: name }),
    })
    if (!made.ok) throw new Error(await made.text())
  }
  there = await intacct('CUSTOMER')
  server = await startTestServer({
    workers: true,
    gateway: { endpoint: `${simulator.url}/ia/xml/xmlgw.phtml` },
  })
  tenant = await server.tenant('Demo')
  const company = await call('POST', '/api/v1/companies', { name: 'Northwind' })
  const off = { customer: 'off', invoice: 'off', credit_note: 'off', payment: 'off' }
  const made = await call('POST', `/api/v1/companies/${String(company.body.id)}/connections`, {
    connector: 'intacct',
    companyId: 'DEMO',
    userId: 'tieout',
    password: 'demo-password',
    settings: { directions: off, accounts: { sales: '4000', undepositedFunds: '1050' }, matchByName: false },
  })
  expect(made.status, made.text).toBe(201)
  path = `/api/v1/connections/${String(made.body.id)}`
  await until(async () => (await call('GET', `${path}/reference`)).text.includes('"lastAt":"'))
})
afterAll(async () => {
  await server.close()
  await simulator.close()
})

function call(method: string, at: string, body?: unknown): Promise<Answer> {
  return server.call(method, at, { key: tenant.keys.owner, ...(body === undefined ? {} : { body }) })
}

async function intacct<Row>(object: string): Promise<readonly Row[]> {
  const answer = await ask(`${simulator.url}/_sim/companies/DEMO/objects/${object}`)
  return ((await answer.json()) as { rows: Row[] }).rows
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 400; tries += 1) {
    if (await holds()) return
    await pause(50)
  }
  const rows = (await call('GET', `${path}/records`)).body.items
  throw new Error(`it did not come to be: ${JSON.stringify(rows)}`)
}

async function items(kind: string, query = ''): Promise<readonly Item[]> {
  const answer = await call('GET', `${path}/matching/${kind}${query}`)
  expect(answer.status, answer.text).toBe(200)
  return answer.body.items as unknown as readonly Item[]
}

async function item(kind: string, id: string): Promise<Item> {
  const found = (await items(kind)).find((each) => each.id === id)
  if (found === undefined) throw new Error(`no ${kind} ${id}`)
  return found
}

async function decide(kind: string, body: object): Promise<Decided> {
  const answer = await call('POST', `${path}/matching/${kind}/decisions`, body)
  expect(answer.status, answer.text).toBe(200)
  return answer.body as unknown as Decided
}

async function propose(kind: string): Promise<Matching> {
  const answer = await call('POST', `${path}/matching/${kind}/proposals`)
  expect(answer.status, answer.text).toBe(200)
  return answer.body as unknown as Matching
}

const remoteOf = (id: string) => {
  const found = there.find(({ CUSTOMERID }) => CUSTOMERID === id)
  if (found === undefined) throw new Error(`Intacct has no ${id}`)
  return { type: 'customer', key: found.RECORDNO }
}

async function put(type: string, id: string, data: object, version = 1): Promise<void> {
  const answer = await call('PUT', `${path}/records/${type}/${id}`, { version, state: 'approved', data })
  expect(answer.status, answer.text).toBeLessThan(300)
}

async function record(
  type: string,
  id: string,
): Promise<{ status: string; reason: string; message: string }> {
  const answer = await call('GET', `${path}/records/${type}/${id}`)
  return answer.body.record as unknown as { status: string; reason: string; message: string }
}

const invoice = (number: string, customer: string, account: string) => ({
  number,
  customer,
  date: '2026-03-10',
  total: '100.00',
  lines: [{ amount: '100.00', account }],
})

describe('matching what both sides have', () => {
  it('[5.4] asks nothing while the application has nothing', async () => {
    const { body } = await call('GET', `${path}/matching`)
    expect(body).toMatchObject({ kinds: [], needed: false, done: true, blocked: null })
  })

  it('[5.5] [5.9] [5.11] [5.23] proposes by number, name and rate, and says why', async () => {
    await call('PUT', `${path}/app-lists/account`, {
      items: [
        { id: 'rev', code: '4000', name: 'Sales' },
        { id: 'old', code: '9', name: 'Discontinued things' },
      ],
    })
    await call('PUT', `${path}/app-lists/tracking_option`, { items: [{ id: 'dep', name: 'Nowhere at all' }] })
    for (const [id, number, name] of [
      ['a', 'K-100', 'Lakeside Vet Clinic'],
      ['b', 'B-7', 'Birch Mfg Group'],
      ['c', 'C-1', 'Brand New Robotics'],
      ['d', 'D-1', 'Test customer'],
    ] as const)
      await put('customer', id, { number, name })
    const open = (await call('GET', `${path}/matching`)).body as unknown as Matching
    expect(open.needed).toBe(true)
    expect(open.blocked).toContain('4 customers')
    await propose('account')
    await propose('customer')
    expect((await item('account', 'rev')).proposal).toMatchObject({
      id: '4000',
      sure: true,
      why: 'same number, same name',
    })
    expect((await item('customer', 'a')).proposal).toMatchObject({ id: 'K-100', sure: true })
    expect((await item('customer', 'b')).proposal).toMatchObject({ id: 'K-200', sure: false })
    expect((await item('customer', 'c')).proposal).toBeNull()
  })

  it('[5.15] [5.17] [5.10] takes what is sure together, the rest by hand, and each Intacct record once', async () => {
    const taken = await decide('customer', { decision: 'accept', ids: 'sure' })
    expect(taken.decided).toBe(1)
    expect((await item('customer', 'a')).remote).toMatchObject({ id: 'K-100' })
    const again = await decide('customer', { decision: 'match', items: [{ id: 'b', ...remoteOf('K-100') }] })
    expect(again.decided).toBe(0)
    expect(again.refused[0]?.reason).toContain('used for Lakeside Vet Clinic')
    const both = await decide('customer', {
      decision: 'match',
      items: [
        { id: 'b', ...remoteOf('K-200') },
        { id: 'd', ...remoteOf('K-200') },
      ],
    })
    expect([both.decided, both.refused.map(({ id }) => id)]).toEqual([1, ['d']])
    const account = await decide('account', { decision: 'accept', ids: ['rev'] })
    expect(account.decided).toBe(1)
    const twice = await decide('account', {
      decision: 'match',
      items: [{ id: 'old', ...(await item('account', 'rev')).remote }].map(({ id, type, key }) => ({
        id,
        type,
        key,
      })),
    })
    expect(twice.decided).toBe(0)
  })

  it('undoes a deed, whatever it decided', async () => {
    const archived = await decide('customer', { decision: 'archive', ids: 'open' })
    expect(archived.decided).toBe(2)
    expect((await item('customer', 'c')).state).toBe('archived')
    const answer = await call('POST', `${path}/matching/undo`, { step: archived.step })
    expect(answer.body).toMatchObject({ decided: 2, refusedCount: 0 })
    expect((await item('customer', 'c')).state).toBe('open')
    expect((await item('customer', 'a')).state).toBe('matched')
  })

  it('[5.16] [5.12] [5.18] archives and creates the rest, and only then says that onboarding may go on', async () => {
    await decide('customer', { decision: 'archive', ids: ['d'] })
    const rest = await decide('customer', { decision: 'create', ids: 'unsuggested', as: 'customer' })
    expect(rest.decided).toBe(1)
    expect(rest.matching.blocked).toContain('1 account')
    await decide('account', { decision: 'archive', ids: ['old'] })
    const last = await decide('tracking_option', { decision: 'archive', ids: ['dep'] })
    expect(last.matching).toMatchObject({ done: true, blocked: null })
  })

  it('[5.6] tells the application what was archived, by the change feed', async () => {
    const { body } = await call('GET', `${path}/changes?limit=1000`)
    const told = (
      body.items as unknown as readonly { type: string; id: string; cause: string; data: object }[]
    ).filter(({ type }) => type === 'match')
    expect(told.findLast(({ id }) => id === 'old')).toMatchObject({
      cause: 'archived',
      data: { kind: 'account' },
    })
    expect(told.findLast(({ id }) => id === 'rev')).toMatchObject({
      cause: 'matched',
      data: { intacct: { type: 'account', id: '4000' } },
    })
  })

  it('[5.12] [5.13] then links, creates and leaves out as was decided, and posts to the accounts that were matched', async () => {
    const both = { customer: 'both', invoice: 'out', credit_note: 'off', payment: 'off' }
    const changed = await call('PATCH', path, { settings: { directions: both } })
    expect(changed.status, changed.text).toBe(200)
    const ids = ['a', 'b', 'c', 'd'].map((id) => ({ type: 'customer', id }))
    // A look that was under way goes by the settings that it began with.
    await until(async () => {
      await call('POST', `${path}/records/actions`, { action: 'synchronize', ids })
      return (await record('customer', 'd')).reason === 'archived'
    })
    await put('invoice', 'i1', invoice('INV-1', 'a', 'rev'))
    await put('invoice', 'i2', invoice('INV-2', 'c', 'old'))
    await put('invoice', 'i3', invoice('INV-3', 'd', 'rev'))
    await until(async () => (await record('invoice', 'i1')).status === 'success')
    expect(await record('customer', 'a')).toMatchObject({ reason: 'adopted' })
    await until(async () => (await record('customer', 'c')).reason === 'posted')
    expect((await record('customer', 'd')).reason).toBe('archived')
    const all = await intacct<{ CUSTOMERID: string; NAME: string }>('CUSTOMER')
    expect(all).toHaveLength(there.length + 1)
    const [posted] = await intacct<{ RECORDNO: string; CUSTOMERID: string }>('ARINVOICE')
    expect(posted?.CUSTOMERID).toBe('K-100')
    await until(async () => (await record('invoice', 'i2')).status === 'error')
    expect(await record('invoice', 'i2')).toMatchObject({ reason: 'archived_value' })
    await until(async () => (await record('invoice', 'i3')).reason === 'archived_value')
  })

  it('[5.7] out of the archive again, what it held back goes out by itself', async () => {
    const { body } = await call('GET', `${path}/matching/account/candidates?q=4010`)
    const [free] = body.items as unknown as readonly { type: string; key: string; usedFor: string | null }[]
    const { type = '', key = '' } = free ?? {}
    const matched = await decide('account', { decision: 'match', items: [{ id: 'old', type, key }] })
    expect(matched.refused).toEqual([])
    await until(async () => (await record('invoice', 'i2')).status === 'success')
  })

  it('does not reopen a customer that is linked', async () => {
    const refused = await decide('customer', { decision: 'archive', ids: ['a'] })
    expect(refused.refused[0]?.reason).toContain('linked to Intacct already')
  })

  it('[5.13] creates a contact that the application has only listed', async () => {
    await call('PUT', `${path}/app-lists/contact`, {
      items: [{ id: 'x1', name: 'Listed Only GmbH', code: 'L-1', email: 'hello@listed.example' }],
    })
    const { matching } = await decide('contact', { decision: 'create', ids: ['x1'], as: 'customer' })
    expect(matching.kinds.find(({ kind }) => kind === 'contact')?.createAs).toContain('customer')
    await until(async () => (await record('customer', 'x1')).status === 'success')
    const made = (await intacct<{ CUSTOMERID: string }>('CUSTOMER')).filter(
      ({ CUSTOMERID }) => CUSTOMERID === 'L-1',
    )
    expect(made).toHaveLength(1)
  })
})
