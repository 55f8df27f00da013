import { sql } from 'kysely'
import { markerOf } from '@tieout/engine/core/identity.ts'
import { objectTypes } from '@tieout/engine/core/object-types.ts'
import type { Scope } from '@tieout/engine/ports.ts'
import type { RecordMatch, RemoteSide } from '@tieout/engine/ports/situation.ts'
import { via, within } from '../database/bulk.ts'
import type { Db } from '../database/workspace.ts'
import type { LinkRow } from './link-row.ts'
import { remoteColumns, remoteSide } from './remote-side.ts'
import type { RemoteColumns } from './remote-side.ts'

/** What candidates are looked for by. */
type Sought = Pick<LinkRow, 'id' | 'type' | 'app_id' | 'incarnation' | 'link_number' | 'link_party'>

/** More than this many of one number or name tell a person nothing further. */
const most = 20

/**
 * Remote records that a person has said it is, of equal number, for master data of equal name, or in a copy with the marker that our create
 * would carry, that belong to no record of the app's; for a payment also those on the same invoices. One that came from the
 * remote side and is known by a Tieout id only may still turn out to be one of the app's, so it counts.
 */
export async function candidatesOf(
  tx: Db,
  scope: Scope,
  links: readonly Sought[],
  decided: ReadonlyMap<string, RecordMatch> = new Map(),
): Promise<Map<string, RemoteSide[]>> {
  const byLink = new Map<string, RemoteSide[]>()
  if (links.length === 0) return byLink
  const names = links.map((link) => (objectTypes[link.type].data === 'master' ? link.link_party : ''))
  const markers = await markersOf(tx, scope, links)
  const chosen = links.map((link) => {
    const match = decided.get(link.id)
    return match?.state === 'matched' ? match.key : ''
  })
  const found = await sql<RemoteColumns & { link: string; taken: string | null }>`
    select k.link, case when o.imported then null else o.id end as taken, ${remoteColumns('r')}
      from unnest(${links.map((link) => link.id)}::uuid[], ${links.map((link) => link.type)}::text[],
                  ${links.map((link) => link.link_number)}::text[], ${names}::text[], ${markers}::text[],
                  ${links.map((link) => link.app_id)}::text[], ${links.map((link) => link.type === 'payment')}::boolean[],
                  ${chosen}::text[]) as k (link, type, number, name, marker, app_id, pays, chosen)
      cross join lateral (
        select x.key from remote_record x
         where ${within(scope, 'x')} and x.type = k.type and x.number = k.number and k.number <> '' and x.presence = 'present'
           and ${via('remote_record_number', 'x')}
        union
        select x.key from remote_record x
         where ${within(scope, 'x')} and x.type = k.type and x.name = k.name and x.name <> '' and x.presence = 'present'
           and ${via('remote_record_name', 'x')}
        union
        select x.key from remote_record x
         where ${within(scope, 'x')} and x.type = k.type and x.marker = k.marker and k.marker <> '' and x.presence = 'present'
           and ${via('remote_record_marker', 'x')}
        union
        select k.chosen where k.chosen <> ''
        union
        select d.record from record_reference a
          cross join lateral (
            select x.remote_key from link x
             where ${within(scope, 'x')} and x.type = a.ref_type and x.app_id = a.ref_value and x.role = 'main'
               and ${via('link_app', 'x')} offset 0
          ) i
          cross join lateral (
            select x.record from record_reference x
             where ${within(scope, 'x')} and x.ref_type = a.ref_type and x.ref_by = 'key' and x.ref_value = i.remote_key
               and x.side = 'remote' and x.type = k.type and ${via('record_reference_to', 'x')} offset 0
          ) d
          cross join lateral (
            select x.key from remote_record x
             where ${within(scope, 'x')} and x.type = k.type and x.key = d.record and x.presence = 'present' offset 0
          ) p
         where k.pays and ${within(scope, 'a')} and a.side = 'app' and a.type = k.type and a.record = k.app_id
           and a.ref_type = 'invoice' and a.ref_by = 'id'
        limit ${most}
      ) c
      cross join lateral (
        select x.* from remote_record x where ${within(scope, 'x')} and x.type = k.type and x.key = c.key offset 0
      ) r
      left join lateral (
        select x.id, x.imported from link x
         where ${within(scope, 'x')} and x.type = k.type and x.remote_key = c.key and x.role = 'main' and ${via('link_remote', 'x')} offset 0
      ) o on true
     where o.id is null or o.imported or c.key = k.chosen
     order by k.link, r.key`.execute(tx)
  for (const row of found.rows) {
    const side = remoteSide(row, row.taken)
    const list = byLink.get(row.link)
    if (list === undefined) byLink.set(row.link, [side])
    else list.push(side)
  }
  return byLink
}

/** What our create of each record carries or would carry; nothing unless this copy may have forgotten that it was sent. */
async function markersOf(tx: Db, scope: Scope, links: readonly Sought[]): Promise<string[]> {
  const found = await sql<{ installation: string }>`
    select installation from connection
     where workspace = ${scope.workspace}::uuid and id = ${scope.connection}::uuid and copied_at is not null`.execute(
    tx,
  )
  const installation = found.rows[0]?.installation
  return links.map(({ type, app_id: appId, incarnation }) =>
    installation === undefined ? '' : markerOf({ installation, scope, type, appId, incarnation }),
  )
}
