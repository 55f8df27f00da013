import { readFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { Failure } from '../failure.ts'
import type { Address } from './api.ts'

export interface AddressOptions {
  readonly url?: string
  readonly key?: string
  readonly data?: string
}

type Env = Readonly<Record<string, string | undefined>>

/** Written by `tieout serve` into the data folder, readable by its owner only. */
export const cliFile = 'cli.json'

/** Where everything of an installation is kept unless told otherwise. */
export function dataFolder(option: string | undefined, env: Env): string {
  return option ?? env.TIEOUT_DATA ?? join(homedir(), '.tieout')
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
  const local = await readCliFile(join(folder, cliFile))
  if (local !== undefined) return { url: url ?? local.url, key: key ?? local.key }
  throw new Failure(
    'usage',
    url === undefined ? `There is no address: ${folder} has no ${cliFile}.` : 'There is no key.',
    'Start Tieout on this machine first, or give --url and --key (or TIEOUT_URL and TIEOUT_KEY).',
  )
}

async function readCliFile(path: string): Promise<Address | undefined> {
  try {
    const value = JSON.parse(await readFile(path, 'utf8')) as Partial<Address> | null
    return typeof value?.url === 'string' && typeof value.key === 'string'
      ? { url: value.url, key: value.key }
      : undefined
  } catch {
    return undefined
  }
}
