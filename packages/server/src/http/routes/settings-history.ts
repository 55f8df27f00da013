import { settingsSchema } from '@tieout/engine/core/settings.ts'
import { listSettings, settingsOf } from '@tieout/store/views/settings-history.ts'
import type { SettingsVersionRow } from '@tieout/store/views/settings-history.ts'
import { z } from 'zod'
import { ApiError } from '../../errors.ts'
import type { Api } from '../api.ts'
import { changeSettings } from '../change-settings.ts'
import { connectionOf } from '../connection-of.ts'
import { pageOf, readCursor } from '../cursors.ts'
import { operation } from '../operation.ts'
import type { Operation } from '../operation.ts'
import { connectionParams } from '../params.ts'
import { detailOf } from '../present/connection.ts'
import { moment, momentOf, page, paging } from '../schemas/common.ts'
import { connectionSchema } from '../schemas/companies.ts'
import { laidOver } from '../settings-patch.ts'

const tag = 'Connections'

const versionSchema = z
  .object({
    version: z.int(),
    at: moment,
    by: z.string(),
    settings: settingsSchema,
    before: settingsSchema.nullable().describe('Those of the version before; null for the first'),
  })
  .meta({ id: 'SettingsVersion' })

const rollbackBody = z
  .strictObject({
    version: z.int().min(1).describe('The version whose settings are to be in force again'),
    settingsVersion: z.int().min(1).describe('The version in force now; 409 if it is no longer so'),
  })
  .meta({ id: 'SettingsRollback' })

function present({ version, at, by, settings, before }: SettingsVersionRow): z.output<typeof versionSchema> {
  return {
    version,
    at: momentOf(at),
    by,
    settings: settingsSchema.parse(settings),
    before: before === null ? null : settingsSchema.parse(before),
  }
}

export function settingsHistoryOperations(api: Api): Operation[] {
  return [
    operation({
      id: 'listSettings',
      method: 'GET',
      url: '/connections/:connection/settings',
      tag,
      summary: 'Versions of the settings, newest first: who changed what',
      params: connectionParams,
      query: paging,
      answer: page(versionSchema),
      handle: async ({ caller, params, query }) => {
        const { id } = await connectionOf(api, caller, params.connection)
        const after = readCursor(query.cursor, z.number())
        const rows = await api.data.in(caller.workspace.id, (view) =>
          listSettings(view, id, { limit: query.limit + 1, after }),
        )
        return pageOf(rows, query.limit, (row) => row.version, present)
      },
    }),
    operation({
      id: 'rollBackSettings',
      method: 'POST',
      url: '/connections/:connection/settings/rollback',
      tag,
      summary: 'Put the settings of an earlier version in force again, as a new version',
      params: connectionParams,
      body: rollbackBody,
      answer: connectionSchema,
      handle: async ({ caller, params, body, request }) => {
        const connection = await connectionOf(api, caller, params.connection)
        const settings = await api.data.in(caller.workspace.id, (view) =>
          settingsOf(view, connection.id, body.version),
        )
        if (settings === null)
          throw new ApiError('not_found', `There is no version ${body.version} of these settings.`)
        await changeSettings(api, request, connection, {
          settings: laidOver({}, settings),
          on: body.settingsVersion,
          action: 'settings.rolled_back',
        })
        return detailOf(api, caller, connection.id)
      },
    }),
  ]
}
