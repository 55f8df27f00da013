import { createHash } from 'node:crypto'
import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { StoreError } from '../errors.ts'

/** Raised when a folder written by this version cannot be read by the one before. */
export const dataFolderFormat = 1

export interface Layout {
  readonly root: string
  readonly formatFile: string
  /** Outside the database's folder, so that a copy of the database alone opens no secret. */
  readonly masterKeyFile: string
  readonly cluster: string
  readonly sockets: string
  /** How often the database was started, beside its own folder. */
  readonly lifeFile: string
  readonly serverLog: string
  readonly backups: string
}

/** Longest path of a Unix socket: 107 bytes and a zero on Linux, 103 on macOS. */
const longestSocketPath = 103

/** @param reachable whether the server's account can reach the folder */
export function layoutOf(dataDir: string, reachable = true): Layout {
  const root = resolve(dataDir)
  const own = join(root, 'socket')
  const short = join('/tmp', `tieout-${createHash('sha256').update(root).digest('hex').slice(0, 12)}`)
  const fits = reachable && Buffer.byteLength(join(own, '.s.PGSQL.5432.lock')) <= longestSocketPath
  return {
    root,
    formatFile: join(root, 'format.json'),
    masterKeyFile: join(root, 'keys', 'master.key'),
    cluster: join(root, 'database'),
    sockets: fits ? own : short,
    lifeFile: join(root, 'life.json'),
    serverLog: join(root, 'postgres.log'),
    backups: join(root, 'backups'),
  }
}

/**
 * Makes the folder, or checks that it is one of ours that this version can read.
 * @param shared the server runs as another account, which must be able to pass through
 * @returns whether it is new
 * @throws StoreError `data_folder_newer`, `data_folder_foreign`
 */
export async function prepareLayout(layout: Layout, shared: boolean): Promise<boolean> {
  await mkdir(layout.root, { recursive: true })
  const found = await readFormat(layout)
  if (found === null) {
    const strangers = (await readdir(layout.root)).filter((name) => !name.startsWith('.') && name !== 'keys')
    if (strangers.length > 0) {
      throw new StoreError(
        'data_folder_foreign',
        `${layout.root} holds something that is not Tieout's (${strangers[0] ?? ''}).`,
      )
    }
    if (shared) await chmod(layout.root, 0o711)
    await mkdir(layout.backups, { recursive: true, mode: 0o700 })
    await chmod(layout.backups, 0o700)
    await writeFile(layout.formatFile, `${JSON.stringify({ format: dataFolderFormat })}\n`, { flush: true })
    return true
  }
  if (found > dataFolderFormat) {
    throw new StoreError(
      'data_folder_newer',
      `${layout.root} has format ${found}; this Tieout knows formats up to ${dataFolderFormat}.`,
    )
  }
  return false
}

async function readFormat(layout: Layout): Promise<number | null> {
  let text: string
  try {
    text = await readFile(layout.formatFile, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
  const found = /"format"\s*:\s*(\d+)/.exec(text)
  if (found === null) throw new StoreError('data_folder_foreign', `${layout.formatFile} cannot be read.`)
  return Number(found[1])
}
