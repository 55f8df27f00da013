import type { Row } from '../../books/contract.ts'
import { compareFor, isText, likeTest } from './compare.ts'
import type { Field } from './fields.ts'
import type { Comparison, Filter } from './filter.ts'

export type Test = (row: Row) => boolean

export interface Reading {
  /** The field by its name; throws the caller's own refusal if there is none. */
  readonly field: (name: string) => Field
  /** A literal in the field's normal form; throws the caller's own refusal if it cannot be read. */
  readonly literal: (field: Field, text: string) => string
  readonly ignoreCase: boolean
}

type Ordering = Extract<
  Comparison,
  'equalto' | 'notequalto' | 'lessthan' | 'lessthanorequalto' | 'greaterthan' | 'greaterthanorequalto'
>

const holds: Readonly<Record<Ordering, (order: number) => boolean>> = {
  equalto: (order) => order === 0,
  notequalto: (order) => order !== 0,
  lessthan: (order) => order < 0,
  lessthanorequalto: (order) => order <= 0,
  greaterthan: (order) => order > 0,
  greaterthanorequalto: (order) => order >= 0,
}

function comparison(
  operator: Comparison,
  field: Field,
  values: readonly string[],
  ignoreCase: boolean,
): Test {
  const { of } = field
  const fold =
    ignoreCase && isText(field.type) ? (text: string) => text.toLowerCase() : (text: string) => text
  const literals = values.map(fold)
  const [first = '', second = ''] = literals
  const compare = compareFor(field.type)
  switch (operator) {
    case 'isnull':
      return (row) => of(row) === ''
    case 'isnotnull':
      return (row) => of(row) !== ''
    case 'like':
    case 'notlike': {
      const test = likeTest(values[0] ?? '', ignoreCase)
      const wanted = operator === 'like'
      return (row) => {
        const value = of(row)
        return value !== '' && test(value) === wanted
      }
    }
    case 'between':
      return (row) => {
        const value = fold(of(row))
        return (compare(value, first) ?? -1) >= 0 && (compare(value, second) ?? 1) <= 0
      }
    case 'in':
    case 'notin': {
      const set = new Set(literals)
      const wanted = operator === 'in'
      const plain =
        isText(field.type) || field.type === 'integer' || field.type === 'date' || field.type === 'timestamp'
      return (row) => {
        const value = fold(of(row))
        if (value === '') return false
        return (plain ? set.has(value) : literals.some((each) => compare(value, each) === 0)) === wanted
      }
    }
    default: {
      const test = holds[operator]
      return (row) => {
        const order = compare(fold(of(row)), first)
        return order !== undefined && test(order)
      }
    }
  }
}

/** Compiles a condition into a test of one row. */
export function compileFilter(filter: Filter, reading: Reading): Test {
  if (filter.kind === 'always') return () => true
  if (filter.kind === 'never') return () => false
  if (filter.kind === 'compare') {
    const field = reading.field(filter.field)
    const values = filter.values.map((value) =>
      filter.operator === 'like' || filter.operator === 'notlike' ? value : reading.literal(field, value),
    )
    return comparison(filter.operator, field, values, reading.ignoreCase)
  }
  const parts = filter.parts.map((part) => compileFilter(part, reading))
  if (filter.kind === 'and') {
    return (row) => {
      for (const part of parts) if (!part(row)) return false
      return true
    }
  }
  return (row) => {
    for (const part of parts) if (part(row)) return true
    return false
  }
}
