import { send } from '../seams/http.ts'

interface ProblemDocument {
  readonly title?: string
  readonly code?: string
  readonly detail?: string
  readonly cure?: string
  readonly field?: string
  readonly errors?: readonly { readonly path: string; readonly message: string }[]
  readonly ref?: string
  readonly who?: readonly string[]
}

/** What the API refused, or that it did not answer (`status` 0, code `no_answer`). */
export class ApiError extends Error {
  readonly status: number
  readonly problem: ProblemDocument
  /** Moment from which a further try makes sense, in epoch milliseconds, where the answer says so. */
  readonly retryAfterSeconds: number | null

  constructor(status: number, problem: ProblemDocument, retryAfterSeconds: number | null = null) {
    super(problem.title ?? problem.detail ?? problem.code ?? 'no answer')
    this.status = status
    this.problem = problem
    this.retryAfterSeconds = retryAfterSeconds
  }
}

export type Query = Readonly<Record<string, string | number | boolean | null | undefined>>

export function withQuery(path: string, query: Query): string {
  const params = new URLSearchParams()
  for (const [key, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') params.set(key, String(value))
  }
  const text = params.toString()
  return text === '' ? path : `${path}?${text}`
}

/**
 * One request to the API. `T` is what the contract says the answer is; an empty answer is `undefined`.
 * @throws {ApiError} when it is refused or not answered
 */
export async function call<T>(
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
  signal?: AbortSignal,
): Promise<T> {
  let response: Response
  try {
    response = await send(path, {
      method,
      headers: {
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    })
  } catch (error) {
    if (signal?.aborted === true) throw error
    throw new ApiError(0, { code: 'no_answer' })
  }
  const text = await response.text()
  if (!response.ok) {
    const wait = Number(
      response.headers.get('retry-after') ?? response.headers.get('x-retry-after') ?? Number.NaN,
    )
    throw new ApiError(response.status, asProblem(text), Number.isFinite(wait) ? wait : null)
  }
  return (text === '' ? undefined : parse(text)) as T
}

export function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  return call<T>('GET', `/api/v1${path}`, undefined, signal)
}

export function post<T>(path: string, body: unknown = {}): Promise<T> {
  return call<T>('POST', `/api/v1${path}`, body)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new ApiError(0, { code: 'no_answer' })
  }
}

function asProblem(text: string): ProblemDocument {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? value : {}
  } catch {
    return {}
  }
}
