import { performance } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'
import type { ServerSeams } from './seams.ts'

export const clock: ServerSeams['clock'] = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  /** Aborted, it ends early; whoever waited asks the signal why. */
  async sleep(ms, signal) {
    try {
      await wait(ms, undefined, signal ? { signal } : {})
    } catch (error) {
      if (signal?.aborted !== true) throw error
    }
  },
}
