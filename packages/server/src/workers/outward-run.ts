import type { Scope } from '@tieout/engine/ports.ts'
import { totalsOf } from '@tieout/engine/core/run-counts.ts'
import type { RunAdd } from '@tieout/engine/ports/runs.ts'
import type { SliceResult } from '@tieout/engine/flows/slices.ts'
import { endPush, openPush, openRun, pendingRecords, runById } from '@tieout/store/views/runs.ts'
import type { RunRow } from '@tieout/store/views/runs.ts'
import { scheduleNext } from '@tieout/store/views/schedule.ts'
import type { WorkParts } from './parts.ts'
import { postPhase } from './phases.ts'

/** Counting what is pending reads the whole queue. */
const countEveryMs = 1_000

/** The run that a slice of outward work counts for. */
export interface OutwardRun {
  /** A run that a person or the schedule started is under way. */
  readonly asked: boolean
  add(counts: RunAdd): Promise<void>
  end(result: SliceResult): Promise<void>
}

/** The run under way, or one of its own that begins with the first thing that is sent. */
export async function outwardRun(parts: WorkParts, scope: Scope): Promise<OutwardRun> {
  const { store, data, seams } = parts
  const { workspace, connection } = scope
  const look = (id: string): Promise<RunRow | null> =>
    data.in(workspace, (view) => runById(view, connection, id))
  const { inward, left } = await data.in(workspace, async (view) => ({
    inward: await openRun(view, connection),
    left: await openPush(view, connection),
  }))
  let current = inward ?? left
  let pending = { records: 0, until: -Infinity }
  let turn: Promise<unknown> = Promise.resolve()
  if (inward !== null && left !== null) await close(parts, scope, left, 'idle')

  const underWay = (): Promise<RunRow | null> => data.in(workspace, (view) => openRun(view, connection))
  const begin = async (): Promise<RunRow> => {
    const asked = await underWay()
    if (asked !== null) return asked
    const id = seams.ids.uuid()
    await store.startRun(scope, { id, kind: 'push', by: null }, seams.clock.now())
    const begun = await look(id)
    if (begun === null) throw new Error('The run that was just started is not there.')
    return begun
  }

  const hold = (run: RunRow): RunRow => (current = run)
  const keep = (records: number, now: number): number => {
    pending = { records, until: now + countEveryMs }
    return records
  }
  /** Ended meanwhile, or none yet: what is counted from here on belongs to the next one. */
  const goOn = async (): Promise<RunRow> => {
    const now = current === null ? null : await look(current.id)
    return hold(now?.state === 'running' ? now : await begin())
  }
  const countPending = async (): Promise<number> => {
    const now = seams.clock.monotonic()
    if (now < pending.until) return pending.records
    return keep(await data.in(workspace, (view) => pendingRecords(view, connection)), now)
  }
  const add = async (counts: RunAdd): Promise<void> => {
    const run = await goOn()
    await store.beat(scope, run.id, counts, noteOf(run, counts, await countPending()), seams.clock.now())
  }

  return {
    asked: inward !== null,
    async add(counts) {
      if (Object.keys(counts).length === 0) return
      // One after the other: two requests that end together must not begin two runs.
      const mine = turn.then(() => add(counts))
      turn = mine.catch(() => undefined)
      await mine
    },
    async end(result) {
      const now = current === null ? await underWay() : await look(current.id)
      if (now?.state === 'running') await close(parts, scope, now, result)
    },
  }
}

/** How far sending is; while the run still reads, its place is told by what it reads. */
function noteOf(run: RunRow, add: RunAdd, pending: number) {
  if (run.kind !== 'push' && run.phase !== postPhase) return null
  const { written, failed } = totalsOf(add)
  const done = run.written + run.failed + written + failed
  return { phase: postPhase, done, of: done + pending }
}

/** A run ends when nothing is left that is due; an outage leaves it open, and a fault that needs someone ends it. */
async function close(parts: WorkParts, scope: Scope, run: RunRow, result: SliceResult): Promise<void> {
  const { store, data, seams } = parts
  const isPush = run.kind === 'push'
  if (result === 'more' || (!isPush && run.phase !== postPhase)) return
  const at = seams.clock.now()
  const connection = await store.connection(scope)
  if (result === 'paused' && connection?.state === 'active') {
    await store.beat(scope, run.id, {}, null, at)
    return
  }
  const fault =
    result === 'paused'
      ? await data.in(scope.workspace, (view) => scheduleNext.faultOf(view, scope.connection))
      : null
  const state = result === 'paused' ? 'failed' : 'done'
  if (!isPush) return store.endRun(scope, run.id, { state, fault }, at)
  await data.marking(scope, (view) => endPush(view, scope.connection, run.id, { state, fault, at }))
}
