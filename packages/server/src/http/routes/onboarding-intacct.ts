import {
  createConnection,
  earlierConnection,
  entityTaken,
  saveCredentials,
} from '@tieout/store/views/connections.ts'
import { saveFindings, saveOnboarding, saveOnboardingCredentials } from '@tieout/store/views/onboarding.ts'
import type { OnboardingRow } from '@tieout/store/views/onboarding.ts'
import { listReference } from '@tieout/store/views/reference.ts'
import { scheduleReference } from '@tieout/store/views/reference-state.ts'
import { RemoteError } from '@tieout/engine/ports/fault.ts'
import type { Caller } from '../../auth/caller.ts'
import { ApiError } from '../../errors.ts'
import { settingsOf } from '../../onboarding/answers.ts'
import { guessSettings } from '../../onboarding/guesses.ts'
import { preflight } from '../../preflight/preflight.ts'
import type { Preflight } from '../../preflight/preflight.ts'
import type { IntacctCredentials, OpenedRemote } from '../../remotes/ports.ts'
import type { Api } from '../api.ts'
import { audit } from '../audit.ts'
import { fillCredentials, storedCredentials } from '../credentials.ts'
import { estimateOf } from '../estimate.ts'
import { operation } from '../operation.ts'
import type { Operation } from '../operation.ts'
import { companyParams } from '../params.ts'
import {
  answersOf,
  companyOf,
  keptFindings,
  presentOnboarding,
  presentPreflight,
} from '../present/onboarding.ts'
import {
  entitiesAnswer,
  entityBody,
  estimateAnswer,
  estimateQuery,
  guessesAnswer,
  onboardingCredentialsBody,
  onboardingSchema,
  preflightAnswer,
} from '../schemas/onboarding.ts'
import { openRow } from './onboarding.ts'

const tag = 'Onboarding'
/** Accounts and terms that a guess looks at. */
const mostKnown = 2_000

/** The steps of connecting that ask Intacct. */
export function onboardingIntacctOperations(api: Api): Operation[] {
  return [
    operation({
      id: 'setOnboardingCredentials',
      method: 'PUT',
      url: '/companies/:company/onboarding/credentials',
      tag,
      summary: 'Test credentials and keep them',
      description:
        'What Intacct does not let in is not kept. What it lets in is kept, whatever else was found; the findings say what has to be done.',
      params: companyParams,
      body: onboardingCredentialsBody,
      answer: preflightAnswer,
      handle: async ({ caller, params, body, request }) => {
        const row = await openRow(api, caller, params.company)
        const present = await stored(api, caller, row)
        const { password = present?.password, ...rest } = body
        if (password === undefined)
          throw new ApiError('missing_field', { detail: 'There is no password.', field: 'password' })
        // Another Intacct company has other entities.
        const chosen = row.intacctCompany === body.companyId ? answersOf(row).entity : undefined
        const entity = body.entity ?? chosen ?? null
        const credentials = fillCredentials(api, { ...rest, password, entity }, present)
        const result = await checked(api, caller, row, credentials)
        if (result.signedIn) await keep(api, caller, row, credentials, result, request)
        return presentPreflight(result)
      },
    }),
    operation({
      id: 'checkOnboarding',
      method: 'POST',
      url: '/companies/:company/onboarding/check',
      tag,
      summary: 'Look again whether Intacct is ready',
      params: companyParams,
      answer: preflightAnswer,
      handle: async ({ caller, params }) => {
        const row = await openRow(api, caller, params.company)
        const result = await checked(api, caller, row, await needed(api, caller, row))
        await api.data.in(caller.workspace.id, (view) =>
          saveFindings(view, row.company, keptFindings(result), api.seams.clock.now()),
        )
        return presentPreflight(result)
      },
    }),
    operation({
      id: 'listOnboardingEntities',
      method: 'GET',
      url: '/companies/:company/onboarding/entities',
      tag,
      summary: 'The entities that can be chosen, asked of Intacct now',
      params: companyParams,
      answer: entitiesAnswer,
      handle: async ({ caller, params }) => {
        const row = await openRow(api, caller, params.company)
        const credentials = await needed(api, caller, row)
        const found = await asked(
          api,
          caller,
          row,
          credentials,
          async (remote) => (await remote.entities?.()) ?? null,
        )
        const taken = (entity: string | null) =>
          api.data.in(caller.workspace.id, (view) =>
            entityTaken(view, { intacctCompany: credentials.companyId, entity, except: row.connection }),
          )
        const entities =
          found === null
            ? null
            : await Promise.all(found.map(async (each) => ({ ...each, takenBy: await taken(each.id) })))
        return { entities, topTakenBy: await taken(null), multiEntity: found === null || found.length > 0 }
      },
    }),
    operation({
      id: 'setOnboardingEntity',
      method: 'PUT',
      url: '/companies/:company/onboarding/entity',
      tag,
      summary: 'Choose top level or one entity',
      description:
        'Tested by signing in to it. From here on the connection is there: its reference data is read and its app’s records are taken in. Nothing is synchronized before it is confirmed.',
      params: companyParams,
      body: entityBody,
      answer: onboardingSchema,
      handle: async ({ caller, params, body, request }) => {
        const row = await openRow(api, caller, params.company)
        const credentials = { ...(await needed(api, caller, row)), entity: body.entity }
        const result = await checked(api, caller, row, credentials)
        const wrong = result.findings.find(({ state }) => state === 'blocked')
        if (!result.signedIn && wrong !== undefined)
          throw new ApiError('credentials_refused', {
            detail: wrong.what,
            cure: wrong.where,
            field: 'entity',
            errors: [{ path: wrong.name, message: `${wrong.what} ${wrong.where}` }],
          })
        await tie(api, caller, row, credentials, result)
        await api.data.in(caller.workspace.id, (view) =>
          audit(view, api, request, {
            action: 'onboarding.entity',
            target: params.company,
            after: { intacctCompany: credentials.companyId, entity: credentials.entity },
          }),
        )
        api.wake({ workspace: caller.workspace.id, connection: row.connection }, 'refresh')
        return presentOnboarding(api, caller, params.company)
      },
    }),
    operation({
      id: 'estimateOnboarding',
      method: 'GET',
      url: '/companies/:company/onboarding/estimate',
      tag,
      summary: 'How much a first sync from a day would bring in',
      params: companyParams,
      query: estimateQuery,
      answer: estimateAnswer,
      handle: async ({ caller, params, query }) => {
        const row = await openRow(api, caller, params.company)
        const from = query.from ?? null
        const credentials = await needed(api, caller, row)
        const extent = await asked(
          api,
          caller,
          row,
          credentials,
          async (remote) => (await remote.extent?.(from)) ?? null,
        )
        return estimateOf(from, extent, answersOf(row).directions)
      },
    }),
    operation({
      id: 'guessOnboarding',
      method: 'GET',
      url: '/companies/:company/onboarding/guesses',
      tag,
      summary: 'A sensible beginning for the settings, from what Intacct has',
      params: companyParams,
      answer: guessesAnswer,
      handle: async ({ caller, params }) => {
        const row = await openRow(api, caller, params.company)
        const scope = scopeOf(caller, row)
        const known = await api.data.in(scope.workspace, (view) =>
          listReference(view, scope, {
            types: ['account', 'ar_term'],
            usable: true,
            limit: mostKnown,
            after: null,
          }),
        )
        return { items: [...guessSettings(known, null)] }
      },
    }),
  ]
}

function scopeOf(caller: Caller, row: OnboardingRow) {
  return { workspace: caller.workspace.id, connection: row.connection }
}

async function stored(api: Api, caller: Caller, row: OnboardingRow): Promise<IntacctCredentials | null> {
  const found = await api.vault.openOnboarding(scopeOf(caller, row), row.company)
  return found === null ? null : { ...found, entity: answersOf(row).entity ?? null }
}

async function needed(api: Api, caller: Caller, row: OnboardingRow): Promise<IntacctCredentials> {
  const found = await stored(api, caller, row)
  if (found !== null) return found
  throw new ApiError('onboarding_incomplete', {
    detail: 'The credentials are not set.',
    field: 'credentials',
  })
}

function checked(
  api: Api,
  caller: Caller,
  row: OnboardingRow,
  credentials: IntacctCredentials,
): Promise<Preflight> {
  const today = new Date(api.seams.clock.now()).toISOString().slice(0, 10)
  return preflight(api.remotes, scopeOf(caller, row), credentials, {
    user: credentials.userId,
    entity: credentials.entity,
    settings: settingsOf(answersOf(row), {}),
    today,
  })
}

/** One question of Intacct, with its refusal told as such. */
async function asked<T>(
  api: Api,
  caller: Caller,
  row: OnboardingRow,
  credentials: IntacctCredentials,
  question: (remote: OpenedRemote) => Promise<T>,
): Promise<T> {
  let remote: OpenedRemote | undefined
  try {
    remote = await api.remotes({ scope: scopeOf(caller, row), credentials, patience: 'short' })
    return await question(remote)
  } catch (error) {
    if (!(error instanceof RemoteError)) throw error
    throw new ApiError('credentials_refused', { detail: error.fault.sentence, cure: error.fault.cure })
  } finally {
    await remote?.close?.()
  }
}

async function keep(
  api: Api,
  caller: Caller,
  row: OnboardingRow,
  credentials: IntacctCredentials,
  result: Preflight,
  request: Parameters<typeof audit>[2],
): Promise<void> {
  const scope = scopeOf(caller, row)
  const at = api.seams.clock.now()
  const by = caller.actor.name
  const whole = storedCredentials(api, scope, credentials)
  const other = row.intacctCompany !== null && row.intacctCompany !== credentials.companyId
  await api.data.in(scope.workspace, async (view) => {
    // Entities are the Intacct company's own: another company has others.
    const answers = {
      ...answersOf(row),
      entity: other ? undefined : (credentials.entity ?? answersOf(row).entity),
    }
    await saveOnboarding(view, { company: row.company, on: row.version, step: row.step, answers, by, at })
    await saveOnboardingCredentials(view, row.company, {
      credentials: whole.credentials,
      endpoint: whole.endpoint,
      intacctCompany: whole.intacctCompany,
      user: whole.user,
      sender: credentials.senderId,
      intacctName: result.survey?.name ?? null,
      findings: keptFindings(result),
      at,
      by,
    })
    await refreshConnection()
    await audit(view, api, request, {
      action: 'onboarding.credentials',
      target: row.company,
      after: { intacctCompany: credentials.companyId, user: credentials.userId },
    })

    async function refreshConnection(): Promise<void> {
      if (other) return
      await saveCredentials(view, { connection: row.connection, ...whole, by, at })
      await scheduleReference(view, row.connection, at)
    }
  })
}

/** Makes the connection, or changes what the one that is being made is for. */
async function tie(
  api: Api,
  caller: Caller,
  row: OnboardingRow,
  credentials: IntacctCredentials,
  { survey, findings, ok, signedIn }: Preflight,
): Promise<void> {
  const scope = scopeOf(caller, row)
  const at = api.seams.clock.now()
  const by = caller.actor.name
  const company = await companyOf(api, caller, row.company)
  const { companyId: intacctCompany, entity } = credentials
  await api.data.in(scope.workspace, async (view) => {
    const taken = await entityTaken(view, { intacctCompany, entity, except: row.connection })
    if (taken !== null)
      throw new ApiError('entity_taken', {
        detail: `${taken} is connected to ${intacctCompany}, ${entity === null ? 'top level' : `entity ${entity}`} or one that holds it.`,
        field: 'entity',
      })
    if ((await earlierConnection(view, { company: row.company, intacctCompany, entity })) !== null)
      throw new ApiError('was_connected', {
        detail: `${company.name} was connected to ${intacctCompany} before, and its links are still there.`,
        field: 'entity',
      })
    const answers = { ...answersOf(row), entity }
    if (answers.settings.baseCurrency === undefined && survey !== null && survey.baseCurrency !== null)
      answers.settings = { ...answers.settings, baseCurrency: survey.baseCurrency }
    await saveOnboarding(view, { company: row.company, on: row.version, step: 'sync-from', answers, by, at })
    await saveFindings(view, row.company, keptFindings({ survey, findings, ok, signedIn }), at)
    const whole = storedCredentials(api, scope, credentials)
    if (company.connection?.id === row.connection)
      return saveCredentials(view, { connection: row.connection, ...whole, by, at })
    await createConnection(view, {
      id: row.connection,
      workspace: scope.workspace,
      company: row.company,
      ...whole,
      settings: settingsOf(answers, {}),
      begins: 'connecting',
      intacctName: survey?.name ?? null,
      by,
      at,
    })
  })
}
