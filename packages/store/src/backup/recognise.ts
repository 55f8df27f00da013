import { readFile, rename, stat, writeFile } from 'node:fs/promises'
import type pg from 'pg'
import type { Log } from '@tieout/engine/ports/seams.ts'
import type { Roles } from '../database/roles.ts'
import { verifyFirst } from './verify-first.ts'

/** What a data folder knows of its database that the database's own files do not carry along when they are copied. */
export interface Witness {
  /** Another one for every copy of the folder, the same for as long as it is moved or renamed only. */
  readonly place: string
  /** How often the database was started as far as the folder knows; null when it does not know. */
  starts(): Promise<number | null>
  remember(starts: number): Promise<void>
}

/**
 * @param clusterFile a file that the database server writes once, when its folder is made
 * @param lifeFile beside the database's folder
 */
export async function witnessOf(clusterFile: string, lifeFile: string): Promise<Witness> {
  // A copy has another inode, or at least another birth.
  const { ino, birthtimeNs } = await stat(clusterFile, { bigint: true })
  return {
    place: `${ino}.${birthtimeNs}`,
    async starts() {
      const text = await readFile(lifeFile, 'utf8').catch(() => '')
      const found = /"starts"\s*:\s*(\d+)/.exec(text)
      return found === null ? null : Number(found[1])
    },
    async remember(starts) {
      await writeFile(`${lifeFile}.new`, `${JSON.stringify({ starts })}\n`, { flush: true })
      await rename(`${lifeFile}.new`, lifeFile)
    },
  }
}

/**
 * Recognises a database that may have forgotten something since it was last opened: a copied folder, an older state of its files, a server
 * after a failover, another server. It verifies first from now on. Several may ask at once; one of them acts.
 * @param at epoch ms
 * @returns why, or null when it is the one that it was
 */
export async function recognise(
  client: pg.ClientBase,
  given: { readonly witness: Witness | null; readonly roles: Roles; readonly at: number; readonly log: Log },
): Promise<string | null> {
  const { witness, roles, at, log } = given
  const known = (await witness?.starts()) ?? null
  await client.query('begin')
  try {
    const { rows } = await client.query<{ home: string | null; life: string }>(
      'select home, life::text from tieout.installation for update',
    )
    const [row] = rows
    const home = `${witness?.place ?? ''} ${await serverOf(client, roles)}`
    const life = Number(row?.life ?? 0)
    const why = row === undefined || row.home === null ? null : reason(row.home, home, witness, known, life)
    if (why !== null) {
      await client.query(`set local role ${roles.backup}`)
      await verifyFirst(client, at, null)
      await client.query('reset role')
      log.warn({ why }, 'this database may have forgotten something: all connections verify first')
    }
    await client.query('update tieout.installation set home = $1, life = $2', [home, life + 1])
    await client.query('commit')
    // Told after the database knows: a start that ends in between leaves the folder behind, never ahead.
    await witness?.remember(life + 1)
    return why
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  }
}

/** Asked by the role that claims writes: what a server tells may depend on who asks. */
async function serverOf(client: pg.ClientBase, roles: Roles): Promise<string> {
  await client.query(`set local role ${roles.runtime}`)
  const { rows } = await client.query<{ home: string }>('select tieout.home() as home')
  await client.query('reset role')
  return rows[0]?.home ?? ''
}

function reason(
  before: string,
  home: string,
  witness: Witness | null,
  known: number | null,
  life: number,
): string | null {
  if (before !== home) return 'it is not where it was'
  if (witness !== null && known === null) return 'the folder around it does not know it'
  return known !== null && known > life ? 'it was started more often than it knows' : null
}
