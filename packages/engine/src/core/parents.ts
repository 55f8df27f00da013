import type { DocumentState } from '../ports/remote.ts'
import type { Settled } from '../ports/settled.ts'
import type { Situation } from '../ports/situation.ts'
import { infoOf } from './object-types.ts'
import type { Reason } from './outcomes.ts'
import type { Reference } from './references.ts'
import { referenceText } from './references.ts'
import { problemOf, settled } from './settled.ts'

/**
 * A child whose parents are not there yet waits, whole. Parents that only Intacct has are read by their key at once; parents that
 * sync-from left out are taken after all.
 */
export function waitForParents(situation: Situation, all: readonly Reference[]): Settled {
  // Each once and in one order, however the record's fields happen to be stored: the first is the one that is named.
  const missing = [...new Map(all.map((item) => [referenceText(item), item])).values()].toSorted((a, b) =>
    referenceText(a) < referenceText(b) ? -1 : 1,
  )
  const first = missing[0]
  const known = new Map(situation.resolved.map((item) => [referenceText(item.reference), item]))
  const archived = missing.find((item) => known.get(referenceText(item))?.link?.reason === 'archived')
  if (archived) return usesUnusable(situation, { kind: archived.type, id: archived.value }, missing)
  return settled(situation, 'parent_missing', {
    waitingFor: missing,
    message: first
      ? {
          parent: first.value,
          parentType: first.type,
          ...(known.get(referenceText(first))?.remote?.presence === 'gone' ? { gone: true } : {}),
        }
      : {},
    want: missing.flatMap((item) => {
      if (item.by === 'id' || known.get(referenceText(item))?.remote) return []
      return [{ type: item.type, key: item.value, by: item.by, why: 'parent' as const }]
    }),
    promote: missing.flatMap((item) => {
      const link = known.get(referenceText(item))?.link
      return link !== null && link !== undefined && includable.has(link.reason) ? [link.id] : []
    }),
  })
}

/**
 * It names something that a person has archived, or about which nobody has decided: nothing is sent until the app names another, or
 * somebody decides.
 */
export function usesUnusable(
  situation: Situation,
  value: { readonly kind: string; readonly id: string; readonly name?: string; readonly undecided?: true },
  waitingFor: readonly Reference[] = [],
): Settled {
  const reason = value.undecided === true ? 'undecided_value' : 'archived_value'
  return settled(situation, reason, {
    waitingFor,
    message: { kind: value.kind, value: value.id, name: value.name ?? value.id },
    problem: problemOf(reason, `${value.kind}:${value.id}`),
  })
}

/** Nothing can be paid or credited on an invoice or bill that is not posted in Intacct yet: what is applied to it waits. */
export function draftedParent(situation: Situation): Settled | null {
  const drafted = situation.resolved.find(
    (item) =>
      item.reference.type === infoOf(situation.type).pays && unposted.has(item.remote?.state ?? 'open'),
  )
  if (drafted === undefined) return null
  return settled(
    situation,
    drafted.reference.type === 'bill' ? 'bill_unposted_there' : 'invoice_draft_there',
    {
      waitingFor: [drafted.reference],
      message: { parent: drafted.remote?.number ?? '', state: drafted.remote?.state ?? '' },
    },
  )
}

const unposted: ReadonlySet<DocumentState> = new Set(['draft', 'awaiting_approval', 'declined'])

/** A document that is being entered anew in Intacct takes nothing before it stands there again. */
export function parentInTheMaking(situation: Situation): Settled | null {
  const parent = situation.resolved.find(
    ({ reference, link }) => reference.by === 'id' && link?.choice === 'reenter',
  )
  if (parent === undefined) return null
  return settled(situation, 'parent_missing', {
    waitingFor: [parent.reference],
    message: { parent: parent.remote?.number ?? parent.reference.value, parentType: parent.reference.type },
  })
}
/** Left out by a setting until something that is synchronized points to it. */
const includable: ReadonlySet<Reason> = new Set(['before_sync_from', 'no_documents'])

/**
 * Parents that Intacct has and that the app was not told of, whatever the reason: left out by a rule, over before it could be told, or still to
 * be looked at. Both may stand in one look, and what becomes of the parent is not known before the look is over.
 */
export function parentsLeftOut(situation: Situation): Reference[] {
  return situation.resolved.flatMap((item) =>
    item.link !== null && item.reference.by !== 'id' && !item.link.inApp ? [item.reference] : [],
  )
}
