import { objectTypes } from './object-types.ts'
import type { ObjectType } from './object-types.ts'
import type { RecordData } from './records.ts'

/** Whose document it is: the customer or vendor as the contents name it; '' for master data. */
export function partyOf(data: RecordData): string {
  if ('customer' in data) return data.customer
  return 'vendor' in data ? data.vendor : ''
}

/** The type of the record that a document's party is; null for master data. */
export function partyTypeOf(type: ObjectType): ObjectType | null {
  const info = objectTypes[type]
  return 'party' in info ? info.party : null
}
