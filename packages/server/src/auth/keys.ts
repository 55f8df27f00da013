import { createHash } from 'node:crypto'
import type { ServerSeams } from '../system/seams.ts'

export interface NewKey {
  /** `tk_` and 256 random bits; shown once. */
  readonly text: string
  readonly prefix: string
  readonly hash: string
}

/** SHA-256, hex: a key has so much chance in it that nothing slower is needed. */
export function hashSecret(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

export function newKey(random: ServerSeams['random']): NewKey {
  const text = `tk_${random.bytes(32).toString('base64url')}`
  return { text, prefix: text.slice(0, 10), hash: hashSecret(text) }
}

const bearer = /^Bearer +(tk_[\w-]{20,100})$/i

/** The key of an Authorization header; null when there is none of ours. */
export function keyIn(header: string | undefined): string | null {
  return bearer.exec(header?.trim() ?? '')?.[1] ?? null
}
