import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { openCompany } from './support/company.ts'
import type { Company } from './support/company.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let mega: Company

const customer = { number: 'LONDON', name: 'London Tea Traders' }
const invoice = (number: string, location: string, currency: string) => ({
  number,
  customer: 'c1',
  date: '2026-03-02',
  dueDate: '2026-04-01',
  currency,
  lines: [{ amount: '120.00', location }],
  total: '120.00',
})
const payment = (invoiceId: string, currency: string, more: object) => ({
  customer: 'c1',
  date: '2026-03-05',
  amount: '20.00',
  currency,
  applications: [{ invoice: invoiceId, amount: '20.00' }],
  ...more,
})

const second = [
  'GLACCOUNT',
  { ACCOUNTNO: '1110', TITLE: 'Receivables UK', ACCOUNTTYPE: 'balancesheet', NORMALBALANCE: 'debit' },
] as const

beforeAll(async () => {
  mega = await openCompany('MEGA', { accounts: { sales: '4000' } }, { enter: [second] })
  await mega.put('customer', 'c1', customer)
  await mega.put('invoice', 'uk', invoice('UK-1', 'UK-LON', 'GBP'))
  await mega.put('invoice', 'us', invoice('US-1', 'US', 'USD'))
})
afterAll(() => mega.close())

const test = async (asked: object) => (await mega.call('POST', '/account-rules/test', asked)).body

describe('payments of a company with entities', () => {
  it('[7.2] [7.3] are held until the accounts are chosen, and go out by themselves once they are', async () => {
    await mega.put('payment', 'p1', payment('us', 'USD', { method: 'check' }))
    expect(await mega.rest('payment', 'p1')).toMatchObject({
      reason: 'account_missing',
      message: 'No bank or undeposited-funds account is chosen in the settings.',
    })
    const chosen = await mega.settings({ accounts: { undepositedFunds: '1010', receivable: '1100' } })
    expect(chosen.status, chosen.text).toBe(200)
    await mega.until('payment', 'p1', 'success')
    expect(mega.rows('ARPYMT')).toMatchObject([{ UNDEPOSITEDACCOUNTNO: '1010', CURRENCY: 'USD' }])
  })

  it('[7.4] [7.5] [7.6] [7.7] go to the account of the rule that fits best', async () => {
    const accountRules = [
      { use: 'deposit', currency: 'GBP', account: 'BARC' },
      { use: 'deposit', method: 'card', gateway: 'Stripe', account: 'BOA' },
      { use: 'deposit', entity: 'US', method: 'cash', account: 'SAVE' },
    ]
    const saved = await mega.settings({ accountRules })
    expect(saved.status, saved.text).toBe(200)
    await mega.put('payment', 'p2', payment('uk', 'GBP', { method: 'eft', reference: 'P2' }))
    await mega.put(
      'payment',
      'p3',
      payment('us', 'USD', { method: 'card', gateway: 'stripe', reference: 'P3' }),
    )
    await mega.put('payment', 'p4', payment('us', 'USD', { method: 'cash', reference: 'P4' }))
    for (const id of ['p2', 'p3', 'p4'])
      expect(await mega.rest('payment', id), id).toMatchObject({ status: 'success', reason: 'posted' })
    const banks = mega
      .rows('ARPYMT')
      .map((row) => [row['DOCNUMBER'] ?? '', row['FINANCIALENTITY']?.split('--')[0] ?? ''].join(' '))
    expect(banks.toSorted()).toEqual([' ', 'P2 BARC', 'P3 BOA', 'P4 SAVE'])
  })

  it('[7.9] the tester says the same account, and which rule it comes from', async () => {
    expect(await test({ currency: 'GBP', location: 'UK-LON', method: 'eft' })).toMatchObject({
      account: 'BARC',
      name: 'Barclays',
      rule: 1,
      sentence: 'EFT, GBP, entity UK → BARC, Barclays, because of rule 1.',
      ties: [],
    })
    expect(await test({ currency: 'USD', location: 'US', method: 'cash' })).toMatchObject({
      account: 'SAVE',
      rule: 3,
      rules: [
        { rule: 1, fits: false, sentence: 'Does not fit: it is for GBP.' },
        { rule: 2, fits: false },
        { rule: 3, fits: true, sentence: 'Fits best: this one is taken.' },
      ],
    })
    expect(await test({ use: 'receivable' })).toMatchObject({ account: '1100', by: 'usual', rule: null })
    const draft = { currency: 'GBP', rules: [{ use: 'deposit', currency: 'GBP', account: '1020' }] }
    expect(await test(draft)).toMatchObject({ account: '1020', rule: 1, ties: [] })
  })

  it('are held where two rules tie, and no account is guessed; a rule for both frees them', async () => {
    const rules = [
      { use: 'deposit', currency: 'GBP', account: 'BARC' },
      { use: 'deposit', gateway: 'Stripe', account: '1010' },
    ]
    await mega.settings({ accountRules: rules })
    await mega.put(
      'payment',
      'p6',
      payment('uk', 'GBP', { method: 'card', gateway: 'Stripe', reference: 'P6' }),
    )
    expect(await mega.rest('payment', 'p6')).toMatchObject({
      reason: 'account_tied',
      message: 'Account rules 1, 2 fit equally well and name different bank or undeposited-funds accounts.',
    })
    const both = { use: 'deposit', currency: 'GBP', gateway: 'Stripe', account: 'BARC' }
    await mega.settings({ accountRules: [...rules, both] })
    await mega.until('payment', 'p6', 'success')
    expect(mega.rows('ARPYMT', { DOCNUMBER: 'P6' })).toMatchObject([{ CURRENCY: 'GBP' }])
  })
})

describe('an invoice', () => {
  it('[7.1] [7.2] balances its lines by the receivables account of its entity', async () => {
    await mega.settings({
      accounts: { receivable: '1100' },
      accountRules: [
        { use: 'receivable', entity: 'UK', account: '1110' },
        { use: 'sales', currency: 'GBP', account: '4020' },
      ],
    })
    await mega.put('invoice', 'uk2', invoice('UK-2', 'UK-LON', 'GBP'))
    await mega.put('invoice', 'us2', invoice('US-2', 'US', 'USD'))
    const line = async (id: string) => {
      const { remoteKey, text } = await mega.rest('invoice', id)
      expect(remoteKey, text).not.toBeNull()
      return mega.rows('ARINVOICEITEM', { RECORDKEY: remoteKey ?? '' })[0]
    }
    expect(await line('uk2')).toMatchObject({ ACCOUNTNO: '4020', OFFSETGLACCOUNTNO: '1110' })
    expect(await line('us2')).toMatchObject({ ACCOUNTNO: '4000', OFFSETGLACCOUNTNO: '1100' })
  })
})

describe('account rules', () => {
  const refused = async (rule: object) => (await mega.settings({ accountRules: [rule] })).body

  it('are refused with what Intacct does not have, and with a bank that cannot take the currency', async () => {
    expect(await refused({ use: 'deposit', account: 'NOBANK' })).toMatchObject({
      code: 'not_in_intacct',
      field: 'settings.accountRules[0].account',
      detail: 'Account rule 1: Intacct has no bank account NOBANK.',
    })
    expect(await refused({ use: 'deposit', entity: 'FR', account: 'BOA' })).toMatchObject({
      code: 'not_in_intacct',
      field: 'settings.accountRules[0].entity',
    })
    expect(await refused({ use: 'deposit', currency: 'EUR', account: 'BARC' })).toMatchObject({
      code: 'not_usable',
      detail: 'Account rule 1: bank account BARC, Barclays, is kept in GBP and cannot take EUR.',
    })
    expect(await refused({ use: 'deposit', account: 'BARC', color: 'red' })).toMatchObject({
      field: 'settings.accountRules[0].color',
    })
  })
})
