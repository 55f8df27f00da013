/**
 * Amounts and times as people read them. Amounts stay decimal strings: `Intl` formats them exactly, and sums are made in `bigint`.
 */

/** Decimals that a currency's amounts have: JPY 0, USD 2, BHD 3. An unknown code gets 2. */
export function decimalsOf(currency: string): number {
  try {
    const options = new Intl.NumberFormat('en-US', { style: 'currency', currency }).resolvedOptions()
    return options.maximumFractionDigits ?? 2
  } catch {
    return 2
  }
}

const decimal = /^-?\d+(\.\d+)?$/

/** `-12000` JPY → `−12,000`. All decimals that are there are shown, and never fewer than the currency has. Not a number: as it came. */
export function formatAmount(amount: string, currency: string | null, locale: string): string {
  if (!decimal.test(amount)) return amount
  const least = currency === null ? 0 : decimalsOf(currency)
  const there = amount.split('.')[1]?.replace(/0+$/, '').length ?? 0
  const format = new Intl.NumberFormat(locale, {
    minimumFractionDigits: least,
    maximumFractionDigits: Math.max(least, there),
  })
  return format.format(amount as Intl.StringNumericLiteral).replace('-', '−')
}

/** For sentences: `USD 1,250.00` in English, `1.250,00 EUR` elsewhere. */
export function formatMoney(amount: string, currency: string, locale: string): string {
  const figure = formatAmount(amount, currency, locale)
  return locale.startsWith('en') ? `${currency} ${figure}` : `${figure} ${currency}`
}

export function formatCount(count: number, locale: string): string {
  return new Intl.NumberFormat(locale).format(count).replace('-', '−')
}

interface Money {
  readonly amount: string | null
  readonly currency: string | null
}

/** Sums per currency, in order of first sight; currencies are never added together. What has no amount or currency does not count. */
export function sumByCurrency(rows: Iterable<Money>): { currency: string; amount: string }[] {
  const sums = new Map<string, { scale: number; units: bigint }>()
  for (const { amount, currency } of rows) {
    if (amount === null || currency === null || !decimal.test(amount)) continue
    const [whole = '0', fraction = ''] = amount.split('.')
    const before = sums.get(currency) ?? { scale: 0, units: 0n }
    const scale = Math.max(before.scale, fraction.length)
    const units = BigInt(whole + fraction.padEnd(scale, '0'))
    sums.set(currency, { scale, units: before.units * 10n ** BigInt(scale - before.scale) + units })
  }
  return [...sums].map(([currency, { scale, units }]) => ({ currency, amount: toDecimal(units, scale) }))
}

function toDecimal(units: bigint, scale: number): string {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0')
  const sign = units < 0n ? '-' : ''
  return scale === 0 ? sign + digits : `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`
}

/** A document date has no zone and is never shifted: `2026-03-28` → `28 Mar 2026`. Not a date: as it came. */
export function formatDay(day: string, locale: string): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day)
  if (!parts) return day
  const at = Date.UTC(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3]))
  return dayOf(at, locale, 'UTC')
}

function dayOf(ms: number, locale: string, zone: string): string {
  const parts = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: zone,
  }).formatToParts(ms)
  const pick = (type: Intl.DateTimeFormatPartTypes) => parts.find((part) => part.type === type)?.value ?? ''
  return `${pick('day')} ${pick('month').replace(/\.$/, '')} ${pick('year')}`
}

function timeOf(ms: number, locale: string, zone: string, seconds: boolean): string {
  return new Intl.DateTimeFormat(locale, {
    hour: '2-digit',
    minute: '2-digit',
    ...(seconds ? { second: '2-digit' } : {}),
    hourCycle: 'h23',
    timeZone: zone,
  }).format(ms)
}

/** `14:02` on the same day as `nowMs` in the zone, else `28 Mar 2026, 14:02`. */
export function formatClock(ms: number, nowMs: number, locale: string, zone: string): string {
  const time = timeOf(ms, locale, zone, false)
  const day = dayOf(ms, locale, zone)
  return day === dayOf(nowMs, locale, zone) ? time : `${day}, ${time}`
}

/** A stamp without a zone, as it stands: `2026-03-28T14:02:10` → `28 Mar 2026, 14:02`. Not a stamp: as it came. */
export function formatStamp(stamp: string, locale: string): string {
  const ms = Date.parse(`${stamp}Z`)
  if (Number.isNaN(ms)) return stamp
  return `${dayOf(ms, locale, 'UTC')}, ${timeOf(ms, locale, 'UTC', false)}`
}

/** With its weekday, in a zone: `Mon 30 Mar 2026, 00:00`. */
export function formatWeekday(ms: number, locale: string, zone: string): string {
  const day = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: zone }).format(ms)
  return `${day} ${dayOf(ms, locale, zone)}, ${timeOf(ms, locale, zone, false)}`
}

/** `2026-03` → `March 2026`. Not a month: as it came. */
export function formatMonth(month: string, locale: string): string {
  const ms = Date.parse(`${month}-01T00:00:00Z`)
  if (Number.isNaN(ms)) return month
  return new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(ms)
}

/** The moment in full: `28 Mar 2026, 14:02:10 New York`. */
export function formatFull(ms: number, locale: string, zone: string): string {
  return `${dayOf(ms, locale, zone)}, ${timeOf(ms, locale, zone, true)} ${zoneName(zone)}`
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

export type Age =
  { kind: 'now' } | { kind: 'minutes'; n: number } | { kind: 'hours'; n: number } | { kind: 'moment' }

/** How a moment is told: within a day as an age, else as a date with time. A moment in the future is told as a date. */
export function ageOf(ms: number, nowMs: number): Age {
  const age = nowMs - ms
  if (age < -MINUTE || age >= DAY) return { kind: 'moment' }
  if (age < MINUTE) return { kind: 'now' }
  if (age < HOUR) return { kind: 'minutes', n: Math.floor(age / MINUTE) }
  return { kind: 'hours', n: Math.floor(age / HOUR) }
}

/** `America/New_York` → `New York`. */
export function zoneName(zone: string): string {
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ')
}

/** `3 min 20 s`, `1 h 5 min`; below a second `0 s`. */
export function formatDuration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  if (seconds < 60) return `${seconds} s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return seconds % 60 === 0 ? `${minutes} min` : `${minutes} min ${seconds % 60} s`
  return minutes % 60 === 0
    ? `${Math.floor(minutes / 60)} h`
    : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}
