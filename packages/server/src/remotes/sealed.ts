import type { KeyRing } from '@tieout/store/crypto/master-key.ts'
import { seal, unseal } from '@tieout/store/crypto/sealed.ts'
import { sealedCredentials } from '@tieout/store/views/connections.ts'
import { sealedOnboarding } from '@tieout/store/views/onboarding.ts'
import type { Scope } from '@tieout/engine/ports.ts'
import { z } from 'zod'
import type { Data } from '../data.ts'
import type { ServerSeams } from '../system/seams.ts'
import type { IntacctCredentials } from './ports.ts'

const sealedShape = z.object({ password: z.string(), senderId: z.string(), senderPassword: z.string() })

type SealedRow = NonNullable<Awaited<ReturnType<typeof sealedCredentials>>>

function contextOf(scope: Scope): string {
  return `credentials of connection ${scope.connection} in workspace ${scope.workspace}`
}

export interface Vault {
  /** What may be stored: the secrets as one sealed text. */
  close(scope: Scope, credentials: IntacctCredentials): string
  /** The stored credentials of a connection; null when it has none. */
  open(scope: Scope): Promise<IntacctCredentials | null>
  /** Those that a company was given while it is being connected; null when it has none yet. */
  openOnboarding(scope: Scope, company: string): Promise<IntacctCredentials | null>
}

/** Keeps a connection's secrets encrypted in its row; a text moved to another row does not open. */
export function openVault(ring: KeyRing, data: Data, random: ServerSeams['random']): Vault {
  const unlocked = (scope: Scope, row: SealedRow | null): IntacctCredentials | null => {
    if (row === null) return null
    const secrets = sealedShape.parse(JSON.parse(unseal(ring, contextOf(scope), row.sealed)))
    const { endpoint, intacctCompany: companyId, user: userId, entity } = row
    return { ...secrets, endpoint, companyId, userId, entity }
  }
  return {
    close(scope, { password, senderId, senderPassword }) {
      const plain = JSON.stringify({ password, senderId, senderPassword })
      return seal(ring, contextOf(scope), plain, random.bytes(12))
    },
    async open(scope) {
      return unlocked(
        scope,
        await data.in(scope.workspace, (view) => sealedCredentials(view, scope.connection)),
      )
    },
    async openOnboarding(scope, company) {
      return unlocked(scope, await data.in(scope.workspace, (view) => sealedOnboarding(view, company)))
    },
  }
}
