import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { changeCompanySettings } from '@tieout/simulator/http/settings-document.ts'
import { startSimulator } from '@tieout/simulator/run.ts'
import type { Running } from '@tieout/simulator/run.ts'
import { createWorkspaceWithOwner } from '@tieout/server/auth/first-workspace.ts'
import { newKey } from '@tieout/server/auth/keys.ts'
import { createKey } from '@tieout/store/views/keys.ts'
import { startTestServer } from '../../packages/server/test/support/server.ts'
import type { TestServer } from '../../packages/server/test/support/server.ts'

const password = 'demo-password'
let intacct: Running
let server: TestServer
let tenant: Awaited<ReturnType<typeof tenantOf>>
let company: string
let names = 0

beforeAll(async () => {
  intacct = await startSimulator({ port: 0 })
  server = await startTestServer({
    workers: true,
    gateway: {
      endpoint: `${intacct.url}/ia/xml/xmlgw.phtml`,
      senderId: 'tieout',
      senderPassword: 'tieout-sender',
      allowed: () => true,
    },
  })
})
afterAll(async () => {
  await server.close()
  await intacct.close()
})
beforeEach(async () => {
  for (const id of intacct.simulator.companies.keys()) intacct.simulator.reset(id)
  names += 1
  tenant = await tenantOf(`Books${names}`)
  company = String((await call('POST', '/companies', { name: 'Northwind' })).body.id)
})

/** A workspace with a key of each role. */
async function tenantOf(name: string) {
  const { api } = server
  const owner = { name: `${name} Owner`, email: `${name}@books.example`, password: `password of ${name}` }
  const { workspace } = await createWorkspaceWithOwner(api, { workspace: name, ...owner })
  const key = async (role: 'viewer' | 'operator' | 'owner'): Promise<string> => {
    const { text, prefix, hash } = newKey(api.seams.random)
    const made = { id: api.seams.ids.uuid(), workspace, name: `${name} ${role}`, role, prefix, hash }
    await api.data.in(workspace, (view) => createKey(view, { ...made, by: 'test', at: 0 }))
    return text
  }
  return {
    workspace,
    keys: { viewer: await key('viewer'), operator: await key('operator'), owner: await key('owner') },
  }
}

const call = (method: string, path: string, body?: unknown, key = tenant.keys.owner) =>
  server.call(method, `/api/v1${path}`, { key, ...(body === undefined ? {} : { body }) })
const step = (method: string, path: string, body?: unknown, key = tenant.keys.owner) =>
  call(method, `/companies/${company}/onboarding${path}`, body, key)
const begin = () => step('POST', '', { zone: 'America/New_York' })
const given = { companyId: 'DEMO', userId: 'tieout', password }

async function version(): Promise<number> {
  return Number((await step('GET', '')).body.version)
}

async function untilEntity(credentials: object = given): Promise<string> {
  await begin()
  await step('PUT', '/credentials', credentials)
  const tied = await step('PUT', '/entity', { entity: null })
  expect(tied.status).toBe(200)
  return String(tied.body.connection)
}

async function eventually(look: () => Promise<boolean>): Promise<void> {
  await expect.poll(look, { timeout: 60_000, interval: 100 }).toBe(true)
}

describe('connecting a company step by step', () => {
  it('keeps what was answered, for whoever goes on with it [5.24]', async () => {
    await begin()
    const saved = await step('PATCH', '', {
      version: await version(),
      step: 'credentials',
      answers: { directions: { payment: 'off' }, prepared: ['sender', 'user'] },
    })
    expect(saved.body).toMatchObject({
      state: 'open',
      step: 'credentials',
      savedBy: `Books${names} owner`,
      answers: { directions: { payment: 'off', invoice: 'both' }, prepared: ['sender', 'user'] },
    })
    const other = await step('GET', '', undefined, tenant.keys.viewer)
    expect(other.body).toMatchObject({ step: 'credentials', answers: { prepared: ['sender', 'user'] } })
    expect((await begin()).body).toMatchObject({ step: 'credentials' })
  })

  it('saves nothing over what somebody else has answered meanwhile', async () => {
    await begin()
    const on = await version()
    await step('PATCH', '', { version: on, step: 'prepare' })
    const late = await step('PATCH', '', { version: on, step: 'what-syncs' })
    expect(late.body).toMatchObject({ status: 409, code: 'onboarding_changed' })
  })

  it('asks only for the rights that the chosen directions need, with the sender ID to paste [1.2] [1.22] [1.28] [1.29]', async () => {
    await begin()
    const before = await step('GET', '')
    expect(before.body.message).toMatch(/Manage payments: List, View, Add, Edit/)
    const after = await step('PATCH', '', {
      version: await version(),
      step: 'prepare',
      answers: { directions: { payment: 'off', invoice: 'in' } },
    })
    expect(after.body.message).not.toMatch(/Manage payments/)
    expect(after.body.message).toMatch(/Invoices: List, View\./)
    expect(after.body.message).toMatch(/Exactly: tieout/)
  })

  it('keeps no credentials that Intacct does not let in, and says what to check in which order [2.20]', async () => {
    await begin()
    const answer = await step('PUT', '/credentials', { ...given, password: 'wrong' })
    expect(answer.body).toMatchObject({ ok: false, signedIn: false })
    expect((await step('GET', '')).body).toMatchObject({ credentials: null })
  })

  it('keeps credentials that sign in but lack a right, and names the right [2.17] [2.21]', async () => {
    const demo = intacct.simulator.companies.get('DEMO')
    if (demo) changeCompanySettings(demo, { rights: { tieout: { '*': ['*'], ARPYMT: [] } } })
    await begin()
    const answer = await step('PUT', '/credentials', given)
    expect(answer.body).toMatchObject({ ok: false, signedIn: true })
    const shown = await step('GET', '')
    expect(shown.body).toMatchObject({
      credentials: { companyId: 'DEMO', userId: 'tieout', senderId: 'tieout' },
    })
    expect(shown.text).toContain('may not read payments')
    expect(shown.text).not.toContain(password)
    if (demo) intacct.simulator.reset('DEMO')
    expect((await step('POST', '/check')).body).toMatchObject({ ok: true })
  })

  it('offers the entities as Intacct has them now, and takes each only once [2.14] [2.15] [2.25] [2.26]', async () => {
    await untilEntity({ ...given, companyId: 'EMPTY' })
    company = String((await call('POST', '/companies', { name: 'Other' })).body.id)
    await begin()
    await step('PUT', '/credentials', { ...given, companyId: 'MEGA' })
    const list = await step('GET', '/entities')
    expect(list.body).toMatchObject({
      entities: [
        { id: 'US', currency: 'USD', takenBy: null },
        { id: 'UK', currency: 'GBP', takenBy: null },
        { id: 'JP', currency: 'JPY', takenBy: null },
      ],
    })
    expect((await step('PUT', '/entity', { entity: 'UK' })).body).toMatchObject({ answers: { entity: 'UK' } })
    await step('PUT', '/credentials', { ...given, companyId: 'EMPTY' })
    const taken = await step('PUT', '/entity', { entity: null })
    expect(taken.body).toMatchObject({ status: 409, code: 'entity_taken' })
  })

  it('fills the cache while it is being made and guesses settings from it, and reads no document before it is confirmed [5.19]', async () => {
    const connection = await untilEntity()
    await eventually(async () => {
      const { items } = (await step('GET', '/guesses')).body as unknown as { items: { setting: string }[] }
      return items.some(({ setting }) => setting === 'accounts.undepositedFunds')
    })
    expect((await call('GET', `/connections/${connection}`)).body).toMatchObject({
      state: 'connecting',
      lastSyncAt: null,
      counts: { total: 0 },
    })
    const { items } = (await call('GET', `/connections/${connection}/runs`)).body as unknown as {
      items: { kind: string }[]
    }
    expect(items.every(({ kind }) => kind === 'refresh')).toBe(true)
    expect((await call('POST', `/connections/${connection}/resume`)).body).toMatchObject({
      code: 'not_confirmed',
    })
    expect((await call('POST', `/connections/${connection}/sync`)).status).toBe(409)
  })

  it('refuses a day before 2018 and estimates the rest [5.1] [5.3]', async () => {
    await untilEntity()
    const early = await step('PATCH', '', {
      version: await version(),
      step: 'settings',
      answers: { syncFrom: '2017-12-31' },
    })
    expect(early.body).toMatchObject({ status: 422, field: 'answers.syncFrom' })
    const estimate = await step('GET', '/estimate?from=2018-01-01')
    expect(estimate.body).toMatchObject({ from: '2018-01-01', olderOpen: 0 })
  })

  it('is not confirmed before the date is chosen, then syncs in the background to its end [5.19] [5.20]', async () => {
    const connection = await untilEntity()
    expect((await step('POST', '/confirm')).body).toMatchObject({
      code: 'onboarding_incomplete',
      field: 'sync-from',
    })
    await step('PATCH', '', {
      version: await version(),
      step: 'confirm',
      answers: { syncFrom: '2026-01-01', settings: { accounts: { sales: '4000' } } },
    })
    expect((await step('POST', '/confirm')).body).toMatchObject({ state: 'confirmed', step: 'first-sync' })
    await eventually(async () => {
      const { body } = await call('GET', `/connections/${connection}`)
      return typeof body.lastSyncAt === 'string'
    })
    const detail = await call('GET', `/connections/${connection}`)
    expect(detail.body).toMatchObject({
      state: 'active',
      intacctName: expect.any(String) as string,
      settings: { syncFrom: '2026-01-01', accounts: { sales: '4000' }, cache: { zone: 'America/New_York' } },
    })
    expect((await step('GET', '')).body.run).not.toBeNull()
  })

  it('is not confirmed while something that both sides have is not decided [5.4] [5.18]', async () => {
    const connection = await untilEntity()
    await step('PATCH', '', {
      version: await version(),
      step: 'matching',
      answers: { syncFrom: '2026-01-01', settings: { accounts: { sales: '4000' } } },
    })
    const matching = () => call('GET', `/connections/${connection}/matching`)
    expect((await matching()).body).toMatchObject({ needed: false, done: true })
    await call('PUT', `/connections/${connection}/app-lists/account`, {
      items: [{ id: 'rev', code: '4000', name: 'Sales' }],
    })
    expect((await matching()).body).toMatchObject({ needed: true, done: false })
    const refused = await step('POST', '/confirm')
    expect(refused.body).toMatchObject({
      status: 409,
      code: 'onboarding_incomplete',
      field: 'matching',
      detail: '1 account is not decided yet.',
    })
    expect((await step('GET', '')).body).toMatchObject({ state: 'open', step: 'matching' })
    await call('POST', `/connections/${connection}/matching/account/decisions`, {
      decision: 'archive',
      ids: 'open',
    })
    expect((await step('POST', '/confirm')).body).toMatchObject({ state: 'confirmed' })
  })

  it('takes the settings of another connection over [5.25]', async () => {
    const connection = await untilEntity()
    await call('PATCH', `/connections/${connection}`, { settings: { accounts: { sales: '4010' } } })
    company = String((await call('POST', '/companies', { name: 'Second' })).body.id)
    const begun = await step('POST', '', { copyFrom: connection })
    expect(begun.body).toMatchObject({ answers: { settings: { accounts: { sales: '4010' } } } })
  })

  it('is for owners only, and others are told who they are', async () => {
    const answer = await step('POST', '', {}, tenant.keys.operator)
    expect(answer.body).toMatchObject({ status: 403, who: [`Books${names} Owner`] })
  })
})

describe('disconnecting', () => {
  async function connected(): Promise<string> {
    const made = await call('POST', `/companies/${company}/connections`, { connector: 'intacct', ...given })
    expect(made.status).toBe(201)
    const id = String(made.body.id)
    await call('PUT', `/connections/${id}/records/customer/c1`, {
      version: 1,
      state: 'approved',
      data: { number: `C-${names}`, name: `Lakeside ${names}` },
    })
    // In Intacct and read back: nothing moves any more.
    await eventually(async () => {
      const { counts, lastSyncAt } = (await call('GET', `/connections/${id}`)).body as unknown as {
        counts: { success: number; pending: number }
        lastSyncAt: string | null
      }
      return lastSyncAt !== null && counts.success > 0 && counts.pending === 0
    })
    return id
  }

  it('erases the secrets at once, keeps links, and connects again to the same company [3.16] [3.18]', async () => {
    const id = await connected()
    expect((await call('POST', `/connections/${id}/disconnect`, { company: 'no' })).body).toMatchObject({
      code: 'wrong_name',
    })
    const ended = await call('POST', `/connections/${id}/disconnect`, { company: 'Northwind' })
    expect(ended.body).toMatchObject({
      state: 'disconnected',
      credentialsSetAt: null,
      counts: { total: expect.any(Number) as number },
    })
    const rows = await server.store.withWorkspace(tenant.workspace, (tx) =>
      tx.selectFrom('connection').select(['credentials']).where('id', '=', id).execute(),
    )
    expect(rows).toEqual([{ credentials: null }])
    const other = await call('PUT', `/connections/${id}/credentials`, { ...given, companyId: 'EMPTY' })
    expect(other.body).toMatchObject({ status: 409, code: 'other_intacct_company', field: 'companyId' })
    expect(String(other.body.detail)).toContain('DEMO')
    const again = await call('PUT', `/connections/${id}/credentials`, given)
    expect(again.body).toMatchObject({ id, state: 'active', counts: ended.body.counts })
  })

  it('does not let the same Intacct company be connected anew past its links', async () => {
    const id = await connected()
    await call('POST', `/connections/${id}/disconnect`, { company: 'Northwind' })
    await begin()
    await step('PUT', '/credentials', given)
    expect((await step('PUT', '/entity', { entity: null })).body).toMatchObject({ code: 'was_connected' })
  })

  it('lets nobody else do it', async () => {
    const id = await connected()
    const answer = await call(
      'POST',
      `/connections/${id}/disconnect`,
      { company: 'Northwind' },
      tenant.keys.operator,
    )
    expect(answer.status).toBe(403)
  })
})

describe('a sign-in that Intacct refuses one night', () => {
  it('stops work at once, is not tried again by itself, and goes on once a test passes [2.22] [2.23]', async () => {
    const made = await call('POST', `/companies/${company}/connections`, { connector: 'intacct', ...given })
    const id = String(made.body.id)
    await eventually(
      async () => typeof (await call('GET', `/connections/${id}`)).body.lastSyncAt === 'string',
    )
    const demo = intacct.simulator.companies.get('DEMO')
    // Locking ends the user's sessions, too.
    const lock = (status: string) =>
      demo && changeCompanySettings(demo, { users: [{ userId: 'tieout', status }] })
    lock('locked')
    await call('POST', `/connections/${id}/sync`)
    await eventually(async () => String((await call('GET', `/connections/${id}`)).body.state) === 'paused')
    // What was on its way when the login was refused has come to its end.
    let asked = -1
    await eventually(() => {
      const before = asked
      asked = intacct.simulator.counts().requests
      return Promise.resolve(asked === before)
    })
    expect((await call('GET', `/connections/${id}`)).body).toMatchObject({ fault: { retry: 'connection' } })
    expect((await call('POST', `/connections/${id}/sync`)).status).toBe(409)
    expect(intacct.simulator.counts().requests).toBe(asked)
    expect((await call('POST', `/connections/${id}/test`)).body).toMatchObject({ ok: false })
    lock('active')
    expect((await call('POST', `/connections/${id}/test`)).body).toMatchObject({ ok: true })
    expect((await call('POST', `/connections/${id}/sync`)).status).toBe(202)
    await eventually(async () => {
      const { state, fault } = (await call('GET', `/connections/${id}`)).body
      return String(state) === 'active' && String(fault) === 'null'
    })
  })
})

describe('the integrations of a company', () => {
  it('are cards with their state, which an owner can hide in the whole workspace [2.1] [2.2] [2.5]', async () => {
    const cards = () => call('GET', `/companies/${company}/integrations`, undefined, tenant.keys.viewer)
    expect((await cards()).body).toMatchObject({
      items: [{ connector: 'intacct', state: 'not_connected' }],
      mayConnect: false,
      owners: [`Books${names} Owner`],
    })
    await begin()
    expect((await cards()).body).toMatchObject({ items: [{ state: 'connecting', step: 'what-syncs' }] })
    await call('PUT', '/integrations/intacct', { shown: false })
    expect((await cards()).body).toMatchObject({ items: [] })
    expect((await call('GET', `/companies/${company}/integrations`)).body).toMatchObject({
      items: [{ shown: false }],
    })
  })
})
