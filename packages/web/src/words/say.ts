import { prefs } from '../prefs.ts'
import { formatCount } from './format.ts'
import { messages, type MessageKey } from './messages.ts'

export type Params = Readonly<Record<string, string | number>>

const plural = new Intl.PluralRules('en')

/** A message of the catalogue with its parameters filled in; numbers are grouped by the person's language. */
export function say(key: MessageKey, params: Params = {}): string {
  const message: string | { one: string; other: string } = messages[key]
  const text = typeof message === 'string' ? message : message[form(params.n)]
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = params[name]
    if (value === undefined) return whole
    return typeof value === 'number' ? formatCount(value, prefs().locale) : value
  })
}

function form(n: string | number | undefined): 'one' | 'other' {
  return typeof n === 'number' && plural.select(n) === 'one' ? 'one' : 'other'
}

/** The message of a key put together at run time, or `otherwise` when the catalogue has none. */
export function sayIfKnown(key: string, otherwise: string, params: Params = {}): string {
  return Object.hasOwn(messages, key) ? say(key as MessageKey, params) : otherwise
}
