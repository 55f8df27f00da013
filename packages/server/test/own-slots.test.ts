import type { Slots } from '@tieout/engine/ports/slots.ts'
import { expect, test } from 'vitest'
import { ownSlots } from '../src/workers/own-slots.ts'

const scope = { workspace: 'w', connection: 'c' }
const now = 1_000_000

/** Two leased slots of each company, as the store keeps them. */
function leased(): { slots: Slots; held: () => number } {
  const rows = new Map<string, { until: number; fence: number }[]>()
  const of = (company: string): { until: number; fence: number }[] => {
    const found = rows.get(company) ?? [
      { until: 0, fence: 0 },
      { until: 0, fence: 0 },
    ]
    rows.set(company, found)
    return found
  }
  return {
    held: () => [...rows.values()].flat().filter((row) => row.until > now).length,
    slots: {
      acquire(_scope, company, request) {
        const slot = of(company).findIndex((row) => row.until <= request.now)
        const row = of(company)[slot]
        if (row === undefined) return Promise.resolve(null)
        row.until = request.until
        row.fence += 1
        return Promise.resolve({ slot, fence: row.fence })
      },
      renew(company, slot, fence, until) {
        const row = of(company)[slot]
        if (row?.fence === fence) row.until = until
        return Promise.resolve()
      },
      release(company, slot, fence) {
        const row = of(company)[slot]
        if (row?.fence === fence) row.until = 0
        return Promise.resolve()
      },
      throttled: () => Promise.resolve(),
    },
  }
}

test('slots that a killed process held are free for the next one at once', async () => {
  const { slots, held } = leased()
  const request = { kind: 'read', holder: 'killed', now, until: now + 150_000 } as const
  await slots.acquire(scope, 'DEMO', request)
  await slots.acquire(scope, 'DEMO', request)
  const ours = ownSlots(slots)
  const got = await ours.acquire(scope, 'DEMO', { ...request, holder: 'next' })
  expect(got).not.toBeNull()
  expect(held()).toBe(1)
})

test('what this process holds itself stays held, and a released slot is free again', async () => {
  const { slots, held } = leased()
  const ours = ownSlots(slots)
  const request = { kind: 'write', holder: 'we', now, until: now + 150_000 } as const
  const [one, two] = await Promise.all([
    ours.acquire(scope, 'DEMO', request),
    ours.acquire(scope, 'DEMO', request),
  ])
  expect(await ours.acquire(scope, 'DEMO', request)).toBeNull()
  expect(two).not.toBeNull()
  await ours.release('DEMO', one?.slot ?? -1, one?.fence ?? -1)
  expect(held()).toBe(1)
})
