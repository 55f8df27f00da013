import type { Resolved } from '../ports/situation.ts'
import { objectTypes } from './object-types.ts'
import { toAppValues, toRemoteValues } from './matching/values.ts'
import type { ValueMatches } from './matching/values.ts'
import type { ObjectType } from './object-types.ts'
import { mapPointers } from './pointers.ts'
import type { RecordData } from './records.ts'
import type { Reference } from './references.ts'
import { referenceText } from './references.ts'

/** The record in the other side's terms, or the pointers that cannot be translated yet. */
export type Translation =
  | { readonly data: RecordData; readonly missing: readonly [] }
  | { readonly data: null; readonly missing: readonly Reference[] }

type Find = (reference: Reference) => string | null

function translate(
  type: ObjectType,
  data: RecordData,
  by: (type: ObjectType) => Reference['by'],
  find: Find,
): Translation {
  const missing: Reference[] = []
  const pointer = (target: ObjectType, value: string) => {
    const reference: Reference = { type: target, by: by(target), value }
    const found = find(reference)
    if (found === null) missing.push(reference)
    return found ?? value
  }
  const translated = mapPointers(type, data, pointer)
  return missing.length > 0 ? { data: null, missing } : { data: translated, missing: [] }
}

/** How Intacct's documents point: to customers by CUSTOMERID, to documents by RECORDNO. */
export function remotePointer(type: ObjectType): 'key' | 'number' {
  return objectTypes[type].data === 'master' ? 'number' : 'key'
}

/** App terms → remote terms: customer ids become CUSTOMERIDs, invoice ids RECORDNOs. Missing: parents that are not in Intacct yet. */
export function toRemoteTerms(
  type: ObjectType,
  data: RecordData,
  resolved: readonly Resolved[],
  values: ValueMatches = [],
): Translation {
  const known = new Map(resolved.map((item) => [referenceText(item.reference), item]))
  return translate(
    type,
    toRemoteValues(type, data, values),
    () => 'id',
    (reference) => {
      const parent = known.get(referenceText(reference)) ?? byAppId(resolved, reference)
      if (!parent?.remote || !parent.link?.remoteKey || parent.remote.presence !== 'present') return null
      return remotePointer(reference.type) === 'number' ? parent.remote.number : parent.remote.key
    },
  )
}

/** A parent that only the remote record points to, by the id that the app was told for it. */
function byAppId(resolved: readonly Resolved[], { type, value }: Reference): Resolved | undefined {
  return resolved.find((item) => item.reference.type === type && item.link?.appId === value)
}

/** The record with the pointers of another, where both have them: ids change when the app claims an imported record. */
export function withPointersOf(type: ObjectType, data: RecordData, from: RecordData): RecordData {
  const pointers: string[] = []
  const take = (_type: ObjectType, value: string) => {
    pointers.push(value)
    return value
  }
  mapPointers(type, from, take)
  return mapPointers(type, data, (_type, value) => pointers.shift() ?? value)
}

/** Remote terms → app terms. Missing: parents that the app does not know yet. */
export function toAppTerms(
  type: ObjectType,
  data: RecordData,
  resolved: readonly Resolved[],
  values: ValueMatches = [],
): Translation {
  const known = new Map(resolved.map((item) => [referenceText(item.reference), item]))
  return translate(
    type,
    toAppValues(type, data, values),
    remotePointer,
    (reference) => known.get(referenceText(reference))?.link?.appId ?? null,
  )
}
