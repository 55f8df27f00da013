import type { Scope } from '@tieout/engine/ports.ts'
import type { Log } from '@tieout/engine/ports/seams.ts'
import type { Slots } from '@tieout/engine/ports/slots.ts'
import type { CallKind, Pacing, Permit } from '@tieout/intacct/pacing/pacing.ts'
import type { Clock } from '@tieout/intacct/seams/seams.ts'

/** A slot is held for so long unless its holder says again that it lives; a killed process frees its slots so. Milliseconds. */
const slotLeaseMs = 12_000
/** Whoever is held up for less than ten seconds keeps its slots. */
const renewEveryMs = 2_000
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

interface Held {
  readonly slot: number
  readonly fence: number
  /** Surely ours up to this moment of the monotonic clock. */
  until: number
}

/**
 * Pacing of one Intacct company over all processes and connections: every call holds a leased slot while it is on its way. Calls of one
 * kind wait in their order; the first of them looks again when a slot of ours is given back, and now and then for those of others.
 */
export function slotPacing(options: SlotPacingOptions): Pacing {
  const { slots, scope, remoteCompany, holder, clock, log } = options
  const held = new Set<Held>()
  const freed = new Set<() => void>()
  const turns: Record<CallKind, Promise<void>> = { read: Promise.resolve(), write: Promise.resolve() }
  let renewing = false

  const swallow = (what: string) => (error: unknown) => log.warn({ error: String(error) }, what)

  async function keepLeases(): Promise<void> {
    if (renewing) return
    renewing = true
    while (held.size > 0) {
      await clock.sleep(renewEveryMs)
      for (const each of held) await renew(each).catch(swallow('a slot was not kept'))
    }
    renewing = false
  }

  async function renew(each: Held): Promise<void> {
    const asked = clock.monotonic()
    await slots.renew(remoteCompany, each.slot, each.fence, clock.now() + slotLeaseMs)
    // Only while it is still ours can it be prolonged: what comes later may have found another's.
    if (clock.monotonic() < each.until) each.until = asked + slotLeaseMs
  }

  /** Until a slot of ours is given back, at most so long. Rejects when the caller gives up. */
  async function whenFreed(most: number, signal: AbortSignal | undefined): Promise<void> {
    const over = new AbortController()
    const wake = () => over.abort()
    freed.add(wake)
    signal?.addEventListener('abort', wake, { once: true })
    try {
      await clock.sleep(most, over.signal)
    } catch {
      // Woken, which is what was waited for.
    } finally {
      freed.delete(wake)
      signal?.removeEventListener('abort', wake)
    }
  }

  async function take(kind: CallKind, signal: AbortSignal | undefined): Promise<Held> {
    for (let wait = firstWaitMs; ; wait = Math.min(longestWaitMs, wait * 2)) {
      signal?.throwIfAborted()
      const now = clock.now()
      const until = clock.monotonic() + slotLeaseMs
      const got = await slots.acquire(scope, remoteCompany, { kind, holder, now, until: now + slotLeaseMs })
      if (got !== null) return { ...got, until }
      await whenFreed(wait, signal)
    }
  }

  function permitFor(got: Held): Permit {
    held.add(got)
    void keepLeases()
    return {
      check() {
        if (clock.monotonic() >= got.until) throw new Error('the place among the calls in flight was lost')
      },
      release() {
        if (!held.delete(got)) return
        // A slot that cannot be given back ends with its lease.
        slots
          .release(remoteCompany, got.slot, got.fence)
          .catch(swallow('a slot was not given back'))
          .finally(() => {
            for (const wake of freed) wake()
          })
      },
    }
  }

  return {
    acquire(kind, signal) {
      const mine = turns[kind].then(async () => permitFor(await take(kind, signal)))
      turns[kind] = mine.then(
        () => undefined,
        () => undefined,
      )
      return mine
    },
    throttled() {
      slots.throttled(remoteCompany, clock.now()).catch(swallow('throttling was not noted'))
    },
    ok: () => undefined,
  }
}
