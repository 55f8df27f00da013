import type { Settled } from '../ports/settled.ts'
import type { Situation } from '../ports/situation.ts'
import { closingOf } from './closing.ts'
import { effectiveApp } from './compare.ts'
import type { Json } from './json.ts'
import { entry, settled } from './settled.ts'

/**
 * A person let go of a record that Intacct no longer has. It keeps its place here, may be tied to another record, or created again; nothing
 * of that happens by itself.
 */
export function unlinkedByPerson(situation: Situation): Settled {
  if (situation.remote === null) return settled(situation, 'unlinked_by_person')
  return settled(situation, 'unlinked_by_person', {
    reincarnate: situation.incarnation + 1,
    closeIntent: closingOf(situation),
    timeline: [entry('unlinked', { number: situation.remote.number })],
  })
}

/** What Intacct no longer has is void in the app, too, because a person said so. The app is told once. */
export function voidedByPerson(situation: Situation): Settled {
  const { app, base, type, appId } = situation
  const isTold = situation.reason === 'voided'
  const data: Json = app === null ? (base?.app ?? null) : effectiveApp(app)
  return settled(situation, 'voided', {
    base: base && { ...base, state: 'void' },
    closeIntent: closingOf(situation),
    change: isTold
      ? null
      : { type, id: appId, op: 'void', data, base: base?.app ?? null, cause: 'voided_by_person' },
    timeline: isTold ? [] : [entry('voided_here')],
  })
}
