import type { Access, ObjectDefinition } from '../../books/contract.ts'
import { compareFor } from './compare.ts'
import type { Filter } from './filter.ts'
import type { Reading } from './predicate.ts'

type Ranged = Extract<Access, { kind: 'range' }>['field']

const ranged: readonly Ranged[] = ['RECORDNO', 'RECORDKEY', 'PAYMENTKEY', 'WHENMODIFIED']

interface Bounds {
  readonly from?: string
  readonly to?: string
}

type Order = (left: string, right: string) => number

function tighter(
  left: string | undefined,
  right: string | undefined,
  sign: 1 | -1,
  order: Order,
): string | undefined {
  if (left === undefined || right === undefined) return left ?? right
  return order(left, right) * sign > 0 ? left : right
}

function looser(
  left: string | undefined,
  right: string | undefined,
  sign: 1 | -1,
  order: Order,
): string | undefined {
  if (left === undefined || right === undefined) return undefined
  return order(left, right) * sign > 0 ? right : left
}

function bounds(from: string | undefined, to: string | undefined): Bounds {
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }
}

function boundsOf(filter: Filter, name: string, reading: Reading, order: Order): Bounds {
  if (filter.kind === 'compare') {
    if (filter.field !== name) return {}
    const field = reading.field(name)
    const values = filter.values.map((value) => reading.literal(field, value)).sort(order)
    const first = values[0]
    const last = values.at(-1)
    if (filter.operator === 'equalto' || filter.operator === 'in' || filter.operator === 'between')
      return bounds(first, last)
    if (filter.operator.startsWith('greater')) return bounds(first, undefined)
    if (filter.operator.startsWith('less')) return bounds(undefined, first)
    return {}
  }
  if (filter.kind !== 'and' && filter.kind !== 'or') return {}
  const combine = filter.kind === 'and' ? tighter : looser
  return filter.parts
    .map((part) => boundsOf(part, name, reading, order))
    .reduce((left, right) =>
      bounds(combine(left.from, right.from, 1, order), combine(left.to, right.to, -1, order)),
    )
}

/** The values that a field must have one of, if the condition says so at its top. */
function listOf(
  filter: Filter,
  accept: (field: string) => boolean,
): { field: string; values: readonly string[] } | undefined {
  if (filter.kind === 'compare') {
    const listed = filter.operator === 'equalto' || filter.operator === 'in'
    return listed && accept(filter.field) ? { field: filter.field, values: filter.values } : undefined
  }
  if (filter.kind !== 'and') return undefined
  const found = filter.parts.map((part) => listOf(part, accept)).filter((each) => each !== undefined)
  return found.sort((left, right) => left.values.length - right.values.length)[0]
}

const indexedNames = /(?:ID|KEY|NO|NUMBER|NAME)$/

/**
 * Chooses how the rows are reached: by a list of keys, by a range of an indexed field, or all of them. The whole condition is still
 * tested on every row, so a wide choice is never wrong, only slower.
 * @param sortField the first field of the wanted order, whose index is preferred because its rows come sorted.
 */
export function planAccess(
  object: ObjectDefinition,
  filter: Filter,
  reading: Reading,
  sortField: string | undefined,
): Access {
  const list = listOf(filter, (name) => {
    if (!object.fields.has(name) || !indexedNames.test(name)) return false
    return !(reading.ignoreCase && reading.field(name).type === 'text')
  })
  if (list !== undefined) {
    const field = reading.field(list.field)
    if (field.type === 'text' || field.type === 'integer') {
      const values = [...new Set(list.values.map((value) => reading.literal(field, value)))]
      return { kind: 'in', field: list.field, values }
    }
  }
  const candidates = ranged
    .filter((name) => object.fields.has(name))
    .map((field) => {
      const compare = compareFor(object.fields.get(field)?.type ?? 'text')
      return { field, ...boundsOf(filter, field, reading, (left, right) => compare(left, right) ?? 0) }
    })
  const sorting = candidates.find((each) => each.field === sortField)
  const bounded = candidates.filter((each) => each.from !== undefined || each.to !== undefined)
  const best = bounded.find((each) => each.field === sortField) ?? bounded[0] ?? sorting
  if (best === undefined) return { kind: 'all' }
  return { kind: 'range', ...best }
}
