import { settingsSchema } from '@tieout/engine/core/settings.ts'
import { z } from 'zod'
import { faultSchema, maybeMoment, moment, uuid } from './common.ts'

z.globalRegistry.add(settingsSchema, { id: 'Settings' })

export const connectionStates = ['connecting', 'active', 'paused', 'verify_first', 'disconnected'] as const
export const connectionState = z.enum(connectionStates).meta({ id: 'ConnectionState' })

export const healths = [
  'not_working',
  'needs_someone',
  'working',
  'agrees',
  'paused',
  'not_connected',
] as const
export const health = z.enum(healths).meta({ id: 'Health' })

export const connectionSummary = z
  .object({
    id: uuid,
    connector: z.enum(['intacct']),
    state: connectionState,
    intacctCompany: z.string(),
    entity: z.string().nullable(),
  })
  .meta({ id: 'ConnectionSummary' })

export const companySchema = z
  .object({
    id: uuid,
    name: z.string(),
    connection: connectionSummary.nullable(),
    health,
    healthText: z.string(),
    counts: z.object({ open: z.int(), total: z.int() }),
    amounts: z
      .array(z.object({ currency: z.string(), amount: z.string() }))
      .describe('Money not in agreement, absolute, per currency'),
    lastSyncAt: maybeMoment,
    createdAt: moment,
  })
  .meta({ id: 'Company' })

export const companyBody = z
  .strictObject({ name: z.string().trim().min(1).max(100) })
  .meta({ id: 'CompanyName' })

/** Checked as a whole after it was laid over the present settings. */
export const settingsPatch = z
  .record(z.string(), z.unknown())
  .describe('Settings to change, laid over the present ones (JSON merge patch: null removes)')
  .meta({ id: 'SettingsPatch' })

export const credentialsBody = z
  .strictObject({
    endpoint: z.url().max(300).optional().describe('Default: the address of Intacct’s XML gateway'),
    companyId: z.string().trim().min(1).max(80),
    userId: z.string().trim().min(1).max(80),
    password: z.string().min(1).max(200),
    senderId: z.string().trim().min(1).max(80).optional().describe('Default: the installation’s own'),
    senderPassword: z.string().min(1).max(200).optional(),
    entity: z.string().trim().min(1).max(40).nullable().optional().describe('null: top level'),
  })
  .meta({ id: 'Credentials' })

export const newConnectionBody = z
  .strictObject({
    connector: z.enum(['intacct']),
    ...credentialsBody.shape,
    settings: settingsPatch.optional(),
    paused: z
      .boolean()
      .optional()
      .describe('Wait with the first sync until someone resumes, e.g. until all records were brought in'),
  })
  .meta({ id: 'NewConnection' })

export const connectionPatch = z
  .strictObject({
    settings: settingsPatch.optional(),
    autoSync: z.boolean().optional(),
    settingsVersion: z
      .int()
      .min(1)
      .optional()
      .describe('The version that the change was made on; 409 if it is no longer so'),
  })
  .meta({ id: 'ConnectionPatch' })

export const checkSchema = z.object({
  name: z.string(),
  state: z.enum(['ok', 'failed', 'not_checked']),
  text: z.string(),
  cure: z.string(),
})

export const testAnswer = z
  .object({ ok: z.boolean(), checks: z.array(checkSchema) })
  .meta({ id: 'ConnectionTest' })

export const statusCounts = z
  .object({
    not_integrated: z.int(),
    pending: z.int(),
    success: z.int(),
    error: z.int(),
    desynchronized: z.int(),
    needsSomeone: z.int(),
    total: z.int(),
  })
  .meta({ id: 'StatusCounts' })

export const connectionSchema = z
  .object({
    id: uuid,
    company: z.object({ id: uuid, name: z.string() }),
    connector: z.enum(['intacct']),
    connectorVersion: z.string().describe('Of the interface that it is reached by'),
    state: connectionState,
    sentence: z.string().describe('How it stands, in one sentence'),
    fault: faultSchema.nullable(),
    endpoint: z.string(),
    intacctCompany: z.string(),
    entity: z.string().nullable(),
    intacctName: z.string().nullable().describe('The company’s name in Intacct; null where it does not tell'),
    user: z.string(),
    settings: settingsSchema,
    settingsVersion: z.int(),
    nextSyncAt: maybeMoment,
    lastSyncAt: maybeMoment,
    lastFailureAt: maybeMoment,
    lastFailure: z.string().nullable(),
    credentialsSetAt: maybeMoment,
    credentialsSetBy: z.string().nullable(),
    counts: statusCounts,
    units: z.object({
      month: z.string().describe('YYYY-MM, UTC'),
      used: z.int().describe('Counted by Tieout: this sender only'),
      plan: z.int().nullable().describe('What the agreement with Intacct includes a month'),
      forecast: z.int().nullable().describe('By the end of the month at this pace; null on its first day'),
      until: z.string().describe('Last day of the month'),
    }),
    watermarkAt: z
      .string()
      .nullable()
      .describe('Everything that Intacct changed before it is here; in Intacct’s own time'),
    support: z.object({ installation: z.string(), version: z.string(), contact: z.string().nullable() }),
  })
  .meta({ id: 'Connection' })
