import type { Slots } from '@tieout/engine/ports/slots.ts'
import type { Clock } from '@tieout/intacct/seams/seams.ts'
import { expect, test } from 'vitest'
import { slotPacing } from '../src/remotes/intacct/pacing.ts'

/** Time that moves only when it is told to. */
function handClock(): { clock: Clock; pass: (ms: number) => Promise<void> } {
  let now = 0
  let sleepers: { at: number; wake: () => void }[] = []
  const settle = async () => {
    for (let turn = 0; turn < 50; turn += 1) await Promise.resolve()
  }
  return {
    clock: {
      now: () => now,
      monotonic: () => now,
      sleep: (ms, signal) =>
        new Promise((resolve, reject) => {
          const sleeper = { at: now + ms, wake: resolve }
          sleepers.push(sleeper)
          signal?.addEventListener('abort', () => {
            sleepers = sleepers.filter((other) => other !== sleeper)
            reject(new Error('woken'))
          })
        }),
    },
    async pass(ms) {
      await settle()
      const until = now + ms
      for (;;) {
        const next = sleepers.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0]
        if (next === undefined) break
        now = next.at
        sleepers = sleepers.filter((other) => other !== next)
        next.wake()
        await settle()
      }
      now = until
      await settle()
    },
  }
}

/** So many leased slots; counts how often they were asked for. */
function leased(most: number): { slots: Slots; asked: () => number; held: (now: number) => number } {
  const rows = Array.from({ length: most }, () => ({ until: 0, fence: 0 }))
  let asked = 0
  return {
    asked: () => asked,
    held: (now) => rows.filter(({ until }) => until > now).length,
    slots: {
      acquire(_scope, _company, { now, until }) {
        asked += 1
        const slot = rows.findIndex((row) => row.until <= now)
        const row = rows[slot]
        if (row === undefined) return Promise.resolve(null)
        row.until = until
        row.fence += 1
        return Promise.resolve({ slot, fence: row.fence })
      },
      renew(_company, slot, fence, until) {
        const row = rows[slot]
        if (row?.fence === fence && row.until > 0) row.until = until
        return Promise.resolve()
      },
      release(_company, slot, fence) {
        const row = rows[slot]
        if (row?.fence === fence) row.until = 0
        return Promise.resolve()
      },
      throttled: () => Promise.resolve(),
    },
  }
}

const quietLog = { debug() {}, info() {}, warn() {}, error() {} }
const pacingOf = (slots: Slots, clock: Clock) =>
  slotPacing({
    slots,
    scope: { workspace: 'w', connection: 'c' },
    remoteCompany: 'DEMO',
    holder: 'h',
    clock,
    log: quietLog,
  })

test('calls of a kind get slots in the order in which they asked, the next one as soon as one is given back', async () => {
  const { clock, pass } = handClock()
  const { slots } = leased(1)
  const pacing = pacingOf(slots, clock)
  const order: string[] = []
  const first = await pacing.acquire('read')
  const second = pacing.acquire('read').then((permit) => {
    order.push('second')
    return permit
  })
  const third = pacing.acquire('read').then((permit) => {
    order.push('third')
    return permit
  })
  await pass(0)
  first.release()
  await pass(0)
  expect(order).toEqual(['second'])
  const held = await second
  held.release()
  await pass(0)
  expect(order).toEqual(['second', 'third'])
  ;(await third).release()
})

test('a slot stays held for as long as its call takes, and is free soon after its holder was killed', async () => {
  const { clock, pass } = handClock()
  const { slots, held } = leased(2)
  const permit = await pacingOf(slots, clock).acquire('read')
  await pass(120_000)
  expect(held(clock.now())).toBe(1)
  permit.release()
  await pass(0)
  expect(held(clock.now())).toBe(0)
  const request = { kind: 'read', holder: 'killed', now: clock.now(), until: clock.now() + 10_000 } as const
  await slots.acquire({ workspace: 'w', connection: 'c' }, 'DEMO', request)
  await pass(10_000)
  expect(held(clock.now())).toBe(0)
})

test('a slot that another process gives back is found within a quarter of a second', async () => {
  const { clock, pass } = handClock()
  const { slots } = leased(1)
  const theirs = await slots.acquire({ workspace: 'w', connection: 'c' }, 'DEMO', {
    kind: 'read',
    holder: 'other',
    now: 0,
    until: 60_000,
  })
  let got = false
  const ours = pacingOf(slots, clock)
    .acquire('read')
    .then((permit) => {
      got = true
      return permit
    })
  await pass(5_000)
  expect(got).toBe(false)
  await slots.release('DEMO', theirs?.slot ?? -1, theirs?.fence ?? 0)
  await pass(250)
  expect(got).toBe(true)
  ;(await ours).release()
})

test('a caller that gives up holds up nobody behind it', async () => {
  const { clock, pass } = handClock()
  const { slots } = leased(1)
  const pacing = pacingOf(slots, clock)
  const first = await pacing.acquire('read')
  const stop = new AbortController()
  const gaveUp = pacing.acquire('read', stop.signal)
  const behind = pacing.acquire('read')
  await pass(0)
  stop.abort(new Error('no longer wanted'))
  await expect(gaveUp).rejects.toThrow('no longer wanted')
  first.release()
  await pass(0)
  ;(await behind).release()
})

test('nothing is sent under a slot whose lease was not kept, and everything under one that was', async () => {
  const { clock, pass } = handClock()
  const { slots } = leased(2)
  const kept = await pacingOf(slots, clock).acquire('read')
  const stuck = Promise.withResolvers<undefined>()
  const cutOff: Slots = { ...slots, renew: () => stuck.promise }
  const lost = await pacingOf(cutOff, clock).acquire('read')
  await pass(11_000)
  lost.check()
  await pass(1_000)
  expect(() => lost.check()).toThrow('was lost')
  stuck.resolve(undefined)
  await pass(1_000)
  expect(() => lost.check()).toThrow('was lost')
  kept.check()
  for (const permit of [kept, lost]) permit.release()
})
