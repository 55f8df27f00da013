import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { RecordData } from '@tieout/engine/core/records.ts'
import type { RemoteFacts } from '@tieout/engine/ports/remote.ts'
import type { Presence, RemoteSide } from '@tieout/engine/ports/situation.ts'

export interface RemoteColumns {
  key: string | null
  number: string
  stamp: string
  created: string
  marker: string | null
  data: RecordData
  facts: RemoteFacts
  hash: string
  presence: Presence
}

/** The columns that `remoteSide` needs, of the table or query of that alias. */
export function remoteColumns(alias: string): RawBuilder<unknown> {
  return sql.raw(
    ['key', 'number', 'stamp', 'created', 'marker', 'data', 'facts', 'hash', 'presence']
      .map((column) => `${alias}.${column}`)
      .join(', '),
  )
}

/** @param linkedTo the link that owns the record */
export function remoteSide(row: RemoteColumns, linkedTo: string | null): RemoteSide {
  return {
    key: row.key ?? '',
    number: row.number,
    stamp: row.stamp,
    created: row.created,
    marker: row.marker,
    data: row.data,
    facts: row.facts,
    hash: row.hash,
    presence: row.presence,
    linkedTo,
  }
}
