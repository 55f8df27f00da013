import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { remoteWithPassword } from './support/remote.ts'
import { startTestServer } from './support/server.ts'
import type { Tenant, TestServer } from './support/server.ts'

const password = 'the-one-right-Intacct-password'
const senderPassword = 'planted-sender-password-5521'
let server: TestServer
let tenant: Tenant
let company: string

beforeAll(async () => {
  server = await startTestServer({
    remotes: remoteWithPassword(password),
    gateway: { senderPassword, allowed: (url) => url.host === 'api.intacct.com' },
  })
  tenant = await server.tenant('Acme')
})
beforeEach(async () => {
  company = String((await call('POST', '/companies', { name: 'Northwind' })).body.id)
})
afterAll(() => server.close())

const call = (method: string, path: string, body?: unknown, key = tenant.keys.owner) =>
  server.call(method, `/api/v1${path}`, { key, ...(body === undefined ? {} : { body }) })

let count = 0
const credentials = (extra: object = {}) => {
  count += 1
  return { connector: 'intacct', companyId: `CO${count}`, userId: 'robot', password, ...extra }
}
const connect = (extra: object = {}) => call('POST', `/companies/${company}/connections`, credentials(extra))

describe('connecting a company', () => {
  it('tries the credentials, then saves them where nobody reads them again', async () => {
    const made = await connect({ settings: { accounts: { sales: '4000' } } })
    expect(made.status).toBe(201)
    expect(made.body).toMatchObject({
      state: 'active',
      user: 'robot',
      settingsVersion: 1,
      settings: { accounts: { sales: '4000' }, baseCurrency: 'USD' },
      counts: { total: 0 },
      credentialsSetBy: 'Acme owner',
    })
    const shown = await call('GET', `/companies/${company}`)
    expect(shown.body).toMatchObject({ health: 'working', connection: { id: made.body.id, state: 'active' } })
  })

  it('saves nothing that Intacct does not accept, and says at which step it failed', async () => {
    const answer = await connect({ password: 'wrong' })
    expect(answer.body).toMatchObject({
      status: 422,
      code: 'credentials_refused',
      errors: [{ path: 'sign_in' }],
    })
    expect((await call('GET', `/companies/${company}`)).body).toMatchObject({
      connection: null,
      health: 'not_connected',
    })
  })

  it('sends credentials to no host that the installation does not allow', async () => {
    const answer = await connect({ endpoint: 'http://169.254.169.254/latest' })
    expect(answer.body).toMatchObject({ status: 422, field: 'endpoint' })
  })

  it('refuses a second connection of a company, and a second company of an entity', async () => {
    const made = await connect({ companyId: 'SAME', entity: 'US' })
    expect(made.status).toBe(201)
    expect((await connect()).body).toMatchObject({ status: 409, code: 'already_connected' })
    company = String((await call('POST', '/companies', { name: 'Other' })).body.id)
    expect((await connect({ companyId: 'SAME', entity: 'US' })).body).toMatchObject({
      status: 409,
      code: 'entity_taken',
    })
    expect((await connect({ companyId: 'SAME', entity: null })).body).toMatchObject({
      status: 409,
      code: 'entity_taken',
    })
    expect((await connect({ companyId: 'SAME', entity: 'UK' })).status).toBe(201)
  })

  it('tests what is stored, step by step', async () => {
    const id = String((await connect()).body.id)
    const answer = await call('POST', `/connections/${id}/test`)
    expect(answer.body).toMatchObject({ ok: true })
    const states = (answer.body.checks as unknown as { state: string }[]).map(({ state }) => state)
    expect(new Set(states)).toEqual(new Set(['ok']))
  })
})

describe('settings', () => {
  it('are laid over the present ones, versioned, and checked whole', async () => {
    const id = String((await connect({ settings: { accounts: { sales: '4000', bank: '1000' } } })).body.id)
    const changed = await call('PATCH', `/connections/${id}`, {
      settings: { accounts: { bank: null, receivable: '1100' } },
      autoSync: false,
    })
    expect(changed.body).toMatchObject({
      settingsVersion: 2,
      settings: { accounts: { sales: '4000', receivable: '1100' }, autoSync: false },
    })
    expect(JSON.stringify(changed.body.settings)).not.toContain('"bank"')
    const wrong = await call('PATCH', `/connections/${id}`, { settings: { roundingTolerance: 1000 } })
    expect(wrong.body).toMatchObject({ status: 422, field: 'settings.roundingTolerance' })
    const unknown = await call('PATCH', `/connections/${id}`, { settings: { colour: 'red' } })
    expect(unknown.body).toMatchObject({ code: 'unknown_field', field: 'settings.colour' })
  })

  it('are not saved over what someone else saved meanwhile', async () => {
    const id = String((await connect()).body.id)
    await call('PATCH', `/connections/${id}`, { autoSync: false, settingsVersion: 1 })
    const late = await call('PATCH', `/connections/${id}`, { autoSync: true, settingsVersion: 1 })
    expect(late.body).toMatchObject({ status: 409, code: 'settings_changed' })
  })
})

describe('pausing', () => {
  it('stops it, says so, and refuses to sync until it is resumed', async () => {
    const id = String((await connect()).body.id)
    expect((await call('POST', `/connections/${id}/pause`)).body).toMatchObject({
      state: 'paused',
      nextSyncAt: null,
    })
    expect((await call('GET', `/companies/${company}`)).body).toMatchObject({ health: 'paused' })
    expect((await call('POST', `/connections/${id}/sync`)).body).toMatchObject({
      status: 409,
      code: 'paused',
    })
    expect((await call('POST', `/connections/${id}/resume`)).body).toMatchObject({ state: 'active' })
  })
})

describe('sync now', () => {
  it('[3.34] [3.38] answers a second click with the run under way, and cancels on request', async () => {
    const id = String((await connect()).body.id)
    const first = await call('POST', `/connections/${id}/sync`)
    expect(first.status).toBe(202)
    const second = await call('POST', `/connections/${id}/sync`)
    expect([second.status, second.body.id, second.body.already]).toEqual([200, first.body.id, true])
    const cancelled = await call('POST', `/connections/${id}/runs/${String(first.body.id)}/cancel`)
    expect(cancelled.status).toBe(202)
    expect((await call('GET', `/connections/${id}/runs`)).body).toMatchObject({
      items: [{ id: first.body.id, kind: 'sync_now' }],
      next: null,
    })
  })
})

describe('sync now while the run under way is sending', () => {
  it('says that another run comes right after it', async () => {
    const id = String((await connect()).body.id)
    const first = await call('POST', `/connections/${id}/sync`)
    const scope = { workspace: tenant.workspace, connection: id }
    const run = String(first.body.id)
    await server.api.store.beat(
      scope,
      run,
      {},
      { phase: 'post', done: 0, of: 3 },
      server.api.seams.clock.now(),
    )
    expect((await call('POST', `/connections/${id}/sync`)).body).toMatchObject({
      id: run,
      already: true,
      queued: true,
    })
    const row = await server.store.withWorkspace(tenant.workspace, (tx) =>
      tx
        .selectFrom('connection')
        .select(['sync_asked_by', 'next_inbound_at'])
        .where('id', '=', id)
        .executeTakeFirstOrThrow(),
    )
    expect(row.sync_asked_by).toBe('Acme owner')
    expect(row.next_inbound_at).not.toBeNull()
  })
})

describe('secrets', () => {
  it('come out in no answer and no line of the log', async () => {
    const made = await connect()
    const id = String(made.body.id)
    await call('PUT', `/connections/${id}/credentials`, { companyId: 'NEW', userId: 'robot', password })
    await call('PUT', `/connections/${id}/credentials`, {
      companyId: 'NEW',
      userId: 'robot',
      password: 'wrong-but-secret',
    })
    await call('GET', '/audit')
    const everything = server.answered() + server.logged()
    for (const secret of [password, senderPassword, 'wrong-but-secret', tenant.password]) {
      expect(everything).not.toContain(secret)
    }
    const rows = await server.store.withWorkspace(tenant.workspace, (tx) =>
      tx.selectFrom('connection').selectAll().execute(),
    )
    expect(JSON.stringify(rows)).not.toContain(password)
  })
})
