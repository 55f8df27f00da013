import { expect, test } from 'vitest'
import { inProcessPacing } from '../../src/pacing/in-process.ts'
import type { CallKind, Pacing, Permit } from '../../src/pacing/pacing.ts'
import { virtualClock } from '../support/clock.ts'

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

function started(
  limit = 2,
  recoverAfter = 3,
): {
  pacing: Pacing
  ask: (kind: CallKind) => { permit: Permit | null }
  clock: ReturnType<typeof virtualClock>
} {
  const clock = virtualClock()
  const pacing = inProcessPacing({ clock, random: () => 0.5, limit, recoverAfter })
  return {
    clock,
    pacing,
    ask: (kind) => {
      const place: { permit: Permit | null } = { permit: null }
      void pacing.acquire(kind).then((permit) => (place.permit = permit))
      return place
    },
  }
}

const granted = (places: readonly { permit: Permit | null }[]): boolean[] =>
  places.map(({ permit }) => permit !== null)

test('[12.5] two calls are under way at once; a third starts when one ends', async () => {
  const { ask } = started()
  const places = [ask('read'), ask('read'), ask('read')]
  await settled()
  expect(granted(places)).toEqual([true, true, false])
  places[0]!.permit!.release()
  places[0]!.permit!.release()
  await settled()
  expect(granted(places)).toEqual([true, true, true])
  const fourth = ask('read')
  await settled()
  expect(granted([fourth])).toEqual([false])
})

test('while a write waits or is under way, reads leave it one place', async () => {
  const { ask } = started()
  const reads = [ask('read'), ask('read'), ask('read')]
  const write = ask('write')
  await settled()
  expect(granted([...reads, write])).toEqual([true, true, false, false])
  reads[0]!.permit!.release()
  await settled()
  expect(granted([...reads, write])).toEqual([true, true, false, true])
  reads[1]!.permit!.release()
  await settled()
  expect(granted(reads)).toEqual([true, true, true])
})

test('writes use every place when nobody reads', async () => {
  const { ask } = started()
  const writes = [ask('write'), ask('write')]
  await settled()
  expect(granted(writes)).toEqual([true, true])
  const read = ask('read')
  const more = ask('write')
  await settled()
  expect(granted([read, more])).toEqual([false, false])
  writes[0]!.permit!.release()
  await settled()
  expect(granted([read, more])).toEqual([true, false])
})

test('after throttling there is a pause and one place, taken in turns, and more only after calm', async () => {
  const { pacing, ask, clock } = started()
  pacing.throttled()
  const places = [ask('read'), ask('write'), ask('read'), ask('write')]
  await settled()
  expect(clock.waits[0]).toBeGreaterThanOrEqual(500)
  expect(granted(places)).toEqual([false, true, false, false])
  places[1]!.permit!.release()
  await settled()
  expect(granted(places)).toEqual([true, true, false, false])
  pacing.ok()
  pacing.ok()
  await settled()
  expect(granted(places)).toEqual([true, true, false, false])
  pacing.ok()
  await settled()
  expect(granted(places)).toEqual([true, true, false, true])
})

test('pauses grow while throttling goes on', async () => {
  const { pacing, ask, clock } = started()
  for (let turn = 0; turn < 4; turn += 1) {
    pacing.throttled()
    const place = ask('read')
    await settled()
    place.permit!.release()
  }
  expect(clock.waits).toEqual([750, 1500, 3000, 6000])
})

test('who gives up waiting leaves the line', async () => {
  const { pacing, ask } = started(1)
  const first = ask('read')
  await settled()
  const giveUp = new AbortController()
  const waiting = pacing.acquire('read', giveUp.signal)
  const next = ask('read')
  giveUp.abort(new Error('enough'))
  await expect(waiting).rejects.toThrow('enough')
  first.permit!.release()
  await settled()
  expect(granted([next])).toEqual([true])
})
