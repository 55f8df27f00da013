import { objectTypeNames } from '../core/object-types.ts'
import type { ObjectType } from '../core/object-types.ts'
import { earlierStamp, laterStamp, shiftStamp } from '../core/stamps.ts'
import type { HeldWindow, ReadRequest, ReadWindow, RemoteClock, RemotePage, StreamState } from '../ports.ts'
import { ahead } from './ahead.ts'
import type { Ahead } from './ahead.ts'
import type { FlowContext } from './context.ts'
import { pullDeletions } from './deletions.ts'
import { storedRow } from './remote-rows.ts'
import { proveSight } from './sight.ts'

export type Progress = (read: number, phase: string) => Promise<{ readonly cancel: boolean }>

/** `taken_over`: someone else reads on from here, and what we read since changes nothing. */
export type PullResult = 'done' | 'more' | 'cancelled' | 'taken_over'

/**
 * Reads what changed in Intacct: deletions first, whose answer proves the present for all windows, then type by type, page by page.
 * Every page is stored together with the place to go on from, so that a killed read repeats at most one page a type. Pages are fetched
 * ahead, the first one of every type at once, and stored in the order of the types, parents first. `until` on the monotonic clock, in
 * milliseconds.
 */
export async function pull(context: FlowContext, until: number, progress: Progress): Promise<PullResult> {
  const clock = await pullDeletions(context)
  const reads: Read[] = []
  try {
    for (const type of objectTypeNames) {
      if (context.connection.settings.directions[type] !== 'off')
        reads.push(await startRead(context, type, clock))
    }
    for (const read of reads) {
      const result = await storeRead(context, read, clock, until, progress)
      if (result !== 'done') return result
    }
    return 'done'
  } finally {
    for (const read of reads) read.pages.stop()
  }
}

/** One type's window with its pages on their way. */
interface Read {
  readonly type: ObjectType
  readonly state: StreamState
  readonly window: HeldWindow
  readonly pages: Ahead<RemotePage>
  /** The store's turn before the first request was sent: pages are asked for ahead of us, nobody can say when, but surely after this. */
  readonly asked: number
}

async function startRead(context: FlowContext, type: ObjectType, clock: RemoteClock): Promise<Read> {
  const { store, remote, connection } = context
  const state = await store.stream(connection.scope, type)
  const window = await takeWindow(context, type, state, clock)
  const asked = await store.turn(connection.scope)
  return { type, state, window, asked, pages: ahead(remote.readPages(requestOf(context, type, window))) }
}

async function storeRead(
  context: FlowContext,
  read: Read,
  clock: RemoteClock,
  until: number,
  progress: Progress,
): Promise<PullResult> {
  const { store, seams, connection } = context
  const { scope, settings } = connection
  const { type, state, window, asked, pages } = read
  let highest: string | null = null
  let hasRead = window.cursor !== null
  let proven: RemoteClock | null = null
  for (;;) {
    const page = await pages.next()
    if (page === null) break
    if (page.rows.length === 0 && hasRead) await proveSight(context, type)
    hasRead ||= page.rows.length > 0
    const rows = page.rows.map((row) => storedRow(row, settings.baseCurrency))
    const saved = await store.savePage(scope, { window, rows, next: page.next, asked, at: seams.clock.now() })
    if (saved === null) return 'taken_over'
    for (const row of page.rows) highest = laterStamp(row.stamp, highest)
    proven = page.clock
    const { cancel } = await progress(rows.length, type)
    if (cancel) return 'cancelled'
    if (page.next !== null && seams.clock.monotonic() >= until) return 'more'
  }
  // A backfill that was shown nothing proves nothing: our user may lack the rights. It is read again next time, at the same price.
  if (window.mode === 'backfill' && !hasRead) return 'done'
  // Nor does an empty window of changes: the mark stays, and the next one reaches back as far as this one.
  const watermark = hasRead ? watermarkOf(window, proven ?? clock, highest) : (state.watermark ?? clock.stamp)
  const end = { watermark, lookedBack: didLookBack(context, state, window) }
  return (await store.closeWindow(scope, window, end, seams.clock.now())) ? 'done' : 'taken_over'
}

function requestOf(context: FlowContext, type: ObjectType, window: ReadWindow): ReadRequest {
  const { settings } = context.connection
  const isBackfill = window.mode === 'backfill'
  return {
    type,
    mode: window.mode,
    from: isBackfill ? null : window.from,
    ceiling: window.ceiling,
    syncFrom: isBackfill ? (settings.syncFrom ?? null) : null,
    openOnly: false,
    cursor: window.cursor,
    pageSize: settings.pageSize,
  }
}

/**
 * The window under way, or a new one: [watermark − overlap, ceiling), or further back once a day. The first window is the backfill; its `from` is the present as it began,
 * since a record that changes after its page was read is found again only from there on.
 */
async function takeWindow(
  context: FlowContext,
  type: ObjectType,
  state: StreamState,
  clock: RemoteClock,
): Promise<HeldWindow> {
  const { store, seams, connection } = context
  const { settings, scope } = connection
  const now = seams.clock.now()
  const reach = isLookBackDue(state, settings.lookBackMs, now)
    ? Math.max(settings.lookBackMs, settings.overlapMs)
    : settings.overlapMs
  const window: ReadWindow =
    state.watermark === null
      ? { mode: 'backfill', from: clock.stamp, ceiling: clock.ceiling, cursor: null }
      : { mode: 'changes', from: shiftStamp(state.watermark, -reach), ceiling: clock.ceiling, cursor: null }
  return store.takeWindow(scope, type, window, now)
}

const dayMs = 86_400_000

function isLookBackDue(state: StreamState, lookBackMs: number, now: number): boolean {
  return lookBackMs > 0 && state.lastLookBackAt !== null && now - state.lastLookBackAt >= dayMs
}

/** Judged by the window itself: it may have been opened before the look-back was due. */
function didLookBack(context: FlowContext, state: StreamState, window: ReadWindow): boolean {
  if (window.mode === 'backfill' || state.watermark === null || window.from === null) return true
  return window.from <= shiftStamp(state.watermark, -context.connection.settings.lookBackMs)
}

/**
 * A backfill proves what was so when it began. A window of changes proves all before the present of its last answer, and all before the
 * highest stamp that it gave; never anything from its ceiling on.
 */
function watermarkOf(window: ReadWindow, proven: RemoteClock, highest: string | null): string {
  if (window.mode === 'backfill' && window.from !== null) return window.from
  return earlierStamp(laterStamp(highest, proven.stamp), window.ceiling)
}
