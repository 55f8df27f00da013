import type { Scope } from '@tieout/engine/ports.ts'
import type { Log } from '@tieout/engine/ports/seams.ts'
import type { Slots } from '@tieout/engine/ports/slots.ts'
import type { CallKind, Pacing, Permit } from '@tieout/intacct/pacing/pacing.ts'
import type { Clock } from '@tieout/intacct/seams/seams.ts'

/** A slot is held for at most this long without being given back; a killed process frees its slots so. Milliseconds. */
const slotLeaseMs = 150_000
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
  return {
    async acquire(kind, signal): Promise<Permit> {
      for (let wait = firstWaitMs; ; wait = Math.min(longestWaitMs, wait * 2)) {
        signal?.throwIfAborted()
        const held = await tryAcquire(kind)
        // A slot that cannot be given back ends with its lease.
        if (held)
          return {
            release: () =>
              void slots
                .release(remoteCompany, held.slot, held.fence)
                .catch(swallow('a slot was not given back')),
          }
        await clock.sleep(wait, signal)
      }
    },
    throttled() {
      slots.throttled(remoteCompany, clock.now()).catch(swallow('throttling was not noted'))
    },
    ok: () => undefined,
  }
}
