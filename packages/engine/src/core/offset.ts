import type { AppSide, Base, RemoteSide, Situation } from '../ports/situation.ts'
import type { Settled } from '../ports/settled.ts'
import { withFields } from './compare.ts'
import { closedByFailure } from './decide-outbound.ts'
import { known, partOf, partPut } from './derived.ts'
import { infoOf } from './object-types.ts'
import { waitForParents } from './parents.ts'
import type { BillCreditData, CreditNoteData } from './records.ts'
import { sendStep, stepTowards } from './send-step.ts'
import { settled } from './settled.ts'
import type { DecideContext } from './settled.ts'
import { undoThere } from './undo.ts'

/**
 * Intacct has no reversal of a credit note or bill credit. What it was applied to is taken back, entry by entry, the newest first; then it is deleted.
 * Where Intacct refuses that, because it is posted or has been used, a debit memo of the same amount is made, a record of ours with its
 * own number, marker and link, and the credit is applied to it: nothing of either is left to be used or paid.
 */
export function offsetThere(
  situation: Situation,
  app: AppSide,
  remote: RemoteSide,
  base: Base,
  context: DecideContext,
): Settled {
  const credit = remote.data as CreditData
  const reference = partOf(app, situation.type, 'void')
  const memo = known(situation, reference)
  if (memo === undefined) {
    const step = stepTowards(withFields(credit, { applications: [] }), remote)
    if (step !== null) return { ...sendStep(situation, app, remote, credit, app.data, step, context), base }
    if (isUndeletable(situation)) return makeMemo(situation, app, base, context)
    return closedByFailure(situation, app, context) ?? undoThere(situation, app, remote, base, context)
  }
  if (
    memo.link?.remoteKey === undefined ||
    memo.link.remoteKey === null ||
    memo.remote?.presence !== 'present'
  )
    return { ...waitForParents(situation, [reference]), base }
  const wanted = { applications: [{ debitMemo: memo.remote.key, amount: credit.total }] }
  const step = stepTowards(withFields(credit, wanted), remote)
  if (step === null) {
    const facts = { base: { ...base, state: 'void' as const, facts: remote.facts, remoteHash: remote.hash } }
    return settled(situation, 'voided', facts)
  }
  const after = withFields(app.data, { applications: [{ debitMemo: reference.value, amount: credit.total }] })
  return { ...sendStep(situation, app, remote, credit, after, step, context), base }
}

const notDeletable: ReadonlySet<string> = new Set([
  'posted_unchangeable',
  'payments_applied',
  'in_use',
  'wrong_state',
])

/** The last thing that Intacct said of it is that it may not be deleted. */
function isUndeletable({ intent }: Situation): boolean {
  return intent?.op === 'delete' && intent.state === 'failed' && notDeletable.has(intent.fault?.cause ?? '')
}

type CreditData = CreditNoteData | BillCreditData

function makeMemo(situation: Situation, app: AppSide, base: Base, context: DecideContext): Settled {
  const credit = app.data as CreditData
  const data: CreditData = {
    ...credit,
    applications: [],
    number: `${credit.number.slice(0, 43)}-V`,
    kind: 'debit',
    description: `Voids ${infoOf(situation.type).label.toLowerCase()} ${credit.number}`,
  }
  const reference = partOf(app, situation.type, 'void')
  const put = partPut(reference, data, context, { state: 'approved', version: 1 })
  return { ...waitForParents(situation, [reference]), base, derive: [put] }
}
