import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  accountRulesSchema,
  accountUses,
  chooseAccount,
  ruleConditions,
  tiesAmong,
} from '../src/core/account-rules.ts'
import type { AccountRule, AccountSituation } from '../src/core/account-rules.ts'
import { accountFor, entityOfPayment, nowhere } from '../src/core/accounts.ts'
import { decide } from '../src/core/decide.ts'
import { prepare } from '../src/core/prepare.ts'
import type { PaymentData } from '../src/core/records.ts'
import { settingsSchema } from '../src/core/settings.ts'
import type { Resolved } from '../src/ports/situation.ts'
import { appSide, contextWith, situation } from './situations.ts'

const card = { use: 'deposit', method: 'card' } as const
const rule = (conditions: Partial<AccountRule>, account: string): AccountRule => ({
  use: 'deposit',
  ...conditions,
  account,
})

const value = (name: string) => fc.option(fc.constantFrom(`${name}1`, `${name}2`), { nil: undefined })
const method = fc.option(fc.constantFrom('card' as const, 'check' as const), { nil: undefined })
const currency = fc.option(fc.constantFrom('USD', 'EUR'), { nil: undefined })
const given = (record: object) =>
  Object.fromEntries(Object.entries(record).filter(([, v]) => v !== undefined))
const anyRules = fc
  .array(
    fc
      .record({
        use: fc.constantFrom('deposit' as const, 'receivable' as const),
        method,
        currency,
        gateway: value('g'),
        entity: value('e'),
        account: fc.constantFrom('1', '2', '3'),
      })
      .map((rule) => given(rule) as AccountRule),
    { maxLength: 12 },
  )
  .filter((rules) => accountRulesSchema.safeParse(rules).success)
const anySituation = fc
  .record({
    use: fc.constantFrom('deposit' as const, 'receivable' as const),
    method,
    currency,
    gateway: value('g'),
    entity: value('e'),
    usual: value('u'),
  })
  .map((situation) => given(situation) as AccountSituation)

describe('the account for a payment', () => {
  const rules = [
    rule({ method: 'card' }, '1010'),
    rule({ currency: 'EUR' }, 'EURB'),
    rule({ method: 'card', currency: 'EUR', gateway: 'Stripe', entity: 'UK' }, '1020'),
    rule({ entity: 'UK' }, 'BARC'),
    { use: 'receivable', entity: 'UK', account: '1210' } as const,
  ]

  it('[7.4] [7.5] [7.6] [7.7] is that of the rule that fits with the most conditions', () => {
    const pick = (asked: object) => chooseAccount(rules, { use: 'deposit', ...asked })
    expect(pick({ ...card, currency: 'USD' })).toMatchObject({ account: '1010', rule: 1 })
    expect(pick({ method: 'check', currency: 'EUR' })).toMatchObject({ account: 'EURB', rule: 2 })
    const whole = { ...card, currency: 'EUR', gateway: 'stripe ', entity: 'UK' }
    expect(pick(whole)).toMatchObject({ account: '1020', rule: 3 })
    expect(pick({ method: 'check', entity: 'UK' })).toMatchObject({ account: 'BARC', rule: 4 })
    expect(pick({ method: 'check', usual: '1050' })).toMatchObject({ account: '1050', by: 'usual' })
    expect(pick({ method: 'check' })).toMatchObject({ kind: 'none' })
    expect(chooseAccount(rules, { use: 'receivable', entity: 'UK' })).toMatchObject({ account: '1210' })
  })

  it('[7.9] comes with what every rule had to say', () => {
    const { considered } = chooseAccount(rules, { ...card, currency: 'USD', entity: 'UK' })
    expect(considered.map(({ rule, differs }) => [rule, differs])).toEqual([
      [1, null],
      [2, 'currency'],
      [3, 'currency'],
      [4, null],
    ])
  })

  it('is the one that the payment names, whatever the rules say', () => {
    expect(chooseAccount(rules, { ...card, named: '1099' })).toMatchObject({ account: '1099', by: 'record' })
  })

  it('is not guessed where two rules fit equally well; where both name one account there is nothing to guess', () => {
    const asked = { ...card, entity: 'UK' }
    expect(chooseAccount(rules, asked)).toMatchObject({ kind: 'tie', rules: [1, 4] })
    const same = [rule({ method: 'card' }, '1010'), rule({ entity: 'UK' }, '1010')]
    expect(chooseAccount(same, asked)).toMatchObject({ account: '1010', rule: 1 })
  })

  it('depends neither on the order of the rules nor on those for something else', () => {
    fc.assert(
      fc.property(anyRules, anySituation, (rules, situation) => {
        const account = (choice: ReturnType<typeof chooseAccount>) =>
          choice.kind === 'chosen' ? choice.account : choice.kind
        const chosen = chooseAccount(rules, situation)
        expect(account(chooseAccount(rules.toReversed(), situation))).toBe(account(chosen))
        expect(
          account(
            chooseAccount(
              rules.filter(({ use }) => use === situation.use),
              situation,
            ),
          ),
        ).toBe(account(chosen))
        expect(chosen.considered).toHaveLength(rules.filter(({ use }) => use === situation.use).length)
      }),
    )
  })

  it('is never that of a rule whose conditions are not met, nor of one less specific than another that fits', () => {
    fc.assert(
      fc.property(anyRules, anySituation, (rules, situation) => {
        const choice = chooseAccount(rules, situation)
        if (choice.kind !== 'chosen' || choice.by !== 'rule') return
        const fits = (rule: AccountRule) =>
          rule.use === situation.use &&
          ruleConditions.every((name) => rule[name] === undefined || rule[name] === situation[name])
        const size = (rule: AccountRule) => ruleConditions.filter((name) => rule[name] !== undefined).length
        const taken = rules[choice.rule - 1]
        expect(taken !== undefined && fits(taken)).toBe(true)
        const best = Math.max(...rules.filter(fits).map(size))
        expect(taken === undefined ? -1 : size(taken)).toBe(best)
      }),
    )
  })
})

describe('the list of account rules', () => {
  it('[7.8] is refused with two rules for the same, however the gateway is written', () => {
    const twice = [
      rule({ gateway: 'Stripe', currency: 'USD' }, '1'),
      rule({ currency: 'EUR' }, '1'),
      rule({ currency: 'USD', gateway: 'stripe' }, '2'),
    ]
    const { error } = accountRulesSchema.safeParse(twice)
    expect(error?.issues).toMatchObject([
      { path: [2, 'account'], message: 'Rule 3 is for the same payments or documents as rule 1.' },
    ])
    expect(settingsSchema.safeParse({ accountRules: twice }).success).toBe(false)
  })

  it('is refused with a method where there are no payments', () => {
    const { error } = accountRulesSchema.safeParse([{ use: 'sales', method: 'card', account: '4000' }])
    expect(error?.issues).toMatchObject([{ path: [0, 'method'] }])
    for (const use of accountUses)
      expect(accountRulesSchema.safeParse([{ use, currency: 'EUR', account: '1' }]).success).toBe(true)
  })

  it('[7.8] shows every pair that would tie, before a payment does', () => {
    const rules = [
      rule({ method: 'card' }, '1'),
      rule({ currency: 'EUR' }, '2'),
      rule({ entity: 'UK' }, '3'),
      rule({ method: 'card', entity: 'UK' }, '4'),
    ]
    expect(tiesAmong(rules).map((tie) => [tie.rules, tie.when])).toEqual([
      [[1, 2], { method: 'card', currency: 'EUR' }],
      [[2, 3], { currency: 'EUR', entity: 'UK' }],
    ])
  })

  it('has a tie wherever a payment that names everything meets one', () => {
    fc.assert(
      fc.property(anyRules, anySituation, (rules, situation) => {
        const choice = chooseAccount(rules, situation)
        if (choice.kind !== 'tie') return
        const pairs = tiesAmong(rules).map((tie) => tie.rules.join(' '))
        const [one, ...others] = choice.rules
        expect(others.some((other) => pairs.includes(`${one} ${other}`))).toBe(true)
      }),
    )
  })
})

describe('a payment', () => {
  const pay: PaymentData = {
    customer: 'C1',
    date: '2026-02-28',
    amount: '10.00',
    currency: 'USD',
    method: 'card',
    gateway: 'Stripe',
    applications: [{ invoice: '7', amount: '10.00' }],
  }
  const settings = (more: object) => settingsSchema.parse(more)
  const chosen = { accounts: { receivable: '1100', undepositedFunds: '1050' } }

  it('[7.2] [7.3] is held until the place of its money is chosen, and where two rules name its receivables account', () => {
    expect(prepare('payment', pay, settings({ accounts: { receivable: '1100' } }))).toMatchObject({
      reason: 'account_missing',
      about: 'deposit',
    })
    const tied = [
      { use: 'receivable', currency: 'USD', account: '1200' },
      { use: 'receivable', entity: 'US', account: '1210' },
    ]
    const place = { ...nowhere, entity: 'US' }
    expect(prepare('payment', pay, settings({ ...chosen, accountRules: tied }), place)).toMatchObject({
      reason: 'account_tied',
      message: { account: 'receivable' },
    })
    expect(prepare('payment', pay, settings(chosen))).toMatchObject({
      kind: 'ready',
      data: { account: '1050' },
    })
  })

  it('[7.6] goes where the rule for its gateway says, and nowhere where two rules tie', () => {
    const one = { use: 'deposit', gateway: 'stripe', account: '1055' }
    const ready = prepare('payment', pay, settings({ ...chosen, accountRules: [one] }))
    expect(ready).toMatchObject({ data: { account: '1055' } })
    const other = { use: 'deposit', currency: 'USD', account: '1056' }
    const tied = settings({ ...chosen, accountRules: [one, other] })
    expect(prepare('payment', pay, tied)).toMatchObject({
      reason: 'account_tied',
      message: { account: 'deposit', rules: '1, 2' },
    })
  })

  it('[7.7] takes the rule of the entity that its invoices lie in, if they lie in one', () => {
    const place = {
      entity: null,
      placement: {
        entities: new Map([
          ['UK-LON', 'UK'],
          ['JP-TYO', 'JP'],
        ]),
        invoices: new Map([
          ['7', { locations: ['UK-LON'], currency: 'GBP' }],
          ['8', { locations: ['JP-TYO'], currency: 'GBP' }],
        ]),
      },
    }
    const rules = { ...chosen, accountRules: [{ use: 'deposit', entity: 'UK', account: 'BARC' }] }
    expect(prepare('payment', pay, settings(rules), place)).toMatchObject({ data: { account: 'BARC' } })
    const both = { ...pay, applications: [...pay.applications, { invoice: '8', amount: '1.00' }] }
    expect(entityOfPayment(place, both)).toBeUndefined()
    expect(entityOfPayment({ ...place, entity: 'JP' }, pay)).toBe('JP')
  })
})

describe('an invoice', () => {
  const lines = [
    { amount: '10.00', location: 'UK-LON' },
    { amount: '1.00', account: '4099' },
  ]
  const data = { number: 'I1', customer: 'C1', date: '2026-02-28', currency: 'GBP', lines, total: '11.00' }
  const customer: Resolved = {
    reference: { type: 'customer', by: 'id', value: 'C1' },
    link: { id: 'l2', appId: 'C1', remoteKey: '1', reason: 'posted', inApp: true, choice: null },
    remote: { key: '1', number: 'CUST1', name: 'One', state: 'active', presence: 'present' },
  }

  it('[7.1] [7.2] takes its lines’ accounts and the receivables account by the same rules', () => {
    const accountRules = [
      { use: 'sales', currency: 'GBP', account: '4100' },
      { use: 'receivable', currency: 'GBP', account: '1210' },
    ] as const
    const context = contextWith({ accountRules: [...accountRules] })
    const given = { type: 'invoice', app: appSide(data), resolved: [customer] } as const
    const { intent } = decide(situation(given), context)
    expect(intent?.data).toMatchObject({ lines: [{ account: '4100' }, { account: '4099' }] })
    expect(intent?.options.receivable).toBe('1210')
  })

  it('fees and write-offs have accounts of their own', () => {
    const set = settingsSchema.parse({
      accounts: { fee: '4500', writeOff: '6500' },
      accountRules: [{ use: 'fee', gateway: 'Stripe', account: '4510' }],
    })
    expect(accountFor(set, 'fee', { gateway: 'Stripe' })).toMatchObject({ account: '4510' })
    expect(accountFor(set, 'fee', { gateway: 'Adyen' })).toMatchObject({ account: '4500' })
    expect(accountFor(set, 'write_off', {})).toMatchObject({ account: '6500' })
  })
})
