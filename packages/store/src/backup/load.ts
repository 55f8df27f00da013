import pg from 'pg'
import type { Roles } from '../database/roles.ts'
import { isRow, readMark } from './format.ts'
import type { Mark } from './format.ts'

/** Rows written at once. Characters of their lines. */
const batchLength = 1024 * 1024

type Table = Mark & { readonly kind: 'table' }

/** Writes the lines of a checked backup into tables that are there and empty, inside the caller's transaction. */
export async function loadLines(
  client: pg.ClientBase,
  lines: AsyncIterable<string>,
  roles: Roles,
): Promise<void> {
  let table: Table | null = null
  let batch: string[] = []
  let length = 0
  const write = async (): Promise<void> => {
    if (table !== null && batch.length > 0) await insert(client, table, batch)
    batch = []
    length = 0
  }
  for await (const line of lines) {
    if (isRow(line)) {
      batch.push(line)
      length += line.length
      if (length >= batchLength) await write()
      continue
    }
    await write()
    const mark = readMark(line)
    await client.query('reset role')
    if (mark.kind === 'table') {
      table = mark
      await client.query(`set local role ${mark.schema === 'auth' ? roles.auth : roles.backup}`)
      // The row that the migrations made.
      if (mark.schema === 'tieout' && mark.name === 'installation')
        await client.query('delete from tieout.installation')
    }
    if (mark.kind === 'sequence')
      await client.query('select setval($1::regclass, $2::bigint, false)', [pathOf(mark), mark.next])
  }
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
