import type { ObjectType } from '../core/object-types.ts'
import type { ReadCursor } from './windows.ts'

/** What an import from Intacct reads. Days are `YYYY-MM-DD`, without a zone. */
export interface FetchPlan {
  readonly types: readonly ObjectType[]
  /** Documents of these days, both included. */
  readonly from?: string
  readonly until?: string
  /** Only what is not paid yet. */
  readonly openOnly: boolean
  /** Only what Order Entry made by these transaction definitions. */
  readonly orderTypes?: readonly string[]
  /** Whatever was changed or created on this day of Intacct's clock or later, instead. */
  readonly changedSince?: string
}

/** How far an import is. */
export interface FetchPlace {
  readonly type: ObjectType
  readonly cursor: ReadCursor | null
  /** Intacct's present when the reading of this type began; null: it has not begun. */
  readonly ceiling: string | null
}
