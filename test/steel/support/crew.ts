import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ask, monotonic, pause } from '../../seams/outside.ts'
import { writes } from '../../whole/support/figures.ts'
import { openHouse } from '../../whole/support/house.ts'
import type { House } from '../../whole/support/house.ts'
import { end, startTieout } from '../../whole/support/processes.ts'
import type { Command } from '../../whole/support/processes.ts'

/** The real waits are 15 minutes and one; nothing in this simulator takes longer than these. */
const settings = { settleMs: 2_000, readLagMs: 500, batchSize: 5 }
const giveUpMs = 120_000

/** The processes of one installation: a server, and workers beside it when they share an outside database. */
export interface Crew {
  readonly house: House
  /** How many may be killed: the server, number 0, and the workers. */
  readonly size: number
  signal(member: number, signal: 'SIGSTOP' | 'SIGCONT'): void
  /** `kill -9`, and another life at once. Resolves when that one is up. */
  kill(member: number): Promise<void>
  /** Records as the app sends them; sent again until they are taken, whatever is killed meanwhile. */
  feed(lines: readonly object[], onRefusal?: (why: string) => void): Promise<void>
  /** Writes that Intacct has been asked for so far. */
  made(): Promise<number>
  close(): Promise<void>
}

export interface CrewOptions {
  /** An outside database; without it the server has its own, and no workers. */
  readonly url?: string
  readonly workers?: number
  readonly latencyMs: number
  /** Puts something between Tieout and Intacct's port; answers the port to go to instead. */
  readonly between?: (port: number) => Promise<number>
  /** For every process. */
  readonly env?: Readonly<Record<string, string>>
  /** For one member's processes only. */
  readonly envOf?: (member: number) => Readonly<Record<string, string>>
}

export async function openCrew(options: CrewOptions): Promise<Crew> {
  const { url, workers: count = 0, latencyMs, between, envOf = () => ({}) } = options
  const outside =
    url === undefined ? {} : { DATABASE_URL: url, TIEOUT_MASTER_KEY: Buffer.alloc(32, 7).toString('base64') }
  const house = await openHouse({
    keep: false,
    env: { ...outside, ...options.env, ...envOf(0) },
    ...(between ? { between } : {}),
  })
  const folder = mkdtempSync(join(tmpdir(), 'tieout-workers-'))
  const env = {
    ...outside,
    TIEOUT_INTACCT_ENDPOINT: house.endpoint,
    TIEOUT_LOG_LEVEL: 'warn',
    ...options.env,
  }
  const hire = async (member: number): Promise<Command> => {
    const worker = startTieout(['worker'], folder, { ...env, ...envOf(member) })
    await worker.says('a worker is at work')
    return worker
  }
  const workers = await Promise.all(Array.from({ length: count }, (_, at) => hire(at + 1)))
  const connected = await house.run('connect', ...house.connecting(settings))
  if (connected.code !== 0) throw new Error(connected.err)
  const connection = await house.connection()
  await house.intacct.weather({ latencyMs })
  const commandOf = (member: number): Command => {
    const command = member === 0 ? house.server() : workers[member - 1]
    if (command === undefined) throw new RangeError(`There is no member ${member}.`)
    return command
  }
  return {
    house,
    size: count + 1,
    signal(member, signal) {
      commandOf(member).child.kill(signal)
    },
    async kill(member) {
      await end(commandOf(member), 'SIGKILL')
      if (member === 0) await house.start()
      else workers[member - 1] = await hire(member)
    },
    async feed(lines, onRefusal) {
      const body = lines.map((line) => `${JSON.stringify(line)}\n`).join('')
      const until = monotonic() + giveUpMs
      for (;;) {
        const refusal = await post(house, `/connections/${connection}/records`, body)
        if (refusal === null) return
        onRefusal?.(refusal)
        if (monotonic() > until) throw new Error(`The records were not taken: ${refusal}`)
        await pause(200)
      }
    },
    async made() {
      const { functions } = await house.intacct.stats()
      return Object.values(writes(functions)).reduce((sum, calls) => sum + calls, 0)
    },
    async close() {
      await Promise.all(
        workers.map((worker) => {
          worker.child.kill('SIGCONT')
          return end(worker, 'SIGTERM')
        }),
      )
      await house.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Null when every record was taken; otherwise why not. */
async function post(house: House, path: string, body: string): Promise<string | null> {
  try {
    const local = readFileSync(join(house.folder, 'data', 'cli.json'), 'utf8')
    const { url, key } = JSON.parse(local) as { url: string; key: string }
    const answer = await ask(`${url}/api/v1${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-ndjson', authorization: `Bearer ${key}` },
      body,
    })
    const text = await answer.text()
    const lines = answer.ok ? text.trim().split('\n') : [text]
    return lines.find((line) => !/"result":"(stored|unchanged)"/.test(line)) ?? null
  } catch (error) {
    return String(error)
  }
}
