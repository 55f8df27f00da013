import type { ObjectDefinition, Row } from '../../books/contract.ts'
import {
  branch,
  child,
  childrenNamed,
  childText,
  leaf,
  type Branch,
  type Content,
  type Element,
} from '../../xml/element.ts'
import type { Call, FunctionHandler } from '../call.ts'
import { errors, FunctionRefusal } from '../errors.ts'
import { objectFor } from '../permission.ts'
import { compareFor, likeTest } from '../read/compare.ts'
import { renderValue } from '../read/render.ts'
import { legacyObjects, type LegacyObject } from './legacy-objects.ts'

/** One record in the legacy shape: lower-case names; a cell has text, or content where it nests. */
interface Item {
  readonly key: string
  readonly cells: readonly Content[]
}

function cellText(item: Item, name: string): string {
  const cell = item.cells.find((each) => !('table' in each) && each.name === name)
  return cell === undefined || 'table' in cell ? '' : cell.text
}

function fromRow(call: Call, shape: LegacyObject, object: ObjectDefinition, row: Row): Item {
  const renamed = new Map(Object.entries(shape.names).map(([legacy, name]) => [name, legacy]))
  const cells = [...object.fields.values()]
    .filter((field) => !field.name.includes('.') && !Object.hasOwn(shape.names, field.name.toLowerCase()))
    .map((field) => {
      const name = renamed.get(field.name) ?? field.name.toLowerCase()
      const value = row[field.name] ?? ''
      if (field.type !== 'date' || value === '')
        return leaf(name, renderValue(field.type, value, call.format))
      const parts = [
        leaf('year', value.slice(0, 4)),
        leaf('month', value.slice(5, 7)),
        leaf('day', value.slice(8, 10)),
      ]
      return { name, attributes: {}, text: value, children: parts }
    })
  return { key: row[shape.key] ?? '', cells }
}

function attachments(call: Call, row: Row): Content {
  const access = { kind: 'in', field: 'SUPDOCKEY', values: [row.RECORDNO ?? ''] } as const
  const files = Array.from(call.company.books.find('SUPDOCATTACHMENT', access, call.actor, true), (file) =>
    branch('attachment', [
      leaf('attachmentname', file.ATTACHMENTNAME ?? ''),
      leaf('attachmenttype', file.ATTACHMENTTYPE ?? ''),
      leaf('attachmentdata', file.ATTACHMENTDATA ?? ''),
    ]),
  )
  return branch('attachments', files)
}

function items(call: Call, name: string, showPrivate: boolean, key?: string): readonly Item[] {
  // Smart events are set up by people with Customization Services; a new company has none.
  if (name === 'smarteventlog') return []
  const shape = legacyObjects[name]
  if (shape === undefined) throw new FunctionRefusal([errors.genericObject(name)])
  const object = objectFor(call, shape.object, 'READ', errors.genericObject)
  const access =
    key === undefined
      ? ({ kind: 'range', field: 'RECORDNO' } as const)
      : ({ kind: 'in', field: shape.key, values: [key] } as const)
  return Array.from(call.company.books.find(object.name, access, call.actor, showPrivate), (row) => {
    const item = fromRow(call, shape, object, row)
    return name === 'supdoc' ? { ...item, cells: [...item.cells, attachments(call, row)] } : item
  })
}

type Test = (item: Item) => boolean

function expression(element: Element): Test {
  const field = childText(element, 'field') ?? ''
  const operator = (childText(element, 'operator') ?? '').toLowerCase()
  const value = childText(element, 'value') ?? ''
  const compare = compareFor('text')
  const numbers = compareFor('decimal')
  const order = (text: string): number => numbers(text, value) ?? compare(text, value) ?? Number.NaN
  const tests: Readonly<Record<string, (text: string) => boolean>> = {
    '=': (text) => text === value,
    '!=': (text) => text !== value,
    '<': (text) => order(text) < 0,
    '<=': (text) => order(text) <= 0,
    '>': (text) => order(text) > 0,
    '>=': (text) => order(text) >= 0,
    like: likeTest(value, false),
    'is null': (text) => text === '',
  }
  const test = tests[operator]
  if (test === undefined) throw new FunctionRefusal([errors.processing()])
  return (item) => test(cellText(item, field))
}

function condition(element: Element): Test {
  if (element.name === 'expression') return expression(element)
  const parts = element.children.map(condition)
  return element.attributes.logical_operator?.toLowerCase() === 'or'
    ? (item) => parts.some((part) => part(item))
    : (item) => parts.every((part) => part(item))
}

function sorter(sorts: Element | undefined): ((left: Item, right: Item) => number) | undefined {
  const [first] = sorts === undefined ? [] : childrenNamed(sorts, 'sortfield')
  if (first === undefined) return undefined
  const sign = first.attributes.order === 'desc' ? -1 : 1
  const name = first.text.trim()
  const numbers = compareFor('decimal')
  return (left, right) => {
    const a = cellText(left, name)
    const b = cellText(right, name)
    return (numbers(a, b) ?? (a < b ? -1 : a > b ? 1 : 0)) * sign
  }
}

function shown(element: Element, name: string, item: Item): Branch {
  const list = child(element, 'fields')
  const wanted =
    list === undefined ? [] : list.children.map((each) => each.text.trim()).filter((each) => each !== '')
  const cells =
    wanted.length === 0
      ? item.cells
      : item.cells.filter((each) => !('table' in each) && wanted.includes(each.name))
  return branch(name, cells)
}

/** `get_list` (reference 3.6): start is 0-based; 100 rows unless maxitems says otherwise. */
export const getList: FunctionHandler = (call, element) => {
  const name = (element.attributes.object ?? '').toLowerCase()
  const start = Number(element.attributes.start ?? '0')
  const most = Number(element.attributes.maxitems ?? '100')
  if (!Number.isInteger(start) || start < 0 || !Number.isInteger(most) || most < 1) {
    throw new FunctionRefusal([errors.processing()])
  }
  const filter = child(element, 'filter')
  const test = filter === undefined ? () => true : condition({ ...filter, name: 'logical' })
  const all = items(call, name, element.attributes.showprivate === 'true').filter(test)
  const order = sorter(child(element, 'sorts'))
  const sorted = order === undefined ? all : all.toSorted(order)
  const page = sorted.slice(start, start + most)
  return [
    {
      ...leaf('listtype', name),
      attributes: {
        start: String(start),
        end: String(Math.max(start, start + page.length - 1)),
        total: String(all.length),
      },
    },
    branch(
      'data',
      page.map((item) => shown(element, name, item)),
    ),
  ]
}

/** `get` of one record by its legacy key (reference 3.6). */
export const get: FunctionHandler = (call, element) => {
  const name = (element.attributes.object ?? '').toLowerCase()
  const key = element.attributes.key ?? ''
  const item = items(call, name, true, key).find((each) => each.key === key)
  if (item === undefined) throw new FunctionRefusal([errors.notFound(name, key, 'read')])
  return [branch('data', [shown(element, name, item)])]
}
