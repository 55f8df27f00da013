import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { signIn, startTestServer } from './support/server.ts'
import type { Tenant, TestServer } from './support/server.ts'

let server: TestServer
let tenant: Tenant
let key: string

beforeAll(async () => {
  server = await startTestServer()
  tenant = await server.tenant('Acme')
  key = tenant.keys.owner
})
afterAll(() => server.close())

const call = (method: string, path: string, body?: unknown, as = key) =>
  server.call(method, `/api/v1${path}`, { key: as, ...(body === undefined ? {} : { body }) })

describe('the first start', () => {
  it('creates the first workspace with the printed code, once', async () => {
    const fresh = await startTestServer()
    try {
      const person = {
        workspace: 'First',
        name: 'Ada',
        email: 'Ada@Example.com',
        password: 'long enough it is',
      }
      expect((await fresh.call('GET', '/api/v1/setup')).body).toEqual({ needed: true })
      const wrong = await fresh.call('POST', '/api/v1/setup', { body: { ...person, code: 'guess' } })
      expect(wrong.body).toMatchObject({ status: 403, code: 'setup_code_wrong', field: 'code' })
      const code = fresh.setupCode()
      const done = await fresh.call('POST', '/api/v1/setup', { body: { ...person, code } })
      expect(done.status).toBe(201)
      expect((await fresh.call('GET', '/api/v1/setup')).body).toEqual({ needed: false })
      const again = await fresh.call('POST', '/api/v1/setup', { body: { ...person, code } })
      expect(again.body).toMatchObject({ status: 409, code: 'setup_done' })
      const cookie = await signIn(fresh, 'ada@example.com', person.password)
      const me = await fresh.call('GET', '/api/v1/me', { cookie })
      expect(me.body).toMatchObject({
        role: 'owner',
        workspace: { name: 'First' },
        user: { name: 'Ada', email: 'ada@example.com' },
      })
    } finally {
      await fresh.close()
    }
  })
})

describe('signing in', () => {
  it('has the same words for an unknown e-mail and a wrong password', async () => {
    const problem = async (email: string, password: string) => {
      const answer = await server.call('POST', '/api/auth/sign-in/email', { body: { email, password } })
      const { ref, ...rest } = answer.body as Record<string, unknown>
      expect(typeof ref).toBe('string')
      return { status: answer.status, rest }
    }
    const wrong = await problem(tenant.email, 'not the password')
    expect(wrong).toEqual(await problem('nobody@example.com', 'not the password'))
    expect(wrong.status).toBe(401)
  })

  it('keeps the session in a cookie that scripts and other sites cannot use, and out of the answer', async () => {
    const answer = await server.call('POST', '/api/auth/sign-in/email', {
      body: { email: tenant.email, password: tenant.password },
    })
    const [cookie = ''] = answer.headers.getSetCookie()
    expect(cookie).toMatch(/HttpOnly/i)
    expect(cookie).toMatch(/SameSite=Lax/i)
    const token = decodeURIComponent(/session_token=([^;.]+)/.exec(cookie)?.[1] ?? 'none')
    expect(answer.text).not.toContain(token)
  })

  it('lets nobody sign themselves up', async () => {
    const answer = await server.call('POST', '/api/auth/sign-up/email', {
      body: { email: 'stranger@example.com', password: 'long enough it is', name: 'S' },
    })
    expect(answer.status).toBeGreaterThanOrEqual(400)
  })

  it('refuses what another site sends with the session', async () => {
    const cookie = await signIn(server, tenant.email, tenant.password)
    const headers = { origin: 'https://evil.example' }
    const answer = await server.call('POST', '/api/v1/companies', { cookie, headers, body: { name: 'x' } })
    expect(answer.body).toMatchObject({ status: 403, code: 'origin_refused' })
  })

  it('ends with signing out', async () => {
    const cookie = await signIn(server, tenant.email, tenant.password)
    await server.call('POST', '/api/auth/sign-out', { cookie, body: {} })
    expect((await server.call('GET', '/api/v1/me', { cookie })).status).toBe(401)
  })

  it('stops after too many tries, known or not, and says when to go on', async () => {
    const other = await startTestServer()
    try {
      let last = 0
      for (let index = 0; index < 11; index += 1) {
        const answer = await other.call('POST', '/api/auth/sign-in/email', {
          body: { email: 'x@example.com', password: 'p' },
        })
        last = answer.status
        if (last === 429) expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
      }
      expect(last).toBe(429)
    } finally {
      await other.close()
    }
  })
})

describe('keys', () => {
  it('are shown once, and kept as a hash', async () => {
    const made = await call('POST', '/keys', { name: 'billing', role: 'operator' })
    expect(made.status).toBe(201)
    const text = String(made.body.key)
    expect(text).toMatch(/^tk_[\w-]{43}$/)
    const listed = await call('GET', '/keys')
    expect(listed.text).toContain(text.slice(0, 10))
    expect(listed.text).not.toContain(text)
    const rows = await server.store.withWorkspace(tenant.workspace, (tx) =>
      tx.selectFrom('api_key').selectAll().execute(),
    )
    expect(JSON.stringify(rows)).not.toContain(text)
  })

  it('stop at once when they are revoked', async () => {
    const made = await call('POST', '/keys', { name: 'short', role: 'viewer' })
    const mine = String(made.body.key)
    expect((await call('GET', '/me', undefined, mine)).body).toMatchObject({
      role: 'viewer',
      user: { name: 'short' },
    })
    expect((await call('DELETE', `/keys/${String(made.body.id)}`)).status).toBe(204)
    expect((await call('GET', '/me', undefined, mine)).status).toBe(401)
    expect((await call('DELETE', `/keys/${String(made.body.id)}`)).status).toBe(404)
  })
})

describe('people of a workspace', () => {
  it('join by a link that works once, with a password of their own', async () => {
    const invited = await call('POST', '/users/invite', { email: 'Bo@Example.com', role: 'operator' })
    const link = String(invited.body.link)
    const token = link.split('invitation=')[1]
    const acceptance = { token, name: 'Bo', password: 'a password of Bo' }
    const joined = await server.call('POST', '/api/v1/invitations/accept', { body: acceptance })
    expect(joined.body).toEqual({ workspace: tenant.workspace, email: 'bo@example.com' })
    const again = await server.call('POST', '/api/v1/invitations/accept', { body: acceptance })
    expect(again.body).toMatchObject({ status: 409, code: 'invitation_over' })
    const cookie = await signIn(server, 'bo@example.com', acceptance.password)
    expect((await server.call('GET', '/api/v1/me', { cookie })).body).toMatchObject({ role: 'operator' })
    expect(
      (await call('POST', '/users/invite', { email: 'bo@example.com', role: 'viewer' })).body,
    ).toMatchObject({
      code: 'already_member',
    })
  })

  it('show their e-mails to owners only', async () => {
    expect((await call('GET', '/users')).text).toContain(tenant.email)
    expect((await call('GET', '/users', undefined, tenant.keys.viewer)).text).not.toContain(tenant.email)
  })

  it('keep at least one owner', async () => {
    const users = (await call('GET', '/users')).body.items as unknown as { id: string; email: string }[]
    const owner = users.find(({ email }) => email === tenant.email)?.id ?? ''
    expect((await call('DELETE', `/users/${owner}`)).body).toMatchObject({ status: 409, code: 'last_owner' })
    expect((await call('PATCH', `/users/${owner}`, { role: 'viewer' })).body).toMatchObject({
      code: 'last_owner',
    })
  })

  it('are changed and removed, and the audit log says by whom', async () => {
    const id = String(
      (await call('POST', '/users/invite', { email: 'gone@example.com', role: 'viewer' })).body.id,
    )
    expect((await call('PATCH', `/users/${id}`, { role: 'operator' })).body).toMatchObject({
      role: 'operator',
      state: 'invited',
    })
    expect((await call('DELETE', `/users/${id}`)).status).toBe(204)
    const log = (await call('GET', '/audit?limit=3')).body
    const items = log.items as unknown as { action: string; actor: string; ip: string }[]
    expect(items.map(({ action }) => action)).toEqual(['user.removed', 'user.role_changed', 'user.invited'])
    expect(items[0]).toMatchObject({ actor: 'key Acme owner', ip: '127.0.0.1' })
    const older = await call('GET', `/audit?limit=3&cursor=${String(log.next)}`)
    expect((older.body.items as unknown as { seq: number }[])[0]?.seq).toBeLessThan(
      (log.items as unknown as { seq: number }[])[2]?.seq ?? 0,
    )
  })
})

describe('what the workspace calls your application', () => {
  it('is changed by an owner at any time, and the audit log has before and after', async () => {
    expect((await call('PATCH', '/workspace', { app: 'Billing' })).body).toMatchObject({ app: 'Billing' })
    expect((await call('PATCH', '/workspace', { app: 'Rentals' })).body).toMatchObject({ app: 'Rentals' })
    const { body } = await call('GET', '/me')
    expect(body.workspace).toMatchObject({ name: 'Acme', app: 'Rentals' })
    expect((await call('GET', '/audit?limit=1')).body.items).toMatchObject([
      {
        action: 'workspace.changed',
        before: { name: 'Acme', app: 'Billing' },
        after: { name: 'Acme', app: 'Rentals' },
      },
    ])
  })
})
