import { cancelRun, listRuns, runById } from '@tieout/store/views/runs.ts'
import { listProblems } from '@tieout/store/views/problems.ts'
import { z } from 'zod'
import { ApiError } from '../../errors.ts'
import type { Api } from '../api.ts'
import { connectionOf } from '../connection-of.ts'
import { pageOf, readCursor } from '../cursors.ts'
import { operation } from '../operation.ts'
import type { Operation } from '../operation.ts'
import { connectionParams, runParams } from '../params.ts'
import { presentProblem } from '../present/problem.ts'
import { presentRun } from '../present/run.ts'
import { list, page, paging } from '../schemas/common.ts'
import { problemCard, runSchema } from '../schemas/work.ts'
import { startRunNow } from '../sync-now.ts'
import { isUuid } from '../uuid.ts'

const tag = 'Work'
const runPlace = z.tuple([z.number(), z.string()])

export function workOperations(api: Api): Operation[] {
  const run = async (workspace: string, connection: string, id: string) => {
    const row = isUuid(id) ? await api.data.in(workspace, (view) => runById(view, connection, id)) : null
    if (row === null) throw new ApiError('not_found', `There is no run ${id} of this connection.`)
    return row
  }
  return [
    operation({
      id: 'syncNow',
      method: 'POST',
      url: '/connections/:connection/sync',
      tag,
      summary: 'Sync now',
      description:
        'Asked again while a run is under way, it answers 200 with that run. One that has read all and is still sending comes with queued: true, and another run starts right after it.',
      params: connectionParams,
      answer: runSchema,
      status: 202,
      otherStatus: 200,
      handle: async ({ caller, params, reply }) => {
        const connection = await connectionOf(api, caller, params.connection)
        const { row, already, queued } = await startRunNow(api, caller, connection)
        if (already) void reply.code(200)
        return { ...presentRun(row), already, queued }
      },
    }),
    operation({
      id: 'listRuns',
      method: 'GET',
      url: '/connections/:connection/runs',
      tag,
      summary: 'Runs, newest first',
      params: connectionParams,
      query: paging,
      answer: page(runSchema),
      handle: async ({ caller, params, query }) => {
        const connection = await connectionOf(api, caller, params.connection)
        const after = readCursor(query.cursor, runPlace)
        const rows = await api.data.in(caller.workspace.id, (view) =>
          listRuns(view, connection.id, { limit: query.limit + 1, after }),
        )
        return pageOf(rows, query.limit, (row) => [row.startedAt, row.id], presentRun)
      },
    }),
    operation({
      id: 'getRun',
      method: 'GET',
      url: '/connections/:connection/runs/:run',
      tag,
      summary: 'One run',
      params: runParams,
      answer: runSchema,
      handle: async ({ caller, params }) => {
        const connection = await connectionOf(api, caller, params.connection)
        return presentRun(await run(caller.workspace.id, connection.id, params.run))
      },
    }),
    operation({
      id: 'cancelRun',
      method: 'POST',
      url: '/connections/:connection/runs/:run/cancel',
      tag,
      summary: 'Cancel a run',
      description:
        'It stops at its next page. What it has stored stays; what it has not read comes with the next run.',
      params: runParams,
      answer: runSchema,
      status: 202,
      handle: async ({ caller, params }) => {
        const connection = await connectionOf(api, caller, params.connection)
        const before = await run(caller.workspace.id, connection.id, params.run)
        if (before.state !== 'running') throw new ApiError('run_over', `The run is ${before.state}.`)
        await api.data.in(caller.workspace.id, (view) => cancelRun(view, connection.id, before.id))
        return presentRun(await run(caller.workspace.id, connection.id, before.id))
      },
    }),
    operation({
      id: 'listProblems',
      method: 'GET',
      url: '/connections/:connection/problems',
      tag,
      summary: 'Open problems, one card a cause, the worst first',
      params: connectionParams,
      answer: list(problemCard),
      handle: async ({ caller, params }) => {
        const connection = await connectionOf(api, caller, params.connection)
        const rows = await api.data.in(caller.workspace.id, (view) => listProblems(view, connection.id))
        return { items: rows.map((row) => presentProblem(row, connection.settings)) }
      },
    }),
  ]
}
