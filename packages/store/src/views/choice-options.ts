import type { ObjectType } from '@tieout/engine/core/object-types.ts'
import type { Reason } from '@tieout/engine/core/outcomes.ts'
import type { Scope } from '@tieout/engine/ports.ts'
import type { DocumentState } from '@tieout/engine/ports/remote.ts'
import type { RemoteSide } from '@tieout/engine/ports/situation.ts'
import { sql } from 'kysely'
import { via } from '../database/bulk.ts'
import { candidatesOf } from '../ports/candidates.ts'
import type { GridRow } from './grid.ts'
import type { View } from './view.ts'

/** Records in Intacct that this one could be tied to: those that belong to no record of the app's. */
export async function linkableTo(view: View, scope: Scope, row: GridRow): Promise<readonly RemoteSide[]> {
  if (row.remoteKey !== null) return []
  const { rows } = await sql<{ incarnation: number }>`
    select incarnation from tieout.link where connection = ${scope.connection} and id = ${row.link}`.execute(
    view,
  )
  const sought = {
    id: row.link,
    type: row.type,
    app_id: row.id,
    incarnation: rows[0]?.incarnation ?? 1,
    link_number: row.number,
    link_party: row.party,
  }
  const found = (await candidatesOf(view, scope, [sought])).get(row.link) ?? []
  return found.filter(({ facts }) => facts.state !== 'reversal')
}

/** What pays an invoice, or is credited to it, in Intacct. */
export interface Payer {
  readonly link: string
  readonly type: ObjectType
  readonly id: string
  readonly number: string
  readonly reason: Reason | null
  /** Null: the app has no version of its own, the record came from Intacct. */
  readonly version: number | null
  readonly state: DocumentState
}

/** At most so many are looked at: an invoice with more is not entered anew by one choice. */
const most = 200

/** Present records of the remote side that are applied to this one and not reversed. */
export async function payersOf(view: View, connection: string, row: GridRow): Promise<readonly Payer[]> {
  if (row.remoteKey === null) return []
  const { rows } = await sql<Payer>`
    select l.id as link, l.type, l.app_id as id, l.number, l.reason, l.version, r.facts ->> 'state' as state
      from tieout.record_reference f
      cross join lateral (
        select x.key, x.facts from tieout.remote_record x
         where x.connection = ${connection} and x.type = f.type and x.key = f.record and x.presence = 'present' offset 0
      ) r
      cross join lateral (
        select x.* from tieout.link x
         where x.connection = ${connection} and x.type = f.type and x.remote_key = f.record and x.role = 'main'
           and ${via('link_remote', 'x')} offset 0
      ) l
     where f.connection = ${connection} and f.ref_type = ${row.type} and f.ref_by = 'key' and f.ref_value = ${row.remoteKey}
       and f.side = 'remote' and ${via('record_reference_to', 'f')}
     order by l.type, l.number limit ${most}`.execute(view)
  return rows.filter(({ state }) => state !== 'reversed' && state !== 'reversal')
}
