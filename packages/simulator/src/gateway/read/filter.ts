import type { Element } from '../../xml/element.ts'

export type Comparison =
  | 'equalto'
  | 'notequalto'
  | 'lessthan'
  | 'lessthanorequalto'
  | 'greaterthan'
  | 'greaterthanorequalto'
  | 'like'
  | 'notlike'
  | 'between'
  | 'in'
  | 'notin'
  | 'isnull'
  | 'isnotnull'

/** One condition, as both query languages are read into. There is no NOT: it is pushed down into the comparisons. */
export type Filter =
  | { readonly kind: 'and'; readonly parts: readonly Filter[] }
  | { readonly kind: 'or'; readonly parts: readonly Filter[] }
  | {
      readonly kind: 'compare'
      readonly operator: Comparison
      readonly field: string
      readonly values: readonly string[]
    }
  | { readonly kind: 'always' }
  | { readonly kind: 'never' }

/** How many values each comparison of `query` takes (reference 3.4). */
const arity: Readonly<Record<Comparison, readonly [number, number]>> = {
  equalto: [1, 1],
  notequalto: [1, 1],
  lessthan: [1, 1],
  lessthanorequalto: [1, 1],
  greaterthan: [1, 1],
  greaterthanorequalto: [1, 1],
  like: [1, 1],
  notlike: [1, 1],
  between: [2, 2],
  in: [1, 1000],
  notin: [1, 1000],
  isnull: [0, 0],
  isnotnull: [0, 0],
}

function operatorOf(name: string): Comparison | undefined {
  return Object.hasOwn(arity, name) ? (name as Comparison) : undefined
}

function parseOperator(element: Element): Filter | string {
  if (element.name === 'and' || element.name === 'or') {
    if (element.children.length < 2) return `Element '${element.name}': Missing child element(s).`
    const parts: Filter[] = []
    for (const each of element.children) {
      const part = parseOperator(each)
      if (typeof part === 'string') return part
      parts.push(part)
    }
    return { kind: element.name, parts }
  }
  const operator = operatorOf(element.name)
  if (operator === undefined) return `Element '${element.name}': This element is not expected.`
  const [first, ...rest] = element.children
  if (first?.name !== 'field')
    return `Element '${element.name}': Missing child element(s). Expected is ( field ).`
  const odd = rest.find((each) => each.name !== 'value')
  if (odd !== undefined) return `Element '${odd.name}': This element is not expected.`
  const [least, most] = arity[operator]
  if (rest.length < least)
    return `Element '${element.name}': Missing child element(s). Expected is ( value ).`
  if (rest.length > most)
    return `Element 'value': This element is not expected. At most ${String(most)} in '${operator}'.`
  return { kind: 'compare', operator, field: first.text.trim(), values: rest.map((each) => each.text) }
}

/** Reads `<filter>` of a query: exactly one operator. Returns the schema's complaint as a string if it does not conform. */
export function parseFilter(filter: Element): Filter | string {
  const known = parsed.get(filter)
  if (known !== undefined) return known
  const read = readFilter(filter)
  parsed.set(filter, read)
  return read
}

/** The schema reads every filter before the query does. */
const parsed = new WeakMap<Element, Filter | string>()

function readFilter(filter: Element): Filter | string {
  const [top, second] = filter.children
  if (top === undefined) return "Element 'filter': Missing child element(s)."
  if (second !== undefined) return `Element '${second.name}': This element is not expected.`
  return parseOperator(top)
}

const opposite: Readonly<Record<Exclude<Comparison, 'between'>, Comparison>> = {
  equalto: 'notequalto',
  notequalto: 'equalto',
  lessthan: 'greaterthanorequalto',
  lessthanorequalto: 'greaterthan',
  greaterthan: 'lessthanorequalto',
  greaterthanorequalto: 'lessthan',
  like: 'notlike',
  notlike: 'like',
  in: 'notin',
  notin: 'in',
  isnull: 'isnotnull',
  isnotnull: 'isnull',
}

/** The negation, keeping SQL's rule that a comparison with null is never true, whichever way it is asked. */
export function negate(filter: Filter): Filter {
  if (filter.kind === 'always') return { kind: 'never' }
  if (filter.kind === 'never') return { kind: 'always' }
  if (filter.kind !== 'compare') {
    return { kind: filter.kind === 'and' ? 'or' : 'and', parts: filter.parts.map(negate) }
  }
  if (filter.operator !== 'between') return { ...filter, operator: opposite[filter.operator] }
  const [from = '', to = ''] = filter.values
  return {
    kind: 'or',
    parts: [
      { kind: 'compare', operator: 'lessthan', field: filter.field, values: [from] },
      { kind: 'compare', operator: 'greaterthan', field: filter.field, values: [to] },
    ],
  }
}
