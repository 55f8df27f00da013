import type { FieldType } from '../../books/contract.ts'
import { compareDecimals } from './decimal.ts'

/** Orders two values of one type; undefined if either is empty or unreadable, as SQL's null. */
export type Compare = (left: string, right: string) => number | undefined

function texts(left: string, right: string): number | undefined {
  if (left === '' || right === '') return undefined
  return left < right ? -1 : left > right ? 1 : 0
}

function integers(left: string, right: string): number | undefined {
  if (left === '' || right === '') return undefined
  const difference = Number(left) - Number(right)
  return Number.isNaN(difference) ? undefined : difference
}

const truth: Readonly<Record<string, string>> = { t: 'true', true: 'true', f: 'false', false: 'false' }

function booleans(left: string, right: string): number | undefined {
  return texts(truth[left.toLowerCase()] ?? left, truth[right.toLowerCase()] ?? right)
}

const byType: Readonly<Record<FieldType, Compare>> = {
  text: texts,
  enum: texts,
  date: texts,
  timestamp: texts,
  integer: integers,
  decimal: compareDecimals,
  currency: compareDecimals,
  percent: compareDecimals,
  boolean: booleans,
}

export function compareFor(type: FieldType): Compare {
  return byType[type]
}

export function isText(type: FieldType): boolean {
  return type === 'text' || type === 'enum'
}

/** A LIKE pattern (`%` any run, `_` one character) as a test. */
export function likeTest(pattern: string, ignoreCase: boolean): (value: string) => boolean {
  const source = [...pattern]
    .map((letter) =>
      letter === '%'
        ? '[\\s\\S]*'
        : letter === '_'
          ? '[\\s\\S]'
          : letter.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'),
    )
    .join('')
  const expression = new RegExp(`^${source}$`, ignoreCase ? 'i' : '')
  return (value) => expression.test(value)
}
