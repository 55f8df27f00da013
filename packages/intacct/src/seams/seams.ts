import type { Pacing } from '../pacing/pacing.ts'

/** Time, handed in so that tests and simulations own it. */
export interface Clock {
  /** Milliseconds since 1970, UTC: the wall clock. */
  now(): number
  /** Milliseconds that never go back; only differences mean something. */
  monotonic(): number
  /** Resolves after so many milliseconds; rejects with the signal's reason when it is aborted first. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

/** A number of [0, 1). */
export type Random = () => number

/** A text that never comes twice. */
export type Ids = () => string

export interface HttpRequest {
  readonly url: string
  readonly method: 'POST'
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly signal: AbortSignal
  /** Called right before the first byte is written. When it throws, nothing may be sent. */
  readonly beforeSend?: () => void
}

export interface HttpResponse {
  readonly status: number
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  /** Decompressed. Ends with an error when the answer is cut off. */
  readonly body: AsyncIterable<Uint8Array>
}

/** One HTTP call. Rejects with NotSent only when not a byte of the request can have left. */
export type Http = (request: HttpRequest) => Promise<HttpResponse>

/** The request certainly never left this machine: nothing ran. */
export class NotSent extends Error {
  override readonly name = 'NotSent'
  constructor(why: string, cause: unknown) {
    super(why, { cause })
  }
}

export interface Seams {
  readonly clock: Clock
  readonly random: Random
  readonly ids: Ids
  readonly http: Http
  readonly pacing: Pacing
}
