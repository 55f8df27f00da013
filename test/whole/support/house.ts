import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ask, monotonic, pause } from '../../seams/outside.ts'
import { startIntacct } from './intacct.ts'
import type { Intacct } from './intacct.ts'
import { end, startTieout } from './processes.ts'
import type { Command, Ended } from './processes.ts'

/** Secrets that the commands take from their environment; the simulator's own, see its README. */
const secrets = {
  TIEOUT_PASSWORD: 'a-long-password',
  TIEOUT_INTACCT_PASSWORD: 'demo-password',
  TIEOUT_SENDER_PASSWORD: 'tieout-sender',
}

const accounts = { sales: '4000', undepositedFunds: '1010', receivable: '1100' }
const lookEveryMs = 100
/** The company that everything is about. */
const ours = 'Northwind'

export interface Settled {
  readonly counts: Readonly<Record<string, number>>
  readonly settings: Readonly<Record<string, unknown>>
}

/** One Tieout and one Intacct in real processes, in a folder of their own. */
export interface House {
  readonly folder: string
  readonly intacct: Intacct
  /** Where Tieout finds Intacct. */
  readonly endpoint: string
  /** The server process of now. */
  server(): Command
  start(): Promise<void>
  /** `kill -9` of the server; its database server outlives it. */
  kill(): Promise<void>
  /** From the next command on, the data folder of this name inside the house's folder; it keeps the command line's key. */
  moveTo(name: string): void
  run(...args: string[]): Promise<Ended>
  /** Starts a command and goes on. */
  begin(...args: string[]): Command
  /** Options of `import` and `connect` for company EMPTY of the simulator, with these settings. */
  connecting(settings?: Readonly<Record<string, unknown>>): string[]
  /** Id of Northwind's connection, or of the only one; there is one after the first `import` or `connect`. */
  connection(): Promise<string>
  call(method: string, path: string, body?: unknown): Promise<{ status: number; body: unknown }>
  get<T>(path: string): Promise<T>
  /** A figure of /metrics without labels. */
  figure(name: string): Promise<number>
  /** `sync now`, until its run has ended. */
  sync(): Promise<Readonly<Record<string, unknown>>>
  /** Looks until nothing is to be done any more: no run, no dirty record, no open write, no record pending, no call to Intacct. */
  quiet(withinMs: number): Promise<Settled>
  close(): Promise<void>
}

export interface HouseOptions {
  /** Whether the simulator keeps its companies on disk, too. */
  readonly keep?: boolean
  /** Puts something between Tieout and Intacct's port; answers the port to go to instead. */
  readonly between?: (port: number) => Promise<number>
  /** For every process of Tieout's. */
  readonly env?: Readonly<Record<string, string>>
}

export async function openHouse({ keep = true, between, env: more = {} }: HouseOptions = {}): Promise<House> {
  const folder = mkdtempSync(join(tmpdir(), 'tieout-whole-'))
  // As root, the database server runs under another account: one that cannot pass through here would get a place outside.
  chmodSync(folder, 0o711)
  let data = join(folder, 'data')
  const lived = new Set([data])
  mkdirSync(join(folder, 'intacct'))
  const intacct = await startIntacct(folder, keep ? join(folder, 'intacct') : null)
  const endpoint = new URL(intacct.endpoint)
  if (between !== undefined) endpoint.port = String(await between(Number(endpoint.port)))
  const env = {
    ...secrets,
    TIEOUT_INTACCT_ENDPOINT: endpoint.href,
    TIEOUT_LOG_LEVEL: 'warn',
    ...more,
  }
  const begin = (...args: string[]): Command => startTieout(args, folder, { ...env, TIEOUT_DATA: data })
  const run = (...args: string[]): Promise<Ended> => begin(...args).ended
  let serving: Command | undefined
  const server = (): Command => {
    if (serving === undefined) throw new Error('Tieout was not started.')
    return serving
  }
  const start = async (): Promise<void> => {
    serving = begin('serve', '--empty', '--no-web', '--port', '0')
    await serving.says('Ctrl+C stops it')
  }
  const address = (): { url: string; key: string } =>
    JSON.parse(readFileSync(join(data, 'cli.json'), 'utf8')) as { url: string; key: string }
  const call: House['call'] = async (method, path, body) => {
    const { url, key } = address()
    const answer = await ask(`${url}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    return { status: answer.status, body: text === '' ? null : (JSON.parse(text) as unknown) }
  }
  const get = async <T>(path: string): Promise<T> => {
    const answer = await call('GET', path)
    if (answer.status !== 200) throw new Error(`GET ${path}: ${answer.status} ${JSON.stringify(answer.body)}`)
    return answer.body as T
  }
  const connection = async (): Promise<string> => {
    const { items } = await get<{ items: { name: string; connection: { id: string } | null }[] }>(
      '/companies',
    )
    const tied = items.filter((company) => company.connection !== null)
    const found = tied.find((company) => company.name === ours) ?? tied[0]
    if (!found?.connection) throw new Error('No company is connected.')
    return found.connection.id
  }
  const figure = async (name: string): Promise<number> => {
    const text = await (await ask(`${address().url}/metrics`)).text()
    const found = new RegExp(`^${name} (.+)$`, 'm').exec(text)?.[1]
    if (found === undefined) throw new Error(`/metrics has no ${name}.`)
    return Number(found)
  }
  const toDo = async (): Promise<string> =>
    `${await figure('tieout_links_dirty')} dirty, ${await figure('tieout_intents_open')} open`
  const runUnderWay = async (id: string): Promise<boolean> => {
    const { items } = await get<{ items: { state: string }[] }>(`/connections/${id}/runs`)
    return items.some((item) => item.state === 'running')
  }

  await start()
  const owner = ['--workspace', 'Books', '--name', 'A. Kaya', '--email', 'kaya@tieout.example']
  const made = await run('setup', ...owner)
  if (made.code !== 0) throw new Error(`setup: ${made.err}`)

  return {
    folder,
    intacct,
    endpoint: endpoint.href,
    server,
    start,
    run,
    begin,
    connection,
    call,
    get,
    figure,
    moveTo(name) {
      const left = join(data, 'cli.json')
      data = join(folder, name)
      lived.add(data)
      copyFileSync(left, join(data, 'cli.json'))
    },
    async kill() {
      await end(server(), 'SIGKILL')
    },
    connecting(settings = {}) {
      const path = join(folder, 'settings.json')
      // The cache is refreshed by itself in tests of its own only: here it would be counted with the rest.
      writeFileSync(path, JSON.stringify({ accounts, cache: { daily: false }, ...settings }))
      const to = ['--intacct-company', 'EMPTY', '--intacct-user', 'tieout', '--sender-id', 'tieout']
      return ['--create-company', ours, ...to, '--settings', path]
    },
    async sync() {
      const ran = await run('sync', '--company', ours, '--json')
      const ended = JSON.parse(ran.out) as Record<string, unknown>
      if (ended['state'] !== 'done') throw new Error(`sync: ${ran.out} ${ran.err}`)
      return ended
    },
    async quiet(withinMs) {
      const id = await connection()
      const until = monotonic() + withinMs
      let before = -1
      for (;;) {
        const left = await toDo()
        const { requests } = await intacct.stats()
        const detail = await get<Settled>(`/connections/${id}`)
        const still = left === '0 dirty, 0 open' && detail.counts['pending'] === 0 && !(await runUnderWay(id))
        if (still && requests === before) return detail
        if (monotonic() > until) {
          throw new Error(`Not quiet after ${withinMs} ms: ${left}, ${JSON.stringify(detail.counts)}`)
        }
        before = still ? requests : -1
        await pause(still ? 10 * lookEveryMs : lookEveryMs)
      }
    },
    async close() {
      if (serving !== undefined) await end(serving, 'SIGTERM')
      for (const each of lived) endDatabase(each)
      await intacct.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A killed Tieout leaves its database server running, to be taken over by the next one; after the last there is none. */
function endDatabase(data: string): void {
  const file = join(data, 'database', 'postmaster.pid')
  if (!existsSync(file)) return
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0])
  try {
    process.kill(pid, 'SIGQUIT')
  } catch {
    // It has ended between the look and the signal.
  }
}
