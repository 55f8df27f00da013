import type { Json } from '@tieout/engine/core/json.ts'
import type { ObjectType } from '@tieout/engine/core/object-types.ts'
import type { Status } from '@tieout/engine/core/outcomes.ts'
import type { AppState } from '@tieout/engine/core/records.ts'
import type { Fault } from '@tieout/engine/ports/fault.ts'
import type { RemoteFacts } from '@tieout/engine/ports/remote.ts'
import type { Presence } from '@tieout/engine/ports/situation.ts'
import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { via } from '../database/bulk.ts'
import { rowById } from './grid.ts'
import type { GridRow } from './grid.ts'
import type { View } from './view.ts'

type Data = Readonly<Record<string, Json>>

export interface AppSideRow {
  readonly version: number
  readonly state: AppState
  readonly data: Data
  readonly receivedAt: number
}

export interface RemoteSideRow {
  readonly key: string
  readonly number: string
  readonly data: Data
  readonly facts: RemoteFacts
  readonly readAt: number
  readonly presence: Presence
}

export interface LinkedRow {
  readonly type: ObjectType
  readonly id: string
  readonly number: string
  readonly party: string
  readonly status: Status | null
  readonly remoteKey: string | null
}

export interface IntentRow {
  readonly id: string
  readonly op: string
  readonly state: string
  readonly controlId: string
  readonly marker: string
  readonly generation: number
  readonly fence: number
  readonly searches: number
  readonly sentAt: number | null
  readonly dueAt: number
  readonly key: string | null
  readonly readBackHash: string | null
  readonly evidence: readonly EvidenceRow[]
}

export interface EvidenceRow {
  readonly at: number
  readonly step: string
  readonly detail?: string
}

export interface RecordDetailRow {
  readonly row: GridRow
  readonly imported: boolean
  readonly app: AppSideRow | null
  readonly remote: RemoteSideRow | null
  /** What both sides last agreed on, in the app's terms and in the remote side's. */
  readonly base: { readonly app: Data; readonly remote: Data } | null
  readonly fault: Fault | null
  readonly choice: string | null
  readonly choiceBy: string | null
  readonly intent: IntentRow | null
  readonly parents: readonly LinkedRow[]
  readonly children: readonly LinkedRow[]
  readonly waitingFor: readonly { readonly type: ObjectType; readonly by: string; readonly value: string }[]
  /** Steps of every write of the record. */
  readonly evidence: readonly EvidenceRow[]
  readonly timeline: readonly { readonly at: number; readonly kind: string; readonly params: Data }[]
}

/** Timeline entries and relatives that a page shows. */
const shown = 200

/** Everything about one record, by the app's id; null when there is none. */
export async function recordDetailOf(
  view: View,
  connection: string,
  type: ObjectType,
  id: string,
): Promise<RecordDetailRow | null> {
  const row = await rowById(view, connection, type, id)
  if (row === null) return null
  const { rows } = await sql<
    Pick<RecordDetailRow, 'imported' | 'base' | 'fault' | 'choice' | 'choiceBy' | 'app' | 'remote'>
  >`
    select l.imported, l.base, l.problem_fault as fault, l.choice, l.choice_by as "choiceBy",
           case when a.id is null then null else jsonb_build_object(
             'version', a.version, 'state', a.state, 'data', a.data, 'receivedAt', a.received_at) end as app,
           case when r.key is null then null else jsonb_build_object(
             'key', r.key, 'number', r.number, 'data', r.data, 'facts', r.facts, 'readAt', r.read_at, 'presence', r.presence) end as remote
      from tieout.link l
      left join lateral (
        select x.* from tieout.app_record x where x.connection = ${connection} and x.type = l.type and x.id = l.app_id offset 0
      ) a on true
      left join lateral (
        select x.* from tieout.remote_record x where x.connection = ${connection} and x.type = l.type and x.key = l.remote_key offset 0
      ) r on true
     where l.connection = ${connection} and l.id = ${row.link}`.execute(view)
  const both = rows[0]
  if (both === undefined) return null
  return {
    row,
    ...both,
    intent: await newestIntent(view, connection, row.link),
    parents: await parentsOf(view, connection, row),
    children: await childrenOf(view, connection, row),
    waitingFor: await waitsFor(view, connection, row.link),
    evidence: await evidenceOf(view, connection, row.link),
    timeline: await timelineOf(view, connection, row.link),
  }
}

async function newestIntent(view: View, connection: string, link: string): Promise<IntentRow | null> {
  const { rows } = await sql<IntentRow>`
    select id, op, state, control_id as "controlId", marker, generation, fence, searches, sent_at as "sentAt",
           due_at as "dueAt", key, read_back_hash as "readBackHash", evidence
      from tieout.intent i where connection = ${connection} and link = ${link} and ${via('intent_of_link', 'i')} order by seq desc limit 1`.execute(
    view,
  )
  return rows[0] ?? null
}

const relative = sql`
  l.type, l.app_id as id, l.number, l.party, l.status, l.remote_key as "remoteKey"`

/** The link that a reference `f` names, whichever way it does. */
function named(connection: string): RawBuilder<unknown> {
  return sql`
    (select x.* from tieout.link x
      where x.connection = ${connection} and f.ref_by = 'id' and x.type = f.ref_type and x.app_id = f.ref_value and x.role = 'main'
        and ${via('link_app', 'x')} offset 0)
    union all
    (select x.* from tieout.link x
      where x.connection = ${connection} and f.ref_by = 'key' and x.type = f.ref_type and x.remote_key = f.ref_value
        and x.role = 'main' and ${via('link_remote', 'x')} offset 0)
    union all
    (select x.* from tieout.remote_record r cross join lateral (
       select y.* from tieout.link y
        where y.connection = ${connection} and y.type = r.type and y.remote_key = r.key and y.role = 'main'
          and ${via('link_remote', 'y')} offset 0
     ) x
      where r.connection = ${connection} and f.ref_by = 'number' and r.type = f.ref_type and r.number = f.ref_value
        and ${via('remote_record_number', 'r')})`
}

async function parentsOf(view: View, connection: string, row: GridRow): Promise<readonly LinkedRow[]> {
  // What the app has never put points to what Intacct says.
  const [side, record] = row.version === null ? ['remote', row.remoteKey ?? ''] : ['app', row.id]
  const { rows } = await sql<LinkedRow>`
    select distinct on (f.ref_type, f.ref_value) f.ref_type as type, coalesce(l.app_id, f.ref_value) as id,
           coalesce(l.number, f.ref_value) as number, coalesce(l.party, '') as party, l.status, l.remote_key as "remoteKey"
      from tieout.record_reference f
      left join lateral (${named(connection)}) l on true
     where f.connection = ${connection} and f.type = ${row.type}
       and f.side = ${side} and f.record = ${record}
     order by f.ref_type, f.ref_value limit ${shown}`.execute(view)
  return rows
}

async function childrenOf(view: View, connection: string, row: GridRow): Promise<readonly LinkedRow[]> {
  const { rows } = await sql<LinkedRow>`
    select ${relative} from tieout.link l
     where l.connection = ${connection} and l.role = 'main' and l.id = any(array(
       select c.id
         from unnest(array['id', 'key', 'number'], ${[row.id, row.remoteKey ?? '', row.number]}::text[]) as n (by, value)
         cross join lateral (
           select x.side, x.type, x.record from tieout.record_reference x
            where x.connection = ${connection} and x.ref_type = ${row.type} and x.ref_by = n.by and x.ref_value = n.value
              and n.value <> '' and ${via('record_reference_to', 'x')} offset 0
         ) f
         cross join lateral (
           (select x.id from tieout.link x
             where x.connection = ${connection} and f.side = 'app' and x.type = f.type and x.app_id = f.record and x.role = 'main'
               and ${via('link_app', 'x')} offset 0)
           union all
           (select x.id from tieout.link x
             where x.connection = ${connection} and f.side = 'remote' and x.type = f.type and x.remote_key = f.record
               and x.role = 'main' and ${via('link_remote', 'x')} offset 0)
         ) c))
     order by l.changed_at desc, l.id desc limit ${shown}`.execute(view)
  return rows
}

async function waitsFor(
  view: View,
  connection: string,
  link: string,
): Promise<RecordDetailRow['waitingFor']> {
  const { rows } = await sql<RecordDetailRow['waitingFor'][number]>`
    select ref_type as type, ref_by as by, ref_value as value from tieout.waiting_reference
     where connection = ${connection} and link = ${link} order by 1, 3 limit ${shown}`.execute(view)
  return rows
}

async function evidenceOf(view: View, connection: string, link: string): Promise<readonly EvidenceRow[]> {
  const { rows } = await sql<EvidenceRow>`
    select (e.step ->> 'at')::bigint as at, e.step ->> 'step' as step, e.step ->> 'detail' as detail
      from (select x.seq, x.evidence from tieout.intent x
             where x.connection = ${connection} and x.link = ${link} and ${via('intent_of_link', 'x')} order by x.seq desc limit 20) i,
           jsonb_array_elements(i.evidence) with ordinality as e (step, place)
     order by i.seq desc, e.place desc limit ${shown}`.execute(view)
  return rows
}

async function timelineOf(
  view: View,
  connection: string,
  link: string,
): Promise<RecordDetailRow['timeline']> {
  const { rows } = await sql<RecordDetailRow['timeline'][number]>`
    select at, kind, params from tieout.timeline
     where connection = ${connection} and link = ${link} order by seq desc limit ${shown}`.execute(view)
  return rows
}

/** The newest version that the app has sent, for a void of it. */
export async function appVersion(
  view: View,
  connection: string,
  type: ObjectType,
  id: string,
): Promise<{ version: number; state: AppState; data: Data } | null> {
  const { rows } = await sql<{ version: number; state: AppState; data: Data }>`
    select version, state, data from tieout.app_record
     where connection = ${connection} and type = ${type} and id = ${id}`.execute(view)
  return rows[0] ?? null
}
