import type { Clock } from '../../src/seams/seams.ts'

export interface VirtualClock extends Clock {
  /** Moves time on and wakes whoever waits until then. */
  advance(ms: number): void
  /** Every wait that was asked for, in milliseconds. */
  readonly waits: number[]
}

const SHORT_MS = 120_000

/**
 * A clock that stands still but for waits: waits of up to two minutes (back-off) pass at once and move time on; longer ones
 * (time limits of calls) end only by advance().
 */
export function virtualClock(start = Date.UTC(2026, 0, 5, 10)): VirtualClock {
  let time = 0
  const waits: number[] = []
  const sleepers = new Set<{ at: number; wake: () => void }>()
  return {
    now: () => start + time,
    monotonic: () => time,
    waits,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        const gaveUp = (): void => {
          sleepers.delete(sleeper)
          reject(signal?.reason instanceof Error ? signal.reason : new Error('given up'))
        }
        const sleeper = { at: time + ms, wake: resolve }
        if (signal?.aborted === true) {
          gaveUp()
          return
        }
        waits.push(ms)
        if (ms <= SHORT_MS) {
          time += ms
          resolve()
          return
        }
        sleepers.add(sleeper)
        signal?.addEventListener('abort', gaveUp, { once: true })
      }),
    advance(ms) {
      time += ms
      for (const sleeper of [...sleepers]) {
        if (sleeper.at > time) continue
        sleepers.delete(sleeper)
        sleeper.wake()
      }
    },
  }
}
