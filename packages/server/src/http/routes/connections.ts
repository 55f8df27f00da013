import { companyById } from '@tieout/store/views/companies.ts'
import {
  createConnection,
  entityTaken,
  hasLinks,
  saveCredentials,
  setConnectionState,
} from '@tieout/store/views/connections.ts'
import type { ConnectionRow } from '@tieout/store/views/connections.ts'
import type { View } from '@tieout/store/views/view.ts'
import type { Caller } from '../../auth/caller.ts'
import type { IntacctCredentials } from '../../remotes/ports.ts'
import { ApiError } from '../../errors.ts'
import type { Api } from '../api.ts'
import { audit } from '../audit.ts'
import { changeSettings } from '../change-settings.ts'
import { connectionOf } from '../connection-of.ts'
import { checkStored, fillCredentials, insistOn, storedCredentials } from '../credentials.ts'
import { operation } from '../operation.ts'
import type { Operation } from '../operation.ts'
import { companyParams, connectionParams } from '../params.ts'
import { detailOf } from '../present/connection.ts'
import { laidOver } from '../settings-patch.ts'
import { isUuid } from '../uuid.ts'
import {
  connectionPatch,
  connectionSchema,
  credentialsBody,
  newConnectionBody,
  testAnswer,
} from '../schemas/companies.ts'

const tag = 'Connections'

export function connectionOperations(api: Api): Operation[] {
  const stateChange = (
    id: 'pauseConnection' | 'resumeConnection',
    state: 'paused' | 'active',
    word: string,
  ): Operation =>
    operation({
      id,
      method: 'POST',
      url: `/connections/:connection/${word}`,
      tag,
      summary:
        state === 'paused' ? 'Pause: nothing is read or sent' : 'Resume: work goes on where it stopped',
      params: connectionParams,
      answer: connectionSchema,
      handle: async ({ caller, params, request }) => {
        const connection = await connectionOf(api, caller, params.connection)
        if (connection.state === 'disconnected')
          throw new ApiError('disconnected', 'There is nothing to pause or resume.')
        if (connection.state === 'connecting')
          throw new ApiError('not_confirmed', `${connection.companyName} is still being connected.`)
        if (connection.state === state) return detailOf(api, caller, params.connection)
        await api.data.in(caller.workspace.id, async (view) => {
          await setConnectionState(view, connection.id, state, caller.actor.name, api.seams.clock.now())
          await audit(view, api, request, {
            action: `connection.${state === 'paused' ? 'paused' : 'resumed'}`,
            target: connection.companyName,
          })
        })
        if (state === 'active') {
          const scope = { workspace: caller.workspace.id, connection: connection.id }
          api.wake(scope, 'push')
          api.wake(scope, 'pull')
          api.wake(scope, 'refresh')
        }
        return detailOf(api, caller, params.connection)
      },
    })

  return [
    operation({
      id: 'createConnection',
      method: 'POST',
      url: '/companies/:company/connections',
      tag,
      summary: 'Connect a company to Intacct',
      description: 'The credentials are tried first; what Intacct does not accept is not saved.',
      params: companyParams,
      body: newConnectionBody,
      answer: connectionSchema,
      status: 201,
      handle: async ({ caller, params, body, request }) => {
        const workspace = caller.workspace.id
        const company = isUuid(params.company)
          ? await api.data.in(workspace, (view) => companyById(view, params.company))
          : null
        if (company === null)
          throw new ApiError('not_found', `There is no company ${params.company} in this workspace.`)
        if (company.connection !== null && company.connection.state !== 'disconnected') {
          throw new ApiError(
            'already_connected',
            `${company.name} is connected to ${company.connection.intacctCompany}.`,
          )
        }
        const settings = laidOver({}, body.settings ?? {})
        const credentials = fillCredentials(api, body)
        const id = api.seams.ids.uuid()
        await insistOn(api, { workspace, connection: id }, credentials)
        await api.data.in(workspace, async (view) => {
          await refuseTaken(view, credentials, null)
          await createConnection(view, {
            id,
            workspace,
            company: company.id,
            ...storedCredentials(api, { workspace, connection: id }, credentials),
            settings,
            begins: body.paused === true ? 'paused' : 'at_once',
            by: caller.actor.name,
            at: api.seams.clock.now(),
          })
          await audit(view, api, request, {
            action: 'connection.created',
            target: company.name,
            after: {
              intacctCompany: credentials.companyId,
              entity: credentials.entity,
              user: credentials.userId,
            },
          })
        })
        api.wake({ workspace, connection: id }, 'pull')
        api.wake({ workspace, connection: id }, 'refresh')
        return detailOf(api, caller, id)
      },
    }),
    operation({
      id: 'getConnection',
      method: 'GET',
      url: '/connections/:connection',
      tag,
      summary: 'How a connection stands',
      params: connectionParams,
      answer: connectionSchema,
      handle: ({ caller, params }) => detailOf(api, caller, params.connection),
    }),
    operation({
      id: 'changeConnection',
      method: 'PATCH',
      url: '/connections/:connection',
      tag,
      summary: 'Change settings',
      params: connectionParams,
      body: connectionPatch,
      answer: connectionSchema,
      handle: async ({ caller, params, body, request }) => {
        const connection = await connectionOf(api, caller, params.connection)
        const patch = {
          ...body.settings,
          ...(body.autoSync === undefined ? {} : { autoSync: body.autoSync }),
        }
        const settings = laidOver(connection.settings, patch)
        await changeSettings(api, request, connection, {
          settings,
          on: body.settingsVersion ?? connection.settingsVersion,
          action: 'settings.changed',
        })
        return detailOf(api, caller, connection.id)
      },
    }),
    operation({
      id: 'setCredentials',
      method: 'PUT',
      url: '/connections/:connection/credentials',
      tag,
      summary: 'Set new credentials',
      description:
        'Tried first; what Intacct does not accept is not saved. They are encrypted, and never shown again.',
      params: connectionParams,
      body: credentialsBody,
      answer: connectionSchema,
      handle: async ({ caller, params, body, request }) => {
        const connection = await connectionOf(api, caller, params.connection)
        const scope = { workspace: caller.workspace.id, connection: connection.id }
        const entity = body.entity === undefined ? connection.entity : body.entity
        const credentials = fillCredentials(api, { ...body, entity }, await api.vault.open(scope))
        await refuseOther(api, caller, connection, credentials)
        await insistOn(api, scope, credentials)
        await api.data.in(scope.workspace, async (view) => {
          await refuseTaken(view, credentials, connection.id)
          await saveCredentials(view, {
            connection: connection.id,
            ...storedCredentials(api, scope, credentials),
            by: caller.actor.name,
            at: api.seams.clock.now(),
          })
          await audit(view, api, request, {
            action: 'credentials.set',
            target: connection.companyName,
            before: { intacctCompany: connection.intacctCompany, user: connection.user },
            after: { intacctCompany: credentials.companyId, user: credentials.userId },
          })
        })
        api.wake(scope, 'push')
        api.wake(scope, 'pull')
        return detailOf(api, caller, connection.id)
      },
    }),
    operation({
      id: 'testConnection',
      method: 'POST',
      url: '/connections/:connection/test',
      tag,
      summary: 'Try the stored credentials, step by step',
      description: 'A connection that Tieout paused because Intacct refused it goes on when the test passes.',
      params: connectionParams,
      answer: testAnswer,
      handle: async ({ caller, params }) => {
        const connection = await connectionOf(api, caller, params.connection)
        const scope = { workspace: caller.workspace.id, connection: connection.id }
        const result = await checkStored(api, scope)
        // What Tieout paused because of a refusal goes on once a test has passed; what a person paused waits for a person.
        const isRefused = connection.fault?.retry === 'connection' && connection.pausedBy === null
        if (result.ok && connection.state === 'paused' && isRefused) {
          await api.data.in(scope.workspace, (view) =>
            setConnectionState(view, connection.id, 'active', caller.actor.name, api.seams.clock.now()),
          )
          api.wake(scope, 'push')
          api.wake(scope, 'pull')
        }
        return result
      },
    }),
    stateChange('pauseConnection', 'paused', 'pause'),
    stateChange('resumeConnection', 'active', 'resume'),
  ]
}

/** Links lead to records of one Intacct company and entity; with another they would lead nowhere, or to the wrong ones. */
async function refuseOther(
  api: Api,
  caller: Caller,
  connection: ConnectionRow,
  { companyId, entity }: IntacctCredentials,
): Promise<void> {
  const isSame =
    connection.intacctCompany.toLowerCase() === companyId.toLowerCase() && connection.entity === entity
  if (isSame || !(await api.data.in(caller.workspace.id, (view) => hasLinks(view, connection.id)))) return
  const placed = (company: string, at: string | null) =>
    `${company}, ${at === null ? 'top level' : `entity ${at}`}`
  throw new ApiError('other_intacct_company', {
    detail: `${connection.companyName} is linked with ${placed(connection.intacctCompany, connection.entity)}; these credentials are for ${placed(companyId, entity)}.`,
    field: connection.intacctCompany === companyId ? 'entity' : 'companyId',
  })
}

async function refuseTaken(
  view: View,
  { companyId, entity }: IntacctCredentials,
  except: string | null,
): Promise<void> {
  const by = await entityTaken(view, { intacctCompany: companyId, entity, except })
  if (by === null) return
  throw new ApiError('entity_taken', {
    detail: `${by} is connected to ${companyId}, ${entity === null ? 'top level' : `entity ${entity}`} or one that holds it.`,
    field: 'entity',
  })
}
