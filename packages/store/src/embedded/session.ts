import pg from 'pg'
import type { Seams } from '@tieout/engine/ports/seams.ts'
import { StoreError } from '../errors.ts'
import { ensureCluster, startServer, stopServer } from './cluster.ts'
import type { Cluster, Started } from './cluster.ts'

/** What the whole installation holds its folder by: an advisory lock of one session that lives as long as we do. */
const folderLock = '7417610001'

export interface Embedded {
  /** Stops the server, if we are still the one that holds the folder. */
  close(): Promise<void>
  /** The error that ended our hold on the folder, if one did. */
  lost(): Error | null
}

interface Hold {
  client: pg.Client | null
  closing: boolean
  lost: Error | null
}

const patience = { startMs: 60_000, restartAfterMs: 1_000, starts: 8, lockMs: 5_000, stepMs: 25 }

/**
 * Starts the server of a data folder, or adopts the one that outlived its starter, and takes the folder for this process. When the
 * server dies under us, it is started again.
 * @throws StoreError `data_folder_in_use`, `server_would_not_start`
 */
export async function holdFolder(
  cluster: Cluster,
  admin: pg.ClientConfig,
  seams: Pick<Seams, 'clock' | 'log'>,
): Promise<Embedded> {
  await ensureCluster(cluster, String(admin.password))
  const hold: Hold = { client: null, closing: false, lost: null }
  await take(hold, cluster, admin, seams)
  return {
    lost: () => hold.lost,
    async close() {
      hold.closing = true
      const mine = hold.client !== null
      await hold.client?.end().catch(() => undefined)
      if (mine) await stopServer(cluster)
    },
  }
}

async function take(
  hold: Hold,
  cluster: Cluster,
  admin: pg.ClientConfig,
  seams: Pick<Seams, 'clock' | 'log'>,
) {
  const client = await connectOrStart(cluster, admin, seams)
  if (!(await lockFolder(client, seams))) {
    await client.end().catch(() => undefined)
    throw new StoreError('data_folder_in_use', `Another Tieout is serving ${cluster.layout.root}.`)
  }
  hold.client = client
  client.once('end', () => {
    hold.client = null
    if (hold.closing) return
    seams.log.warn({ folder: cluster.layout.root }, 'the database server went away; starting it again')
    take(hold, cluster, admin, seams).catch((error: unknown) => {
      hold.lost = error instanceof Error ? error : new Error(String(error))
      seams.log.error({ error: hold.lost.message }, 'the database could not be taken again')
    })
  })
}

/** A killed holder's session may live for a moment, so the lock is tried for a while. */
async function lockFolder(client: pg.Client, { clock }: Pick<Seams, 'clock'>): Promise<boolean> {
  const until = clock.monotonic() + patience.lockMs
  for (;;) {
    const answer = await client.query<{ held: boolean }>(`select pg_try_advisory_lock(${folderLock}) as held`)
    if (answer.rows[0]?.held === true) return true
    if (clock.monotonic() >= until) return false
    await clock.sleep(100)
  }
}

/**
 * Connects; while nothing answers, starts the server, again every few seconds: right after a kill the old server's last processes may
 * still hold its memory, and of two starters one loses.
 */
async function connectOrStart(
  cluster: Cluster,
  admin: pg.ClientConfig,
  { clock }: Pick<Seams, 'clock'>,
): Promise<pg.Client> {
  const until = clock.monotonic() + patience.startMs
  let started: Started | null = null
  let starts = 0
  let startAt = -Infinity
  for (;;) {
    const client = new pg.Client(admin)
    client.on('error', () => undefined)
    try {
      await client.connect()
      return client
    } catch (cause) {
      await client.end().catch(() => undefined)
      const hopeless = isRefusal(cause) || (started?.ended() === true && starts >= patience.starts)
      if (hopeless || clock.monotonic() >= until) {
        throw new StoreError(
          'server_would_not_start',
          `The database server does not answer (${String(cause)}).`,
          {
            cause,
          },
        )
      }
      const idle = started === null || started.ended()
      if (idle && !isStartingUp(cause) && clock.monotonic() >= startAt) {
        started = await startServer(cluster)
        starts += 1
        startAt = clock.monotonic() + patience.restartAfterMs
      }
      await clock.sleep(patience.stepMs)
    }
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

/** cannot_connect_now: starting up, recovering or shutting down. */
function isStartingUp(error: unknown): boolean {
  return codeOf(error) === '57P03'
}

/** Wrong password: another master key than the one the folder was made with. */
function isRefusal(error: unknown): boolean {
  return codeOf(error) === '28P01'
}
