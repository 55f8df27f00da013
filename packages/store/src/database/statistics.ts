import { sql } from 'kysely'
import type { Scope } from '@tieout/engine/ports.ts'
import type { Log } from '@tieout/engine/ports/seams.ts'
import type { Db } from './workspace.ts'

export interface Statistics {
  /** Tells that so many rows were written and committed; now and then the planner looks at them, and nobody waits for that. */
  written(scope: Scope, rows: number): void
  /** When no look is under way any more. */
  settled(): Promise<void>
}

const firstAt = 1000
const growth = 8

/**
 * Once a connection has its first thousand rows, and each time it has grown eightfold. Only lists and reports gain by it: what the ports
 * ask is found the same way whatever the planner knows. The server's own analysis, minutes later, does the rest.
 */
export function keepStatistics(db: Db, log: Log): Statistics {
  const counts = new Map<string, { rows: number; next: number }>()
  let looking = Promise.resolve()

  const look = () =>
    sql`select tieout.refresh_statistics()`.execute(db).then(
      () => undefined,
      (error: unknown) => log.debug({ error: String(error) }, 'the planner could not look at new rows'),
    )

  return {
    written({ connection }, rows) {
      const seen = counts.get(connection) ?? { rows: 0, next: firstAt }
      seen.rows += rows
      counts.set(connection, seen)
      if (seen.rows < seen.next) return
      seen.next = seen.rows * growth
      looking = looking.then(look)
    },
    settled: () => looking,
  }
}
