import type { Scope } from '@tieout/engine/ports.ts'
import type { Slots } from '@tieout/engine/ports/slots.ts'

/** Later than the end of any lease that a process before us may hold. Milliseconds. */
const afterAllLeasesMs = 10 * 60_000

/**
 * Slots of a data folder that this process alone serves. What a killed process held is nobody's: it is given back before the first call
 * to that Intacct company, so that work goes on at once and not when those leases end.
 */
export function ownSlots(slots: Slots): Slots {
  const freed = new Map<string, Promise<void>>()
  return {
    async acquire(scope, remoteCompany, request) {
      const freeing = freed.get(remoteCompany) ?? freeAll(slots, scope, remoteCompany, request)
      freed.set(remoteCompany, freeing)
      await freeing.catch((error: unknown) => {
        freed.delete(remoteCompany)
        throw error
      })
      return slots.acquire(scope, remoteCompany, request)
    },
    renew: (remoteCompany, slot, fence, until) => slots.renew(remoteCompany, slot, fence, until),
    release: (remoteCompany, slot, fence) => slots.release(remoteCompany, slot, fence),
    throttled: (remoteCompany, now) => slots.throttled(remoteCompany, now),
  }
}

/** Who comes after the end of every lease gets every slot; then all are given back. */
async function freeAll(
  slots: Slots,
  scope: Scope,
  remoteCompany: string,
  { holder, now }: { readonly holder: string; readonly now: number },
): Promise<void> {
  const later = now + afterAllLeasesMs
  const taken: { readonly slot: number; readonly fence: number }[] = []
  for (;;) {
    const held = await slots.acquire(scope, remoteCompany, {
      kind: 'write',
      holder,
      now: later,
      until: later + 1,
    })
    if (held === null) break
    taken.push(held)
  }
  for (const { slot, fence } of taken) await slots.release(remoteCompany, slot, fence)
}
