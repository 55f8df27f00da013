import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { demoReceivables } from '../../../packages/cli/src/demo/receivables.ts'
import { openStore } from '@tieout/store/open.ts'
import { makeScope, testSeams } from '@tieout/store/testing.ts'
import { ask } from '../../seams/outside.ts'
import { today } from '../../seams/today.ts'
import { openGateway } from './gateway.ts'
import { runTieout } from './process.ts'

/** What the run leaves behind, for people to look at and for the search for secrets. */
export const results = join(import.meta.dirname, '..', '..', '..', 'test-results', 'e2e')

/** Planted, and looked for at the end in everything that the run has produced. */
export const secrets = {
  intacctPassword: 'Quartz-Lantern-4471',
  senderPassword: 'tieout-sender',
  ownerPassword: 'Velvet-Anchor-9032',
  viewerPassword: 'Copper-Meadow-5518',
}

export const owner = { name: 'A. Kaya', email: 'a.kaya@northwind.example' }
export const viewer = { name: 'J. Lee', email: 'j.lee@northwind.example' }

/** A plain value: it travels from the process that started the house to the tests. */
export interface House {
  readonly url: string
  readonly intacct: string
  readonly data: string
  readonly company: string
  readonly connection: string
  /** A company of a workspace that none of these people belongs to. */
  readonly elsewhere: string
  readonly key: string
  /** File with the sessions that Intacct has given, one a line. */
  readonly sessions: string
}

export interface OpenHouse {
  readonly house: House
  readonly close: () => Promise<void>
}

/** The server and the simulator in processes of their own, with the demo's receivables; the first sync has begun. */
export async function openHouse(): Promise<OpenHouse> {
  rmSync(results, { recursive: true, force: true })
  mkdirSync(results, { recursive: true })
  const folder = mkdtempSync(join(tmpdir(), 'tieout-e2e-'))
  const data = join(folder, 'data')
  const elsewhere = await plantElsewhere(data)
  const simulator = runTieout(['simulator', '--port', '0', '--empty'], join(results, 'simulator.log'), {})
  const intacct = await simulator.prints(/(http:\/\/[\d.:]+)\/ia\/xml/)
  await send(`${intacct}/_sim/companies/DEMO/settings`, 'PUT', {
    users: [{ userId: 'tieout', password: secrets.intacctPassword }],
  })
  const sessions = join(folder, 'sessions.txt')
  const gateway = await openGateway(intacct, sessions)
  const server = runTieout(['serve', '--empty', '--port', '0'], join(results, 'server.log'), {
    TIEOUT_DATA: data,
    TIEOUT_INTACCT_ENDPOINT: gateway.endpoint,
    TIEOUT_LOG_LEVEL: 'debug',
  })
  const url = await server.prints(/Open +(http:\S+)/)
  const code = await server.prints(/code\W+([0-9a-f]{12})/i)
  const api = `${url}/api/v1`
  await send(`${api}/setup`, 'POST', {
    code,
    workspace: 'Northwind Group',
    app: 'Billing',
    ...owner,
    password: secrets.ownerPassword,
  })
  const cookie = await signIn(url, owner.email, secrets.ownerPassword)
  const { key } = await send<{ key: string }>(
    `${api}/keys`,
    'POST',
    { name: 'Billing', role: 'owner' },
    cookie,
  )
  const company = await send<{ id: string }>(`${api}/companies`, 'POST', { name: 'Northwind PM' }, cookie)
  const connection = await send<{ id: string }>(
    `${api}/companies/${company.id}/connections`,
    'POST',
    {
      connector: 'intacct',
      companyId: 'DEMO',
      userId: 'tieout',
      password: secrets.intacctPassword,
      senderId: 'tieout',
      senderPassword: secrets.senderPassword,
      settings: {
        baseCurrency: 'USD',
        accounts: { sales: '4000', undepositedFunds: '1010', receivable: '1100' },
      },
      paused: true,
    },
    cookie,
  )
  await bringIn(`${api}/connections/${connection.id}/records`, key)
  await send(`${api}/connections/${connection.id}/resume`, 'POST', {}, cookie)
  const house: House = {
    url,
    intacct,
    data,
    company: company.id,
    connection: connection.id,
    elsewhere,
    key,
    sessions,
  }
  return {
    house,
    async close() {
      await server.end()
      await gateway.close()
      await simulator.end()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** JSON to an address and back. @throws when it refuses */
export async function send<T>(url: string, method: string, body: unknown, cookie?: string): Promise<T> {
  const answer = await ask(url, {
    method,
    headers: {
      'content-type': 'application/json',
      origin: new URL(url).origin,
      ...(cookie === undefined ? {} : { cookie }),
    },
    body: JSON.stringify(body),
  })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${method} ${url}: ${answer.status} ${text}`)
  return (text === '' ? null : JSON.parse(text)) as T
}

/** The cookie of a session. */
export async function signIn(url: string, email: string, password: string): Promise<string> {
  const answer = await ask(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ email, password }),
  })
  if (!answer.ok) throw new Error(`sign-in: ${answer.status} ${await answer.text()}`)
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0] ?? '')
    .join('; ')
}

async function bringIn(url: string, key: string): Promise<void> {
  const lines = demoReceivables(today())
  const answer = await ask(url, {
    method: 'POST',
    headers: { 'content-type': 'application/x-ndjson', authorization: `Bearer ${key}` },
    body: lines.map((line) => `${JSON.stringify(line)}\n`).join(''),
  })
  const text = await answer.text()
  writeFileSync(join(results, 'bulk-answer.ndjson'), text)
  if (!answer.ok || text.includes('"refused"')) throw new Error(`records: ${answer.status} ${text}`)
}

async function plantElsewhere(dataDir: string): Promise<string> {
  const store = await openStore({ dataDir }, testSeams('elsewhere'))
  const { workspace } = await makeScope(store)
  const company = await store.withWorkspace(workspace, (tx) =>
    tx.selectFrom('company').select('id').executeTakeFirstOrThrow(),
  )
  await store.close()
  return company.id
}
