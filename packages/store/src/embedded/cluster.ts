import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmod,
  chown,
  lstat,
  mkdir,
  open,
  readFile,
  realpath,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { StoreError } from '../errors.ts'
import { canReach } from './account.ts'
import type { Account } from './account.ts'
import { sharedFolder } from './binaries.ts'
import type { Binaries } from './binaries.ts'
import type { Layout } from './layout.ts'

export interface Cluster {
  readonly layout: Layout
  readonly binaries: Binaries
  readonly account: Account | null
}

/** The superuser of the embedded server; only migrations and start-up use it. */
export const adminRole = 'tieout_admin'

/** The major version that the embedded binaries speak; a cluster of another one must be carried over by a backup. */
const major = '18'

const settings = {
  // No TCP at all: a port on loopback is open to every account of the machine.
  listen_addresses: '',
  unix_socket_permissions: '0700',
  max_connections: '120',
  shared_buffers: '128MB',
  max_wal_size: '1GB',
  password_encryption: 'scram-sha-256',
  // A killed Tieout's session ends, and with it its lock on the folder, within this time.
  client_connection_check_interval: '500ms',
  log_line_prefix: '%m [%p] ',
  log_min_messages: 'warning',
}

/** Makes the database's folder if there is none yet. */
export async function ensureCluster(cluster: Cluster, adminPassword: string): Promise<void> {
  const { layout } = cluster
  await prepareFolder(layout.sockets, cluster.account)
  const version = await readFile(join(layout.cluster, 'PG_VERSION'), 'utf8').catch(() => null)
  if (version !== null) {
    if (version.trim() === major) return
    throw new StoreError(
      'data_folder_newer',
      `${layout.cluster} belongs to PostgreSQL ${version.trim()}, not ${major}.`,
    )
  }
  const place = await placeCluster(cluster)
  const passwordFile = join(layout.sockets, 'password')
  await writeFile(passwordFile, adminPassword, { mode: 0o600 })
  if (cluster.account) await chown(passwordFile, cluster.account.uid, cluster.account.gid)
  try {
    await run(cluster, cluster.binaries.initdb, [
      ...['-D', place, '-U', adminRole, `--pwfile=${passwordFile}`],
      ...['--auth-local=scram-sha-256', '--auth-host=scram-sha-256', '--encoding=UTF8'],
      ...['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
    ])
  } catch (error) {
    // Half a cluster would be taken for a whole one by the next start.
    await rm(place, { recursive: true, force: true })
    throw error
  } finally {
    await rm(passwordFile, { force: true })
  }
}

/**
 * The folder for initdb. When we are root and the server's account cannot reach the data folder (one below /root, say), the cluster
 * lies in the system's own place and the data folder holds a pointer to it.
 */
async function placeCluster({ layout, account }: Cluster): Promise<string> {
  const pointer = await lstat(layout.cluster).catch(() => null)
  if (pointer === null && !(await canReach(account, layout.root))) {
    const name = createHash('sha256').update(layout.root).digest('hex').slice(0, 12)
    await mkdir(join(sharedFolder, 'data'), { recursive: true, mode: 0o755 })
    await symlink(join(sharedFolder, 'data', name), layout.cluster)
    await rm(join(sharedFolder, 'data', name), { recursive: true, force: true })
    await prepareFolder(join(sharedFolder, 'data', name), account)
    return join(sharedFolder, 'data', name)
  }
  await rm(layout.cluster, { recursive: true, force: true })
  await prepareFolder(layout.cluster, account)
  return layout.cluster
}

async function prepareFolder(path: string, account: Account | null): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 })
  await chmod(path, 0o700)
  if (account) await chown(path, account.uid, account.gid)
}

export interface Started {
  /** The server has ended again: it could not start, or lost to another that did. */
  ended(): boolean
}

/** Starts the server and returns at once; it belongs to no terminal and outlives us if we are killed. */
export async function startServer(cluster: Cluster): Promise<Started> {
  const { layout, binaries, account } = cluster
  const log = await open(layout.serverLog, 'a', 0o600)
  try {
    const options = Object.entries({ ...settings, unix_socket_directories: layout.sockets })
    const child = spawn(
      binaries.postgres,
      [
        '-D',
        await realpath(layout.cluster),
        ...options.flatMap(([name, value]) => ['-c', `${name}=${value}`]),
      ],
      {
        cwd: '/',
        detached: true,
        stdio: ['ignore', log.fd, log.fd],
        env: plainEnvironment,
        ...(account ?? {}),
      },
    )
    let ended = false
    const end = (): void => {
      ended = true
    }
    child.once('error', end)
    child.once('exit', end)
    child.unref()
    return { ended: () => ended }
  } finally {
    await log.close()
  }
}

/** Stops it cleanly: sessions are ended, everything is written down. */
export async function stopServer(cluster: Cluster): Promise<void> {
  await run(cluster, cluster.binaries.pgCtl, [
    'stop',
    '-D',
    await realpath(cluster.layout.cluster),
    '-m',
    'fast',
    '-t',
    '60',
  ]).catch((error: unknown) => {
    // pg_ctl fails when there is nothing to stop, which is what was wanted.
    if (!String(error).includes('no server running') && !String(error).includes('does not exist')) throw error
  })
}

const plainEnvironment = { LC_ALL: 'C', PATH: '/usr/bin:/bin', TZ: 'UTC' }

async function run(cluster: Cluster, program: string, args: readonly string[]): Promise<void> {
  const child = spawn(program, args, {
    cwd: dirname(program),
    stdio: ['ignore', 'pipe', 'pipe'],
    env: plainEnvironment,
    ...(cluster.account ?? {}),
  })
  let said = ''
  const hear = (chunk: Buffer): void => {
    said = (said + chunk.toString('utf8')).slice(-4000)
  }
  child.stdout.on('data', hear)
  child.stderr.on('data', hear)
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', resolve)
  })
  if (code !== 0)
    throw new StoreError(
      'server_would_not_start',
      `${program} ended with ${code ?? 'a signal'}: ${said.trim()}.`,
    )
}
