import { settingsSchema } from '@tieout/engine/core/settings.ts'
import type { Settings } from '@tieout/engine/core/settings.ts'
import { z } from 'zod'

/** The steps, in their order; the last one comes after it is confirmed. */
export const onboardingSteps = [
  'what-syncs',
  'prepare',
  'credentials',
  'entity',
  'sync-from',
  'settings',
  'confirm',
  'first-sync',
] as const
export type OnboardingStep = (typeof onboardingSteps)[number]

/** No first sync reads further back, unless a file is brought in. */
export const earliestSyncFrom = '2018-01-01'

const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'Write the date as YYYY-MM-DD.')
  .refine((text) => text >= earliestSyncFrom, `The first day is ${earliestSyncFrom} at the earliest.`)

/** What people answered so far. Secrets are not among it. */
export const answersSchema = z
  .strictObject({
    directions: settingsSchema.shape.directions,
    /** `least`: only what the directions need; `simple`: all of Accounts Receivable, the rest to read. */
    privileges: z.enum(['least', 'simple']).default('least'),
    prepared: z
      .array(z.string().max(40))
      .max(40)
      .default([])
      .describe('What was ticked in "Prepare Intacct"'),
    /** Absent: not chosen yet; null: top level. */
    entity: z.string().trim().min(1).max(40).nullable().optional(),
    /** Absent: not chosen yet. */
    syncFrom: day.optional(),
    settings: z
      .strictObject({
        baseCurrency: settingsSchema.shape.baseCurrency.optional(),
        accounts: settingsSchema.shape.accounts.optional(),
        defaults: settingsSchema.shape.defaults.optional(),
        postAs: settingsSchema.shape.postAs.optional(),
        zone: z.string().max(60).optional(),
      })
      .default({}),
  })
  .meta({ id: 'OnboardingAnswers' })

export type Answers = z.output<typeof answersSchema>

/** The settings that the answers come to, laid over `present` (those copied from another connection, or the ones of now). */
export function settingsOf(answers: Answers, present: object): Settings {
  const { directions, syncFrom, settings } = answers
  const { zone, ...own } = settings
  const base = settingsSchema.parse(present)
  return settingsSchema.parse({
    ...base,
    directions,
    ...own,
    ...(syncFrom === undefined ? {} : { syncFrom }),
    cache: { ...base.cache, ...(zone === undefined ? {} : { zone }) },
  })
}
