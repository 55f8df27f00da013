import type { Scope } from '@tieout/engine/ports.ts'
import type { Log } from '@tieout/engine/ports/seams.ts'
import type { Slots } from '@tieout/engine/ports/slots.ts'
import type { CallKind, Pacing, Permit } from '@tieout/intacct/pacing/pacing.ts'
import type { Clock } from '@tieout/intacct/seams/seams.ts'

/** A slot's lease while its call is under way; a killed process frees its slots so. Milliseconds. */
export const slotLeaseMs = 10_000
const renewEveryMs = 3_000
const firstWaitMs = 10
const longestWaitMs = 250

export interface SlotPacingOptions {
  readonly slots: Slots
  readonly scope: Scope
  readonly remoteCompany: string
  readonly holder: string
  readonly clock: Clock
  readonly log: Log
}

/** Pacing of one Intacct company over all processes and connections: every call holds a leased slot while it is on its way. */
export function slotPacing(options: SlotPacingOptions): Pacing {
  const { slots, scope, remoteCompany, holder, clock, log } = options
  async function tryAcquire(kind: CallKind) {
    const now = clock.now()
    return slots.acquire(scope, remoteCompany, { kind, holder, now, until: now + slotLeaseMs })
  }
  const swallow = (what: string) => (error: unknown) => log.warn({ error: String(error) }, what)
  const permitOf = ({ slot, fence }: { readonly slot: number; readonly fence: number }): Permit => {
    const done = new AbortController()
    void keep(slot, fence, done.signal)
    return {
      release() {
        done.abort()
        slots.release(remoteCompany, slot, fence).catch(swallow('a slot was not given back'))
      },
    }
  }
  const keep = async (slot: number, fence: number, signal: AbortSignal): Promise<void> => {
    for (;;) {
      await clock.sleep(renewEveryMs, signal).catch(() => undefined)
      if (signal.aborted) return
      await slots
        .renew(remoteCompany, slot, fence, clock.now() + slotLeaseMs)
        .catch(swallow('a slot was not held on'))
    }
  }
  return {
    async acquire(kind, signal): Promise<Permit> {
      for (let wait = firstWaitMs; ; wait = Math.min(longestWaitMs, wait * 2)) {
        signal?.throwIfAborted()
        const held = await tryAcquire(kind)
        // A slot that cannot be given back ends with its lease.
        if (held) return permitOf(held)
        await clock.sleep(wait, signal)
      }
    },
    throttled() {
      slots.throttled(remoteCompany, clock.now()).catch(swallow('throttling was not noted'))
    },
    ok: () => undefined,
  }
}
