import type { Command, CommandResult, SendGuard } from '../ports/commands.ts'
import type { Fault } from '../ports/fault.ts'
import type { ClaimedIntent, IntentResult } from '../ports/intents.ts'
import { RemoteError } from '../ports/fault.ts'
import type { RunAdd } from '../ports/runs.ts'
import { tally } from '../core/run-counts.ts'
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

export interface Claim {
  readonly intents: readonly ClaimedIntent[]
  readonly guard: SendGuard
}

/**
 * Claims the next intents, durably marked sent, or nothing if none is due. Intacct's own clock at that moment is kept with them: a search
 * for them must not depend on ours.
 * @throws RemoteError when Intacct has not said yet what time it is, and cannot be asked
 */
export async function claimNext(context: FlowContext): Promise<Claim> {
  const { store, remote, seams, connection, holder } = context
  if (remote.present() === null) {
    // Only what is to be sent is worth a sign-in.
    const { queued } = await store.work(connection.scope, seams.clock.now())
    if (!queued) return { intents: [], guard: sendGuard(context) }
    await remote.clock()
  }
  const guard = sendGuard(context)
  const now = seams.clock.now()
  const intents = await store.claim(connection.scope, {
    holder,
    limit: connection.settings.batchSize,
    now,
    leaseUntil: now + leaseMs,
    there: remote.present() ?? now,
  })
  return { intents, guard }
}

/**
 * Sends claimed intents in one request and records what became of each, under the fence.
 * @throws RemoteError when the whole connection must wait: unreachable, or sign-in refused
 */
export async function post(context: FlowContext, claim: Claim): Promise<RunAdd> {
  const { store, remote, seams, connection, holder } = context
  const claimed = claim.intents
  const done = new AbortController()
  const renewing = renewLeases(context, done.signal)
  try {
    const { results, stop } = await send(remote, claimed, claim.guard)
    const at = seams.clock.now()
    const recorded = claimed.map((intent, index) => resultOf(context, intent, results[index], at, stop))
    await store.record(connection.scope, holder, recorded, at)
    if (stop) throw stop
    return countsOf(claimed, recorded)
  } finally {
    // A reason of our own: the default one is an exception with a stack, for nobody to see.
    done.abort('answered')
    await renewing
  }
}

/**
 * Not after this moment of the monotonic clock, counted from before the claim: a sleeping machine or a stopped process must not send
 * under a lease that it has lost.
 */
function sendGuard(context: FlowContext): SendGuard {
  const notAfter = context.seams.clock.monotonic() + sendWithinMs
  return {
    check() {
      if (context.seams.clock.monotonic() > notAfter) throw new NotSent('too late to send under this lease')
    },
  }
}

interface Sent {
  readonly results: readonly CommandResult[]
  /** The connection has to wait. */
  readonly stop: RemoteError | null
}

async function send(
  remote: FlowContext['remote'],
  claimed: readonly ClaimedIntent[],
  guard: SendGuard,
): Promise<Sent> {
  try {
    const results = await remote.write(claimed.map(commandOf), guard)
    const pausing = results.find((result) => result.kind === 'failed' && result.fault.retry === 'connection')
    return { results, stop: pausing?.kind === 'failed' ? new RemoteError(pausing.fault) : null }
  } catch (error) {
    if (error instanceof RemoteError) return { results: notSent(claimed, error.fault), stop: error }
    if (error instanceof NotSent) return { results: notSent(claimed, lateFault), stop: null }
    const why = error instanceof Error ? error.message : 'the sender failed'
    return { results: claimed.map(() => ({ kind: 'unknown', why })), stop: null }
  }
}

function notSent(claimed: readonly ClaimedIntent[], fault: Fault): CommandResult[] {
  return claimed.map(() => ({ kind: 'failed', fault, nothingRan: true, maybeSeen: false }))
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
  stop: RemoteError | null,
): IntentResult {
  const { id, fence } = intent
  if (result === undefined)
    return { id, fence, result: { kind: 'unknown', why: 'no result was given', searchAt: at, fault: null } }
  if (result.kind === 'ok') return { id, fence, result }
  if (result.kind === 'unknown')
    return { id, fence, result: { ...result, searchAt: at, fault: result.fault ?? null } }
  // Even at our first send: a network may have delivered it twice, and this is the answer to the second.
  if (result.maybeSeen) {
    return {
      id,
      fence,
      result: { kind: 'unknown', why: result.fault.said, searchAt: at, fault: result.fault },
    }
  }
  const again =
    result.fault.retry === 'never'
      ? null
      : { at: at + (stop ? 0 : backoff(context, intent, result)), sameControlId: result.nothingRan }
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

const counted = { ok: 'written', failed: 'failed', unknown: null } as const

function countsOf(claimed: readonly ClaimedIntent[], results: readonly IntentResult[]): RunAdd {
  return tally(
    results.flatMap(({ result }, at) => {
      const type = claimed[at]?.type
      return type === undefined ? [] : [[type, counted[result.kind], 1] as const]
    }),
  )
}
