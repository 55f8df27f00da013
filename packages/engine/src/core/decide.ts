import type { IntentView, Settled, Situation } from '../ports.ts'
import { decideInbound } from './decide-inbound.ts'
import { decideLinked } from './decide-linked.ts'
import { closingOf } from './closing.ts'
import { decideOutbound, lostThere } from './decide-outbound.ts'
import { problemOf, settled } from './settled.ts'
import type { DecideContext } from './settled.ts'

/**
 * The heart: from what both sides have, what they last agreed on, the settings and the facts, to one outcome and what is to be done.
 * Pure: no I/O, clock or randomness; the same situation always gives the same decision.
 */
export function decide(situation: Situation, context: DecideContext): Settled {
  const underWay = waitForIntent(situation, context)
  if (underWay) return underWay
  if (situation.duplicates.length > 0) return thereTwice(situation)
  if (situation.choice === 'skip') {
    return settled(situation, 'skipped_by_person', { closeIntent: closingOf(situation) })
  }
  if (situation.app === null) return decideInbound(situation, context)
  if (situation.remote === null) return decideOutbound(situation, situation.app, context)
  return decideLinked(situation, situation.app, situation.remote, context)
}

/** While a write is open nothing else is decided: newer versions of either side wait and coalesce. */
function waitForIntent(situation: Situation, context: DecideContext): Settled | null {
  const { intent, app } = situation
  if (intent === null) return null
  const newer = app !== null && app.version > intent.version ? { version: app.version } : {}
  switch (intent.state) {
    case 'queued':
      return intent.fault === null
        ? settled(situation, 'queued', { message: newer })
        : settled(situation, 'retry_later', { message: { ...newer, sentence: intent.fault.sentence } })
    case 'sent':
      return settled(situation, 'sending', { message: newer })
    case 'unknown':
      return settled(situation, 'checking', { message: newer })
    case 'written':
      return readBack(situation, intent, context)
    case 'done':
    case 'failed':
      return null
  }
}

/** How long a read-back may take before it is asked for again. Milliseconds. */
const readBackAgainMs = 30_000

/** Written but not read back: that comes first. A contents match is `decideLinked`'s work. */
function readBack(situation: Situation, intent: IntentView, context: DecideContext): Settled | null {
  const { key } = intent
  const dueAt = context.now + readBackAgainMs
  if (!intent.readBack || key === null) return settled(situation, 'confirming', { dueAt })
  if (situation.remote !== null) return null
  const { settleMs, readLagMs } = context.settings
  if (context.now <= (intent.sentAt ?? 0) + settleMs + readLagMs) {
    // Just written and not to be seen yet.
    const want = [{ type: situation.type, key, by: 'key', why: 'read_back' }] as const
    return settled(situation, 'confirming', { dueAt, want })
  }
  return lostThere(situation)
}

function thereTwice(situation: Situation): Settled {
  return settled(situation, 'posted_twice', {
    problem: problemOf('posted_twice', ''),
    message: { kept: situation.remote?.key ?? null, further: situation.duplicates },
    closeIntent: closingOf(situation),
  })
}
