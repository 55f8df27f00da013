import type { Slots } from '@tieout/engine/ports/slots.ts'
import { expect, test } from 'vitest'
import { settledSlots } from '../src/workers/settled-slots.ts'

const scope = { workspace: 'w', connection: 'c' }
const request = { kind: 'read', holder: 'we', now: 0, until: 150_000 } as const

/** Two slots that are always free, and a sleep that ends when it is told to. */
function parts() {
  const told: string[] = []
  let fence = 0
  const slots: Slots = {
    acquire: () => Promise.resolve({ slot: 0, fence: (fence += 1) }),
    release: (_company, _slot, of) => {
      told.push(`released ${String(of)}`)
      return Promise.resolve()
    },
    renew: () => Promise.resolve(),
    throttled: () => Promise.resolve(),
  }
  const waited = Promise.withResolvers<undefined>()
  const sleep = (_ms: number, signal?: AbortSignal): Promise<void> => {
    signal?.addEventListener('abort', () => waited.resolve(undefined))
    return waited.promise
  }
  return {
    told,
    waitIsOver: () => waited.resolve(undefined),
    ...settledSlots(slots, { clock: { now: () => 0, monotonic: () => 0, sleep } }),
  }
}

test('a process that stops waits until every slot is given back', async () => {
  const { slots, settle, told } = parts()
  const one = await slots.acquire(scope, 'DEMO', request)
  const two = await slots.acquire(scope, 'DEMO', request)
  const settled = settle(10_000).then(() => told.push('settled'))
  await slots.release('DEMO', one?.slot ?? -1, one?.fence ?? -1)
  await Promise.resolve()
  expect(told).toEqual(['released 1'])
  await slots.release('DEMO', two?.slot ?? -1, two?.fence ?? -1)
  await settled
  expect(told).toEqual(['released 1', 'released 2', 'settled'])
})

test('a call that does not end is left behind when the wait is over, and no new one begins', async () => {
  const { slots, settle, waitIsOver } = parts()
  await slots.acquire(scope, 'DEMO', request)
  const settled = settle(10_000)
  await expect(slots.acquire(scope, 'DEMO', request)).rejects.toThrow('stopping')
  waitIsOver()
  await settled
})
