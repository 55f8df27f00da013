import { hash } from 'node:crypto'

export type Json =
  string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined }

/** JSON with keys in order and absent values left out, so that equal values have equal texts. */
export function canonicalJson(value: Json | undefined): string {
  if (value === undefined || value === null) return 'null'
  if (typeof value === 'string') return quoted(value)
  if (typeof value !== 'object') return JSON.stringify(value)
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`
  let text = ''
  for (const key of Object.keys(value).sort()) {
    const item = value[key]
    if (item === undefined || item === null) continue
    text += `${text === '' ? '' : ','}${quoted(key)}:${canonicalJson(item)}`
  }
  return `{${text}}`
}

/** Nearly no text of a ledger needs an escape. */
const plain = /^[ !#-[\]-\ud7ff]*$/

function quoted(text: string): string {
  return plain.test(text) ? `"${text}"` : JSON.stringify(text)
}

function isStructure(value: Json | undefined): boolean {
  return typeof value === 'object' && value !== null
}

function isList(value: object): value is readonly Json[] {
  return Array.isArray(value)
}

/** First 128 bits of the SHA-256 of the canonical JSON, in hex: enough to tell contents apart, short enough to show. */
export function hashOf(value: Json): string {
  return hash('sha256', canonicalJson(value), 'hex').slice(0, 32)
}

/** Whether two values say the same, whatever the order of their names; absent is as good as null. */
export function sameJson(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true
  // Two values that are no lists or objects say the same only if they are the same; absent is null.
  if (!isStructure(a) && !isStructure(b)) return (a ?? null) === (b ?? null)
  return canonicalJson(a) === canonicalJson(b)
}
