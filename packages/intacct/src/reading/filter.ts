import { UsageError } from '../errors/outcome.ts'
import { element } from '../xml/element.ts'
import type { Element } from '../xml/element.ts'

export type Comparison =
  | 'equalto'
  | 'notequalto'
  | 'lessthan'
  | 'lessthanorequalto'
  | 'greaterthan'
  | 'greaterthanorequalto'
  | 'like'
  | 'notlike'

/** A condition of `query` (protocol reference 3.4). Values are texts in the service user's own format. */
export type Filter =
  | { readonly op: Comparison; readonly field: string; readonly value: string }
  | { readonly op: 'between'; readonly field: string; readonly from: string; readonly to: string }
  | { readonly op: 'in' | 'notin'; readonly field: string; readonly values: readonly string[] }
  | { readonly op: 'isnull' | 'isnotnull'; readonly field: string }
  | { readonly op: 'and' | 'or'; readonly of: readonly Filter[] }

/** Values that one `in` may hold. */
export const MOST_VALUES = 1000

const comparison =
  (op: Comparison) =>
  (field: string, value: string): Filter => ({ op, field, value })

export const eq = comparison('equalto')
/** @public */
export const ne = comparison('notequalto')
export const lt = comparison('lessthan')
export const le = comparison('lessthanorequalto')
export const gt = comparison('greaterthan')
export const ge = comparison('greaterthanorequalto')
/** `%` stands for any run, `_` for one character. @public */
export const like = comparison('like')
/** @public */
export const notLike = comparison('notlike')

/** Both ends included. */
export const between = (field: string, from: string, to: string): Filter => ({
  op: 'between',
  field,
  from,
  to,
})
/** One of 1 to 1,000 values. */
export const isIn = (field: string, values: readonly string[]): Filter => ({ op: 'in', field, values })
/** @public */
export const notIn = (field: string, values: readonly string[]): Filter => ({ op: 'notin', field, values })
/** @public */
export const isNull = (field: string): Filter => ({ op: 'isnull', field })
/** @public */
export const isNotNull = (field: string): Filter => ({ op: 'isnotnull', field })

/** All of them. Missing conditions are left out; one alone stays as it is; none at all is no filter. */
export function allOf(...filters: readonly (Filter | undefined)[]): Filter | undefined {
  const given = filters.filter((filter) => filter !== undefined)
  return given.length > 1 ? { op: 'and', of: given } : given[0]
}

/** Any of them. */
export const anyOf = (first: Filter, second: Filter, ...more: readonly Filter[]): Filter => ({
  op: 'or',
  of: [first, second, ...more],
})

/** @throws UsageError for an `in` of no or more than 1,000 values, or an `and`/`or` of fewer than two. */
export function filterElement(filter: Filter): Element {
  switch (filter.op) {
    case 'and':
    case 'or':
      if (filter.of.length < 2) throw new UsageError(`"${filter.op}" needs at least two conditions`)
      return element(filter.op, filter.of.map(filterElement))
    case 'in':
    case 'notin':
      if (filter.values.length === 0 || filter.values.length > MOST_VALUES) {
        throw new UsageError(
          `"${filter.op}" on ${filter.field} takes 1 to ${MOST_VALUES} values, not ${filter.values.length}`,
        )
      }
      return element(filter.op, [
        element('field', filter.field),
        ...filter.values.map((value) => element('value', value)),
      ])
    case 'between':
      return element('between', [
        element('field', filter.field),
        element('value', filter.from),
        element('value', filter.to),
      ])
    case 'isnull':
    case 'isnotnull':
      return element(filter.op, [element('field', filter.field)])
    default:
      return element(filter.op, [element('field', filter.field), element('value', filter.value)])
  }
}
