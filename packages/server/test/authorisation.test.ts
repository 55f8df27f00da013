import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { lowestRole, roles } from '../src/auth/operations.ts'
import type { OperationId } from '../src/auth/operations.ts'
import { apiDocument } from '../src/document.ts'
import { checkRoles } from '../src/http/all-operations.ts'
import { startTestServer } from './support/server.ts'
import type { Tenant, TestServer } from './support/server.ts'
import { makeConnection } from './support/tenant-things.ts'
import type { Things } from './support/tenant-things.ts'

interface Described {
  readonly id: OperationId
  readonly method: string
  readonly path: string
}

const document = (await apiDocument()) as {
  paths: Record<string, Record<string, { operationId: OperationId }>>
}
const operations: readonly Described[] = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, { operationId }]) => ({
    id: operationId,
    method: method.toUpperCase(),
    path,
  })),
)
const guarded = operations.filter(({ id }) => lowestRole[id] !== 'public')

/** Enough of a body for the operation to be understood; what it does with it is tested elsewhere. */
const bodies: Partial<Record<OperationId, unknown>> = {
  createCompany: { name: 'Another' },
  renameCompany: { name: 'Renamed' },
  createConnection: { connector: 'intacct', companyId: 'X', userId: 'u', password: 'p' },
  beginOnboarding: {},
  saveOnboarding: { version: 1, step: 'prepare' },
  setOnboardingCredentials: { companyId: 'X', userId: 'u', password: 'p' },
  setOnboardingEntity: { entity: null },
  showIntegration: { shown: true },
  disconnect: { company: 'Another name' },
  changeConnection: { autoSync: true },
  setCredentials: { companyId: 'X', userId: 'u', password: 'p' },
  putAppList: { items: [] },
  decideMatches: { decision: 'archive', ids: ['a'] },
  undoMatches: { step: '11111111-1111-4111-8111-111111111111' },
  putRecord: { version: 1, state: 'approved', data: { number: 'C-1', name: 'One' } },
  chooseForRecord: { choice: 'skip' },
  actOnRecords: { action: 'skip', ids: [{ type: 'customer', id: 'c1' }] },
  claimRecord: { id: 'mine' },
  changeWorkspace: { app: 'Billing' },
  setMail: { host: 'mail.example.com', port: 465, security: 'tls', user: null, sender: 'tieout@example.com' },
  testMail: { to: 'someone@example.com' },
  setAlerts: { addresses: [] },
  startFetch: { what: 'customers' },
  rollBackSettings: { version: 1, settingsVersion: 1 },
  saveView: { name: 'Mine', shared: false, search: '', columns: [] },
  reportImport: { refused: 0, refusals: [] },
  createKey: { name: 'k', role: 'viewer' },
  inviteUser: { email: 'new@example.com', role: 'viewer' },
  changeUser: { role: 'viewer' },
}

let server: TestServer
let mine: Tenant
let theirs: Tenant
let things: Things
let spareKey: string
let guest: string

beforeAll(async () => {
  server = await startTestServer()
  mine = await server.tenant('Mine')
  theirs = await server.tenant('Theirs')
  things = await makeConnection(server, mine)
  const key = mine.keys.owner
  spareKey = String(
    (await server.call('POST', '/api/v1/keys', { key, body: { name: 'spare', role: 'viewer' } })).body.id,
  )
  const invitation = { email: 'guest@example.com', role: 'viewer' }
  guest = String((await server.call('POST', '/api/v1/users/invite', { key, body: invitation })).body.id)
})

afterAll(() => server.close())

function addressOf(path: string): string {
  return path
    .replace('{company}', things.company)
    .replace('{connection}', things.connection)
    .replace('{type}', 'customer')
    .replace('{kind}', 'account')
    .replace('/keys/{id}', `/keys/${spareKey}`)
    .replace('/users/{id}', `/users/${guest}`)
    .replace('{import}', '11111111-1111-4111-8111-111111111111')
    .replace('{run}', '11111111-1111-4111-8111-111111111111')
    .replace('{id}', 'c1')
}

async function attempt({ id, method, path }: Described, key?: string) {
  const bulk = id === 'putRecords'
  const body = bulk ? '{}\n' : bodies[id]
  return server.call(method, addressOf(path), {
    ...(key === undefined ? {} : { key }),
    ...(body === undefined ? {} : { body }),
    ...(bulk ? { headers: { 'content-type': 'application/x-ndjson' } } : {}),
  })
}

describe('every operation of the document', () => {
  it('has a lowest role, and every role belongs to an operation', () => {
    expect(() => checkRoles(operations.map(({ id }) => id))).not.toThrow()
    expect(operations.length).toBe(Object.keys(lowestRole).length)
  })

  it('fails start-up when it is missing from the table', () => {
    expect(() => checkRoles([...operations.map(({ id }) => id), 'readEverything'])).toThrow(/readEverything/)
  })

  it.each(guarded)('$id turns nobody away with 401', async (operation) => {
    const answer = await attempt(operation)
    expect([answer.status, answer.body.code]).toEqual([401, 'not_signed_in'])
  })

  it.each(guarded)('$id takes no made-up key', async (operation) => {
    const answer = await attempt(operation, `tk_${'A'.repeat(43)}`)
    expect([answer.status, answer.body.code]).toEqual([401, 'not_signed_in'])
  })

  const lower = guarded.flatMap((operation) =>
    roles
      .slice(0, roles.indexOf(lowestRole[operation.id] as (typeof roles)[number]))
      .map((role) => ({ ...operation, role })),
  )
  it.each(lower)('$id is not allowed to a $role, who learns who may', async ({ role, ...operation }) => {
    const answer = await attempt(operation, mine.keys[role])
    expect([answer.status, answer.body.code, answer.body.who]).toEqual([403, 'not_allowed', ['Mine Owner']])
  })

  const scoped = guarded.filter(({ path }) => /\{(connection|company|id)\}/.test(path))
  it.each(scoped)('$id finds nothing of another workspace, even for its owner', async (operation) => {
    const answer = await attempt(operation, theirs.keys.owner)
    expect([answer.status, answer.body.code]).toEqual([404, 'not_found'])
  })

  const own = guarded.filter(({ path }) => !/\{/.test(path))
  it.each(own)('$id shows an owner nothing of another workspace', async (operation) => {
    const answer = await attempt(operation, theirs.keys.owner)
    expect(answer.status).toBeLessThan(500)
    expect(answer.text).not.toContain(things.company)
    expect(answer.text).not.toContain('Mine Owner')
    expect(answer.text).not.toContain(mine.email)
  })

  it.each(guarded.filter(({ id }) => id !== 'streamEvents'))(
    '$id lets its lowest role in',
    async (operation) => {
      const lowest = lowestRole[operation.id]
      const answer = await attempt(operation, mine.keys[lowest === 'public' ? 'viewer' : lowest])
      expect([401, 403, 405, 500, 503]).not.toContain(answer.status)
    },
  )
})
