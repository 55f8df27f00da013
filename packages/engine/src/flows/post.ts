import type { ClaimedIntent, Command, CommandResult, IntentResult, SendGuard } from '../ports.ts'
import { RemoteError } from '../ports.ts'
import type { FlowContext } from './context.ts'

/** How long a sender's lease runs without renewal; a killed worker's intents become unknown after it. Milliseconds. */
export const leaseMs = 15_000
/** A claimed intent must leave within this time on the monotonic clock, or not at all: T counts from its end. Milliseconds. */
export const sendWithinMs = 10_000
const renewEveryMs = 5_000
const firstBackoffMs = 2_000
const longestBackoffMs = 15 * 60_000

/** Thrown by the guard: the bytes did not leave. */
export class NotSent extends Error {}

export interface PostCounts {
  readonly written: number
  readonly failed: number
  readonly unknown: number
}

/** Claims the next intents, durably marked sent, or nothing if none is due. */
export async function claimNext(context: FlowContext): Promise<readonly ClaimedIntent[]> {
  const { store, seams, connection, holder } = context
  const now = seams.clock.now()
  return store.claim(connection.scope, {
    holder,
    limit: connection.settings.batchSize,
    now,
    leaseUntil: now + leaseMs,
  })
}

/** Sends claimed intents in one request and records what became of each, under the fence. */
export async function post(context: FlowContext, claimed: readonly ClaimedIntent[]): Promise<PostCounts> {
  const { store, remote, seams, connection, holder } = context
  const done = new AbortController()
  const renewing = renewLeases(context, done.signal)
  try {
    const results = await send(remote, claimed, sendGuard(context))
    const at = seams.clock.now()
    const recorded = claimed.map((intent, index) => resultOf(context, intent, results[index], at))
    await store.record(connection.scope, holder, recorded, at)
    const pausing = results.find((result) => result.kind === 'failed' && result.fault.retry === 'connection')
    if (pausing?.kind === 'failed') await store.pause(connection.scope, pausing.fault, at)
    return countsOf(recorded)
  } finally {
    done.abort()
    await renewing
  }
}

/** Not after this moment of the monotonic clock: a sleeping machine or a stopped process must not send under a lease it has lost. */
function sendGuard(context: FlowContext): SendGuard {
  const notAfter = context.seams.clock.monotonic() + sendWithinMs
  return {
    check() {
      if (context.seams.clock.monotonic() > notAfter) throw new NotSent('too late to send under this lease')
    },
  }
}

async function send(
  remote: FlowContext['remote'],
  claimed: readonly ClaimedIntent[],
  guard: SendGuard,
): Promise<readonly CommandResult[]> {
  try {
    return await remote.write(claimed.map(commandOf), guard)
  } catch (error) {
    if (error instanceof RemoteError)
      return claimed.map(() => ({ kind: 'failed', fault: error.fault, nothingRan: true, maybeSeen: false }))
    if (error instanceof NotSent)
      return claimed.map(() => ({ kind: 'failed', fault: lateFault, nothingRan: true, maybeSeen: false }))
    return claimed.map(() => ({
      kind: 'unknown',
      why: error instanceof Error ? error.message : 'the sender failed',
    }))
  }
}

const lateFault = {
  cause: 'not_sent_in_time',
  about: '',
  sentence: 'It was not sent in time and is sent again by itself.',
  cure: 'Nothing to do.',
  who: 'nobody',
  retry: 'backoff',
  said: '',
} as const

function commandOf(intent: ClaimedIntent): Command {
  const { op, data, key, fields, options } = intent.command
  return {
    op,
    type: intent.type,
    controlId: intent.controlId,
    marker: intent.marker,
    data,
    key,
    fields,
    options,
  }
}

function resultOf(
  context: FlowContext,
  intent: ClaimedIntent,
  result: CommandResult | undefined,
  at: number,
): IntentResult {
  const { id, fence } = intent
  if (result === undefined)
    return { id, fence, result: { kind: 'unknown', why: 'no result was given', searchAt: at, fault: null } }
  if (result.kind === 'ok') return { id, fence, result }
  if (result.kind === 'unknown') return { id, fence, result: { ...result, searchAt: at, fault: null } }
  if (result.maybeSeen && intent.sends > 1) {
    return {
      id,
      fence,
      result: { kind: 'unknown', why: result.fault.said, searchAt: at, fault: result.fault },
    }
  }
  const again =
    result.fault.retry === 'never'
      ? null
      : { at: at + backoff(context, intent, result), sameControlId: result.nothingRan }
  return { id, fence, result: { kind: 'failed', fault: result.fault, again } }
}

/** Doubles with each generation, with jitter; when nothing ran it is the pacing that slows us, so a short wait is enough. */
function backoff(
  context: FlowContext,
  intent: ClaimedIntent,
  result: CommandResult & { kind: 'failed' },
): number {
  const jitter = 0.75 + context.seams.random.next() / 2
  if (result.nothingRan) return Math.round(firstBackoffMs * jitter)
  return Math.round(Math.min(longestBackoffMs, firstBackoffMs * 2 ** intent.generation) * jitter)
}

async function renewLeases(context: FlowContext, signal: AbortSignal): Promise<void> {
  const { store, seams, connection, holder } = context
  for (;;) {
    await seams.clock.sleep(renewEveryMs, signal)
    if (signal.aborted) return
    await store.renew(connection.scope, holder, seams.clock.now() + leaseMs)
  }
}

function countsOf(results: readonly IntentResult[]): PostCounts {
  const count = (kind: IntentResult['result']['kind']) =>
    results.filter((item) => item.result.kind === kind).length
  return { written: count('ok'), failed: count('failed'), unknown: count('unknown') }
}
