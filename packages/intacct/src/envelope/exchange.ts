import { failedBecause } from '../errors/classify.ts'
import { textError } from '../errors/gateway-error.ts'
import { UsageError } from '../errors/outcome.ts'
import type { Failed, Unknown } from '../errors/outcome.ts'
import { NotSent } from '../seams/seams.ts'
import type { Clock } from '../seams/seams.ts'
import type { ResponseReader, Transport } from '../transport/transport.ts'
import type { Decode } from './data.ts'
import { evidenceOf } from './evidence.ts'
import type { Evidence } from './evidence.ts'
import { requestElement } from './request.ts'
import type { EnvelopeFunction, EnvelopeRequest } from './request.ts'
import { ResponseEvents } from './response.ts'
import { settle } from './settle.ts'
import type { Settled } from './settle.ts'

export interface ExchangeFunction extends EnvelopeFunction {
  readonly decode: Decode
}

export interface ExchangeRequest extends EnvelopeRequest {
  readonly functions: readonly ExchangeFunction[]
  readonly url: string
  /** Milliseconds until the whole answer must be there. */
  readonly timeoutMs: number
  readonly signal?: AbortSignal | undefined
  readonly beforeSend?: (() => void) | undefined
}

export interface Exchange {
  /** One a function, in the order of the request. */
  readonly outcomes: readonly Settled[]
  /** Set when the request as a whole was refused: nothing ran. */
  readonly turnedAway: Failed | null
  /** null when no answer came. */
  readonly evidence: Evidence | null
  /** HTTP status; 0 when no answer came. */
  readonly status: number
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

function neverLeft(error: unknown, signal: AbortSignal | undefined, refused: boolean): Failed {
  const cause = refused ? 'held_back' : signal?.aborted === true ? 'cancelled' : 'unreachable'
  return failedBecause(cause, 'client', [textError('', messageOf(error))])
}

function lost(error: unknown): Unknown {
  const timeout = error instanceof Error && error.message.startsWith('no complete answer within')
  return { kind: 'unknown', why: timeout ? 'timeout' : 'lost', detail: messageOf(error), errors: [] }
}

/**
 * Sends one request and says of each function how it ended: done, failed or unknown.
 * A request that certainly never left, and one refused above function level, is failed for all; a lost answer leaves
 * every function unknown that has no complete result.
 * @throws UsageError when the request cannot be written as XML; nothing was sent then.
 */
export async function exchange(
  transport: Transport,
  clock: Clock,
  request: ExchangeRequest,
): Promise<Exchange> {
  const sentAt = clock.now()
  const { functions } = request
  const lastCheck = { refused: false }
  const beforeSend = request.beforeSend
  let reader: ResponseReader
  try {
    reader = await transport.call(requestElement(request), {
      url: request.url,
      timeoutMs: request.timeoutMs,
      signal: request.signal,
      ...(beforeSend === undefined
        ? {}
        : {
            beforeSend: () => {
              try {
                beforeSend()
              } catch (error) {
                lastCheck.refused = true
                throw error
              }
            },
          }),
    })
  } catch (error) {
    if (error instanceof UsageError) throw error
    const outcome =
      lastCheck.refused || error instanceof NotSent
        ? neverLeft(error, request.signal, lastCheck.refused)
        : lost(error)
    return {
      outcomes: functions.map(() => outcome),
      turnedAway: outcome.kind === 'failed' ? outcome : null,
      evidence: null,
      status: 0,
    }
  }
  const byControlId = new Map(functions.map((fn) => [fn.controlId, fn.decode]))
  const events = new ResponseEvents(
    (controlId, place) => byControlId.get(controlId) ?? functions[place]?.decode ?? 'rows',
  )
  const end = await reader.read(events)
  const evidence = evidenceOf(reader.headers, events.authentication, sentAt, clock.now())
  const settled = settle(
    functions.map((fn) => fn.controlId),
    reader.status,
    events,
    end,
  )
  return { ...settled, evidence, status: reader.status }
}
