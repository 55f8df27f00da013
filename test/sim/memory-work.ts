import type { Store } from '@tieout/engine/ports.ts'
import type { Tables } from './memory-tables.ts'

const nothing = { dirty: false, queued: false, wanted: false, unknown: false, nextAt: null }

/** What is due now, and when the next thing will be. A paused connection has nothing to do, one that backs off nothing yet. */
export function work(tables: Tables, now: number): Awaited<ReturnType<Store['work']>> {
  if (tables.info.state !== 'active') return nothing
  if (now < tables.notBefore) return { ...nothing, nextAt: tables.notBefore }
  const links = [...tables.links.values()].flatMap((link) => link.dueAt ?? [])
  const of = (state: string) => [...tables.intents.values()].filter((intent) => intent.state === state)
  const queued = of('queued').map((intent) => intent.dueAt)
  const unknown = of('unknown').map((intent) => intent.dueAt)
  const leases = of('sent').map((intent) => intent.leaseUntil ?? now)
  const wants = [...tables.wants.values()].map(({ dueAt }) => dueAt)
  const isDue = (at: number) => at <= now
  const later = [...links, ...queued, ...unknown, ...leases, ...wants].filter((at) => at > now)
  return {
    dirty: links.some(isDue),
    queued: queued.some(isDue),
    wanted: wants.some(isDue),
    // An ended lease is work: its intent is to be searched for.
    unknown: unknown.some(isDue) || leases.some(isDue),
    nextAt: later.length === 0 ? null : Math.min(...later),
  }
}
