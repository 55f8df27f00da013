import type { ConnectionInfo, Store } from '../ports.ts'
import type { Remote } from '../ports/remote.ts'
import type { Seams } from '../ports/seams.ts'
import type { DecideContext } from '../core/settled.ts'

/** What a flow works with: one connection, its two sides' ports and the seams. `holder` names this worker's life in leases. */
export interface FlowContext {
  readonly store: Store
  readonly remote: Remote
  readonly seams: Seams
  readonly holder: string
  readonly connection: ConnectionInfo
}

/** What decisions need of a flow's context, at this moment. */
export function decideContext(context: FlowContext): DecideContext {
  const { connection, seams } = context
  return {
    installation: connection.installation,
    scope: connection.scope,
    settings: connection.settings,
    now: seams.clock.now(),
    copiedAt: connection.copiedAt ?? null,
  }
}
