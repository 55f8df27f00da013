import { pullSlice, pushSlice } from '@tieout/engine/flows/slices.ts'
import { endVerifyFirst } from '@tieout/engine/flows/verify-first.ts'
import type { FlowContext } from '@tieout/engine/flows/context.ts'
import { RemoteError } from '@tieout/engine/ports/fault.ts'
import type { ConnectionInfo, Scope } from '@tieout/engine/ports.ts'
import type { Fault } from '@tieout/engine/ports/fault.ts'
import { isBackingOff, scheduleNext } from '@tieout/store/views/schedule.ts'
import { loseRuns, openRun } from '@tieout/store/views/runs.ts'
import type { OpenedRemote } from '../remotes/ports.ts'
import { outwardRun } from './outward-run.ts'
import { postPhase } from './phases.ts'
import type { WorkParts } from './parts.ts'

/** `again`: there is more to do now; `rest`: nothing until something happens or falls due. */
export type SliceEnd = 'again' | 'rest'

/** A job's time: it gives way to others after that and goes on in the next one. */
export const sliceMs = 55_000
/**
 * A run whose heart has been silent for so long is over. Longer than the longest wait after an outage: until then the next job goes on
 * with it, whoever had it before.
 */
const lostAfterMs = 15 * 60_000

/** In which a connection may send, and in which it may read. */
const sending = ['active'] as const
export const reading = ['active', 'verify_first'] as const
/** In which its cache of reference data is filled: before anything is confirmed, too, so that settings can be chosen. */
export const caching = ['connecting', ...reading] as const

/** The connection with its remote side opened; null when it rests or its remote side cannot be opened now. */
export async function contextFor(
  parts: WorkParts,
  scope: Scope,
  states: readonly ConnectionInfo['state'][],
): Promise<(FlowContext & { readonly remote: OpenedRemote }) | null> {
  const { store, data, pool, seams, holder } = parts
  const connection = await store.connection(scope)
  if (connection === null || !states.includes(connection.state)) return null
  const now = seams.clock.now()
  if (await data.in(scope.workspace, (view) => isBackingOff(view, scope.connection, now))) return null
  try {
    return { store, remote: await pool.of(scope, connection.settings), seams, holder, connection }
  } catch (error) {
    if (!(error instanceof RemoteError)) throw error
    await giveWay(parts, scope, error.fault, connection.failuresInARow)
    return null
  }
}

/** Notes a fault: one of the whole connection pauses it, another one lets it wait a while that doubles each time. */
export async function giveWay(
  { store, seams }: WorkParts,
  scope: Scope,
  fault: Fault,
  failures: number,
): Promise<void> {
  const now = seams.clock.now()
  if (fault.retry === 'connection') return store.pause(scope, fault, now)
  return store.backOff(scope, fault, now + Math.min(300_000, 2_000 * 2 ** failures), now)
}

/** The end of a slice, which comes at once when the process is to end. */
export function untilTold({ seams, stopping }: WorkParts): { readonly until: number } {
  const end = seams.clock.monotonic() + sliceMs
  return {
    get until() {
      return stopping() ? 0 : end
    },
  }
}

/** Outward work of a connection, for at most a slice. Counts go to the run under way, or to one of their own. */
export async function pushOnce(parts: WorkParts, scope: Scope): Promise<SliceEnd> {
  const context = await contextFor(parts, scope, sending)
  if (context === null) return 'rest'
  const run = await outwardRun(parts, scope)
  if (!run.asked && !context.connection.settings.autoSync) return 'rest'
  const result = await pushSlice(context, { ...untilTold(parts), onProgress: (add) => run.add(add) })
  await run.end(result)
  return result === 'more' ? 'again' : 'rest'
}

/** Inward work of a connection, for at most a slice: goes on with the run under way, or starts one that is due. */
export async function pullOnce(parts: WorkParts, scope: Scope): Promise<SliceEnd> {
  const { data, seams } = parts
  const lost = await data.in(scope.workspace, (view) => {
    const now = seams.clock.now()
    return loseRuns(view, scope.connection, now - lostAfterMs, now)
  })
  if (lost > 0) seams.log.warn({ connection: scope.connection, lost }, 'a run had lost its worker')
  const context = await contextFor(parts, scope, reading)
  if (context === null) return 'rest'
  const beganAt = seams.clock.now()
  const run = await runFor(parts, context)
  if (run === null) return 'rest'
  const result = await pullSlice(context, run, untilTold(parts))
  if (result === 'more') return 'again'
  // Another worker reads on and ends the run.
  if (result === 'taken_over') return 'rest'
  await finish(parts, context, run, result, beganAt)
  return 'rest'
}

async function runFor(
  { store, data, seams }: WorkParts,
  { connection }: FlowContext,
): Promise<string | null> {
  const { scope, settings } = connection
  const now = seams.clock.now()
  const { open, due, first, askedBy } = await data.in(scope.workspace, async (view) => ({
    open: await openRun(view, scope.connection),
    ...(await scheduleNext.read(view, scope.connection, now)),
  }))
  // All is read; what is left of it is sent by the other queue.
  if (open !== null) return open.phase === postPhase ? null : open.id
  const asked = askedBy !== null || connection.state === 'verify_first'
  if (!due || !(settings.autoSync || first || asked)) {
    if (due) await data.in(scope.workspace, (view) => scheduleNext.write(view, scope.connection, null, null))
    return null
  }
  const id = seams.ids.uuid()
  const kind = first ? 'initial' : askedBy === null ? 'scheduled' : 'sync_now'
  await store.startRun(scope, { id, kind, by: askedBy }, now)
  if (askedBy !== null)
    await data.in(scope.workspace, (view) => scheduleNext.ask(view, scope.connection, null))
  return id
}

async function finish(
  parts: WorkParts,
  context: FlowContext,
  run: string,
  result: 'done' | 'cancelled' | 'paused',
  beganAt: number,
): Promise<void> {
  const { store, data, seams } = parts
  const { connection } = context
  const { scope, settings } = connection
  if (result === 'paused') return interrupted(parts, scope, run)
  if (connection.state === 'verify_first' && result === 'done') return verified(parts, context, run, beganAt)
  const now = seams.clock.now()
  if (result === 'cancelled') await store.endRun(scope, run, { state: result, fault: null }, now)
  if (result === 'done') await store.beat(scope, run, {}, { phase: postPhase, done: 0, of: null }, now)
  const isWaited = connection.state === 'verify_first'
  const next = settings.autoSync || isWaited ? now + settings.inboundEveryMs : null
  const synced = result === 'done' ? now : null
  await data.in(scope.workspace, (view) => scheduleNext.write(view, scope.connection, next, synced))
}

/** All windows were read to their ends: the connection may send from now on, or reads again. */
async function verified(parts: WorkParts, context: FlowContext, run: string, beganAt: number): Promise<void> {
  const { store, data, seams } = parts
  const { scope, settings } = context.connection
  try {
    const again = await endVerifyFirst(context, beganAt)
    const now = seams.clock.now()
    await store.endRun(scope, run, { state: 'done', fault: null }, now)
    const next = again ?? (settings.autoSync ? now + settings.inboundEveryMs : null)
    await data.in(scope.workspace, (view) => scheduleNext.write(view, scope.connection, next, now))
  } catch (error) {
    if (!(error instanceof RemoteError)) throw error
    await giveWay(parts, scope, error.fault, context.connection.failuresInARow)
    await interrupted(parts, scope, run)
  }
}

/** An outage leaves the run open, to be gone on with; a fault that needs someone ends it. */
async function interrupted({ store, data, seams }: WorkParts, scope: Scope, run: string): Promise<void> {
  const now = seams.clock.now()
  const connection = await store.connection(scope)
  if (connection !== null && reading.some((state) => state === connection.state)) {
    await store.beat(scope, run, {}, null, now)
    return
  }
  const fault = await data.in(scope.workspace, (view) => scheduleNext.faultOf(view, scope.connection))
  await store.endRun(scope, run, { state: 'failed', fault }, now)
}
