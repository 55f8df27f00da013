import { z } from 'zod'
import { paymentMethods } from './records.ts'

/** What an account is chosen for. `deposit`: where a payment's money lies, a bank account or undeposited funds. */
export const accountUses = [
  'deposit',
  'receivable',
  'sales',
  'credits',
  'fee',
  'write_off',
  'rounding',
] as const
export type AccountUse = (typeof accountUses)[number]

/** What a rule may look at, in the order in which it is shown. */
export const ruleConditions = ['method', 'currency', 'gateway', 'entity'] as const
export type RuleCondition = (typeof ruleConditions)[number]

/** Only a payment, or the fee on it, has a method and a gateway. */
const ofPayments: ReadonlySet<AccountUse> = new Set(['deposit', 'fee'])

export const accountRuleSchema = z.strictObject({
  use: z.enum(accountUses),
  method: z.enum(paymentMethods).optional(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'Write the currency as its three-letter code, e.g. "USD".')
    .optional(),
  gateway: z.string().trim().min(1).max(60).optional().describe('Gateway or merchant account'),
  entity: z.string().trim().min(1).max(40).optional().describe('Entity in Intacct, by its id'),
  account: z.string().trim().min(1).max(24).describe('GL account by its number, or a bank account by its id'),
})
export type AccountRule = z.infer<typeof accountRuleSchema>

/** Rules are numbered from 1, in the order in which they stand; the order decides nothing. */
export const accountRulesSchema = z
  .array(accountRuleSchema)
  .max(200)
  .superRefine((rules, context) => {
    const first = new Map<string, number>()
    rules.forEach((rule, at) => {
      const refuse = (message: string, field: string) =>
        context.addIssue({ code: 'custom', message, path: [at, field] })
      const same = first.get(situationText(rule))
      if (same === undefined) first.set(situationText(rule), at)
      else refuse(`Rule ${at + 1} is for the same payments or documents as rule ${same + 1}.`, 'account')
      const strange = (['method', 'gateway'] as const).find((name) => rule[name] !== undefined)
      if (strange !== undefined && !ofPayments.has(rule.use))
        refuse(`Rule ${at + 1}: only payments and fees have a ${strange}.`, strange)
    })
  })

/** What is known of a payment or document when its account is chosen. */
export interface AccountSituation {
  readonly use: AccountUse
  readonly method?: string | undefined
  readonly currency?: string | undefined
  readonly gateway?: string | undefined
  readonly entity?: string | undefined
  /** The account that the record names itself: it stands. */
  readonly named?: string | undefined
  /** The account for everything that no rule fits. */
  readonly usual?: string | undefined
}

/** How one rule stands to a situation: it fits, or the first condition that it does not meet. `rule` counts from 1. */
export interface RuleVerdict {
  readonly rule: number
  readonly account: string
  readonly conditions: number
  readonly differs: RuleCondition | null
}

/** The account and why. `tie`: rules that fit equally well name different accounts, so none is taken. */
export type AccountChoice = { readonly considered: readonly RuleVerdict[] } & (
  | { readonly kind: 'chosen'; readonly account: string; readonly by: 'record' | 'usual' }
  | { readonly kind: 'chosen'; readonly account: string; readonly by: 'rule'; readonly rule: number }
  | { readonly kind: 'tie'; readonly rules: readonly number[] }
  | { readonly kind: 'none' }
)

/**
 * The account for a situation: the one that the record names; else that of the rule with the most conditions of those that fit; else the
 * usual one. A condition fits when the situation has just that value; one that the situation knows nothing of does not fit.
 */
export function chooseAccount(rules: readonly AccountRule[], situation: AccountSituation): AccountChoice {
  const considered = rules.flatMap((rule, at) =>
    rule.use === situation.use ? [verdictOf(rule, at + 1, situation)] : [],
  )
  const { named, usual } = situation
  if (named !== undefined) return { kind: 'chosen', account: named, by: 'record', considered }
  const fitting = considered.filter(({ differs }) => differs === null)
  const most = Math.max(...fitting.map(({ conditions }) => conditions))
  const best = fitting.filter(({ conditions }) => conditions === most)
  const [first] = best
  if (first === undefined)
    return usual === undefined
      ? { kind: 'none', considered }
      : { kind: 'chosen', account: usual, by: 'usual', considered }
  if (best.some(({ account }) => account !== first.account))
    return { kind: 'tie', rules: best.map(({ rule }) => rule), considered }
  return { kind: 'chosen', account: first.account, by: 'rule', rule: first.rule, considered }
}

function verdictOf(rule: AccountRule, number: number, situation: AccountSituation): RuleVerdict {
  const asked = ruleConditions.filter((name) => rule[name] !== undefined)
  const differs = asked.find((name) => normal(name, rule[name]) !== normal(name, situation[name])) ?? null
  return { rule: number, account: rule.account, conditions: asked.length, differs }
}

/** Gateways are named by people and programs: the case of letters tells none apart. */
function normal(name: RuleCondition, value: string | undefined): string | undefined {
  return name === 'gateway' ? value?.trim().toLowerCase() : value
}

function situationText(rule: AccountRule): string {
  return [rule.use, ...ruleConditions.map((name) => normal(name, rule[name]) ?? '')].join('\u001f')
}

/** Two rules of which neither is the more specific where both fit. Each counts from 1. */
export interface RuleTie {
  readonly rules: readonly [number, number]
  readonly use: AccountUse
  /** What a payment or document is like that meets both. */
  readonly when: Readonly<Partial<Record<RuleCondition, string>>>
}

/**
 * Pairs of rules that tie: some payment or document meets both, both have as many conditions, they name different accounts, and no rule
 * settles all that meets both. A person is told before such a payment comes.
 */
export function tiesAmong(rules: readonly AccountRule[]): readonly RuleTie[] {
  const ties: RuleTie[] = []
  rules.forEach((one, at) => {
    rules.slice(at + 1).forEach((other, further) => {
      const when = meeting(one, other)
      if (when === null) return
      const choice = chooseAccount(rules, { use: one.use, ...when })
      const numbers = [at + 1, at + further + 2] as const
      if (choice.kind === 'tie' && numbers.every((number) => choice.rules.includes(number)))
        ties.push({ rules: numbers, use: one.use, when })
    })
  })
  return ties
}

/** What meets both rules; null if nothing does, or both lead to the same account. */
function meeting(one: AccountRule, other: AccountRule): RuleTie['when'] | null {
  if (one.use !== other.use || one.account === other.account) return null
  const clash = ruleConditions.some(
    (name) =>
      one[name] !== undefined &&
      other[name] !== undefined &&
      normal(name, one[name]) !== normal(name, other[name]),
  )
  if (clash) return null
  return Object.fromEntries(
    ruleConditions.flatMap((name) => {
      const value = one[name] ?? other[name]
      return value === undefined ? [] : [[name, value]]
    }),
  )
}
