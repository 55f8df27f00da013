import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import pg from 'pg'
import type { Seams } from '@tieout/engine/ports/seams.ts'
import { derivedSecret, loadKeys } from '../crypto/master-key.ts'
import type { KeyRing } from '../crypto/master-key.ts'
import { witnessOf } from '../backup/recognise.ts'
import type { Witness } from '../backup/recognise.ts'
import type { Place } from '../place.ts'
import type { Entropy } from '../seams/entropy.ts'
import { canReach, serverAccount } from './account.ts'
import { findBinaries } from './binaries.ts'
import { adminRole } from './cluster.ts'
import { layoutOf, prepareLayout } from './layout.ts'
import type { Layout } from './layout.ts'
import { holdFolder } from './session.ts'

const database = 'tieout'

/**
 * Opens a data folder: makes it if it is new, starts or adopts its server, and holds it until closed.
 * @throws StoreError
 */
export async function openEmbedded(
  dataDir: string,
  seams: Pick<Seams, 'clock' | 'log'>,
  entropy: Entropy,
): Promise<Place> {
  const account = await serverAccount()
  await prepareLayout(layoutOf(dataDir), account !== null)
  const layout = layoutOf(dataDir, await canReach(account, resolve(dataDir)))
  const binaries = await findBinaries(account)
  const fresh = await readFile(join(layout.cluster, 'PG_VERSION')).then(
    () => false,
    () => true,
  )
  const keys = await loadKeys(layout.masterKeyFile, () => entropy(32), fresh)
  const admin = adminOf(layout, keys)
  const held = await holdFolder({ layout, binaries, account }, { ...admin, database: 'postgres' }, seams)
  let witness: Witness
  try {
    await ensureDatabase({ ...admin, database: 'postgres' })
    witness = await witnessOf(join(layout.cluster, 'PG_VERSION'), layout.lifeFile)
  } catch (error) {
    await held.close()
    throw error
  }
  return {
    admin,
    login: null,
    keys,
    backups: layout.backups,
    witness,
    lost: () => held.lost(),
    close: () => held.close(),
  }
}

/** How the administrator reaches the database of a folder whose server runs; who holds the folder does not matter. */
export function adminOf(layout: Layout, keys: KeyRing): pg.ClientConfig {
  const password = derivedSecret(keys, `role:${adminRole}`)
  return { host: layout.sockets, port: 5432, user: adminRole, password, database }
}

async function ensureDatabase(admin: pg.ClientConfig): Promise<void> {
  const client = new pg.Client(admin)
  client.on('error', () => undefined)
  await client.connect()
  try {
    const found = await client.query('select 1 from pg_database where datname = $1', [database])
    if (found.rows.length === 0) await client.query(`create database ${database}`)
  } finally {
    await client.end()
  }
}
