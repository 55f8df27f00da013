import type { RecordDetail } from '../api/types.ts'
import { flatten, humanize } from '../words/changes.ts'
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

const firstFields = [
  'number',
  'name',
  'kind',
  'customer',
  'vendor',
  'date',
  'postingDate',
  'dueDate',
  'total',
  'amount',
  'currency',
  'method',
  'reference',
  'termName',
  'description',
  'memo',
]

/** Equal places keep their order. */
function byPlace(a: string, b: string): number {
  return placeOf(a) - placeOf(b)
}

function placeOf(path: string): number {
  if (/^(lines|applications|credits|adjustments)\./.test(path)) return firstFields.length + 1
  const place = firstFields.indexOf(path)
  return place < 0 ? firstFields.length : place
}

const moneyField = /^(total|amount)$/

/** Both sides of a record as rows of one table: what people look for first, then what else there is, lines last. */
export function fieldRows(
  { app, remote, base, differences, record, links }: RecordDetail,
  locale: string,
): FieldRow[] {
  const sides = { app: flatten(app?.data), remote: flatten(remote?.data), base: flatten(base) }
  const named = new Map(differences.map(({ field, label }) => [field, label]))
  const paths = new Set([...sides.app.keys(), ...sides.remote.keys()])
  for (const { field } of differences) if (![...paths].some((path) => within(path, field))) paths.add(field)
  // Intacct points at an invoice by its record number; people know it by its number.
  const numberOf = (path: string, value: string): string =>
    links.find(({ type, remoteKey }) => type === pointedTo(path, record.type) && remoteKey === value)
      ?.number ?? value
  const show = (path: string, side: Flat): string | undefined => {
    const value = side.get(path)
    if (value === undefined) return undefined
    return shown(path, side === sides.remote ? numberOf(path, value) : value, record.currency, locale)
  }
  return [...paths].sort(byPlace).map((path) => {
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

/** A field's value as the comparison shows it; undefined where there is none, or where it does not fit on a line. */
export function shownValue(
  field: string,
  value: unknown,
  currency: string | null,
  locale: string,
): string | undefined {
  if (typeof value === 'string' || typeof value === 'number')
    return shown(field, String(value), currency, locale)
  return Array.isArray(value) ? say('choices.items', { n: value.length }) : undefined
}

/** The type that the last name of a path points to, in a record of that type. */
function pointedTo(path: string, type: string): string {
  const name = path.split('.').at(-1) ?? ''
  if (name === 'creditNote') return 'credit_note'
  return name === 'debitMemo' ? (type === 'bill_credit' ? type : 'credit_note') : name
}

function within(path: string, field: string): boolean {
  return path === field || path.startsWith(`${field}.`)
}

function labelOf(path: string): string {
  const parts = path.split('.')
  const last = parts.at(-1) ?? path
  const field = sayIfKnown(`field.${last}`, humanize(last))
  const place = Number(parts[1]) + 1
  if (parts[0] === 'lines' && parts.length > 2) return say('record.line', { n: place, field: lower(field) })
  if (parts[0] === 'credits' && parts.length > 2)
    return say('record.credit', { n: place, field: lower(field) })
  if (parts[0] === 'adjustments' && parts.length > 2)
    return say('record.adjustment', { n: place, field: lower(field) })
  if (parts[0] === 'fee') return say('record.fee', { field: lower(field) })
  if (parts[0] === 'applications' && parts.length > 2)
    return sayIfKnown(
      `record.application.${last}`,
      say('record.application', { n: place, field: lower(field) }),
      { n: place },
    )
  return field
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
