import type { ObjectType } from './object-types.ts'
import { mapPointers } from './pointers.ts'
import type { RecordData } from './records.ts'

/**
 * A record's pointer to another. App records point by the app's id. Intacct's records point by RECORDNO (`key`) or by the name field,
 * such as CUSTOMERID (`number`), whichever the object carries.
 */
export interface Reference {
  readonly type: ObjectType
  readonly by: 'id' | 'key' | 'number'
  readonly value: string
}

/** What a record points to, each named as `by` says for its type. */
export function pointersOf(
  type: ObjectType,
  data: RecordData,
  by: (type: ObjectType) => Reference['by'],
): Reference[] {
  const references: Reference[] = []
  mapPointers(type, data, (target, value) => {
    references.push({ type: target, by: by(target), value })
    return value
  })
  return references
}

/** What an app record points to, by the app's ids. */
export function referencesOf(type: ObjectType, data: RecordData): Reference[] {
  return pointersOf(type, data, () => 'id')
}

/** A text that is the same for the same reference. */
export function referenceText(reference: Reference): string {
  return `${reference.type}:${reference.by}:${reference.value}`
}
