import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { createWorkspaceWithOwner } from '../../src/auth/first-workspace.ts'
import type { Role } from '../../src/auth/operations.ts'
import { startServer } from '../../src/start.ts'
import type { RunningServer, ServerOptions } from '../../src/start.ts'
import { openLog } from '../../src/system/log.ts'
import { systemSeams } from '../../src/system/system.ts'
import { plantedPassword, plantedSenderPassword } from './planted-secrets.ts'

const installationSenderPassword = 'tieout-sender'

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** The body as JSON; tests know its shape. */
  readonly body: Record<string, never> & Record<string, unknown>
}

export interface TestServer extends RunningServer {
  readonly url: string
  /** Everything that was logged. */
  readonly logged: () => string
  /** Everything that was answered. */
  readonly answered: () => string
  call(method: string, path: string, options?: CallOptions): Promise<Answer>
  /** A workspace of its own, with a key of each role. */
  tenant(name: string): Promise<Tenant>
}

export interface CallOptions {
  readonly key?: string
  readonly cookie?: string
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

export interface Tenant {
  readonly workspace: string
  readonly email: string
  readonly password: string
  readonly keys: Readonly<Record<Role, string>>
}

export async function startTestServer(options: Partial<ServerOptions> = {}): Promise<TestServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'tieout-server-'))
  const lines: string[] = []
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString())
      done()
    },
  })
  const log = openLog('debug', stream)
  const running = await startServer({
    store: { dataDir },
    port: 0,
    web: false,
    workers: false,
    log,
    seams: systemSeams(log),
    ...options,
    gateway: {
      senderId: 'tieout',
      senderPassword: installationSenderPassword,
      allowed: () => true,
      ...options.gateway,
    },
  })
  const url = running.url ?? ''
  const answers: string[] = []
  const call: TestServer['call'] = async (method, path, { key, cookie, body, headers } = {}) => {
    const response = await fetch(url + path, {
      method,
      headers: {
        ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
        ...(cookie === undefined ? {} : { cookie }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    answers.push(text)
    return { status: response.status, headers: response.headers, text, body: asJson(text) }
  }
  const test: TestServer = {
    ...running,
    url,
    logged: () => lines.join(''),
    answered: () => answers.join('\n'),
    call,
    tenant: (name) => makeTenant(test, name),
    async close() {
      await running.close(2_000)
      await rm(dataDir, { recursive: true, force: true })
      const said = test.logged() + test.answered()
      const told = [plantedPassword, plantedSenderPassword, installationSenderPassword].filter((secret) =>
        said.includes(secret),
      )
      if (told.length > 0) throw new Error(`logged or answered: ${told.join(', ')}`)
    },
  }
  return test
}

function asJson(text: string): Answer['body'] {
  try {
    return JSON.parse(text) as Answer['body']
  } catch {
    return {}
  }
}

async function makeTenant(server: TestServer, name: string): Promise<Tenant> {
  const email = `${name.toLowerCase()}@example.com`
  const password = `password of ${name}`
  const { workspace } = await createWorkspaceWithOwner(server.api, {
    workspace: name,
    name: `${name} Owner`,
    email,
    password,
  })
  const cookie = await signIn(server, email, password)
  const keys: Record<string, string> = {}
  for (const role of ['viewer', 'operator', 'owner']) {
    const made = await server.call('POST', '/api/v1/keys', {
      cookie,
      body: { name: `${name} ${role}`, role },
    })
    keys[role] = String(made.body.key)
  }
  return { workspace, email, password, keys: keys as Tenant['keys'] }
}

/** The cookie of a session. */
export async function signIn(server: TestServer, email: string, password: string): Promise<string> {
  const answer = await server.call('POST', '/api/auth/sign-in/email', { body: { email, password } })
  if (answer.status !== 200) throw new Error(`sign-in answered ${answer.status}: ${answer.text}`)
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0] ?? '')
    .join('; ')
}
