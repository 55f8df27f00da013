import type { CallReport } from '@tieout/intacct/caller.ts'
import type { Store } from '@tieout/engine/ports.ts'
import type { Slots } from '@tieout/engine/ports/slots.ts'
import type { ServerSeams } from '../system/seams.ts'
import { openIntacctRemote } from './intacct/open.ts'
import type { RemoteFactory } from './ports.ts'

export interface RemoteParts {
  readonly store: Store
  readonly slots: Slots
  readonly seams: ServerSeams
  /** Names this process's life in leases. */
  readonly holder: string
  /** Units that Intacct bills for, as they are spent. */
  readonly spent: (scope: { workspace: string; connection: string }, units: number) => void
  /** Every call, for the log that support reads. */
  readonly heard: (scope: { workspace: string; connection: string }, report: CallReport) => void
  /** How long one answer is waited for; the client's own limit where it is left out. Milliseconds. */
  readonly answerWithinMs?: number | undefined
}

/** How long a person who tests credentials waits for one answer. Milliseconds. */
const shortMs = 30_000

/** Opens Intacct for a connection; its base currency comes from the settings, or USD for one that is not saved yet. */
export function intacctRemotes(parts: RemoteParts): RemoteFactory {
  return async ({ scope, credentials, patience, settings: given }) => {
    const connection = await parts.store.connection(scope)
    const settings = given ?? connection?.settings
    return openIntacctRemote({
      credentials,
      scope,
      baseCurrency: settings?.baseCurrency ?? 'USD',
      ...(settings === undefined ? {} : { own: settings }),
      remoteCompany: credentials.companyId,
      holder: parts.holder,
      slots: connection === null ? null : parts.slots,
      log: parts.seams.log,
      ...(parts.answerWithinMs === undefined ? {} : { timeoutMs: parts.answerWithinMs }),
      ...(patience === 'short' ? { timeoutMs: shortMs, readAttempts: 1 } : {}),
      onCall: (report) => {
        if (report.units > 0) parts.spent(scope, report.units)
        parts.heard(scope, report)
      },
    })
  }
}
