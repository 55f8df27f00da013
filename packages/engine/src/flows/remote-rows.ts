import { displayOf } from '../core/display.ts'
import { hashOf } from '../core/json.ts'
import type { Json } from '../core/json.ts'
import { lastingKey } from '../core/succession.ts'
import type { StoredRemoteRow } from '../ports.ts'
import type { RemoteRow } from '../ports/remote.ts'

/** A remote row with the hash of all that could matter (contents and facts; stamps do not) and what lists show. */
export function storedRow(row: RemoteRow, baseCurrency: string): StoredRemoteRow {
  const display = displayOf(row.data, row.number, baseCurrency)
  return {
    ...row,
    hash: hashOf({ data: row.data as Json, facts: row.facts as unknown as Json }),
    display: { ...display, number: row.number || row.key },
    document: lastingKey(row.facts),
  }
}
