import { sql } from 'kysely'
import type { ObjectType } from '@tieout/engine/core/object-types.ts'
import type { Reason } from '@tieout/engine/core/outcomes.ts'
import type { Reference } from '@tieout/engine/core/references.ts'
import type { DocumentState, Presence, Resolved, Scope } from '@tieout/engine/ports.ts'
import { within } from '../database/bulk.ts'
import type { Db } from '../database/workspace.ts'
import type { LinkRow } from './dirty.ts'

interface Row {
  link: string
  ref_type: ObjectType
  ref_by: Reference['by']
  ref_value: string
  parent: string | null
  parent_app_id: string
  parent_remote_key: string | null
  parent_reason: Reason | null
  key: string | null
  number: string
  name: string
  state: DocumentState
  presence: Presence
}

/** What the references of these links name, on either side, by link: one statement for all. */
export async function resolve(
  tx: Db,
  scope: Scope,
  links: readonly LinkRow[],
): Promise<Map<string, Resolved[]>> {
  const of = links.flatMap((link) => [
    ...(link.app_version === null
      ? []
      : [{ id: link.id, side: 'app', type: link.type, record: link.app_id }]),
    ...(link.remote_key === null
      ? []
      : [{ id: link.id, side: 'remote', type: link.type, record: link.remote_key }]),
  ])
  const found = await sql<Row>`
    with pointer as materialized (
      select distinct k.link, f.ref_type, f.ref_by, f.ref_value
        from unnest(${of.map((o) => o.id)}::uuid[], ${of.map((o) => o.side)}::text[], ${of.map((o) => o.type)}::text[],
                    ${of.map((o) => o.record)}::text[]) as k (link, side, type, record)
        join record_reference f
          on ${within(scope, 'f')} and f.side = k.side and f.type = k.type and f.record = k.record
    ), named as materialized (
      select n.*, by_id.id as link, coalesce(by_id.remote_key, by_number.key, case when n.ref_by = 'key' then n.ref_value end) as remote_key
        from (select distinct ref_type, ref_by, ref_value from pointer) n
        left join link by_id
          on ${within(scope, 'by_id')} and n.ref_by = 'id' and by_id.type = n.ref_type and by_id.app_id = n.ref_value
             and by_id.role = 'main'
        left join lateral (
          select x.key from remote_record x
           where ${within(scope, 'x')} and n.ref_by = 'number' and x.type = n.ref_type and x.number = n.ref_value
           order by x.presence = 'present' desc, x.key limit 1
        ) by_number on true
    )
    select p.link, p.ref_type, p.ref_by, p.ref_value,
           l.id as parent, l.app_id as parent_app_id, l.remote_key as parent_remote_key, l.reason as parent_reason,
           r.key, r.number, r.name, r.facts ->> 'state' as state, r.presence
      from pointer p
      join named n on n.ref_type = p.ref_type and n.ref_by = p.ref_by and n.ref_value = p.ref_value
      left join link by_key
        on ${within(scope, 'by_key')} and n.ref_by <> 'id' and by_key.type = n.ref_type and by_key.role = 'main'
           and by_key.remote_key = n.remote_key
      left join link l on ${within(scope, 'l')} and l.id = coalesce(n.link, by_key.id)
      left join remote_record r on ${within(scope, 'r')} and r.type = n.ref_type and r.key = n.remote_key
     order by p.link, p.ref_type, p.ref_by, p.ref_value`.execute(tx)
  const byLink = new Map<string, Resolved[]>()
  for (const row of found.rows) {
    const list = byLink.get(row.link)
    if (list === undefined) byLink.set(row.link, [resolvedOf(row)])
    else list.push(resolvedOf(row))
  }
  return byLink
}

function resolvedOf(row: Row): Resolved {
  return {
    reference: { type: row.ref_type, by: row.ref_by, value: row.ref_value },
    link:
      row.parent === null
        ? null
        : {
            id: row.parent,
            appId: row.parent_app_id,
            remoteKey: row.parent_remote_key,
            // A link that nobody has looked at yet is in line.
            reason: row.parent_reason ?? 'queued',
          },
    remote:
      row.key === null
        ? null
        : { key: row.key, number: row.number, name: row.name, state: row.state, presence: row.presence },
  }
}
