import type { Settled } from '../ports/settled.ts'
import type { Situation } from '../ports/situation.ts'

/** Ends the record's write, now that what it made was read back. */
export function closingOf(situation: Situation): Settled['closeIntent'] {
  const { intent, remote } = situation
  return intent?.state === 'written' ? { id: intent.id, readBackHash: remote?.hash ?? '' } : null
}
