import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import type { Seams } from '@tieout/engine/ports/seams.ts'
import { readKeys } from '../crypto/master-key.ts'
import type { KeyRing } from '../crypto/master-key.ts'
import { adminOf, openEmbedded } from '../embedded/open.ts'
import { layoutOf } from '../embedded/layout.ts'
import { canReach, serverAccount } from '../embedded/account.ts'
import { StoreError } from '../errors.ts'
import type { Target } from '../open.ts'
import { systemEntropy } from '../seams/entropy.ts'
import { writeBackup } from './file.ts'
import type { Checked } from './file.ts'
import { backupLines } from './read.ts'

/**
 * Writes a consistent copy of a whole installation to a file that must not exist. It may be served meanwhile: the database is asked, not
 * the Tieout in front of it; where no database server runs for a folder, it runs for the time of the copy.
 * @param version of this Tieout, for the header
 * @throws StoreError with what to do about it
 */
export async function backUp(
  path: string,
  target: Target,
  version: string,
  seams: Pick<Seams, 'clock' | 'log'>,
): Promise<Checked> {
  const source = await openSource(target, seams)
  try {
    const given = { keys: source.keys, version, at: seams.clock.now() }
    return await writeBackup(path, backupLines(source.admin, given))
  } catch (error) {
    if (error instanceof StoreError) throw error
    throw new StoreError('backup_failed', `The backup could not be written (${said(error)}).`, {
      cause: error,
    })
  } finally {
    await source.close()
  }
}

interface Source {
  readonly admin: pg.ClientConfig
  readonly keys: KeyRing
  close(): Promise<void>
}

async function openSource(target: Target, seams: Pick<Seams, 'clock' | 'log'>): Promise<Source> {
  if ('url' in target)
    return { admin: { connectionString: target.url }, keys: target.keys, close: () => Promise.resolve() }
  const layout = layoutOf(
    target.dataDir,
    await canReach(await serverAccount(), layoutOf(target.dataDir).root),
  )
  const keys = await readKeys(layout.masterKeyFile)
  const made = await readFile(join(layout.cluster, 'PG_VERSION')).catch(() => null)
  if (made === null) throw new StoreError('nothing_to_back_up', `No Tieout has run in ${layout.root}.`)
  if (keys === null) throw new StoreError('key_missing', `There is no master key at ${layout.masterKeyFile}.`)
  const admin = adminOf(layout, keys)
  if (await answers(admin)) return { admin, keys, close: () => Promise.resolve() }
  const place = await openEmbedded(target.dataDir, seams, systemEntropy)
  return { admin: place.admin, keys, close: () => place.close() }
}

async function answers(admin: pg.ClientConfig): Promise<boolean> {
  const client = new pg.Client(admin)
  client.on('error', () => undefined)
  try {
    await client.connect()
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}

function said(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
