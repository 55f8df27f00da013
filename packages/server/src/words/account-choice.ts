import { ruleConditions } from '@tieout/engine/core/account-rules.ts'
import type {
  AccountChoice,
  AccountRule,
  AccountSituation,
  AccountUse,
  RuleCondition,
  RuleTie,
  RuleVerdict,
} from '@tieout/engine/core/account-rules.ts'

export const useWords: Readonly<Record<AccountUse, string>> = {
  deposit: 'bank or undeposited-funds',
  receivable: 'receivables',
  sales: 'sales',
  credits: 'credits',
  fee: 'fee',
  write_off: 'write-off',
  rounding: 'rounding',
}

const methodWords: Readonly<Record<string, string>> = { eft: 'EFT' }

/** One condition or fact as a person says it, e.g. `entity UK`. */
export function conditionWords(name: RuleCondition, value: string): string {
  if (name === 'entity') return `entity ${value}`
  return name === 'method' ? (methodWords[value] ?? value) : value
}

function listOf(values: Readonly<Partial<Record<RuleCondition, string | undefined>>>): string {
  const words = ruleConditions.flatMap((name) => {
    const value = values[name]
    return value === undefined ? [] : [conditionWords(name, value)]
  })
  return words.join(', ')
}

/** E.g. `Card, EUR, Stripe, entity UK → 1010, because of rule 3.` @param name of the account, as Intacct has it */
export function choiceSentence(
  choice: AccountChoice,
  situation: AccountSituation,
  name: string | null,
): string {
  const asked = listOf(situation) || `any ${situation.use === 'deposit' ? 'payment' : 'document'}`
  const start = `${asked.slice(0, 1).toUpperCase()}${asked.slice(1)}`
  switch (choice.kind) {
    case 'chosen':
      return `${start} → ${[choice.account, ...(name === null ? [] : [name])].join(', ')}, because ${because(choice)}.`
    case 'tie':
      return `${start}: rules ${choice.rules.join(' and ')} fit equally well and name different accounts, so none is taken and the record is held.`
    case 'none':
      return `${start}: no rule fits, and no usual ${useWords[situation.use]} account is chosen, so the record is held.`
  }
}

function because(choice: Extract<AccountChoice, { kind: 'chosen' }>): string {
  if (choice.by === 'rule') return `of rule ${choice.rule}`
  return choice.by === 'usual' ? 'no rule fits and it is the usual account' : 'the record names it itself'
}

/** Why one rule does, or does not, count. */
export function verdictSentence(
  verdict: RuleVerdict,
  rule: AccountRule | undefined,
  choice: AccountChoice,
): string {
  if (verdict.differs !== null) {
    const wanted = conditionWords(verdict.differs, rule?.[verdict.differs] ?? '')
    return `Does not fit: it is for ${wanted}.`
  }
  if (choice.kind === 'tie' && choice.rules.includes(verdict.rule)) return 'Fits as well as another one.'
  if (choice.kind === 'chosen' && choice.by === 'rule' && choice.rule === verdict.rule)
    return 'Fits best: this one is taken.'
  return choice.kind === 'chosen' && choice.by === 'record'
    ? 'Fits, but the record names its account.'
    : 'Fits, but another one is more specific.'
}

export function tieSentence({ rules, use, when }: RuleTie): string {
  const met = listOf(when)
  const what = met === '' ? 'everything' : met
  return `Rules ${rules.join(' and ')} both fit ${what}, equally well, with different ${useWords[use]} accounts. Add a rule for just that, or take one away.`
}
