import { ask } from '../../seams/outside.ts'
import { end, startTieout } from './processes.ts'
import type { Command } from './processes.ts'

/** A row as the control API gives it: normal form, absent values missing or null. */
export type Row = Readonly<Record<string, string | null | undefined>>

export interface Stats {
  readonly requests: number
  readonly units: number
  readonly functions: Readonly<Record<string, number>>
}

/** The simulator in a process of its own, and what a person does in it through its control API. */
export interface Intacct {
  readonly url: string
  readonly endpoint: string
  stats(): Promise<Stats>
  countAnew(): Promise<void>
  weather(weather: Readonly<Record<string, unknown>>): Promise<void>
  settings(company: string, switches: Readonly<Record<string, unknown>>): Promise<void>
  rows(company: string, object: string, filter?: Readonly<Record<string, string>>): Promise<Row[]>
  enter(
    company: string,
    object: string,
    fields: Readonly<Record<string, unknown>>,
    raw?: boolean,
  ): Promise<Row>
  edit(
    company: string,
    object: string,
    key: string,
    fields: Readonly<Record<string, unknown>>,
    raw?: boolean,
  ): Promise<Row>
  erase(company: string, object: string, key: string): Promise<void>
  act(company: string, action: string, body: Readonly<Record<string, unknown>>): Promise<Row>
  close(): Promise<void>
}

/** @param keep folder that it keeps the companies in; null: in memory only */
export async function startIntacct(folder: string, keep: string | null): Promise<Intacct> {
  const command = startTieout(
    ['simulator', '--port', '0', '--empty', ...(keep === null ? [] : ['--keep', keep])],
    folder,
    {},
  )
  const said = await command.says('/_sim/openapi.json')
  const url = /(http:\/\/[^/\s]+)\/ia\/xml/.exec(said)?.[1]
  if (url === undefined) throw new Error(`The simulator names no address:\n${said}`)
  return intacctAt(url, command)
}

function intacctAt(url: string, command: Command): Intacct {
  const call = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const answer = await ask(`${url}/_sim${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`)
    return JSON.parse(text)
  }
  const of = (company: string, object: string): string => `/companies/${company}/objects/${object}`
  return {
    url,
    endpoint: `${url}/ia/xml/xmlgw.phtml`,
    stats: async () => (await call('GET', '/stats')) as Stats,
    countAnew: async () => {
      await call('DELETE', '/stats')
    },
    weather: async (weather) => {
      await call('PUT', '/weather', weather)
    },
    settings: async (company, switches) => {
      await call('PUT', `/companies/${company}/settings`, switches)
    },
    async rows(company, object, filter = {}) {
      const found: Row[] = []
      let after: string | null = ''
      while (after !== null) {
        const query = new URLSearchParams({ ...filter, limit: '5000', ...(after === '' ? {} : { after }) })
        const page = (await call('GET', `${of(company, object)}?${query.toString()}`)) as {
          rows: Row[]
          next: string | null
        }
        found.push(...page.rows)
        after = page.next
      }
      return found
    },
    enter: async (company, object, fields, raw = false) =>
      (await call('POST', `${of(company, object)}${raw ? '?raw=1' : ''}`, fields)) as Row,
    edit: async (company, object, key, fields, raw = false) =>
      (await call('PATCH', `${of(company, object)}/${key}${raw ? '?raw=1' : ''}`, fields)) as Row,
    erase: async (company, object, key) => {
      await call('DELETE', `${of(company, object)}/${key}`)
    },
    act: async (company, action, body) =>
      (await call('POST', `/companies/${company}/actions/${action}`, body)) as Row,
    close: async () => {
      await end(command, 'SIGTERM')
    },
  }
}
