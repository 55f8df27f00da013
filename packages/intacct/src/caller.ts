import type { Decode, DataPayload } from './envelope/data.ts'
import type { Evidence } from './envelope/evidence.ts'
import { exchange } from './envelope/exchange.ts'
import type { Exchange } from './envelope/exchange.ts'
import type { Sender } from './envelope/request.ts'
import type { RawResult } from './envelope/response.ts'
import type { Settled } from './envelope/settle.ts'
import { failedBecause } from './errors/classify.ts'
import { IntacctError } from './errors/outcome.ts'
import type { Failed, Unknown } from './errors/outcome.ts'
import { backoffMs } from './pacing/backoff.ts'
import type { CallKind, Permit } from './pacing/pacing.ts'
import { unitsOf } from './pacing/units.ts'
import type { Seams } from './seams/seams.ts'
import type { Session, Sessions } from './session/session.ts'
import type { Transport } from './transport/transport.ts'
import type { Element } from './xml/element.ts'

export interface CallOptions {
  readonly signal?: AbortSignal | undefined
  /** Milliseconds until the whole answer must be there. */
  readonly timeoutMs?: number | undefined
  /**
   * Last check right before the first byte leaves: throw to hold the request back (a lost fence, a passed not-after).
   * Not asked for signing in.
   */
  readonly beforeSend?: (() => void) | undefined
}

/** What one request cost and how it ended: for metering and metrics. */
export interface CallReport {
  readonly kind: CallKind
  readonly functions: readonly string[]
  /** API transactions as Intacct bills them; 0 when the request was turned away or never left. */
  readonly units: number
  /** HTTP status, 0 when no answer came. */
  readonly status: number
  readonly outcomes: readonly Settled['kind'][]
  /** Each function with what became of it, in the order of the request. */
  readonly exchanges: readonly {
    readonly controlId: string
    readonly body: Element
    readonly outcome: Settled | undefined
  }[]
  /** Cause of the refusal when the request as a whole was turned away. */
  readonly turnedAway: string | null
  /** Milliseconds from sending to the end of the answer. */
  readonly ms: number
}

export interface CallerOptions {
  readonly seams: Seams
  readonly transport: Transport
  readonly sender: Sender
  readonly sessions: Sessions
  readonly timeoutMs: number
  /** Tries of a read in all. */
  readonly readAttempts: number
  readonly onCall?: ((report: CallReport) => void) | undefined
}

export interface CallFunction {
  readonly controlId: string
  readonly body: Element
  readonly decode: Decode
}

export interface Answer {
  readonly data: DataPayload
  readonly result: RawResult
  readonly evidence: Evidence
}

/** Sends functions in the right session, paced, with one new sign-in when the session has ended. */
export interface Caller {
  /** One request, tried once. Never rejects for what Intacct or the way to it does. */
  send(kind: CallKind, functions: readonly CallFunction[], options?: CallOptions): Promise<Exchange>
  /** One reading function, repeated a bounded number of times. @throws IntacctError */
  read(body: Element, decode: Decode, options?: CallOptions): Promise<Answer>
  /** The current session, signing in when there is none: a call like any other, so paced. @throws IntacctError */
  signIn(): Promise<Session>
  readonly sessions: Sessions
}

/** Places that one call may lose before it is sent. */
const MOST_PLACES = 3

const EMPTY: DataPayload = { attributes: {}, rows: [], children: [] }

/** Whether a read may be tried again. A refusal of DL02000001 is transient now and then, so it gets one more try. */
function worthRepeating(outcome: Failed | Unknown, attempt: number): boolean {
  if (outcome.kind === 'unknown') return true
  if (outcome.cause === 'held_back' || outcome.cause === 'cancelled' || outcome.cause === 'result_set_gone')
    return false
  return outcome.retry === 'backoff' || (outcome.cause === 'read_refused' && attempt === 1)
}

/** The one way to send functions: paced, in a session that is renewed once when it has ended; reads repeat a bounded number of times. */
export function callerOf(options: CallerOptions): Caller {
  const { seams, transport, sender, sessions } = options
  const { clock, random, ids, pacing } = seams

  function report(
    kind: CallKind,
    functions: readonly CallFunction[],
    done: Exchange,
    startedAt: number,
  ): void {
    const ran = done.turnedAway === null
    options.onCall?.({
      kind,
      functions: functions.map(({ body }) => body.name),
      units: ran ? functions.reduce((sum, { body }) => sum + unitsOf(body), 0) : 0,
      status: done.status,
      outcomes: done.outcomes.map((outcome) => outcome.kind),
      exchanges: functions.map(({ controlId, body }, at) => ({
        controlId,
        body,
        outcome: done.outcomes[at],
      })),
      turnedAway: done.turnedAway?.cause ?? null,
      ms: clock.monotonic() - startedAt,
    })
  }

  async function within(
    session: Session,
    kind: CallKind,
    functions: readonly CallFunction[],
    call: CallOptions,
  ): Promise<Exchange> {
    const startedAt = clock.monotonic()
    const done = await exchange(transport, clock, {
      sender,
      authentication: { sessionId: session.id },
      controlId: ids(),
      uniqueId: kind === 'write',
      functions,
      url: session.endpoint,
      timeoutMs: call.timeoutMs ?? options.timeoutMs,
      signal: call.signal,
      beforeSend: call.beforeSend,
    })
    report(kind, functions, done, startedAt)
    if (throttledBy(done)) pacing.throttled()
    else if (done.status === 200) pacing.ok()
    if (done.evidence !== null && done.turnedAway === null) sessions.used(session, done.evidence)
    return done
  }

  /** The session ended, or the front gateway stopped knowing it: nothing ran, so even a write may go again. */
  const sessionEnded = ({ turnedAway }: Exchange): boolean =>
    turnedAway !== null &&
    (turnedAway.retry === 'new_session' ||
      (turnedAway.cause === 'sign_in_refused' && turnedAway.level !== 'client'))

  async function inSession(
    kind: CallKind,
    functions: readonly CallFunction[],
    call: CallOptions,
  ): Promise<Exchange> {
    const first = await sessions.get()
    const done = await within(first, kind, functions, call)
    if (!sessionEnded(done)) return done
    sessions.ended(first)
    return within(await sessions.get(), kind, functions, call)
  }

  function neverSent(functions: readonly CallFunction[], outcome: Failed): Exchange {
    return { outcomes: functions.map(() => outcome), turnedAway: outcome, evidence: null, status: 0 }
  }

  /** A place that was lost while we slept is given back and waited for anew, as long as nothing has left. */
  async function send(
    kind: CallKind,
    functions: readonly CallFunction[],
    call: CallOptions = {},
  ): Promise<Exchange> {
    for (let tries = 1; ; tries += 1) {
      const { done, placeLost } = await sendOnce(kind, functions, call)
      if (!placeLost || tries >= MOST_PLACES) return done
    }
  }

  async function sendOnce(
    kind: CallKind,
    functions: readonly CallFunction[],
    call: CallOptions,
  ): Promise<{ done: Exchange; placeLost: boolean }> {
    const place = { lost: false }
    const held = (done: Exchange) => ({
      done,
      placeLost: place.lost && done.turnedAway?.cause === 'held_back',
    })
    let permit: Permit
    try {
      permit = await pacing.acquire(kind, call.signal)
    } catch {
      return held(neverSent(functions, failedBecause('cancelled', 'client')))
    }
    const beforeSend = (): void => {
      place.lost = true
      permit.check()
      place.lost = false
      call.beforeSend?.()
    }
    try {
      return held(await inSession(kind, functions, { ...call, beforeSend }))
    } catch (error) {
      // Signing in did not come about, so none of these functions was ever sent, even if the sign-in itself was lost.
      if (!(error instanceof IntacctError)) throw error
      const { outcome } = error
      if (outcome.kind === 'failed' && outcome.cause === 'throttled') pacing.throttled()
      return held(
        neverSent(
          functions,
          outcome.kind === 'failed' ? outcome : failedBecause('unreachable', 'client', outcome.errors),
        ),
      )
    } finally {
      permit.release()
    }
  }

  async function read(body: Element, decode: Decode, call: CallOptions = {}): Promise<Answer> {
    for (let attempt = 1; ; attempt += 1) {
      const done = await send('read', [{ controlId: ids(), body, decode }], call)
      const [outcome] = done.outcomes
      if (outcome?.kind === 'ok' && done.evidence !== null) {
        return { data: outcome.data ?? EMPTY, result: outcome.result, evidence: done.evidence }
      }
      const wrong: Failed | Unknown =
        outcome === undefined || outcome.kind === 'ok'
          ? { kind: 'unknown', why: 'no_result', detail: 'no outcome', errors: [] }
          : outcome
      if (
        attempt >= options.readAttempts ||
        call.signal?.aborted === true ||
        !worthRepeating(wrong, attempt)
      ) {
        throw new IntacctError(wrong)
      }
      try {
        await clock.sleep(backoffMs(attempt, random), call.signal)
      } catch {
        throw new IntacctError(failedBecause('cancelled', 'client'))
      }
    }
  }

  async function signIn(): Promise<Session> {
    const permit = await pacing.acquire('read')
    try {
      return await sessions.get()
    } finally {
      permit.release()
    }
  }

  return { send, read, signIn, sessions }
}

function throttledBy(done: Exchange): boolean {
  return (
    done.turnedAway?.cause === 'throttled' ||
    done.outcomes.some((outcome) => outcome.kind === 'failed' && outcome.cause === 'throttled')
  )
}
