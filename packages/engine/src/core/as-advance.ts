import type { Settled } from '../ports/settled.ts'
import type { AppSide, Situation } from '../ports/situation.ts'
import { effectiveApp } from './compare.ts'
import { known, partOf, partPut } from './derived.ts'
import { waitForParents } from './parents.ts'
import type { AdvanceData, PaymentData } from './records.ts'
import { settled } from './settled.ts'
import type { DecideContext } from './settled.ts'

/**
 * Intacct keeps money that pays nothing yet as an advance, an object of its own. A payment that arrived so stays one: what it is applied to
 * later, and its end, happen to the advance.
 */
export function carriedByAdvance(situation: Situation, app: AppSide, context: DecideContext): Settled | null {
  if (situation.type !== 'payment') return null
  const reference = partOf(app, 'advance', 'advance')
  const advance = known(situation, reference)
  if (advance === undefined) return null
  const derive = [partPut(reference, advanceData(app), context, app)]
  const reason = advance.link?.reason
  if (app.state === 'void' && (reason === 'voided' || reason === 'void_never_sent'))
    return settled(situation, reason, { derive })
  const isThere = typeof advance.link?.remoteKey === 'string' && advance.remote?.presence === 'present'
  if (app.state === 'void' || !isThere) return { ...waitForParents(situation, [reference]), derive }
  return settled(situation, 'as_advance', { derive, clearChoice: situation.choice === 'retry' })
}

/** The first look at a payment that pays nothing: from now on the advance stands for it. */
export function becomeAdvance(situation: Situation, app: AppSide, context: DecideContext): Settled | null {
  if (situation.type !== 'payment') return null
  const data = advanceData(app)
  if (data.applications !== undefined && data.applications.length > 0) return null
  const reference = partOf(app, 'advance', 'advance')
  return {
    ...waitForParents(situation, [reference]),
    derive: [partPut(reference, data, context, app)],
    clearChoice: situation.choice === 'retry',
  }
}

function advanceData(app: AppSide): AdvanceData {
  return effectiveApp(app) as PaymentData
}
