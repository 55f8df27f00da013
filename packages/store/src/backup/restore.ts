import { readdir, stat } from 'node:fs/promises'
import pg from 'pg'
import type { PoolConfig } from 'pg'
import { readKeys } from '../crypto/master-key.ts'
import type { KeyRing } from '../crypto/master-key.ts'
import { checksumOf, migrate, readMigrations } from '../database/migrate.ts'
import type { Migration } from '../database/migrate.ts'
import { passwordOf, rolesOf } from '../database/roles.ts'
import type { Roles } from '../database/roles.ts'
import { layoutOf } from '../embedded/layout.ts'
import { openEmbedded } from '../embedded/open.ts'
import { StoreError } from '../errors.ts'
import { outside } from '../open.ts'
import type { StoreSeams, Target } from '../open.ts'
import type { Place } from '../place.ts'
import { systemEntropy } from '../seams/entropy.ts'
import type { Entropy } from '../seams/entropy.ts'
import { checkBackup, readLines } from './file.ts'
import type { Header } from './format.ts'
import { loadLines } from './load.ts'
import { verifyFirst } from './verify-first.ts'

export interface Restored {
  readonly header: Header
  readonly rows: number
}

/** @property makeSignIn makes the tables of schema auth, which identity owns, by the role that this reaches */
export interface RestoreHooks {
  readonly makeSignIn: (pool: PoolConfig) => Promise<void>
}

/**
 * Puts a backup into an empty folder or database. The file, its key and the target are checked before anything is touched, and the rows
 * go in as one transaction, which also marks the installation as a copy that verifies first.
 * @throws StoreError with what to do about it
 */
export async function restoreBackup(
  path: string,
  target: Target,
  seams: StoreSeams,
  hooks: RestoreHooks,
): Promise<Restored> {
  const { header, rows } = await checkBackup(path)
  const { before, after } = await migrationsFor(header)
  await checkKeys(header, target)
  const entropy = seams.entropy ?? systemEntropy
  const place = await openTarget(target, seams, entropy)
  try {
    const client = new pg.Client(place.admin)
    client.on('error', () => undefined)
    await client.connect()
    try {
      const roles = await makeRoom(client, place)
      const given = {
        roles,
        keys: place.keys,
        salt: () => entropy(16),
        at: seams.clock.now(),
        installation: header.installation,
      }
      await migrate(client, { ...given, migrations: before })
      await hooks.makeSignIn(signInPool(client, roles, place.keys))
      await load(client, path, header, roles, seams.clock.now())
      await migrate(client, { ...given, migrations: [...before, ...after] })
      await client.query('analyze')
    } finally {
      await client.end()
    }
  } finally {
    await place.close()
  }
  return { header, rows }
}

async function load(
  client: pg.Client,
  path: string,
  header: Header,
  roles: Roles,
  at: number,
): Promise<void> {
  const lines = readLines(path)
  // The header.
  await lines.next()
  await client.query('begin')
  try {
    await loadLines(client, lines, roles)
    await client.query(`set local role ${roles.backup}`)
    await verifyFirst(client, at, header.at)
    // A new life in a new place.
    await client.query('update tieout.installation set home = null, life = 0')
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  }
}

/** Ours up to the backup's, which make its tables, and those that came later. @throws StoreError `backup_newer`, `migration_changed` */
async function migrationsFor(
  header: Header,
): Promise<{ readonly before: readonly Migration[]; readonly after: readonly Migration[] }> {
  const ours = await readMigrations()
  const theirs = new Set(header.migrations.map(([name]) => name))
  const known = new Set(ours.map(({ name }) => name))
  const stranger = [...theirs].find((name) => !known.has(name))
  if (stranger !== undefined)
    throw new StoreError('backup_newer', `The backup has seen ${stranger}, which this Tieout does not know.`)
  const checksums = new Map(header.migrations)
  const edited = ours.find(({ name, sql }) => theirs.has(name) && checksums.get(name) !== checksumOf(sql))
  if (edited !== undefined)
    throw new StoreError('migration_changed', `${edited.name} is not what the backup has seen.`)
  return {
    before: ours.filter(({ name }) => theirs.has(name)),
    after: ours.filter(({ name }) => !theirs.has(name)),
  }
}

/** Before anything is made: a secret that no key opens is lost. @throws StoreError `backup_key_missing`, `backup_key_other` */
async function checkKeys(header: Header, target: Target): Promise<void> {
  const ring = 'url' in target ? target.keys : await folderKeys(target.dataDir)
  const lacking = header.keys.find((id) => !ring.all.has(id))
  if (lacking === undefined) return
  throw new StoreError(
    'backup_key_other',
    `The secrets in this backup open with master key ${lacking}, not with ${[...ring.all.keys()].join(' or ')}.`,
  )
}

async function folderKeys(dataDir: string): Promise<KeyRing> {
  const { masterKeyFile } = layoutOf(dataDir)
  const ring = await readKeys(masterKeyFile)
  if (ring !== null) return ring
  throw new StoreError('backup_key_missing', `There is no master key at ${masterKeyFile}.`)
}

async function openTarget(target: Target, seams: StoreSeams, entropy: Entropy): Promise<Place> {
  if ('url' in target) return outside(target)
  const { root, formatFile } = layoutOf(target.dataDir)
  const entries = await readdir(root).catch(() => [])
  const ours = await stat(formatFile).catch(() => null)
  const strangers = entries.filter((name) => name !== 'keys')
  if (ours === null && strangers.length > 0)
    throw new StoreError('target_not_empty', `${root} holds something (${strangers[0] ?? ''}).`)
  return openEmbedded(target.dataDir, seams, entropy)
}

/** An installation without a workspace is one that nobody has used, or a restore that was cut off: it gives way. */
async function makeRoom(client: pg.Client, place: Place): Promise<Roles> {
  const { rows } = await client.query<{ name: string; there: boolean }>(
    `select current_database() as name, to_regclass('tieout.workspace') is not null as there`,
  )
  const roles = rolesOf(rows[0]?.name ?? 'tieout')
  if (rows[0]?.there !== true) return roles
  const first = await client.query<{ name: string }>(
    `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where (n.nspname, c.relname) in (('tieout', 'workspace'), ('auth', 'user')) and c.relkind = 'r'`,
  )
  for (const { name } of first.rows) if (await holdsAny(client, name, roles)) throw notEmpty(place, client)
  await client.query('drop schema if exists tieout, auth, jobs cascade')
  return roles
}

async function holdsAny(client: pg.Client, name: string, roles: Roles): Promise<boolean> {
  const [schema = '', table = ''] = name.split('.')
  await client.query(`set role ${schema === 'auth' ? roles.auth : roles.backup}`)
  const found = await client.query(
    `select 1 from ${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(table)} limit 1`,
  )
  await client.query('reset role')
  return found.rows.length > 0
}

function notEmpty(place: Place, client: pg.Client): StoreError {
  const where = place.backups === null ? `The database "${client.database ?? ''}"` : 'The data folder'
  return new StoreError('target_not_empty', `${where} holds an installation.`)
}

function signInPool(client: pg.Client, roles: Roles, keys: KeyRing): PoolConfig {
  const { host, port, database, ssl } = client
  const server = {
    host,
    port,
    ...(database === undefined ? {} : { database }),
    ...(ssl ? { ssl: true } : {}),
  }
  return { ...server, user: roles.auth, password: passwordOf(keys, roles.auth), max: 2 }
}
