import type { Row } from '../../books/contract.ts'
import { leaf, type Element } from '../../xml/element.ts'
import type { Format } from '../format.ts'
import { compareFor } from './compare.ts'
import { averageDecimals, sumDecimals } from './decimal.ts'
import type { Field } from './fields.ts'
import { renderValue } from './render.ts'

type Aggregate = (values: readonly string[], field: Field) => string

function extreme(sign: 1 | -1): Aggregate {
  return (values, field) => {
    const compare = compareFor(field.type)
    let best = ''
    for (const value of values) {
      if (value !== '' && (best === '' || (compare(value, best) ?? 0) * sign > 0)) best = value
    }
    return best
  }
}

const aggregates: Readonly<Record<string, Aggregate>> = {
  count: (values) => String(values.filter((value) => value !== '').length),
  sum: (values) => sumDecimals(values),
  avg: (values) => averageDecimals(values.filter((value) => value !== '')),
  min: extreme(-1),
  max: extreme(1),
}

export function isAggregate(name: string): boolean {
  return Object.hasOwn(aggregates, name)
}

/**
 * Groups rows by the plain fields of a select and computes the others. Elements are named `COUNT.RECORDNO`, except that a sum has the
 * bare field name, as the documentation's sample does (reference 3.4).
 */
export function aggregateRows(
  rows: readonly Row[],
  selected: readonly Element[],
  fieldNamed: (name: string) => Field,
  format: Format,
): readonly (readonly Element[])[] {
  const plain = selected.filter((each) => each.name === 'field').map((each) => fieldNamed(each.text.trim()))
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const key = plain.map((field) => field.of(row)).join('\u0000')
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [row])
    else group.push(row)
  }
  if (plain.length === 0 && groups.size === 0) groups.set('', [])
  return [...groups.values()].map((group) =>
    selected.map((each) => {
      const field = fieldNamed(each.text.trim())
      const [first] = group
      const aggregate = aggregates[each.name]
      if (aggregate === undefined) {
        return leaf(field.name, first === undefined ? '' : renderValue(field.type, field.of(first), format))
      }
      const value = aggregate(group.map(field.of), field)
      const rendered =
        each.name === 'min' || each.name === 'max' ? renderValue(field.type, value, format) : value
      return leaf(each.name === 'sum' ? field.name : `${each.name.toUpperCase()}.${field.name}`, rendered)
    }),
  )
}
