import type { Settled } from '../ports/settled.ts'
import type { AppSide, Base, RemoteSide, Situation } from '../ports/situation.ts'
import { bouncing, mostRounds, withRound } from './bounces.ts'
import { closingOf } from './closing.ts'
import { differingFields, effectiveApp, movesOf, plain, tellFields, withFields } from './compare.ts'
import { notPresent, reversedThere } from './ended-there.ts'
import { chosenForForbidden } from './forbidden.ts'
import { standing } from './instead.ts'
import { sameJson } from './json.ts'
import { alteredOnSaving, linkedBase } from './linked-base.ts'
import { mergeFields } from './merge.ts'
import type { Merge } from './merge.ts'
import type { Reason } from './outcomes.ts'
import { waitForParents } from './parents.ts'
import type { RecordData } from './records.ts'
import { reenterThere } from './reenter.ts'
import { sendEdit } from './send-edit.ts'
import { entry, problemOf, settled } from './settled.ts'
import type { DecideContext } from './settled.ts'
import { toAppTerms } from './translate.ts'
import { voidThere } from './void-there.ts'

/** A record that both sides have: three-way comparison of the app, Intacct and what they last agreed on. */
export function decideLinked(
  situation: Situation,
  app: AppSide,
  remote: RemoteSide,
  context: DecideContext,
): Settled {
  if (remote.presence !== 'present') return notPresent(situation, app, remote)
  const base = linkedBase(situation, app, remote)
  const closing = closingOf(situation)
  const decision = compared(situation, app, remote, base, context)
  if (closing === null) return decision
  const altered = alteredOnSaving(situation, remote)
  return {
    ...decision,
    ...(decision.reason === 'posted' && altered.length > 0 && situation.intent?.op !== 'reverse'
      ? { reason: 'altered_on_saving' as const, message: { fields: altered } }
      : {}),
    base: decision.base === undefined ? base : decision.base,
    closeIntent: closing,
    timeline: [
      entry('read_back', {
        key: remote.key,
        altered,
        changes: movesOf(altered, situation.intent?.command.data ?? remote.data, remote.data),
      }),
      ...decision.timeline,
    ],
  }
}

function compared(
  situation: Situation,
  app: AppSide,
  remote: RemoteSide,
  base: Base,
  context: DecideContext,
): Settled {
  if (remote.facts.state === 'reversed') return reversedThere(situation, app, remote, base)
  if (app.state === 'void') return voidThere(situation, app, remote, base, context)
  if (situation.choice === 'reenter') return reenterThere(situation, app, remote, base, context)
  const { type } = situation
  const ours = effectiveApp(app)
  const oursChanged = differingFields(type, base.app, ours)
  const theirsChanged = differingFields(type, base.remote, remote.data)
  if (oursChanged.length === 0 && theirsChanged.length === 0) return agreeing(situation, app, remote, base)
  const theirs = toAppTerms(type, remote.data, situation.resolved, situation.values)
  if (theirs.data === null) return waitForParents(situation, theirs.missing)
  const merge = mergeFields(
    situation,
    ours,
    theirs.data,
    oursChanged,
    theirsChanged,
    context.settings.conflicts,
  )
  const rounds = situation.reason === 'bouncing' && hasChosen(situation) ? {} : situation.bounces
  const looping = bouncing(rounds, merge.send, context.now)
  if (looping.length > 0) return goesBackAndForth(situation, base, looping)
  if (
    context.settings.directions[type] === 'out' &&
    merge.tell.length > 0 &&
    situation.choice !== 'use_remote'
  ) {
    if (situation.choice !== 'use_app') return changedThere(situation, base, merge)
    const forced = { ...merge, send: [...merge.send, ...merge.tell], tell: [] }
    return merged(situation, app, remote, base, ours, theirs.data, forced, context)
  }
  if (merge.conflicts.length > 0) return conflict(situation, base, ours, theirs.data, merge)
  return merged(situation, app, remote, base, ours, theirs.data, merge, context)
}

function hasChosen({ choice }: Situation): boolean {
  return choice === 'use_app' || choice === 'use_remote' || choice === 'per_field'
}

/** Each side puts its own value back: nothing more is sent before a person says which one stands. */
function goesBackAndForth(situation: Situation, base: Base, fields: readonly string[]): Settled {
  return settled(situation, 'bouncing', {
    base,
    problem: problemOf('bouncing', ''),
    message: { fields, rounds: mostRounds },
    timeline: situation.reason === 'bouncing' ? [] : [entry('bouncing', { fields, rounds: mostRounds })],
  })
}

function conflict(
  situation: Situation,
  base: Base,
  ours: RecordData,
  theirs: RecordData,
  merge: Merge,
): Settled {
  return settled(situation, 'conflict', {
    base,
    problem: problemOf('conflict', ''),
    message: {
      fields: merge.conflicts,
      values: merge.conflicts.map((field) => ({
        field,
        app: plain(ours)[field] ?? null,
        remote: plain(theirs)[field] ?? null,
        base: plain(base.app)[field] ?? null,
      })),
    },
    timeline: situation.reason === 'conflict' ? [] : [entry('conflict', { fields: merge.conflicts })],
  })
}

/** The app leads: what was changed in Intacct is neither told nor overwritten until a person says which. */
function changedThere(situation: Situation, base: Base, merge: Merge): Settled {
  return settled(situation, 'changed_there', {
    base,
    problem: problemOf('changed_there', ''),
    message: { fields: merge.tell },
    timeline: situation.reason === 'changed_there' ? [] : [entry('changed_there', { fields: merge.tell })],
  })
}

function merged(
  situation: Situation,
  app: AppSide,
  remote: RemoteSide,
  base: Base,
  ours: RecordData,
  theirs: RecordData,
  merge: Merge,
  context: DecideContext,
): Settled {
  const told = Object.fromEntries(merge.tell.map((field) => [field, plain(theirs)[field]]))
  const after = withFields(ours, told)
  const kept = (of: RecordData, names: readonly string[]) =>
    Object.fromEntries(names.map((field) => [field, plain(of)[field]]))
  const unmoved = merge.send.filter((field) => sameJson(plain(base.app)[field], plain(ours)[field]))
  const nextBase: Base = {
    ...base,
    // Fields still to be sent stay as they were agreed; everything else is agreed now.
    app: withFields(after, kept(base.app, merge.send)),
    remote: withFields(remote.data, kept(base.remote, unmoved)),
    state: 'approved',
    facts: remote.facts,
    appVersion: app.version,
    remoteHash: remote.hash,
  }
  const forgiven = situation.reason === 'bouncing' && hasChosen(situation) ? {} : situation.bounces
  const bounces = withRound(forgiven, merge.tell, 'told', context.now)
  const inbound = {
    base: nextBase,
    bounces,
    told: merge.tell.length > 0 ? tellFields(app, told) : undefined,
    change:
      merge.tell.length > 0
        ? {
            type: situation.type,
            id: app.id,
            op: 'update' as const,
            data: after,
            base: ours,
            cause: 'edited_in_intacct',
          }
        : null,
    clearChoice: hasChosen(situation),
    timeline: [
      ...(merge.tell.length > 0
        ? [
            entry('changed_there', {
              fields: merge.tell,
              by: remote.facts.modifiedBy ?? null,
              changes: movesOf(merge.tell, ours, theirs),
            }),
          ]
        : []),
      ...(merge.decided.length > 0 ? [entry('policy_decided', { fields: merge.decided })] : []),
    ],
  }
  if (merge.send.length === 0)
    return settled(situation, approvalReason(remote) ?? settledReason(situation), inbound)
  const sent = sendEdit(situation, app, remote, after, merge.send, context)
  const forbidden = sent.reason === 'update_held' ? forbiddenOf(sent, merge.send) : null
  const agreed = forbidden && chosenForForbidden(situation, app, remote, nextBase, forbidden, context)
  if (agreed !== null) {
    return {
      ...agreed,
      told: inbound.told,
      change: inbound.change,
      bounces,
      timeline: [...inbound.timeline, ...agreed.timeline],
    }
  }
  return {
    ...sent,
    ...inbound,
    bounces: sent.intent === null ? bounces : withRound(bounces, merge.send, 'sent', context.now),
    clearChoice: sent.clearChoice || inbound.clearChoice,
    timeline: [...inbound.timeline, ...sent.timeline],
  }
}

/** The total follows from the lines, so it stays where they do. */
function forbiddenOf({ message }: Settled, send: readonly string[]): readonly string[] {
  const fields = message['fields'] as readonly string[]
  return send.filter((field) => fields.includes(field) || (field === 'total' && fields.includes('lines')))
}

function agreeing(situation: Situation, app: AppSide, remote: RemoteSide, base: Base): Settled {
  // Asked to send what is there already: nothing was to be done, and that is said.
  const approval = approvalReason(remote)
  const asked = situation.choice === 'retry' || app.version > base.appVersion
  const isNothing =
    asked && !base.imported && situation.base !== null && situation.intent?.state !== 'written'
  const differing = agreedDifference(situation, app)
  const settledAs = differing?.reason ?? (isNothing ? 'no_change' : settledReason(situation))
  return settled(situation, approval ?? settledAs, {
    ...(differing === null || approval !== null ? {} : { message: { fields: differing.fields } }),
    ...(approval === 'declined_there'
      ? {
          problem: problemOf('declined_there', ''),
          timeline: situation.reason === 'declined_there' ? [] : [entry('declined_there', byOf(remote))],
        }
      : {}),
    base: {
      ...base,
      state: 'approved',
      facts: remote.facts,
      appVersion: app.version,
      remoteHash: remote.hash,
    },
    clearChoice: situation.choice !== null,
  })
}

/** What both sides agree on is not in the books before it is approved in Intacct. */
function approvalReason({ facts }: RemoteSide): 'awaiting_approval' | 'declined_there' | null {
  if (facts.state === 'declined') return 'declined_there'
  return facts.state === 'awaiting_approval' ? 'awaiting_approval' : null
}

function byOf({ facts }: RemoteSide): { readonly by: string | null } {
  return { by: facts.modifiedBy ?? null }
}

/** Fields in which both sides differ because a person said so, as long as the app has not changed them again. */
function agreedDifference(
  { instead }: Situation,
  app: AppSide,
): { reason: 'left_different' | 'difference_credited'; fields: readonly string[] } | null {
  const entries = Object.entries(standing(instead, effectiveApp(app)))
  const of = (why: string) => entries.flatMap(([field, item]) => (item.why === why ? [field] : []))
  const [left, credited] = [of('left'), of('credited')]
  if (left.length > 0) return { reason: 'left_different', fields: left }
  return credited.length > 0 ? { reason: 'difference_credited', fields: credited } : null
}

const keptWords: ReadonlySet<Reason> = new Set([
  'posted',
  'adopted',
  'imported',
  'altered_on_saving',
  'no_change',
])

/** A record that agrees keeps the word for how it came to agree. */
function settledReason(situation: Situation): Reason {
  if (situation.intent?.state === 'written') return 'posted'
  const before = situation.reason
  if (before !== null && keptWords.has(before)) return before
  if (situation.base?.imported === true) return 'imported'
  return situation.intent === null ? 'adopted' : 'posted'
}
