import { accountRuleSchema, accountRulesSchema, accountUses } from '@tieout/engine/core/account-rules.ts'
import { z } from 'zod'

const conditions = accountRuleSchema.pick({ method: true, currency: true, gateway: true, entity: true })

export const accountTestBody = z
  .strictObject({
    ...conditions.shape,
    use: z.enum(accountUses).default('deposit').describe('What the account is for'),
    location: z
      .string()
      .trim()
      .min(1)
      .max(40)
      .optional()
      .describe('Instead of the entity: a location that lies in it'),
    rules: accountRulesSchema
      .optional()
      .describe('Rules to try before they are saved. Default: those of the connection'),
  })
  .meta({ id: 'AccountTest' })

export const accountTestAnswer = z
  .object({
    account: z.string().nullable().describe('null: none is taken, and the record is held'),
    name: z.string().nullable().describe('Its name in Intacct, as the cache has it'),
    by: z.enum(['rule', 'record', 'usual', 'tie', 'none']),
    rule: z.int().nullable().describe('Number of the rule that decides, from 1'),
    sentence: z.string().describe('E.g. "Card, EUR, Stripe, entity UK → 1010, Checking, because of rule 3."'),
    rules: z.array(z.object({ rule: z.int(), account: z.string(), fits: z.boolean(), sentence: z.string() })),
    ties: z
      .array(z.object({ rules: z.array(z.int()), sentence: z.string() }))
      .describe('Rules of which neither is the more specific, whatever was asked'),
  })
  .meta({ id: 'AccountTestAnswer' })
