import type { Seams } from '@tieout/engine/ports/seams.ts'
import { turn } from '../seams/turn.ts'

interface Sleeper {
  readonly at: number
  readonly order: number
  readonly wake: () => void
}

export interface VirtualClock {
  readonly clock: Seams['clock']
  /**
   * Lets time pass, waking sleepers in their order, until the promise settles, no sleeper is left or `isOver` says so; answers whether
   * it settled.
   */
  runUntil(promise: Promise<unknown>, isOver?: () => boolean): Promise<boolean>
  /** Lets that many milliseconds pass. */
  pass(ms: number): Promise<void>
}

/** Time that moves only when everything that can go on has gone on. `start` in epoch milliseconds. */
export function virtualClock(start: number): VirtualClock {
  const time = { now: start }
  let order = 0
  const sleepers: Sleeper[] = []
  const sleep = (ms: number, signal?: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve()
      const sleeper: Sleeper = { at: time.now + Math.max(0, ms), order: (order += 1), wake: resolve }
      sleepers.push(sleeper)
      signal?.addEventListener('abort', () => {
        const index = sleepers.indexOf(sleeper)
        if (index >= 0) sleepers.splice(index, 1)
        resolve()
      })
    })
  const moveTo = (moment: number): void => {
    time.now = Math.max(time.now, moment)
  }
  const wakeNext = (until: number): boolean => {
    const next = sleepers.reduce<Sleeper | null>(
      (first, item) =>
        first === null || item.at < first.at || (item.at === first.at && item.order < first.order)
          ? item
          : first,
      null,
    )
    if (next === null || next.at > until) return false
    sleepers.splice(sleepers.indexOf(next), 1)
    moveTo(next.at)
    next.wake()
    return true
  }
  return {
    clock: { now: () => time.now, monotonic: () => time.now - start, sleep },
    runUntil: async (promise, isOver = () => false) => {
      const state = { settled: false }
      const isSettled = () => state.settled
      const done = () => {
        state.settled = true
      }
      promise.then(done, done)
      for (;;) {
        await turn()
        if (isSettled()) return true
        if (isOver()) return false
        if (!wakeNext(Number.POSITIVE_INFINITY)) return false
      }
    },
    pass: async (ms) => {
      const until = time.now + ms
      do await turn()
      while (wakeNext(until))
      moveTo(until)
    },
  }
}
