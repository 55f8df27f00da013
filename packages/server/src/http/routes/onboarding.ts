import { connectionById, saveSettings, startConnection } from '@tieout/store/views/connections.ts'
import {
  beginOnboarding,
  confirmOnboarding,
  onboardingOf,
  saveOnboarding,
} from '@tieout/store/views/onboarding.ts'
import type { OnboardingRow } from '@tieout/store/views/onboarding.ts'
import type { View } from '@tieout/store/views/view.ts'
import { sameJson } from '@tieout/engine/core/json.ts'
import { settingsSchema } from '@tieout/engine/core/settings.ts'
import type { Caller } from '../../auth/caller.ts'
import { ApiError } from '../../errors.ts'
import { answersSchema, onboardingSteps, settingsOf } from '../../onboarding/answers.ts'
import type { Answers } from '../../onboarding/answers.ts'
import type { Api } from '../api.ts'
import { audit } from '../audit.ts'
import { connectionOf } from '../connection-of.ts'
import { operation } from '../operation.ts'
import type { Operation } from '../operation.ts'
import { companyParams } from '../params.ts'
import { answersOf, companyOf, presentOnboarding } from '../present/onboarding.ts'
import { beginBody, onboardingSchema, saveBody } from '../schemas/onboarding.ts'
import { merged } from '../settings-patch.ts'
import { readZodError } from '../zod-errors.ts'

const tag = 'Onboarding'

/** Connecting a company, step by step: what is answered is kept, for whoever goes on with it. */
export function onboardingOperations(api: Api): Operation[] {
  return [
    operation({
      id: 'getOnboarding',
      method: 'GET',
      url: '/companies/:company/onboarding',
      tag,
      summary: 'How far the connecting of a company has come',
      params: companyParams,
      answer: onboardingSchema,
      handle: ({ caller, params }) => presentOnboarding(api, caller, params.company),
    }),
    operation({
      id: 'beginOnboarding',
      method: 'POST',
      url: '/companies/:company/onboarding',
      tag,
      summary: 'Begin to connect a company, or go on',
      description: 'One that is open stays as it is. The settings of another connection can be taken over.',
      params: companyParams,
      body: beginBody,
      answer: onboardingSchema,
      handle: async ({ caller, params, body }) => {
        const company = await companyOf(api, caller, params.company)
        await refuseConnected(api, caller, company.id)
        const from = body.copyFrom === undefined ? null : await connectionOf(api, caller, body.copyFrom)
        const answers = answersSchema.parse({
          directions: from?.settings.directions ?? settingsSchema.parse({}).directions,
          settings: {
            ...(from === null
              ? {}
              : {
                  baseCurrency: from.settings.baseCurrency,
                  accounts: from.settings.accounts,
                  defaults: from.settings.defaults,
                  postAs: from.settings.postAs,
                }),
            ...(body.zone === undefined ? {} : { zone: body.zone }),
          },
        })
        await api.data.in(caller.workspace.id, (view) =>
          beginOnboarding(view, {
            workspace: caller.workspace.id,
            company: company.id,
            connection: api.seams.ids.uuid(),
            step: onboardingSteps[0],
            answers,
            by: caller.actor.name,
            at: api.seams.clock.now(),
          }),
        )
        return presentOnboarding(api, caller, company.id)
      },
    }),
    operation({
      id: 'saveOnboarding',
      method: 'PATCH',
      url: '/companies/:company/onboarding',
      tag,
      summary: 'Keep what was answered',
      params: companyParams,
      body: saveBody,
      answer: onboardingSchema,
      handle: async ({ caller, params, body }) => {
        const row = await openRow(api, caller, params.company)
        const answers = laidOver(row, body.answers ?? {})
        const at = api.seams.clock.now()
        await api.data.in(caller.workspace.id, async (view) => {
          const saved = await saveOnboarding(view, {
            company: row.company,
            on: body.version,
            step: body.step,
            answers,
            by: caller.actor.name,
            at,
          })
          if (!saved)
            throw new ApiError('onboarding_changed', `The answers are no longer version ${body.version}.`)
          await carryOver(view, row.connection, answers, caller.actor.name, at)
        })
        return presentOnboarding(api, caller, params.company)
      },
    }),
    operation({
      id: 'confirmOnboarding',
      method: 'POST',
      url: '/companies/:company/onboarding/confirm',
      tag,
      summary: 'Confirm: the first sync begins',
      description: 'It goes on in the background. Whoever confirmed is told by mail when it has ended.',
      params: companyParams,
      answer: onboardingSchema,
      handle: async ({ caller, params, request }) => {
        const company = await companyOf(api, caller, params.company)
        const row = await openRow(api, caller, company.id)
        const answers = answersOf(row)
        const connection = company.connection?.id === row.connection ? company.connection : null
        if (!row.hasCredentials) throw missing('credentials', 'The credentials are not set.')
        if (connection === null) throw missing('entity', 'The entity is not chosen.')
        if (answers.syncFrom === undefined) throw missing('sync-from', 'The sync-from date is not chosen.')
        const at = api.seams.clock.now()
        const scope = { workspace: caller.workspace.id, connection: row.connection }
        await api.data.in(caller.workspace.id, async (view) => {
          const tell = caller.actor.email === '' ? null : caller.actor.email
          if (!(await confirmOnboarding(view, company.id, { by: caller.actor.name, tell, at }))) return
          await carryOver(view, row.connection, answers, caller.actor.name, at)
          await startConnection(view, row.connection, at)
          await audit(view, api, request, {
            action: 'connection.confirmed',
            target: company.name,
            after: {
              intacctCompany: connection.intacctCompany,
              entity: connection.entity,
              syncFrom: answers.syncFrom ?? null,
            },
          })
        })
        api.wake(scope, 'pull')
        api.wake(scope, 'push')
        api.wake(scope, 'refresh')
        return presentOnboarding(api, caller, company.id)
      },
    }),
  ]
}

function missing(step: string, detail: string): ApiError {
  return new ApiError('onboarding_incomplete', { detail, field: step })
}

/** The open row of a company. @throws ApiError when there is none, or it was confirmed */
export async function openRow(api: Api, caller: Caller, company: string): Promise<OnboardingRow> {
  const { id, name } = await companyOf(api, caller, company)
  const row = await api.data.in(caller.workspace.id, (view) => onboardingOf(view, id))
  if (row === null) throw new ApiError('not_found', `Nobody has begun to connect ${name}.`)
  if (row.confirmedAt !== null) throw new ApiError('already_connected', `${name} is connected already.`)
  return row
}

async function refuseConnected(api: Api, caller: Caller, company: string): Promise<void> {
  const { connection, name } = await companyOf(api, caller, company)
  if (connection === null || connection.state === 'disconnected' || connection.state === 'connecting') return
  throw new ApiError('already_connected', `${name} is connected to ${connection.intacctCompany}.`)
}

function laidOver(row: OnboardingRow, patch: object): Answers {
  const value = merged(answersOf(row), patch)
  const result = answersSchema.safeParse(value)
  if (!result.success) throw readZodError(result.error, value, 'answers')
  const { entity } = answersOf(row)
  // The entity is chosen by an operation of its own, which tests it.
  return { ...result.data, ...(entity === undefined ? { entity: undefined } : { entity }) }
}

/** What is answered is in force for the connection that is being made, so that matching and the dry run go by it. */
async function carryOver(
  view: View,
  connection: string,
  answers: Answers,
  by: string,
  at: number,
): Promise<void> {
  const present = await connectionById(view, connection)
  if (present === null || present.state !== 'connecting') return
  const settings = settingsOf(answers, present.settings)
  if (sameJson(settings, present.settings)) return
  await saveSettings(view, { connection, on: present.settingsVersion, settings, by, at })
}
