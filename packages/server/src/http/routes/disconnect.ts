import { disconnect } from '@tieout/store/views/connections.ts'
import { ApiError } from '../../errors.ts'
import { preflight } from '../../preflight/preflight.ts'
import type { Api } from '../api.ts'
import { audit } from '../audit.ts'
import { connectionOf } from '../connection-of.ts'
import { operation } from '../operation.ts'
import type { Operation } from '../operation.ts'
import { connectionParams } from '../params.ts'
import { detailOf } from '../present/connection.ts'
import { presentPreflight } from '../present/onboarding.ts'
import { connectionSchema } from '../schemas/companies.ts'
import { disconnectBody, preflightAnswer } from '../schemas/onboarding.ts'

const tag = 'Connections'

export function disconnectOperations(api: Api): Operation[] {
  return [
    operation({
      id: 'disconnect',
      method: 'POST',
      url: '/connections/:connection/disconnect',
      tag,
      summary: 'Disconnect: nothing more is read or sent',
      description:
        'The secrets are erased at once. Links, history and settings stay, so that it can be connected again to the same Intacct company.',
      params: connectionParams,
      body: disconnectBody,
      answer: connectionSchema,
      handle: async ({ caller, params, body, request }) => {
        const connection = await connectionOf(api, caller, params.connection)
        if (body.company.trim() !== connection.companyName)
          throw new ApiError('wrong_name', {
            detail: `The company is called ${connection.companyName}.`,
            field: 'company',
          })
        await api.data.in(caller.workspace.id, async (view) => {
          await disconnect(view, {
            connection: connection.id,
            by: caller.actor.name,
            at: api.seams.clock.now(),
          })
          await audit(view, api, request, {
            action: 'connection.disconnected',
            target: connection.companyName,
            before: { intacctCompany: connection.intacctCompany, entity: connection.entity },
          })
        })
        return detailOf(api, caller, connection.id)
      },
    }),
    operation({
      id: 'checkConnection',
      method: 'POST',
      url: '/connections/:connection/preflight',
      tag,
      summary: 'Look whether Intacct is ready: sign-in, rights, modules, set-up',
      description: 'Writes nothing. About 20 API units.',
      params: connectionParams,
      answer: preflightAnswer,
      handle: async ({ caller, params }) => {
        const connection = await connectionOf(api, caller, params.connection)
        const scope = { workspace: caller.workspace.id, connection: connection.id }
        const credentials = await api.vault.open(scope)
        if (credentials === null) throw new ApiError('disconnected', 'This connection has no credentials.')
        const result = await preflight(api.remotes, scope, credentials, {
          user: credentials.userId,
          entity: credentials.entity,
          settings: connection.settings,
          today: new Date(api.seams.clock.now()).toISOString().slice(0, 10),
        })
        return presentPreflight(result)
      },
    }),
  ]
}
