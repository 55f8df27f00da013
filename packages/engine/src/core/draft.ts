import type { AppSide, IntentDraft, IntentOp, IntentView, Situation } from '../ports.ts'
import type { Json } from './json.ts'
import { controlIdOf, intentIdOf, markerOf } from './identity.ts'
import type { RecordData } from './records.ts'
import type { DecideContext } from './settled.ts'

export interface Draft {
  readonly op: IntentOp
  readonly app: AppSide
  /** In remote terms. */
  readonly data: RecordData
  /** In the app's terms. */
  readonly source: RecordData
  readonly key: string | null
  readonly fields: readonly string[]
  readonly before: string | null
  readonly after: Json
  readonly incarnation: number
  readonly date?: string
  readonly memo?: string
}

/**
 * An intent ready to be journalled. Its generation rises only after a definite end of the same operation: after a failure it goes on in
 * the failed one's row, after a success (a person wants the app's value back in Intacct) in a row of its own. One that is still in line
 * and of which nothing has run keeps its name and gets new contents.
 */
export function draftIntent(situation: Situation, context: DecideContext, draft: Draft): IntentDraft {
  const { installation, scope, settings } = context
  const record = {
    installation,
    scope,
    type: situation.type,
    appId: draft.app.id,
    incarnation: draft.incarnation,
  }
  const last = lastOfOperation(situation, draft)
  const operation = {
    ...record,
    op: draft.op,
    version: draft.app.version,
    generation: last === null ? 0 : last.state === 'queued' ? last.generation : last.generation + 1,
  }
  const submit = situation.type === 'customer' || settings.postAs[situation.type] === 'submitted'
  return {
    id: last?.state === 'failed' || last?.state === 'queued' ? last.id : intentIdOf(operation),
    type: situation.type,
    appId: draft.app.id,
    op: draft.op,
    version: draft.app.version,
    incarnation: draft.incarnation,
    generation: operation.generation,
    controlId: controlIdOf(operation),
    marker: markerOf(record),
    data: draft.data,
    source: draft.source,
    key: draft.key,
    fields: draft.fields,
    options: {
      submit,
      entity: null,
      ...(draft.date === undefined ? {} : { date: draft.date }),
      ...(draft.memo === undefined ? {} : { memo: draft.memo }),
    },
    before: draft.before,
    after: draft.after,
  }
}

/** The record's newest intent, if it was this very operation. */
function lastOfOperation(situation: Situation, draft: Draft): IntentView | null {
  const last = situation.intent
  if (last === null || last.op !== draft.op || last.incarnation !== draft.incarnation) return null
  return draft.op === 'create' || last.version === draft.app.version ? last : null
}
