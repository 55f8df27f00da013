import { alertAddresses, openAlerts, saveAlertAddresses } from '@tieout/store/views/alerts.ts'
import type { z } from 'zod'
import { ApiError } from '../../errors.ts'
import type { Api } from '../api.ts'
import { audit } from '../audit.ts'
import { connectionOf } from '../connection-of.ts'
import { operation } from '../operation.ts'
import type { Operation } from '../operation.ts'
import { connectionParams } from '../params.ts'
import { maybeMomentOf, momentOf } from '../schemas/common.ts'
import { alertsBody, alertsSchema, mailTestAnswer } from '../schemas/mail.ts'
import { sendTest } from './mail.ts'

const tag = 'Connections'
const url = '/connections/:connection/alerts'

export function alertOperations(api: Api): Operation[] {
  const stateOf = async (workspace: string, connection: string): Promise<z.output<typeof alertsSchema>> => {
    const canMail = (await api.relays.of(workspace)) !== null
    return api.data.in(workspace, async (view) => ({
      addresses: [...(await alertAddresses(view, connection))],
      open: (await openAlerts(view, connection)).map(({ cause, sentence, cure, since, mailedAt }) => ({
        cause,
        sentence,
        cure,
        since: momentOf(since),
        mailedAt: maybeMomentOf(mailedAt),
      })),
      canMail,
    }))
  }

  return [
    operation({
      id: 'getAlerts',
      method: 'GET',
      url,
      tag,
      summary: 'Who is told of this connection’s faults, and which are not over',
      params: connectionParams,
      answer: alertsSchema,
      handle: async ({ caller, params }) => {
        const { id } = await connectionOf(api, caller, params.connection)
        return stateOf(caller.workspace.id, id)
      },
    }),
    operation({
      id: 'setAlerts',
      method: 'PUT',
      url,
      tag,
      summary:
        'Tell these people, and no others, when a scheduled sync or refresh fails or is missed, or Intacct refuses the sign-in',
      params: connectionParams,
      body: alertsBody,
      answer: alertsSchema,
      handle: async ({ caller, params, body, request }) => {
        const { id, companyName } = await connectionOf(api, caller, params.connection)
        const addresses = [...new Set(body.addresses.map((address) => address.toLowerCase()))].sort()
        await api.data.in(caller.workspace.id, async (view) => {
          const before = await alertAddresses(view, id)
          const at = api.seams.clock.now()
          await saveAlertAddresses(view, { connection: id, addresses, by: caller.actor.name, at })
          await audit(view, api, request, {
            action: 'alerts.changed',
            target: companyName,
            before: { addresses: before },
            after: { addresses },
          })
        })
        return stateOf(caller.workspace.id, id)
      },
    }),
    operation({
      id: 'testAlerts',
      method: 'POST',
      url: `${url}/test`,
      tag,
      summary: 'Send a test to everybody on the alert list',
      params: connectionParams,
      answer: mailTestAnswer,
      handle: async ({ caller, params }) => {
        const { id, companyName } = await connectionOf(api, caller, params.connection)
        const addresses = await api.data.in(caller.workspace.id, (view) => alertAddresses(view, id))
        if (addresses.length === 0)
          throw new ApiError('nobody_to_tell', `No address is on the alert list of ${companyName}.`)
        return sendTest(api, caller.workspace.id, addresses, `${companyName}: a test of the alert list`, [
          `This is a test that ${caller.actor.name} asked for. If a scheduled sync or refresh of ${companyName} fails or is missed, you are told here: one mail a day for one cause, and one when it is over.`,
        ])
      },
    }),
  ]
}
