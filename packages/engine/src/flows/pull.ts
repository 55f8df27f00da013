import { objectTypeNames } from '../core/object-types.ts'
import type { ObjectType } from '../core/object-types.ts'
import { laterStamp, shiftStamp } from '../core/stamps.ts'
import type { ReadRequest, StreamState } from '../ports.ts'
import type { FlowContext } from './context.ts'
import { pullDeletions } from './deletions.ts'
import { storedRow } from './remote-rows.ts'

export type Progress = (read: number, phase: string) => Promise<{ readonly cancel: boolean }>

export type PullResult = 'done' | 'more' | 'cancelled'

/**
 * Reads what changed in Intacct, type by type, page by page. Every page is stored together with the place to go on from, so that a
 * killed read repeats at most one page. `until` on the monotonic clock, in milliseconds.
 */
export async function pull(context: FlowContext, until: number, progress: Progress): Promise<PullResult> {
  for (const type of objectTypeNames) {
    const direction = context.connection.settings.directions[type]
    if (direction === 'off') continue
    const result = await pullType(context, type, until, progress)
    if (result !== 'done') return result
  }
  await pullDeletions(context)
  return 'done'
}

type Window = NonNullable<StreamState['window']>

async function pullType(
  context: FlowContext,
  type: ObjectType,
  until: number,
  progress: Progress,
): Promise<PullResult> {
  const { store, remote, seams, connection } = context
  const { scope, settings } = connection
  const state = await store.stream(scope, type)
  const lookBack = isLookBackDue(state, settings.lookBackMs, seams.clock.now())
  const window = state.window ?? (await openWindow(context, type, state, lookBack))
  const request: ReadRequest = {
    type,
    mode: window.mode,
    from: window.from,
    ceiling: window.ceiling,
    syncFrom: window.mode === 'backfill' ? (settings.syncFrom ?? null) : null,
    openOnly: false,
    cursor: window.cursor,
    pageSize: settings.pageSize,
  }
  let proven = state.watermark
  for await (const page of remote.readPages(request)) {
    const rows = page.rows.map((row) => storedRow(row, settings.baseCurrency))
    await store.savePage(scope, { stream: type, rows, next: page.next, at: seams.clock.now() })
    for (const row of page.rows) proven = laterStamp(proven, row.stamp || null)
    const { cancel } = await progress(rows.length, type)
    if (cancel) return 'cancelled'
    if (page.next !== null && seams.clock.monotonic() >= until) return 'more'
  }
  const watermark = await watermarkOf(context, window, proven)
  await store.closeWindow(scope, type, watermark, lookBack || window.mode === 'backfill', seams.clock.now())
  return 'done'
}

/** [watermark − overlap, ceiling), or further back once a day; the first window is the backfill. */
async function openWindow(
  context: FlowContext,
  type: ObjectType,
  state: StreamState,
  lookBack: boolean,
): Promise<Window> {
  const { store, remote, seams, connection } = context
  const { settings, scope } = connection
  const clock = await remote.clock()
  const reach = lookBack ? settings.lookBackMs : settings.overlapMs
  const window: Window =
    state.watermark === null
      ? { mode: 'backfill', from: null, ceiling: clock.ceiling, cursor: null }
      : { mode: 'changes', from: shiftStamp(state.watermark, -reach), ceiling: clock.ceiling, cursor: null }
  await store.openWindow(scope, type, window, seams.clock.now())
  return window
}

const dayMs = 86_400_000

function isLookBackDue(state: StreamState, lookBackMs: number, now: number): boolean {
  return lookBackMs > 0 && state.lastLookBackAt !== null && now - state.lastLookBackAt >= dayMs
}

/** The greater of the highest stamp seen and the present as the remote clock proved it when the window was opened. */
async function watermarkOf(context: FlowContext, window: Window, proven: string | null): Promise<string> {
  const clock = await context.remote.clock()
  const bound = clock.stamp < window.ceiling ? clock.stamp : window.ceiling
  const elapsed =
    window.mode === 'backfill' ? shiftStamp(bound, -context.connection.settings.overlapMs) : bound
  return laterStamp(proven !== null && proven < window.ceiling ? proven : null, elapsed)
}
