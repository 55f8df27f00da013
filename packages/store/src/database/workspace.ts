import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Scope } from '@tieout/engine/ports.ts'
import { isSilence } from './pool.ts'
import type { Tables } from './tables.ts'

export type Db = Kysely<Tables>

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** An id that is none would end in a database error; callers turn it into "not found". */
export class NoSuchId extends Error {
  override readonly name = 'NoSuchId'
}

function checked(id: string): string {
  if (!uuid.test(id)) throw new NoSuchId(`"${id.slice(0, 40)}" is no id`)
  return id
}

/** One transaction that sees one workspace. Begin and setting travel in one message. */
export async function inWorkspace<T>(db: Db, workspace: string, fn: (tx: Db) => Promise<T>): Promise<T> {
  return inTransaction(db, `begin; select set_config('tieout.ws', '${checked(workspace)}', true)`, fn)
}

/** The same, of one moment, for reads that take several statements. */
export async function inSnapshot<T>(db: Db, workspace: string, fn: (tx: Db) => Promise<T>): Promise<T> {
  const begin = 'begin isolation level repeatable read, read only'
  return inTransaction(db, `${begin}; select set_config('tieout.ws', '${checked(workspace)}', true)`, fn)
}

/**
 * A transaction that changes links. One at a time per connection, so that nothing is woken too early or never: what a waiting child saw
 * and what its parent became are in one order. All are short; none is open across a remote call.
 */
export async function inConnection<T>(db: Db, scope: Scope, fn: (tx: Db) => Promise<T>): Promise<T> {
  const setting = `select set_config('tieout.ws', '${checked(scope.workspace)}', true)`
  const lock = `select pg_advisory_xact_lock(hashtextextended('${checked(scope.connection)}', 0))`
  return inTransaction(db, `begin; ${setting}; ${lock}`, async (tx) => {
    const result = await fn(tx)
    await announce(tx, scope, 'records')
    return result
  })
}

/** Where listeners hear that something of a connection changed; the payload is an Announcement as JSON. */
export const changesChannel = 'tieout'

export interface Announcement extends Scope {
  readonly what: 'records' | 'run' | 'connection'
}

/** Heard when the transaction commits; equal ones of a transaction are heard once. */
export async function announce(tx: Db, scope: Scope, what: Announcement['what']): Promise<void> {
  const heard: Announcement = { workspace: scope.workspace, connection: scope.connection, what }
  await sql`select pg_notify(${changesChannel}, ${JSON.stringify(heard)})`.execute(tx)
}

async function inTransaction<T>(db: Db, begin: string, fn: (tx: Db) => Promise<T>): Promise<T> {
  return db.connection().execute(async (tx) => {
    await sql.raw(begin).execute(tx)
    try {
      const result = await fn(tx)
      await sql.raw('commit').execute(tx)
      return result
    } catch (error) {
      // On a broken connection the server has rolled back already, or does so when it misses us.
      if (isSilence(error)) throw error
      await sql
        .raw('rollback')
        .execute(tx)
        .catch(() => undefined)
      throw error
    }
  })
}
