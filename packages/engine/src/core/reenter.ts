import type { AppSide, Base, RemoteSide, Situation } from '../ports/situation.ts'
import type { Settled } from '../ports/settled.ts'
import { closedByFailure } from './decide-outbound.ts'
import { reasons } from './outcomes.ts'
import { settled } from './settled.ts'
import type { DecideContext } from './settled.ts'
import { undoThere } from './undo.ts'

/**
 * A person chose to reverse the document in Intacct and to enter it anew as the app has it. What is paid on it comes off first: its
 * payments carry the same choice and wait, reversed, until it stands there again. The choice ends with the reversal, or when Intacct
 * refuses that.
 */
export function reenterThere(
  situation: Situation,
  app: AppSide,
  remote: RemoteSide,
  base: Base,
  context: DecideContext,
): Settled {
  const { state } = remote.facts
  if (situation.type !== 'payment' && (state === 'paid' || state === 'partially_paid')) {
    return settled(situation, 'reentering', { base, message: { state } })
  }
  const isFresh = situation.reason === null || reasons[situation.reason].status !== 'pending'
  const asked: Situation = isFresh ? { ...situation, choice: 'retry' } : situation
  const isUndo = situation.intent?.op === 'reverse' || situation.intent?.op === 'delete'
  const failure = isUndo ? closedByFailure(asked, app, context) : null
  if (failure) return { ...failure, base, clearChoice: true }
  return { ...undoThere(situation, app, remote, base, context), clearChoice: false }
}
