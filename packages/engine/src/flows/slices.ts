import { tally } from '../core/run-counts.ts'
import type { RunAdd } from '../ports/runs.ts'
import { RemoteError } from '../ports/fault.ts'
import type { FlowContext } from './context.ts'
import { claimNext, post } from './post.ts'
import type { Claim } from './post.ts'
import { pull } from './pull.ts'
import type { PullResult } from './pull.ts'
import { settleDirty } from './settle.ts'
import { verifyUnknowns } from './verify.ts'
import { keysPerRead, readWanted } from './wanted.ts'

/** Requests that one connection keeps on their way; pacing allows fewer when Intacct asks for it. */
const requestsInFlight = 2

export interface SliceOptions {
  /** End of the slice on the monotonic clock, in milliseconds. */
  readonly until: number
  /** Told after each step, e.g. to beat a run's heart. */
  readonly onProgress?: (add: RunAdd) => Promise<void>
}

export type SliceResult = 'idle' | 'more' | 'paused'

/**
 * One slice of outward work: look at dirty links, post what is decided, read back what was written, search for what is unknown,
 * until nothing is left that is due or the time is up.
 */
export async function pushSlice(context: FlowContext, options: SliceOptions): Promise<SliceResult> {
  const { store, seams, connection } = context
  if (connection.state !== 'active') return 'paused'
  await store.expire(connection.scope, seams.clock.now())
  const pipeline = new Pipeline(context, options)
  try {
    while (seams.clock.monotonic() < options.until) {
      const moved = await pipeline.step()
      if (pipeline.stopped) return 'paused'
      if (!moved) return 'idle'
    }
    return 'more'
  } finally {
    await pipeline.drain()
  }
}

/** Requests on their way, each ending by itself; the next ones are prepared meanwhile. */
class Pipeline {
  stopped = false
  private readonly inFlight = new Set<Promise<void>>()
  private readonly errors: Error[] = []
  private readonly context: FlowContext
  private readonly options: SliceOptions

  constructor(context: FlowContext, options: SliceOptions) {
    this.context = context
    this.options = options
  }

  /** Does what can be done now; waits for a request if that is all there is. False when nothing is left. */
  async step(): Promise<boolean> {
    const looked = await settleDirty(this.context)
    if (looked !== null) await this.options.onProgress?.(looked)
    const started = await this.fill()
    if (looked !== null || started) return true
    if (this.inFlight.size === 0) return false
    await Promise.race(this.inFlight)
    return true
  }

  /** Waits for all requests on their way; throws the first error of ours. */
  async drain(): Promise<void> {
    await Promise.all(this.inFlight)
    const [first] = this.errors
    if (first !== undefined) throw first
  }

  private async fill(): Promise<boolean> {
    let started = false
    while (this.inFlight.size < requestsInFlight && !this.stopped) {
      const next = (await this.nextPost()) ?? (await this.nextSearch()) ?? (await this.nextRead())
      if (next === null) break
      this.start(next)
      started = true
    }
    return started
  }

  private async nextPost(): Promise<(() => Promise<void>) | null> {
    const claim = await this.claimed()
    if (claim === null || claim.intents.length === 0) return null
    return async () => {
      const counts = await post(this.context, claim)
      await this.options.onProgress?.(counts)
    }
  }

  /** Null when Intacct cannot be reached: nothing was claimed, and the connection waits. */
  private async claimed(): Promise<Claim | null> {
    try {
      return await claimNext(this.context)
    } catch (error) {
      if (!(error instanceof RemoteError)) throw error
      await this.fail(error)
      return null
    }
  }

  private searching = false
  private async nextSearch(): Promise<(() => Promise<void>) | null> {
    if (this.searching) return null
    const { store, seams, connection } = this.context
    const due = await store.unknowns(connection.scope, 1, seams.clock.now())
    if (due.length === 0) return null
    this.searching = true
    return async () => {
      try {
        await verifyUnknowns(this.context)
      } finally {
        this.searching = false
      }
    }
  }

  private reading = false
  private async nextRead(): Promise<(() => Promise<void>) | null> {
    if (this.reading) return null
    const { store, seams, connection } = this.context
    const wants = await store.wanted(connection.scope, keysPerRead, seams.clock.now())
    const first = wants[0]
    if (!first) return null
    this.reading = true
    return async () => {
      try {
        const counts = await readWanted(this.context, wants)
        await this.options.onProgress?.(counts)
      } finally {
        this.reading = false
      }
    }
  }

  private start(work: () => Promise<void>): void {
    const running: Promise<void> = work()
      .catch((error: unknown) => this.fail(error))
      .finally(() => this.inFlight.delete(running))
    this.inFlight.add(running)
  }

  private async fail(error: unknown): Promise<void> {
    this.stopped = true
    try {
      await giveWay(this.context, error)
    } catch (ours) {
      this.errors.push(ours instanceof Error ? ours : new Error(String(ours)))
    }
  }
}

/** One slice of inward work on a run: reads windows on from where the last slice stopped. */
export async function pullSlice(
  context: FlowContext,
  run: string,
  options: SliceOptions,
): Promise<PullResult | 'paused'> {
  const { store, seams, connection } = context
  if (connection.state !== 'active' && connection.state !== 'verify_first') return 'paused'
  let done = 0
  try {
    return await pull(context, options.until, async (read, type) => {
      done += read
      const add = tally([[type, 'read', read]])
      return store.beat(connection.scope, run, add, { phase: type, done, of: null }, seams.clock.now())
    })
  } catch (error) {
    await giveWay(context, error)
    return 'paused'
  }
}

const firstPauseMs = 2_000
const longestPauseMs = 5 * 60_000

/** A fault of the whole connection: it waits for a person, or a while that doubles each time. Other errors are ours: thrown on. */
async function giveWay(context: FlowContext, error: unknown): Promise<void> {
  const { store, seams, connection } = context
  if (!(error instanceof RemoteError)) throw error
  const now = seams.clock.now()
  if (error.fault.retry === 'connection') return store.pause(connection.scope, error.fault, now)
  const wait = Math.min(longestPauseMs, firstPauseMs * 2 ** connection.failuresInARow)
  const jitter = 0.75 + seams.random.next() / 2
  seams.log.warn(
    { connection: connection.scope.connection, cause: error.fault.cause },
    'Intacct cannot be used now',
  )
  return store.backOff(connection.scope, error.fault, Math.round(now + wait * jitter), now)
}
