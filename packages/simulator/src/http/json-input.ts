import type { Input } from '../books/contract.ts'
import { ControlFault } from './fault.ts'

/**
 * A JSON value as the books take it. Truth values and whole numbers are written out; a broken number is refused, because no amount may
 * pass through a float.
 * @throws ControlFault naming the field.
 */
export function toBooksInput(body: Readonly<Record<string, unknown>>): Input {
  const input: Record<string, Input[string]> = {}
  for (const [field, value] of Object.entries(body)) {
    input[field] = Array.isArray(value)
      ? value.map((each: unknown) => toValue(field, each))
      : toValue(field, value)
  }
  return input
}

function toValue(field: string, value: unknown): string | Input {
  if (typeof value === 'string') return value
  if (value === null) return ''
  if (typeof value === 'boolean') return String(value)
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value)
  if (typeof value === 'object' && !Array.isArray(value))
    return toBooksInput(value as Record<string, unknown>)
  throw new ControlFault(
    400,
    'bad_value',
    `${field}: write it as a string, e.g. "12.50"; numbers with decimals are not taken.`,
  )
}

/** A flat JSON object as a stored row. @throws ControlFault for nested values. */
export function toRow(body: Readonly<Record<string, unknown>>): Record<string, string> {
  const row: Record<string, string> = {}
  for (const [field, value] of Object.entries(toBooksInput(body))) {
    if (typeof value !== 'string')
      throw new ControlFault(400, 'bad_value', `${field}: a raw row has plain values only.`)
    row[field] = value
  }
  return row
}
