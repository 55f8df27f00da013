import type { ObjectDefinition, Row } from '../../books/contract.ts'
import type { Call } from '../call.ts'
import { errors, FunctionRefusal } from '../errors.ts'
import { shuffle } from '../rng.ts'
import { compareFor } from './compare.ts'
import type { Field } from './fields.ts'
import type { Filter } from './filter.ts'
import { planAccess } from './plan.ts'
import { cut, stretchOf } from './sorted.ts'
import { compileFilter, type Reading } from './predicate.ts'

export interface Sorting {
  readonly field: Field
  readonly descending: boolean
}

/**
 * All rows that meet a condition, sorted as asked. Where nothing orders two rows, their order differs from call to call
 * (reference 3.4, quirk 6).
 * @throws FunctionRefusal DL02000001 where a poisoned audit row is met (quirk 17).
 */
export function findRows(
  call: Call,
  object: ObjectDefinition,
  filter: Filter,
  reading: Reading,
  sorting: readonly Sorting[],
  showPrivate: boolean,
): readonly Row[] {
  const first = sorting[0]
  const access = planAccess(
    object,
    filter,
    reading,
    first?.descending === false ? first.field.name : undefined,
  )
  const names = sorting.map((each) => `${each.field.name}${each.descending ? '-' : ''}`)
  const inOrder =
    access.kind === 'range' &&
    names.length > 0 &&
    names.every((name, index) => name === [access.field, 'RECORDNO'][index])
  const { sorted } = call.company
  const test = compileFilter(filter, reading)
  // Poisoned rows have to be met one by one.
  if (inOrder && object.name !== 'AUDITHISTORY') {
    const stretch = stretchOf(filter, access.field, reading)
    const rows = stretch === undefined ? undefined : sorted.rows(object, access.field, call, showPrivate)
    if (stretch !== undefined && rows !== undefined) return cut(rows, object, access.field, stretch)
  }
  let scanned = 0
  const found: Row[] = []
  for (const row of call.company.books.find(object.name, access, call.actor, showPrivate)) {
    scanned += 1
    if (!test(row)) continue
    if (row.POISON === 'T') throw new FunctionRefusal([errors.processing()])
    found.push(row)
  }
  if (inOrder) {
    sorted.note(object, access, call, showPrivate, scanned)
    return found
  }
  if (
    names.length === 1 &&
    names[0] === 'RECORDNO-' &&
    access.kind === 'range' &&
    access.field === 'RECORDNO'
  ) {
    return found.reverse()
  }
  shuffle(found, call.company.random)
  if (sorting.length === 0) return found
  const orders = sorting.map((each) => {
    const compare = compareFor(each.field.type)
    const sign = each.descending ? -1 : 1
    return (left: Row, right: Row): number => {
      const a = each.field.of(left)
      const b = each.field.of(right)
      if (a === '' || b === '') return a === b ? 0 : a === '' ? 1 : -1
      return (compare(a, b) ?? 0) * sign
    }
  })
  return found.sort((left, right) => {
    for (const order of orders) {
      const result = order(left, right)
      if (result !== 0) return result
    }
    return 0
  })
}
