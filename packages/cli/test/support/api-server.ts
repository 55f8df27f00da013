import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createInterface } from 'node:readline'

interface Line {
  readonly type: string
  readonly id: string
  readonly version: number
  readonly state: string
  readonly data: Record<string, unknown>
}

export interface ApiServer {
  readonly url: string
  /** What is stored, by `type/id`. */
  readonly records: Map<string, Line>
  /** Types in the order in which lines came. */
  readonly arrivals: string[]
  /** Refuses lines for which it returns a detail. */
  refuse: (line: Line) => string | undefined
  /** Cuts the connection when so many lines were answered. */
  cutAfter: number
  /** Highest number of lines taken but not answered yet. */
  /** What an import said of its refused rows. */
  reported: unknown
  close(): Promise<void>
}

const key = 'tk_test'
const company = {
  id: '00000000-0000-4000-8000-000000000001',
  name: 'Northwind',
  connection: { id: '00000000-0000-4000-8000-0000000000c1', connector: 'intacct', state: 'active' },
}

/** The part of the HTTP API that an import talks to, over real HTTP: streamed NDJSON in, answers out, versions kept. */
export async function startApiServer(): Promise<ApiServer> {
  const records = new Map<string, Line>()
  const state: ApiServer = {
    url: '',
    records,
    arrivals: [],
    refuse: () => undefined,
    cutAfter: Infinity,
    reported: undefined,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  const server = createServer((request, response) => {
    void answer(state, request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return Object.assign(state, { url: `http://127.0.0.1:${port}` })
}

async function answer(state: ApiServer, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = request.url?.replace(/^\/api\/v1/, '').split('?')[0] ?? ''
  const json = (status: number, value: unknown): void => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
  }
  if (request.headers.authorization !== `Bearer ${key}`) {
    request.resume()
    json(401, {
      code: 'not_signed_in',
      detail: 'This needs a session or a key.',
      cure: 'Send a key.',
      ref: 'r1',
    })
  } else if (path === '/companies') {
    json(200, { items: [company], next: null })
  } else if (path === `/connections/${company.connection.id}`) {
    json(200, { id: company.connection.id, settings: { baseCurrency: 'USD' } })
  } else if (path === `/connections/${company.connection.id}/records`) {
    response.writeHead(200, { 'content-type': 'application/x-ndjson' })
    let number = 0
    for await (const text of createInterface({ input: request })) {
      number += 1
      if (number > state.cutAfter) {
        request.destroy()
        return
      }
      const written = response.write(
        `${JSON.stringify({ line: number, ...take(state, JSON.parse(text) as Line) })}\n`,
      )
      if (!written) await new Promise((resolve) => response.once('drain', resolve))
    }
    response.end()
  } else if (path.startsWith(`/connections/${company.connection.id}/imports/`)) {
    let text = ''
    for await (const chunk of request) text += String(chunk)
    state.reported = JSON.parse(text) as unknown
    json(200, {})
  } else {
    json(404, { code: 'not_found', detail: `There is no ${path}.`, cure: 'Check the id.', ref: 'r2' })
  }
}

function take(state: ApiServer, line: Line): Record<string, unknown> {
  const { type, id } = line
  state.arrivals.push(type)
  const detail = state.refuse(line)
  if (detail !== undefined)
    return { type, id, result: 'refused', code: 'wrong_value', detail, cure: 'Correct it.' }
  const before = state.records.get(`${type}/${id}`)
  if (before?.version === line.version) {
    return JSON.stringify(before) === JSON.stringify(line)
      ? { type, id, result: 'unchanged' }
      : {
          type,
          id,
          result: 'refused',
          code: 'version_reused',
          detail: 'Other contents.',
          cure: 'Raise the version.',
        }
  }
  state.records.set(`${type}/${id}`, line)
  return { type, id, result: 'stored' }
}
