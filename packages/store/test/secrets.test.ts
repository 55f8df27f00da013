import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { derivedSecret, loadKeys, parseKeys, rotateKeys } from '../src/crypto/master-key.ts'
import { isStale, seal, unseal } from '../src/crypto/sealed.ts'

const keyA = Buffer.alloc(32, 1)
const keyB = Buffer.alloc(32, 2)
const iv = Buffer.alloc(12, 7)
const ring = parseKeys(keyA.toString('base64'))

describe('a sealed text', () => {
  it('opens to what was sealed and shows nothing of it', () => {
    const sealed = seal(ring, 'connection:1', 'demo-password', iv)
    expect(sealed).toMatch(/^tk1\.[0-9a-f]{8}\./)
    expect(Buffer.from(sealed.split('.')[4] ?? '', 'base64url').toString('utf8')).not.toContain('demo')
    expect(unseal(ring, 'connection:1', sealed)).toBe('demo-password')
  })

  it('does not open in another place, changed, or without its key', () => {
    const sealed = seal(ring, 'connection:1', 'secret', iv)
    expect(() => unseal(ring, 'connection:2', sealed)).toThrow('changed or belongs elsewhere')
    const parts = sealed.split('.')
    parts[4] = Buffer.from('zzzzzz').toString('base64url')
    expect(() => unseal(ring, 'connection:1', parts.join('.'))).toThrow('changed or belongs elsewhere')
    expect(() => unseal(parseKeys(keyB.toString('base64')), 'connection:1', sealed)).toThrow(
      'not in the ring',
    )
    expect(() => unseal(ring, 'connection:1', 'plain')).toThrow('no sealed text')
  })

  it('is stale after a rotation, still opens, and the new one has the new key', () => {
    const rotated = parseKeys(`${keyB.toString('base64')}\n${keyA.toString('base64')}`)
    const old = seal(ring, 'c', 'secret', iv)
    expect(isStale(rotated, old)).toBe(true)
    const again = seal(rotated, 'c', unseal(rotated, 'c', old), iv)
    expect(isStale(rotated, again)).toBe(false)
  })
})

describe('the master key', () => {
  it('is made once, for its owner only, kept through a rotation, and missed when it is gone', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'tieout-keys-'))
    const path = join(folder, 'keys', 'master.key')
    const first = await loadKeys(path, () => keyA, true)
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    expect((await loadKeys(path, () => keyB, true)).current.id).toBe(first.current.id)
    const rotated = await rotateKeys(path, () => keyB)
    expect(rotated.all.size).toBe(2)
    expect(rotated.current.id).not.toBe(first.current.id)
    expect(derivedSecret(rotated, 'role:x')).toBe(derivedSecret(first, 'role:x'))
    expect(await readFile(path, 'utf8')).toContain(keyA.toString('base64'))
    await rm(path)
    await expect(loadKeys(path, () => keyB, false)).rejects.toThrow('no master key')
    await rm(folder, { recursive: true })
  })

  it('of the wrong length is refused', () => {
    expect(() => parseKeys('c2hvcnQ=')).toThrow('5 bytes')
    expect(() => parseKeys('\n')).toThrow('empty')
  })
})
