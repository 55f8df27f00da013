import type { Json } from '@tieout/engine/core/json.ts'
import type { ObjectType } from '@tieout/engine/core/object-types.ts'
import type { Status } from '@tieout/engine/core/outcomes.ts'
import type { AppState } from '@tieout/engine/core/records.ts'
import type { Fault, Presence, RemoteFacts } from '@tieout/engine/ports.ts'
import { sql } from 'kysely'
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
      left join tieout.app_record a
        on a.workspace = l.workspace and a.connection = l.connection and a.type = l.type and a.id = l.app_id
      left join tieout.remote_record r
        on r.workspace = l.workspace and r.connection = l.connection and r.type = l.type and r.key = l.remote_key
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
      from tieout.intent where connection = ${connection} and link = ${link} order by seq desc limit 1`.execute(
    view,
  )
  return rows[0] ?? null
}

const relative = sql`
  l.type, l.app_id as id, l.number, l.party, l.status, l.remote_key as "remoteKey"`

async function parentsOf(view: View, connection: string, row: GridRow): Promise<readonly LinkedRow[]> {
  const { rows } = await sql<LinkedRow>`
    select distinct on (f.ref_type, f.ref_value) f.ref_type as type, coalesce(l.app_id, f.ref_value) as id,
           coalesce(l.number, f.ref_value) as number, coalesce(l.party, '') as party, l.status, l.remote_key as "remoteKey"
      from tieout.record_reference f
      left join tieout.link l
        on l.workspace = f.workspace and l.connection = f.connection and l.type = f.ref_type and l.role = 'main'
       and ((f.ref_by = 'id' and l.app_id = f.ref_value) or (f.ref_by = 'key' and l.remote_key = f.ref_value)
         or (f.ref_by = 'number' and l.number = f.ref_value))
     where f.connection = ${connection} and f.type = ${row.type}
       and ((f.side = 'app' and f.record = ${row.id})
         or (f.side = 'remote' and f.record = ${row.remoteKey} and not exists (
              select 1 from tieout.app_record a where a.connection = ${connection} and a.type = ${row.type} and a.id = ${row.id})))
     order by f.ref_type, f.ref_value limit ${shown}`.execute(view)
  return rows
}

async function childrenOf(view: View, connection: string, row: GridRow): Promise<readonly LinkedRow[]> {
  const { rows } = await sql<LinkedRow>`
    select ${relative} from tieout.link l
     where l.connection = ${connection} and l.role = 'main' and l.id in (
       select c.id from tieout.record_reference f join tieout.link c
           on c.workspace = f.workspace and c.connection = f.connection and c.type = f.type and c.role = 'main'
          and ((f.side = 'app' and c.app_id = f.record) or (f.side = 'remote' and c.remote_key = f.record))
        where f.connection = ${connection} and f.ref_type = ${row.type}
          and ((f.ref_by = 'id' and f.ref_value = ${row.id}) or (f.ref_by = 'key' and f.ref_value = ${row.remoteKey})
            or (f.ref_by = 'number' and f.ref_value = ${row.number})))
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
      from (select seq, evidence from tieout.intent where connection = ${connection} and link = ${link} order by seq desc limit 20) i,
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
