import { dataFolder, readLocal, writeLocal } from '../api/address.ts'
import { keyOf, openApi } from '../api/api.ts'
import { Failure, exitCodes } from '../failure.ts'
import { show } from '../output.ts'
import type { CommonOptions, Context } from './context.ts'

export interface SetupOptions extends CommonOptions {
  readonly workspace: string
  readonly app?: string
  readonly name: string
  readonly email: string
}

/** Creates the first workspace and its owner in the Tieout of this data folder, and keeps a key for the command line there. */
export async function setup(context: Context, options: SetupOptions): Promise<number> {
  const { terminal } = context
  const folder = dataFolder(options.data, terminal.env)
  const local = await readLocal(folder)
  if (local.url === undefined || local.setupCode === undefined) {
    throw new Failure(
      'refused',
      local.url === undefined ? `No Tieout has run in ${folder}.` : 'This Tieout has an owner already.',
      local.url === undefined
        ? 'Start it with "tieout serve" first.'
        : 'Sign in; an owner can invite more people.',
      local.url === undefined ? 'no_answer' : 'setup_done',
    )
  }
  const password =
    terminal.env.TIEOUT_PASSWORD ??
    (terminal.interactive ? await terminal.secret('A password, at least 10 characters') : undefined)
  if (password === undefined)
    throw new Failure('usage', 'There is no password.', 'Put it into TIEOUT_PASSWORD.')
  const { workspace, app, name, email } = options
  const owner = { workspace, ...(app === undefined ? {} : { app }), name, email, password }
  const key = await createOwner(context, local.url, local.setupCode, owner)
  await writeLocal(folder, { url: local.url, key })
  show(
    terminal,
    options,
    { url: local.url, email: owner.email },
    () => `${owner.email} owns ${owner.workspace}.`,
  )
  return exitCodes.done
}

export interface Owner {
  readonly workspace: string
  /** What people call the business application. */
  readonly app?: string
  readonly name: string
  readonly email: string
  readonly password: string
}

/** Sets a new installation up and gives a key of its owner. */
export async function createOwner(
  context: Context,
  url: string,
  code: string,
  owner: Owner,
): Promise<string> {
  await openApi(context.http, { url, key: '' }).post('/setup', { code, ...owner })
  return keyOf(context.http, url, owner, 'Command line')
}
