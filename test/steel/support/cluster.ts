import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, chownSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serverAccount } from '@tieout/store/embedded/account.ts'
import { openPool } from '@tieout/store/database/pool.ts'
import { findBinaries } from '@tieout/store/embedded/binaries.ts'
import { testSeams } from '@tieout/store/testing.ts'
import { monotonic, pause } from '../../seams/outside.ts'

const user = 'owner'
const startMs = 30_000

/** A PostgreSQL of the test's own, on TCP, in a folder that goes away with it. */
export interface Cluster {
  readonly port: number
  /** Its database `tieout`; by another port when something stands between. */
  url(port?: number): string
  /** The number that a statement gives as `count`, past all walls. */
  count(statement: string): Promise<number>
  /** Ends it as a crash of the machine would, and starts it again; resolves when it answers. */
  restart(): Promise<void>
  /** Starts it again if it has ended by itself, as a machine's service manager does; answers whether it had. */
  revive(): Promise<boolean>
  close(): Promise<void>
}

/**
 * @param within folder that it lies in
 * @param extra settings of PostgreSQL, `name=value`
 */
export async function openCluster(within = tmpdir(), extra: readonly string[] = []): Promise<Cluster> {
  const account = await serverAccount()
  const folder = mkdtempSync(join(within, 'tieout-steel-'))
  if (account !== null) chownSync(folder, account.uid, account.gid)
  chmodSync(folder, 0o700)
  const { initdb, postgres } = await findBinaries(account)
  const data = join(folder, 'data')
  const as = { ...(account ?? {}), cwd: '/', env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' } }
  const [code] = (await once(
    spawn(initdb, ['-D', data, '-U', user, '--auth=trust', '--encoding=UTF8', '--locale=C'], {
      ...as,
      stdio: 'ignore',
    }),
    'close',
  )) as [number | null]
  if (code !== 0) throw new Error(`initdb ended with ${code ?? 'a signal'}.`)
  const port = await freePort()
  const url = (at = port, database = 'tieout'): string => `postgres://${user}@127.0.0.1:${at}/${database}`
  let server: ChildProcess | null = null
  const start = async (): Promise<void> => {
    const options = [`port=${port}`, 'listen_addresses=127.0.0.1', `unix_socket_directories=${folder}`]
    const more = ['max_connections=150', 'shared_buffers=64MB']
    server = spawn(
      postgres,
      ['-D', data, ...[...options, ...more, ...extra].flatMap((option) => ['-c', option])],
      {
        ...as,
        stdio: 'ignore',
      },
    )
    await untilAnswers(url(port, 'postgres'))
  }
  const stop = async (signal: 'SIGQUIT' | 'SIGINT'): Promise<void> => {
    if (server?.exitCode !== null || !existsSync(data)) return
    const ended = once(server, 'exit')
    server.kill(signal)
    await ended
  }
  await start()
  await ask(url(port, 'postgres'), 'create database tieout')
  return {
    port,
    url: (at) => url(at),
    async count(statement) {
      const [row] = await ask(url(), statement)
      return Number(row?.['count'])
    },
    async restart() {
      await stop('SIGQUIT')
      await start()
    },
    async revive() {
      if (server?.exitCode === null && server.signalCode === null) return false
      await start()
      return true
    },
    async close() {
      await stop('SIGINT')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

async function ask(connectionString: string, statement: string): Promise<Record<string, unknown>[]> {
  const pool = openPool({ connectionString, max: 1 }, testSeams('cluster'), () => null)
  try {
    const client = await pool.connect()
    const { rows } = await client.query<Record<string, unknown>>(statement, [])
    client.release()
    return rows
  } finally {
    await pool.end()
  }
}

async function untilAnswers(url: string): Promise<void> {
  const until = monotonic() + startMs
  for (;;) {
    try {
      await ask(url, 'select 1')
      return
    } catch (error) {
      if (monotonic() > until) throw error
      await pause(50)
    }
  }
}
