import { isReferenceType, referenceFamilies } from '@tieout/engine/core/reference-types.ts'
import type { ReferenceType } from '@tieout/engine/core/reference-types.ts'
import type { Settings } from '@tieout/engine/core/settings.ts'
import type { Scope } from '@tieout/engine/ports.ts'
import { listReference, referenceById, searchReference } from '@tieout/store/views/reference.ts'
import type { ReferenceRecord } from '@tieout/store/views/reference.ts'
import {
  insertRefresh,
  openRefresh,
  referenceTypeRows,
  scheduleReference,
} from '@tieout/store/views/reference-state.ts'
import { recordsNaming, referencesNaming } from '@tieout/store/views/reference-uses.ts'
import { runById } from '@tieout/store/views/runs.ts'
import type { View } from '@tieout/store/views/view.ts'
import { z } from 'zod'
import { ApiError } from '../../errors.ts'
import type { Api } from '../api.ts'
import { connectionOf } from '../connection-of.ts'
import { pageOf, readCursor } from '../cursors.ts'
import { operation } from '../operation.ts'
import type { Operation } from '../operation.ts'
import { connectionParams, referenceParams, referenceTypeParams } from '../params.ts'
import { presentReference, presentReferenceRecord } from '../present/reference.ts'
import { presentRun } from '../present/run.ts'
import { settingsNaming } from '../reference-settings.ts'
import { maybeMomentOf, momentOf } from '../schemas/common.ts'
import {
  referenceDetail,
  referencePage,
  referenceQuery,
  referenceSchema,
  refreshBody,
} from '../schemas/reference.ts'
import { runSchema } from '../schemas/work.ts'
import { refuseResting } from '../sync-now.ts'

const tag = 'Reference data'
const place = z.tuple([z.string(), z.string()])
/** Newest records that are looked at for what uses a reference record. */
const newest = 2_000

/** The kinds that a name in an address stands for. @throws ApiError */
function typesNamed(name: string): readonly ReferenceType[] {
  const family = Object.hasOwn(referenceFamilies, name) ? referenceFamilies[name] : undefined
  if (family !== undefined) return family
  if (isReferenceType(name)) return [name]
  throw new ApiError('unknown_reference_type', `There is no kind of reference data called "${name}".`)
}

export function referenceOperations(api: Api): Operation[] {
  return [
    operation({
      id: 'getReference',
      method: 'GET',
      url: '/connections/:connection/reference',
      tag,
      summary: 'The cache of reference data: its kinds, how many records, how fresh',
      params: connectionParams,
      answer: referenceSchema,
      handle: async ({ caller, params }) => {
        const { id } = await connectionOf(api, caller, params.connection)
        const scope = { workspace: caller.workspace.id, connection: id }
        return api.data.snapshot(scope.workspace, (view) => presentReference(view, scope))
      },
    }),
    operation({
      id: 'listReference',
      method: 'GET',
      url: '/connections/:connection/reference/:type',
      tag,
      summary: 'Reference records of a kind: all by id, or those that begin with what was typed',
      description:
        'Kinds are those of the list, and bank_account and term, which stand for two kinds each. With q, the best matches come at once, for a typeahead; without, pages in the order of ids.',
      params: referenceTypeParams,
      query: referenceQuery,
      answer: referencePage,
      handle: async ({ caller, params, query }) => {
        const { id } = await connectionOf(api, caller, params.connection)
        const types = typesNamed(params.type)
        const scope = { workspace: caller.workspace.id, connection: id }
        const { q = '', limit } = query
        const usable = query.active ?? false
        const after = readCursor(query.after, place)
        return api.data.in(scope.workspace, async (view) => {
          const asOf = await readAt(view, scope, types)
          if (q !== '') {
            const found = await searchReference(view, scope, { types, q, usable, limit })
            return { items: found.map(presentReferenceRecord), next: null, asOf }
          }
          const rows = await listReference(view, scope, { types, usable, limit: limit + 1, after })
          return { ...pageOf(rows, limit, (row) => [row.id, row.key], presentReferenceRecord), asOf }
        })
      },
    }),
    operation({
      id: 'getReferenceRecord',
      method: 'GET',
      url: '/connections/:connection/reference/:type/:id',
      tag,
      summary: 'One reference record and what uses it',
      params: referenceParams,
      answer: referenceDetail,
      handle: async ({ caller, params }) => {
        const connection = await connectionOf(api, caller, params.connection)
        const types = typesNamed(params.type)
        const scope = { workspace: caller.workspace.id, connection: connection.id }
        return api.data.in(scope.workspace, async (view) => {
          const [row] = await referenceById(view, scope, types, params.id)
          if (row === undefined)
            throw new ApiError('not_found', `There is no ${params.type} ${params.id} in the cache.`)
          return detailOf(view, scope, row, connection.settings)
        })
      },
    }),
    operation({
      id: 'refreshReference',
      method: 'POST',
      url: '/connections/:connection/reference/refresh',
      tag,
      summary: 'Refresh the cache now',
      description: 'Refused with 409 while a refresh is under way.',
      params: connectionParams,
      body: refreshBody,
      answer: runSchema,
      status: 202,
      handle: async ({ caller, params, body }) => {
        const connection = await connectionOf(api, caller, params.connection)
        refuseResting(connection)
        const scope = { workspace: caller.workspace.id, connection: connection.id }
        const at = api.seams.clock.now()
        const id = api.seams.ids.uuid()
        const row = await api.data.marking(scope, async (view) => {
          await refuseRunning(view, scope)
          await insertRefresh(view, scope, { id, startedAt: at, full: body.full, by: caller.actor.name })
          // The sweep comes back to it even if every job is lost.
          await scheduleReference(view, scope.connection, at)
          return runById(view, scope.connection, id)
        })
        if (row === null) throw new Error('The refresh that was just started is not there.')
        api.wake(scope, 'refresh')
        return presentRun(row)
      },
    }),
  ]
}

async function refuseRunning(view: View, { connection }: Scope): Promise<void> {
  const open = await openRefresh(view, connection)
  const run = open === null ? null : await runById(view, connection, open.id)
  if (run === null) return
  const far = run.of === null ? '' : `, ${run.done} of ${run.of} kinds are done`
  const who = run.by === null ? 'the schedule' : run.by
  throw new ApiError(
    'refresh_running',
    `A refresh by ${who} is under way since ${momentOf(run.startedAt)}${far}.`,
  )
}

/** When all of these kinds had been read; null while one was never read. */
async function readAt(view: View, scope: Scope, types: readonly ReferenceType[]): Promise<string | null> {
  const rows = await referenceTypeRows(view, scope)
  const moments = types.map((type) => rows.find((row) => row.type === type)?.lastSuccessAt ?? null)
  const read = moments.filter((moment) => moment !== null)
  return read.length < moments.length ? null : maybeMomentOf(Math.min(...read))
}

async function detailOf(
  view: View,
  scope: Scope,
  row: ReferenceRecord,
  settings: Settings,
): Promise<z.output<typeof referenceDetail>> {
  const naming = await referencesNaming(view, scope, row, 50)
  const records = await recordsNaming(view, scope, row, newest)
  return {
    ...presentReferenceRecord(row),
    uses: {
      settings: settingsNaming(settings, row),
      references: naming.map(presentReferenceRecord),
      records: { looked: records.looked, found: records.found, items: [...records.items] },
    },
  }
}
