import { sql } from 'kysely'
import type { Scope } from '@tieout/engine/ports.ts'
import type { Db } from './workspace.ts'

/** Tells that so many rows were written in this transaction; now and then has the planner look at them. */
export type Statistics = (tx: Db, scope: Scope, rows: number) => Promise<void>

const firstAt = 1000
const growth = 8

/**
 * Once a connection has its first thousand rows, and each time it has grown eightfold. Only lists and reports gain by it: what the ports
 * ask is found the same way whatever the planner knows. The server's own analysis, minutes later, does the rest.
 */
export function keepStatistics(): Statistics {
  const written = new Map<string, { rows: number; next: number }>()
  return async (tx, { connection }, rows) => {
    const seen = written.get(connection) ?? { rows: 0, next: firstAt }
    seen.rows += rows
    written.set(connection, seen)
    if (seen.rows < seen.next) return
    seen.next = seen.rows * growth
    await sql`select tieout.refresh_statistics()`.execute(tx)
  }
}
