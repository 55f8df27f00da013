import type { AppSide, Base, RemoteSide, Settled, Situation } from '../ports.ts'
import { withFields } from './compare.ts'
import { closedByFailure } from './decide-outbound.ts'
import { draftIntent } from './draft.ts'
import { fieldInfo } from './fields.ts'
import { waitForParents } from './parents.ts'
import { prepare } from './prepare.ts'
import type { RecordData } from './records.ts'
import { entry, problemOf, settled } from './settled.ts'
import type { DecideContext } from './settled.ts'
import { touchedHash } from './touched.ts'
import { toRemoteTerms } from './translate.ts'

/** Carries the app's edit to Intacct, where Intacct allows it. */
export function sendEdit(
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
export function voidThere(
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
