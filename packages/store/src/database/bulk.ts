import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Scope } from '@tieout/engine/ports.ts'

/**
 * Rows as one JSON parameter for `jsonb_to_recordset`: one text to escape, however many columns; measured quicker than an `unnest` of
 * as many arrays, whose literals the driver builds value by value.
 */
export function json(value: unknown): RawBuilder<unknown> {
  return sql`${jsonText(value)}::jsonb`
}

/** The same rows as one JSON object by their ids, from which an update reads each row's own part: `jsonb_to_record(… -> id)`. */
export function keyed(rows: readonly { readonly id: string }[]): RawBuilder<unknown> {
  return json(Object.fromEntries(rows.map((row) => [row.id, row])))
}

/** JSON that PostgreSQL takes: it keeps neither U+0000 nor half a surrogate pair, which no ledger can hold either. */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value)
  return unstorable.test(text) ? cleanText(value) : text
}

const unstorable = /\\u(?:0000|d[89a-f])/i

function cleanText(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) =>
    typeof item === 'string' ? item.replaceAll('\0', '').toWellFormed() : item,
  )
}

/**
 * The same rows with texts that PostgreSQL takes.
 * @param texts those of a row that go as values of their own; what goes as `json` is seen to there. All, if left out
 */
export function storable<Row>(
  rows: readonly Row[],
  texts?: (row: Row) => readonly (string | null)[],
): readonly Row[] {
  const isOdd =
    texts === undefined
      ? unstorable.test(JSON.stringify(rows))
      : rows.some((row) => texts(row).some((text) => text !== null && oddCharacter.test(text)))
  return isOdd ? (JSON.parse(cleanText(rows)) as Row[]) : rows
}

/** Half of a pair, or both: seldom enough to look closer. */
const oddCharacter = /[\0\ud800-\udfff]/

/** `workspace = … and connection = …` for a table's alias. */
export function within(scope: Scope, alias: string): RawBuilder<boolean> {
  return sql<boolean>`${sql.ref(`${alias}.workspace`)} = ${scope.workspace}::uuid and ${sql.ref(`${alias}.connection`)} = ${scope.connection}::uuid`
}

/** Indexes that a statement has to name; see the migration that makes them. `grid` stands for all that serve lists. */
export type Index =
  | 'exchange_old'
  | 'grid'
  | 'intent_due'
  | 'intent_lease'
  | 'intent_marker'
  | 'intent_of_link'
  | 'intent_posting'
  | 'link_app'
  | 'link_due'
  | 'link_due_at'
  | 'link_duplicates'
  | 'link_party'
  | 'link_problem'
  | 'link_remote'
  | 'link_unmatched'
  | 'match_item_name'
  | 'match_item_remote'
  | 'match_item_value'
  | 'record_reference_to'
  | 'reference_id'
  | 'reference_parent'
  | 'reference_search'
  | 'remote_record_document'
  | 'remote_record_marker'
  | 'remote_record_name'
  | 'remote_record_number'
  | 'remote_record_read'
  | 'waiting_reference_for'
  | 'wanted_read_order'

/**
 * Always true; makes that index the only sensible one for the table of this alias. Without it, the primary key is. Look-ups of many
 * rows are written `cross join lateral (select … offset 0)`, so that the whole key reaches the index whatever statistics say. A
 * table that is changed or locked is reached by its primary key, `id = any(array(…))`: there the planner asks `via` on every path.
 */
export function via(index: Index, alias: string): RawBuilder<boolean> {
  return sql<boolean>`tieout.via(${sql.lit(index)}, ${sql.ref(`${alias}.workspace`)})`
}

/** A record's identity inside a connection, as a map's key. */
export function recordText(type: string, id: string): string {
  return `${type}:${id}`
}

/** The last of several rows with one identity. */
export function lastOfEach<Row>(rows: readonly Row[], identity: (row: Row) => string): Row[] {
  return [...new Map(rows.map((row) => [identity(row), row])).values()]
}
