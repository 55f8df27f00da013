import type { ClientConfig } from 'pg'
import type { Witness } from './backup/recognise.ts'
import type { KeyRing } from './crypto/master-key.ts'

/** Where the database is, embedded or outside, and who holds it. */
export interface Place {
  /** May create roles and schemas; used for migrations only. */
  readonly admin: ClientConfig
  /** A runtime sign-in given from outside; null: the role that the migrations made. */
  readonly login: ClientConfig | null
  readonly keys: KeyRing
  readonly backups: string | null
  /** The folder's own memory of its database; null for an outside one. */
  readonly witness: Witness | null
  /** The error that ended our hold, if one did. */
  readonly lost: () => Error | null
  close(): Promise<void>
}
