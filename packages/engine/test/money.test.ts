import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MoneyError, fromMinor, normalAmount, toMinor } from '../src/core/money.ts'

const currency = fc.constantFrom('JPY', 'USD', 'EUR', 'BHD')
const minor = fc.bigInt({ min: -(10n ** 17n), max: 10n ** 17n })

describe('money', () => {
  it('survives the way to text and back, in every currency', () => {
    fc.assert(fc.property(minor, currency, (value, code) => toMinor(fromMinor(value, code), code) === value))
  })

  it('adds up in minor units exactly as in text', () => {
    fc.assert(
      fc.property(fc.array(minor, { maxLength: 50 }), currency, (values, code) => {
        const texts = values.map((value) => fromMinor(value, code))
        const sum = texts.reduce((total, text) => total + toMinor(text, code), 0n)
        return sum === values.reduce((total, value) => total + value, 0n)
      }),
    )
  })

  it.each([
    ['1.5', 'USD', '1.50'],
    ['1.5000', 'USD', '1.50'],
    ['-0.07', 'USD', '-0.07'],
    ['12', 'JPY', '12'],
    ['1.234', 'BHD', '1.234'],
    ['+3', 'EUR', '3.00'],
    ['123456789012345.67', 'USD', '123456789012345.67'],
  ])('writes %s %s as %s', (text, code, normal) => {
    expect(normalAmount(text, code)).toBe(normal)
  })

  it.each([
    ['2.345', 'half-up', 235n],
    ['2.345', 'half-even', 234n],
    ['2.355', 'half-even', 236n],
    ['2.3450001', 'half-even', 235n],
    ['2.344999', 'half-up', 234n],
    ['-2.345', 'half-up', -235n],
    ['0.999', 'half-up', 100n],
  ] as const)('rounds %s %s to %s cents', (text, rounding, cents) => {
    expect(toMinor(text, 'USD', rounding)).toBe(cents)
  })

  it('is never further off than half a minor unit after rounding', () => {
    const fraction = fc.integer({ min: 0, max: 99_999 })
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000 }), fraction, (whole, rest) => {
        const text = `${whole}.${String(rest).padStart(5, '0')}`
        const exact = BigInt(whole) * 100_000n + BigInt(rest)
        const off = toMinor(text, 'USD', 'half-even') * 1000n - exact
        return off <= 500n && off >= -500n
      }),
    )
  })

  it.each(['', 'abc', '1,50', '1e5', '--1', '.5', 'NaN'])('refuses “%s”', (text) => {
    expect(() => toMinor(text, 'USD')).toThrow(MoneyError)
  })

  it.each([
    ['1.005', 'USD'],
    ['1.5', 'JPY'],
    ['1.2345', 'BHD'],
  ])('refuses %s %s unless it may be rounded', (text, code) => {
    expect(() => toMinor(text, code)).toThrow(/decimals/)
    expect(() => toMinor(text, code, 'half-up')).not.toThrow()
  })
})
