import type { AppSide } from '../ports/situation.ts'
import { withFee } from './fee.ts'
import { fieldInfo, fieldsOf } from './fields.ts'
import type { FieldGroup } from './fields.ts'
import { canonicalJson, sameJson } from './json.ts'
import type { Json } from './json.ts'
import type { ObjectType } from './object-types.ts'
import type { RecordData } from './records.ts'

/** A record's contents as plain JSON by field name. */
export function plain(data: RecordData): Readonly<Record<string, Json | undefined>> {
  return data
}

/** Names of the compared fields whose values differ, in the order of the field table. */
export function differingFields(type: ObjectType, a: RecordData, b: RecordData): string[] {
  const left = plain(a)
  const right = plain(b)
  return Object.keys(fieldsOf(type)).filter((field) => !sameField(type, field, left[field], right[field]))
}

/** Whether a field has the same value on both; a list without an order may stand in any, and an empty one is none. */
export function sameField(
  type: ObjectType,
  field: string,
  a: Json | undefined,
  b: Json | undefined,
): boolean {
  return sameJson(given(inOrder(type, field, a)), given(inOrder(type, field, b)))
}

function inOrder(type: ObjectType, field: string, value: Json | undefined): Json | undefined {
  if (fieldInfo(type, field)?.unordered !== true || !Array.isArray(value)) return value
  return value.map((item: Json) => canonicalJson(item)).sort()
}

function given(value: Json | undefined): Json | undefined {
  return Array.isArray(value) && value.length === 0 ? undefined : value
}

/**
 * What the app has, counting what the change feed told it: a told value stands until the app's own value for that field moves away
 * from the one that it replaced. So an app that sends an unrelated edit before it has applied a change does not undo that change.
 */
export function effectiveApp(app: AppSide): RecordData {
  const entries = Object.entries(app.told)
  if (entries.length === 0) return withFee(app.id, app.data)
  const merged: Record<string, Json | undefined> = { ...plain(app.data) }
  for (const [field, told] of entries) {
    if (sameJson(merged[field], told.over)) merged[field] = told.value ?? undefined
  }
  return withFee(app.id, withoutAbsent(merged))
}

/** Told values that still stand, plus those of `changes`, each over what the app sent last. */
export function tellFields(
  app: AppSide,
  changes: Readonly<Record<string, Json | undefined>>,
): AppSide['told'] {
  const sent = plain(app.data)
  const told: Record<string, { value: Json; over: Json }> = {}
  for (const [field, entry] of Object.entries(app.told)) {
    if (sameJson(sent[field], entry.over)) told[field] = entry
  }
  for (const [field, value] of Object.entries(changes)) {
    told[field] = { value: value ?? null, over: sent[field] ?? null }
  }
  return told
}

/** The record with the given fields replaced; `undefined` or null removes a field. */
export function withFields(
  data: RecordData,
  changes: Readonly<Record<string, Json | undefined>>,
): RecordData {
  return withoutAbsent({ ...plain(data), ...changes })
}

function withoutAbsent(record: Readonly<Record<string, Json | undefined>>): RecordData {
  const kept = Object.entries(record).filter(([, value]) => value !== undefined && value !== null)
  return Object.fromEntries(kept) as unknown as RecordData
}

/**
 * Whether the remote record says what was sent: every value sent is there. What Intacct added by itself (a department, a memo) is no
 * difference; what it changed is.
 */
export function alteredFields(type: ObjectType, sent: RecordData, found: RecordData): string[] {
  const left = plain(sent)
  const right = plain(found)
  return Object.keys(fieldsOf(type)).filter(
    (field) =>
      left[field] !== undefined &&
      !covers(inOrder(type, field, right[field]), inOrder(type, field, left[field])),
  )
}

/** True if `found` has everything that `sent` has. */
export function covers(found: Json | undefined, sent: Json | undefined): boolean {
  if (sent === undefined || sent === null) return true
  if (typeof sent !== 'object') return found === sent
  if (Array.isArray(sent)) {
    return (
      Array.isArray(found) &&
      found.length === sent.length &&
      sent.every((item: Json, at) => covers(found[at] as Json, item))
    )
  }
  if (typeof found !== 'object' || found === null || Array.isArray(found)) return false
  const right = found as Readonly<Record<string, Json | undefined>>
  return Object.entries(sent).every(([key, item]) => covers(right[key], item))
}

export type Winner = 'app' | 'remote' | 'person'

const winners: Readonly<Record<FieldGroup, Winner>> = {
  identity: 'remote',
  money: 'remote',
  gl: 'remote',
  contact: 'app',
  text: 'person',
}

/** Who wins when both sides changed this field to different values. */
export function winnerOf(type: ObjectType, field: string): Winner {
  const info = fieldInfo(type, field)
  return info ? winners[info.group] : 'remote'
}

/** What became of fields, for those that fit on a line: each with the value before and after. */
export function movesOf(fields: readonly string[], before: RecordData, after: RecordData): Json {
  return fields.flatMap((field) => {
    const [from, to] = [plain(before)[field] ?? null, plain(after)[field] ?? null]
    return isLine(from) && isLine(to) ? [{ field, from, to }] : []
  })
}

function isLine(value: Json): boolean {
  return value === null || typeof value !== 'object'
}
