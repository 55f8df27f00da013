import type { Slots } from '@tieout/engine/ports/slots.ts'
import type { ServerSeams } from '../system/seams.ts'

export interface SettledSlots {
  readonly slots: Slots
  /** Gives no more slots, and resolves when all are given back, at the latest after the wait (milliseconds). */
  readonly settle: (waitMs: number) => Promise<void>
}

/**
 * Slots that can be waited for. A page that is read ahead outlives the slice that asked for it: its slot must be given back before the
 * database closes, otherwise the next process waits for the end of the lease.
 */
export function settledSlots(slots: Slots, { clock }: Pick<ServerSeams, 'clock'>): SettledSlots {
  const underWay = new Set<Promise<unknown>>()
  const held = new Map<string, () => void>()
  let over = false
  const watch = <T>(work: Promise<T>): Promise<T> => {
    const quiet: Promise<unknown> = work.catch(() => undefined).finally(() => underWay.delete(quiet))
    underWay.add(quiet)
    return work
  }
  const nameOf = (...parts: readonly [string, number, number]) => JSON.stringify(parts)

  return {
    slots: {
      async acquire(scope, remoteCompany, request) {
        if (over) throw new Error('This process is stopping: it calls Intacct no more.')
        const got = await watch(slots.acquire(scope, remoteCompany, request))
        if (got === null) return null
        const back = Promise.withResolvers<undefined>()
        held.set(nameOf(remoteCompany, got.slot, got.fence), () => back.resolve(undefined))
        void watch(back.promise)
        return got
      },
      async release(remoteCompany, slot, fence) {
        const name = nameOf(remoteCompany, slot, fence)
        try {
          await watch(slots.release(remoteCompany, slot, fence))
        } finally {
          held.get(name)?.()
          held.delete(name)
        }
      },
      renew: (remoteCompany, slot, fence, until) => watch(slots.renew(remoteCompany, slot, fence, until)),
      throttled: (remoteCompany, now) => watch(slots.throttled(remoteCompany, now)),
    },
    async settle(waitMs) {
      over = true
      const wait = new AbortController()
      const late = clock.sleep(waitMs, wait.signal).then(() => 'late' as const)
      while (underWay.size > 0) {
        const first = await Promise.race([Promise.all(underWay).then(() => 'settled' as const), late])
        if (first === 'late') break
      }
      wait.abort()
      await late
    },
  }
}
