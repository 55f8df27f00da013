import { parseKeys } from '@tieout/store/crypto/master-key.ts'
import type { Target } from '@tieout/store/open.ts'
import { Failure } from '../failure.ts'

type Env = Readonly<Record<string, string | undefined>>

/** The embedded database of a data folder, or with DATABASE_URL that one. @throws {Failure} when that has no master key */
export function databaseOf(data: string, env: Env): Target {
  const url = env.DATABASE_URL
  if (url === undefined || url === '') return { dataDir: data }
  const keys = env.TIEOUT_MASTER_KEY
  if (keys !== undefined) return { url, keys: parseKeys(keys) }
  throw new Failure(
    'usage',
    'With DATABASE_URL, Tieout does not keep its master key by itself.',
    'Put 32 random bytes in base64 into TIEOUT_MASTER_KEY ("openssl rand -base64 32"), the same for every process, and keep a copy apart from the database.',
  )
}
