import { Readable } from 'node:stream'
import { claimAppId } from '@tieout/store/views/claims.ts'
import { chooseForRecords } from '@tieout/store/views/choices.ts'
import { listChanges } from '@tieout/store/views/changes.ts'
import { isObjectType } from '@tieout/engine/core/object-types.ts'
import { z } from 'zod'
import { ApiError } from '../../errors.ts'
import { takeLines } from '../../intake/bulk.ts'
import type { LineAnswer } from '../../intake/bulk.ts'
import { noted } from '../../intake/imports.ts'
import { judge } from '../actions.ts'
import type { Api } from '../api.ts'
import { audit } from '../audit.ts'
import { connectionOf } from '../connection-of.ts'
import { documentOf, operation, problemAnswer } from '../operation.ts'
import type { Operation } from '../operation.ts'
import { connectionParams, recordParams } from '../params.ts'
import { momentOf } from '../schemas/common.ts'
import {
  actionsAnswer,
  actionsBody,
  changesPage,
  changesQuery,
  claimBody,
  lineAnswer,
  recordRow,
} from '../schemas/records.ts'
import { rowOf } from '../one-record.ts'
import { isUuid } from '../uuid.ts'

const tag = 'Records'
const ndjson = 'application/x-ndjson'

const deliveryQuery = z.strictObject({
  name: z.string().max(200).optional().describe('Shown in the list of imports, e.g. the name of the file'),
  import: z
    .uuid()
    .optional()
    .describe('An id of yours: deliveries with the same one are listed as one import'),
})

export function bulkOperations(api: Api): Operation[] {
  return [
    { id: 'putRecords', mount: (app) => mountBulk(app, api) },
    operation({
      id: 'actOnRecords',
      method: 'POST',
      url: '/connections/:connection/records/actions',
      tag,
      summary: 'Synchronize, force, skip or no longer skip chosen records',
      description: 'Acts on the records that it applies to and lists the others with the reason.',
      params: connectionParams,
      body: actionsBody,
      answer: actionsAnswer,
      handle: async ({ caller, params, body, request }) => {
        const connection = await connectionOf(api, caller, params.connection)
        const scope = { workspace: caller.workspace.id, connection: connection.id }
        const done = await api.data.marking(scope, async (view) => {
          const result = await chooseForRecords(
            view,
            connection.id,
            body.ids,
            (row) => judge(body.action, row),
            {
              by: caller.actor.name,
              at: api.seams.clock.now(),
            },
          )
          if (result.accepted > 0) {
            await audit(view, api, request, {
              action: `records.${body.action}`,
              target: connection.companyName,
              after: { records: body.ids.slice(0, 100), accepted: result.accepted },
            })
          }
          return result
        })
        if (done.accepted > 0) api.wake(scope, 'push')
        return { accepted: done.accepted, refused: done.refused.map((item) => ({ ...item })) }
      },
    }),
    operation({
      id: 'claimRecord',
      method: 'PUT',
      url: '/connections/:connection/records/:type/:id/app-id',
      tag,
      summary: 'Give a record that came from Intacct the id that your application uses for it',
      params: recordParams,
      body: claimBody,
      answer: recordRow,
      handle: async ({ caller, params, body, request }) => {
        const connection = await connectionOf(api, caller, params.connection)
        const { type, id } = params
        if (!isObjectType(type)) {
          throw new ApiError('unknown_record_type', {
            detail: `There is no record type "${type}".`,
            field: 'type',
          })
        }
        const scope = { workspace: caller.workspace.id, connection: connection.id }
        const result = await api.data.marking(scope, async (view) => {
          const claimed = await claimAppId(view, connection.id, { type, tieoutId: id, appId: body.id })
          if (claimed === 'done') {
            await audit(view, api, request, {
              action: 'record.claimed',
              target: `${type} ${body.id}`,
              before: { id },
              after: { id: body.id },
            })
          }
          return claimed
        })
        if (result === 'unknown')
          throw new ApiError('not_found', `There is no ${type} "${id}" in this connection.`)
        if (result === 'owned')
          throw new ApiError('not_imported', `The ${type} "${id}" has an id of your application.`)
        if (result === 'taken')
          throw new ApiError('id_taken', { detail: `"${body.id}" is another ${type}.`, field: 'id' })
        return rowOf(api, scope, type, body.id)
      },
    }),
    operation({
      id: 'listChanges',
      method: 'GET',
      url: '/connections/:connection/changes',
      tag: 'Changes',
      summary: 'What people did in Intacct, in order, at least once',
      description:
        'Ask with "after" = the highest seq that you have worked off; "next" is what to ask with then.',
      params: connectionParams,
      query: changesQuery,
      answer: changesPage,
      handle: async ({ caller, params, query }) => {
        const connection = await connectionOf(api, caller, params.connection)
        const rows = await api.data.in(caller.workspace.id, (view) =>
          listChanges(view, connection.id, query.after, query.limit),
        )
        return {
          items: rows.map((row) => ({ ...row, at: momentOf(row.at) })),
          next: rows.at(-1)?.seq ?? query.after,
        }
      },
    }),
  ]
}

/** The bulk address streams both ways, so it is a route of its own kind. */
function mountBulk(app: Parameters<Operation['mount']>[0], api: Api): void {
  void app.register((scope, _options, done) => {
    // The stream is handed over unread: lines are capped, their number is not.
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser(
      [ndjson, 'application/ndjson', 'application/jsonl'],
      (_request, payload, parsed) => {
        parsed(null, payload)
      },
    )
    scope.route({
      method: 'POST',
      url: '/connections/:connection/records',
      config: { operation: 'putRecords' },
      bodyLimit: Number.MAX_SAFE_INTEGER,
      schema: {
        operationId: 'putRecords',
        tags: [tag],
        summary: 'Store any number of records, one a line',
        ...documentOf(
          'putRecords',
          'NDJSON in, NDJSON out: a line of at most 1 MB a record, an answer a line, in order. A broken line is refused by itself and the rest goes on.',
        ),
        consumes: [ndjson],
        params: connectionParams,
        querystring: deliveryQuery,
        response: {
          200: { description: 'An answer a line', content: { [ndjson]: { schema: lineAnswer } } },
          default: problemAnswer,
        },
      },
      handler: async (request, reply) => {
        const caller = request.caller
        if (caller === null) throw new ApiError('not_signed_in', 'This needs a session or a key.')
        const { connection: id } = request.params as { connection: string }
        const connection = await connectionOf(api, caller, isUuid(id) ? id : '')
        const to = { workspace: caller.workspace.id, connection: connection.id }
        const { name = '', import: given } = request.query as z.output<typeof deliveryQuery>
        const answers = takeLines(request.body as AsyncIterable<Uint8Array>, {
          store: api.store,
          scope: to,
          rules: connection.settings,
          now: () => api.seams.clock.now(),
          stored: (rows) => {
            if (rows > 0) api.wake(to, 'push')
          },
        })
        const delivery = {
          scope: to,
          id: given ?? api.seams.ids.uuid(),
          name,
          by: caller.actor.name,
        }
        return reply
          .code(200)
          .type(ndjson)
          .serializer((body: unknown) => body as string)
          .send(
            Readable.from(textOf(noted(answers, delivery, { data: api.data, clock: api.seams.clock })), {
              objectMode: false,
              highWaterMark: 65_536,
            }),
          )
      },
    })
    done()
  })
}

async function* textOf(batches: AsyncIterable<LineAnswer[]>): AsyncGenerator<string> {
  for await (const batch of batches) {
    yield batch.map((answer) => `${JSON.stringify(answer)}\n`).join('')
  }
}
