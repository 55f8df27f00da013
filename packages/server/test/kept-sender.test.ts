import { afterAll, beforeAll, expect, it } from 'vitest'
import { remoteWithPassword } from './support/remote.ts'
import { startTestServer } from './support/server.ts'
import type { Tenant, TestServer } from './support/server.ts'

let server: TestServer
let tenant: Tenant

beforeAll(async () => {
  server = await startTestServer({
    gateway: { senderId: null, senderPassword: null },
    remotes: remoteWithPassword(login.password),
  })
  tenant = await server.tenant('Acme')
})
afterAll(() => server.close())

const call = (method: string, path: string, body: unknown) =>
  server.call(method, `/api/v1${path}`, { key: tenant.keys.owner, body })

const login = { companyId: 'CO', userId: 'robot', password: 'the-new-password' }

it('where the installation has no sender, a new password keeps the sender of the connection', async () => {
  const company = String((await call('POST', '/companies', { name: 'Shop' })).body.id)
  const path = `/companies/${company}/connections`
  const none = await call('POST', path, { connector: 'intacct', ...login })
  expect(none.body).toMatchObject({ status: 422, code: 'missing_field', field: 'senderId' })
  const sender = { senderId: 'ours', senderPassword: 'of-our-sender' }
  const made = await call('POST', path, { connector: 'intacct', ...login, ...sender })
  const connection = String(made.body.id)
  expect((await call('PUT', `/connections/${connection}/credentials`, login)).status).toBe(200)
  const kept = await server.api.vault.open({ workspace: tenant.workspace, connection })
  expect(kept).toMatchObject({ ...login, ...sender })
})

it('the password of a sender goes to no other address than before', async () => {
  const company = String((await call('POST', '/companies', { name: 'Store' })).body.id)
  const sender = { senderId: 'ours', senderPassword: 'of-our-sender' }
  const made = await call('POST', `/companies/${company}/connections`, {
    connector: 'intacct',
    ...login,
    ...sender,
    companyId: 'OTHER',
  })
  const answer = await call('PUT', `/connections/${String(made.body.id)}/credentials`, {
    ...login,
    companyId: 'OTHER',
    endpoint: 'https://elsewhere.example/xml',
  })
  expect(answer.body).toMatchObject({ status: 422, field: 'senderId' })
})
