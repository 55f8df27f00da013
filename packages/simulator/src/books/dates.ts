import type { Input } from './contract.ts'

/** Accounting dates have no zone: `YYYY-MM-DD` text, compared as text. */

const ISO = /^(\d{4})-(\d{1,2})-(\d{1,2})$/
const AMERICAN = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/
const DAY_MS = 86_400_000

/** From 1 to `most`: up to the 28th every month has every day. */
function isPlain(text: string, most: number): boolean {
  return Number(text) >= 1 && Number(text) <= most
}

function build(year: string, month: string, day: string): string | undefined {
  if (year.length === 4 && year >= '0100' && isPlain(month, 12) && isPlain(day, 28))
    return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const ms = Date.UTC(Number(year), Number(month) - 1, Number(day))
  if (!Number.isFinite(ms)) return undefined
  const text = new Date(ms).toISOString().slice(0, 10)
  const expected = `${year.padStart(4, '0')}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return text === expected ? text : undefined
}

/**
 * A date as any door sends it: `MM/DD/YYYY` (generic), `YYYY-MM-DD`, or a year/month/day block (legacy, reference 3.8).
 * Empty gives ''; an impossible date gives undefined.
 */
export function parseDate(input: string | Input | undefined): string | undefined {
  if (input === undefined || input === '') return ''
  if (typeof input === 'string') {
    const iso = ISO.exec(input)
    if (iso !== null) return build(iso[1] ?? '', iso[2] ?? '', iso[3] ?? '')
    const american = AMERICAN.exec(input)
    if (american !== null) return build(american[3] ?? '', american[1] ?? '', american[2] ?? '')
    return undefined
  }
  const { year, month, day } = input
  if (typeof year !== 'string' || typeof month !== 'string' || typeof day !== 'string') return undefined
  if (year === '' && month === '' && day === '') return ''
  return /^\d{4}$/.test(year) && /^\d{1,2}$/.test(month) && /^\d{1,2}$/.test(day)
    ? build(year, month, day)
    : undefined
}

/** How a date was written, for a message that names it. */
export function dateText(input: string | Input | undefined): string {
  if (input === undefined || typeof input === 'string') return input ?? ''
  return [input.month, input.day, input.year].map((part) => (typeof part === 'string' ? part : '')).join('/')
}

/** `MM/DD/YYYY`, as Intacct's own messages write dates. */
export function american(date: string): string {
  return `${date.slice(5, 7)}/${date.slice(8, 10)}/${date.slice(0, 4)}`
}

export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)
}

/** First day of the month that lies `months` after the date's month. */
export function firstOfMonth(date: string, months: number): string {
  return new Date(Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1 + months, 1))
    .toISOString()
    .slice(0, 10)
}

/** The given day of the month that lies `months` after the date's month; the month's last day when it is shorter. */
export function dayOfMonth(date: string, months: number, day: number): string {
  const first = firstOfMonth(date, months)
  const last = addDays(firstOfMonth(date, months + 1), -1)
  const wanted = addDays(first, Math.max(day, 1) - 1)
  return wanted > last ? last : wanted
}

/** Epoch milliseconds (UTC) as `YYYY-MM-DDTHH:MM:SSZ`; Intacct's stamps have whole seconds. */
export function stampOf(ms: number): string {
  return `${secondOf(ms)}Z`
}

const two = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'))
const newest = { day: Number.NaN, date: '' }

/** Epoch milliseconds (UTC) as `YYYY-MM-DDTHH:MM:SS`. Most moments lie on the day of the one before: its date is kept. */
export function secondOf(ms: number): string {
  const day = Math.floor(ms / DAY_MS)
  if (day !== newest.day) {
    newest.date = new Date(day * DAY_MS).toISOString().slice(0, 10)
    newest.day = day
  }
  const seconds = Math.floor((ms - day * DAY_MS) / 1000)
  const minutes = Math.floor(seconds / 60)
  return `${newest.date}T${two[Math.floor(minutes / 60)] ?? ''}:${two[minutes % 60] ?? ''}:${two[seconds % 60] ?? ''}`
}
