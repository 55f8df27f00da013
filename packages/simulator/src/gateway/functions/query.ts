import type { ObjectDefinition, Row } from '../../books/contract.ts'
import { branch, child, childrenNamed, childText, type Content, type Element } from '../../xml/element.ts'
import type { Call, FunctionHandler } from '../call.ts'
import { errors, FunctionRefusal } from '../errors.ts'
import { objectFor } from '../permission.ts'
import { aggregateRows, isAggregate } from '../read/aggregate.ts'
import { resolveField, type Field } from '../read/fields.ts'
import { parseFilter, type Filter } from '../read/filter.ts'
import { literalReader } from '../read/literal.ts'
import type { Reading } from '../read/predicate.ts'
import { column } from '../read/render.ts'
import { findRows, type Sorting } from '../read/rows.ts'

function whole(element: Element, name: string, fallback: number): number {
  const text = childText(element, name)
  return text === undefined || text === '' ? fallback : Number(text)
}

/** Planning, testing and cutting each read the same literals. */
function remembered(read: Reading['literal']): Reading['literal'] {
  const known = new Map<string, string>()
  return (field, text) => {
    const key = `${field.type} ${text}`
    const found = known.get(key)
    if (found !== undefined) return found
    const value = read(field, text)
    known.set(key, value)
    return value
  }
}

function fieldsNamed(element: Element): string[] {
  const found: string[] = []
  const visit = (each: Element): void => {
    if (each.name === 'field' || (each.children.length === 0 && isAggregate(each.name)))
      found.push(each.text.trim())
    for (const inner of each.children) visit(inner)
  }
  for (const part of ['select', 'filter', 'orderby']) {
    const inner = child(element, part)
    if (inner !== undefined) visit(inner)
  }
  return found
}

/** Resolves every field of the query at once: one bad field fails it all (reference 3.4). */
function resolveAll(
  call: Call,
  object: ObjectDefinition,
  element: Element,
  showPrivate: boolean,
): Map<string, Field> {
  const viewer = { books: call.company.books, actor: call.actor, showPrivate }
  const fields = new Map<string, Field>()
  const refused: string[] = []
  for (const name of fieldsNamed(element)) {
    if (fields.has(name)) continue
    const field = resolveField(viewer, object, name)
    if (field === undefined) throw new FunctionRefusal([errors.unknownField(name, object.name)])
    if (!field.definition.queryable) refused.push(name)
    fields.set(name, field)
  }
  if (refused.length > 0) throw new FunctionRefusal([errors.notQueryable(refused)])
  return fields
}

function page(
  object: string,
  rows: number,
  total: number,
  offset: number,
  content: readonly Content[],
): Content {
  return branch('data', content, {
    listtype: object,
    totalcount: String(total),
    offset: String(offset),
    count: String(rows),
    numremaining: String(Math.max(0, total - offset - rows)),
  })
}

/** `query` (reference 3.4): offset paging over live data, undefined order unless asked for one. */
export const query: FunctionHandler = (call, element) => {
  const object = objectFor(call, childText(element, 'object') ?? '', 'QUERY', errors.queryObject)
  const options = child(element, 'options')
  const option = (name: string): string => (options === undefined ? '' : (childText(options, name) ?? ''))
  const returnFormat = option('returnformat')
  if (returnFormat !== '' && returnFormat !== 'xml')
    throw new FunctionRefusal([errors.returnFormat(returnFormat)])
  const showPrivate = option('showprivate') === 'true'
  const fields = resolveAll(call, object, element, showPrivate)
  const fieldNamed = (name: string): Field => {
    const field = fields.get(name)
    if (field === undefined) throw new FunctionRefusal([errors.unknownField(name, object.name)])
    return field
  }
  const reading: Reading = {
    field: fieldNamed,
    literal: remembered(literalReader(call.format, errors.queryValue)),
    ignoreCase: option('caseinsensitive') === 'true',
  }
  const filterElement = child(element, 'filter')
  const parsed: Filter | string =
    filterElement === undefined ? { kind: 'always' } : parseFilter(filterElement)
  if (typeof parsed === 'string') throw new FunctionRefusal([errors.schema(parsed)])
  const orders = child(element, 'orderby')?.children ?? []
  const sorting: Sorting[] = orders.map((order) => ({
    field: fieldNamed(childText(order, 'field') ?? ''),
    descending: child(order, 'descending') !== undefined,
  }))
  const offset = whole(element, 'offset', 0)
  const size = whole(element, 'pagesize', 100)
  const selected = child(element, 'select')?.children ?? []
  const rows: readonly Row[] = findRows(call, object, parsed, reading, sorting, showPrivate)
  if (selected.some((each) => isAggregate(each.name))) {
    const groups = aggregateRows(rows, selected, fieldNamed, call.format)
    const shown = groups.slice(offset, offset + size)
    return [
      page(
        object.name,
        shown.length,
        groups.length,
        offset,
        shown.map((cells) => branch(object.name, cells)),
      ),
    ]
  }
  const shown = rows.slice(offset, offset + size)
  const columns = childrenNamed(child(element, 'select') ?? element, 'field').map((each) =>
    column(fieldNamed(each.text.trim()), call.format),
  )
  return [
    page(object.name, shown.length, rows.length, offset, [{ table: object.name, columns, rows: shown }]),
  ]
}
