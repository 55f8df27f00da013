import { displayOf } from '../core/display.ts'
import { hashOf } from '../core/json.ts'
import type { Json } from '../core/json.ts'
import type { ObjectType } from '../core/object-types.ts'
import type { AppState, RecordData } from '../core/records.ts'
import { referencesOf } from '../core/references.ts'
import type { AppPut } from '../ports/app-put.ts'
import type { AppPutResult, ConnectionInfo, Store } from '../ports.ts'

/** One version of one record, as the app sends it; contents already checked against the type's schema. */
export interface AppRecord {
  readonly type: ObjectType
  readonly id: string
  readonly version: number
  readonly state: AppState
  readonly data: RecordData
}

/** Stores the app's versions in one transaction and marks their links for a look; answers a result a row, in order. */
export async function receive(
  store: Store,
  connection: ConnectionInfo,
  records: readonly AppRecord[],
  at: number,
): Promise<readonly AppPutResult[]> {
  return store.putApp(
    connection.scope,
    records.map((record) => appPut(record, connection)),
    at,
  )
}

function appPut(record: AppRecord, connection: ConnectionInfo): AppPut {
  return {
    ...record,
    hash: hashOf({ state: record.state, data: record.data as Json }),
    references: referencesOf(record.type, record.data),
    display: displayOf(record.data, record.id, connection.settings.baseCurrency),
  }
}
