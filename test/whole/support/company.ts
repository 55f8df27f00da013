import { startSimulator } from '@tieout/simulator/run.ts'
import type { Running } from '@tieout/simulator/run.ts'
import { startTestServer } from '../../../packages/server/test/support/server.ts'
import type { Answer, Tenant, TestServer } from '../../../packages/server/test/support/server.ts'
import { pause } from '../../seams/outside.ts'

/** A record as the API gives it, as far as tests look at it. */
export interface Seen {
  readonly status: string
  readonly reason: string
  readonly message: string
  readonly remoteKey: string | null
  /** Contents in Intacct. */
  readonly there: Readonly<Record<string, unknown>> | null
  /** The whole answer. */
  readonly text: string
}

export interface Change {
  readonly id: string
  readonly op: string
  readonly data: Readonly<Record<string, unknown>>
}

type Row = Readonly<Record<string, string | undefined>>

/** A company of the simulator, a Tieout with its real store, and one connection between them, in this process. */
export interface Company {
  readonly server: TestServer
  readonly simulator: Running
  readonly connection: string
  /** Below the connection's address. */
  call(method: string, path: string, body?: unknown): Promise<Answer>
  put(type: string, id: string, data: object, more?: { version?: number; state?: string }): Promise<Answer>
  /** The record, once it is no longer on its way. */
  rest(type: string, id: string): Promise<Seen>
  /** The record, once it has this status: for one that rests, and goes on after something was changed. */
  until(type: string, id: string, status: string): Promise<Seen>
  settings(patch: object): Promise<Answer>
  /** The first entry of the change feed that is looked for, once it is there. */
  change(isIt: (change: Change) => boolean): Promise<Change>
  /** Waits until something holds. */
  when(holds: () => boolean): Promise<void>
  /** Rows of an object in Intacct's books. */
  rows(object: string, where?: Readonly<Record<string, string>>): readonly Row[]
  books(): NonNullable<ReturnType<Running['simulator']['companies']['get']>>
  close(): Promise<void>
}

const lookEveryMs = 40
const ui = { userId: 'ui', entity: null, source: 'ui' } as const

interface Opening {
  readonly entity?: string | null
  /** What is entered in Intacct before anyone connects. */
  readonly enter?: readonly (readonly [object: string, fields: Readonly<Record<string, string>>])[]
}

export async function openCompany(
  companyId: string,
  settings: object,
  { entity = null, enter }: Opening = {},
): Promise<Company> {
  const simulator = await startSimulator({ port: 0 })
  const books = () => {
    const open = simulator.simulator.companies.get(companyId)
    if (open === undefined) throw new Error(`there is no ${companyId}`)
    return open
  }
  for (const [object, fields] of enter ?? []) books().books.create(object, fields, ui)
  const server = await startTestServer({
    workers: true,
    gateway: { endpoint: `${simulator.url}/ia/xml/xmlgw.phtml` },
  })
  const tenant: Tenant = await server.tenant('Mega')
  const key = tenant.keys.owner
  const made = await server.call('POST', '/api/v1/companies', { key, body: { name: companyId } })
  const tied = await server.call('POST', `/api/v1/companies/${String(made.body.id)}/connections`, {
    key,
    body: { connector: 'intacct', companyId, userId: 'tieout', password: 'demo-password', entity, settings },
  })
  if (tied.status !== 201) throw new Error(tied.text)
  const connection = String(tied.body.id)
  const call: Company['call'] = (method, path, body) =>
    server.call(method, `/api/v1/connections/${connection}${path}`, {
      key,
      ...(body === undefined ? {} : { body }),
    })
  await cacheIsThere(call)
  return {
    server,
    simulator,
    connection,
    call,
    books,
    put: (type, id, data, { version = 1, state = 'approved' } = {}) =>
      call('PUT', `/records/${type}/${id}`, { version, state, data }),
    rest: (type, id) => seenAs(call, type, id, (status) => status !== 'pending'),
    until: (type, id, wanted) => seenAs(call, type, id, (status) => status === wanted),
    async when(holds) {
      for (let tries = 0; !holds(); tries += 1) {
        if (tries > 1_000) throw new Error(`it never came to hold: ${holds.toString()}`)
        await pause(lookEveryMs)
      }
    },
    change: (isIt) => changeOf(call, isIt),
    settings: (patch) => call('PATCH', '', { settings: patch }),
    rows: (object, where = {}) =>
      [...books().books.find(object, { kind: 'all' }, ui, true)].filter((row) =>
        Object.entries(where).every(([name, value]) => row[name] === value),
      ),
    async close() {
      await server.close()
      await simulator.close()
    },
  }
}

type Call = Company['call']

async function cacheIsThere(call: Call): Promise<void> {
  let body: Readonly<Record<string, unknown>> = {}
  for (let tries = 0; tries < 1_000; tries += 1) {
    body = (await call('GET', '/reference')).body
    if (body['lastAt'] !== null && body['running'] === null) return
    // One that did not get through on a busy machine is asked for again, as a person would.
    if (body['lastFailureAt'] !== null && body['running'] === null)
      await call('POST', '/reference/refresh', {})
    await pause(lookEveryMs)
  }
  throw new Error(`the cache was never refreshed: ${JSON.stringify(body).slice(0, 2_000)}`)
}

async function seenAs(
  call: Call,
  type: string,
  id: string,
  isIt: (status: string) => boolean,
): Promise<Seen> {
  for (let tries = 0; tries < 1_000; tries += 1) {
    const answer = await call('GET', `/records/${type}/${id}`)
    if (answer.status !== 200) throw new Error(answer.text)
    const { record, remote } = answer.body as unknown as {
      record: Omit<Seen, 'there' | 'text'>
      remote: { data: Seen['there'] } | null
    }
    if (isIt(record.status)) return { ...record, there: remote?.data ?? null, text: answer.text }
    await pause(lookEveryMs)
  }
  throw new Error(
    `${type} ${id} did not come to rest so: ${(await call('GET', `/records/${type}/${id}`)).text}`,
  )
}

async function changeOf(call: Call, isIt: (change: Change) => boolean): Promise<Change> {
  for (let tries = 0; tries < 1_000; tries += 1) {
    const { items } = (await call('GET', '/changes?limit=500')).body as unknown as {
      items: readonly Change[]
    }
    const found = items.find(isIt)
    if (found !== undefined) return found
    await pause(lookEveryMs)
  }
  throw new Error('the change was never told')
}
