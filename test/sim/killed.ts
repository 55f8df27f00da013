import type { Bug } from './bugs.ts'
import { beginning, now, outcomeOf } from './canonical-flows.ts'
import type { Flow } from './canonical-flows.ts'
import type { CrashHook } from './life.ts'
import { comeToRest } from './rest.ts'
import { brokenAtRest, brokenNow } from './ring-checks.ts'
import type { RingWorld } from './ring-world.ts'

/** The work of one sync, slice by slice. */
const slices = ['push', 'pull', 'push'] as const

/** An app that leaves the feed for later. */
const app = { applyChanges: () => undefined }

/** One await of the work: the call before or after which the worker is killed. */
export interface Point {
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

/** A flow from its beginning to rest; its worker is killed at that point, if there is one. */
export async function lived(flow: Flow, killed: Point | null, bug?: Bug) {
  const world = await beginning(bug, flow.given, flow.side)
  const since = now(world)
  await flow.happens(world)
  const calls = await work(world, killed)
  const isAtRest = await comeToRest(world, app)
  const violations = [...brokenNow(world), ...(await brokenAtRest(world))]
  return { calls, isAtRest, violations, outcome: outcomeOf(world, since) }
}

/** Every await of the work, before and after it. */
export function pointsOf(calls: readonly number[]): Point[] {
  return calls.flatMap((count, slice) =>
    Array.from({ length: count }, (_, at) =>
      (['before', 'after'] as const).map((when) => ({ slice, at, when })),
    ).flat(),
  )
}

/** Kills a worker at every await of a flow and says what came out otherwise than if nobody had been killed, and how many awaits there were. */
export async function killedEverywhere(flow: Flow) {
  const whole = await lived(flow, null)
  const points = pointsOf(whole.calls)
  const wrong: string[] = []
  for (const point of points) {
    const { isAtRest, violations, outcome } = await lived(flow, point)
    const same = JSON.stringify(outcome) === JSON.stringify(whole.outcome)
    if (isAtRest && violations.length === 0 && same) continue
    wrong.push(JSON.stringify({ point, isAtRest, violations, ...(same ? {} : { outcome }) }))
  }
  return { outcome: whole.outcome, points: points.length, wrong }
}
