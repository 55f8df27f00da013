import type pg from 'pg'

export interface CopiedTable {
  readonly schema: string
  readonly name: string
  /** Those that are stored, not computed, in their order. */
  readonly columns: readonly string[]
}

/**
 * What a copy leaves out: leases, marks of migrations (the header has them), who is signed in at this moment, and counts, which are made anew
 * as the records go in.
 */
const left = new Set([
  'tieout.migration',
  'tieout.slot',
  'tieout.link_count',
  'auth.session',
  'auth.verification',
])

/** The tables of a whole installation, each after those that it points to. The jobs are none of it: they only say where to look. */
export async function copiedTables(client: pg.ClientBase): Promise<readonly CopiedTable[]> {
  const found = await client.query<CopiedTable>(`
    select n.nspname as schema, c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     where n.nspname in ('tieout', 'auth') and c.relkind = 'r'
     group by 1, 2 order by 1, 2`)
  const pointing = await client.query<{ child: string; parent: string }>(`
    select cn.nspname || '.' || c.relname as child, pn.nspname || '.' || p.relname as parent
      from pg_constraint k
      join pg_class c on c.oid = k.conrelid join pg_namespace cn on cn.oid = c.relnamespace
      join pg_class p on p.oid = k.confrelid join pg_namespace pn on pn.oid = p.relnamespace
     where k.contype = 'f' and k.conrelid <> k.confrelid`)
  const parents = Map.groupBy(pointing.rows, (row) => row.child)
  return inOrder(
    found.rows.filter((table) => !left.has(nameOf(table))),
    (name) => parents.get(name)?.map((row) => row.parent) ?? [],
  )
}

export interface CopiedSequence {
  readonly schema: string
  readonly name: string
}

/** The sequences behind numbers that are handed out. */
export async function copiedSequences(client: pg.ClientBase): Promise<readonly CopiedSequence[]> {
  const found = await client.query<CopiedSequence>(`
    select schemaname as schema, sequencename as name from pg_sequences where schemaname = 'tieout' order by 2`)
  return found.rows
}

/** `schema.name`, as the header lists it. */
export function nameOf(table: { readonly schema: string; readonly name: string }): string {
  return `${table.schema}.${table.name}`
}

/** Parents before children, else as given. */
function inOrder(
  tables: readonly CopiedTable[],
  parentsOf: (name: string) => readonly string[],
): readonly CopiedTable[] {
  const byName = new Map(tables.map((table) => [nameOf(table), table]))
  const placed = new Set<CopiedTable>()
  const place = (table: CopiedTable, below: ReadonlySet<string>): void => {
    const name = nameOf(table)
    if (placed.has(table) || below.has(name)) return
    for (const parent of parentsOf(name)) {
      const found = byName.get(parent)
      if (found) place(found, new Set([...below, name]))
    }
    placed.add(table)
  }
  for (const table of tables) place(table, new Set())
  return [...placed]
}
