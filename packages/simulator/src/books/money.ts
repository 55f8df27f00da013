/**
 * Amounts inside the books are bigint hundredths: Intacct keeps two decimals whatever the currency and rounds what it is sent
 * silently (reference 9, quirk 18). Outside they are plain decimals without trailing zeros (`100`, `99.5`).
 */

const DECIMAL = /^\s*([+-]?)(\d*)(?:\.(\d*))?\s*$/

/** Hundredths of a decimal text, rounded half away from zero; undefined when the text is no plain decimal. */
export function parseAmount(text: string): bigint | undefined {
  const match = DECIMAL.exec(text)
  if (match === null) return undefined
  const whole = match[2] ?? ''
  const fraction = match[3] ?? ''
  if (whole === '' && fraction === '') return undefined
  const padded = BigInt(`${whole === '' ? '0' : whole}${fraction.slice(0, 2).padEnd(2, '0')}`)
  const roundUp = fraction.length > 2 && fraction.charCodeAt(2) >= 53
  const magnitude = roundUp ? padded + 1n : padded
  return match[1] === '-' ? -magnitude : magnitude
}

/** Hundredths of a stored amount; an absent or empty amount is zero. */
export function amountOf(text: string | undefined): bigint {
  if (text === undefined || text === '') return 0n
  return parseAmount(text) ?? 0n
}

/** A plain decimal without trailing zeros. */
export function formatAmount(hundredths: bigint): string {
  const negative = hundredths < 0n
  const magnitude = negative ? -hundredths : hundredths
  const whole = magnitude / 100n
  const cents = magnitude % 100n
  if (cents === 0n) return negative ? `-${whole}` : `${whole}`
  const fraction = cents % 10n === 0n ? `${cents / 10n}` : cents < 10n ? `0${cents}` : `${cents}`
  return `${negative ? '-' : ''}${whole}.${fraction}`
}

/** An exact decimal: value = digits / 10^scale. Rates and quantities need more than two decimals. */
export interface Decimal {
  readonly digits: bigint
  readonly scale: number
}

/** An exact decimal of any length; undefined when the text is no plain decimal. */
export function parseDecimal(text: string): Decimal | undefined {
  const match = DECIMAL.exec(text)
  if (match === null) return undefined
  const whole = match[2] ?? ''
  const fraction = match[3] ?? ''
  if (whole === '' && fraction === '') return undefined
  const digits = BigInt(`${whole}${fraction}`)
  return { digits: match[1] === '-' ? -digits : digits, scale: fraction.length }
}

/** A decimal as plain text without trailing zeros. */
export function formatDecimal(value: Decimal): string {
  const negative = value.digits < 0n
  const digits = (negative ? -value.digits : value.digits).toString().padStart(value.scale + 1, '0')
  const whole = digits.slice(0, digits.length - value.scale)
  const fraction = digits.slice(digits.length - value.scale).replace(/0+$/, '')
  return `${negative ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`
}

/** numerator / denominator rounded half away from zero. */
export function divideRounded(numerator: bigint, denominator: bigint): bigint {
  const negative = numerator < 0n !== denominator < 0n
  const top = numerator < 0n ? -numerator : numerator
  const bottom = denominator < 0n ? -denominator : denominator
  const rounded = (2n * top + bottom) / (2n * bottom)
  return negative ? -rounded : rounded
}

/** Hundredths times a decimal (a rate, a quantity, a percentage over 100), rounded to hundredths. */
export function multiplyAmount(hundredths: bigint, factor: Decimal): bigint {
  if (factor.scale === 0) return hundredths * factor.digits
  return divideRounded(hundredths * factor.digits, 10n ** BigInt(factor.scale))
}

/** Product of two decimals in hundredths, e.g. quantity times unit price. */
export function multiplyDecimals(left: Decimal, right: Decimal): bigint {
  return divideRounded(left.digits * right.digits * 100n, 10n ** BigInt(left.scale + right.scale))
}

export function absolute(value: bigint): bigint {
  return value < 0n ? -value : value
}

export function smaller(left: bigint, right: bigint): bigint {
  return left < right ? left : right
}
