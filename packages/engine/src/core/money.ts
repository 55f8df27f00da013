/**
 * Money is a decimal string at the edges and integer minor units (bigint) inside. Never a float.
 */

/** ISO 4217 currencies whose minor unit is not 1/100. */
// prettier-ignore
const exponents: Readonly<Record<string, number>> = {
  BIF: 0, CLP: 0, DJF: 0, GNF: 0, ISK: 0, JPY: 0, KMF: 0, KRW: 0, PYG: 0, RWF: 0, UGX: 0, VND: 0, VUV: 0, XAF: 0, XOF: 0, XPF: 0,
  BHD: 3, IQD: 3, JOD: 3, KWD: 3, LYD: 3, OMR: 3, TND: 3,
}

/** Decimals of the currency's minor unit: 0, 2 or 3. */
export function exponentOf(currency: string): number {
  return exponents[currency] ?? 2
}

export class MoneyError extends Error {
  readonly code: 'not_a_number' | 'too_many_decimals'
  constructor(code: MoneyError['code'], message: string) {
    super(message)
    this.code = code
  }
}

const decimal = /^([+-]?)(\d+)(?:\.(\d*))?$/

export type Rounding = 'none' | 'half-up' | 'half-even'

/**
 * Minor units of a decimal string. With rounding `none`, decimals beyond the currency's are refused unless they are zeros.
 * @throws MoneyError when the text is no plain decimal, or has too many decimals and may not be rounded.
 */
export function toMinor(text: string, currency: string, rounding: Rounding = 'none'): bigint {
  const match = decimal.exec(text.trim())
  if (!match) throw new MoneyError('not_a_number', `"${text}" is not an amount`)
  const exponent = exponentOf(currency)
  const fraction = match[3] ?? ''
  const kept = fraction.slice(0, exponent).padEnd(exponent, '0')
  const rest = fraction.slice(exponent)
  let minor = BigInt((match[2] ?? '') + kept)
  if (/[1-9]/.test(rest)) {
    if (rounding === 'none') {
      throw new MoneyError(
        'too_many_decimals',
        `${currency} has ${exponent} decimals, "${text}" has ${fraction.length}`,
      )
    }
    if (roundsUp(rest, minor, rounding)) minor += 1n
  }
  return match[1] === '-' ? -minor : minor
}

function roundsUp(rest: string, kept: bigint, rounding: Rounding): boolean {
  const first = rest[0] ?? '0'
  if (first !== '5') return first > '5'
  if (/[1-9]/.test(rest.slice(1))) return true
  return rounding === 'half-up' || kept % 2n === 1n
}

/** Decimal string with the currency's own number of decimals. */
export function fromMinor(minor: bigint, currency: string): string {
  const exponent = exponentOf(currency)
  const digits = (minor < 0n ? -minor : minor).toString().padStart(exponent + 1, '0')
  const sign = minor < 0n ? '-' : ''
  if (exponent === 0) return sign + digits
  return `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`
}

/** The same amount in normal form, e.g. `1.5` → `1.50` for USD. */
export function normalAmount(text: string, currency: string): string {
  return fromMinor(toMinor(text, currency), currency)
}
