import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Scope } from '@tieout/engine/ports.ts'
import { openTestStore } from '../src/testing.ts'
import type { TestStore } from '../src/testing.ts'
import { customer, draft, lookAt, put, settledAs } from './rows.ts'

let opened: TestStore
let scope: Scope
let company = 0

beforeAll(async () => {
  opened = await openTestStore()
  scope = await opened.scope()
})
afterAll(() => opened.close())

const fresh = () => `company-${(company += 1)}`
const take = (name: string, kind: 'read' | 'write' = 'read', now = 1000, holder = 'h') =>
  opened.slots.acquire(scope, name, { kind, holder, now, until: now + 1000 })

describe('slots of an Intacct company', () => {
  it('are held by exactly two of twenty that ask at once', async () => {
    const name = fresh()
    const got = await Promise.all(Array.from({ length: 20 }, () => take(name)))
    expect(
      got
        .filter((slot) => slot !== null)
        .map((slot) => slot.slot)
        .sort(),
    ).toEqual([1, 2])
  })

  it('stay at two through a thousand takings and releases', async () => {
    const name = fresh()
    let held = 0
    let most = 0
    let taken = 0
    const worker = async () => {
      for (let turn = 0; turn < 25; turn += 1) {
        const slot = await take(name)
        if (slot === null) continue
        held += 1
        taken += 1
        most = Math.max(most, held)
        await opened.db.selectFrom('installation').selectAll().execute()
        held -= 1
        await opened.slots.release(name, slot.slot, slot.fence)
      }
    }
    await Promise.all(Array.from({ length: 20 }, worker))
    expect(most).toBe(2)
    expect(taken).toBeGreaterThan(25)
  })

  it('come back when a holder was lost, and its late release frees nothing', async () => {
    const name = fresh()
    const first = await take(name)
    await take(name)
    expect(await take(name, 'read', 1999)).toBeNull()
    const next = await take(name, 'read', 2000)
    expect(next).toEqual({ slot: 1, fence: 2 })
    await opened.slots.release(name, first?.slot ?? 0, first?.fence ?? 0)
    await take(name, 'read', 2000)
    expect(await take(name, 'read', 2000)).toBeNull()
  })

  it('stay held while their holder holds them on, but not once they are given back or another’s', async () => {
    const name = fresh()
    const first = await take(name)
    const second = await take(name)
    const { slot = 0, fence = 0 } = first ?? {}
    await opened.slots.renew(name, slot, fence, 5000)
    expect(await take(name, 'read', 2000)).toEqual({ slot: second?.slot, fence: (second?.fence ?? 0) + 1 })
    expect(await take(name, 'read', 2000)).toBeNull()
    await opened.slots.renew(name, second?.slot ?? 0, second?.fence ?? 0, 9000)
    expect(await take(name, 'read', 4000)).not.toBeNull()
    await opened.slots.release(name, slot, fence)
    await opened.slots.renew(name, slot, fence, 9000)
    expect(await take(name, 'read', 4000)).not.toBeNull()
  })

  it('keep one for a write that waits; without one, reads may use all', async () => {
    const remoteCompany = fresh()
    const busy = await opened.scope({ remoteCompany })
    await opened.store.putApp(busy, [put('customer', 'C1', customer('C1'))], 1)
    const s = await lookAt(opened.store, busy, 'customer', 'C1')
    await opened.store.settle(busy, [settledAs(s, 'queued', { intent: draft(busy, s) })], 2)
    expect(await take(remoteCompany, 'read')).not.toBeNull()
    expect(await take(remoteCompany, 'read')).toBeNull()
    expect(await take(remoteCompany, 'write')).not.toBeNull()
    expect(await take(remoteCompany, 'write')).toBeNull()
  })

  it('are fewer after Intacct asked for it, and one more again every minute', async () => {
    const name = fresh()
    await take(name)
    await opened.slots.throttled(name, 1000)
    await opened.slots.throttled(name, 1000)
    expect(await take(name, 'read', 2500)).not.toBeNull()
    expect(await take(name, 'read', 2500)).toBeNull()
    expect(await take(name, 'read', 61_000)).not.toBeNull()
    expect(await take(name, 'read', 61_000)).not.toBeNull()
    expect(await take(name, 'read', 61_000)).toBeNull()
  })
})
