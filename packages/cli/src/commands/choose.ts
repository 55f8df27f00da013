import type { Api } from '../api/api.ts'
import { connectionOf, findCompany } from '../api/companies.ts'
import { Failure, exitCodes } from '../failure.ts'
import { show } from '../output.ts'
import { apiOf } from './context.ts'
import type { CommonOptions, Context } from './context.ts'

interface Options extends CommonOptions {
  readonly number?: string
  readonly record?: string
  readonly date?: string
  readonly field?: readonly string[]
}

interface Offered {
  readonly choice: string
  readonly label: string
  readonly effect: string
  readonly needs: 'record' | 'number' | 'date' | 'fields' | null
  readonly against: string | null
  readonly proposal: string | null
  readonly records: readonly { readonly key: string; readonly label: string }[]
  readonly fields: readonly string[]
}

interface Row {
  readonly number: string
  readonly statusLabel: string
  readonly reasonLabel: string
  readonly message: string
}

/** Names the choices that a record offers, or takes one of them. */
export async function choose(
  context: Context,
  type: string,
  id: string,
  choice: string | undefined,
  options: Options,
): Promise<number> {
  const api = await apiOf(context, options)
  const connection = connectionOf(await findCompany(api, options.company))
  const path = `/connections/${connection}/records/${type}/${encodeURIComponent(id)}`
  return choice === undefined
    ? offer(context, api, path, options)
    : take(context, api, path, { choice, ...givenBy(options) }, options)
}

async function offer(context: Context, api: Api, path: string, options: Options): Promise<number> {
  const { record, choices } = await api.get<{ record: Row; choices: Offered[] }>(path)
  show(context.terminal, options, choices, () =>
    [standing(record), ...(choices.length === 0 ? ['It offers no choice.'] : choices.map(offerText))].join(
      '\n',
    ),
  )
  return exitCodes.done
}

async function take(
  context: Context,
  api: Api,
  path: string,
  body: object,
  options: Options,
): Promise<number> {
  const record = await api.post<Row>(`${path}/choices`, body)
  show(context.terminal, options, record, () => standing(record))
  return exitCodes.done
}

function standing({ number, statusLabel, reasonLabel, message }: Row): string {
  const status = reasonLabel === '' ? statusLabel : `${statusLabel} · ${reasonLabel}`
  return [`${number}: ${status}`, message].filter((part) => part !== '').join('\n')
}

const option = { record: '--record', number: '--number', date: '--date', fields: '--field' } as const

function offerText({ choice, label, effect, needs, against, proposal, records, fields }: Offered): string {
  const lines = [`${choice}: ${label}`, `  ${against === null ? effect : `Not possible now. ${against}`}`]
  if (needs !== null && against === null)
    lines.push(`  Give ${option[needs]}${proposal === null ? '' : `, e.g. ${proposal}`}`)
  for (const { key, label: name } of records) lines.push(`    --record ${key}: ${name}`)
  for (const field of fields) lines.push(`    --field ${field}=app or ${field}=remote`)
  return lines.join('\n')
}

function givenBy({ number, record, date, field = [] }: Options): object {
  const fields = Object.fromEntries(field.map(readField))
  return {
    ...(number === undefined ? {} : { number }),
    ...(record === undefined ? {} : { record }),
    ...(date === undefined ? {} : { date }),
    ...(field.length === 0 ? {} : { fields }),
  }
}

function readField(text: string): [string, string] {
  const [name = '', side = ''] = text.split('=')
  if (name !== '' && (side === 'app' || side === 'remote')) return [name, side]
  throw new Failure(
    'usage',
    `"${text}" names no side.`,
    'Write it like --field dueDate=app, or dueDate=remote for the value in Intacct.',
  )
}
