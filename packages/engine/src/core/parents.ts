import type { Settled, Situation } from '../ports.ts'
import type { Reference } from './references.ts'
import { referenceText } from './references.ts'
import { settled } from './settled.ts'

/**
 * A child whose parents are not there yet waits, whole. Parents that only Intacct has are read by their key at once; parents that
 * sync-from left out are taken after all.
 */
export function waitForParents(situation: Situation, missing: readonly Reference[]): Settled {
  const first = missing[0]
  const known = new Map(situation.resolved.map((item) => [referenceText(item.reference), item]))
  return settled(situation, 'parent_missing', {
    waitingFor: missing,
    message: first ? { parent: first.value, parentType: first.type } : {},
    want: missing.flatMap((item) =>
      item.by === 'id' ? [] : [{ type: item.type, key: item.value, by: item.by, why: 'parent' as const }],
    ),
    promote: missing.flatMap((item) => {
      const link = known.get(referenceText(item))?.link
      return link?.reason === 'before_sync_from' ? [link.id] : []
    }),
  })
}

/** Parents that Intacct has and that sync-from keeps from the app. */
export function parentsLeftOut(situation: Situation): Reference[] {
  return situation.resolved.flatMap((item) =>
    item.link?.reason === 'before_sync_from' && item.reference.by !== 'id' ? [item.reference] : [],
  )
}
