import type { AppPut } from '../ports/app-put.ts'
import type { Change } from '../ports/settled.ts'
import type { AppSide, Resolved, Situation } from '../ports/situation.ts'
import { displayOf } from './display.ts'
import { hashOf } from './json.ts'
import type { Json } from './json.ts'
import type { ObjectType } from './object-types.ts'
import type { RecordData } from './records.ts'
import { referencesOf, referenceText } from './references.ts'
import type { Reference } from './references.ts'
import type { DecideContext } from './settled.ts'

/**
 * A record of the app's that takes more than one document in Intacct has the others as records of ours: each with its own number, marker,
 * link and intents, named after the app's record and its part in it (`p1~fee`), and stored as if the app had sent it.
 */
type Part = 'void' | 'advance' | 'fee' | 'adjustment'

/** How such a record is pointed to. */
export function partOf({ id }: Pick<AppSide, 'id'>, type: ObjectType, part: Part): Reference {
  return { type, by: 'id', value: `${id}~${part}` }
}

/** What is known of it; undefined if this record has none. */
export function known(situation: Situation, reference: Reference): Resolved | undefined {
  const text = referenceText(reference)
  return situation.resolved.find((item) => referenceText(item.reference) === text)
}

/** The record itself, ready to be stored; one of the same version that is there already stays as it is. */
export function partPut(
  { type, value: id }: Reference,
  data: RecordData,
  { settings }: DecideContext,
  { state, version }: Pick<AppSide, 'state' | 'version'>,
): AppPut {
  return {
    type,
    id,
    version,
    state,
    data,
    hash: hashOf({ state, data: data as Json }),
    references: referencesOf(type, data),
    display: displayOf(data, id, settings.baseCurrency),
  }
}

/** An advance of ours is the app's payment: it is told about that one. */
export function asTheAppNamesIt(change: Change): Change {
  const { type, id } = change
  return type === 'advance' && id.endsWith('~advance')
    ? { ...change, type: 'payment', id: id.slice(0, -'~advance'.length) }
    : change
}
