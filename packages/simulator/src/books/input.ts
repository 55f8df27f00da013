import type { FieldDefinition, Input, ObjectDefinition } from './contract.ts'
import { dateText, parseDate } from './dates.ts'
import { formatDecimal, parseDecimal } from './money.ts'
import { refuse } from './refusals.ts'

export type Values = Record<string, string>

/** Leaf text of an element, '' for an empty one, undefined when it is absent (or nested). */
export function text(input: Input, name: string): string | undefined {
  const value = input[name]
  return typeof value === 'string' ? value.trim() : undefined
}

/** The nested element of a name; undefined when absent or plain text. */
export function nested(input: Input, name: string): Input | undefined {
  const value = input[name]
  if (value === undefined || typeof value === 'string') return undefined
  return isList(value) ? value.find((entry) => typeof entry !== 'string') : value
}

/** Every occurrence of a repeating element that has content. */
export function list(input: Input, name: string): readonly Input[] {
  const value = input[name]
  if (value === undefined || typeof value === 'string') return []
  if (!isList(value)) return [value]
  return value.filter((entry) => typeof entry !== 'string')
}

function isList(value: Input | readonly (string | Input)[]): value is readonly (string | Input)[] {
  return Array.isArray(value)
}

/** Element names of generic functions are upper-case by convention only; attributes (`@key`) keep theirs. */
export function upper(input: Input): Input {
  const result: Record<string, string | Input | readonly (string | Input)[] | undefined> = {}
  for (const [name, value] of Object.entries(input)) {
    const key = name.startsWith('@') ? name : name.toUpperCase()
    if (value === undefined || typeof value === 'string') result[key] = value
    else if (isList(value))
      result[key] = value.map((entry) => (typeof entry === 'string' ? entry : upper(entry)))
    else result[key] = upper(value)
  }
  return result
}

function flatten(input: Input, prefix: string, into: Map<string, string | Input>): void {
  for (const [name, value] of Object.entries(input)) {
    if (value === undefined || name.startsWith('@')) continue
    if (typeof value === 'string') into.set(prefix + name, value)
    else if (!isList(value)) {
      into.set(prefix + name, value)
      flatten(value, `${prefix}${name}.`, into)
    }
  }
}

const TRUE = new Set(['true', 't', '1', 'y', 'yes'])
const FALSE = new Set(['false', 'f', '0', 'n', 'no'])

function normalBoolean(value: string): string | undefined {
  const lower = value.toLowerCase()
  if (TRUE.has(lower)) return 'true'
  return FALSE.has(lower) ? 'false' : undefined
}

function normalEnum(field: FieldDefinition, value: string): string | undefined {
  if (field.values === undefined) return value
  return field.values.find((allowed) => allowed.toLowerCase() === value.toLowerCase())
}

/** The normal form of a field's text (contract.ts, Row); refuses text that its type cannot hold. */
function normal(label: string, field: FieldDefinition, value: string | Input): string {
  if (field.type === 'date') {
    const date = parseDate(value)
    return date ?? refuse('invalidDate', dateText(value))
  }
  if (typeof value !== 'string') return ''
  const trimmed = value.trim()
  if (trimmed === '') return ''
  switch (field.type) {
    case 'integer':
      return /^[+-]?\d+$/.test(trimmed) ? trimmed : refuse('illegalFormat', label, field.name, trimmed)
    case 'decimal':
    case 'currency':
    case 'percent': {
      const decimal = parseDecimal(trimmed)
      return decimal === undefined
        ? refuse('illegalFormat', label, field.name, trimmed)
        : formatDecimal(decimal)
    }
    case 'boolean':
      return normalBoolean(trimmed) ?? refuse('illegalValue', label, field.name, trimmed)
    case 'enum':
      return normalEnum(field, trimmed) ?? refuse('illegalValue', label, field.name, trimmed)
    default:
      return trimmed
  }
}

/**
 * The writable fields of an object that the caller sent, in their normal forms; nested elements become dotted names. An empty element
 * is kept as '' (it clears). Elements that are no fields are left to the caller; read-only ones are ignored.
 */
export function fieldsOf(definition: ObjectDefinition, input: Input, label: string): Values {
  const flat = new Map<string, string | Input>()
  flatten(input, '', flat)
  const values: Values = {}
  for (const [name, value] of flat) {
    const field = definition.fields.get(name)
    if (field === undefined || field.readonly) continue
    if (typeof value !== 'string' && field.type !== 'date') continue
    values[name] = normal(label, field, value)
  }
  return values
}
