import { createHash, createHmac } from 'node:crypto'
import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { StoreError } from '../errors.ts'

/** One key of the ring: 32 bytes and a short id that sealed texts carry. */
export interface MasterKey {
  readonly id: string
  readonly bytes: Buffer
}

/** The first key seals; all of them open, so that a rotation can take its time. */
export interface KeyRing {
  readonly current: MasterKey
  readonly all: ReadonlyMap<string, MasterKey>
}

/**
 * Reads a ring from text: one key a line, base64 of 32 bytes, the newest first.
 * @throws StoreError `key_malformed`
 */
export function parseKeys(text: string): KeyRing {
  const keys = text
    .split(/\s+/)
    .filter((line) => line !== '')
    .map(parseKey)
  const current = keys[0]
  if (current === undefined) throw new StoreError('key_malformed', 'The master key is empty.')
  return { current, all: new Map(keys.map((key) => [key.id, key])) }
}

function parseKey(line: string): MasterKey {
  const bytes = Buffer.from(line.slice(line.indexOf(':') + 1), 'base64')
  if (bytes.length !== 32) throw new StoreError('key_malformed', `A master key has ${bytes.length} bytes.`)
  return { id: createHash('sha256').update(bytes).digest('hex').slice(0, 8), bytes }
}

/** The ring in a file; null when there is no such file. @throws StoreError `key_malformed` */
export async function readKeys(path: string): Promise<KeyRing | null> {
  try {
    return parseKeys(await readFile(path, 'utf8'))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

/** @param fresh 32 random bytes, used only when there is no file yet and `mayCreate` */
export async function loadKeys(path: string, fresh: () => Buffer, mayCreate: boolean): Promise<KeyRing> {
  const found = await readKeys(path)
  if (found !== null) return found
  if (!mayCreate) throw new StoreError('key_missing', `There is a database, but no master key at ${path}.`)
  await writeKeys(path, fresh().toString('base64') + '\n')
  return parseKeys(await readFile(path, 'utf8'))
}

/** Puts a new key in front; the old ones stay until everything is sealed anew. */
export async function rotateKeys(path: string, fresh: () => Buffer): Promise<KeyRing> {
  const text = `${fresh().toString('base64')}\n${await readFile(path, 'utf8')}`
  await writeKeys(path, text)
  return parseKeys(text)
}

async function writeKeys(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  await writeFile(`${path}.new`, text, { mode: 0o600, flush: true })
  await chmod(`${path}.new`, 0o600)
  await rename(`${path}.new`, path)
}

/**
 * A secret for one purpose, derived from the oldest key, which a rotation keeps at the end of the ring: passwords of database roles
 * need no place of their own, and every process that has the ring knows them.
 */
export function derivedSecret(ring: KeyRing, purpose: string): string {
  const oldest = [...ring.all.values()].at(-1) ?? ring.current
  return createHmac('sha256', oldest.bytes).update(`tieout:${purpose}`).digest('base64url')
}
