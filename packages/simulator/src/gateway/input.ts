import type { Input, ObjectDefinition } from '../books/contract.ts'
import type { Element } from '../xml/element.ts'
import { errors, FunctionRefusal } from './errors.ts'
import type { Format } from './format.ts'

/** An element as the books take it: a leaf's trimmed text, or its children by name, lists where a name repeats; attributes as `@name`. */
export function toInput(element: Element): string | Input {
  const attributes = Object.entries(element.attributes)
  if (element.children.length === 0 && attributes.length === 0) return element.text.trim()
  const input: Record<string, string | Input | (string | Input)[]> = {}
  for (const [name, value] of attributes) input[`@${name}`] = value
  for (const each of element.children) {
    const value = toInput(each)
    const before = input[each.name]
    if (before === undefined) input[each.name] = value
    else if (Array.isArray(before)) before.push(value)
    else input[each.name] = [before, value]
  }
  return input
}

/** The children of a function or object, even where it is empty. */
export function fieldsInput(element: Element): Input {
  const input = toInput(element)
  return typeof input === 'string' ? {} : input
}

/**
 * Fields of a generic create or update. Dates and times are read in the caller's format and handed on in normal form.
 * @throws FunctionRefusal PL03000006 for a date block or text that is no date of that format (reference 3.8).
 */
export function objectInput(element: Element, definition: ObjectDefinition, format: Format): Input {
  const input: Record<string, Input[string]> = { ...fieldsInput(element) }
  for (const [name, value] of Object.entries(input)) {
    const type = definition.fields.get(name)?.type
    if ((type !== 'date' && type !== 'timestamp') || value === undefined || value === '') continue
    const read =
      typeof value !== 'string'
        ? undefined
        : type === 'date'
          ? format.readDate(value)
          : format.readTimestamp(value)
    const text =
      typeof value === 'string'
        ? value
        : element.children
            .find((each) => each.name === name)
            ?.children.map((each) => each.text)
            .join('/')
    const custom =
      definition.fields.get(name)?.custom === true &&
      typeof value === 'string' &&
      /^\d{4}-\d\d-\d\d/.test(value)
    if (read === undefined && !custom) throw new FunctionRefusal([errors.transactionDate(text ?? '')])
    input[name] = read ?? value
  }
  return input
}
