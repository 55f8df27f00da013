import type { Ask } from '@tieout/client/types.ts'
import type { Counts, RecordRow, Status } from '../api/types.ts'

/** The filter of the grid as it stands in the URL. Every value is text; absent means no limit. */
export type GridSearch = Readonly<Record<string, string>>

/** What the API takes. The rest of the URL is the page's own. */
const filterNames = [
  'type',
  'status',
  'reason',
  'key',
  'keys',
  'q',
  'version',
  'customer',
  'from',
  'to',
  'min',
  'max',
  'currency',
  'run',
  'cause',
  'about',
  'needs',
] as const
export type FilterName = (typeof filterNames)[number]

export const sorts = ['changed', 'key', 'date', 'amount'] as const
export type Sort = (typeof sorts)[number]

export const statusNames = [
  'not_integrated',
  'pending',
  'success',
  'error',
  'desynchronized',
] as const satisfies Status[]

export const typesOf = {
  finance: ['invoice', 'credit_note', 'advance', 'payment', 'bill', 'bill_credit', 'bill_payment'],
  master: ['customer', 'vendor', 'item'],
} as const

export type DataKind = 'finance' | 'master'

export function dataOf(search: GridSearch): DataKind {
  return search.data === 'master' ? 'master' : 'finance'
}

export function sortOf(search: GridSearch): Sort {
  return sorts.find((sort) => sort === search.sort) ?? 'changed'
}

export type Order = 'ascending' | 'descending'

/** The order of the list, where it is not the column's own. */
export function orderOf(search: GridSearch): Order | null {
  return search.direction === 'asc' ? 'ascending' : search.direction === 'desc' ? 'descending' : null
}

export function statusesOf(search: GridSearch): Status[] {
  const wanted = (search.status ?? '').split(',')
  return statusNames.filter((status) => wanted.includes(status))
}

/** The names of the filters that are set. */
export function filtersSet(search: GridSearch): FilterName[] {
  return filterNames.filter((name) => (search[name] ?? '') !== '')
}

/** The same list with another filter; empty values fall out of the URL. */
export function withFilter(search: GridSearch, change: Readonly<Record<string, string>>): GridSearch {
  return Object.fromEntries(Object.entries({ ...search, ...change }).filter(([, value]) => value !== ''))
}

export function withoutFilters(search: GridSearch): GridSearch {
  const names: readonly string[] = filterNames
  return Object.fromEntries(Object.entries(search).filter(([name]) => !names.includes(name)))
}

/** What the API is asked, in one order of names, so that the same list has the same key. */
export function listQuery(search: GridSearch): NonNullable<Ask<'listRecords'>['query']> {
  const query: Record<string, string> = { data: dataOf(search), sort: sortOf(search) }
  const order = orderOf(search)
  if (order !== null) query.direction = order === 'ascending' ? 'asc' : 'desc'
  for (const name of filterNames) if ((search[name] ?? '') !== '') query[name] = search[name] ?? ''
  return query
}

/** How many records match, where the counts say it; null where only reading to the end tells. */
export function knownTotal(search: GridSearch, counts: Counts | undefined): number | null {
  if (!counts) return null
  const set = filtersSet(search)
  if (set.length === 0) return counts.total
  if (set.length > 1) return null
  if (set[0] === 'needs') return counts.needsSomeone
  if (set[0] === 'status') return statusesOf(search).reduce((sum, status) => sum + counts[status], 0)
  return null
}

/** Whether a row that changed still belongs to the list, as far as the page can tell by itself. */
export function matches(search: GridSearch, row: RecordRow): boolean {
  const types: readonly string[] =
    search.type === undefined ? typesOf[dataOf(search)] : search.type.split(',')
  const statuses = statusesOf(search)
  const starts = (value: string, wanted = ''): boolean => value.toLowerCase().startsWith(wanted.toLowerCase())
  return (
    types.includes(row.type) &&
    (statuses.length === 0 || statuses.includes(row.status)) &&
    (search.needs !== 'someone' || row.needsSomeone) &&
    (search.reason === undefined || search.reason.split(',').includes(row.reason)) &&
    (search.version === undefined || search.version === String(row.version)) &&
    (search.currency === undefined || search.currency === row.currency) &&
    (starts(row.number, search.key) || starts(row.id, search.key)) &&
    (search.keys === undefined || amongKeys(search.keys, row)) &&
    (starts(row.number, search.q) || starts(row.id, search.q) || starts(row.party, search.q)) &&
    starts(row.party, search.customer)
  )
}

function amongKeys(keys: string, { number, id }: RecordRow): boolean {
  const wanted = keys.split(',')
  return wanted.includes(number) || wanted.includes(id)
}

/** As many keys as one list may be filtered by. */
const MOST_KEYS = 1000

/** A pasted column of keys: null for what is one key or none. Separated by lines, tabs, semicolons or commas. */
export function pastedKeys(text: string): string | null {
  const keys = new Set(
    text
      .split(/[\n\r\t;,]+/)
      .map((key) => key.trim())
      .filter((key) => key !== ''),
  )
  return keys.size < 2 ? null : [...keys].slice(0, MOST_KEYS).join(',')
}

export function keyOf(row: { readonly type: string; readonly id: string }): string {
  return `${row.type} ${row.id}`
}
