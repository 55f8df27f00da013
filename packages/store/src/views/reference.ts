import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { searchText, searchWords } from '@tieout/engine/core/reference-terms.ts'
import type { ReferenceType } from '@tieout/engine/core/reference-types.ts'
import type { Scope } from '@tieout/engine/ports.ts'
import type { ReferencePresence, ReferenceStatus } from '@tieout/engine/ports/reference.ts'
import { via, within } from '../database/bulk.ts'
import type { View } from './view.ts'

export interface ReferenceRecord {
  readonly type: ReferenceType
  readonly key: string
  readonly id: string
  readonly name: string
  readonly status: ReferenceStatus
  readonly presence: ReferencePresence
  readonly usable: boolean
  readonly parent: string | null
  readonly entity: string | null
  readonly extra: Readonly<Record<string, string>>
  /** Intacct's own time; '' where it does not tell. */
  readonly stamp: string
  readonly changedAt: number
  readonly goneAt: number | null
}

export const referenceColumns = sql`
  r.type, r.key, r.id, r.name, r.status, r.presence, r.usable, r.parent, r.entity, r.extra, r.stamp,
  r.changed_at as "changedAt", r.gone_at as "goneAt"`

/** The place after a record in the order of ids. */
export type ReferencePlace = readonly [id: string, key: string]

export interface ReferenceListing {
  readonly types: readonly ReferenceType[]
  /** Only what a new document may name. */
  readonly usable: boolean
  readonly limit: number
  readonly after: ReferencePlace | null
}

/** Records by id. */
export async function listReference(
  view: View,
  scope: Scope,
  { types, usable, limit, after }: ReferenceListing,
): Promise<readonly ReferenceRecord[]> {
  const [id, key] = after ?? [null, null]
  const { rows } = await sql<ReferenceRecord>`
    select ${referenceColumns} from unnest(${[...types]}::text[]) as k (type) cross join lateral (
      select * from tieout.reference_record x
       where ${within(scope, 'x')} and x.type = k.type and ${via('reference_id', 'x')} and (not ${usable} or x.usable)
         and (${id}::text is null or (x.id collate "C", x.key) > (${id}::text collate "C", ${key}::text))
       order by x.id collate "C", x.key limit ${limit} offset 0) r
     order by r.id collate "C", r.key limit ${limit}`.execute(view)
  return rows
}

/** Everything from `prefix` on that begins with it. */
function startsWith(column: RawBuilder<unknown>, prefix: string): RawBuilder<boolean> {
  return sql<boolean>`(${column} >= ${prefix} and ${column} < ${prefix + '\u{10FFFF}'})`
}

/** Candidates of the longest word that the others are looked for in; a search that finds more asks for another word. */
const mostCandidates = 1_000

/**
 * Records whose id, name or words of them begin with what was typed: first those whose id is just that, then ids and names that begin with
 * it, then those that hold all words. Index ranges only, each with an end, so that 200,000 records answer as quickly as 200.
 */
export async function searchReference(
  view: View,
  scope: Scope,
  given: {
    readonly types: readonly ReferenceType[]
    readonly q: string
    readonly usable: boolean
    readonly limit: number
  },
): Promise<readonly ReferenceRecord[]> {
  const whole = searchText(given.q)
  const words = [...searchWords(given.q)].sort((a, b) => b.length - a.length)
  const [rarest = whole, ...others] = words
  const flags = given.usable ? [true] : [true, false]
  const has = others.map(
    (word) =>
      sql<boolean>`exists (select 1 from tieout.reference_term o
        where ${within(scope, 'o')} and o.type = t.type and o.key = t.key and ${startsWith(sql`o.term`, word)} offset 0)`,
  )
  const all = has.length === 0 ? sql`true` : sql.join(has, sql` and `)
  const range = (prefix: string, most: number) => sql`
    select t.type, t.key, t.term from unnest(${[...given.types]}::text[]) as k (type), unnest(${flags}::boolean[]) as f (usable)
     cross join lateral (
       select x.type, x.key, x.term from tieout.reference_term x
        where ${within(scope, 'x')} and x.type = k.type and x.usable = f.usable and ${via('reference_search', 'x')}
          and ${startsWith(sql`x.term`, prefix)}
        order by x.term, x.key limit ${most} offset 0) t`
  const { rows } = await sql<ReferenceRecord>`
    with whole as (${range(whole, 2 * given.limit)}),
    candidate as (${range(rarest, others.length === 0 ? 2 * given.limit : mostCandidates)}),
    worded as (select t.type, t.key, t.term from candidate t where ${all} limit ${2 * given.limit}),
    ranked as (
      select type, key, min(rank) as rank from (
        select w.type, w.key, case when w.term = ${whole} then 1 else 2 end as rank from whole w
        union all select d.type, d.key, 3 from worded d) found
       group by type, key)
    select ${referenceColumns} from ranked cross join lateral (
      select * from tieout.reference_record x
       where ${within(scope, 'x')} and x.type = ranked.type and x.key = ranked.key offset 0) r
     order by not r.usable, case when lower(r.id) = ${whole} then 0 else ranked.rank end, r.id collate "C", r.key
     limit ${given.limit}`.execute(view)
  return rows
}

/** Records of a kind by their ids: usually one, several where entities have their own. The usable ones first. */
export async function referenceById(
  view: View,
  scope: Scope,
  types: readonly ReferenceType[],
  id: string,
): Promise<readonly ReferenceRecord[]> {
  const { rows } = await sql<ReferenceRecord>`
    select ${referenceColumns} from unnest(${[...types]}::text[]) as k (type) cross join lateral (
      select * from tieout.reference_record x
       where ${within(scope, 'x')} and x.type = k.type and x.id collate "C" = ${id} and ${via('reference_id', 'x')}
       order by x.key limit 20 offset 0) r
     order by not r.usable, r.presence = 'gone', r.type, r.key`.execute(view)
  return rows
}

/** Records that lie under one of the same kind, at most so many. */
export async function referenceChildren(
  view: View,
  scope: Scope,
  type: ReferenceType,
  id: string,
  limit: number,
): Promise<readonly ReferenceRecord[]> {
  const { rows } = await sql<ReferenceRecord>`
    select ${referenceColumns} from tieout.reference_record r
     where ${within(scope, 'r')} and r.type = ${type} and r.parent is not null and r.parent collate "C" = ${id}
       and ${via('reference_parent', 'r')} and r.presence <> 'gone'
     order by r.key limit ${limit}`.execute(view)
  return rows
}
