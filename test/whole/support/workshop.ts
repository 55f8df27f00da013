import { startSimulator } from '@tieout/simulator/run.ts'
import type { Running } from '@tieout/simulator/run.ts'
import type { Actor, Row } from '@tieout/simulator/books/contract.ts'
import { startTestServer } from '../../../packages/server/test/support/server.ts'
import type { Answer, Tenant, TestServer } from '../../../packages/server/test/support/server.ts'
import { ask, pause } from '../../seams/outside.ts'

/** A person at Intacct's own pages. */
export const kim: Actor = { userId: 'kim', entity: null, source: 'ui' }

export interface Change {
  readonly seq: number
  readonly type: string
  readonly id: string
  readonly op: string
  readonly data: Readonly<Record<string, unknown>> | null
  readonly cause: string
}

export interface ListedRow {
  readonly type: string
  readonly id: string
  readonly number: string
  readonly status: string
  readonly reason: string | null
  readonly message: string
  readonly remoteKey: string | null
}

/** A server with workers, a simulator, and one connection between them, all in this process. */
export interface Workshop {
  readonly server: TestServer
  readonly simulator: Running
  readonly tenant: Tenant
  /** Address of the connection in the API. */
  readonly path: string
  /** The simulator's company, as a person works in it. */
  books(): NonNullable<ReturnType<Running['simulator']['companies']['get']>>['books']
  call(method: string, path: string, body?: unknown): Promise<Answer>
  /** A `PUT` of a record by the app. */
  put(type: string, id: string, version: number, data: unknown, state?: string): Promise<void>
  /** Intacct takes so many milliseconds for an answer from now on. */
  slow(latencyMs: number): Promise<void>
  /** Sync now, and wait until nothing is under way. */
  sync(): Promise<void>
  /** Waits until nothing is under way. */
  quiet(): Promise<void>
  changes(after?: number): Promise<Change[]>
  rows(query?: string): Promise<ListedRow[]>
  /** The only record of that number. */
  row(number: string): Promise<ListedRow>
  close(): Promise<void>
}

const looks = 250
const lookEveryMs = 50

export async function openWorkshop(company: string, settings: object = {}): Promise<Workshop> {
  const simulator = await startSimulator({ port: 0 })
  const server = await startTestServer({
    workers: true,
    gateway: { endpoint: `${simulator.url}/ia/xml/xmlgw.phtml` },
  })
  const tenant = await server.tenant('Northwind')
  const key = tenant.keys.owner
  const call: Workshop['call'] = (method, path, body) =>
    server.call(method, path, { key, ...(body === undefined ? {} : { body }) })
  const path = await connect(call, company, settings)
  await firstSynced(call, path)

  async function quiet(): Promise<void> {
    let still = 0
    for (let tries = 0; tries < looks; tries += 1) {
      const runs = (await call('GET', `${path}/runs`)).body as unknown as { items: { state: string }[] }
      const pending = (await call('GET', path)).body as unknown as { counts: { pending: number } }
      const busy = runs.items.some(({ state }) => state === 'running') || pending.counts.pending > 0
      still = busy ? 0 : still + 1
      if (still >= 3) return
      await pause(lookEveryMs)
    }
    const pending = await call('GET', `${path}/records?status=pending`)
    const runs = await call('GET', `${path}/runs`)
    throw new Error(`never quiet: ${pending.text}\n${runs.text}`)
  }

  const shop: Workshop = {
    server,
    simulator,
    tenant,
    path,
    books() {
      const open = simulator.simulator.companies.get(company)
      if (open === undefined) throw new Error(`there is no ${company}`)
      return open.books
    },
    call,
    async put(type, id, version, data, state = 'approved') {
      const answer = await call('PUT', `${path}/records/${type}/${id}`, { version, state, data })
      if (answer.status >= 300) throw new Error(answer.text)
    },
    async slow(latencyMs) {
      const answer = await ask(`${simulator.url}/_sim/weather`, {
        method: 'PUT',
        body: JSON.stringify({ latencyMs }),
      })
      if (!answer.ok) throw new Error(await answer.text())
    },
    async sync() {
      const answer = await call('POST', `${path}/sync`)
      if (answer.status >= 300) throw new Error(answer.text)
      await quiet()
    },
    quiet,
    changes: async (after = 0) =>
      (
        (await call('GET', `${path}/changes?after=${after}&limit=1000`)).body as unknown as {
          items: Change[]
        }
      ).items,
    rows: async (query = '') =>
      ((await call('GET', `${path}/records?limit=200&${query}`)).body as unknown as { items: ListedRow[] })
        .items,
    async row(number) {
      const found = (await shop.rows(`key=${encodeURIComponent(number)}`)).filter(
        (row) => row.number === number,
      )
      const [only] = found
      if (only === undefined || found.length > 1)
        throw new Error(`${found.length} records are numbered ${number}`)
      return only
    },
    async close() {
      await server.close()
      await simulator.close()
    },
  }
  return shop
}

/** The first sync begins by itself. */
async function firstSynced(call: Workshop['call'], path: string): Promise<void> {
  for (let tries = 0; tries < looks; tries += 1) {
    const runs = (await call('GET', `${path}/runs`)).body as unknown as { items: { state: string }[] }
    if (runs.items.length > 0 && runs.items.every(({ state }) => state === 'done')) return
    await pause(lookEveryMs)
  }
  throw new Error('the first sync has not ended')
}

async function connect(call: Workshop['call'], companyId: string, settings: object): Promise<string> {
  const company = await call('POST', '/api/v1/companies', { name: companyId })
  const made = await call('POST', `/api/v1/companies/${String(company.body.id)}/connections`, {
    connector: 'intacct',
    companyId,
    userId: 'tieout',
    password: 'demo-password',
    settings: {
      accounts: { sales: '4000', undepositedFunds: '1010', receivable: '1100' },
      cache: { daily: false },
      ...settings,
    },
  })
  if (made.status !== 201) throw new Error(made.text)
  return `/api/v1/connections/${String(made.body.id)}`
}

/** The only row of an object whose field has that value. */
export function only(shop: Workshop, object: string, field: string, value: string): Row {
  const rows = [...shop.books().find(object, { kind: 'all' }, kim, true)].filter(
    (row) => row[field] === value,
  )
  const [row] = rows
  if (row === undefined || rows.length > 1) throw new Error(`${rows.length} rows of ${object} have ${value}`)
  return row
}
