import type { Seams } from '@tieout/engine/ports/seams.ts'

export interface Tries {
  /** Counts a try; answers 0 when it may go on, else the milliseconds until the next one may. */
  take(...names: readonly string[]): number
}

const windowMs = 60_000

/**
 * At most so many tries a minute for each name (an address, an e-mail). In memory: a restart forgives, and several servers allow a
 * little more.
 */
export function limitTries(clock: Seams['clock'], most: number): Tries {
  const seen = new Map<string, number[]>()
  const forget = (now: number) => {
    for (const [name, times] of seen) if ((times.at(-1) ?? 0) <= now - windowMs) seen.delete(name)
  }
  return {
    take(...names) {
      const now = clock.monotonic()
      if (seen.size > 10_000) forget(now)
      const recent = names.map((name) => (seen.get(name) ?? []).filter((time) => time > now - windowMs))
      const waits = recent.map((times) =>
        times.length < most ? 0 : (times.at(-most) ?? now) + windowMs - now,
      )
      const wait = Math.max(0, ...waits)
      if (wait === 0) names.forEach((name, index) => seen.set(name, [...(recent[index] ?? []), now]))
      return wait
    },
  }
}
