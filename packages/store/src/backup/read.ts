import pg from 'pg'
import type { KeyRing } from '../crypto/master-key.ts'
import { rolesOf } from '../database/roles.ts'
import type { Roles } from '../database/roles.ts'
import { StoreError } from '../errors.ts'
import { copiedSequences, copiedTables, nameOf } from './catalogue.ts'
import type { CopiedTable } from './catalogue.ts'
import { backupFormat, markLine } from './format.ts'
import type { Header } from './format.ts'

/** Rows fetched at once: a few megabytes. */
const rowsAtOnce = 2_000

/**
 * The lines of a backup, read in one snapshot: whatever is written meanwhile is in none of them. Nobody waits for it.
 * @param admin may become the installation's roles
 * @throws StoreError `nothing_to_back_up`
 */
export async function* backupLines(
  admin: pg.ClientConfig,
  given: { readonly keys: KeyRing; readonly version: string; readonly at: number },
): AsyncGenerator<string> {
  const client = new pg.Client(admin)
  client.on('error', () => undefined)
  await client.connect()
  try {
    // What text a value has must not depend on the server's settings.
    await client.query(
      `set datestyle = 'ISO, MDY'; set intervalstyle = 'iso_8601'; set timezone = 'UTC'; set extra_float_digits = 3`,
    )
    await client.query('begin isolation level repeatable read, read only')
    const roles = await knownRoles(client)
    const tables = await copiedTables(client)
    yield JSON.stringify(await headerOf(client, tables, roles, given))
    for (const table of tables) {
      yield markLine({ kind: 'table', ...table })
      yield* rowsOf(client, table, roles)
    }
    // Sequences are in no snapshot: read after the rows, they are past every number in them.
    for (const sequence of await copiedSequences(client)) {
      const { rows } = await client.query<{ next: string }>(
        `select (last_value + case when is_called then 1 else 0 end)::text as next from ${pathOf(sequence)}`,
      )
      yield markLine({ kind: 'sequence', ...sequence, next: rows[0]?.next ?? '1' })
    }
    await client.query('commit')
  } finally {
    await client.end()
  }
}

async function knownRoles(client: pg.Client): Promise<Roles> {
  const { rows } = await client.query<{ name: string; ours: boolean }>(
    `select current_database() as name, to_regprocedure('tieout.home()') is not null as ours`,
  )
  const [found] = rows
  if (found?.ours !== true)
    throw new StoreError(
      'nothing_to_back_up',
      `The database "${found?.name ?? ''}" holds no installation of this version.`,
    )
  return rolesOf(found.name)
}

async function headerOf(
  client: pg.Client,
  tables: readonly CopiedTable[],
  roles: Roles,
  { keys, version, at }: { readonly keys: KeyRing; readonly version: string; readonly at: number },
): Promise<Header> {
  const { rows } = await client.query<{ id: string; server: string }>(
    `select id, current_setting('server_version') as server from tieout.installation`,
  )
  const migrations = await client.query<{ name: string; checksum: string }>(
    'select name, checksum from tieout.migration order by name',
  )
  const counts: Record<string, number> = {}
  for (const table of tables) counts[nameOf(table)] = await countOf(client, table, roles)
  return {
    tieout: 'backup',
    format: backupFormat,
    version,
    installation: rows[0]?.id ?? '',
    at,
    server: rows[0]?.server ?? '',
    keys: [keys.current.id, ...[...keys.all.keys()].filter((id) => id !== keys.current.id)],
    migrations: migrations.rows.map(({ name, checksum }) => [name, checksum] as const),
    rows: counts,
  }
}

async function countOf(client: pg.Client, table: CopiedTable, roles: Roles): Promise<number> {
  await become(client, table, roles)
  const { rows } = await client.query<{ count: string }>(
    `select count(*)::text as count from ${pathOf(table)}`,
  )
  await client.query('reset role')
  return Number(rows[0]?.count ?? 0)
}

async function* rowsOf(client: pg.Client, table: CopiedTable, roles: Roles): AsyncGenerator<string> {
  const columns = table.columns.map((column) => pg.escapeIdentifier(column)).join(', ')
  await become(client, table, roles)
  await client.query(
    `declare rows no scroll cursor for select row_to_json(r)::text as line from (select ${columns} from ${pathOf(table)}) r`,
  )
  for (;;) {
    const { rows } = await client.query<{ line: string }>(`fetch ${rowsAtOnce} from rows`)
    for (const { line } of rows) yield line
    if (rows.length < rowsAtOnce) break
  }
  await client.query('close rows')
  await client.query('reset role')
}

/** Whoever may see all of a table: the walls hold back even its owner. */
async function become(client: pg.Client, { schema }: CopiedTable, roles: Roles): Promise<void> {
  await client.query(`set role ${schema === 'auth' ? roles.auth : roles.backup}`)
}

function pathOf({ schema, name }: { readonly schema: string; readonly name: string }): string {
  return `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(name)}`
}
