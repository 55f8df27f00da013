import { describe, expect, it } from 'vitest'
import { bugs } from './bugs.ts'
import type { Bug } from './bugs.ts'
import { beginning, flows, now, outcomeOf } from './canonical-flows.ts'
import type { Flow } from './canonical-flows.ts'
import { comeToRest } from './rest.ts'
import { brokenAtRest, brokenNow } from './ring-checks.ts'
import type { RingWorld } from './ring-world.ts'
import type { CrashHook } from './life.ts'

/** The work of one sync, slice by slice. */
const slices = ['push', 'pull', 'push'] as const

/** An app that leaves the feed for later. */
const app = { applyChanges: () => undefined }

/** One await of the work: the call before or after which the worker is killed. */
interface Point {
  readonly slice: number
  readonly at: number
  readonly when: 'before' | 'after'
}

async function work(world: RingWorld, killed: Point | null): Promise<number[]> {
  const calls: number[] = []
  for (const [at, kind] of slices.entries()) {
    const worker = world.worker('a')
    const first = worker.life.calls.length
    const hook: CrashHook | undefined =
      killed?.slice === at ? (call) => call.at === killed.at && call.when === killed.when : undefined
    await world.together([world.slice(worker, kind, hook)])
    calls.push(worker.life.calls.length - first)
    if (worker.life.dead) return calls
  }
  return calls
}

async function lived(flow: Flow, killed: Point | null, bug?: Bug) {
  const world = await beginning(bug)
  const since = now(world)
  await flow.happens(world)
  const calls = await work(world, killed)
  const isAtRest = await comeToRest(world, app)
  const violations = [...brokenNow(world), ...(await brokenAtRest(world))]
  return { calls, isAtRest, violations, outcome: outcomeOf(world, since) }
}

function pointsOf(calls: readonly number[]): Point[] {
  return calls.flatMap((count, slice) =>
    Array.from({ length: count }, (_, at) =>
      (['before', 'after'] as const).map((when) => ({ slice, at, when })),
    ).flat(),
  )
}

describe('a worker killed at any await of a sync', { timeout: 300_000 }, () => {
  let points = 0

  it.each(flows)('for $name: in the end all is as if nobody had been killed', async (flow) => {
    const whole = await lived(flow, null)
    expect(whole.outcome).toMatchObject({ writes: flow.writes, tells: flow.tells })
    const all = pointsOf(whole.calls)
    expect(all.length).toBeGreaterThan(40)
    for (const point of all) {
      const { isAtRest, violations, outcome } = await lived(flow, point)
      const where = JSON.stringify(point)
      expect(violations, where).toEqual([])
      expect(isAtRest, where).toBe(true)
      expect(outcome, where).toEqual(whole.outcome)
    }
    points += all.length
  })

  it('is missed where leases never end: a planted fault', async () => {
    const [flow] = flows
    if (!flow) throw new Error('there are no flows')
    const leaseOff = () => bugs['lease off']?.()
    const whole = await lived(flow, null, leaseOff())
    const failing = []
    for (const point of pointsOf(whole.calls).slice(0, 40)) {
      const left = await lived(flow, point, leaseOff()).catch(() => null)
      if (left === null || left.violations.length > 0) failing.push(point)
    }
    expect(failing).not.toEqual([])
  })

  it('was killed at all of them', () => {
    console.log(`${points} awaits of ${flows.length} flows`)
    expect(flows.length).toBeGreaterThanOrEqual(12)
    expect(points).toBeGreaterThan(flows.length * 40)
  })
})
