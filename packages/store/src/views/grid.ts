import type { Json } from '@tieout/engine/core/json.ts'
import type { ObjectType } from '@tieout/engine/core/object-types.ts'
import type { Reason, Status } from '@tieout/engine/core/outcomes.ts'
import type { Choice } from '@tieout/engine/ports/situation.ts'
import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { via } from '../database/bulk.ts'
import { reasonsForSomeone } from './counts.ts'
import { listed } from './listed.ts'
import type { View } from './view.ts'

export interface GridRow {
  readonly link: string
  readonly type: ObjectType
  readonly id: string
  readonly number: string
  readonly party: string
  readonly date: string | null
  /** Minor units of `currency`. */
  readonly amountMinor: string | null
  readonly currency: string | null
  readonly version: number | null
  readonly status: Status
  readonly reason: Reason | null
  readonly message: Readonly<Record<string, Json>>
  readonly sentence: string | null
  readonly cause: string | null
  readonly about: string | null
  readonly dueAt: number | null
  readonly changedAt: number
  readonly remoteKey: string | null
  /** What a person chose for it and what stands. */
  readonly choice: Choice | null
}

export interface GridFilter {
  readonly types?: readonly string[]
  readonly statuses?: readonly string[]
  readonly reasons?: readonly string[]
  /** Number or id starts with. */
  readonly key?: string
  /** Number or id is one of these. */
  readonly keys?: readonly string[]
  readonly version?: number
  /** Customer's name starts with. */
  readonly customer?: string
  /** `YYYY-MM-DD`, inclusive. */
  readonly from?: string
  readonly to?: string
  /** Minor units, inclusive. */
  readonly min?: string
  readonly max?: string
  readonly currency?: string
  /** Number, id or customer starts with. */
  readonly q?: string
  /** Changed while this run was under way. */
  readonly run?: string
  readonly cause?: string
  readonly about?: string
  readonly needsSomeone?: boolean
}

export type GridSort = 'changed' | 'key' | 'date' | 'amount'

const columns = sql`
  l.id as link, l.type, l.app_id as id, l.number, l.party, l.date, l.amount_minor as "amountMinor", l.currency, l.version,
  l.status, l.reason, l.message, l.problem_fault ->> 'sentence' as sentence, l.problem_cause as cause, l.problem_about as about,
  l.due_at as "dueAt", l.changed_at as "changedAt", l.remote_key as "remoteKey", l.choice`

/** An amount as lists are ordered by it: `amount_order` of the same amount. */
function asOrder(amount: string | number | null): RawBuilder<unknown> {
  return sql`least(greatest(${amount}::numeric, -9000000000000000000), 9000000000000000000)::bigint`
}

interface SortInfo {
  readonly by: RawBuilder<unknown>
  readonly value: (given: string | number | null) => RawBuilder<unknown>
  readonly down: boolean
}

/** Each order has an index, read from either end; the id breaks ties. Records without a date or an amount count as the lowest. */
const sorts: Readonly<Record<GridSort, SortInfo>> = {
  changed: { by: sql`l.changed_at`, value: (given) => sql`${given}::bigint`, down: true },
  key: { by: sql`l.number collate "C"`, value: (given) => sql`${given}::text`, down: false },
  date: { by: sql`l.date_order`, value: (given) => sql`${given}::date`, down: true },
  amount: { by: sql`l.amount_order`, value: asOrder, down: true },
}

/** `prefix` and everything that begins with it, as a range: a plain index serves it, whatever row-level security adds. */
function startsWith(column: RawBuilder<unknown>, prefix: string): RawBuilder<boolean> {
  return sql<boolean>`(${column} collate "C" >= ${prefix} and ${column} collate "C" < ${prefix + '\u{10FFFF}'})`
}

function conditions(filter: GridFilter, connection: string): RawBuilder<boolean>[] {
  const all: (RawBuilder<boolean> | false)[] = [
    sql<boolean>`l.connection = ${connection}`,
    listed('l'),
    filter.types !== undefined && sql<boolean>`l.type = any(${[...filter.types]}::text[])`,
    filter.statuses !== undefined && sql<boolean>`l.status = any(${[...filter.statuses]}::text[])`,
    filter.reasons !== undefined && sql<boolean>`l.reason = any(${[...filter.reasons]}::text[])`,
    filter.needsSomeone === true && sql<boolean>`l.reason = any(${[...reasonsForSomeone]}::text[])`,
    filter.version !== undefined && sql<boolean>`l.version = ${filter.version}`,
    filter.from !== undefined && sql<boolean>`l.date_order >= ${filter.from}::date`,
    filter.to !== undefined && sql<boolean>`l.date is not null and l.date_order <= ${filter.to}::date`,
    filter.currency !== undefined && sql<boolean>`l.currency = ${filter.currency}`,
    filter.min !== undefined &&
      sql<boolean>`l.amount_minor >= ${filter.min}::numeric and l.amount_order >= ${asOrder(filter.min)}`,
    filter.max !== undefined &&
      sql<boolean>`l.amount_minor <= ${filter.max}::numeric and l.amount_order <= ${asOrder(filter.max)}`,
    filter.cause !== undefined && sql<boolean>`l.problem_cause = ${filter.cause}`,
    filter.about !== undefined && sql<boolean>`l.problem_about = ${filter.about}`,
    filter.customer !== undefined && startsWith(sql`l.party`, filter.customer),
    filter.key !== undefined &&
      sql<boolean>`(${startsWith(sql`l.number`, filter.key)} or ${startsWith(sql`l.app_id`, filter.key)})`,
    filter.keys !== undefined &&
      sql<boolean>`(l.number collate "C" = any(${[...filter.keys]}::text[]) or l.app_id collate "C" = any(${[...filter.keys]}::text[]))`,
    filter.q !== undefined &&
      sql<boolean>`(${startsWith(sql`l.number`, filter.q)} or ${startsWith(sql`l.app_id`, filter.q)} or ${startsWith(sql`l.party`, filter.q)})`,
    filter.run !== undefined &&
      sql<boolean>`exists (select 1 from tieout.run r where r.connection = ${connection} and r.id = ${filter.run}
        and l.changed_at >= r.started_at and l.changed_at <= coalesce(r.ended_at, l.changed_at))`,
  ]
  return all.filter((condition) => condition !== false)
}

export interface GridPage {
  readonly filter: GridFilter
  readonly sort: GridSort
  /** The order's own unless given: newest and largest first, keys from A. */
  readonly direction?: 'asc' | 'desc'
  readonly limit: number
  /** Sort value and link of the last row of the page before. */
  readonly after: readonly [string | number | null, string] | null
}

/** Columns that a text filter looks at; each has an index of its own. */
const lookedAt = {
  key: ['number', 'app_id'],
  q: ['number', 'app_id', 'party'],
  customer: ['party'],
} as const

/** Up to so many rows that a text names are fetched by its indexes and sorted; of more, the newest are soon met in the list's own order. */
const mostNamed = 30_000

/**
 * The rows of a list: those that a text filter names, by the indexes of its columns, or all. The planner cannot know that what begins alike
 * lies together, and would read the list in its order up to the far end.
 */
async function rowsOf(view: View, connection: string, filter: GridFilter): Promise<RawBuilder<unknown>> {
  const name = (['key', 'q', 'customer'] as const).find((each) => filter[each] !== undefined)
  const prefix = name === undefined ? undefined : filter[name]
  if (name === undefined || prefix === undefined || prefix === '') return sql`tieout.link l`
  const inColumn = (column: string) => startsWith(sql.ref(`x.${column}`), prefix)
  const own = sql<boolean>`x.connection = ${connection} and ${listed('x')}`
  const counts = lookedAt[name].map(
    (column) =>
      sql`(select count(*) from (select 1 from tieout.link x where ${own} and ${inColumn(column)} limit ${mostNamed} offset 0) f)`,
  )
  const { rows } = await sql<{ n: number }>`select ${sql.join(counts, sql` + `)} as n`.execute(view)
  if ((rows[0]?.n ?? 0) >= mostNamed) return sql`tieout.link l`
  const parts = lookedAt[name].map((column, at) => {
    const before = lookedAt[name].slice(0, at).map((earlier) => sql<boolean>`not ${inColumn(earlier)}`)
    const where = sql.join([own, inColumn(column), ...before], sql` and `)
    return sql`(select * from tieout.link x where ${where} offset 0)`
  })
  return sql`(${sql.join(parts, sql` union all `)}) l`
}

/** One keyset page of the grid. */
export async function listRecords(
  view: View,
  connection: string,
  page: GridPage,
): Promise<readonly GridRow[]> {
  const { by, value, down: usual } = sorts[page.sort]
  const down = page.direction === undefined ? usual : page.direction === 'desc'
  const where = conditions(page.filter, connection)
  if (page.after !== null) {
    const [last, link] = page.after
    const than = down ? sql`<` : sql`>`
    where.push(sql<boolean>`(${by}, l.id) ${than} (${value(last)}, ${link}::uuid)`)
  }
  const direction = down ? sql`desc` : sql`asc`
  const { rows } = await sql<GridRow>`
    select ${columns} from ${await rowsOf(view, connection, page.filter)} where ${sql.join(where, sql` and `)}
     order by ${by} ${direction}, l.id ${direction} limit ${page.limit}`.execute(view)
  return rows
}

/** What the cursor remembers of a row. */
export function sortValue(sort: GridSort, row: GridRow): string | number {
  const values: Record<GridSort, string | number> = {
    changed: row.changedAt,
    key: row.number,
    date: row.date ?? '-infinity',
    amount: row.amountMinor ?? '0',
  }
  return values[sort]
}

/** One row by the app's id. */
export async function rowById(
  view: View,
  connection: string,
  type: ObjectType,
  id: string,
): Promise<GridRow | null> {
  const { rows } = await sql<GridRow>`
    select ${columns} from tieout.link l
     where l.connection = ${connection} and l.type = ${type} and l.app_id = ${id} and l.role = 'main' and ${via('link_app', 'l')}`.execute(
    view,
  )
  return rows[0] ?? null
}

/** Rows that changed after a moment, oldest first, for live pages. */
export async function rowsChangedSince(
  view: View,
  connection: string,
  since: number,
  limit: number,
): Promise<readonly GridRow[]> {
  const { rows } = await sql<GridRow>`
    select ${columns} from tieout.link l
     where l.connection = ${connection} and ${listed('l')} and l.changed_at > ${since}
     order by l.changed_at desc, l.id desc limit ${limit}`.execute(view)
  return rows.toReversed()
}
