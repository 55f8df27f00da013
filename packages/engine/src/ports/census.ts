import type { ObjectType } from '../core/object-types.ts'

/** How far one type has been read since a connection verifies first. */
export interface CensusRow {
  readonly type: ObjectType
  /**
   * When the window that was closed last had been opened, epoch milliseconds; null: none since the connection verifies first, or the next
   * one is open.
   */
  readonly readSince: number | null
  /** Our copy has a record of that type, so there is something that Intacct must show us. */
  readonly known: boolean
  /** Records that must be there were not shown to our user: others may be hidden, too. */
  readonly hidden: boolean
}

/** The store's part of it; generic, so that this file stands below the ports that it belongs to. */
export interface CensusStore<Scope> {
  /** How far the reading of a connection that verifies first is, for these types. */
  census(scope: Scope, types: readonly ObjectType[]): Promise<readonly CensusRow[]>
  /** Nothing more is to be looked for: a connection that verifies first is active. A paused one will be. */
  endVerifyFirst(scope: Scope): Promise<void>
}
