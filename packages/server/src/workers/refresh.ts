import { nextRuns } from '@tieout/engine/core/schedule.ts'
import type { Settings } from '@tieout/engine/core/settings.ts'
import { refresh } from '@tieout/engine/flows/refresh.ts'
import type { RefreshResult } from '@tieout/engine/flows/refresh.ts'
import { RemoteError } from '@tieout/engine/ports/fault.ts'
import type { Fault } from '@tieout/engine/ports/fault.ts'
import type { Scope } from '@tieout/engine/ports.ts'
import {
  beatRefresh,
  endRefresh,
  insertRefresh,
  never,
  openRefresh,
  referenceSchedule,
  referenceTypeRows,
  scheduleReference,
} from '@tieout/store/views/reference-state.ts'
import type { OpenRefresh } from '@tieout/store/views/reference-state.ts'
import { releaseNowKnown } from '@tieout/store/views/cure.ts'
import { curedInIntacct } from '../http/cures.ts'
import { titleOfReference } from '../words/reference.ts'
import type { WorkParts } from './parts.ts'
import { caching, contextFor, giveWay, untilTold } from './slice.ts'
import type { SliceEnd } from './slice.ts'

/** When the cache is due next by itself, after a moment (epoch milliseconds). */
export function nextRefresh({ cache }: Pick<Settings, 'cache'>, now: number): number {
  return nextRuns(cache, now, 1)[0] ?? never
}

/** Refreshes the cache of a connection, for at most a slice: goes on with the refresh under way, or starts one that is due. */
export async function refreshOnce(parts: WorkParts, scope: Scope): Promise<SliceEnd> {
  const { data, seams } = parts
  const context = await contextFor(parts, scope, caching)
  if (context === null) return 'rest'
  const { connection, remote } = context
  const { settings } = connection
  if (remote.reference === undefined) {
    await data.in(scope.workspace, (view) => scheduleReference(view, scope.connection, never))
    return 'rest'
  }
  const run = await runFor(parts, scope, settings)
  if (run === null) return 'rest'
  const slice = untilTold(parts)
  try {
    const result = await refresh(
      {
        scope,
        store: parts.references,
        remote: remote.reference,
        seams,
        pageSize: settings.pageSize,
        overlapMs: settings.overlapMs,
      },
      {
        since: run.startedAt,
        full: run.full,
        get until() {
          return slice.until
        },
        async onProgress({ type, read, done, of }) {
          const step = { read, phase: type, done, of }
          const cancel = await data.in(scope.workspace, (view) =>
            beatRefresh(view, scope, run.id, step, seams.clock.now()),
          )
          return { cancel }
        },
      },
    )
    if (result === 'more') return 'again'
    if (result !== 'taken_over') await finish(parts, scope, run, settings, result)
  } catch (error) {
    if (!(error instanceof RemoteError)) throw error
    await giveWay(parts, scope, error.fault, connection.failuresInARow)
    await interrupted(parts, scope, run, settings, error.fault)
  }
  return 'rest'
}

/** The refresh under way, or a new one if it is due. */
async function runFor(
  { data, seams }: WorkParts,
  scope: Scope,
  { cache }: Settings,
): Promise<OpenRefresh | null> {
  return data.marking(scope, async (view) => {
    const open = await openRefresh(view, scope.connection)
    if (open !== null) return open
    const now = seams.clock.now()
    const { nextAt } = await referenceSchedule(view, scope.connection)
    if (nextAt === null && !cache.daily) {
      // Never refreshed, and only to be refreshed by hand.
      await scheduleReference(view, scope.connection, never)
      return null
    }
    if (nextAt !== null && nextAt > now) return null
    const run = { id: seams.ids.uuid(), startedAt: now, full: false, by: null }
    await insertRefresh(view, scope, run)
    // Kept due until it has ended, so that a killed one is gone on with.
    await scheduleReference(view, scope.connection, now)
    return run
  })
}

async function finish(
  { data, seams }: WorkParts,
  scope: Scope,
  run: OpenRefresh,
  settings: Settings,
  result: Exclude<RefreshResult, 'more' | 'taken_over'>,
): Promise<void> {
  const now = seams.clock.now()
  await data.marking(scope, async (view) => {
    const rows = await referenceTypeRows(view, scope)
    const failed = rows.filter(
      ({ failure, lastFailureAt }) =>
        failure !== null && failure.who !== 'nobody' && (lastFailureAt ?? 0) >= run.startedAt,
    )
    const fault = incomplete(failed)
    const state = result === 'cancelled' ? 'cancelled' : fault === null ? 'done' : 'failed'
    const complete = state === 'done'
    await endRefresh(
      view,
      scope,
      run.id,
      { state, fault: result === 'cancelled' ? null : fault, complete },
      now,
    )
    await scheduleReference(view, scope.connection, nextRefresh(settings, now))
    // What somebody has made in Intacct meanwhile frees the records that wait for it.
    const { connection } = scope
    await releaseNowKnown(view, { connection, causes: curedInIntacct, by: 'Refresh cache', at: now })
  })
}

/** What kept a refresh from being complete: the first reason, with the names of the kinds concerned. */
function incomplete(
  failed: readonly { readonly type: string; readonly failure: Fault | null }[],
): Fault | null {
  const first = failed[0]?.failure ?? null
  if (first === null) return null
  const names = failed.map(({ type }) => titleOfReference(type)).join(', ')
  return { ...first, sentence: `Not refreshed: ${names}. ${first.sentence}` }
}

/** An outage leaves the refresh open, to be gone on with; a fault that needs someone ends it. */
async function interrupted(
  { store, data, seams }: WorkParts,
  scope: Scope,
  run: OpenRefresh,
  settings: Settings,
  fault: Fault,
): Promise<void> {
  const connection = await store.connection(scope)
  const ended = fault.retry === 'connection'
  if (connection !== null && !ended && caching.some((state) => state === connection.state)) return
  const now = seams.clock.now()
  await data.in(scope.workspace, async (view) => {
    await endRefresh(view, scope, run.id, { state: 'failed', fault, complete: false }, now)
    await scheduleReference(view, scope.connection, nextRefresh(settings, now))
  })
}
