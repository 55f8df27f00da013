import { objectTypeNames } from '@tieout/engine/core/object-types.ts'
import type { ObjectType } from '@tieout/engine/core/object-types.ts'
import { statuses } from '@tieout/engine/core/outcomes.ts'
import { appStates, recordSchemas } from '@tieout/engine/core/records.ts'
import { z } from 'zod'
import { actionNames } from '../actions.ts'
import { offeredChoice } from './choices.ts'
import { anyJson, cursor, day, limit, maybeMoment, moment } from './common.ts'
import { statusCounts } from './companies.ts'

/** `credit_note` → `CreditNoteData`. */
function dataName(type: ObjectType): string {
  return `${type.replaceAll(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase())}Data`
}

for (const type of objectTypeNames) z.globalRegistry.add(recordSchemas[type], { id: dataName(type) })

export const objectType = z.enum(objectTypeNames).meta({ id: 'ObjectType' })
export const statusSchema = z.enum(statuses).meta({ id: 'Status' })
export const recordId = z.string().min(1).max(128)

/** The body of a PUT before its data has been checked by the type in the path. */
export const recordBody = z
  .strictObject({
    version: z.int().min(1).max(2_147_483_647).describe('Raised by the app at every change'),
    state: z
      .enum(appStates)
      .describe('draft: not to be sent; approved: is to be in Intacct; void: is to be undone there'),
    data: z.record(z.string(), z.unknown()).meta({ anyOf: dataRefs() }),
  })
  .meta({ id: 'RecordPut' })

function dataRefs() {
  return objectTypeNames.map((type) => ({ $ref: `#/components/schemas/${dataName(type)}` }))
}

/** One line of the bulk address. */
export const lineBody = z
  .strictObject({ type: z.string(), id: recordId, ...recordBody.shape })
  .meta({ id: 'RecordLine' })

export const recordRow = z
  .object({
    type: objectType,
    typeLabel: z.string(),
    id: z
      .string()
      .describe('The app’s id; a Tieout id while the record came from Intacct and was not claimed'),
    number: z.string(),
    party: z.string(),
    date: z.string().nullable(),
    amount: z.string().nullable().describe('Decimal string'),
    currency: z.string().nullable(),
    version: z.int().nullable(),
    status: statusSchema,
    statusLabel: z.string(),
    reason: z.string(),
    reasonLabel: z.string(),
    message: z.string().describe('What a person should know about it; may be empty'),
    needsSomeone: z.boolean(),
    changedAt: moment,
    remoteKey: z.string().nullable(),
    actions: z.array(z.enum(actionNames)),
  })
  .meta({ id: 'RecordRow' })

const amount = z
  .string()
  .regex(/^-?\d{1,15}(\.\d{1,3})?$/, 'Write the amount as a plain decimal, e.g. 1250.00.')

/** `a,b` → `['a', 'b']`, each checked. */
export function commaList<Value extends string>(values: readonly Value[]) {
  const each = z.enum(values as [Value, ...Value[]])
  return z
    .string()
    .transform((text) => text.split(',').map((item) => item.trim()))
    .pipe(z.array(each))
    .describe(`Any of ${values.join(', ')}, separated by commas`)
}

export const recordsQuery = z.strictObject({
  type: commaList(objectTypeNames).optional(),
  data: z.enum(['finance', 'master']).optional(),
  status: commaList(statuses).optional(),
  reason: z.string().max(500).optional().describe('Reasons, separated by commas'),
  key: z.string().trim().max(200).optional().describe('Number or id starts with'),
  keys: z
    .string()
    .max(12_000)
    .optional()
    .transform((text) =>
      text
        ?.split(',')
        .map((key) => key.trim())
        .filter((key) => key !== ''),
    )
    .pipe(z.array(z.string().max(200)).min(1).max(1000).optional())
    .describe('Numbers or ids, whole, separated by commas; at most 1,000'),
  version: z.coerce.number().int().min(0).optional(),
  customer: z.string().max(200).optional().describe('Name of the customer starts with'),
  from: day.optional(),
  to: day.optional(),
  min: amount.optional(),
  max: amount.optional(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'Write the currency as its three-letter code.')
    .optional(),
  q: z.string().trim().max(200).optional().describe('Number, id or customer starts with'),
  run: z.uuid().optional().describe('Changed in this run'),
  cause: z.string().max(100).optional().describe('Cause of the problem'),
  about: z.string().max(300).optional(),
  needs: z.enum(['someone']).optional(),
  sort: z.enum(['changed', 'key', 'date', 'amount']).default('changed'),
  direction: z.enum(['asc', 'desc']).optional().describe('Default: newest and largest first, keys from A'),
  limit,
  cursor,
})

export const recordsPage = z
  .object({
    items: z.array(recordRow),
    next: z.string().nullable(),
    counts: z.object({ ...statusCounts.shape, asOf: moment }).describe('Of all records of this data kind'),
  })
  .meta({ id: 'RecordsPage' })

export const putAnswer = z
  .object({ result: z.enum(['stored', 'unchanged']), record: recordRow })
  .meta({ id: 'RecordStored' })

export const lineAnswer = z
  .object({
    line: z.int(),
    type: z.string().nullable(),
    id: z.string().nullable(),
    result: z.enum(['stored', 'unchanged', 'refused']),
    code: z.string().optional(),
    detail: z.string().optional(),
    cure: z.string().optional(),
    field: z.string().optional(),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: 'LineAnswer' })

export const actionsBody = z
  .strictObject({
    action: z.enum(actionNames),
    ids: z
      .array(z.strictObject({ type: objectType, id: recordId }))
      .min(1)
      .max(1000),
  })
  .meta({ id: 'RecordsAction' })

export const actionsAnswer = z
  .object({
    accepted: z.int(),
    refused: z.array(z.object({ type: objectType, id: z.string(), reason: z.string() })),
    run: z.string().optional(),
  })
  .meta({ id: 'RecordsActionDone' })

export const claimBody = z.strictObject({ id: recordId }).meta({ id: 'AppId' })

const dataOrNothing = z.record(z.string(), z.unknown()).nullable()

export const recordDetail = z
  .object({
    record: recordRow,
    app: z
      .object({
        version: z.int(),
        state: z.enum(appStates),
        data: z.record(z.string(), z.unknown()),
        receivedAt: moment,
      })
      .nullable(),
    remote: z
      .object({
        key: z.string(),
        number: z.string(),
        state: z.string(),
        data: z.record(z.string(), z.unknown()),
        facts: z.record(z.string(), z.unknown()),
        readAt: moment,
        presence: z.enum(['present', 'suspect', 'gone']),
        url: z.string().nullable(),
      })
      .nullable(),
    base: dataOrNothing.describe('What both sides last agreed on'),
    differences: z.array(
      z.object({
        field: z.string(),
        label: z.string(),
        app: anyJson.nullable(),
        base: anyJson.nullable(),
        remote: anyJson.nullable(),
      }),
    ),
    links: z.array(
      z.object({
        type: objectType,
        id: z.string(),
        number: z.string(),
        label: z.string(),
        status: statusSchema.nullable().describe('null: not here yet'),
        remoteKey: z.string().nullable().describe('Its record in Intacct'),
      }),
    ),
    waitingFor: z.array(z.object({ type: objectType, id: z.string(), label: z.string() })),
    problem: z
      .object({
        cause: z.string(),
        title: z.string(),
        why: z.string(),
        cure: z.string(),
        who: z.string(),
        said: z.string(),
      })
      .nullable(),
    choices: z.array(offeredChoice).describe('What a person may decide about it now'),
    intent: z
      .object({
        op: z.string(),
        state: z.string(),
        controlId: z.string(),
        marker: z.string(),
        attempts: z.int(),
        sentAt: maybeMoment,
        key: z.string().nullable(),
        readBackHash: z.string().nullable(),
      })
      .nullable(),
    evidence: z.string().nullable(),
    gates: z.array(z.object({ gate: z.string(), passed: z.boolean(), text: z.string() })),
    timeline: z.array(z.object({ at: moment, kind: z.string(), text: z.string() })),
  })
  .meta({ id: 'RecordDetail' })

export const changeSchema = z
  .object({
    seq: z.int(),
    at: moment,
    type: z.string().describe('A record type; "match": what was decided about one of yours when matching'),
    id: z.string(),
    op: z.enum(['create', 'update', 'void', 'delete']),
    data: anyJson.nullable(),
    base: anyJson.nullable(),
    cause: z.string(),
  })
  .meta({ id: 'Change' })

export const changesQuery = z.strictObject({
  after: z.coerce.number().int().min(0).default(0).describe('The highest seq that you have worked off'),
  limit,
})

export const changesPage = z
  .object({ items: z.array(changeSchema), next: z.int() })
  .meta({ id: 'ChangesPage' })
