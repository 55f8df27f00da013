import { z } from 'zod'
import { faultSchema, maybeMoment, moment, uuid } from './common.ts'
import { objectType } from './records.ts'

export const runStates = ['running', 'done', 'failed', 'cancelled', 'lost'] as const

const runCounts = z
  .object({
    read: z.int(),
    written: z.int(),
    adopted: z.int(),
    skipped: z.int(),
    failed: z.int(),
  })
  .meta({ id: 'RunCounts' })

export const runSchema = z
  .object({
    id: uuid,
    kind: z.string(),
    by: z.string().nullable(),
    state: z.enum(runStates),
    startedAt: moment,
    endedAt: maybeMoment,
    phase: z.string(),
    done: z.int(),
    of: z.int().nullable(),
    counts: runCounts,
    perType: z
      .array(z.object({ type: objectType, label: z.string(), counts: runCounts }))
      .describe('The same counts by object type; types that nothing was done for are left out'),
    fault: faultSchema.nullable(),
    about: z.string().nullable().describe('What an import from Intacct reads, in words; null for other runs'),
    already: z.boolean().optional().describe('true: it was under way before you asked'),
    queued: z
      .boolean()
      .optional()
      .describe('true: it has read all and is still sending; another run starts right after it'),
  })
  .meta({ id: 'Run' })

export const problemCard = z
  .object({
    cause: z.string(),
    about: z.string(),
    title: z.string(),
    why: z.string(),
    cure: z.string(),
    who: z.string(),
    records: z.int(),
    amounts: z.array(z.object({ currency: z.string(), amount: z.string() })),
    since: moment,
    types: z.array(z.object({ type: objectType, label: z.string(), records: z.int() })),
    said: z.string(),
    fix: z
      .object({
        path: z.string().describe('Where it stands in the settings, e.g. accounts.sales'),
        label: z.string(),
        reference: z.string().describe('The kind of reference data that it is chosen from'),
        value: z.string().nullable().describe('What is chosen now'),
      })
      .nullable()
      .describe('A setting that cures it; once it is saved, all these records go on by themselves'),
  })
  .meta({ id: 'ProblemCard' })

export const importSchema = z
  .object({
    id: uuid,
    name: z.string(),
    by: z.string().nullable(),
    state: z.enum(runStates),
    startedAt: moment,
    endedAt: maybeMoment,
    counts: z.object({
      stored: z.int().describe('Records that are new or changed'),
      unchanged: z.int(),
      refused: z.int().describe('Lines, or rows of the file'),
    }),
  })
  .meta({ id: 'Import' })

const refusal = z
  .object({
    line: z.int().min(0).describe('Line of the delivery, or of the file if its sender has reported'),
    type: z.string().max(60).nullable(),
    id: z.string().max(128).nullable(),
    reason: z.string().max(1000),
    cure: z.string().max(1000),
  })
  .meta({ id: 'Refusal' })

export const importDetail = importSchema
  .extend({ refusals: z.array(refusal).describe('The first 1,000') })
  .meta({ id: 'ImportDetail' })

export const importReport = z
  .strictObject({
    name: z.string().max(200).optional(),
    refused: z.int().min(0),
    refusals: z.array(refusal).max(1000),
  })
  .meta({ id: 'ImportReport' })
