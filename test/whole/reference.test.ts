import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { changeCompanySettings } from '@tieout/simulator/http/settings-document.ts'
import { startSimulator } from '@tieout/simulator/run.ts'
import type { Running } from '@tieout/simulator/run.ts'
import { startTestServer } from '../../packages/server/test/support/server.ts'
import type { Tenant, TestServer } from '../../packages/server/test/support/server.ts'
import { ask, pause } from '../seams/outside.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

interface Kind {
  readonly type: string
  readonly title: string
  readonly records: number
  readonly usable: number
  readonly lastSuccessAt: string | null
  readonly failure: { readonly cause: string; readonly sentence: string } | null
}
interface Cache {
  readonly lastAt: string | null
  readonly lastFailureAt: string | null
  readonly lastFailure: string | null
  readonly nextAt: string | null
  readonly running: object | null
  readonly kinds: readonly Kind[]
}
interface Found {
  readonly items: readonly { readonly id: string; readonly name: string; readonly presence: string }[]
  readonly next: string | null
}

let simulator: Running
let server: TestServer
let tenant: Tenant
let path: string

beforeAll(async () => {
  simulator = await startSimulator({ port: 0 })
  server = await startTestServer({
    workers: true,
    gateway: { endpoint: `${simulator.url}/ia/xml/xmlgw.phtml` },
  })
  tenant = await server.tenant('Mega')
  path = await connect('MEGA', {})
  await refreshed()
})
afterAll(async () => {
  await server.close()
  await simulator.close()
})

const key = () => tenant.keys.owner

async function connect(companyId: string, settings: object): Promise<string> {
  const company = await server.call('POST', '/api/v1/companies', { key: key(), body: { name: companyId } })
  const made = await server.call('POST', `/api/v1/companies/${String(company.body.id)}/connections`, {
    key: key(),
    body: {
      connector: 'intacct',
      companyId,
      userId: 'tieout',
      password: 'demo-password',
      settings: { directions: { customer: 'off', invoice: 'off', payment: 'off' }, ...settings },
    },
  })
  expect(made.status, made.text).toBe(201)
  return `/api/v1/connections/${String(made.body.id)}`
}

async function cache(at = path): Promise<Cache> {
  return (await server.call('GET', `${at}/reference`, { key: key() })).body as unknown as Cache
}

/** Waits until a refresh has ended since the moment given. */
async function refreshed(since: string | null = null, at = path): Promise<Cache> {
  for (let tries = 0; tries < 400; tries += 1) {
    const now = await cache(at)
    const ended =
      [now.lastAt, now.lastFailureAt]
        .filter((moment) => moment !== null)
        .sort()
        .at(-1) ?? null
    if (now.running === null && ended !== null && ended !== since) return now
    await pause(50)
  }
  throw new Error(`no refresh has ended: ${JSON.stringify(await cache(at))}`)
}

async function refresh(body: object = {}, at = path): Promise<Cache> {
  const before = await cache(at)
  const since =
    [before.lastAt, before.lastFailureAt]
      .filter((moment) => moment !== null)
      .sort()
      .at(-1) ?? null
  const answer = await server.call('POST', `${at}/reference/refresh`, { key: key(), body })
  expect(answer.status, answer.text).toBe(202)
  return refreshed(since, at)
}

async function find(type: string, query = ''): Promise<Found> {
  const answer = await server.call('GET', `${path}/reference/${type}${query}`, { key: key() })
  expect(answer.status, answer.text).toBe(200)
  return answer.body as unknown as Found
}

async function spentBy(work: () => Promise<Cache>): Promise<{ result: Cache; spent: number }> {
  const units = async () => {
    const answer = await ask(`${simulator.url}/_sim/stats`)
    return ((await answer.json()) as { units: number }).units
  }
  const before = await units()
  const result = await work()
  return { result, spent: (await units()) - before }
}

const kind = (all: Cache, type: string): Kind | undefined => all.kinds.find((each) => each.type === type)
const ids = ({ items }: Found): readonly string[] => items.map(({ id }) => id)

function booksOf(company: string) {
  const open = simulator.simulator.companies.get(company)
  if (open === undefined) throw new Error(`there is no ${company}`)
  return open
}
const ui = { userId: 'ui', entity: null, source: 'ui' } as const

describe('a company that was just connected', () => {
  it('[3.6] [6.21] has its accounts, taxes, terms, banks and dimensions in the cache', async () => {
    const all = await cache()
    expect(all.lastAt).not.toBeNull()
    expect(all.lastFailure).toBeNull()
    expect(all.kinds.filter(({ failure }) => failure !== null)).toEqual([])
    const counts = Object.fromEntries(all.kinds.map(({ type, records }) => [type, records]))
    expect(counts).toMatchObject({
      account: 22,
      ar_term: 6,
      ap_term: 6,
      currency: 4,
      tax_solution: 1,
      tax_detail: 3,
      entity: 3,
      location: 6,
      department: 3,
      class: 2,
      project: 2,
      item: 4,
      employee: 2,
      checking_account: 3,
      savings_account: 1,
      order_entry_type: 5,
      closed_books: 1,
      'udd:CAMPAIGN': 2,
    })
    expect(ids(await find('account', '?q=sal'))).toEqual(['2200', '4000', '6000'])
    expect(ids(await find('bank_account'))).toEqual(['BARC', 'BOA', 'MIZU', 'SAVE'])
    expect(ids(await find('udd:CAMPAIGN', '?q=spring'))).toEqual(['10001'])
  })

  it('calls a renamed dimension as the company does', async () => {
    const all = await cache()
    expect(kind(all, 'department')?.title).toBe('Cost centre (Departments)')
    expect(kind(all, 'udd:CAMPAIGN')?.title).toBe('Campaign')
  })

  it('[3.8] is due again at the next midnight of its zone', async () => {
    const { nextAt } = await cache()
    expect(nextAt).toMatch(/T00:00:00.000Z$/)
    const changed = await server.call('PATCH', path, {
      key: key(),
      body: { settings: { cache: { at: '03:30', zone: 'Asia/Kolkata' } } },
    })
    expect(changed.status, changed.text).toBe(200)
    expect((await cache()).nextAt).toMatch(/T22:00:00.000Z$/)
    await server.call('PATCH', path, { key: key(), body: { settings: { cache: { daily: false } } } })
    expect((await cache()).nextAt).toBeNull()
    await server.call('PATCH', path, { key: key(), body: { settings: { cache: { daily: true } } } })
    expect((await cache()).nextAt).not.toBeNull()
  })

  it('refuses a time zone that is none', async () => {
    const answer = await server.call('PATCH', path, {
      key: key(),
      body: { settings: { cache: { zone: 'Mars/Base' } } },
    })
    expect([answer.status, answer.body.field]).toEqual([422, 'settings.cache.zone'])
  })
})

describe('Refresh cache', () => {
  it('[3.12] takes at once what is new, renamed, inactive and deleted in Intacct', async () => {
    const { books } = booksOf('MEGA')
    books.create('DEPARTMENT', { DEPARTMENTID: 'LEGAL', TITLE: 'Legal affairs' }, ui)
    books.create('DEPARTMENT', { DEPARTMENTID: 'TEMP', TITLE: 'Temporary' }, ui)
    books.update('GLACCOUNT', { ACCOUNTNO: '4900', STATUS: 'inactive' }, ui)
    await refresh()
    expect(ids(await find('department', '?q=legal'))).toEqual(['LEGAL'])
    books.update('DEPARTMENT', { DEPARTMENTID: 'LEGAL', TITLE: 'Law', STATUS: 'inactive' }, ui)
    const temp = [
      ...books.find('DEPARTMENT', { kind: 'in', field: 'DEPARTMENTID', values: ['TEMP'] }, ui, true),
    ]
    books.remove('DEPARTMENT', temp[0]?.RECORDNO ?? '', ui)
    const all = await refresh()
    expect(ids(await find('department', '?q=law&active=true'))).toEqual([])
    expect((await find('department', '?q=law')).items[0]).toMatchObject({ id: 'LEGAL', presence: 'present' })
    expect((await find('department', '?q=temp')).items[0]).toMatchObject({ presence: 'gone' })
    expect(kind(all, 'department')).toMatchObject({ records: 4, usable: 3 })
  })

  it('costs one unit a kind when nothing has changed', async () => {
    const { result, spent } = await spentBy(() => refresh())
    expect(spent).toBeLessThanOrEqual(result.kinds.length)
  })

  it('costs its pages when all is read, and one unit a kind when only changes are', async () => {
    const small = await connect('EMPTY', { pageSize: 5, overlapMs: 0 })
    await refreshed(null, small)
    const whole = await spentBy(() => refresh({ full: true }, small))
    const { kinds } = whole.result
    const pages = kinds.reduce((sum, { records }) => sum + Math.max(1, Math.ceil(records / 5)), 0)
    expect(kind(whole.result, 'account')?.records).toBe(22)
    expect(whole.spent).toBeLessThanOrEqual(pages)
    expect(whole.spent).toBeGreaterThan(kinds.length)
    booksOf('EMPTY').books.create('GLACCOUNT', { ACCOUNTNO: '4001', TITLE: 'More sales' }, ui)
    const changes = await spentBy(() => refresh({}, small))
    expect(changes.spent).toBeLessThanOrEqual(kinds.length)
    expect(kind(changes.result, 'account')?.records).toBe(23)
  })

  it('[3.13] goes on past a kind that our user may not read, and says which and why', async () => {
    const before = await cache()
    const company = booksOf('MEGA')
    changeCompanySettings(company, { rights: { tieout: { PROJECT: ['READ'], '*': ['*'] } } })
    company.books.create('CLASS', { CLASSID: 'NEW', NAME: 'New class' }, ui)
    const narrowed = await refresh()
    expect(narrowed.lastAt).toBe(before.lastAt)
    expect(narrowed.lastFailure).toContain('Not refreshed: Projects.')
    expect(kind(narrowed, 'project')).toMatchObject({ records: 2, failure: { cause: 'no_permission' } })
    expect(ids(await find('class', '?q=new'))).toEqual(['NEW'])
    expect(ids(await find('project'))).toEqual(['P-100', 'P-200'])
    changeCompanySettings(company, { rights: { tieout: { '*': ['*'] } } })
    const healed = await refresh()
    expect(healed.lastAt).not.toBe(before.lastAt)
    expect(kind(healed, 'project')?.failure).toBeNull()
  })

  it('is refused with the reason while one is under way', async () => {
    const before = await cache()
    const answers = await Promise.all(
      [1, 2].map(() => server.call('POST', `${path}/reference/refresh`, { key: key() })),
    )
    expect(answers.map(({ status }) => status)).toContain(409)
    const refused = answers.find(({ status }) => status === 409)
    expect(refused?.body.code).toBe('refresh_running')
    expect(String(refused?.body.detail)).toContain('is under way since')
    await refreshed(before.lastAt)
  })
})

describe('a setting that names something of Intacct’s', () => {
  const choose = (settings: object) => server.call('PATCH', path, { key: key(), body: { settings } })

  it('[7.1] is refused when Intacct does not have it', async () => {
    const answer = await choose({ accounts: { sales: '4999' } })
    expect([answer.status, answer.body.code, answer.body.field]).toEqual([
      422,
      'not_in_intacct',
      'settings.accounts.sales',
    ])
    expect(answer.body.detail).toBe('Sales account: Intacct has no account 4999.')
  })

  it('[7.2] [7.3] is refused when nothing can be posted to it, and taken otherwise', async () => {
    const refused = await choose({ accounts: { sales: '4900' } })
    expect([refused.body.code, refused.body.detail]).toEqual([
      'not_usable',
      'Sales account: account 4900, Discounts and Returns, is inactive.',
    ])
    expect((await choose({ accounts: { undepositedFunds: '1010', receivable: '1100' } })).status).toBe(200)
    expect((await choose({ accounts: { bank: 'BARC' } })).status).toBe(200)
    expect((await choose({ accounts: { bank: 'NOBANK' } })).body.detail).toBe(
      'Bank: Intacct has no bank account NOBANK.',
    )
  })

  it('is shown with what it names', async () => {
    const answer = await server.call('GET', `${path}/reference/account/1010`, { key: key() })
    expect(answer.body).toMatchObject({
      id: '1010',
      name: 'Undeposited Funds',
      uses: { settings: ['accounts.undepositedFunds'], references: [], records: { found: 0 } },
    })
    const bank = await server.call('GET', `${path}/reference/account/1020`, { key: key() })
    expect(bank.body).toMatchObject({ uses: { references: [{ type: 'checking_account', id: 'BARC' }] } })
    const entity = await server.call('GET', `${path}/reference/location/UK`, { key: key() })
    expect(entity.body).toMatchObject({ uses: { references: [{ id: 'UK-LON' }] } })
  })
})

describe('the address of a kind', () => {
  it('is refused when there is no such kind, or no such record', async () => {
    const nothing = await server.call('GET', `${path}/reference/nothing`, { key: key() })
    expect([nothing.status, nothing.body.code]).toEqual([404, 'unknown_reference_type'])
    const record = await server.call('GET', `${path}/reference/account/9999`, { key: key() })
    expect([record.status, record.body.code]).toEqual([404, 'not_found'])
  })

  it('gives pages in the order of ids', async () => {
    const first = await find('account', '?limit=10')
    const second = await find('account', `?limit=100&after=${String(first.next)}`)
    expect([first.items.length, second.items.length, second.next]).toEqual([10, 12, null])
    const all = [...ids(first), ...ids(second)]
    expect(all).toEqual([...all].sort())
  })
})
