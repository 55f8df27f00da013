import { describe, expect, it } from 'vitest'
import { payment } from '../../../test/sim/world.ts'
import type { SettingsInput } from '../../../test/sim/world.ts'
import { decide } from '../src/core/decide.ts'
import type { PaymentData } from '../src/core/records.ts'
import { plain } from '../src/core/compare.ts'
import { appSide, baseOf, contextWith, intentOf, parent, remoteSide, situation } from './situations.ts'

const pay = payment('c1', [['i1', '40.00']], { amount: '42.50', method: 'card' })
const withFee: PaymentData = { ...pay, fee: { amount: '2.50' } }
const accounts = { sales: '4000', undepositedFunds: '1050', fee: '4090' }

function decided(data: PaymentData, settings: SettingsInput, more: Parameters<typeof situation>[0] = {}) {
  return decide(situation({ type: 'payment', app: appSide(data), ...more }), contextWith(settings))
}

describe('a payment with a convenience fee', () => {
  it('[6.9] [7.18] asks for the fee’s invoice on the fee account when all else about it is in order', () => {
    const decision = decided(withFee, { accounts })
    expect(decision).toMatchObject({
      reason: 'parent_missing',
      intent: null,
      derive: [
        {
          type: 'invoice',
          id: 'a1~fee',
          data: { number: 'FEE-a1', total: '2.50', lines: [{ amount: '2.50', account: '4090' }] },
        },
      ],
    })
  })

  it('[7.18] is held while no account for fees is chosen, and nothing goes in', () => {
    const decision = decided(withFee, {})
    expect(decision).toMatchObject({ reason: 'account_missing', intent: null, message: { account: 'fee' } })
    expect(decision.derive).toBeUndefined()
  })

  it('asks for no invoice while the payment itself waits for something else', () => {
    const customerOnly = [parent({ type: 'customer', by: 'id', value: 'c1' })]
    const decision = decided(withFee, { accounts }, { resolved: customerOnly })
    expect(decision).toMatchObject({ reason: 'parent_missing', waitingFor: [{ value: 'i1' }] })
    expect(decision.derive).toBeUndefined()
  })

  it('pays the fee’s invoice with the rest once that is in Intacct', () => {
    const resolved = [
      parent({ type: 'customer', by: 'id', value: 'c1' }),
      parent({ type: 'invoice', by: 'id', value: 'i1' }),
      parent({ type: 'invoice', by: 'id', value: 'a1~fee' }, {}, { key: '9' }),
    ]
    const decision = decided(withFee, { accounts }, { resolved })
    expect(decision.intent?.data).toMatchObject({
      applications: [
        { invoice: '5', amount: '40.00' },
        { invoice: '9', amount: '2.50' },
      ],
    })
  })
})

it('[7.28] a method is translated to the one that Intacct takes, by the first setting that fits', () => {
  const methods = [
    { method: 'card', currency: 'foreign', as: 'eft' },
    { method: 'card', as: 'check' },
  ] as const
  const sent = (currency: string) =>
    plain(decided({ ...pay, currency }, { methods: [...methods] }).intent?.data ?? pay)['method']
  expect(sent('EUR')).toBe('eft')
  expect(sent('USD')).toBe('check')
  expect(plain(decided(pay, {}).intent?.data ?? withFee)['method']).toBe('card')
})

it('what a payment paid when it was made cannot be moved: the edit is held, and says so', () => {
  const there = payment('C-1', [['5', '40.00']], { amount: '42.50', currency: 'USD' })
  const own = [{ key: '7.1', invoice: '5', amount: '40.00' }]
  const decision = decided(
    { ...pay, applications: [{ invoice: 'i1', amount: '30.00' }] },
    {},
    {
      app: appSide({ ...pay, applications: [{ invoice: 'i1', amount: '30.00' }] }, { version: 2 }),
      remote: remoteSide(there, {}, { state: 'paid', applications: own }),
      base: baseOf(pay, there),
      intent: intentOf(there),
      resolved: [
        parent({ type: 'customer', by: 'id', value: 'c1' }),
        parent({ type: 'customer', by: 'number', value: 'C-1' }),
        parent({ type: 'invoice', by: 'id', value: 'i1' }),
        parent({ type: 'invoice', by: 'key', value: '5' }),
      ],
    },
  )
  expect(decision).toMatchObject({
    reason: 'update_held',
    intent: null,
    message: { fields: ['applications'] },
  })
})
