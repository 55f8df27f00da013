import { listViews, removeView, saveView } from '@tieout/store/views/saved-views.ts'
import type { SavedView } from '@tieout/store/views/saved-views.ts'
import { z } from 'zod'
import { ApiError } from '../../errors.ts'
import type { Caller } from '../../auth/caller.ts'
import { exportColumnNames } from '../../export/table.ts'
import type { Api } from '../api.ts'
import { operation } from '../operation.ts'
import type { Operation } from '../operation.ts'
import { idParams } from '../params.ts'
import { list } from '../schemas/common.ts'
import { isUuid } from '../uuid.ts'

const tag = 'Records'

const viewBody = z
  .strictObject({
    name: z.string().trim().min(1).max(80),
    shared: z.boolean().describe('Everybody of the workspace sees it'),
    search: z.string().max(4000).describe('Filter and order, as they stand in the address of the page'),
    columns: z.array(z.enum(exportColumnNames)).max(50).describe('Empty: the usual ones'),
  })
  .meta({ id: 'SavedViewPut' })

const viewSchema = z
  .object({
    id: z.uuid(),
    name: z.string(),
    shared: z.boolean(),
    search: z.string(),
    columns: z.array(z.string()),
    by: z.string(),
    mine: z.boolean(),
  })
  .meta({ id: 'SavedView' })

function present(row: SavedView, caller: Caller): z.output<typeof viewSchema> {
  const { owner, ownerName, columns, ...kept } = row
  return { ...kept, columns: [...columns], by: ownerName, mine: owner === caller.actor.id }
}

export function viewOperations(api: Api): Operation[] {
  return [
    operation({
      id: 'listViews',
      method: 'GET',
      url: '/views',
      tag,
      summary: 'Views of the list that you keep, and those that others share',
      answer: list(viewSchema),
      handle: async ({ caller }) => {
        const rows = await api.data.in(caller.workspace.id, (view) => listViews(view, caller.actor.id))
        return { items: rows.map((row) => present(row, caller)) }
      },
    }),
    operation({
      id: 'saveView',
      method: 'PUT',
      url: '/views',
      tag,
      summary: 'Keep a view under a name; one of yours with that name is replaced',
      body: viewBody,
      answer: viewSchema,
      handle: async ({ caller, body }) => {
        const { id: owner, name: ownerName } = caller.actor
        const workspace = caller.workspace.id
        const at = api.seams.clock.now()
        const row = await api.data.in(workspace, (view) =>
          saveView(view, { ...body, id: api.seams.ids.uuid(), workspace, owner, ownerName, at }),
        )
        return present(row, caller)
      },
    }),
    operation({
      id: 'removeView',
      method: 'DELETE',
      url: '/views/:id',
      tag,
      summary: 'Remove a view: your own, and as an owner any shared one',
      params: idParams,
      answer: z.undefined(),
      status: 204,
      handle: async ({ caller, params }) => {
        const owner = caller.role === 'owner' ? null : caller.actor.id
        const name = isUuid(params.id)
          ? await api.data.in(caller.workspace.id, (view) => removeView(view, params.id, owner))
          : null
        if (name === null) throw new ApiError('not_found', `There is no view ${params.id} of yours.`)
        return undefined
      },
    }),
  ]
}
