import { createReadStream, existsSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { RecordRow, Role, Run } from '../src/api/types.ts'
import { detailOf } from './mock/detail.ts'
import * as around from './mock/around.ts'
import * as connecting from './mock/connecting.ts'
import { mockMatching } from './mock/matching.ts'
import type { MatchDecision } from '../src/matching/queries.ts'
import * as seed from './mock/seed.ts'

/**
 * The HTTP API with made-up data, in memory, for the pages' own tests and pictures.
 * `error`: all but /me and /companies answer 500; `down`: /companies too; `slow`: those never answer; `viewer`: full data, lowest role.
 */
export const mockStates = ['full', 'empty', 'error', 'down', 'slow', 'viewer'] as const
export type MockState = (typeof mockStates)[number]

export interface MockApi {
  readonly url: string
  /** What pages asked for: "POST /api/v1/…" with the body. */
  readonly asked: { readonly what: string; readonly body: unknown }[]
  readonly rows: RecordRow[]
  /** Sends an event to every open page. */
  readonly tell: (event: string, data: unknown) => void
  readonly close: () => Promise<void>
}

const dist = fileURLToPath(new URL('../dist/', import.meta.url))
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
}

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'"

interface Asked {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly body: Readonly<Record<string, unknown>>
}

interface Answer {
  readonly status?: number
  readonly body: unknown
  readonly headers?: Readonly<Record<string, string>>
}

class Refusal extends Error {
  readonly answer: Answer
  constructor(status: number, code: string, title: string, more: object = {}) {
    super(title)
    this.answer = {
      status,
      body: { type: 'about:blank', title, status, code, detail: title, cure: '', ref: 'r-7f3a91', ...more },
    }
  }
}

/** Starts the mock on a free port (or `port`). `nowMs` is the moment all data is dated by. */
export async function startMock(state: MockState, nowMs: number, port = 0): Promise<MockApi> {
  const asked: MockApi['asked'] = []
  const streams = new Set<ServerResponse>()
  const role: Role = state === 'viewer' ? 'viewer' : 'owner'
  const rows = state === 'empty' ? [] : seed.records(nowMs)
  const runs: Run[] = state === 'empty' ? [] : seed.runs(nowMs)
  const answer = answers(state, role, nowMs, rows, runs)

  const server = createServer((request, response) => {
    void handle(request, response)
  })
  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://mock')
    if (!url.pathname.startsWith('/api/')) return serveFile(url.pathname, response)
    if (url.pathname.endsWith('/events')) {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
      response.write(': ready\n\n')
      streams.add(response)
      request.on('close', () => streams.delete(response))
      return
    }
    const body = await readBody(request)
    const method = request.method ?? 'GET'
    if (method !== 'GET') asked.push({ what: `${method} ${url.pathname}`, body })
    const given = respond(answer, { method, path: url.pathname, query: url.searchParams, body })
    if (given === 'never') return
    const { status = 200 } = given
    const type = status < 400 ? 'application/json' : 'application/problem+json'
    response.writeHead(status, { 'content-type': type, ...given.headers })
    response.end(given.body === undefined ? '' : JSON.stringify(given.body))
  }
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done))
  const { port: taken } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${String(taken)}`,
    asked,
    rows,
    tell: (event, data) => {
      for (const stream of streams) stream.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}

type Answers = (asked: Asked) => Answer | 'never'

function respond(answer: Answers, asked: Asked): Answer | 'never' {
  try {
    return answer(asked)
  } catch (error) {
    if (error instanceof Refusal) return error.answer
    throw error
  }
}

function answers(state: MockState, role: Role, nowMs: number, rows: RecordRow[], runs: Run[]): Answers {
  const companies = state === 'empty' ? [] : seed.companies(nowMs)
  const matching = mockMatching(state === 'empty')
  const emptyCompany = {
    ...seed.companies(nowMs)[3],
    id: 'northwind',
    name: 'Northwind PM',
    connection: { id: 'n1', connector: 'intacct', state: 'active', intacctCompany: 'N', entity: null },
  }
  const routes: readonly (readonly [RegExp, (asked: Asked, first: string, second: string) => Answer])[] = [
    [/^GET \/setup$/, () => ({ body: { needed: false } })],
    [/^GET \/me$/, () => ({ body: seed.me(role) })],
    [
      /^GET \/companies$/,
      ({ query }) => ({
        body: {
          items: state === 'empty' && query.get('none') === null ? [emptyCompany] : companies,
          next: null,
        },
      }),
    ],
    [
      /^GET \/connections\/([^/]+)$/,
      (_asked, id) => {
        const company =
          [...companies, emptyCompany].find((each) => each.connection?.id === id) ?? seed.companies(nowMs)[0]
        if (!company) throw new Refusal(404, 'not_found', 'There is no such connection.')
        return { body: seed.connection(nowMs, id, company as never, seed.countsOf(rows)) }
      },
    ],
    [/^GET \/connections\/[^/]+\/matching$/, () => ({ body: matching.summary() })],
    [
      /^GET \/connections\/[^/]+\/matching\/([^/]+)$/,
      ({ query }, kind) => ({ body: matching.list(kind, query.get('show') ?? 'all', query.get('q') ?? '') }),
    ],
    [
      /^GET \/connections\/[^/]+\/matching\/[^/]+\/candidates$/,
      ({ query }) => ({ body: matching.candidates(query.get('q') ?? '') }),
    ],
    [
      /^POST \/connections\/[^/]+\/matching\/([^/]+)\/decisions$/,
      ({ body }, kind) => ({ body: matching.decide(kind, body as unknown as MatchDecision) }),
    ],
    [/^POST \/connections\/[^/]+\/matching\/undo$/, () => ({ body: matching.undo() })],
    [
      /^GET \/companies\/([^/]+)\/onboarding$/,
      (_asked, id) => {
        const { settings } = seed.connection(
          nowMs,
          'n1',
          seed.companies(nowMs)[0] as never,
          seed.countsOf(rows),
        )
        return { body: connecting.onboarding(id, nowMs, settings.directions) }
      },
    ],
    [/^GET \/companies\/[^/]+\/onboarding\/entities$/, () => ({ body: connecting.entities })],
    [/^GET \/companies\/[^/]+\/onboarding\/estimate$/, () => ({ body: connecting.estimate })],
    [/^GET \/companies\/[^/]+\/onboarding\/guesses$/, () => ({ body: connecting.guesses })],
    [
      /^GET \/companies\/([^/]+)\/integrations$/,
      (_asked, id) => ({
        body: connecting.integrations(id === 'newco' ? 'connecting' : 'connected', role === 'owner'),
      }),
    ],
    [
      /^GET \/connections\/[^/]+\/schedule$/,
      ({ query }) => ({
        body: around.schedule(nowMs, query.get('at') ?? '00:00', query.get('daily') === 'true'),
      }),
    ],
    [/^GET \/connections\/[^/]+\/reference$/, () => ({ body: around.reference(nowMs) })],
    [
      /^GET \/connections\/[^/]+\/reference\/[^/]+$/,
      ({ query }) => ({ body: around.referencePage(nowMs, query.get('q') ?? '') }),
    ],
    [
      /^POST \/connections\/[^/]+\/test$/,
      () => ({
        body: {
          ok: true,
          checks: [
            { name: 'reachable', state: 'ok', text: 'Intacct answers', cure: '' },
            { name: 'sign_in', state: 'ok', text: 'Signed in to Northwind PM LLC', cure: '' },
            {
              name: 'rights',
              state: 'failed',
              text: 'The user may not read payments',
              cure: 'Accounts Receivable > Permissions: give List and View for payments',
            },
          ],
        },
      }),
    ],
    [/^POST \/connections\/[^/]+\/account-rules\/test$/, ({ body }) => ({ body: seed.accountTest(body) })],
    [/^POST \/connections\/[^/]+\/sync$/, () => ({ status: 200, body: { ...runs[0], already: true } })],
    [
      /^POST \/connections\/[^/]+\/fetches$/,
      () => {
        const started = seed.fetchUnderWay(nowMs)
        runs.unshift(started)
        return { status: 202, body: started }
      },
    ],
    [/^POST \/connections\/[^/]+\/fetches\/[^/]+\/watch$/, () => ({ body: { watching: true } })],
    [
      /^POST \/connections\/[^/]+\/records\/([^/]+)\/([^/]+)\/read$/,
      (_asked, type, id) => ({
        status: 202,
        body: rows.find((each) => each.type === type && each.id === id) ?? rows[0],
      }),
    ],
    [/^POST \/connections\/[^/]+\/(pause|resume)$/, () => ({ body: {} })],
    [
      /^PATCH \/connections\/([^/]+)$/,
      (_asked, id) => ({
        body: {
          ...seed.connection(nowMs, id, companies[0] as never, seed.countsOf(rows)),
          settingsVersion: 15,
        },
      }),
    ],
    [/^GET \/connections\/[^/]+\/records$/, ({ query }) => ({ body: listRecords(rows, query, nowMs) })],
    [
      /^POST \/connections\/[^/]+\/records\/actions$/,
      ({ body }) => ({
        body: {
          accepted: (body.ids as unknown[]).length,
          refused: [],
          ...(body.action === 'skip' ? {} : { run: runs[0]?.id }),
        },
      }),
    ],
    [
      /^POST \/connections\/[^/]+\/records\/([^/]+)\/([^/]+)\/choices$/,
      (_asked, type, id) => {
        const row = rows.find((each) => each.type === type && each.id === id)
        if (!row) throw new Refusal(404, 'not_found', 'There is no such record.')
        return { body: row }
      },
    ],
    [
      /^GET \/connections\/[^/]+\/records\/([^/]+)\/([^/]+)$/,
      (_asked, type, id) => {
        const row = rows.find((each) => each.type === type && each.id === id)
        if (!row) throw new Refusal(404, 'not_found', 'There is no such record.')
        return { body: detailOf(row, nowMs) }
      },
    ],
    [
      /^GET \/connections\/[^/]+\/problems$/,
      () => ({ body: { items: state === 'empty' ? [] : seed.problems(nowMs), next: null } }),
    ],
    [/^GET \/connections\/[^/]+\/runs$/, () => ({ body: { items: runs, next: null } })],
    [
      /^GET \/connections\/[^/]+\/runs\/([^/]+)$/,
      (_asked, id) => {
        const run = runs.find((each) => each.id === id)
        if (!run) throw new Refusal(404, 'not_found', 'There is no such run.')
        return { body: run }
      },
    ],
    [
      /^GET \/connections\/[^/]+\/imports$/,
      () => ({ body: { items: state === 'empty' ? [] : seed.imports(nowMs), next: null } }),
    ],
    [
      /^GET \/connections\/[^/]+\/imports\/([^/]+)$/,
      (_asked, id) => {
        const found = seed.imports(nowMs).find((each) => each.id === id)
        if (!found) throw new Refusal(404, 'not_found', 'There is no such import.')
        return { body: found }
      },
    ],
    [
      /^GET \/connections\/[^/]+\/records\/[^/]+\/[^/]+\/exchanges$/,
      () => ({ body: { items: around.exchanges(nowMs) } }),
    ],
    [/^GET \/views$/, () => ({ body: { items: around.views() } })],
    [
      /^PUT \/views$/,
      ({ body }) => ({
        body: { id: '00000000-0000-4000-8000-00000000b009', by: 'A. Kaya', mine: true, ...body },
      }),
    ],
    [/^DELETE \/views\/[^/]+$/, () => ({ status: 204, body: undefined })],
    [
      /^GET \/connections\/([^/]+)\/settings$/,
      (_asked, id) => {
        const { settings } = seed.connection(nowMs, id, companies[0] as never, seed.countsOf(rows))
        return { body: { items: around.versions(nowMs, settings), next: null } }
      },
    ],
    [
      /^POST \/connections\/([^/]+)\/settings\/rollback$/,
      (_asked, id) => ({
        body: {
          ...seed.connection(nowMs, id, companies[0] as never, seed.countsOf(rows)),
          settingsVersion: 15,
        },
      }),
    ],
    [/^GET \/workspace\/mail$/, () => ({ body: around.mail(nowMs, state === 'empty') })],
    [/^PUT \/workspace\/mail$/, () => ({ body: around.mail(nowMs, false) })],
    [
      /^POST \/workspace\/mail\/test$/,
      () => ({ body: { ok: true, text: 'smtp.northwind.example took the mail.' } }),
    ],
    [/^GET \/connections\/[^/]+\/alerts$/, () => ({ body: around.alerts(state === 'empty') })],
    [
      /^PUT \/connections\/[^/]+\/alerts$/,
      ({ body }) => ({ body: { ...around.alerts(false), addresses: body.addresses } }),
    ],
    [/^PATCH \/workspace$/, ({ body }) => ({ body: { ...seed.me(role).workspace, ...body } })],
    [/^POST \/connections\/[^/]+\/runs\/([^/]+)\/cancel$/, () => ({ body: runs[0] })],
    [
      /^GET \/users$/,
      () => ({
        body: { items: state === 'empty' ? seed.users(nowMs).slice(0, 1) : seed.users(nowMs), next: null },
      }),
    ],
    [
      /^POST \/users\/invite$/,
      ({ body }) => ({
        body: { id: 'u9', email: body.email, role: body.role, link: 'https://tieout.example/invitation/abc' },
      }),
    ],
    [/^GET \/keys$/, () => ({ body: { items: state === 'empty' ? [] : seed.keys(nowMs), next: null } })],
    [
      /^POST \/keys$/,
      () => ({ body: { id: 'k9', prefix: 'tk_77aa', key: 'tk_77aa_made_up_for_the_tests' } }),
    ],
    [/^(PATCH|DELETE) \/(users|keys)\/[^/]+$/, () => ({ status: 204, body: undefined })],
    [/^GET \/audit$/, () => ({ body: { items: state === 'empty' ? [] : seed.audit(nowMs), next: null } })],
  ]
  const owners = /^\w+ \/(keys|audit)/
  return (asked) => {
    if (asked.path === '/api/auth/sign-in/email') return signIn(asked)
    if (asked.path.startsWith('/api/auth/')) return { body: {} }
    const name = `${asked.method} ${asked.path.replace('/api/v1', '')}`
    const spared = /^GET \/(me|setup)$/.test(name) || (state === 'error' && name === 'GET /companies')
    if (state === 'slow' && !spared && name !== 'GET /companies') return 'never'
    if ((state === 'error' || state === 'down') && !spared) {
      throw new Refusal(500, 'unexpected', 'The store did not answer.', {
        cure: 'Try again in a minute. Nothing is lost.',
      })
    }
    if (role === 'viewer' && (owners.test(name) || asked.method !== 'GET')) {
      throw new Refusal(403, 'not_allowed', 'Your role does not allow this.', { who: ['A. Kaya'] })
    }
    for (const [pattern, run] of routes) {
      const found = pattern.exec(name)
      if (found) return run(asked, decodeURIComponent(found[1] ?? ''), decodeURIComponent(found[2] ?? ''))
    }
    throw new Refusal(404, 'not_found', 'There is nothing at this address.')
  }
}

function signIn({ body }: Asked): Answer {
  if (body.email === 'many@northwind.example') {
    return {
      status: 429,
      body: { title: 'There were too many tries to sign in.', status: 429, code: 'too_many_tries' },
      headers: { 'retry-after': '120' },
    }
  }
  if (body.password !== 'demo-password')
    return { status: 401, body: { status: 401, code: 'sign_in_refused' } }
  return { body: { user: { id: 'u1' } }, headers: { 'set-cookie': 'mock=1; HttpOnly; Path=/' } }
}

function listRecords(all: readonly RecordRow[], query: URLSearchParams, nowMs: number) {
  const master = query.get('data') === 'master'
  const kind = query.get('data') === null ? all : all.filter((row) => (row.type === 'customer') === master)
  const starts = (value: string, wanted: string | null): boolean =>
    wanted === null || value.toLowerCase().startsWith(wanted.toLowerCase())
  const among = (value: string, wanted: string | null): boolean =>
    wanted === null || wanted.split(',').includes(value)
  const found = kind.filter(
    (row) =>
      among(row.type, query.get('type')) &&
      among(row.status, query.get('status')) &&
      among(row.reason, query.get('reason')) &&
      among(String(row.version), query.get('version')) &&
      among(row.currency ?? '', query.get('currency')) &&
      starts(row.number, query.get('key')) &&
      (query.get('keys') === null || among(row.number, query.get('keys'))) &&
      starts(row.party, query.get('customer')) &&
      (query.get('needs') === null || row.needsSomeone) &&
      (starts(row.number, query.get('q')) || starts(row.party, query.get('q'))),
  )
  if (query.get('sort') === 'key') found.sort((a, b) => (a.number < b.number ? -1 : 1))
  if (query.get('direction') === 'desc') found.reverse()
  const from = Number(query.get('cursor') ?? '0')
  const limit = Number(query.get('limit') ?? '200')
  return {
    items: found.slice(from, from + limit),
    next: from + limit < found.length ? String(from + limit) : null,
    counts: { ...seed.countsOf(kind), asOf: seed.iso(nowMs) },
  }
}

async function readBody(request: IncomingMessage): Promise<Record<string, unknown>> {
  let text = ''
  for await (const chunk of request) text += String(chunk)
  return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>)
}

/** A built file, or the page for every other address, as the server does it. */
function serveFile(path: string, response: ServerResponse): void {
  const wanted = join(dist, normalize(path))
  const file =
    wanted.startsWith(dist) && extname(wanted) !== '' && existsSync(wanted)
      ? wanted
      : join(dist, 'index.html')
  response.writeHead(200, {
    'content-type': types[extname(file)] ?? 'text/plain',
    'content-security-policy': policy,
  })
  createReadStream(file).pipe(response)
}
