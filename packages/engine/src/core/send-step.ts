import type { AppSide, RemoteSide, Situation } from '../ports/situation.ts'
import type { Settled } from '../ports/settled.ts'
import { creditApplications, nextStep } from './apply.ts'
import type { Step } from './apply.ts'
import { withFields } from './compare.ts'
import { closedByFailure } from './decide-outbound.ts'
import { draftIntent } from './draft.ts'
import { draftedParent } from './parents.ts'
import type { RecordData } from './records.ts'
import { stampOf } from './stamps.ts'
import { entry, problemOf, settled } from './settled.ts'
import type { DecideContext } from './settled.ts'
import { touchedHash } from './touched.ts'
import { toAppTerms } from './translate.ts'

/** The next write that brings what Intacct has applied to what is wanted (in remote terms); null if that is there. */
export function stepTowards(wanted: RecordData, remote: RemoteSide): Step | null {
  const currency = 'currency' in remote.data ? (remote.data.currency ?? 'USD') : 'USD'
  return nextStep(creditApplications(wanted), remote, currency)
}

const fields = ['applications']

/**
 * One entry that applies or takes back: an intent of its own, journalled with what Intacct has applied before and after it.
 * @param data what the record is to say in the end, in remote terms
 * @param after the same in the app's terms
 */
export function sendStep(
  situation: Situation,
  app: AppSide,
  remote: RemoteSide,
  data: RecordData,
  after: RecordData,
  step: Step,
  context: DecideContext,
): Settled {
  // A refused deletion is what the offset is for.
  const failure = situation.intent?.op === 'update' ? closedByFailure(situation, app, context) : null
  if (failure) return failure
  if ('takeBack' in step && step.takeBack === null) {
    // What a payment paid when it was made is its own: only the whole payment can be reversed.
    if (situation.type === 'payment' && hasOwn(remote))
      return settled(situation, 'update_held', {
        problem: problemOf('update_held', ''),
        message: { fields, state: remote.facts.state },
      })
    return settled(situation, 'applied_together', { problem: problemOf('applied_together', '') })
  }
  const drafted = 'apply' in step ? draftedParent(situation) : null
  if (drafted) return drafted
  const target = { applications: [...step.target] }
  const between = 'takeBack' in step ? inAppTerms(situation, remote, target) : { applications: undefined }
  return settled(situation, 'queued', {
    intent: draftIntent(situation, context, {
      op: 'update',
      app,
      data: withFields(data, target),
      source: between.applications === undefined ? after : withFields(after, between),
      key: remote.key,
      fields,
      before: touchedHash('update', fields, remote.data, remote.facts),
      after: null,
      incarnation: situation.incarnation,
      date: entryDate(remote.data, context.now),
      how: 'takeBack' in step ? { takeBack: step.takeBack ?? '' } : { apply: step.apply },
    }),
    clearChoice: situation.choice === 'retry',
    timeline: [
      entry('queued', { version: app.version, op: 'takeBack' in step ? 'take_back' : 'apply', fields }),
    ],
  })
}

function hasOwn({ facts }: RemoteSide): boolean {
  return (facts.applications ?? []).some((item) => item.by === undefined)
}

/**
 * The write that takes back the newest of what was applied to or from a record afterwards, before the record itself is reversed; null when
 * nothing is left but what the record says of itself.
 */
export function takeBackEntries(
  situation: Situation,
  app: AppSide,
  remote: RemoteSide,
  context: DecideContext,
): Settled | null {
  const own = (remote.facts.applications ?? []).filter((item) => item.by === undefined)
  const left = own.map(({ invoice, debitMemo, amount }) => ({
    ...(invoice === undefined ? {} : { invoice }),
    ...(debitMemo === undefined ? {} : { debitMemo }),
    amount,
  }))
  const step = stepTowards(withFields(remote.data, { applications: left }), remote)
  return step === null ? null : sendStep(situation, app, remote, remote.data, app.data, step, context)
}

/** Entries are dated as Intacct proposes to people: the day on which they are made, but not before the record's own. */
function entryDate(data: RecordData, now: number): string {
  const today = stampOf(now).slice(0, 10)
  return 'date' in data && data.date > today ? data.date : today
}

/** What will be left applied, as the app names it: the app knows each of them, or it was applied to nothing that the app has. */
function inAppTerms(situation: Situation, remote: RemoteSide, target: { readonly applications: unknown }) {
  const left = { ...remote.data, ...target } as RecordData
  const { data } = toAppTerms(situation.type, left, situation.resolved, situation.values)
  return { applications: data === null ? [] : [...creditApplications(data)] }
}
