import { hashOf } from '@tieout/engine/core/json.ts'
import type { Settings } from '@tieout/engine/core/settings.ts'
import type { Scope } from '@tieout/engine/ports.ts'
import { RemoteError } from '@tieout/engine/ports/fault.ts'
import type { ServerSeams } from '../system/seams.ts'
import type { OpenedRemote, RemoteFactory } from './ports.ts'
import type { Vault } from './sealed.ts'

interface Kept {
  readonly remote: Promise<OpenedRemote>
  readonly fingerprint: string
  usedAt: number
}

async function isRefused({ remote }: Kept): Promise<boolean> {
  return (await remote.catch(() => null))?.isRefused?.() ?? false
}

export interface RemotePool {
  /** The remote side of a connection with its newest credentials and these settings; signed in once and shared. */
  of(scope: Scope, settings: Settings): Promise<OpenedRemote>
  /** Lets go of what was not used for a while. */
  tidy(): Promise<void>
  close(): Promise<void>
}

const idleMs = 15 * 60_000

/** Keeps one remote per connection, so that its sign-in, clock and formatting serve many slices. */
export function openRemotePool(
  open: RemoteFactory,
  vault: Vault,
  { clock, log }: Pick<ServerSeams, 'clock' | 'log'>,
): RemotePool {
  const kept = new Map<string, Kept>()
  const drop = async (connection: string, entry: Kept) => {
    if (kept.get(connection) === entry) kept.delete(connection)
    try {
      await (await entry.remote).close?.()
    } catch (error) {
      log.debug({ err: error }, 'a remote side did not close')
    }
  }
  return {
    async of(scope, settings) {
      const credentials = await vault.open(scope)
      if (credentials === null) throw new RemoteError(noCredentials)
      const { baseCurrency, customFields, dimensionRules } = settings
      const fingerprint = hashOf({ ...credentials, baseCurrency, customFields, dimensionRules })
      const have = kept.get(scope.connection)
      // One that was refused tries nothing more. It is asked for again only after a person has let the connection go on.
      if (have?.fingerprint === fingerprint && !(await isRefused(have))) {
        have.usedAt = clock.monotonic()
        return have.remote
      }
      if (have) await drop(scope.connection, have)
      const entry: Kept = {
        remote: open({ scope, credentials, settings }),
        fingerprint,
        usedAt: clock.monotonic(),
      }
      kept.set(scope.connection, entry)
      entry.remote.catch(() => drop(scope.connection, entry))
      return entry.remote
    },
    async tidy() {
      const before = clock.monotonic() - idleMs
      for (const [connection, entry] of kept) if (entry.usedAt < before) await drop(connection, entry)
    },
    async close() {
      await Promise.all([...kept].map(([connection, entry]) => drop(connection, entry)))
    },
  }
}

const noCredentials = {
  cause: 'no_credentials',
  about: '',
  sentence: 'No credentials are set.',
  cure: 'Set the company ID, user ID and password of an Intacct Web Services user.',
  who: 'admin',
  retry: 'connection',
  said: '',
} as const
