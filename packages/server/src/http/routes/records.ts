import { objectTypeNames } from '@tieout/engine/core/object-types.ts'
import { listRecords, sortValue } from '@tieout/store/views/grid.ts'
import { statusCounts } from '@tieout/store/views/counts.ts'
import { recordDetailOf } from '@tieout/store/views/record.ts'
import { z } from 'zod'
import { ApiError } from '../../errors.ts'
import { versionError } from '../../intake/bulk.ts'
import { readRecord } from '../../intake/read-record.ts'
import type { Api } from '../api.ts'
import { connectionOf } from '../connection-of.ts'
import { pageOf, readCursor } from '../cursors.ts'
import { filterOf } from '../grid-filter.ts'
import { operation } from '../operation.ts'
import type { Operation } from '../operation.ts'
import { connectionParams, recordParams } from '../params.ts'
import { presentRecord } from '../present/record.ts'
import { presentRow } from '../present/row.ts'
import { putAnswer, recordBody, recordDetail, recordsPage, recordsQuery } from '../schemas/records.ts'
import { chooserOf } from './choices.ts'
import { nextVersionForVoid, rowOf } from '../one-record.ts'

const tag = 'Records'
const place = z.tuple([z.union([z.string(), z.number(), z.null()]), z.string()])

export function recordOperations(api: Api): Operation[] {
  const store = async (
    workspace: string,
    connection: string,
    rules: Parameters<typeof readRecord>[1],
    raw: Parameters<typeof readRecord>[0],
  ) => {
    const scope = { workspace, connection }
    const put = readRecord(raw, rules)
    const [result] = await api.store.putApp(scope, [put], api.seams.clock.now())
    if (result === undefined) throw new Error('The store answered no row.')
    const error = versionError(put, result)
    if (error) throw error
    if (result.kind === 'stored') api.wake(scope, 'push')
    return {
      result: result.kind === 'unchanged' ? ('unchanged' as const) : ('stored' as const),
      record: await rowOf(api, scope, put.type, put.id),
    }
  }

  return [
    operation({
      id: 'listRecords',
      method: 'GET',
      url: '/connections/:connection/records',
      tag,
      summary: 'Records, filtered and sorted, with the counts per status',
      params: connectionParams,
      query: recordsQuery,
      answer: recordsPage,
      handle: async ({ caller, params, query }) => {
        const connection = await connectionOf(api, caller, params.connection)
        const filter = filterOf(query, connection.settings.baseCurrency)
        const after = readCursor(query.cursor, place)
        const now = api.seams.clock.now()
        const { rows, counts } = await api.data.in(caller.workspace.id, async (view) => ({
          rows: await listRecords(view, connection.id, {
            filter,
            sort: query.sort,
            ...(query.direction === undefined ? {} : { direction: query.direction }),
            limit: query.limit + 1,
            after,
          }),
          counts: await statusCounts(view, connection.id, query.data),
        }))
        return {
          ...pageOf(rows, query.limit, (row) => [sortValue(query.sort, row), row.link], presentRow),
          counts: { ...counts, asOf: new Date(now).toISOString() },
        }
      },
    }),
    operation({
      id: 'getRecord',
      method: 'GET',
      url: '/connections/:connection/records/:type/:id',
      tag,
      summary: 'Both sides of a record, why it stands as it does, and its timeline',
      params: recordParams,
      answer: recordDetail,
      handle: async ({ caller, params }) => {
        const connection = await connectionOf(api, caller, params.connection)
        const { type, id } = checked(params)
        const scope = { workspace: caller.workspace.id, connection: connection.id }
        const found = await api.data.in(caller.workspace.id, async (view) => {
          const detail = await recordDetailOf(view, connection.id, type, id)
          return detail && { detail, chooser: await chooserOf(view, scope, detail.row) }
        })
        if (found === null) throw new ApiError('not_found', `There is no ${type} "${id}" in this connection.`)
        return presentRecord(found.detail, connection, found.chooser)
      },
    }),
    operation({
      id: 'putRecord',
      method: 'PUT',
      url: '/connections/:connection/records/:type/:id',
      tag,
      summary: 'Store a version of a record',
      description:
        'The same version with the same contents changes nothing. A record whose parent is not here yet is stored, and waits for it.',
      params: recordParams,
      body: recordBody,
      answer: putAnswer,
      handle: async ({ caller, params, body }) => {
        const connection = await connectionOf(api, caller, params.connection)
        return store(caller.workspace.id, connection.id, connection.settings, { ...checked(params), ...body })
      },
    }),
    operation({
      id: 'voidRecord',
      method: 'DELETE',
      url: '/connections/:connection/records/:type/:id',
      tag,
      summary: 'Ask for a void',
      description:
        'Stores the next version with state void; what is in Intacct is reversed there, never silently removed.',
      params: recordParams,
      answer: putAnswer,
      handle: async ({ caller, params }) => {
        const connection = await connectionOf(api, caller, params.connection)
        const { type, id } = checked(params)
        const next = await nextVersionForVoid(
          api,
          { workspace: caller.workspace.id, connection: connection.id },
          type,
          id,
        )
        return store(caller.workspace.id, connection.id, connection.settings, {
          type,
          id,
          state: 'void',
          ...next,
        })
      },
    }),
  ]
}

function checked(params: { type: string; id: string }): {
  type: (typeof objectTypeNames)[number]
  id: string
} {
  const type = objectTypeNames.find((name) => name === params.type)
  if (type === undefined) {
    throw new ApiError('unknown_record_type', {
      detail: `There is no record type "${params.type}". Use one of: ${objectTypeNames.join(', ')}.`,
      field: 'type',
    })
  }
  return { type, id: params.id }
}
