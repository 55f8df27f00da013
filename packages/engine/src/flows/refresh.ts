import { hashOf } from '../core/json.ts'
import { judgeUnseen, referenceWatermark, windowFor } from '../core/reference-plan.ts'
import { termsOf } from '../core/reference-terms.ts'
import { standardReferenceTypes, userDimensionType } from '../core/reference-types.ts'
import type { ReferenceType } from '../core/reference-types.ts'
import { laterStamp } from '../core/stamps.ts'
import { RemoteError } from '../ports/fault.ts'
import type { Fault } from '../ports/fault.ts'
import type { Scope } from '../ports.ts'
import type {
  HeldReference,
  ReferenceRemote,
  ReferenceRow,
  ReferenceState,
  ReferenceStore,
  StoredReferenceRow,
} from '../ports/reference.ts'
import type { Seams } from '../ports/seams.ts'
import type { RemoteClock } from '../ports/windows.ts'

export interface RefreshContext {
  readonly scope: Scope
  readonly store: ReferenceStore
  readonly remote: ReferenceRemote
  readonly seams: Pick<Seams, 'clock' | 'log'>
  readonly pageSize: number
  readonly overlapMs: number
}

export interface RefreshOptions {
  /** When this refresh was asked for, epoch milliseconds: a kind that was tried since is done. */
  readonly since: number
  /** Everything is read again, whatever is known. */
  readonly full: boolean
  /** End of the slice on the monotonic clock, in milliseconds. */
  readonly until: number
  readonly onProgress: (progress: RefreshProgress) => Promise<{ readonly cancel: boolean }>
}

export interface RefreshProgress {
  readonly type: ReferenceType
  /** Records of the page that was stored. */
  readonly read: number
  /** Kinds that are done, and that there are. */
  readonly done: number
  readonly of: number
}

/** `taken_over`: someone else reads on from here. */
export type RefreshResult = 'done' | 'more' | 'cancelled' | 'taken_over'

/**
 * Refreshes our copy of Intacct's reference data, kind by kind, page by page. A page is stored together with the place to go on from, so
 * that a killed refresh repeats at most one. What Intacct refuses for one kind, such as a right that our user lacks, is noted there and
 * the others go on; what concerns the whole connection is thrown.
 * @throws RemoteError
 */
export async function refresh(context: RefreshContext, options: RefreshOptions): Promise<RefreshResult> {
  const { scope, store, seams } = context
  const clock = await context.remote.clock()
  for (;;) {
    const states = new Map((await store.states(scope)).map((state) => [state.type, state]))
    const types = await typesOf(context)
    const open = types.filter((type) => (states.get(type)?.lastAttemptAt ?? -1) < options.since)
    const [type] = open
    if (type === undefined) return 'done'
    const told = { type, done: types.length - open.length, of: types.length }
    const result = await refreshOne(context, options, told, states.get(type) ?? null, clock)
    if (result !== 'done') return result
    if (open.length > 1 && seams.clock.monotonic() >= options.until) return 'more'
  }
}

/** The dimensions in use come first: they name the kinds that the company has defined itself. */
async function typesOf({ scope, store }: RefreshContext): Promise<readonly ReferenceType[]> {
  const own = (await store.userDimensions(scope)).map(userDimensionType).filter((type) => type !== null)
  return ['dimension', ...standardReferenceTypes.filter((type) => type !== 'dimension'), ...own]
}

type Told = Omit<RefreshProgress, 'read'>

async function refreshOne(
  context: RefreshContext,
  options: RefreshOptions,
  told: Told,
  state: ReferenceState | null,
  clock: RemoteClock,
): Promise<RefreshResult> {
  const { scope, store, seams } = context
  try {
    return await readOne(context, options, told, state, clock)
  } catch (error) {
    if (!(error instanceof RemoteError) || error.fault.retry !== 'never') throw error
    const { fault } = error
    await store.fail(scope, told.type, faultOfType(fault), seams.clock.now())
    seams.log.warn({ ...scope, type: told.type, cause: fault.cause }, 'a kind of reference data is not read')
    return 'done'
  }
}

/** A module that the company has not subscribed to is no fault of anybody. */
const absent: ReadonlySet<string> = new Set(['object_unknown', 'module_missing'])

function faultOfType(fault: Fault): Fault {
  if (!absent.has(fault.cause)) return fault
  return {
    ...fault,
    sentence: 'This company does not have it in Intacct.',
    cure: 'Nothing to do, unless you expect it: then ask your Intacct admin whether its module is subscribed.',
    who: 'nobody',
  }
}

async function readOne(
  context: RefreshContext,
  options: RefreshOptions,
  told: Told,
  state: ReferenceState | null,
  clock: RemoteClock,
): Promise<RefreshResult> {
  const { scope, store, remote, seams, pageSize, overlapMs } = context
  const { type } = told
  const now = seams.clock.now()
  const plan = { full: options.full, pageSize, overlapMs, now, hasChanges: remote.hasChanges(type) }
  const held = await store.take(scope, type, windowFor(state, plan, clock), now)
  const { mode, from, ceiling, cursor } = held
  let highest: string | null = null
  let proven: RemoteClock | null = null
  for await (const page of remote.readReference({ type, mode, from, ceiling, cursor, pageSize })) {
    const saved = await store.save(scope, held, page.rows.map(storedReference), page.next, seams.clock.now())
    if (!saved) return 'taken_over'
    for (const row of page.rows) if (row.stamp !== '') highest = laterStamp(row.stamp, highest)
    proven = page.clock
    const { cancel } = await options.onProgress({ ...told, read: page.rows.length })
    if (cancel) return 'cancelled'
    if (page.next !== null && seams.clock.monotonic() >= options.until) return 'more'
  }
  return end(context, held, state, referenceWatermark(held, proven, highest))
}

async function end(
  { scope, store, remote, seams }: RefreshContext,
  held: HeldReference,
  state: ReferenceState | null,
  watermark: string,
): Promise<RefreshResult> {
  const count = held.mode === 'full' ? await store.unseen(scope, held) : { known: 0, unseen: 0 }
  if (count === null) return 'taken_over'
  const { rights } = remote
  const unseen = judgeUnseen(state?.rights ?? null, rights, count)
  const closed = await store.close(scope, held, { watermark, rights, unseen }, seams.clock.now())
  return closed ? 'done' : 'taken_over'
}

/** A row with what it is compared and found by. */
export function storedReference(row: ReferenceRow): StoredReferenceRow {
  const { id, name, status, parent, entity, extra } = row
  return { ...row, hash: hashOf({ id, name, status, parent, entity, extra }), terms: termsOf(id, name) }
}
