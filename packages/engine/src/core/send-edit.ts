import type { Settled } from '../ports/settled.ts'
import type { DocumentState } from '../ports/remote.ts'
import type { AppSide, RemoteSide, Situation } from '../ports/situation.ts'
import { isStepField } from './apply.ts'
import { closedByFailure } from './decide-outbound.ts'
import { draftIntent } from './draft.ts'
import { fieldInfo } from './fields.ts'
import { unusableIn } from './matching/values.ts'
import { usesUnusable, waitForParents } from './parents.ts'
import { infoOf } from './object-types.ts'
import { prepare, receivableOf } from './prepare.ts'
import type { RecordData } from './records.ts'
import { sendStep, stepTowards } from './send-step.ts'
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
  const stays = situation.base?.imported === true && infoOf(type).data === 'finance'
  const wanted = stays ? changed.filter((field) => isStepField(type, field)) : changed
  if (wanted.length === 0) return settled(situation, 'edit_not_sent', { message: { fields: changed } })
  const failure = closedByFailure(situation, app, context)
  if (failure) return failure
  const unusable = unusableIn(type, after, situation.values ?? [])
  if (unusable) return usesUnusable(situation, unusable)
  const translated = toRemoteTerms(type, after, situation.resolved, situation.values)
  if (translated.data === null) return waitForParents(situation, translated.missing)
  const prepared = prepare(type, translated.data, context.settings, context.place)
  if (prepared.kind === 'held') {
    return settled(situation, prepared.reason, {
      message: prepared.message,
      problem: problemOf(prepared.reason, prepared.about),
    })
  }
  const steps = wanted.some((field) => isStepField(type, field))
  const step = steps ? stepTowards(prepared.data, remote) : null
  const fields = wanted.filter((field) => !isStepField(type, field))
  // What is applied too far is taken back before the rest is changed, and applied again only after it.
  if (step !== null && ('takeBack' in step || fields.length === 0))
    return sendStep(situation, app, remote, prepared.data, after, step, context)
  if (fields.length === 0) return settled(situation, 'no_change')
  const forbidden = fields.filter((field) => !mayEdit(situation, remote, field))
  if (forbidden.length > 0) {
    return settled(situation, 'update_held', {
      problem: problemOf('update_held', ''),
      message: { fields: forbidden, state: remote.facts.state },
    })
  }
  const linesThere = linesOf(remote.data).length
  if (fields.includes('lines') && linesOf(prepared.data).length < linesThere) {
    return settled(situation, 'update_held', {
      problem: problemOf('update_held', 'lines'),
      message: { fields: ['lines'], removed: linesThere - linesOf(prepared.data).length },
    })
  }
  return settled(situation, 'queued', {
    intent: draftIntent(situation, context, {
      op: 'update',
      app,
      data: prepared.data,
      source: after,
      key: remote.key,
      fields,
      before: touchedHash('update', fields, remote.data, remote.facts),
      after: null,
      incarnation: situation.incarnation,
      how: {
        ...(fields.includes('lines') ? { linesThere, ...receivableOf(prepared) } : {}),
        ...(remote.facts.state === 'declined' ? { resubmit: true } : {}),
      },
    }),
    clearChoice: situation.choice === 'retry',
    timeline: [entry('queued', { version: app.version, op: 'update', fields })],
  })
}

/** Intacct changes lines by their number and adds further ones; none can be taken away (reference 7, updatelineitem and lineitem). */
function linesOf(data: RecordData): readonly unknown[] {
  return 'lines' in data ? data.lines : []
}

const editableStates: ReadonlySet<DocumentState> = new Set(['open', 'draft', 'declined'])

function mayEdit(situation: Situation, remote: RemoteSide, field: string): boolean {
  const info = fieldInfo(situation.type, field)
  if (!info || info.editable === 'never') return false
  if (info.editable === 'always') return true
  return editableStates.has(remote.facts.state) || infoOf(situation.type).data === 'master'
}
