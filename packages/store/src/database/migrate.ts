import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import type pg from 'pg'
import { StoreError } from '../errors.ts'
import { ensureRoles } from './roles.ts'
import type { Roles } from './roles.ts'
import type { KeyRing } from '../crypto/master-key.ts'

/** Two starters take turns. Any number will do, as long as it never changes. */
const migrationLock = '7417610002'

export interface Migration {
  readonly name: string
  readonly sql: string
}

/** The numbered files, in order. */
export async function readMigrations(): Promise<readonly Migration[]> {
  const folder = new URL('../migrations/', import.meta.url)
  const names = (await readdir(folder)).filter((name) => /^\d{4}_.*\.sql$/.test(name)).sort()
  return Promise.all(
    names.map(async (name) => ({ name, sql: await readFile(new URL(name, folder), 'utf8') })),
  )
}

/** What is kept of a migration that has run, to tell when it was edited since. */
export function checksumOf(sql: string): string {
  return createHash('sha256').update(sql).digest('hex')
}

/**
 * Brings the database to this version, each file in a transaction of its own, under a lock.
 * @param at recorded beside each file, epoch ms
 * @returns the names of the files that ran now
 * @throws StoreError `server_too_old`, `migration_changed`, `database_newer`
 */
export async function migrate(
  client: pg.ClientBase,
  given: {
    readonly roles: Roles
    readonly keys: KeyRing
    readonly salt: () => Buffer
    readonly at: number
    readonly installation: string
    readonly migrations?: readonly Migration[]
  },
): Promise<readonly string[]> {
  const version = await client.query<{ n: number }>(`select current_setting('server_version_num')::int as n`)
  if ((version.rows[0]?.n ?? 0) < 150000)
    throw new StoreError('server_too_old', 'This PostgreSQL is too old.')
  const migrations = given.migrations ?? (await readMigrations())
  await client.query(`select pg_advisory_lock(${migrationLock})`)
  try {
    await ensureRoles(client, given.roles, given.keys, given.salt)
    await client.query(`create schema if not exists tieout`)
    await client.query(`create table if not exists tieout.migration (
      name text primary key, checksum text not null, ran_at bigint not null)`)
    const done = await client.query<{ name: string; checksum: string }>(
      'select name, checksum from tieout.migration',
    )
    const ran = new Map(done.rows.map((row) => [row.name, row.checksum]))
    refuseNewer(migrations, ran)
    const fresh: string[] = []
    for (const migration of migrations) {
      if (await runOne(client, migration, ran.get(migration.name), given)) fresh.push(migration.name)
    }
    await client.query(
      'insert into tieout.installation (id, created_at) values ($1, $2) on conflict do nothing',
      [given.installation, given.at],
    )
    return fresh
  } finally {
    await client.query(`select pg_advisory_unlock(${migrationLock})`)
  }
}

function refuseNewer(migrations: readonly Migration[], ran: ReadonlyMap<string, string>): void {
  const known = new Set(migrations.map((migration) => migration.name))
  const stranger = [...ran.keys()].find((name) => !known.has(name))
  if (stranger !== undefined) {
    throw new StoreError(
      'database_newer',
      `The database has seen ${stranger}, which this Tieout does not know.`,
    )
  }
}

async function runOne(
  client: pg.ClientBase,
  { name, sql }: Migration,
  before: string | undefined,
  given: { readonly roles: Roles; readonly at: number },
): Promise<boolean> {
  const checksum = checksumOf(sql)
  if (before === checksum) return false
  if (before !== undefined)
    throw new StoreError('migration_changed', `${name} is not what ran in this database.`)
  const text = sql.replaceAll(/\{\{(\w+)\}\}/g, (whole, role: string) =>
    Object.hasOwn(given.roles, role) ? given.roles[role as keyof Roles] : whole,
  )
  await client.query('begin')
  try {
    await client.query(text)
    await client.query('insert into tieout.migration (name, checksum, ran_at) values ($1, $2, $3)', [
      name,
      checksum,
      given.at,
    ])
    await client.query('commit')
    return true
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  }
}
