import type { Scope, Store } from '@tieout/engine/ports.ts'
import type { People } from '../auth/people.ts'
import type { Data } from '../data.ts'
import type { Live } from '../live/live.ts'
import type { SendMail } from '../mail/ports.ts'
import type { Relays } from '../mail/relays.ts'
import type { RemoteFactory } from '../remotes/ports.ts'
import type { Vault } from '../remotes/sealed.ts'
import type { ServerSeams } from '../system/seams.ts'
import type { QueueName } from '../workers/queues.ts'

export interface Installation {
  readonly id: string
  readonly version: string
  readonly demo: boolean
  readonly supportContact: string | null
  /** Where connections go unless they say otherwise, and as which sender. */
  readonly gateway: {
    readonly endpoint: string
    readonly senderId: string | null
    readonly senderPassword: string | null
    readonly allowed: (url: URL) => boolean
  }
}

/** What the operations of the API work with. */
export interface Api {
  readonly seams: ServerSeams
  readonly data: Data
  readonly store: Store
  readonly people: People
  readonly live: Live
  readonly remotes: RemoteFactory
  readonly vault: Vault
  readonly relays: Relays
  readonly sendMail: SendMail
  readonly installation: Installation
  /** Printed at the first start, asked for by the set-up; null once there is an owner. */
  readonly setupCode: () => string | null
  readonly setupDone: () => void
  /** Says that there is work for a connection, so that it starts within milliseconds. Losing it costs a second, never more. */
  wake(scope: Scope, queue: QueueName): void
}
