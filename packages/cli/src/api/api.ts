import { Failure } from '../failure.ts'
import type { Http, HttpAnswer } from '../system/http.ts'
import type { KeyOnce, LineAnswer, Page } from './types.ts'

/** Where the API is and who is asking. */
export interface Address {
  readonly url: string
  /** Empty: nobody is asking, which only public operations allow. */
  readonly key: string
}

interface ProblemDocument {
  readonly code?: string
  readonly title?: string
  readonly detail?: string
  readonly cure?: string
  readonly ref?: string
}

export interface Api {
  get<T>(path: string): Promise<T>
  post<T>(path: string, body: unknown): Promise<T>
  put<T>(path: string, body: unknown): Promise<T>
  /** Every item of a paged list, page after page. */
  all<T>(path: string): AsyncGenerator<T>
  /** Streams lines of JSON there and the answers back, at the same time. */
  stream(path: string, lines: AsyncIterable<string>): AsyncGenerator<LineAnswer>
}

/**
 * The HTTP API under `/api/v1` of an installation.
 * @throws {Failure} what the API refused, with its cure; or that it does not answer
 */
export function openApi(http: Http, address: Address): Api {
  const base = `${address.url.replace(/\/+$/, '')}/api/v1`
  const call = async (method: string, path: string, type?: string, body?: string | AsyncIterable<string>) => {
    const headers = {
      accept: 'application/json',
      ...(address.key === '' ? {} : { authorization: `Bearer ${address.key}` }),
      ...(type === undefined ? {} : { 'content-type': type }),
    }
    const answer = await http({
      url: base + path,
      method,
      headers,
      ...(body === undefined ? {} : { body }),
    }).catch((error: unknown) => {
      throw unreachable(address.url, error)
    })
    if (answer.status === 401 && address.key !== '') throw unknownKey()
    if (answer.status >= 400) throw refusal(answer.status, await textOf(answer.body))
    return answer.body
  }
  const api: Api = {
    get: async <T>(path: string) => parse(await textOf(await call('GET', path))) as T,
    post: async <T>(path: string, body: unknown) =>
      parse(await textOf(await call('POST', path, 'application/json', JSON.stringify(body)))) as T,
    put: async <T>(path: string, body: unknown) =>
      parse(await textOf(await call('PUT', path, 'application/json', JSON.stringify(body)))) as T,
    async *all<T>(path: string) {
      let cursor: string | null = null
      do {
        const mark = path.includes('?') ? '&' : '?'
        const page: Page<T> = await api.get(
          cursor === null ? path : `${path}${mark}cursor=${encodeURIComponent(cursor)}`,
        )
        yield* page.items
        cursor = page.next
      } while (cursor !== null)
    },
    async *stream(path, lines) {
      for await (const line of linesOf(await call('POST', path, 'application/x-ndjson', lines))) {
        yield parse(line) as LineAnswer
      }
    },
  }
  return api
}

/**
 * Signs in as a person and creates a key of that person's workspace, for a command line that had none.
 * @throws {Failure} when the e-mail or the password is wrong
 */
export async function keyOf(
  http: Http,
  url: string,
  person: { readonly email: string; readonly password: string },
  name: string,
): Promise<string> {
  const post = async (path: string, body: unknown, headers: Record<string, string>): Promise<HttpAnswer> => {
    const answer = await http({
      url: url + path,
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: url, ...headers },
      body: JSON.stringify(body),
    })
    if (answer.status >= 400) throw refusal(answer.status, await textOf(answer.body))
    return answer
  }
  const signedIn = await post('/api/auth/sign-in/email', person, {})
  await textOf(signedIn.body)
  const made = await post('/api/v1/keys', { name, role: 'owner' }, { cookie: signedIn.cookies.join('; ') })
  return (parse(await textOf(made.body)) as KeyOnce).key
}

function unreachable(url: string, error: unknown): Failure {
  const why = error instanceof Error ? error.message : String(error)
  return new Failure(
    'refused',
    `Tieout does not answer at ${url} (${why}).`,
    'Start it with "npm start" or "tieout serve", or name its address with --url or TIEOUT_URL.',
    'no_answer',
  )
}

function unknownKey(): Failure {
  return new Failure(
    'refused',
    'Tieout does not know this key.',
    'Give another one with --key or TIEOUT_KEY. An owner creates keys on the page "Users & keys".',
    'not_signed_in',
  )
}

function refusal(status: number, text: string): Failure {
  const problem = asProblem(text)
  const message = problem.detail ?? problem.title ?? `The API answered ${status}.`
  const cure = problem.cure ?? 'Try again; if it stays so, look into the log of the server.'
  return new Failure(
    'refused',
    message,
    problem.ref === undefined ? cure : `${cure} (ref ${problem.ref})`,
    problem.code,
  )
}

function asProblem(text: string): ProblemDocument {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? value : {}
  } catch {
    return {}
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Failure(
      'refused',
      'The answer is no JSON: something other than Tieout answers there.',
      'Check the address given by --url or TIEOUT_URL.',
      'no_answer',
    )
  }
}

async function textOf(body: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = []
  for await (const part of body) parts.push(part)
  return Buffer.concat(parts).toString('utf8')
}

async function* linesOf(body: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const part of body) {
    const lines = (rest + decoder.decode(part, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) if (line.trim() !== '') yield line
  }
  if (rest.trim() !== '') yield rest
}
