import type { AppSide, Base, RemoteSide, Situation } from '../ports/situation.ts'
import type { Settled } from '../ports/settled.ts'
import { closedByFailure } from './decide-outbound.ts'
import { infoOf } from './object-types.ts'
import { offsetThere } from './offset.ts'
import { takeBackEntries } from './send-step.ts'
import { settled } from './settled.ts'
import type { DecideContext } from './settled.ts'
import { undoThere } from './undo.ts'

/** The app voids what Intacct has: reverse it there; a draft is deleted; a customer is made inactive; a credit note is offset. */
export function voidThere(
  situation: Situation,
  app: AppSide,
  remote: RemoteSide,
  base: Base,
  context: DecideContext,
): Settled {
  const { type } = situation
  if (remote.facts.state === 'inactive')
    return settled(situation, 'voided', { base: { ...base, state: 'void', facts: remote.facts } })
  const direction = context.settings.directions[type]
  if (direction === 'in' || direction === 'off') return settled(situation, 'direction_off')
  if (base.imported && infoOf(type).importedStays === true)
    return settled(situation, 'edit_not_sent', { message: { fields: ['state'] } })
  if (infoOf(type).undone === 'offset' && remote.facts.state !== 'draft')
    return offsetThere(situation, app, remote, base, context)
  const step =
    infoOf(type).appliedLater === undefined ? null : takeBackEntries(situation, app, remote, context)
  if (step !== null) return { ...step, base }
  return closedByFailure(situation, app) ?? undoThere(situation, app, remote, base, context)
}
