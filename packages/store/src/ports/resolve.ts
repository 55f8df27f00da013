import { sql } from 'kysely'
import type { Reason } from '@tieout/engine/core/outcomes.ts'
import { referenceText } from '@tieout/engine/core/references.ts'
import type { Reference } from '@tieout/engine/core/references.ts'
import type { Scope } from '@tieout/engine/ports.ts'
import type { DocumentState } from '@tieout/engine/ports/remote.ts'
import type { Choice, Presence, Resolved } from '@tieout/engine/ports/situation.ts'
import { lastOfEach, via, within } from '../database/bulk.ts'
import type { Db } from '../database/workspace.ts'
import type { LinkRow } from './link-row.ts'

interface Pointer extends Reference {
  readonly link: string
}

interface Row extends Reference {
  parent: string | null
  parent_app_id: string
  parent_remote_key: string | null
  parent_reason: Reason | null
  parent_choice: Choice | null
  parent_in_app: boolean
  key: string | null
  number: string
  name: string
  state: DocumentState
  presence: Presence
}

/** What the references of these links name, on either side, by link: two statements for all. */
export async function resolve(
  tx: Db,
  scope: Scope,
  links: readonly LinkRow[],
): Promise<Map<string, Resolved[]>> {
  const byLink = new Map<string, Resolved[]>()
  const pointers = await readPointers(tx, scope, links)
  if (pointers.length === 0) return byLink
  const named = await readNamed(tx, scope, lastOfEach(pointers, referenceText))
  for (const [link, own] of Map.groupBy(pointers, (pointer) => pointer.link)) {
    const found = lastOfEach(own, referenceText)
      .map(referenceText)
      .sort()
      .flatMap((text) => named.get(text) ?? [])
    byLink.set(link, found)
  }
  return byLink
}

async function readPointers(tx: Db, scope: Scope, links: readonly LinkRow[]): Promise<readonly Pointer[]> {
  const of = links.flatMap((link) => [
    ...(link.app_version === null
      ? []
      : [{ id: link.id, side: 'app', type: link.type, record: link.app_id }]),
    ...(link.remote_key === null
      ? []
      : [{ id: link.id, side: 'remote', type: link.type, record: link.remote_key }]),
  ])
  if (of.length === 0) return []
  const found = await sql<Pointer>`
    select k.link, f.ref_type as type, f.ref_by as by, f.ref_value as value
      from unnest(${of.map((o) => o.id)}::uuid[], ${of.map((o) => o.side)}::text[], ${of.map((o) => o.type)}::text[],
                  ${of.map((o) => o.record)}::text[]) as k (link, side, type, record)
      cross join lateral (
        select x.ref_type, x.ref_by, x.ref_value from record_reference x
         where ${within(scope, 'x')} and x.side = k.side and x.type = k.type and x.record = k.record offset 0
      ) f`.execute(tx)
  return found.rows
}

async function readNamed(
  tx: Db,
  scope: Scope,
  references: readonly Reference[],
): Promise<Map<string, Resolved>> {
  const found = await sql<Row>`
    select n.type, n.by, n.value,
           l.id as parent, l.app_id as parent_app_id, l.remote_key as parent_remote_key, l.reason as parent_reason, l.in_app as parent_in_app, l.choice as parent_choice,
           r.key, r.number, r.name, r.facts ->> 'state' as state, r.presence
      from unnest(${references.map((to) => to.type)}::text[], ${references.map((to) => to.by)}::text[],
                  ${references.map((to) => to.value)}::text[]) as n (type, by, value)
      left join lateral (
        select x.id, x.remote_key from link x
         where ${within(scope, 'x')} and n.by = 'id' and x.type = n.type and x.app_id = n.value and x.role = 'main'
           and ${via('link_app', 'x')} offset 0
      ) by_id on true
      left join lateral (
        select x.key from remote_record x
         where ${within(scope, 'x')} and n.by = 'number' and x.type = n.type and x.number = n.value
           and ${via('remote_record_number', 'x')}
         order by x.presence = 'present' desc, x.key limit 1
      ) by_number on true
      cross join lateral (
        select coalesce(by_id.remote_key, by_number.key, case when n.by = 'key' then n.value end) as key offset 0
      ) named
      left join lateral (
        select x.id from link x
         where ${within(scope, 'x')} and n.by <> 'id' and x.type = n.type and x.remote_key = named.key and x.role = 'main'
           and ${via('link_remote', 'x')} offset 0
      ) by_key on true
      cross join lateral (select coalesce(by_id.id, by_key.id) as id offset 0) parent
      left join lateral (
        select x.id, x.app_id, x.remote_key, x.reason, x.choice, (x.base is not null or not x.imported) as in_app
          from link x where ${within(scope, 'x')} and x.id = parent.id offset 0
      ) l on true
      left join lateral (
        select x.key, x.number, x.name, x.facts, x.presence from remote_record x
         where ${within(scope, 'x')} and x.type = n.type and x.key = named.key offset 0
      ) r on true`.execute(tx)
  return new Map(found.rows.map((row) => [referenceText(row), resolvedOf(row)]))
}

function resolvedOf(row: Row): Resolved {
  return {
    reference: { type: row.type, by: row.by, value: row.value },
    link:
      row.parent === null
        ? null
        : {
            id: row.parent,
            appId: row.parent_app_id,
            remoteKey: row.parent_remote_key,
            // A link that nobody has looked at yet is in line.
            reason: row.parent_reason ?? 'queued',
            choice: row.parent_choice,
            inApp: row.parent_in_app,
          },
    remote:
      row.key === null
        ? null
        : { key: row.key, number: row.number, name: row.name, state: row.state, presence: row.presence },
  }
}
