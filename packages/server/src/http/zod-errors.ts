import type { z } from 'zod'
import { ApiError } from '../errors.ts'
import type { ErrorCode, FieldError } from '../errors.ts'

type Issue = z.core.$ZodIssue

/** `['lines', 2, 'amount']` → `lines[2].amount`. */
export function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`
    return text === '' ? String(step) : `${text}.${String(step)}`
  }, '')
}

interface Reading {
  readonly code: ErrorCode
  readonly errors: readonly FieldError[]
}

const typeWords: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  null: 'null',
}

function readIssue(issue: Issue, value: unknown): Reading {
  const path = pathText(issue.path)
  const one = (code: ErrorCode, message: string): Reading => ({ code, errors: [{ path, message }] })
  switch (issue.code) {
    case 'unrecognized_keys':
      return {
        code: 'unknown_field',
        errors: issue.keys.map((key) => ({
          path: pathText([...issue.path, key]),
          message: `Tieout knows no field "${key}" here.`,
        })),
      }
    case 'invalid_type': {
      const wanted = typeWords[issue.expected] ?? issue.expected
      const have = at(value, issue.path)
      if (have === undefined) return one('missing_field', `Must be there: ${wanted}.`)
      return one('wrong_type', `Must be ${wanted}, is ${describe(have)}.`)
    }
    case 'invalid_value':
      return one('wrong_value', `Must be one of: ${issue.values.map(String).join(', ')}.`)
    case 'too_big':
      return one('wrong_value', `Must be at most ${limitOf(issue.origin, issue.maximum)}.`)
    case 'too_small':
      return one('wrong_value', `Must be at least ${limitOf(issue.origin, issue.minimum)}.`)
    case 'invalid_format':
      return one('wrong_value', formatMessage(issue))
    default:
      return one('wrong_value', issue.message)
  }
}

const formatWords: Readonly<Record<string, string>> = {
  email: 'Must be an e-mail address.',
  uuid: 'Must be an id (UUID).',
  url: 'Must be a web address.',
}

function formatMessage(issue: { format: string; message: string }): string {
  return formatWords[issue.format] ?? issue.message
}

function limitOf(origin: string, limit: number | bigint): string {
  if (origin === 'string') return `${limit} characters`
  if (origin === 'array') return `${limit} items`
  return String(limit)
}

function describe(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'a list'
  return typeWords[typeof value] ?? typeof value
}

function at(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((inner, step) => {
    if (typeof inner !== 'object' || inner === null) return undefined
    return (inner as Record<PropertyKey, unknown>)[step]
  }, value)
}

/**
 * Names every wrong field. The code is that of the first one.
 * @param value what was checked, to tell a missing field from one of the wrong type
 * @param prefix path of `value` in what was sent, such as `data`
 */
export function readZodError(error: z.core.$ZodError, value: unknown, prefix = ''): ApiError {
  const readings = error.issues.map((issue) => readIssue(issue, value))
  const list = readings.flatMap((reading) => reading.errors).map((item) => withPrefix(prefix, item))
  const first = list[0] ?? { path: prefix, message: 'Is not as described.' }
  return new ApiError(readings[0]?.code ?? 'wrong_value', {
    detail: first.path === '' ? first.message : `${first.path}: ${first.message}`,
    field: first.path,
    errors: list,
  })
}

function withPrefix(prefix: string, item: FieldError): FieldError {
  if (prefix === '') return item
  if (item.path === '') return { ...item, path: prefix }
  return { ...item, path: item.path.startsWith('[') ? prefix + item.path : `${prefix}.${item.path}` }
}
