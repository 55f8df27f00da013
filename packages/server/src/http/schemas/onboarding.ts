import { z } from 'zod'
import { answersSchema, onboardingSteps } from '../../onboarding/answers.ts'
import { findingStates } from '../../preflight/finding.ts'
import { maybeMoment, uuid } from './common.ts'
import { credentialsBody } from './companies.ts'

export const findingSchema = z
  .object({
    name: z.string(),
    state: z.enum(findingStates),
    what: z.string().describe('What was found, as one sentence'),
    why: z.string(),
    where: z.string().describe('Where to click, or what to do'),
    who: z.enum(['nobody', 'owner', 'intacct_admin']),
  })
  .meta({ id: 'Finding' })

export const preflightAnswer = z
  .object({
    ok: z.boolean().describe('Nothing stands in the way'),
    signedIn: z.boolean(),
    companyName: z.string().nullable().describe('As Intacct has it; null where it does not tell'),
    findings: z.array(findingSchema),
  })
  .meta({ id: 'Preflight' })

export const stepSchema = z.enum(onboardingSteps).meta({ id: 'OnboardingStep' })

export const onboardingSchema = z
  .object({
    company: z.object({ id: uuid, name: z.string() }),
    state: z.enum(['not_begun', 'open', 'confirmed']),
    version: z.int().describe('0: not begun'),
    step: stepSchema,
    answers: answersSchema,
    connection: uuid.nullable().describe('Once the entity is chosen'),
    credentials: z
      .object({
        companyId: z.string(),
        companyName: z.string().nullable(),
        userId: z.string(),
        senderId: z.string(),
        endpoint: z.string(),
      })
      .nullable()
      .describe('Secrets are never among it'),
    findings: z.array(findingSchema).nullable(),
    checkedAt: maybeMoment,
    prerequisites: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        steps: z.array(z.string()),
        paste: z.string().nullable(),
        shownBy: z.array(z.string()),
      }),
    ),
    message: z.string().describe('The prerequisites as a message to the Intacct administrator'),
    earliestSyncFrom: z.iso.date(),
    earlier: uuid
      .nullable()
      .describe('A disconnected connection to the same Intacct company, to be connected again instead'),
    run: uuid.nullable().describe('The first sync'),
    savedAt: maybeMoment,
    savedBy: z.string().nullable(),
    confirmedAt: maybeMoment,
    confirmedBy: z.string().nullable(),
  })
  .meta({ id: 'Onboarding' })

export const beginBody = z
  .strictObject({
    copyFrom: z.uuid().optional().describe('A connection whose settings are taken over'),
    zone: z.string().max(60).optional().describe('Time zone of the company, like America/New_York'),
  })
  .meta({ id: 'OnboardingBegin' })

export const saveBody = z
  .strictObject({
    version: z.int().min(1).describe('The version that the answers were given on'),
    step: stepSchema.describe('The step to go on with'),
    answers: z
      .record(z.string(), z.unknown())
      .optional()
      .describe('Laid over the present ones; null removes'),
  })
  .meta({ id: 'OnboardingSave' })

export const onboardingCredentialsBody = z
  .strictObject({
    ...credentialsBody.shape,
    password: credentialsBody.shape.password.optional().describe('Left out: the one that is set stays'),
    entity: credentialsBody.shape.entity.describe('For a user who may not work at top level'),
  })
  .meta({ id: 'OnboardingCredentials' })

export const entitiesAnswer = z
  .object({
    /** Null: Intacct does not show them to this user; it is typed and tested. */
    entities: z
      .array(
        z.object({
          id: z.string(),
          name: z.string(),
          currency: z.string(),
          takenBy: z.string().nullable().describe('The company that is connected to it'),
        }),
      )
      .nullable(),
    topTakenBy: z.string().nullable(),
    multiEntity: z.boolean(),
  })
  .meta({ id: 'OnboardingEntities' })

export const entityBody = z
  .strictObject({ entity: z.string().trim().min(1).max(40).nullable() })
  .meta({ id: 'OnboardingEntity' })

export const estimateQuery = z.strictObject({ from: z.iso.date().optional() })

export const estimateAnswer = z
  .object({
    from: z.iso.date().nullable(),
    types: z.array(z.object({ type: z.string(), all: z.int(), open: z.int() })),
    olderOpen: z.int(),
    earliestOpen: z.iso.date().nullable(),
    records: z.int(),
    units: z.int(),
    minutes: z.int(),
  })
  .meta({ id: 'OnboardingEstimate' })

export const guessesAnswer = z
  .object({
    items: z.array(
      z.object({ setting: z.string(), value: z.string(), title: z.string(), because: z.string() }),
    ),
  })
  .meta({ id: 'OnboardingGuesses' })

export const disconnectBody = z
  .strictObject({
    company: z.string().describe('The company’s name, typed by the person who disconnects it'),
  })
  .meta({ id: 'Disconnect' })

export const integrationsAnswer = z
  .object({
    items: z.array(
      z.object({
        connector: z.string(),
        title: z.string(),
        text: z.string(),
        shown: z.boolean(),
        state: z.enum(['not_connected', 'connecting', 'connected', 'needs_someone', 'paused']),
        sentence: z.string(),
        step: stepSchema.nullable(),
        connection: uuid.nullable(),
      }),
    ),
    mayConnect: z.boolean(),
    owners: z.array(z.string()).describe('Who can connect'),
  })
  .meta({ id: 'Integrations' })

export const shownBody = z.strictObject({ shown: z.boolean() }).meta({ id: 'IntegrationShown' })
export const connectorParams = z.strictObject({ connector: z.string().max(40) })
