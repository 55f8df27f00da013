import pg from 'pg'
import type { Roles } from '../database/roles.ts'
import { isRow, readMark } from './format.ts'
import type { Mark } from './format.ts'

/** Rows written at once. Characters of their lines. */
const batchLength = 1024 * 1024

type Table = Mark & { readonly kind: 'table' }
type Sequence = Mark & { readonly kind: 'sequence' }

/** Writes the lines of a checked backup into tables that are there and empty, inside the caller's transaction. */
export async function loadLines(
  client: pg.ClientBase,
  lines: AsyncIterable<string>,
  roles: Roles,
): Promise<void> {
  for await (const { table, sequence, rows } of parts(lines)) {
    if (rows.length > 0 && table) await insert(client, table, rows)
    else if (sequence) await goOn(client, sequence)
    else if (table) await begin(client, table, roles)
  }
}

interface Part {
  readonly table?: Table
  readonly sequence?: Sequence
  /** Of the table; none when it begins. */
  readonly rows: readonly string[]
}

async function* parts(lines: AsyncIterable<string>): AsyncGenerator<Part> {
  let table: Table | undefined
  let rows: string[] = []
  let length = 0
  for await (const line of lines) {
    if (isRow(line)) {
      rows.push(line)
      length += line.length
    }
    if (rows.length > 0 && table && (!isRow(line) || length >= batchLength)) {
      yield { table, rows }
      rows = []
      length = 0
    }
    if (isRow(line)) continue
    const mark = readMark(line)
    table = mark.kind === 'table' ? mark : undefined
    if (mark.kind === 'table') yield { table: mark, rows: [] }
    if (mark.kind === 'sequence') yield { sequence: mark, rows: [] }
  }
}

async function begin(client: pg.ClientBase, { schema, name }: Table, roles: Roles): Promise<void> {
  await client.query('reset role')
  await client.query(`set local role ${schema === 'auth' ? roles.auth : roles.backup}`)
  // The row that the migrations made.
  if (schema === 'tieout' && name === 'installation') await client.query('delete from tieout.installation')
}

async function goOn(client: pg.ClientBase, sequence: Sequence): Promise<void> {
  await client.query('reset role')
  await client.query('select setval($1::regclass, $2::bigint, false)', [pathOf(sequence), sequence.next])
}

/** By column names: a column that came later has its default. */
async function insert(client: pg.ClientBase, table: Table, rows: readonly string[]): Promise<void> {
  const path = pathOf(table)
  const columns = table.columns.map((column) => pg.escapeIdentifier(column)).join(', ')
  await client.query(
    `insert into ${path} (${columns}) overriding system value select ${columns} from json_populate_recordset(null::${path}, $1::json)`,
    [`[${rows.join(',')}]`],
  )
}

function pathOf({ schema, name }: { readonly schema: string; readonly name: string }): string {
  return `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(name)}`
}
