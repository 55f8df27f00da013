import { resolve } from 'node:path'
import { makeSignInTables } from '@tieout/server/auth/people.ts'
import { openLog } from '@tieout/server/system/log.ts'
import { systemSeams } from '@tieout/server/system/system.ts'
import { version } from '@tieout/server/version.ts'
import { backUp } from '@tieout/store/backup/backup.ts'
import { restoreBackup } from '@tieout/store/backup/restore.ts'
import { dataFolder } from '../api/address.ts'
import type { Context } from '../commands/context.ts'
import { exitCodes } from '../failure.ts'
import { show } from '../output.ts'
import type { OutputOptions } from '../output.ts'
import { databaseOf } from './database.ts'
import { explained } from './start-errors.ts'

export interface CopyFlags extends OutputOptions {
  readonly data?: string
}

/** Writes a copy of the installation to a file, while it is served or not. */
export async function backup(context: Context, file: string, flags: CopyFlags): Promise<number> {
  const { terminal } = context
  const folder = dataFolder(flags.data, terminal.env)
  const path = resolve(file)
  const target = databaseOf(folder, terminal.env)
  const { header, rows, bytes } = await backUp(path, target, version, seamsOf(context)).catch(rethrow)
  const result = {
    file: path,
    installation: header.installation,
    at: when(header.at),
    rows,
    bytes,
    keys: header.keys,
  }
  show(terminal, flags, result, () =>
    [
      `Backed up ${counted(rows)} to ${path} (${Math.ceil(bytes / 1024).toLocaleString('en')} kB); read again, and whole.`,
      `The master key is not in it. Keep ${'url' in target ? 'TIEOUT_MASTER_KEY' : `${folder}/keys/master.key`} apart from it: without that key a backup cannot be restored.`,
    ].join('\n'),
  )
  return exitCodes.done
}

/** Puts a backup into an empty data folder or database. */
export async function restore(context: Context, file: string, flags: CopyFlags): Promise<number> {
  const { terminal } = context
  const folder = dataFolder(flags.data, terminal.env)
  const target = databaseOf(folder, terminal.env)
  const seams = seamsOf(context)
  const { header, rows } = await restoreBackup(resolve(file), target, seams, {
    makeSignIn: (pool) => makeSignInTables(pool, seams),
  }).catch(rethrow)
  const where = 'url' in target ? 'the database' : folder
  const result = { into: where, installation: header.installation, at: when(header.at), rows }
  show(terminal, flags, result, () =>
    [
      `Restored ${counted(rows)} of the backup of ${when(header.at)} into ${where}.`,
      'Start it as before. Every connection verifies first: it reads Intacct, and sends nothing before it knows what is there already.',
      'Have your application send everything again that it sent since then.',
    ].join('\n'),
  )
  return exitCodes.done
}

function seamsOf({ terminal }: Context): ReturnType<typeof systemSeams> {
  return systemSeams(openLog(terminal.env.TIEOUT_LOG_LEVEL ?? 'error', process.stderr))
}

function rethrow(error: unknown): never {
  throw explained(error, 0, '')
}

function when(at: number): string {
  return new Date(at).toISOString()
}

function counted(count: number): string {
  return `${count.toLocaleString('en')} ${count === 1 ? 'row' : 'rows'}`
}
