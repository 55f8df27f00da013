import { listMembers } from '@tieout/store/views/members.ts'
import { hiddenConnectors, onboardingOf, setConnectorShown } from '@tieout/store/views/onboarding.ts'
import type { z } from 'zod'
import { allows, lowestRole } from '../../auth/operations.ts'
import { ApiError } from '../../errors.ts'
import type { Api } from '../api.ts'
import { audit } from '../audit.ts'
import { operation } from '../operation.ts'
import type { Operation } from '../operation.ts'
import { companyParams } from '../params.ts'
import { presentCompany } from '../present/company.ts'
import { companyOf, stepOf } from '../present/onboarding.ts'
import { connectorParams, integrationsAnswer, shownBody } from '../schemas/onboarding.ts'

type Card = z.output<typeof integrationsAnswer>['items'][number]

const tag = 'Onboarding'

/** The connectors that there are. */
const connectors = [
  {
    connector: 'intacct',
    title: 'Sage Intacct',
    text: 'Customers, invoices, credit notes and payments, both ways, to the cent.',
  },
] as const

export function integrationOperations(api: Api): Operation[] {
  return [
    operation({
      id: 'listIntegrations',
      method: 'GET',
      url: '/companies/:company/integrations',
      tag,
      summary: 'A card for each connector, with its state',
      description: 'Hidden ones are listed for owners only.',
      params: companyParams,
      answer: integrationsAnswer,
      handle: async ({ caller, params }) => {
        const company = await companyOf(api, caller, params.company)
        const { row, hidden, members } = await api.data.snapshot(caller.workspace.id, async (view) => ({
          row: await onboardingOf(view, company.id),
          hidden: await hiddenConnectors(view),
          members: await listMembers(view),
        }))
        const owner = allows(caller.role, lowestRole.beginOnboarding)
        const open = row !== null && row.confirmedAt === null ? stepOf(row) : null
        const { health, healthText } = presentCompany(company)
        const tied = company.connection?.state === 'connecting' ? null : company.connection
        const cards = connectors.map((each): Card => ({
          ...each,
          shown: !hidden.includes(each.connector),
          state: stateOf(tied?.state ?? null, health, open),
          sentence: open !== null && (tied === null || tied.state === 'disconnected') ? '' : healthText,
          step: open,
          connection: tied?.id ?? null,
        }))
        return {
          items: cards.filter(({ shown }) => shown || owner),
          mayConnect: owner,
          owners: members
            .filter(({ role, user }) => role === 'owner' && user !== null)
            .map(({ name }) => name),
        }
      },
    }),
    operation({
      id: 'showIntegration',
      method: 'PUT',
      url: '/integrations/:connector',
      tag,
      summary: 'Show or hide a connector’s card in this workspace',
      params: connectorParams,
      body: shownBody,
      answer: shownBody,
      handle: async ({ caller, params, body, request }) => {
        const known = connectors.find(({ connector }) => connector === params.connector)
        if (known === undefined) throw new ApiError('not_found', `There is no connector ${params.connector}.`)
        await api.data.in(caller.workspace.id, async (view) => {
          await setConnectorShown(view, {
            workspace: caller.workspace.id,
            connector: known.connector,
            shown: body.shown,
            by: caller.actor.name,
            at: api.seams.clock.now(),
          })
          await audit(view, api, request, {
            action: body.shown ? 'integration.shown' : 'integration.hidden',
            target: known.title,
          })
        })
        return body
      },
    }),
  ]
}

function stateOf(state: string | null, health: string, open: string | null): Card['state'] {
  if (state === null || state === 'disconnected') return open === null ? 'not_connected' : 'connecting'
  if (health === 'not_working' || health === 'needs_someone') return 'needs_someone'
  return state === 'paused' ? 'paused' : 'connected'
}
