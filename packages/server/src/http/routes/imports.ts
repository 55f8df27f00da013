import { endImport, importById, listImports, openImport, reportImport } from '@tieout/store/views/imports.ts'
import { z } from 'zod'
import { ApiError } from '../../errors.ts'
import type { Api } from '../api.ts'
import { connectionOf } from '../connection-of.ts'
import { pageOf, readCursor } from '../cursors.ts'
import { operation } from '../operation.ts'
import type { Operation } from '../operation.ts'
import { connectionParams, importParams } from '../params.ts'
import { presentImport, presentImportDetail } from '../present/run.ts'
import { page, paging } from '../schemas/common.ts'
import { importDetail, importReport, importSchema } from '../schemas/work.ts'
import { isUuid } from '../uuid.ts'

const tag = 'Work'
const place = z.tuple([z.number(), z.string()])

export function importOperations(api: Api): Operation[] {
  const one = async (workspace: string, connection: string, id: string) => {
    const row = isUuid(id) ? await api.data.in(workspace, (view) => importById(view, connection, id)) : null
    if (row === null) throw new ApiError('not_found', `There is no import ${id} of this connection.`)
    return row
  }
  return [
    operation({
      id: 'listImports',
      method: 'GET',
      url: '/connections/:connection/imports',
      tag,
      summary: 'What was brought in by bulk, newest first',
      params: connectionParams,
      query: paging,
      answer: page(importSchema),
      handle: async ({ caller, params, query }) => {
        const connection = await connectionOf(api, caller, params.connection)
        const after = readCursor(query.cursor, place)
        const rows = await api.data.in(caller.workspace.id, (view) =>
          listImports(view, connection.id, { limit: query.limit + 1, after }),
        )
        return pageOf(rows, query.limit, (row) => [row.startedAt, row.id], presentImport)
      },
    }),
    operation({
      id: 'getImport',
      method: 'GET',
      url: '/connections/:connection/imports/:import',
      tag,
      summary: 'One import, with the rows that were refused',
      params: importParams,
      answer: importDetail,
      handle: async ({ caller, params }) => {
        const connection = await connectionOf(api, caller, params.connection)
        return presentImportDetail(await one(caller.workspace.id, connection.id, params.import))
      },
    }),
    operation({
      id: 'reportImport',
      method: 'PUT',
      url: '/connections/:connection/imports/:import/report',
      tag,
      summary: 'Say which rows of a file were refused',
      description:
        'For a sender that reads a file: rows that it refused by itself, and the others by their place in the file. Replaces what was noted line by line.',
      params: importParams,
      body: importReport,
      answer: importDetail,
      bodyLimit: 4_194_304,
      handle: async ({ caller, params, body }) => {
        const connection = await connectionOf(api, caller, params.connection)
        const id = params.import.toLowerCase()
        if (!isUuid(id)) throw new ApiError('not_found', `There is no import ${id} of this connection.`)
        const scope = { workspace: caller.workspace.id, connection: connection.id }
        const at = api.seams.clock.now()
        await api.data.in(scope.workspace, async (view) => {
          // A file of which every row was refused has sent nothing before.
          await openImport(view, scope, { id, name: body.name ?? '', by: caller.actor.name, at })
          await reportImport(view, connection.id, id, body)
          await endImport(view, connection.id, id, { state: 'done', at })
        })
        return presentImportDetail(await one(caller.workspace.id, connection.id, id))
      },
    }),
  ]
}
