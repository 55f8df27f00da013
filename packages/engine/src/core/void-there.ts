import type { AppSide, Base, RemoteSide, Situation } from '../ports/situation.ts'
import type { Settled } from '../ports/settled.ts'
import { closedByFailure } from './decide-outbound.ts'
import { infoOf } from './object-types.ts'
import { offsetThere } from './offset.ts'
import { nextOpenDay, periodPolicyOf } from './periods.ts'
import { adjustmentsLast } from './payment-parts.ts'
import { takeBackEntries } from './send-step.ts'
import { entry, settled } from './settled.ts'
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
  const adjusted = adjustmentsLast(situation, app, context)
  if (adjusted !== null) return { ...adjusted, base }
  const step =
    infoOf(type).appliedLater === undefined ? null : takeBackEntries(situation, app, remote, context)
  if (step !== null) return { ...step, base }
  const onAnotherDay = redatedUndo(situation, app, remote, base, context)
  if (onAnotherDay) return onAnotherDay
  return closedByFailure(situation, app, context) ?? undoThere(situation, app, remote, base, context)
}

/** A void in a closed period, made on the day that a person chose, or on the first open one where the settings say so. */
function redatedUndo(
  situation: Situation,
  app: AppSide,
  remote: RemoteSide,
  base: Base,
  context: DecideContext,
): Settled | null {
  const { intent, choice, choiceDetail, type } = situation
  if (intent?.state !== 'failed' || intent.fault?.cause !== 'period_closed' || intent.op === 'create')
    return null
  const refused = intent.command.options.date ?? ''
  const chosen = choice === 'post_on' ? (choiceDetail.date ?? null) : null
  const byPolicy =
    choice === null && periodPolicyOf(type, context.settings) === 'next_open'
      ? nextOpenDay(intent.fault, refused, context.now)
      : null
  const date = chosen ?? byPolicy
  if (date === null) return null
  const own = 'date' in remote.data ? remote.data.date : refused
  const next = undoThere(situation, app, remote, base, context, date)
  const said = entry('redated', { from: own, to: date, by: chosen === null ? 'policy' : null })
  return { ...next, clearChoice: true, timeline: [said, ...next.timeline] }
}
