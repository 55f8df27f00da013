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

/** JSON that PostgreSQL takes: it keeps neither U+0000 nor half a surrogate pair, which no ledger can hold either. */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value)
  if (!/\\u(?:0000|d[89a-f])/i.test(text)) return text
  return JSON.stringify(value, (_key, item: unknown) =>
    typeof item === 'string' ? item.replaceAll('\0', '').toWellFormed() : item,
  )
}

/** The same rows with texts that PostgreSQL takes. */
export function storable<Rows>(rows: Rows): Rows {
  const text = JSON.stringify(rows)
  const clean = jsonText(rows)
  return text === clean ? rows : (JSON.parse(clean) as Rows)
}

/** `workspace = … and connection = …` for a table's alias. */
export function within(scope: Scope, alias: string): RawBuilder<boolean> {
  return sql<boolean>`${sql.ref(`${alias}.workspace`)} = ${scope.workspace}::uuid and ${sql.ref(`${alias}.connection`)} = ${scope.connection}::uuid`
}

/** A record's identity inside a connection, as a map's key. */
export function recordText(type: string, id: string): string {
  return `${type}:${id}`
}

/** The last of several rows with one identity. */
export function lastOfEach<Row>(rows: readonly Row[], identity: (row: Row) => string): Row[] {
  return [...new Map(rows.map((row) => [identity(row), row])).values()]
}
