import { operationTable } from './operations.gen.ts'
import { errorOf, noAnswer } from './problem.ts'
import type { Answer, Ask, LineAnswer, OperationName, RecordLine } from './types.ts'
import { linesOf, ndjsonOf } from './ndjson.ts'

export interface ClientOptions {
  /** `https://tieout.example`, without `/api`; empty on a page that Tieout itself serves. */
  readonly url: string
  /** A key, `tk_…`; without one the browser's session is used. */
  readonly key?: string
  /** How requests are made: `globalThis.fetch`, or one with a proxy, retries or a test in it. */
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>
}

/** Operations that answer pages of items with a cursor. */
type Paged = {
  [Name in OperationName]: Answer<Name> extends { items: unknown[]; next: string | null } ? Name : never
}[OperationName]

type Item<Name extends Paged> = Answer<Name> extends { items: (infer Each)[] } ? Each : never

export interface TieoutClient {
  /**
   * One operation of the API, by its id.
   * @param signal ends the request; then its own reason is thrown
   * @throws {TieoutError} when it is refused, or not answered (`status` 0)
   */
  call<Name extends OperationName>(name: Name, ask: Ask<Name>, signal?: AbortSignal): Promise<Answer<Name>>
  /** All items of a list, page by page, fetched as they are taken. */
  each<Name extends Paged>(name: Name, ask: Ask<Name>, signal?: AbortSignal): AsyncGenerator<Item<Name>>
  /** Streams any number of records and answers a line for each, in order, while they go. */
  putRecords(
    connection: string,
    records: AsyncIterable<RecordLine> | Iterable<RecordLine>,
  ): AsyncGenerator<LineAnswer>
}

interface LooseAsk {
  readonly path?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string | number | boolean | null | undefined>>
  readonly body?: unknown
}

/** The typed ask of any operation, as what a request is made of. */
function loose(ask: object): LooseAsk {
  return ask
}

function withCursor(ask: LooseAsk, cursor: string | undefined): LooseAsk {
  return cursor === undefined ? ask : { ...ask, query: { ...ask.query, cursor } }
}

function addressOf(base: string, template: string, ask: LooseAsk): string {
  const path = template.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(ask.path?.[name] ?? ''),
  )
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(ask.query ?? {})) {
    if (value !== undefined && value !== null) query.set(name, String(value))
  }
  const search = query.toString()
  return `${base}${path}${search === '' ? '' : `?${search}`}`
}

/** A client of one Tieout installation. */
export function createClient(options: ClientOptions): TieoutClient {
  const base = options.url.replace(/\/+$/, '')
  const identity: Record<string, string> =
    options.key === undefined ? {} : { authorization: `Bearer ${options.key}` }

  const fetched = async (url: string, init: RequestInit): Promise<Response> => {
    let response: Response
    try {
      response = await options.fetch(url, init)
    } catch (error) {
      if (init.signal?.aborted === true) throw error
      throw noAnswer(url, 0, error)
    }
    if (!response.ok) throw await errorOf(response)
    return response
  }

  const send = async (name: OperationName, ask: LooseAsk, signal?: AbortSignal): Promise<unknown> => {
    const [method, template] = operationTable[name]
    const response = await fetched(addressOf(base, template, ask), {
      method,
      headers: {
        ...identity,
        accept: 'application/json',
        ...(ask.body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(ask.body === undefined ? {} : { body: JSON.stringify(ask.body) }),
      ...(signal ? { signal } : {}),
    })
    if (response.status === 204) return undefined
    return response.json().catch((error: unknown) => {
      throw noAnswer(response.url, response.status, error)
    })
  }

  const client: TieoutClient = {
    call: async <Name extends OperationName>(name: Name, ask: Ask<Name>, signal?: AbortSignal) =>
      (await send(name, loose(ask), signal)) as Answer<Name>,
    async *each<Name extends Paged>(name: Name, ask: Ask<Name>, signal?: AbortSignal) {
      let cursor: string | undefined
      do {
        const page = (await send(name, withCursor(loose(ask), cursor), signal)) as {
          items: Item<Name>[]
          next: string | null
        }
        yield* page.items
        cursor = page.next ?? undefined
      } while (cursor !== undefined)
    },
    async *putRecords(connection, records) {
      const [method, template] = operationTable.putRecords
      const init: RequestInit & { duplex: 'half' } = {
        method,
        headers: { ...identity, 'content-type': 'application/x-ndjson', accept: 'application/x-ndjson' },
        body: ndjsonOf(records),
        duplex: 'half',
      }
      const response = await fetched(addressOf(base, template, { path: { connection } }), init)
      if (response.body === null) throw noAnswer(response.url, response.status)
      for await (const line of linesOf(response.body)) yield JSON.parse(line) as LineAnswer
    },
  }
  return client
}
