import type { ObjectType } from '@tieout/engine/core/object-types.ts'
import type { Settings } from '@tieout/engine/core/settings.ts'
import type { Scope } from '@tieout/engine/ports.ts'
import type { Entity, Probe, Survey } from '../preflight/survey.ts'
import type { Remote } from '@tieout/engine/ports/remote.ts'
import type { ReferenceRemote } from '@tieout/engine/ports/reference.ts'

/** How to sign in to one Intacct company. Secrets: never logged, never answered. */
export interface IntacctCredentials {
  /** Address of the XML gateway. */
  readonly endpoint: string
  readonly companyId: string
  readonly userId: string
  readonly password: string
  readonly senderId: string
  readonly senderPassword: string
  /** null: top level. */
  readonly entity: string | null
}

export interface RemoteConnection {
  readonly scope: Scope
  readonly credentials: IntacctCredentials
  /** Default: those of the connection as they are stored. */
  readonly settings?: Settings
  /** `short`: someone waits for the answer. Default: as long as Intacct may take. */
  readonly patience?: 'short'
}

/** Opens the remote side of a connection. Throws RemoteError when the sign-in is refused or nothing answers. */
export type RemoteFactory = (connection: RemoteConnection) => Promise<OpenedRemote>

export interface OpenedRemote extends Remote {
  /** Its reference data; absent where the other side has none to offer. */
  readonly reference?: ReferenceRemote
  /** What it tells about itself and our user; absent where the other side has nothing to tell. @throws RemoteError */
  survey?(probes: readonly Probe[]): Promise<Survey>
  /** Entities that our user may enter; null where it may not ask. @throws RemoteError */
  entities?(): Promise<readonly Entity[] | null>
  /** How much a first sync from a day (YYYY-MM-DD; null: everything) would read. @throws RemoteError */
  extent?(from: string | null): Promise<Extent>
  /** Whether its sign-in was refused for good: it tries no other by itself. */
  isRefused?(): boolean
  /** Ends its sessions and sockets. */
  close?(): Promise<void>
}

/** How much there is to read. */
export interface Extent {
  /** `open`: not paid in full, of those. */
  readonly types: readonly { readonly type: ObjectType; readonly all: number; readonly open: number }[]
  /** Invoices that are not paid in full and dated before the day. */
  readonly olderOpen: number
  /** Date of the oldest invoice that is not paid in full, YYYY-MM-DD; null when all are. */
  readonly earliestOpen: string | null
}

/** One step of a test of credentials. */
export interface Check {
  readonly name: string
  readonly state: 'ok' | 'failed' | 'not_checked'
  readonly text: string
  readonly cure: string
}
