import type { Seams } from '@tieout/engine/ports/seams.ts'
import type { ServerSeams } from './seams.ts'

/** Repeats work by a clock's own sleep, one at a time. */
export function everyBy({ clock, log }: Pick<Seams, 'clock' | 'log'>): ServerSeams['every'] {
  return (everyMs, work) => {
    const stop = new AbortController()
    const loop = async () => {
      while (!stop.signal.aborted) {
        try {
          await work()
        } catch (error) {
          log.warn({ err: error }, 'repeated work failed; it is tried again')
        }
        await clock.sleep(everyMs, stop.signal).catch(() => undefined)
      }
    }
    const ended = loop()
    return async () => {
      stop.abort()
      await ended
    }
  }
}
