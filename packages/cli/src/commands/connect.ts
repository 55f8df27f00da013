import { readFile } from 'node:fs/promises'
import type { Api } from '../api/api.ts'
import { findCompany } from '../api/companies.ts'
import type { Company, Connection } from '../api/types.ts'
import { Failure, exitCodes } from '../failure.ts'
import { show } from '../output.ts'
import { apiOf } from './context.ts'
import type { CommonOptions, Context } from './context.ts'

export interface ConnectOptions {
  readonly company?: string
  readonly createCompany?: string
  readonly endpoint?: string
  readonly intacctCompany?: string
  readonly intacctUser?: string
  readonly senderId?: string
  readonly entity?: string
  readonly settings?: string
}

/** Connects a company, new or existing, to an Intacct company. */
export async function connect(context: Context, options: CommonOptions & ConnectOptions): Promise<number> {
  const api = await apiOf(context, options)
  const company = await connectedCompany(context, api, options)
  show(context.terminal, options, company, () => `${company.name} (${company.id}) is connected to Intacct.`)
  return exitCodes.done
}

/**
 * The company that the options name, made first when they ask for it, and connected when they say to what. A company of the wanted name
 * that is there already is taken, so that a command can be repeated.
 */
export async function connectedCompany(
  context: Context,
  api: Api,
  options: ConnectOptions,
): Promise<Company> {
  const company =
    options.createCompany === undefined
      ? await findCompany(api, options.company)
      : await findOrCreate(api, options.createCompany)
  if (company.connection !== null || options.intacctCompany === undefined) return company
  await api.post<Connection>(`/companies/${company.id}/connections`, await connectionBody(context, options))
  return findCompany(api, company.id)
}

async function findOrCreate(api: Api, name: string): Promise<Company> {
  for await (const company of api.all<Company>('/companies?limit=1000'))
    if (company.name === name) return company
  return api.post<Company>('/companies', { name })
}

async function connectionBody(context: Context, options: ConnectOptions): Promise<Record<string, unknown>> {
  if (options.intacctUser === undefined) {
    throw new Failure('usage', 'There is no user to sign in to Intacct with.', 'Give --intacct-user.')
  }
  return {
    connector: 'intacct',
    companyId: options.intacctCompany,
    userId: options.intacctUser,
    password: await secretOf(
      context,
      'TIEOUT_INTACCT_PASSWORD',
      `Password of ${options.intacctUser} in Intacct`,
    ),
    ...(options.endpoint === undefined ? {} : { endpoint: options.endpoint }),
    ...(options.entity === undefined ? {} : { entity: options.entity }),
    ...(options.senderId === undefined
      ? {}
      : {
          senderId: options.senderId,
          senderPassword: await secretOf(
            context,
            'TIEOUT_SENDER_PASSWORD',
            `Password of sender ${options.senderId}`,
          ),
        }),
    ...(options.settings === undefined ? {} : { settings: await settingsOf(options.settings) }),
  }
}

/** Passwords never stand on the command line, where every user of the machine could read them. */
async function secretOf(context: Context, name: string, question: string): Promise<string> {
  const known = context.terminal.env[name]
  if (known !== undefined) return known
  const typed = context.terminal.interactive ? await context.terminal.secret(question) : undefined
  if (typed !== undefined) return typed
  throw new Failure('usage', `There is no password: ${question}.`, `Put it into ${name}.`)
}

async function settingsOf(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'))
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new Failure(
      'usage',
      `${path} cannot be read as JSON: ${why}`,
      'Check the file given by --settings.',
    )
  }
}
