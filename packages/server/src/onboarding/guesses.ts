import type { Survey } from '../preflight/survey.ts'

/** What is known of one account or term from the cache of reference data. */
export interface Known {
  readonly type: string
  readonly id: string
  readonly name: string
}

export interface Guess {
  /** The setting, as in `accounts.sales`. */
  readonly setting: string
  readonly value: string
  readonly title: string
  /** What the guess rests on. */
  readonly because: string
}

interface Rule {
  readonly setting: string
  readonly type: string
  readonly name: RegExp
}

const rules: readonly Rule[] = [
  { setting: 'accounts.sales', type: 'account', name: /^(sales|revenue|income)\b/i },
  {
    setting: 'accounts.receivable',
    type: 'account',
    name: /(accounts? receivables?|^receivables?|trade debtors)/i,
  },
  { setting: 'accounts.undepositedFunds', type: 'account', name: /undeposited/i },
  { setting: 'accounts.rounding', type: 'account', name: /round/i },
  { setting: 'defaults.termName', type: 'ar_term', name: /^(n|net)\s?30$/i },
]

/**
 * A sensible beginning for the settings, each with its reason: by what Intacct's own set-up says, else by the only usable account whose
 * name fits. Two that fit are no guess. Pure.
 */
export function guessSettings(
  known: readonly Known[],
  survey: Pick<Survey, 'receivables'> | null,
): readonly Guess[] {
  return rules.flatMap((rule): Guess[] => {
    const told =
      rule.setting === 'accounts.undepositedFunds' ? survey?.receivables['UNDEPOSITEDACCOUNT'] : undefined
    const byIntacct = known.find(({ type, id }) => type === rule.type && id === told)
    if (byIntacct !== undefined)
      return [guessOf(rule, byIntacct, 'Intacct has it as the account of undeposited funds.')]
    const fits = known.filter(
      ({ type, name, id }) => type === rule.type && rule.name.test(type === 'ar_term' ? id : name),
    )
    const [only] = fits
    return fits.length === 1 && only !== undefined
      ? [guessOf(rule, only, 'The only one whose name fits.')]
      : []
  })
}

function guessOf({ setting }: Rule, { id, name }: Known, because: string): Guess {
  return { setting, value: id, title: name, because }
}
