import type { Display } from '../core/display.ts'
import type { ObjectType } from '../core/object-types.ts'
import type { AppState, RecordData } from '../core/records.ts'
import type { Reference } from '../core/references.ts'

/** A version of a record of the app's, checked and ready to be stored. */
export interface AppPut {
  readonly type: ObjectType
  readonly id: string
  readonly version: number
  readonly state: AppState
  readonly data: RecordData
  readonly hash: string
  readonly references: readonly Reference[]
  readonly display: Display
}
