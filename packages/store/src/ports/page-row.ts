import type { StoredRemoteRow } from '@tieout/engine/ports.ts'
import type { RemoteFacts } from '@tieout/engine/ports/remote.ts'

/** What is stored of a row of a page before it is saved; nulls where nothing is. */
export interface Known {
  type: string
  key: string
  hash: string | null
  stamp: string | null
  presence: string | null
  turn: number | null
  facts: RemoteFacts | null
  link: string | null
}

/** A row of a page beside what was stored of it. */
export interface Sorted {
  readonly row: StoredRemoteRow
  readonly known: Known | undefined
}
