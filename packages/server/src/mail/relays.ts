import type { KeyRing } from '@tieout/store/crypto/master-key.ts'
import { seal, unseal } from '@tieout/store/crypto/sealed.ts'
import { mailRelay } from '@tieout/store/views/mail-relay.ts'
import type { Data } from '../data.ts'
import type { ServerSeams } from '../system/seams.ts'
import type { Relay } from './ports.ts'

export interface Relays {
  /** What may be stored of a password. */
  seal(workspace: string, password: string): string
  /** The workspace's own relay, else the installation's; null when there is none. */
  of(workspace: string): Promise<Relay | null>
  /** Whether mail goes out although the workspace has no relay of its own. */
  readonly hasDefault: boolean
}

const contextOf = (workspace: string) => `mail relay of workspace ${workspace}`

/** @param fallback the installation's relay, for workspaces without one of their own */
export function openRelays(
  ring: KeyRing,
  data: Data,
  random: ServerSeams['random'],
  fallback: Relay | null,
): Relays {
  return {
    seal: (workspace, password) => seal(ring, contextOf(workspace), password, random.bytes(12)),
    async of(workspace) {
      const row = await data.in(workspace, (view) => mailRelay(view))
      if (row === null) return fallback
      const { host, port, security, user, sender } = row
      const password = row.password === null ? null : unseal(ring, contextOf(workspace), row.password)
      return { host, port, security, user, password, sender }
    },
    hasDefault: fallback !== null,
  }
}
