import pg from 'pg'
import type { PostgresPool, PostgresPoolClient } from 'kysely'
import type { Seams } from '@tieout/engine/ports/seams.ts'
import { types } from './parsers.ts'

/** While a killed server starts again, callers wait this long for a connection before they fail. */
const patienceMs = 15_000

/**
 * A pool that outlives its server: an idle connection's death is a log line, and while nothing answers a new one is tried again.
 */
export function openPool(
  config: pg.PoolConfig,
  seams: Pick<Seams, 'clock' | 'log'>,
  lost: () => Error | null,
): PostgresPool {
  const pool = new pg.Pool({ types, application_name: 'tieout', ...config })
  pool.on('error', (error) => seams.log.debug({ error: error.message }, 'an idle database connection ended'))
  // A connection that dies while it is lent out and silent would otherwise end the process; its next query fails instead.
  pool.on('connect', (client) => client.on('error', () => undefined))
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

const passing = new Set(['ECONNREFUSED', 'ENOENT', 'ECONNRESET', 'EPIPE', '57P01', '57P02', '57P03'])

function isPassing(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return (
    ('code' in error && passing.has(String(error.code))) || error.message.includes('terminated unexpectedly')
  )
}
