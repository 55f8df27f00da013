import { createCipheriv, createDecipheriv } from 'node:crypto'
import { StoreError } from '../errors.ts'
import type { KeyRing } from './master-key.ts'

const form = /^tk1\.([0-9a-f]{8})\.([\w-]+)\.([\w-]+)\.([\w-]+)$/

/**
 * AES-256-GCM as text: `tk1.<key id>.<iv>.<tag>.<ciphertext>`.
 * @param context what the secret belongs to (e.g. the connection); the seal opens only under the same one, so that a row's ciphertext
 *   cannot be moved to another row
 * @param iv 12 random bytes, never used twice
 */
export function seal(ring: KeyRing, context: string, plain: string, iv: Buffer): string {
  const cipher = createCipheriv('aes-256-gcm', ring.current.bytes, iv)
  cipher.setAAD(Buffer.from(context))
  const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
  const parts = [iv, cipher.getAuthTag(), body].map((part) => part.toString('base64url'))
  // An empty secret would leave an empty part; the form above refuses it, so that a lost text is not taken for one.
  if (plain === '') throw new RangeError('There is nothing to seal.')
  return ['tk1', ring.current.id, ...parts].join('.')
}

/** @throws StoreError `seal_broken` or `key_missing` */
export function unseal(ring: KeyRing, context: string, sealed: string): string {
  const match = form.exec(sealed)
  if (match === null) throw new StoreError('seal_broken', 'This is no sealed text.')
  const [, id = '', iv = '', tag = '', body = ''] = match
  const key = ring.all.get(id)
  if (key === undefined) throw new StoreError('key_missing', `The master key ${id} is not in the ring.`)
  try {
    const decipher = createDecipheriv('aes-256-gcm', key.bytes, Buffer.from(iv, 'base64url'), {
      authTagLength: 16,
    })
    decipher.setAAD(Buffer.from(context))
    decipher.setAuthTag(Buffer.from(tag, 'base64url'))
    return Buffer.concat([decipher.update(Buffer.from(body, 'base64url')), decipher.final()]).toString('utf8')
  } catch (cause) {
    throw new StoreError('seal_broken', 'A sealed text does not open: it was changed or belongs elsewhere.', {
      cause,
    })
  }
}

/** Whether a text should be sealed anew after a rotation. */
export function isStale(ring: KeyRing, sealed: string): boolean {
  return form.exec(sealed)?.[1] !== ring.current.id
}
