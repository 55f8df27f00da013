import type { AppSide, Base, IntentView, RemoteSide, Settled, Situation } from '../ports.ts'
import {
  alteredFields,
  differingFields,
  effectiveApp,
  plain,
  tellFields,
  winnerOf,
  withFields,
} from './compare.ts'
import { bouncing, mostRounds, withRound } from './bounces.ts'
import { closingOf } from './closing.ts'
import { closedByFailure, recreate } from './decide-outbound.ts'
import { draftIntent } from './draft.ts'
import { fieldInfo } from './fields.ts'
import { sameJson } from './json.ts'
import type { Json } from './json.ts'
import type { Reason } from './outcomes.ts'
import { waitForParents } from './parents.ts'
import { prepare } from './prepare.ts'
import type { RecordData } from './records.ts'
import { entry, problemOf, settled } from './settled.ts'
import type { DecideContext } from './settled.ts'
import { touchedHash } from './touched.ts'
import { toAppTerms, toRemoteTerms, withPointersOf } from './translate.ts'

/** A record that both sides have: three-way comparison of the app, Intacct and what they last agreed on. */
export function decideLinked(
  situation: Situation,
  app: AppSide,
  remote: RemoteSide,
  context: DecideContext,
): Settled {
  if (remote.presence !== 'present') return notPresent(situation, app, remote)
  const base =
    situation.base === null
      ? firstBase(situation, app, remote)
      : withTodaysIds(situation, afterWrite(situation, app, remote, situation.base))
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
    timeline: [entry('read_back', { key: remote.key, altered }), ...decision.timeline],
  }
}

/** Fields of the write that was read back which Intacct made something else of. */
function alteredOnSaving(situation: Situation, remote: RemoteSide): string[] {
  if (situation.intent === null) return []
  const { op, data, fields } = situation.intent.command
  const altered = alteredFields(situation.type, data, remote.data)
  return op === 'update' ? altered.filter((field) => fields.includes(field)) : altered
}

/** The first time that both sides are seen together: what was sent and what was read back, or what was matched as it stands. */
function firstBase(situation: Situation, app: AppSide, remote: RemoteSide): Base {
  const { intent } = situation
  const sent = intent !== null && intent.op === 'create' ? intent.command.source : null
  return {
    app: sent ?? effectiveApp(app),
    remote: sent && intent ? asWritten(situation, intent, remote.data, remote.data) : remote.data,
    state: 'approved',
    facts: remote.facts,
    appVersion: sent && intent ? intent.version : app.version,
    remoteHash: remote.hash,
    imported: false,
  }
}

/** An imported record was told with ids of ours; where the app has claimed what it points to, its own ids stand now. */
function withTodaysIds(situation: Situation, base: Base): Base {
  if (!base.imported) return base
  const today = toAppTerms(situation.type, base.remote, situation.resolved)
  return today.data === null ? base : { ...base, app: withPointersOf(situation.type, base.app, today.data) }
}

/** After an update or reversal of ours was read back, both sides agree on what it carried. */
function afterWrite(situation: Situation, app: AppSide, remote: RemoteSide, base: Base): Base {
  const { intent } = situation
  if (intent?.state !== 'written' || intent.op === 'create') return base
  const carried = Object.fromEntries(
    intent.command.fields.map((field) => [field, plain(intent.command.source)[field]]),
  )
  return {
    ...base,
    app: withFields(base.app, carried),
    remote: asWritten(situation, intent, base.remote, remote.data),
    appVersion: Math.min(intent.version, app.version),
    state: intent.op === 'update' ? base.state : 'void',
    facts: remote.facts,
    remoteHash: remote.hash,
  }
}

/**
 * What Intacct had right after our write: what was found, where that holds what was sent, else what was sent. So whatever Intacct or a
 * person made of it before it was read back counts as their change, and the app is told.
 */
function asWritten(
  situation: Situation,
  intent: IntentView,
  before: RecordData,
  found: RecordData,
): RecordData {
  const { op, data, fields } = intent.command
  const written = op === 'create' ? Object.keys(plain(data)) : fields
  const altered = new Set(alteredFields(situation.type, data, found))
  for (const field of written) if (plain(data)[field] === undefined) altered.add(field)
  const values = written.map((field) => [field, plain(altered.has(field) ? data : found)[field]] as const)
  return withFields(before, Object.fromEntries(values))
}

function notPresent(situation: Situation, app: AppSide, remote: RemoteSide): Settled {
  if (remote.presence === 'suspect') {
    return settled(situation, 'suspect', {
      want: [{ type: situation.type, key: remote.key, by: 'key', why: 'suspect' }],
    })
  }
  const closing = closingOf(situation)
  const { base } = situation
  const nextBase: Base | null = base && { ...base, state: 'void' }
  if (app.state === 'void') return settled(situation, 'voided', { base: nextBase, closeIntent: closing })
  if (situation.choice === 'recreate') return recreate(situation)
  const told = base === null || base.state === 'void'
  return settled(situation, 'gone_there', {
    base: nextBase,
    closeIntent: closing,
    problem: problemOf('gone_there', ''),
    message: { number: remote.number },
    change: told
      ? null
      : {
          type: situation.type,
          id: app.id,
          op: 'delete',
          data: null,
          base: json(base.app),
          cause: 'deleted_in_intacct',
        },
    timeline: told ? [] : [entry('gone_there')],
  })
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
  const { type } = situation
  const ours = effectiveApp(app)
  const oursChanged = differingFields(type, base.app, ours)
  const theirsChanged = differingFields(type, base.remote, remote.data)
  if (oursChanged.length === 0 && theirsChanged.length === 0) return agreeing(situation, app, remote, base)
  const theirs = toAppTerms(type, remote.data, situation.resolved)
  if (theirs.data === null) return waitForParents(situation, theirs.missing)
  const merge = mergeFields(situation, ours, theirs.data, oursChanged, theirsChanged)
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
  return choice === 'use_app' || choice === 'use_remote'
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

interface Merge {
  /** Fields to send to Intacct, and fields to tell the app. */
  readonly send: readonly string[]
  readonly tell: readonly string[]
  readonly conflicts: readonly string[]
  /** Both sides changed these, and the policy chose. */
  readonly decided: readonly string[]
}

function mergeFields(
  situation: Situation,
  ours: RecordData,
  theirs: RecordData,
  oursChanged: readonly string[],
  theirsChanged: readonly string[],
): Merge {
  if (situation.reason === 'bouncing' && situation.choice === 'use_remote') {
    const tell = [...new Set([...oursChanged, ...theirsChanged])]
    return { send: [], tell, conflicts: [], decided: tell }
  }
  const both = oursChanged.filter((field) => theirsChanged.includes(field))
  const differing = both.filter((field) => !sameJson(plain(ours)[field], plain(theirs)[field]))
  const winner = (field: string) =>
    situation.choice === 'use_app'
      ? 'app'
      : situation.choice === 'use_remote'
        ? 'remote'
        : winnerOf(situation.type, field)
  return {
    send: [
      ...oursChanged.filter((field) => !both.includes(field)),
      ...differing.filter((field) => winner(field) === 'app'),
    ],
    tell: [
      ...theirsChanged.filter((field) => !both.includes(field)),
      ...differing.filter((field) => winner(field) === 'remote'),
    ],
    conflicts: differing.filter((field) => winner(field) === 'person'),
    decided: differing,
  }
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
            data: json(after),
            base: json(ours),
            cause: 'edited_in_intacct',
          }
        : null,
    clearChoice: hasChosen(situation),
    timeline: [
      ...(merge.tell.length > 0
        ? [entry('changed_there', { fields: merge.tell, by: remote.facts.modifiedBy ?? null })]
        : []),
      ...(merge.decided.length > 0 ? [entry('policy_decided', { fields: merge.decided })] : []),
    ],
  }
  if (merge.send.length === 0) return settled(situation, settledReason(situation), inbound)
  const sent = send(situation, app, remote, after, merge.send, context)
  return {
    ...sent,
    ...inbound,
    bounces: sent.intent === null ? bounces : withRound(bounces, merge.send, 'sent', context.now),
    clearChoice: sent.clearChoice || inbound.clearChoice,
    timeline: [...inbound.timeline, ...sent.timeline],
  }
}

/** Carries the app's edit to Intacct, where Intacct allows it. */
function send(
  situation: Situation,
  app: AppSide,
  remote: RemoteSide,
  after: RecordData,
  changed: readonly string[],
  context: DecideContext,
): Settled {
  const { type } = situation
  const direction = context.settings.directions[type]
  if (direction === 'in' || direction === 'off') return settled(situation, 'direction_off')
  if (situation.base?.imported === true && type !== 'customer')
    return settled(situation, 'edit_not_sent', { message: { fields: changed } })
  const failure = closedByFailure(situation, app)
  if (failure) return failure
  const forbidden = changed.filter((field) => !mayEdit(situation, remote, field))
  if (forbidden.length > 0) {
    return settled(situation, 'update_held', {
      problem: problemOf('update_held', ''),
      message: { fields: forbidden, state: remote.facts.state },
    })
  }
  const translated = toRemoteTerms(type, after, situation.resolved)
  if (translated.data === null) return waitForParents(situation, translated.missing)
  const prepared = prepare(type, translated.data, context.settings)
  if (prepared.kind === 'held') {
    return settled(situation, prepared.reason, {
      message: prepared.message,
      problem: problemOf(prepared.reason, prepared.about),
    })
  }
  return settled(situation, 'queued', {
    intent: draftIntent(situation, context, {
      op: 'update',
      app,
      data: prepared.data,
      source: after,
      key: remote.key,
      fields: changed,
      before: touchedHash('update', changed, remote.data, remote.facts),
      after: null,
      incarnation: situation.incarnation,
    }),
    clearChoice: situation.choice === 'retry',
    timeline: [entry('queued', { version: app.version, op: 'update', fields: changed })],
  })
}

function mayEdit(situation: Situation, remote: RemoteSide, field: string): boolean {
  const info = fieldInfo(situation.type, field)
  if (!info || info.editable === 'never') return false
  if (info.editable === 'always') return true
  return remote.facts.state === 'open' || remote.facts.state === 'draft' || situation.type === 'customer'
}

/** The app voids what Intacct has: reverse it there; a draft is deleted; a customer is made inactive. */
function voidThere(
  situation: Situation,
  app: AppSide,
  remote: RemoteSide,
  base: Base,
  context: DecideContext,
): Settled {
  if (remote.facts.state === 'inactive')
    return settled(situation, 'voided', { base: { ...base, state: 'void', facts: remote.facts } })
  const direction = context.settings.directions[situation.type]
  if (direction === 'in' || direction === 'off') return settled(situation, 'direction_off')
  if (base.imported && situation.type === 'invoice')
    return settled(situation, 'edit_not_sent', { message: { fields: ['state'] } })
  const failure = closedByFailure(situation, app)
  if (failure) return failure
  const op = situation.type === 'customer' ? 'update' : remote.facts.state === 'draft' ? 'delete' : 'reverse'
  const inactive = { status: 'inactive' }
  const fields = op === 'update' ? ['status'] : []
  const data = op === 'update' ? withFields(remote.data, inactive) : remote.data
  const date = 'date' in remote.data ? { date: remote.data.date } : {}
  return settled(situation, 'queued', {
    base,
    intent: draftIntent(situation, context, {
      op,
      app,
      data,
      source: op === 'update' ? withFields(app.data, inactive) : app.data,
      key: remote.key,
      fields,
      before: touchedHash(op, fields, remote.data, remote.facts),
      after: op === 'reverse' ? { state: 'reversed' } : null,
      incarnation: situation.incarnation,
      ...date,
    }),
    clearChoice: situation.choice === 'retry',
    timeline: [entry('queued', { version: app.version, op })],
  })
}

function reversedThere(situation: Situation, app: AppSide, remote: RemoteSide, base: Base): Settled {
  const nextBase: Base = { ...base, state: 'void', facts: remote.facts, remoteHash: remote.hash }
  if (app.state === 'void') return settled(situation, 'voided', { base: nextBase })
  if (situation.choice === 'recreate') return recreate(situation)
  const told = base.state === 'void'
  return settled(situation, 'reversed_there', {
    base: nextBase,
    problem: problemOf('reversed_there', ''),
    message: { number: remote.number },
    change: told
      ? null
      : {
          type: situation.type,
          id: app.id,
          op: 'void',
          data: json(effectiveApp(app)),
          base: json(base.app),
          cause: 'reversed_in_intacct',
        },
    timeline: told ? [] : [entry('reversed_there', { by: remote.facts.modifiedBy ?? null })],
  })
}

function agreeing(situation: Situation, app: AppSide, remote: RemoteSide, base: Base): Settled {
  // Asked to send what is there already: nothing was to be done, and that is said.
  const asked = situation.choice === 'retry' || app.version > base.appVersion
  const isNothing =
    asked && !base.imported && situation.base !== null && situation.intent?.state !== 'written'
  return settled(situation, isNothing ? 'no_change' : settledReason(situation), {
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

function json(data: RecordData): Json {
  return data
}
