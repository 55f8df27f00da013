import { ApiError } from '../../errors.ts'
import { z } from 'zod'
import type { Api } from '../api.ts'
import { connectionOf } from '../connection-of.ts'
import { documentOf, problemAnswer } from '../operation.ts'
import type { Operation } from '../operation.ts'
import { connectionParams } from '../params.ts'

/** Live pages: server-sent events of one connection. */
export function eventOperations(api: Api): Operation[] {
  return [
    {
      id: 'streamEvents',
      mount(app) {
        app.route({
          method: 'GET',
          url: '/connections/:connection/events',
          config: { operation: 'streamEvents' },
          schema: {
            operationId: 'streamEvents',
            tags: ['Live'],
            summary: 'What changes, as it changes (server-sent events)',
            ...documentOf(
              'streamEvents',
              'Events: `status` (counts), `record` (a row of the grid), `run`, `connection` (its state). A comment every 15 s. After a break, read again what you show.',
            ),
            params: connectionParams,
            querystring: z.strictObject({}),
            response: {
              200: {
                description: 'A stream of events',
                content: { 'text/event-stream': { schema: z.string() } },
              },
              default: problemAnswer,
            },
          },
          handler: async (request, reply) => {
            const caller = request.caller
            if (caller === null) throw new ApiError('not_signed_in', 'This needs a session or a key.')
            const { connection: id } = request.params as { connection: string }
            const connection = await connectionOf(api, caller, id)
            const scope = { workspace: caller.workspace.id, connection: connection.id }
            reply.raw.writeHead(200, {
              ...Object.fromEntries(
                Object.entries(reply.getHeaders()).map(([name, value]) => [name, String(value)]),
              ),
              'content-type': 'text/event-stream; charset=utf-8',
              'cache-control': 'no-store',
              'x-accel-buffering': 'no',
            })
            reply.hijack()
            api.live.stream(scope, reply.raw)
          },
        })
      },
    },
  ]
}
