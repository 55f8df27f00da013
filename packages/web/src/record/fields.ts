import type { Data, RecordDetail } from '../api/types.ts'
import { formatAmount, formatDay } from '../words/format.ts'
import { say, sayIfKnown } from '../words/say.ts'

/** One line of the comparison; a side's value is undefined where the side has none. */
export interface FieldRow {
  readonly path: string
  readonly label: string
  readonly app: string | undefined
  readonly base: string | undefined
  readonly remote: string | undefined
  readonly differs: boolean
  /** Totals and amounts stay in sight beside the differences. */
  readonly money: boolean
}

type Flat = ReadonlyMap<string, string>

const moneyField = /^(total|amount)$/

/** Both sides of a record as rows of one table, fields in the order in which the app sent them. */
export function fieldRows(
  { app, remote, base, differences, record }: RecordDetail,
  locale: string,
): FieldRow[] {
  const sides = { app: flatten(app?.data), remote: flatten(remote?.data), base: flatten(base) }
  const named = new Map(differences.map(({ field, label }) => [field, label]))
  const paths = new Set([...sides.app.keys(), ...sides.remote.keys()])
  for (const { field } of differences) if (![...paths].some((path) => within(path, field))) paths.add(field)
  const show = (path: string, side: Flat): string | undefined => {
    const value = side.get(path)
    return value === undefined ? undefined : shown(path, value, record.currency, locale)
  }
  return [...paths].map((path) => {
    const field = [...named.keys()].find((each) => within(path, each))
    const appValue = show(path, sides.app)
    const remoteValue = show(path, sides.remote)
    return {
      path,
      label: field === path ? (named.get(path) ?? labelOf(path)) : labelOf(path),
      app: appValue,
      remote: remoteValue,
      base: show(path, sides.base),
      differs: field !== undefined && (field === path || appValue !== remoteValue),
      money: moneyField.test(path),
    }
  })
}

function within(path: string, field: string): boolean {
  return path === field || path.startsWith(`${field}.`)
}

/** `{ lines: [{ amount }] }` → `lines.0.amount`. */
function flatten(data: Data | null | undefined): Flat {
  const flat = new Map<string, string>()
  const visit = (value: unknown, path: string): void => {
    if (value === null || value === undefined || value === '') return
    if (Array.isArray(value)) value.forEach((item, index) => visit(item, `${path}.${String(index)}`))
    else if (typeof value === 'object') {
      for (const [key, inner] of Object.entries(value)) visit(inner, path === '' ? key : `${path}.${key}`)
    } else flat.set(path, typeof value === 'string' ? value : JSON.stringify(value))
  }
  visit(data, '')
  return flat
}

function labelOf(path: string): string {
  const parts = path.split('.')
  const last = parts.at(-1) ?? path
  const field = sayIfKnown(`field.${last}`, humanize(last))
  const place = Number(parts[1]) + 1
  if (parts[0] === 'lines' && parts.length > 2) return say('record.line', { n: place, field: lower(field) })
  if (parts[0] === 'applications' && parts.length > 2)
    return say('record.application', { n: place, field: lower(field) })
  return field
}

function humanize(name: string): string {
  const words = name.replace(/([a-z])([A-Z])/g, '$1 $2').replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1).toLowerCase()
}

function lower(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1)
}

function shown(path: string, value: string, currency: string | null, locale: string): string {
  const name = path.split('.').at(-1) ?? path
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return formatDay(value, locale)
  if (name === 'amount' || name === 'total') {
    const figure = formatAmount(value, currency, locale)
    return currency === null ? figure : `${figure} ${currency}`
  }
  return value
}
