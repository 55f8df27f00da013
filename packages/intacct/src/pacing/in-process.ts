import type { Clock, Random } from '../seams/seams.ts'
import { backoffMs } from './backoff.ts'
import type { CallKind, Pacing, Permit } from './pacing.ts'

export interface InProcessPacingOptions {
  readonly clock: Clock
  readonly random: Random
  /** Calls in flight at once. Practitioners see 1–2 XML calls served at once on the lowest tier. */
  readonly limit?: number
  /** Ordinary answers in a row before one more call is allowed again. */
  readonly recoverAfter?: number
}

interface Waiter {
  readonly grant: (permit: Permit) => void
}

/** Pacing for one process. While a write is open (waiting or under way) reads leave it one place. */
export function inProcessPacing({
  clock,
  random,
  limit: most = 2,
  recoverAfter = 50,
}: InProcessPacingOptions): Pacing {
  const waiting: Record<CallKind, Waiter[]> = { read: [], write: [] }
  const inFlight: Record<CallKind, number> = { read: 0, write: 0 }
  let limit = most
  let calm = 0
  let throttles = 0
  let pausedUntil = 0
  let pausing = false
  let last: CallKind = 'read'

  const total = (): number => inFlight.read + inFlight.write

  function next(): CallKind | null {
    if (total() >= limit) return null
    const write = waiting.write.length > 0
    const read = waiting.read.length > 0
    // One place is the writes' own, the others the reads' while there are any; with a single place they take turns.
    if (limit === 1) return write && (!read || last === 'read') ? 'write' : read ? 'read' : null
    if (read && (!write || inFlight.write > 0)) return 'read'
    if (write) return 'write'
    return null
  }

  function pump(): void {
    const wait = pausedUntil - clock.monotonic()
    if (wait > 0) {
      if (!pausing && waiting.read.length + waiting.write.length > 0) {
        pausing = true
        void clock.sleep(wait).then(() => {
          pausing = false
          pump()
        })
      }
      return
    }
    for (let kind = next(); kind !== null; kind = next()) {
      const waiter = waiting[kind].shift()
      if (waiter === undefined) return
      last = kind
      inFlight[kind] += 1
      waiter.grant(permit(kind))
    }
  }

  function permit(kind: CallKind): Permit {
    let held = true
    return {
      check: () => undefined,
      release() {
        if (!held) return
        held = false
        inFlight[kind] -= 1
        pump()
      },
    }
  }

  return {
    acquire(kind, signal) {
      return new Promise((resolve, reject) => {
        const giveUp = (): void => {
          const place = waiting[kind].indexOf(waiter)
          if (place >= 0) waiting[kind].splice(place, 1)
          reject(signal?.reason instanceof Error ? signal.reason : new Error('the wait was given up'))
          pump()
        }
        const waiter: Waiter = {
          grant: (given) => {
            signal?.removeEventListener('abort', giveUp)
            resolve(given)
          },
        }
        if (signal?.aborted === true) {
          giveUp()
          return
        }
        signal?.addEventListener('abort', giveUp, { once: true })
        waiting[kind].push(waiter)
        pump()
      })
    },
    throttled() {
      calm = 0
      throttles += 1
      limit = Math.max(1, limit - 1)
      pausedUntil = Math.max(pausedUntil, clock.monotonic() + backoffMs(throttles, random))
    },
    ok() {
      throttles = 0
      calm += 1
      if (calm < recoverAfter || limit >= most) return
      calm = 0
      limit += 1
      pump()
    },
  }
}
