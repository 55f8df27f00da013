import type { CommandOptions, IntentOp } from '../ports/commands.ts'
import type { IntentDraft } from '../ports/settled.ts'
import type { AppSide, IntentView, Situation } from '../ports/situation.ts'
import type { Json } from './json.ts'
import { customFieldsOf } from './custom-fields.ts'
import { controlIdOf, intentIdOf, markerOf } from './identity.ts'
import type { ObjectType } from './object-types.ts'
import type { RecordData } from './records.ts'
import type { Settings } from './settings.ts'
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
  /** What an update has to know besides the fields. */
  readonly how?: Pick<CommandOptions, 'apply' | 'takeBack' | 'linesThere' | 'resubmit' | 'receivable'>
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
  const before = generationBefore(situation, draft)
  const operation = {
    ...record,
    op: draft.op,
    version: draft.app.version,
    generation: last?.state === 'queued' ? last.generation : before === null ? 0 : before + 1,
  }
  const submit = postAs(settings, situation.type) === 'submitted'
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
      ...(situation.type === 'advance' && settings.accounts.advances !== undefined
        ? { advanceAccount: settings.accounts.advances }
        : {}),
      ...(draft.date === undefined ? {} : { date: draft.date }),
      ...(draft.memo === undefined ? {} : { memo: draft.memo }),
      ...customTargets(situation.type, draft.op, settings),
      ...foreign(draft, settings),
      ...draft.how,
    },
    before: draft.before,
    after: draft.after,
  }
}

/** Master data knows no drafts. */
function postAs({ postAs: byType }: Settings, type: ObjectType): 'draft' | 'submitted' {
  return isPosted(byType, type) ? byType[type] : 'submitted'
}

function isPosted(byType: Settings['postAs'], type: ObjectType): type is keyof Settings['postAs'] {
  return Object.hasOwn(byType, type)
}

/** How a document's currency and taxes are named, where it is written with them. */
function foreign(
  { op, data, fields }: Draft,
  { currencies, taxSolution }: DecideContext['settings'],
): Pick<CommandOptions, 'currencyAlways' | 'rateType' | 'taxSolution'> {
  if (!('lines' in data) || (op !== 'create' && !fields.includes('lines'))) return {}
  const isTaxed = data.lines.some((line) => 'taxes' in line && line.taxes !== undefined)
  return {
    ...(currencies.several ? { currencyAlways: true } : {}),
    ...(currencies.rateType === undefined ? {} : { rateType: currencies.rateType }),
    ...(isTaxed && taxSolution !== undefined ? { taxSolution } : {}),
  }
}

/** What an undoing does not write is not named: a changed mapping must not make it another command. */
function customTargets(
  type: Situation['type'],
  op: IntentOp,
  settings: DecideContext['settings'],
): Pick<CommandOptions, 'customFields'> {
  if (op !== 'create' && op !== 'update') return {}
  const targets = customFieldsOf(type, settings).map(({ field, from, value }) => ({
    field,
    ...(from === undefined ? {} : { from }),
    ...(value === undefined ? {} : { value }),
  }))
  return targets.length === 0 ? {} : { customFields: targets }
}

/** The record's newest intent, if it was this very operation. */
function lastOfOperation(situation: Situation, draft: Draft): IntentView | null {
  const last = situation.intent
  return last?.op === draft.op && generationBefore(situation, draft) !== null ? last : null
}

/** Changes of one version are counted together: the steps of a longer one alternate, and each needs a name of its own. */
function generationBefore(situation: Situation, draft: Draft): number | null {
  const last = situation.intent
  if (last === null || last.incarnation !== draft.incarnation) return null
  if ((last.op === 'create') !== (draft.op === 'create')) return null
  return draft.op === 'create' || last.version === draft.app.version ? last.generation : null
}
