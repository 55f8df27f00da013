import { fetchTypes } from '@tieout/engine/flows/fetch.ts'
import { infoOf, isObjectType } from '@tieout/engine/core/object-types.ts'
import type { Settings } from '@tieout/engine/core/settings.ts'
import type { FetchPlan } from '@tieout/engine/ports/fetches.ts'
import { insertFetch, openFetch, seeFetch } from '@tieout/store/views/fetches.ts'
import { runById } from '@tieout/store/views/runs.ts'
import { z } from 'zod'
import { ApiError } from '../../errors.ts'
import type { Api } from '../api.ts'
import { connectionOf } from '../connection-of.ts'
import { rowOf } from '../one-record.ts'
import { operation } from '../operation.ts'
import type { Operation } from '../operation.ts'
import { connectionParams, recordParams, runParams } from '../params.ts'
import { presentRun } from '../present/run.ts'
import { recordRow } from '../schemas/records.ts'
import { fetchBody } from '../schemas/fetches.ts'
import { runSchema } from '../schemas/work.ts'
import { refuseResting } from '../sync-now.ts'

const tag = 'Imports from Intacct'

export function fetchOperations(api: Api): Operation[] {
  return [
    operation({
      id: 'startFetch',
      method: 'POST',
      url: '/connections/:connection/fetches',
      tag,
      summary: 'Import from Intacct, once',
      description:
        'Reads in the background, apart from the ongoing sync, and takes what the settings leave out. Progress, cancel and result are those of the run that it answers. Who has left when it ends gets the result by mail.',
      params: connectionParams,
      body: fetchBody,
      answer: runSchema,
      status: 202,
      handle: async ({ caller, params, body }) => {
        const connection = await connectionOf(api, caller, params.connection)
        refuseResting(connection)
        const scope = { workspace: caller.workspace.id, connection: connection.id }
        const at = api.seams.clock.now()
        const id = api.seams.ids.uuid()
        const plan = planOf(body, connection.settings.directions)
        const [type] = plan.types
        if (type === undefined) throw new Error('An import of nothing.')
        const waiting = caller.actor.kind === 'user' ? { email: caller.actor.email, seenAt: at } : null
        const place = { type, cursor: null, ceiling: null }
        const row = await api.data.marking(scope, async (view) => {
          if ((await openFetch(view, scope.connection)) !== null)
            throw new ApiError('fetch_running', 'Another import from Intacct has not ended yet.')
          await insertFetch(view, scope, { id, plan, place, waiting }, caller.actor.name, at)
          return runById(view, scope.connection, id)
        })
        if (row === null) throw new Error('The import that was just started is not there.')
        api.wake(scope, 'fetch')
        return presentRun(row)
      },
    }),
    operation({
      id: 'watchFetch',
      method: 'POST',
      url: '/connections/:connection/fetches/:run/watch',
      tag,
      summary: 'Say that the one who started the import is still looking at it',
      description:
        'Asked again every few seconds by the page; who has not for 45 seconds gets the result by mail.',
      params: runParams,
      answer: z.object({ watching: z.boolean() }),
      handle: async ({ caller, params }) => {
        const connection = await connectionOf(api, caller, params.connection)
        const { email } = caller.actor
        const at = api.seams.clock.now()
        await api.data.in(caller.workspace.id, (view) => seeFetch(view, connection.id, params.run, email, at))
        return { watching: true }
      },
    }),
    operation({
      id: 'readAgain',
      method: 'POST',
      url: '/connections/:connection/records/:type/:id/read',
      tag,
      summary: 'Read one record of Intacct’s again, now',
      params: recordParams,
      answer: recordRow,
      status: 202,
      handle: async ({ caller, params }) => {
        const connection = await connectionOf(api, caller, params.connection)
        refuseResting(connection)
        const scope = { workspace: caller.workspace.id, connection: connection.id }
        const { type } = params
        if (!isObjectType(type))
          throw new ApiError('unknown_record_type', {
            detail: `There is no record type "${type}".`,
            field: 'type',
          })
        const row = await rowOf(api, scope, type, params.id)
        if (row.remoteKey === null)
          throw new ApiError('nothing_to_read', 'There is nothing to read in Intacct for this record.')
        await api.store.want(scope, [{ type, key: row.remoteKey, by: 'key', why: 'applied' }])
        api.wake(scope, 'push')
        return row
      },
    }),
  ]
}

function planOf(
  { what, orderTypes, from, until, openOnly, since }: z.output<typeof fetchBody>,
  directions: Settings['directions'],
): FetchPlan {
  return {
    // Our user need not have the rights for what nobody switched on.
    types: fetchTypes[what].filter((type) => infoOf(type).optional !== true || directions[type] !== 'off'),
    openOnly,
    ...(orderTypes === undefined ? {} : { orderTypes }),
    ...(from === undefined ? {} : { from }),
    ...(until === undefined ? {} : { until }),
    ...(since === undefined ? {} : { changedSince: since }),
  }
}
