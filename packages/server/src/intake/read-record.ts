import { displayOf } from '@tieout/engine/core/display.ts'
import { hashOf } from '@tieout/engine/core/json.ts'
import type { Json } from '@tieout/engine/core/json.ts'
import { isObjectType, objectTypeNames } from '@tieout/engine/core/object-types.ts'
import { recordSchemas } from '@tieout/engine/core/records.ts'
import type { AppState, RecordData } from '@tieout/engine/core/records.ts'
import { referencesOf } from '@tieout/engine/core/references.ts'
import type { AppPut } from '@tieout/engine/ports/app-put.ts'
import { ApiError } from '../errors.ts'
import { readZodError } from '../http/zod-errors.ts'
import { normalise } from './normalise.ts'
import type { MoneyRules } from './normalise.ts'

export interface RawRecord {
  readonly type: string
  readonly id: string
  readonly version: number
  readonly state: AppState
  readonly data: unknown
}

/**
 * Checks a record of the app and makes it ready to be stored.
 * @throws ApiError that names the field and the cure
 */
export function readRecord(raw: RawRecord, rules: MoneyRules): AppPut {
  const { type, id, version, state } = raw
  if (!isObjectType(type)) {
    throw new ApiError('unknown_record_type', {
      detail: `There is no record type "${type}". Use one of: ${objectTypeNames.join(', ')}.`,
      field: 'type',
    })
  }
  const result = recordSchemas[type].safeParse(raw.data)
  if (!result.success) throw readZodError(result.error, raw.data, 'data')
  const data: RecordData = normalise(type, result.data, rules)
  return {
    type,
    id,
    version,
    state,
    data,
    hash: hashOf({ state, data: data as unknown as Json }),
    references: referencesOf(type, data),
    display: displayOf(data, id, rules.baseCurrency),
  }
}
