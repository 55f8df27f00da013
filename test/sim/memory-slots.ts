import type { Slots } from '@tieout/engine/ports/slots.ts'

interface Slot {
  readonly holder: string
  readonly kind: 'read' | 'write'
  readonly fence: number
  readonly until: number
}

interface Pacing {
  allowed: number
  fence: number
  readonly slots: Map<number, Slot>
}

/** Pacing of each Intacct company: leased slots, fewer for a while after Intacct said that it was too much. */
export function memorySlots(most = 2): Slots {
  const companies = new Map<string, Pacing>()
  const pacingOf = (company: string): Pacing => {
    const known = companies.get(company)
    if (known) return known
    const pacing = { allowed: most, fence: 0, slots: new Map<number, Slot>() }
    companies.set(company, pacing)
    return pacing
  }
  return {
    acquire: (_scope, company, { kind, holder, now, until }) => {
      const pacing = pacingOf(company)
      for (const [number, slot] of pacing.slots) if (slot.until <= now) pacing.slots.delete(number)
      if (pacing.slots.size >= pacing.allowed) return Promise.resolve(null)
      const slot = Array.from({ length: most }, (_, at) => at).find((at) => !pacing.slots.has(at)) ?? 0
      pacing.fence += 1
      pacing.slots.set(slot, { kind, holder, fence: pacing.fence, until })
      return Promise.resolve({ slot, fence: pacing.fence })
    },
    renew: (company, slot, fence, until) => {
      const { slots } = pacingOf(company)
      const held = slots.get(slot)
      if (held?.fence === fence) slots.set(slot, { ...held, until })
      return Promise.resolve()
    },
    release: (company, slot, fence) => {
      const { slots } = pacingOf(company)
      if (slots.get(slot)?.fence === fence) slots.delete(slot)
      return Promise.resolve()
    },
    throttled: (company) => {
      pacingOf(company).allowed = 1
      return Promise.resolve()
    },
  }
}
