import { StoreError } from '../errors.ts'

/** Raised when a Tieout of before could not read what is written now. */
export const backupFormat = 1

/**
 * A backup is NDJSON in gzip. The first line is the header; then each table, parents first: a line `["table", schema, name, columns]` and a
 * line a row, an object by column names as PostgreSQL writes it (numbers are never parsed on the way); then the sequences; at last a line
 * `["whole", lines, sha256]` over every line before it. A file without that line is torn.
 */
export interface Header {
  readonly tieout: 'backup'
  readonly format: number
  /** The Tieout that wrote it. */
  readonly version: string
  readonly installation: string
  /** The moment of the copy, epoch ms. */
  readonly at: number
  /** `server_version` of the PostgreSQL that it was read from. */
  readonly server: string
  /** Ids of the master keys that open its secrets, the one that seals first. The keys themselves are not in it. */
  readonly keys: readonly string[]
  /** Name and SHA-256 of each migration that its tables have seen, in order. */
  readonly migrations: readonly (readonly [name: string, checksum: string])[]
  /** Rows of each table, in the order of the file. */
  readonly rows: Readonly<Record<string, number>>
}

export type Mark =
  | {
      readonly kind: 'table'
      readonly schema: string
      readonly name: string
      readonly columns: readonly string[]
    }
  | { readonly kind: 'sequence'; readonly schema: string; readonly name: string; readonly next: string }
  | { readonly kind: 'whole'; readonly lines: number; readonly sha256: string }

/** A line that is no row. */
export function markLine(mark: Mark): string {
  if (mark.kind === 'table') return JSON.stringify([mark.kind, mark.schema, mark.name, mark.columns])
  if (mark.kind === 'sequence') return JSON.stringify([mark.kind, mark.schema, mark.name, mark.next])
  return JSON.stringify([mark.kind, mark.lines, mark.sha256])
}

/** Whether a line is a row of the table named last. */
export function isRow(line: string): boolean {
  return line.startsWith('{')
}

/** @throws StoreError `backup_torn` when the line is no mark */
export function readMark(line: string): Mark {
  const parts: unknown = parsed(line)
  const [kind, first, second, third] = isList(parts) ? parts : []
  if (kind === 'table' && isText(first) && isText(second) && isList(third) && third.every(isText))
    return { kind, schema: first, name: second, columns: third }
  if (kind === 'sequence' && isText(first) && isText(second) && isText(third))
    return { kind, schema: first, name: second, next: third }
  if (kind === 'whole' && typeof first === 'number' && isText(second))
    return { kind, lines: first, sha256: second }
  throw torn('a line is no mark')
}

/** @throws StoreError `backup_unreadable` when it is no backup, `backup_newer` when this version cannot read it */
export function readHeader(line: string): Header {
  const value = parsed(line)
  if (!isObject(value) || value['tieout'] !== 'backup' || typeof value['format'] !== 'number')
    throw new StoreError('backup_unreadable', 'This is no backup of Tieout.')
  if (value['format'] > backupFormat)
    throw new StoreError(
      'backup_newer',
      `The backup has format ${value['format']}; this Tieout knows formats up to ${backupFormat}.`,
    )
  if (!isHeader(value)) throw torn('its header is not whole')
  return value
}

function isHeader(value: object): value is Header {
  return (
    'version' in value &&
    isText(value.version) &&
    'installation' in value &&
    isText(value.installation) &&
    'at' in value &&
    typeof value.at === 'number' &&
    'server' in value &&
    isText(value.server) &&
    'keys' in value &&
    Array.isArray(value.keys) &&
    value.keys.every(isText) &&
    'migrations' in value &&
    Array.isArray(value.migrations) &&
    value.migrations.every((item) => Array.isArray(item) && item.length === 2 && item.every(isText)) &&
    'rows' in value &&
    isObject(value.rows) &&
    Object.values(value.rows).every((count) => typeof count === 'number')
  )
}

/** What is wrong with a backup that is not whole. @param why a clause, for whoever looks into it */
export function torn(why: string, options?: ErrorOptions): StoreError {
  return new StoreError('backup_torn', `The backup is not whole: ${why}.`, options)
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value)
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
