import { isObjectType } from '@tieout/engine/core/object-types.ts'
import type { Scope } from '@tieout/engine/ports.ts'
import { chooseForRecords } from '@tieout/store/views/choices.ts'
import { linkableTo, payersOf } from '@tieout/store/views/choice-options.ts'
import { rowById } from '@tieout/store/views/grid.ts'
import type { GridRow } from '@tieout/store/views/grid.ts'
import type { View } from '@tieout/store/views/view.ts'
import { ApiError } from '../../errors.ts'
import type { Api } from '../api.ts'
import { audit } from '../audit.ts'
import { judgeChoice } from '../choices.ts'
import type { Chooser } from '../choices.ts'
import { connectionOf } from '../connection-of.ts'
import { rowOf } from '../one-record.ts'
import { operation } from '../operation.ts'
import type { Operation } from '../operation.ts'
import { recordParams } from '../params.ts'
import { choiceBody } from '../schemas/choices.ts'
import { recordRow } from '../schemas/records.ts'

/** What the choices of a record depend on, read in one transaction. */
export async function chooserOf(view: View, scope: Scope, row: GridRow): Promise<Chooser> {
  return {
    row,
    linkable: await linkableTo(view, scope, row),
    payers: row.reason === 'update_held' ? await payersOf(view, scope.connection, row) : [],
  }
}

export function choiceOperations(api: Api): Operation[] {
  return [
    operation({
      id: 'chooseForRecord',
      method: 'POST',
      url: '/connections/:connection/records/:type/:id/choices',
      tag: 'Records',
      summary: 'Decide what a person must decide about a record',
      description:
        'Which choices a record offers, what each of them does and what it needs is under "choices" of the record. A choice is refused if the record has moved on meanwhile.',
      params: recordParams,
      body: choiceBody,
      answer: recordRow,
      handle: async ({ caller, params, body, request }) => {
        const connection = await connectionOf(api, caller, params.connection)
        const { type, id } = params
        if (!isObjectType(type)) {
          const detail = `There is no record type "${type}".`
          throw new ApiError('unknown_record_type', { detail, field: 'type' })
        }
        const scope = { workspace: caller.workspace.id, connection: connection.id }
        const by = { by: caller.actor.name, at: api.seams.clock.now() }
        const refused = await api.data.marking(scope, async (view) => {
          const row = await rowById(view, connection.id, type, id)
          if (row === null) return null
          const chooser = await chooserOf(view, scope, row)
          const chosen = judgeChoice(body.choice, body, chooser)
          if ('refused' in chosen) return chosen.refused
          // What is paid on a document that is entered anew comes off with it, and on again.
          const along = body.choice === 'reenter' ? chooser.payers : []
          const ids = [row, ...along].map((item) => ({ type: item.type, id: item.id }))
          await chooseForRecords(view, connection.id, ids, () => chosen, by)
          await audit(view, api, request, {
            action: `record.chosen`,
            target: `${connection.companyName}, ${type} ${row.number}`,
            before: { reason: row.reason },
            after: { ...body, along: along.map(({ number }) => number) },
          })
          return ''
        })
        if (refused === null)
          throw new ApiError('not_found', `There is no ${type} "${id}" in this connection.`)
        if (refused !== '') throw new ApiError('choice_refused', refused)
        api.wake(scope, 'push')
        return rowOf(api, scope, type, id)
      },
    }),
  ]
}
