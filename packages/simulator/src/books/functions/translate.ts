import type { Company } from '../company.ts'
import type { Actor, FunctionAnswer, Input, Row } from '../contract.ts'
import { list, text } from '../input.ts'

/** A legacy or special function: attributes come as fields beginning with `@`. */
export type BookFunction = (company: Company, input: Input, actor: Actor) => FunctionAnswer

type Value = Input[string]

/** How a legacy element's children are named in the books. Children without an entry keep their name in upper case. */
export interface Names {
  readonly fields: Readonly<Record<string, string>>
  /** Children that hold elements of their own. */
  readonly nested?: Readonly<Record<string, Names>>
}

export interface TranslateOptions {
  /** Updates: empty elements are ignored unless `set_nulls` says otherwise (reference 4.2). */
  readonly dropEmpty: boolean
}

/** An empty exchange rate type means Intacct's daily rate: it is never dropped. */
const MEANINGFUL_WHEN_EMPTY = new Set(['exchratetype'])

function isList(value: Value): value is readonly (string | Input)[] {
  return Array.isArray(value)
}

function customFields(value: Value, into: Record<string, Value>): void {
  if (value === undefined || typeof value === 'string' || isList(value)) return
  for (const field of list(value, 'customfield')) {
    const name = text(field, 'customfieldname') ?? ''
    if (name !== '') into[name.toUpperCase()] = text(field, 'customfieldvalue') ?? ''
  }
}

/** A legacy element as the books' rules take it: names of the generic objects, custom fields as plain fields. */
export function translate(input: Input, names: Names, options: TranslateOptions): Input {
  const result: Record<string, Value> = {}
  for (const [name, value] of Object.entries(input)) {
    if (value === undefined) continue
    if (name.startsWith('@')) {
      result[name] = value
      continue
    }
    if (name === 'customfields') {
      customFields(value, result)
      continue
    }
    if (value === '' && options.dropEmpty && !MEANINGFUL_WHEN_EMPTY.has(name)) continue
    const target = names.fields[name] ?? name.toUpperCase()
    const inner = names.nested?.[name] ?? { fields: {} }
    if (typeof value === 'string') result[target] = value
    else if (isList(value)) {
      result[target] = value.map((entry) =>
        typeof entry === 'string' ? entry : translate(entry, inner, options),
      )
    } else result[target] = isDate(value) ? value : translate(value, inner, options)
  }
  return result
}

function isDate(value: Input): boolean {
  return 'year' in value && 'month' in value && 'day' in value
}

/** Whether the caller wants empty elements written as null. */
export function setsNulls(input: Input): boolean {
  return text(input, '@set_nulls') === 'true'
}

/** The record that `key` names: RECORDNO, or the caller's own id with `externalkey`. */
export function keyed(company: Company, object: string, input: Input, key = '@key'): Row | undefined {
  const value = text(input, key) ?? ''
  return text(input, '@externalkey') === 'true'
    ? company.table(object).first('EXTERNALID', value)
    : company.row(object, value)
}

/** Keeps the caller's own id beside the record; it is not unique (reference 4.2). */
export function keepExternalId(company: Company, object: string, row: Row, input: Input, actor: Actor): Row {
  const id = text(input, 'externalid') ?? ''
  if (id === '') return row
  return company.patch(object, row, { EXTERNALID: id }, actor, { stamp: false })
}

export function keyAnswer(row: Row, field = 'RECORDNO'): FunctionAnswer {
  return { kind: 'key', key: row[field] ?? '' }
}
