import type { AppSide, IntentDraft, IntentOp, Situation } from '../ports.ts'
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

/** An intent ready to be journalled. Its generation rises only after a definite failure of the same operation. */
export function draftIntent(situation: Situation, context: DecideContext, draft: Draft): IntentDraft {
  const { installation, scope, settings } = context
  const record = {
    installation,
    scope,
    type: situation.type,
    appId: draft.app.id,
    incarnation: draft.incarnation,
  }
  const operation = {
    ...record,
    op: draft.op,
    version: draft.app.version,
    generation: generationOf(situation, draft),
  }
  const submit = situation.type === 'customer' || settings.postAs[situation.type] === 'submitted'
  return {
    id: intentIdOf(operation),
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

function generationOf(situation: Situation, draft: Draft): number {
  const last = situation.intent
  if (last === null || last.op !== draft.op || last.incarnation !== draft.incarnation) return 0
  if (draft.op !== 'create' && last.version !== draft.app.version) return 0
  return last.state === 'failed' ? last.generation + 1 : last.generation
}
