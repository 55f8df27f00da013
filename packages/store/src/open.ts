import { Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import type { PoolConfig } from 'pg'
import type { Store } from '@tieout/engine/ports.ts'
import type { Seams } from '@tieout/engine/ports/seams.ts'
import type { ReferenceStore } from '@tieout/engine/ports/reference.ts'
import type { Slots } from '@tieout/engine/ports/slots.ts'
import { recognise } from './backup/recognise.ts'
import type { KeyRing } from './crypto/master-key.ts'
import { openEar } from './database/listen.ts'
import type { Ear, Unlisten } from './database/listen.ts'
import { migrate } from './database/migrate.ts'
import { openPool } from './database/pool.ts'
import { passwordOf, refuseStrongRole, rolesOf } from './database/roles.ts'
import type { Roles } from './database/roles.ts'
import { keepStatistics } from './database/statistics.ts'
import type { Tables } from './database/tables.ts'
import { inWorkspace } from './database/workspace.ts'
import type { Db } from './database/workspace.ts'
import { openEmbedded } from './embedded/open.ts'
import type { Place } from './place.ts'
import { referencesOf } from './ports/reference.ts'
import { slotsOf } from './ports/slots.ts'
import { storeOf } from './ports/store.ts'
import { systemEntropy } from './seams/entropy.ts'
import type { Entropy } from './seams/entropy.ts'

export interface StoreSeams extends Pick<Seams, 'clock' | 'ids' | 'log'> {
  /** For keys and salts; the system's own unless a test gives another. */
  readonly entropy?: Entropy
}

/** `dataDir`: the embedded server. `url`: an outside PostgreSQL 15 or newer, with the keys of the whole installation. */
export type Target =
  | { readonly dataDir: string }
  | { readonly url: string; readonly keys: KeyRing; readonly runtimeUrl?: string }

export interface OpenStore {
  /** The engine's port. */
  readonly store: Store
  /** The cache of Intacct's reference data. */
  readonly references: ReferenceStore
  readonly slots: Slots
  /** Under the runtime role: sees nothing outside `withWorkspace`, except through the definer functions. */
  readonly db: Db
  /** One transaction that sees one workspace. Throws NoSuchId when the id is none. */
  withWorkspace<T>(workspace: string, fn: (tx: Db) => Promise<T>): Promise<T>
  readonly keys: KeyRing
  readonly entropy: Entropy
  /** Stable id of this installation. */
  readonly installation: string
  /** For better-auth: a role that owns schema `auth` and sees nothing else. */
  readonly authPool: PoolConfig
  /** For pg-boss: a role that owns schema `jobs` and sees nothing else. */
  readonly jobsPool: PoolConfig
  /** Hears payloads of a channel; `changesChannel` carries Announcements. */
  listen(channel: string, fn: (payload: string) => void): Promise<Unlisten>
  notify(channel: string, payload: string): Promise<void>
  /**
   * Looks whether the database is still the one that was opened. After a failover it may have forgotten something: nothing is sent until
   * this has made it verify first.
   */
  recognise(): Promise<void>
  /** Folder for backups; null with an outside server. */
  readonly backups: string | null
  close(): Promise<void>
}

/** @throws StoreError when the folder or the database cannot be served, with what to do about it */
export async function openStore(target: Target, seams: StoreSeams): Promise<OpenStore> {
  const entropy = seams.entropy ?? systemEntropy
  const place = 'url' in target ? outside(target) : await openEmbedded(target.dataDir, seams, entropy)
  try {
    return await openAt(place, seams, entropy)
  } catch (error) {
    await place.close()
    throw error
  }
}

/** An outside server, as given. */
export function outside(target: {
  readonly url: string
  readonly keys: KeyRing
  readonly runtimeUrl?: string
}): Place {
  return {
    admin: { connectionString: target.url },
    login: target.runtimeUrl === undefined ? null : { connectionString: target.runtimeUrl },
    keys: target.keys,
    backups: null,
    witness: null,
    lost: () => null,
    close: () => Promise.resolve(),
  }
}

async function openAt(place: Place, seams: StoreSeams, entropy: Entropy): Promise<OpenStore> {
  const { roles, server, installation } = await prepare(place, seams, entropy)
  const configOf = (role: string, max: number): PoolConfig => ({
    ...server,
    user: role,
    password: passwordOf(place.keys, role),
    max,
  })
  const runtime: PoolConfig = place.login === null ? configOf(roles.runtime, 20) : { ...place.login, max: 20 }
  const db: Db = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool: openPool(runtime, seams, place.lost) }),
  })
  try {
    await checkRole(runtime)
  } catch (error) {
    await db.destroy()
    throw error
  }
  const ear: Ear = openEar(runtime, seams)
  const statistics = keepStatistics(db, seams.log)
  return {
    store: storeOf(db, seams, statistics),
    references: referencesOf(db),
    slots: slotsOf(db),
    db,
    withWorkspace: (workspace, fn) => inWorkspace(db, workspace, fn),
    keys: place.keys,
    entropy,
    installation,
    authPool: configOf(roles.auth, 10),
    jobsPool: configOf(roles.jobs, 10),
    listen: (channel, fn) => ear.listen(channel, fn),
    async notify(channel, payload) {
      await sql`select pg_notify(${channel}, ${payload})`.execute(db)
    },
    async recognise() {
      const { rows } = await sql<{ home: boolean }>`select tieout.is_home() as home`.execute(db)
      if (rows[0]?.home === true) return
      const admin = new pg.Client(place.admin)
      admin.on('error', () => undefined)
      try {
        await admin.connect()
        await recognise(admin, { witness: place.witness, roles, at: seams.clock.now(), log: seams.log })
      } finally {
        await admin.end().catch(() => undefined)
      }
    },
    backups: place.backups,
    async close() {
      await ear.close()
      await statistics.settled()
      await db.destroy()
      await place.close()
    },
  }
}

/** Roles, schema and installation, by the administrator's session, which then ends. */
async function prepare(
  place: Place,
  seams: StoreSeams,
  entropy: Entropy,
): Promise<{ roles: Roles; server: PoolConfig; installation: string }> {
  const admin = new pg.Client(place.admin)
  admin.on('error', () => undefined)
  await admin.connect()
  try {
    const database = await admin.query<{ name: string }>('select current_database() as name')
    const name = database.rows[0]?.name ?? 'tieout'
    const roles = rolesOf(name)
    await migrate(admin, {
      roles,
      keys: place.keys,
      salt: () => entropy(16),
      at: seams.clock.now(),
      installation: seams.ids.uuid(),
    })
    await recognise(admin, { witness: place.witness, roles, at: seams.clock.now(), log: seams.log })
    const found = await admin.query<{ id: string }>('select id from tieout.installation')
    const { host, port, ssl } = admin
    return {
      roles,
      server: { host, port, database: name, ...(ssl ? { ssl: true } : {}) },
      installation: found.rows[0]?.id ?? '',
    }
  } finally {
    await admin.end()
  }
}

async function checkRole(config: PoolConfig): Promise<void> {
  const client = new pg.Client(config)
  client.on('error', () => undefined)
  await client.connect()
  try {
    await refuseStrongRole(client)
  } finally {
    await client.end()
  }
}
