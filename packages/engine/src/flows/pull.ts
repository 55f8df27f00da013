import { isObjectType, objectTypeNames } from '../core/object-types.ts'
import type { ObjectType } from '../core/object-types.ts'
import { keysToAskFor, knownPerWindow, sightOf, sliceSize } from '../core/rights.ts'
import type { Sight } from '../core/rights.ts'
import { earlierStamp, laterStamp, shiftStamp } from '../core/stamps.ts'
import type { RemotePage } from '../ports/remote.ts'
import type {
  HeldWindow,
  ReadRequest,
  ReadWindow,
  RemoteClock,
  StreamState,
  WindowEnd,
} from '../ports/windows.ts'
import { ahead } from './ahead.ts'
import type { Ahead } from './ahead.ts'
import type { FlowContext } from './context.ts'
import { pullDeletions } from './deletions.ts'
import type { Deletions } from './deletions.ts'
import { gently } from './gently.ts'
import { storedRow } from './remote-rows.ts'
import { isOfOneKind, nothingShown, seesAny } from './sight.ts'

export type Progress = (read: number, type: ObjectType) => Promise<{ readonly cancel: boolean }>

/** `taken_over`: someone else reads on from here, and what we read since changes nothing. */
export type PullResult = 'done' | 'more' | 'cancelled' | 'taken_over'
/** How the reading of a type ended, when it came to its end: whether our user was shown records, or not even those known to exist. */
type ReadResult = 'seen' | 'unseen' | 'narrowed' | Exclude<PullResult, 'done'>

/**
 * Reads what changed in Intacct: deletions first, whose answer proves the present for all windows, then type by type, page by page.
 * Every page is stored together with the place to go on from, so that a killed read repeats at most one page a type. Pages are fetched
 * ahead, the first one of every type at once, and stored in the order of the types, parents first. `until` on the monotonic clock, in
 * milliseconds.
 */
export async function pull(context: FlowContext, until: number, progress: Progress): Promise<PullResult> {
  const deletions = await pullDeletions(context)
  const { clock } = deletions
  const reads: Read[] = []
  try {
    for (const type of objectTypeNames) {
      if (context.connection.settings.directions[type] !== 'off')
        reads.push(await startRead(context, type, clock))
    }
    const ends = new Set<ReadResult>()
    for (const read of reads) {
      const result = await storeOrPause(context, read, deletions, until, progress)
      if (result === 'more' || result === 'cancelled' || result === 'taken_over') return result
      ends.add(result)
    }
    // A user who is shown nothing is not shown the audit history either.
    await deletions.suspect(ends.has('seen') && !ends.has('narrowed'))
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
  /** Records known to exist that this reading asks for along with the others. */
  readonly controls: readonly string[]
}

async function startRead(context: FlowContext, type: ObjectType, clock: RemoteClock): Promise<Read> {
  const { store, remote, connection } = context
  const state = await store.stream(connection.scope, type)
  const window = await takeWindow(context, type, state, clock)
  const controls = await controlsFor(context, state, window)
  const asked = await store.turn(connection.scope)
  const pages = ahead(remote.readPages(requestOf(context, type, window, controls)))
  return { type, state, window, asked, controls, pages }
}

/** A window that goes on after a cursor was shown something already; a backfill knows of nothing yet. */
async function controlsFor(
  { store, seams, connection }: FlowContext,
  { rights }: StreamState,
  { stream, mode, cursor }: HeldWindow,
): Promise<readonly string[]> {
  const { scope, settings } = connection
  if (mode === 'backfill' || cursor !== null || !isObjectType(stream)) return []
  const known = await store.known(scope, stream, knownPerWindow + rights.unseen.length)
  const size = sliceSize(settings.pageSize)
  // By key, what lies behind the first page would be missed by it.
  if (mode !== 'changes' || size === 0) return keysToAskFor(rights, known, [])
  const from = seams.random.next().toFixed(9).slice(2)
  const slice = await store.slice(scope, stream, from, size)
  const rest = slice.length < size ? await store.slice(scope, stream, '', size - slice.length) : []
  return keysToAskFor(rights, known, [...slice, ...rest])
}

/**
 * What Intacct refuses or hides of one type, since our user lacks a right, stops that type alone: its window stays where it is and is tried
 * again with the next pass. What concerns the whole connection is thrown on.
 */
async function storeOrPause(
  context: FlowContext,
  read: Read,
  deletions: Deletions,
  until: number,
  progress: Progress,
): Promise<ReadResult> {
  const { store, seams, connection } = context
  try {
    return await storeRead(context, read, deletions, until, progress)
  } catch (error) {
    if (!isOfOneKind(error)) throw error
    await store.pauseStream(connection.scope, read.type, error.fault, seams.clock.now())
    seams.log.warn({ ...connection.scope, type: read.type, cause: error.fault.cause }, 'a type is not read')
    return 'unseen'
  }
}

async function storeRead(
  context: FlowContext,
  read: Read,
  deletions: Deletions,
  until: number,
  progress: Progress,
): Promise<ReadResult> {
  const { store, seams, connection } = context
  const { scope, settings } = connection
  const { type, state, window, asked, pages } = read
  const shown: string[] = []
  let highest: string | null = null
  let hasRead = window.cursor !== null
  let proven: RemoteClock | null = null
  for (;;) {
    const page = await pages.next()
    if (page === null) break
    if (page.rows.length === 0 && hasRead && !(await seesAny(context, type))) {
      if (!(await areAllDeleted(context, type, deletions))) throw nothingShown()
      return 'unseen'
    }
    hasRead ||= page.rows.length > 0
    shown.push(...page.shown)
    const rows = await gently(
      page.rows,
      (row) => storedRow(row, settings.baseCurrency),
      () => seams.clock.sleep(0),
    )
    const saved = await store.savePage(scope, { window, rows, next: page.next, asked, at: seams.clock.now() })
    if (saved === null) return 'taken_over'
    for (const row of page.rows) highest = laterStamp(row.stamp, highest)
    proven = page.clock
    const { cancel } = await progress(rows.length, type)
    if (cancel) return 'cancelled'
    if (page.next !== null && seams.clock.monotonic() >= until) return 'more'
  }
  // A backfill that was shown nothing proves nothing: our user may lack the rights. It is read again next time, at the same price.
  if (window.mode === 'backfill' && !hasRead) return 'unseen'
  const sight = await sightIn(context, read, shown, deletions)
  const proof = {
    clock: proven ?? deletions.clock,
    highest,
    isSeen: (hasRead || shown.length > 0) && sight.missed.length === 0,
  }
  const end: WindowEnd = {
    watermark: watermarkOf(state, window, proof),
    lookedBack: window.mode !== 'changes' && proof.isSeen,
    rights: sight.rights,
  }
  if (!(await store.closeWindow(scope, window, end, seams.clock.now()))) return 'taken_over'
  await store.want(
    scope,
    sight.missed.map((key) => ({ type, key, by: 'key', why: 'suspect' })),
  )
  if (sight.readAgainFrom !== null) await readAgain(context, read, sight.readAgainFrom, deletions)
  return sight.missed.length > 0 ? 'narrowed' : proof.isSeen ? 'seen' : 'unseen'
}

/** The audit history names every record that we know to be there as deleted: it is no wonder that none is shown. */
async function areAllDeleted(context: FlowContext, type: ObjectType, deletions: Deletions): Promise<boolean> {
  const { store, connection } = context
  const most = deletions.rows.filter((row) => row.type === type).length
  const known = await store.known(connection.scope, type, most + 1)
  const gone = await knownGone(context, type, deletions, known)
  return known.every((key) => gone.has(key))
}

/**
 * Those of these keys that are known to be gone: the audit history names them, or the Order Entry document behind them, as deleted, or an
 * edit of that document has put another record in their place.
 */
async function knownGone(
  { store, connection }: FlowContext,
  type: ObjectType,
  { rows }: Deletions,
  keys: readonly string[],
): Promise<Set<string>> {
  const named = (of: 'document' | undefined) =>
    new Set(rows.filter((row) => row.type === type && row.of === of).map((row) => row.key))
  const [records, documents] = [named(undefined), named('document')]
  const gone = new Set(keys.filter((key) => records.has(key)))
  const others = keys.filter((key) => !gone.has(key))
  if (others.length === 0) return gone
  for (const held of await store.documents(connection.scope, type, 'key', others))
    if (held.isReplaced || documents.has(held.document)) gone.add(held.key)
  return gone
}

/** What is known to be gone was not hidden from us. */
async function sightIn(
  context: FlowContext,
  { type, state, controls }: Read,
  shown: readonly string[],
  deletions: Deletions,
): Promise<Sight> {
  const isShown = new Set(shown)
  const missed = [...controls, ...state.rights.unseen].filter((key) => !isShown.has(key))
  const gone = await knownGone(context, type, deletions, missed)
  return sightOf(state.rights, controls, shown, gone, state.watermark)
}

/** Our user is shown again what it was not shown for a while: what changed there meanwhile is read by a window of its own. */
async function readAgain(
  { store, seams, connection }: FlowContext,
  { type }: Read,
  since: string,
  { clock }: Deletions,
): Promise<void> {
  const from = shiftStamp(since, -connection.settings.overlapMs)
  const window: ReadWindow = { mode: 'changes', from, ceiling: clock.ceiling, cursor: null }
  await store.takeWindow(connection.scope, type, window, seams.clock.now())
}

function requestOf(
  context: FlowContext,
  type: ObjectType,
  window: ReadWindow,
  controls: readonly string[],
): ReadRequest {
  const { settings } = context.connection
  const isBackfill = window.mode === 'backfill'
  return {
    type,
    mode: window.mode,
    from: isBackfill ? null : window.from,
    ceiling: window.ceiling,
    syncFrom: isBackfill ? (settings.syncFrom ?? null) : null,
    openOnly: false,
    controls,
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
  const { watermark } = state
  const mode = isLookBackDue(state, settings.lookBackMs, now) ? 'look_back' : 'changes'
  const reach = Math.max(mode === 'look_back' ? settings.lookBackMs : 0, settings.overlapMs)
  const window: ReadWindow =
    watermark === null
      ? { mode: 'backfill', from: clock.stamp, ceiling: clock.ceiling, cursor: null }
      : { mode, from: shiftStamp(watermark, -reach), ceiling: clock.ceiling, cursor: null }
  return store.takeWindow(scope, type, window, now)
}

const dayMs = 86_400_000

function isLookBackDue(state: StreamState, lookBackMs: number, now: number): boolean {
  return lookBackMs > 0 && state.lastLookBackAt !== null && now - state.lastLookBackAt >= dayMs
}

interface Proof {
  readonly clock: RemoteClock
  /** Highest stamp that the window gave. */
  readonly highest: string | null
  /** Our user was shown what it should be shown. */
  readonly isSeen: boolean
}

/**
 * A backfill proves what was so when it began. A window of changes proves all before the present of its last answer, and all before the
 * highest stamp that it gave; never anything from its ceiling on, and nothing at all if what is known to exist was not shown: then the
 * mark stays, and the next one reaches back as far as this one. A look-back goes by key, so it proves nothing of what changed meanwhile.
 */
function watermarkOf(state: StreamState, window: ReadWindow, { clock, highest, isSeen }: Proof): string {
  if (window.mode === 'backfill' && window.from !== null) return window.from
  const before = state.watermark ?? clock.stamp
  if (!isSeen || window.mode === 'look_back') return before
  return earlierStamp(laterStamp(highest, clock.stamp), window.ceiling)
}
