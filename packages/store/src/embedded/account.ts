import { readFile, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { StoreError } from '../errors.ts'

/** The operating-system account that the database server runs under. */
export interface Account {
  readonly uid: number
  readonly gid: number
}

/** PostgreSQL refuses to run as root, so root lends it one of these, the first that exists. */
const candidates = ['tieout', 'postgres', 'nobody']

/** @returns null when we are no root: the server then runs as we do */
export async function serverAccount(): Promise<Account | null> {
  if (process.getuid?.() !== 0) return null
  const lines = (await readFile('/etc/passwd', 'utf8').catch(() => '')).split('\n')
  const entries = new Map(lines.map((line) => [line.split(':')[0] ?? '', line.split(':')]))
  for (const name of candidates) {
    const entry = entries.get(name)
    const [uid, gid] = [Number(entry?.[2] ?? 0), Number(entry?.[3] ?? 0)]
    if (uid > 0 && gid > 0) return { uid, gid }
  }
  throw new StoreError(
    'no_plain_user',
    'The database server refuses to run as root, and no other account was found.',
  )
}

/** Whether every folder on the way may be searched by that account, by mode bits. */
export async function canReach(account: Account | null, path: string): Promise<boolean> {
  if (account === null) return true
  for (let at = path; ; at = dirname(at)) {
    const found = await stat(at).catch(() => null)
    if (found !== null) {
      const shift = found.uid === account.uid ? 6 : found.gid === account.gid ? 3 : 0
      const needed = found.isDirectory() ? 0o1 : 0o5
      if (((found.mode >> shift) & needed) !== needed) return false
    }
    if (at === dirname(at)) return true
  }
}
