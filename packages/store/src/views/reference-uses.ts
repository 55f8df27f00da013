import { sql } from 'kysely'
import { objectTypeNames } from '@tieout/engine/core/object-types.ts'
import type { ObjectType } from '@tieout/engine/core/object-types.ts'
import type { ReferenceType } from '@tieout/engine/core/reference-types.ts'
import type { Scope } from '@tieout/engine/ports.ts'
import { via, within } from '../database/bulk.ts'
import { referenceChildren, referenceColumns } from './reference.ts'
import type { ReferenceRecord } from './reference.ts'
import type { View } from './view.ts'

interface Named {
  readonly type: ReferenceType
  readonly id: string
}

/** Where reference data names other reference data: kinds, and our name for the field. */
const naming: Readonly<
  Record<string, { readonly kinds: readonly ReferenceType[]; readonly fields: readonly string[] }>
> = {
  account: {
    kinds: ['ar_account_label', 'ap_account_label', 'checking_account', 'savings_account', 'tax_detail'],
    fields: ['account'],
  },
  tax_solution: { kinds: ['tax_detail', 'entity'], fields: ['solution', 'taxSolution'] },
  ap_term: { kinds: ['vendor'], fields: ['term'] },
}

/** Reference data that lies under a record or names it, at most so many of each; short kinds are looked through. */
export async function referencesNaming(
  view: View,
  scope: Scope,
  { type, id }: Named,
  limit: number,
): Promise<readonly ReferenceRecord[]> {
  const children = await referenceChildren(view, scope, type, id, limit)
  const where = Object.hasOwn(naming, type) ? naming[type] : undefined
  if (where === undefined) return children
  const { rows } = await sql<ReferenceRecord>`
    select ${referenceColumns} from unnest(${[...where.kinds]}::text[]) as k (type) cross join lateral (
      select * from (
        select * from tieout.reference_record x
         where ${within(scope, 'x')} and x.type = k.type and ${via('reference_id', 'x')}
         order by x.id collate "C", x.key limit 5000 offset 0) x
       where x.presence <> 'gone'
         and exists (select 1 from unnest(${[...where.fields]}::text[]) as f (name) where x.extra ->> f.name = ${id})
       limit ${limit}) r
     order by r.type, r.id collate "C" limit ${limit}`.execute(view)
  return [...children, ...rows].slice(0, limit)
}

/** Where records name reference data, as paths of JSON. */
const paths: Readonly<Record<string, readonly string[]>> = {
  account: ['$.lines[*].account', '$.account'],
  checking_account: ['$.account'],
  savings_account: ['$.account'],
  ar_term: ['$.termName'],
  ap_term: ['$.termName'],
  vendor: ['$.vendor'],
  location: ['$.lines[*].location'],
  department: ['$.lines[*].department'],
  class: ['$.lines[*].class'],
  project: ['$.lines[*].project'],
  item: ['$.lines[*].item'],
  currency: ['$.currency'],
}

/** The types that can name it, where not all can: receivables and payables have terms of their own. */
const lookedThrough: Readonly<Record<string, readonly ObjectType[]>> = {
  ar_term: ['customer', 'invoice'],
  ap_term: ['vendor', 'bill'],
}

export interface RecordsNaming {
  /** So many of the newest were looked at. */
  readonly looked: number
  readonly found: number
  readonly items: readonly { readonly type: string; readonly id: string; readonly number: string }[]
}

/** Records of Intacct's side that name it, among the newest of each type: all of them would be a reading of the whole table. */
export async function recordsNaming(
  view: View,
  scope: Scope,
  { type, id }: Named,
  newest: number,
): Promise<RecordsNaming> {
  const where = Object.hasOwn(paths, type) ? (paths[type] ?? []) : []
  if (where.length === 0) return { looked: 0, found: 0, items: [] }
  const { rows } = await sql<RecordsNaming>`
    with newest as (
      select n.type, n.key, n.number, n.data from unnest(${[...(lookedThrough[type] ?? objectTypeNames)]}::text[]) as k (type) cross join lateral (
        select x.type, x.key, x.number, x.data, x.read_at from tieout.remote_record x
         where ${within(scope, 'x')} and x.type = k.type and x.presence = 'present' and ${via('remote_record_read', 'x')}
         order by x.read_at desc limit ${newest} offset 0) n),
    naming as (
      select n.type, n.key, n.number from newest n
       where exists (select 1 from unnest(${[...where]}::jsonpath[]) as p (path)
                      where jsonb_path_query_array(n.data, p.path) @> jsonb_build_array(${id}::text))),
    shown as (
      select m.type, l.app_id as id, m.number from naming m
       cross join lateral (select x.app_id from tieout.link x
        where ${within(scope, 'x')} and x.type = m.type and x.remote_key = m.key and x.role = 'main' and ${via('link_remote', 'x')}
        limit 1 offset 0) l
       order by m.type, m.number limit 20)
    select (select count(*) from newest) as looked, (select count(*) from naming) as found,
           coalesce((select jsonb_agg(to_jsonb(s)) from shown s), '[]') as items`.execute(view)
  return rows[0] ?? { looked: 0, found: 0, items: [] }
}
