import pg from 'pg'
import type { PostgresPool, PostgresPoolClient } from 'kysely'
import type { Seams } from '@tieout/engine/ports/seams.ts'
import { types } from './parsers.ts'

/** While a killed server starts again, callers wait this long for a connection before they fail. */
const patienceMs = 15_000

/**
 * Limits of a session. A network that drops packets without a word leaves both ends waiting: the server's would hold its locks, and ours a
 * worker, for as long as TCP likes. No transaction of ours waits for anything but the database, and no statement takes this long.
 * Milliseconds.
 */
const limits = {
  query_timeout: 20_000,
  statement_timeout: 19_000,
  idle_in_transaction_session_timeout: 10_000,
  connectionTimeoutMillis: 30_000,
  keepAlive: true,
  keepAliveInitialDelayMillis: 5_000,
} as const

/**
 * A pool that outlives its server: an idle connection's death is a log line, and while nothing answers a new one is tried again.
 */
export function openPool(
  config: pg.PoolConfig,
  seams: Pick<Seams, 'clock' | 'log'>,
  lost: () => Error | null,
): PostgresPool {
  const pool = new pg.Pool({ types, application_name: 'tieout', ...limits, ...config })
  pool.on('error', (error) => seams.log.debug({ error: error.message }, 'an idle database connection ended'))
  // A connection that dies while it is lent out and silent would otherwise end the process; its next query fails instead.
  pool.on('connect', (client) => client.on('error', () => undefined))
  // A query that timed out leaves its connection waiting for an answer; the next borrower would wait behind it.
  pool.on('release', (_error, client) => {
    if ('readyForQuery' in client && client.readyForQuery === false) client.end().catch(() => undefined)
  })
  return {
    options: pool.options,
    end: () => pool.end(),
    async connect(): Promise<PostgresPoolClient> {
      const until = seams.clock.monotonic() + patienceMs
      for (;;) {
        const gone = lost()
        if (gone !== null) throw gone
        try {
          return await pool.connect()
        } catch (error) {
          if (!isPassing(error) || seams.clock.monotonic() >= until) throw error
          await seams.clock.sleep(50)
        }
      }
    },
  }
}

/** Whether nothing was heard of a query: its connection is of no use any more, not even to roll back. */
export function isSilence(error: unknown): boolean {
  return error instanceof Error && error.message === 'Query read timeout'
}

const passing = new Set(['ECONNREFUSED', 'ENOENT', 'ECONNRESET', 'EPIPE', '57P01', '57P02', '57P03'])

function isPassing(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return (
    ('code' in error && passing.has(String(error.code))) || error.message.includes('terminated unexpectedly')
  )
}
