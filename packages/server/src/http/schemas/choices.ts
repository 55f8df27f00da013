import { z } from 'zod'
import { choiceNames } from '../../words/choices.ts'
import { day } from './common.ts'

export const choiceBody = z
  .strictObject({
    choice: z.enum(choiceNames),
    record: z.string().max(60).optional().describe('With link: "key" of the record in Intacct that it is'),
    number: z.string().max(60).optional().describe('With renumber and renumber_there'),
    date: day.optional().describe('With post_on: YYYY-MM-DD'),
    fields: z
      .record(z.string().max(60), z.enum(['app', 'remote']))
      .optional()
      .describe('With per_field: whose value stands, for each field'),
  })
  .meta({ id: 'RecordChoice' })

export const offeredChoice = z
  .object({
    choice: z.enum(choiceNames),
    label: z.string(),
    effect: z.string().describe('What comes of it, in words'),
    needs: z.enum(['record', 'number', 'date', 'fields']).nullable().describe('What has to be given with it'),
    against: z.string().nullable().describe('Why it cannot be taken now; null: it can'),
    proposal: z.string().nullable().describe('For a number or date: what Tieout would write'),
    records: z
      .array(z.object({ key: z.string(), label: z.string() }))
      .describe('With needs record: what there is in Intacct to choose from'),
    fields: z.array(z.string()).describe('With needs fields: those to be chosen for'),
  })
  .meta({ id: 'OfferedChoice' })
