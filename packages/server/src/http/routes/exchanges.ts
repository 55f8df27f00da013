import { exchangesOf } from '@tieout/store/views/exchanges.ts'
import { z } from 'zod'
import type { Api } from '../api.ts'
import { connectionOf } from '../connection-of.ts'
import { operation } from '../operation.ts'
import type { Operation } from '../operation.ts'
import { recordParams } from '../params.ts'
import { list, moment, momentOf } from '../schemas/common.ts'

const exchangeSchema = z
  .object({
    at: moment,
    controlId: z.string(),
    function: z.string(),
    status: z.int().describe('HTTP status; 0: no answer came'),
    ms: z.int(),
    outcome: z.enum(['ok', 'failed', 'unknown']),
    request: z.string().describe('The function as XML, without envelope and sign-in, secrets removed'),
    answer: z.string().describe('What was answered, as it was read'),
  })
  .meta({ id: 'Exchange' })

export function exchangeOperations(api: Api): Operation[] {
  return [
    operation({
      id: 'listExchanges',
      method: 'GET',
      url: '/connections/:connection/records/:type/:id/exchanges',
      tag: 'Records',
      summary: 'What was asked of Intacct for this record and what it answered, newest first',
      description: 'Kept for 30 days, secrets removed.',
      params: recordParams,
      answer: list(exchangeSchema),
      handle: async ({ caller, params }) => {
        const { id } = await connectionOf(api, caller, params.connection)
        const rows = await api.data.in(caller.workspace.id, (view) => exchangesOf(view, id, params))
        return { items: rows.map((row) => ({ ...row, at: momentOf(row.at) })) }
      },
    }),
  ]
}
