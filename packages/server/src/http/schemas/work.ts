import { z } from 'zod'
import { faultSchema, maybeMoment, moment, uuid } from './common.ts'
import { objectType } from './records.ts'

export const runStates = ['running', 'done', 'failed', 'cancelled', 'lost'] as const

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
    counts: z.object({
      read: z.int(),
      written: z.int(),
      adopted: z.int(),
      skipped: z.int(),
      failed: z.int(),
    }),
    fault: faultSchema.nullable(),
    already: z.boolean().optional().describe('true: it was under way before you asked'),
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
    counts: z.object({ stored: z.int(), unchanged: z.int(), refused: z.int() }),
  })
  .meta({ id: 'Import' })
