import { sql } from 'kysely'
import { reasonsForSomeone } from './counts.ts'
import type { ConnectionState } from './connections.ts'
import { listed } from './listed.ts'
import type { View } from './view.ts'

export interface CompanyRow {
  readonly id: string
  readonly name: string
  readonly createdAt: number
  readonly connection: {
    readonly id: string
    readonly connector: 'intacct'
    readonly state: ConnectionState
    readonly intacctCompany: string
    readonly entity: string | null
    readonly faultSentence: string | null
    readonly lastFailureAt: number | null
  } | null
  readonly lastSyncAt: number | null
  readonly total: number
  /** Not in agreement: every status but Success and what was left out on purpose. */
  readonly open: number
  readonly pending: number
  readonly needsSomeone: number
  /** Absolute minor units not in agreement, per currency. */
  readonly amounts: readonly { readonly currency: string; readonly minor: string }[]
}

interface Place {
  readonly limit: number
  readonly after: readonly [string, string] | null
}

/** Companies by name. The counts are read from an index on the links, once for the page. */
export async function listCompanies(view: View, page: Place): Promise<readonly CompanyRow[]> {
  return read(view, page, null)
}

/** One company with its counts; null when this workspace has none of that id. */
export async function companyById(view: View, id: string): Promise<CompanyRow | null> {
  const rows = await read(view, { limit: 1, after: null }, id)
  return rows[0] ?? null
}

async function read(view: View, page: Place, id: string | null): Promise<readonly CompanyRow[]> {
  const [name, last] = page.after ?? [null, null]
  const { rows } = await sql<CompanyRow>`
    with chosen as (
      select id, name, created_at from tieout.company
       where (${id}::uuid is null or id = ${id}::uuid)
         and (${name}::text is null or (name, id) > (${name}::text, ${last}::uuid))
       order by name, id limit ${page.limit}
    ), tied as (
      select distinct on (c.company) c.* from tieout.connection c join chosen on chosen.id = c.company
       order by c.company, (c.state = 'disconnected'), c.created_at desc
    ), counted as (
      select c.connection, sum(c.records) as total,
             coalesce(sum(c.records) filter (where c.status in ('pending', 'error', 'desynchronized') or c.reason = any(${reasonsForSomeone}::text[])), 0) as open,
             coalesce(sum(c.records) filter (where c.status = 'pending'), 0) as pending,
             coalesce(sum(c.records) filter (where c.reason = any(${reasonsForSomeone}::text[])), 0) as needs
        from tieout.link_count c join tied on tied.id = c.connection group by 1
    ), money as (
      select connection, jsonb_agg(jsonb_build_object('currency', currency, 'minor', minor::text) order by currency) as amounts
        from (
          select l.connection, l.currency, sum(abs(l.amount_minor)) as minor
            from tieout.link l join tied on tied.id = l.connection
           where ${listed('l')} and l.currency is not null
             and (l.status in ('pending', 'error', 'desynchronized') or l.reason = any(${reasonsForSomeone}::text[]))
           group by 1, 2) sums
       group by 1
    )
    select chosen.id, chosen.name, chosen.created_at as "createdAt",
           case when tied.id is null then null else jsonb_build_object(
             'id', tied.id, 'connector', tied.connector, 'state', tied.state, 'intacctCompany', tied.remote_company,
             'entity', tied.entity, 'faultSentence', tied.fault ->> 'sentence', 'lastFailureAt', tied.last_failure_at) end as connection,
           tied.last_sync_at as "lastSyncAt",
           coalesce(counted.total, 0)::bigint as total, coalesce(counted.open, 0)::bigint as open,
           coalesce(counted.pending, 0)::bigint as pending, coalesce(counted.needs, 0)::bigint as "needsSomeone",
           coalesce(money.amounts, '[]') as amounts
      from chosen
      left join tied on tied.company = chosen.id
      left join counted on counted.connection = tied.id
      left join money on money.connection = tied.id
     order by chosen.name, chosen.id`.execute(view)
  return rows
}

/** @param company `at` in epoch milliseconds */
export async function createCompany(
  view: View,
  company: { id: string; workspace: string; name: string; at: number },
): Promise<void> {
  await sql`
    insert into tieout.company (workspace, id, name, created_at)
    values (${company.workspace}, ${company.id}, ${company.name}, ${company.at})`.execute(view)
}

/** An id that is not there changes nothing. */
export async function renameCompany(view: View, id: string, name: string): Promise<void> {
  await sql`update tieout.company set name = ${name} where id = ${id}`.execute(view)
}
