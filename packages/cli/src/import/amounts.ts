/** Decimals of currencies whose minor unit is not 1/100 (ISO 4217). */
// prettier-ignore
const exponents: Readonly<Record<string, number>> = {
  BIF: 0, CLP: 0, DJF: 0, GNF: 0, ISK: 0, JPY: 0, KMF: 0, KRW: 0, PYG: 0, RWF: 0, UGX: 0, VND: 0, VUV: 0, XAF: 0, XOF: 0, XPF: 0,
  BHD: 3, IQD: 3, JOD: 3, KWD: 3, LYD: 3, OMR: 3, TND: 3,
}

export function decimalsOf(currency: string): number {
  return exponents[currency] ?? 2
}

export const roundings = ['none', 'half-up', 'half-even'] as const
export type Rounding = (typeof roundings)[number]

/** Which sign separates the decimals: `1,234.50` or `1.234,50`. */
export const decimalMarks = ['point', 'comma'] as const
export type DecimalMark = (typeof decimalMarks)[number]

const numbers: Record<DecimalMark, RegExp> = {
  point: /^(\d+|[1-9]\d{0,2}(?:[, '’]\d{3})+)(?:\.(\d*))?$|^\.(\d+)$/,
  comma: /^(\d+|[1-9]\d{0,2}(?:[. '’]\d{3})+)(?:,(\d*))?$|^,(\d+)$/,
}

/**
 * A plain decimal text of what people and exports write: `$1,234.50`, `(12.00)`, `12.00-`, `1.234,50 €`. Digits are never dropped or
 * added. Undefined when it is no number.
 */
export function readDecimal(text: string, mark: DecimalMark): string | undefined {
  let rest = text.trim().replace(/^([A-Z]{3}|[$€£¥]) ?|(?<=\d) ?([A-Z]{3}|[$€£¥])$/g, '')
  let negative = false
  const wrapped = /^\((.*)\)$|^[-−](.*)$|^(.*\d)-$/.exec(rest)
  if (wrapped) {
    negative = true
    rest = (wrapped[1] ?? wrapped[2] ?? wrapped[3] ?? '').trim().replace(/^[$€£¥] ?/, '')
  }
  const match = numbers[mark].exec(rest.replace(/^\+/, ''))
  if (!match) return undefined
  const whole = (match[1] ?? '0').replace(/\D/g, '').replace(/^0+(?=\d)/, '')
  const fraction = match[2] ?? match[3] ?? ''
  return `${negative ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`
}

export type MinorUnits =
  { readonly ok: true; readonly minor: bigint } | { readonly ok: false; readonly decimals: number }

/** Minor units of a plain decimal text. With rounding `none`, digits beyond the currency's decimals are refused unless they are zeros. */
export function minorOf(decimal: string, currency: string, rounding: Rounding): MinorUnits {
  const negative = decimal.startsWith('-')
  const [whole = '0', fraction = ''] = decimal.replace('-', '').split('.')
  const kept = decimalsOf(currency)
  const rest = fraction.slice(kept)
  let minor = BigInt(whole + fraction.slice(0, kept).padEnd(kept, '0'))
  if (/[1-9]/.test(rest)) {
    if (rounding === 'none') return { ok: false, decimals: fraction.length }
    if (roundsUp(rest, minor, rounding)) minor += 1n
  }
  return { ok: true, minor: negative ? -minor : minor }
}

function roundsUp(rest: string, kept: bigint, rounding: Rounding): boolean {
  const first = rest.slice(0, 1)
  if (first !== '5') return first > '5'
  return /[1-9]/.test(rest.slice(1)) || rounding === 'half-up' || kept % 2n === 1n
}

/** Decimal text of minor units, with the currency's own number of decimals. */
export function decimalText(minor: bigint, currency: string): string {
  const decimals = decimalsOf(currency)
  const digits = (minor < 0n ? -minor : minor).toString().padStart(decimals + 1, '0')
  const sign = minor < 0n ? '-' : ''
  return decimals === 0 ? sign + digits : `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`
}

/** `1234567.80` → `1,234,567.80`, for people. */
export function grouped(decimal: string): string {
  const [whole = '', fraction] = decimal.split('.')
  const groups = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return fraction === undefined ? groups : `${groups}.${fraction}`
}
