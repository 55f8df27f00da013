import type { Settled } from '../ports/settled.ts'
import type { AppSide, IntentView, RemoteSide, Situation } from '../ports/situation.ts'
import { creditApplications, withoutSteps } from './apply.ts'
import { becomeAdvance, carriedByAdvance } from './as-advance.ts'
import { chosenOutbound, isOtherNow, postOn } from './chosen.ts'
import { claimOurs } from './claim.ts'
import { closingOf } from './closing.ts'
import { effectiveApp } from './compare.ts'
import { draftIntent } from './draft.ts'
import { withoutFee } from './fee.ts'
import { withInstead } from './instead.ts'
import { infoOf } from './object-types.ts'
import type { ObjectTypeInfo } from './object-types.ts'
import { unusableIn } from './matching/values.ts'
import type { Reason } from './outcomes.ts'
import { draftedParent, parentInTheMaking, usesUnusable, waitForParents } from './parents.ts'
import { voidedByPerson } from './parted.ts'
import { partyOf, partyTypeOf } from './party.ts'
import { nextOpenDay, periodPolicyOf } from './periods.ts'
import { feeFirst } from './payment-parts.ts'
import { prepare, receivableOf } from './prepare.ts'
import type { Ready } from './prepare.ts'
import type { RecordData } from './records.ts'
import { entry, faultProblem, problemOf, settled } from './settled.ts'
import type { DecideContext } from './settled.ts'
import { pointersOf, referenceText } from './references.ts'
import { remotePointer, toRemoteTerms } from './translate.ts'
import type { Json } from './json.ts'

/** A record that only the app has: walk the gates in their order, and create it in Intacct if all are open. */
export function decideOutbound(situation: Situation, app: AppSide, context: DecideContext): Settled {
  const goOn = (next: Situation, side: AppSide) => decideOutbound(next, side, context)
  return (
    claimOurs(situation, app, context) ??
    carriedByAdvance(situation, app, context) ??
    chosenOutbound(situation, app, goOn) ??
    redatedByPolicy(situation, app, context, goOn) ??
    closedBySuccess(situation, app) ??
    closedByState(situation, app) ??
    closedBySettings(situation, app, context) ??
    closedByFailure(situation, app, context) ??
    afterGates(situation, app, context)
  )
}

/** The settings say that a document of a closed period is posted on the first open day. */
function redatedByPolicy(
  situation: Situation,
  app: AppSide,
  context: DecideContext,
  goOn: (situation: Situation, app: AppSide) => Settled,
): Settled | null {
  const { intent, type } = situation
  if (intent?.state !== 'failed' || intent.op !== 'create' || intent.fault?.cause !== 'period_closed')
    return null
  if (app.state !== 'approved' || mayTryAgain(situation, app, intent)) return null
  if (periodPolicyOf(type, context.settings) !== 'next_open') return null
  const refused = 'date' in intent.command.data ? intent.command.data.date : ''
  const day = nextOpenDay(intent.fault, refused, context.now)
  return day === null ? null : postOn(situation, app, day, goOn, 'policy')
}

function closedByState(situation: Situation, app: AppSide): Settled | null {
  if (app.state === 'draft') return settled(situation, 'draft')
  if (app.state === 'void') return settled(situation, 'void_never_sent')
  return null
}

function closedBySettings(situation: Situation, app: AppSide, context: DecideContext): Settled | null {
  const { settings } = context
  const direction = settings.directions[situation.type]
  if (direction === 'in' || direction === 'off') return settled(situation, 'direction_off')
  const date = 'date' in app.data ? app.data.date : null
  if (
    date !== null &&
    settings.syncFrom !== undefined &&
    date < settings.syncFrom &&
    situation.choice !== 'include'
  ) {
    return settled(situation, 'before_sync_from', { message: { date, syncFrom: settings.syncFrom } })
  }
  return null
}

/** A definite failure stands until the app sends another version, or a person or rule asks for another try. */
export function closedByFailure(situation: Situation, app: AppSide, context: DecideContext): Settled | null {
  const { intent } = situation
  if (intent?.state !== 'failed' || intent.fault === null) return null
  if (mayTryAgain(situation, app, intent)) return null
  return failed(situation, intent, intent.fault, context)
}

/** What may be in Intacct already is not sent again before a person has said that it is not. */
function mayTryAgain(situation: Situation, app: AppSide, intent: IntentView): boolean {
  if (intent.fault?.cause === 'posted_twice') return situation.choice === 'not_a_twin'
  if (intent.op === 'create' && isOtherNow(situation, app, intent.command.data)) return true
  return (
    app.version > intent.version || situation.choice === 'retry' || hasParentMoved(situation, app, intent)
  )
}

/** Causes of refusals that say of something named that it is not there. */
const namelessCauses: ReadonlySet<string> = new Set(['record_gone', 'reference_unknown'])

/** What the refused write named has another key in Intacct now, as an edit of an Order Entry document gives its invoice. */
function hasParentMoved(situation: Situation, app: AppSide, { command, fault }: IntentView): boolean {
  const { type } = situation
  if (!namelessCauses.has(fault?.cause ?? '')) return false
  const now = toRemoteTerms(type, effectiveApp(app), situation.resolved, situation.values).data
  if (now === null) return false
  const named = new Set(pointersOf(type, command.data, remotePointer).map(referenceText))
  return pointersOf(type, now, remotePointer).some((pointer) => !named.has(referenceText(pointer)))
}

/** A create that succeeded is never repeated, whatever became of the record since. */
function closedBySuccess(situation: Situation, app: AppSide): Settled | null {
  const { intent, incarnation } = situation
  if (intent === null || intent.state === 'failed' || intent.incarnation !== incarnation) return null
  if (intent.state === 'queued' && intent.op === 'create') return null
  return app.state === 'void'
    ? settled(situation, 'voided', { closeIntent: closingOf(situation) })
    : lostThere(situation)
}

/** Created, and not to be found since: only a person may say that it is to be created again. */
export function lostThere(situation: Situation): Settled {
  if (situation.choice === 'recreate') return recreate(situation)
  if (situation.choice === 'void_here') return voidedByPerson(situation)
  return settled(situation, 'gone_there', {
    problem: problemOf('gone_there', ''),
    closeIntent: closingOf(situation),
  })
}

/** The link lets go of the record that is no more, and counts from the next incarnation. */
export function recreate(situation: Situation): Settled {
  return settled(situation, 'queued', {
    reincarnate: situation.incarnation + 1,
    closeIntent: closingOf(situation),
    clearChoice: true,
    timeline: [entry('recreate')],
  })
}

const reasonOfCause: Readonly<Record<string, Reason>> = {
  number_taken: 'collision',
  period_closed: 'period_closed_create',
  posted_twice: 'posted_twice',
}

function failed(
  situation: Situation,
  intent: IntentView,
  fault: NonNullable<IntentView['fault']>,
  { settings }: DecideContext,
): Settled {
  const asks = fault.cause === 'period_closed' && periodPolicyOf(situation.type, settings) === 'ask'
  const held =
    intent.op === 'create'
      ? asks
        ? 'period_ask'
        : reasonOfCause[fault.cause]
      : intent.op !== 'update' && fault.cause === 'period_closed'
        ? 'period_closed_undo'
        : undefined
  return settled(situation, held ?? 'refused', {
    problem: faultProblem(fault),
    message: {
      sentence: fault.sentence,
      cure: fault.cure,
      ...(fault.openFrom === undefined ? {} : { openFrom: fault.openFrom }),
    },
  })
}

/** Choices that have come to their end when the create is in line. */
const decidedBy: ReadonlySet<Situation['choice']> = new Set([
  'retry',
  'not_a_twin',
  'recreate',
  'link',
  'post_on',
])

function afterGates(situation: Situation, app: AppSide, context: DecideContext): Settled {
  const advance = becomeAdvance(situation, app, context)
  if (advance !== null) return advance
  const source = effectiveApp(app)
  if (situation.match?.state === 'archived') return settled(situation, 'archived')
  const unusable = unusableIn(situation.type, source, situation.values ?? [])
  if (unusable) return usesUnusable(situation, unusable)
  const drafted = infoOf(situation.type).appliedLater === 'all' ? null : draftedParent(situation)
  // A fee's invoice is worth making only if the payment itself can go.
  const rest = ready(situation, withoutFee(app.id, source), context)
  if ('outcome' in rest) return rest
  const waiting = drafted ?? parentInTheMaking(situation)
  if (waiting !== null) return waiting
  const fee = feeFirst(situation, app, context)
  if (fee !== null) return matched(situation, rest.data, context) ?? fee
  const prepared = ready(situation, source, context)
  if ('outcome' in prepared) return prepared
  const data = withInstead(app, prepared.data, situation.instead)
  return (
    matched(situation, data, context) ??
    settled(situation, 'queued', {
      intent: draftIntent(situation, context, {
        op: 'create',
        app,
        data: withoutSteps(situation.type, data),
        source: withoutSteps(situation.type, source),
        key: null,
        fields: [],
        before: null,
        after: null,
        incarnation: situation.incarnation,
        how: receivableOf(prepared),
      }),
      clearChoice: decidedBy.has(situation.choice),
      timeline: [entry('queued', { version: app.version })],
    })
  )
}

/** What would be sent, or what stands in its way. */
function ready(situation: Situation, source: RecordData, context: DecideContext): Settled | Ready {
  const translated = toRemoteTerms(situation.type, source, situation.resolved, situation.values)
  if (translated.data === null) return waitForParents(situation, translated.missing)
  const prepared = prepare(situation.type, translated.data, context.settings, context.place)
  if (prepared.kind === 'ready') return prepared
  return settled(situation, prepared.reason, {
    message: prepared.message,
    problem: problemOf(prepared.reason, prepared.about),
  })
}

/** A person has said which one it is: linked as soon as it has been read. */
function byDecision(situation: Situation, key: string): Settled {
  const found = situation.candidates.find((item) => item.key === key)
  if (!found) {
    const { type, appId } = situation
    return settled(situation, 'parent_missing', {
      message: { parent: appId, parentType: type },
      waitingFor: [{ type, by: 'key', value: key }],
      want: [{ type, key, by: 'key', why: 'parent' }],
    })
  }
  if (isTaken(found)) return collision(situation, found)
  if (found.presence !== 'present') return lostThere(situation)
  return settled(situation, 'adopted', {
    attach: { remoteKey: key },
    timeline: [entry('matched', { by: 'person', number: found.number })],
  })
}

type Matcher = (
  situation: Situation,
  wanted: RecordData,
  candidates: readonly RemoteSide[],
  context: DecideContext,
) => Settled | null

const matchers: Record<ObjectTypeInfo['data'], Matcher> = { master: matchMaster, finance: matchDocument }

/** Is it in Intacct already, under our number or name? Only what our copy shows; Intacct itself has the last word on numbers. */
function matched(situation: Situation, wanted: RecordData, context: DecideContext): Settled | null {
  const { match } = situation
  if (match?.state === 'matched') return byDecision(situation, match.key)
  const candidates = situation.candidates.filter(
    // What was reversed counts for nothing; whether its number is free is Intacct's to say.
    (item) =>
      item.presence === 'present' && item.facts.state !== 'reversal' && item.facts.state !== 'reversed',
  )
  if (candidates.length === 0 || situation.choice === 'not_a_twin') return null
  if (Object.values(situation.instead).some(({ why }) => why === 'renumbered')) return null
  return matchers[infoOf(situation.type).data](situation, wanted, candidates, context)
}

function matchMaster(
  situation: Situation,
  wanted: RecordData,
  candidates: readonly RemoteSide[],
  context: DecideContext,
): Settled | null {
  const byNumber = candidates.filter((item) => 'number' in wanted && item.number === wanted.number)
  const taken = byNumber.find(isTaken)
  if (taken) return collision(situation, taken)
  // Whoever said "create" has seen that the name is there.
  const byName =
    context.settings.matchByName && situation.match?.state !== 'created'
      ? candidates.filter((item) => !isTaken(item))
      : []
  const found = byNumber.length > 0 ? byNumber : byName
  if (found.length > 1) {
    return settled(situation, 'ambiguous_match', {
      problem: problemOf('ambiguous_match', ''),
      message: { count: found.length },
    })
  }
  const only = found[0]
  if (!only) return null
  return settled(situation, 'adopted', {
    attach: { remoteKey: only.key },
    timeline: [entry('matched', { by: byNumber.length > 0 ? 'number' : 'name', number: only.number })],
  })
}

function matchDocument(
  situation: Situation,
  wanted: RecordData,
  candidates: readonly RemoteSide[],
  { settings }: DecideContext,
): Settled | null {
  const same = candidates.find(
    (item) =>
      !isTaken(item) &&
      (fingerprint(item.data) === fingerprint(wanted) ||
        (settings.findTwins && isSamePayment(item.data, wanted))),
  )
  if (same) return settled(situation, 'twin', { problem: problemOf('twin', ''), message: described(same) })
  const number = candidates.find(
    (item) =>
      'number' in wanted && item.number === wanted.number && isOneSeries(situation, item.data, wanted),
  )
  if (infoOf(situation.type).numbered !== true || !number) return null
  return collision(situation, number)
}

/** Two vendors may number their bills alike (reference 6.3). */
function isOneSeries({ type }: Situation, there: RecordData, wanted: RecordData): boolean {
  return partyTypeOf(type) !== 'vendor' || partyOf(there) === partyOf(wanted)
}

/** How far the dates of one payment, typed in twice, are apart at most. Milliseconds. */
const twinWithinMs = 3 * 86_400_000

/** The same customer or vendor, currency and amount, within three days, on the same invoice or bill, or with the same reference. */
function isSamePayment(there: RecordData, wanted: RecordData): boolean {
  if (!('amount' in there) || !('amount' in wanted)) return false
  const apart = Math.abs(Date.parse(there.date) - Date.parse(wanted.date))
  const alike =
    partyOf(there) === partyOf(wanted) && there.currency === wanted.currency && there.amount === wanted.amount
  if (!alike || apart > twinWithinMs) return false
  if (wanted.reference !== undefined && there.reference === wanted.reference) return true
  const paid = new Set(paidBy(wanted))
  return paidBy(there).some((document) => paid.has(document))
}

function paidBy(data: RecordData): string[] {
  return creditApplications(data).flatMap(({ invoice, bill }) => invoice ?? bill ?? [])
}

/** It belongs to another record of the app's. */
function isTaken(candidate: RemoteSide): boolean {
  return typeof candidate.linkedTo === 'string'
}

function collision(situation: Situation, other: RemoteSide): Settled {
  return settled(situation, 'collision', { problem: problemOf('collision', ''), message: described(other) })
}

/** Customer or vendor, date, currency, total: two documents that agree in these are taken for the same one until a person says otherwise. */
function fingerprint(data: RecordData): string {
  if (!('date' in data)) return ''
  const total = 'total' in data ? data.total : data.amount
  return [partyOf(data), data.date, data.currency ?? '', total, kindOf(data)].join('|')
}

function kindOf(data: RecordData): string {
  return 'kind' in data ? (data.kind ?? '') : ''
}

function described(remote: RemoteSide): Readonly<Record<string, Json>> {
  const { data } = remote
  if (!('date' in data)) return { number: remote.number }
  const total = 'total' in data ? data.total : data.amount
  return {
    number: remote.number,
    key: remote.key,
    customer: partyOf(data),
    date: data.date,
    currency: data.currency ?? null,
    total,
  }
}
