import { objectTypeNames } from '../core/object-types.ts'
import type { ObjectType } from '../core/object-types.ts'
import type { FetchPlace, FetchPlan } from '../ports/fetches.ts'
import type { ReadCursor, ReadRequest } from '../ports/windows.ts'
import type { FlowContext } from './context.ts'
import { storedRow } from './remote-rows.ts'

export interface FetchStep {
  readonly type: ObjectType
  readonly read: number
  /** Where to go on from. Null: all is read. */
  readonly next: FetchPlace | null
}

export interface FetchOptions {
  /** End of the slice on the monotonic clock, in milliseconds. */
  readonly until: number
  readonly place: FetchPlace
  readonly onProgress: (step: FetchStep) => Promise<{ readonly cancel: boolean }>
}

export type FetchResult = 'done' | 'more' | 'cancelled'

/**
 * Reads once what a person asked for, apart from the windows of the ongoing sync, and takes it although the settings leave it out: page by
 * page, from where the last slice stopped. A page that is read twice changes nothing.
 * @throws RemoteError when Intacct refuses or cannot be reached; what was read stays
 */
export async function fetchRecords(
  context: FlowContext,
  plan: FetchPlan,
  { until, place, onProgress }: FetchOptions,
): Promise<FetchResult> {
  const { store, remote, seams, connection } = context
  const { scope, settings } = connection
  const first = plan.types.indexOf(place.type)
  for (const [at, type] of plan.types.entries()) {
    if (at < first) continue
    const begun = at === first ? place : { cursor: null, ceiling: null }
    const asked = await store.turn(scope)
    const ceiling = begun.ceiling ?? (await remote.clock()).ceiling
    const request = requestOf(plan, type, begun.cursor, ceiling, settings.pageSize)
    for await (const page of remote.readPages(request)) {
      const rows = page.rows.map((row) => storedRow(row, settings.baseCurrency))
      const now = seams.clock.now()
      if (rows.length > 0) {
        await store.savePage(scope, { window: null, rows, next: null, asked, at: now })
        await store.include(
          scope,
          type,
          rows.map((row) => row.key),
        )
      }
      const following = plan.types[at + 1]
      const next: FetchPlace | null =
        page.next !== null
          ? { type, cursor: page.next, ceiling }
          : following === undefined
            ? null
            : { type: following, cursor: null, ceiling: null }
      const { cancel } = await onProgress({ type, read: rows.length, next })
      if (cancel) return 'cancelled'
      if (next !== null && seams.clock.monotonic() >= until) return 'more'
    }
  }
  return 'done'
}

function requestOf(
  plan: FetchPlan,
  type: ObjectType,
  cursor: ReadCursor | null,
  ceiling: string,
  pageSize: number,
): ReadRequest {
  const changedSince = plan.changedSince === undefined ? null : `${plan.changedSince}T00:00:00`
  return {
    type,
    mode: changedSince === null ? 'backfill' : 'look_back',
    from: changedSince,
    ceiling,
    syncFrom: plan.from ?? null,
    ...(plan.until === undefined ? {} : { until: plan.until }),
    ...(plan.orderTypes === undefined ? {} : { orderTypes: plan.orderTypes }),
    openOnly: plan.openOnly,
    controls: [],
    cursor,
    pageSize,
  }
}

/** What each kind of import reads, parents first. */
export const fetchTypes = {
  invoices: ['invoice', 'credit_note'],
  customers: ['customer'],
  everything: objectTypeNames,
} as const satisfies Record<string, readonly ObjectType[]>
