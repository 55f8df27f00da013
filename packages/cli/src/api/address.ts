import { chmod, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Failure } from '../failure.ts'
import type { Address } from './api.ts'

export interface AddressOptions {
  readonly url?: string
  readonly key?: string
  readonly data?: string
}

type Env = Readonly<Record<string, string | undefined>>

/** Where everything of an installation is kept: by default `.tieout` in the current folder. */
export function dataFolder(option: string | undefined, env: Env): string {
  return option ?? env.TIEOUT_DATA ?? '.tieout'
}

/**
 * The address and key of a call: what the command line says, then TIEOUT_URL and TIEOUT_KEY, then what `tieout serve` left in the
 * data folder.
 * @throws {Failure} when there is none
 */
export async function findAddress(options: AddressOptions, env: Env): Promise<Address> {
  const url = options.url ?? env.TIEOUT_URL
  const key = options.key ?? env.TIEOUT_KEY
  if (url !== undefined && key !== undefined) return { url, key }
  const folder = dataFolder(options.data, env)
  const local = await readLocal(folder)
  const found = { url: url ?? local.url, key: key ?? local.key }
  if (found.url !== undefined && found.key !== undefined) return { url: found.url, key: found.key }
  if (found.url === undefined) {
    throw new Failure(
      'usage',
      `There is no address: no Tieout has run in ${folder}.`,
      'Start Tieout on this machine first, or give --url and --key (or TIEOUT_URL and TIEOUT_KEY).',
    )
  }
  throw new Failure(
    'usage',
    'There is no key.',
    local.setupCode === undefined
      ? 'Create one on the page "Users & keys", and give it with --key or TIEOUT_KEY.'
      : 'Nobody owns this Tieout yet: run "tieout setup", or set it up on its page.',
  )
}

/** What `tieout serve` leaves in the data folder for the commands on the same machine. */
export interface Local {
  readonly url?: string
  readonly key?: string
  /** To create the first owner with. */
  readonly setupCode?: string
}

const fileName = 'cli.json'

/** What was left there; nothing when no Tieout has run in the folder. */
export async function readLocal(folder: string): Promise<Local> {
  try {
    const value: unknown = JSON.parse(await readFile(join(folder, fileName), 'utf8'))
    return typeof value === 'object' && value !== null ? value : {}
  } catch {
    return {}
  }
}

/** Keeps it readable by its owner only: it holds a key. */
export async function writeLocal(folder: string, local: Local): Promise<void> {
  const path = join(folder, fileName)
  await writeFile(path, `${JSON.stringify(local, null, 2)}\n`, { mode: 0o600 })
  await chmod(path, 0o600)
}
