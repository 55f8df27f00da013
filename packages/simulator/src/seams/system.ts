/** The machine's time and timers. Nothing else in this package touches them. */

export interface Timers {
  /** Calls `work` after `ms` milliseconds. Returns what cancels it. */
  after(ms: number, work: () => void): () => void
}

export interface Clock {
  /** Epoch milliseconds, UTC. */
  now(): number
}

export const systemClock: Clock = { now: () => Date.now() }

/** Timers do not keep the process alive. */
export const systemTimers: Timers = {
  after(ms, work) {
    const timer = setTimeout(work, ms)
    timer.unref()
    return () => clearTimeout(timer)
  },
}
