import type { CommandDraft } from '../ports/commands.ts'
import type { Settled } from '../ports/settled.ts'
import type { IntentView, Situation } from '../ports/situation.ts'
import { decideInbound } from './decide-inbound.ts'
import { decideLinked } from './decide-linked.ts'
import { closingOf } from './closing.ts'
import { decideOutbound, lostThere } from './decide-outbound.ts'
import { canonicalJson } from './json.ts'
import { asTheAppNamesIt } from './derived.ts'
import { reasons } from './outcomes.ts'
import type { Reason } from './outcomes.ts'
import { unlinkedByPerson } from './parted.ts'
import { withParts } from './payment-parts.ts'
import { problemOf, settled } from './settled.ts'
import type { DecideContext } from './settled.ts'

/**
 * The heart: from what both sides have, what they last agreed on, the settings and the facts, to one outcome and what is to be done.
 * Pure: no I/O, clock or randomness; the same situation always gives the same decision.
 */
export function decide(situation: Situation, context: DecideContext): Settled {
  const { intent } = situation
  const decided =
    intent?.state === 'queued' && intent.sentAt === null
      ? decideAnew(situation, intent, context)
      : (waitForIntent(situation, context) ?? decideFreely(situation, context))
  const named = decided.change === null ? decided : { ...decided, change: asTheAppNamesIt(decided.change) }
  return situation.app === null ? named : withParts(named, situation, situation.app, context)
}

function decideFreely(situation: Situation, context: DecideContext): Settled {
  if (situation.duplicates.length > 0) return thereTwice(situation)
  if (situation.choice === 'skip') {
    return settled(situation, 'skipped_by_person', { closeIntent: closingOf(situation) })
  }
  if (situation.choice === 'unlink') return unlinkedByPerson(situation)
  if (situation.app === null) return decideInbound(situation, context)
  if (situation.remote === null) return decideOutbound(situation, situation.app, context)
  return decideLinked(situation, situation.app, situation.remote, context)
}

/**
 * A write that is in line and of which nothing has run is decided anew: either side may have changed since, and the settings too. If the
 * same comes out it keeps its place and its time; else it gives way.
 */
function decideAnew(situation: Situation, intent: IntentView, context: DecideContext): Settled {
  // A twin was asked about before this version got in line; Intacct has the last word on numbers.
  const isNewer = situation.app !== null && situation.app.version > intent.version
  const fresh = decideFreely(isNewer ? situation : { ...situation, candidates: [] }, context)
  if (fresh.intent === null) return { ...fresh, giveUp: intent.id }
  if (commandText(fresh.intent) !== commandText(intent.command)) return fresh
  const reason: Reason = intent.fault === null ? 'queued' : 'retry_later'
  return {
    ...fresh,
    outcome: reasons[reason].outcome,
    reason,
    message: intent.fault === null ? {} : { sentence: intent.fault.sentence },
    intent: null,
    timeline: fresh.timeline.filter(({ kind }) => kind !== 'queued'),
  }
}

function commandText(command: CommandDraft): string {
  const { op, data, source, key, fields, options, before, after } = command
  const customFields = options.customFields?.map((target) => ({ ...target })) ?? null
  return canonicalJson({
    op,
    data,
    source,
    key,
    fields,
    options: { ...options, customFields },
    before,
    after,
  })
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
      return settled(situation, 'version' in newer ? 'new_version_waits' : 'sending', { message: newer })
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
