import { sql } from 'kysely'
import { infoOf, isObjectType } from '@tieout/engine/core/object-types.ts'
import type { ObjectType } from '@tieout/engine/core/object-types.ts'
import type { Scope } from '@tieout/engine/ports.ts'
import type { RemoteFacts } from '@tieout/engine/ports/remote.ts'
import type { Want } from '@tieout/engine/ports/settled.ts'
import { json, lastOfEach, via, within } from '../database/bulk.ts'
import { inWorkspace } from '../database/workspace.ts'
import type { Db } from '../database/workspace.ts'
import type { Sorted } from './page-row.ts'

/**
 * Puts keys on the list. One that is there and not handed out yet keeps its place; one that is being read is wanted anew. A read-back
 * stays a read-back, whatever else wants the record. A suspect that we do not hold, or know to be gone, is not asked for: the audit
 * history names it again and again.
 */
export async function saveWants(tx: Db, scope: Scope, wants: readonly Want[]): Promise<void> {
  if (wants.length === 0) return
  const readBacksLast = wants.toSorted(
    (a, b) => Number(a.why === 'read_back') - Number(b.why === 'read_back'),
  )
  const rows = lastOfEach(readBacksLast, (want) => `${want.type}:${want.by}:${want.key}`)
  await sql`
    insert into wanted_read as w (workspace, connection, type, key, by, why, revision)
    select ${scope.workspace}::uuid, ${scope.connection}::uuid, k.*, nextval('tieout.revision')
      from jsonb_to_recordset(${json(rows)}) as k (type text, key text, by text, why text)
     where k.why <> 'suspect'
        or k.by <> 'document' and exists (select 1 from remote_record x
                                           where ${within(scope, 'x')} and x.type = k.type and x.key = k.key and x.presence <> 'gone')
        or k.by = 'document' and exists (select 1 from remote_record x
                                          where ${within(scope, 'x')} and x.type = k.type and x.document = k.key and x.document is not null
                                            and x.presence <> 'gone' and ${via('remote_record_document', 'x')})
    on conflict (workspace, connection, type, by, key) do update
      set why = case when w.why = 'read_back' then w.why else excluded.why end,
          revision = case when w.taken = w.revision then excluded.revision else w.revision end`.execute(tx)
}

/** Puts keys on the list to be read. */
export async function want(db: Db, scope: Scope, wants: readonly Want[]): Promise<void> {
  await inWorkspace(db, scope.workspace, (tx) => saveWants(tx, scope, wants))
}

/** Leaves wants alone until then (epoch ms), unless they were raised again since they were handed out. */
export async function putOff(db: Db, scope: Scope, wants: readonly Named[], until: number): Promise<void> {
  await inWorkspace(db, scope.workspace, async (tx) => {
    for (const { type, by, keys } of alike(wants)) {
      await sql`
        update wanted_read w set due_at = ${until}::bigint
         where ${within(scope, 'w')} and w.type = ${type} and w.by = ${by} and w.key = any(${keys}::text[]) and w.taken = w.revision`.execute(
        tx,
      )
    }
  })
}

/** Hands out the oldest wants and remembers at which revision, so that a want raised meanwhile outlives this read. @param now epoch ms */
export async function wanted(
  db: Db,
  scope: Scope,
  limit: number,
  now = Number.MAX_SAFE_INTEGER,
): Promise<readonly Want[]> {
  return inWorkspace(db, scope.workspace, async (tx) => {
    const oldest = await sql<Want>`
      select w.type, w.key, w.by, w.why from wanted_read w where ${within(scope, 'w')} and w.due_at <= ${now}::bigint and ${via('wanted_read_order', 'w')}
       order by w.revision limit ${limit} for update skip locked`.execute(tx)
    for (const { type, by, keys } of alike(oldest.rows)) {
      await sql`
        update wanted_read w set taken = w.revision
         where ${within(scope, 'w')} and w.type = ${type} and w.by = ${by} and w.key = any(${keys}::text[])`.execute(
        tx,
      )
    }
    return oldest.rows
  })
}

/** Takes what was read off the list, by either name, unless it was wanted again since it was handed out. */
export async function endWants(
  tx: Db,
  scope: Scope,
  read: readonly {
    readonly type: ObjectType
    readonly key: string
    readonly number: string
    readonly document: string | null
  }[],
): Promise<void> {
  const named = read.flatMap(({ type, key, number, document }): Named[] => [
    { type, by: 'key', key },
    { type, by: 'number', key: number },
    ...(document === null ? [] : [{ type, by: 'document', key: document } as const]),
  ])
  await endNamedWants(tx, scope, named)
}

/** Takes names off the list, unless they were wanted again since they were handed out. */
export async function endNamedWants(tx: Db, scope: Scope, wants: readonly Named[]): Promise<void> {
  for (const { type, by, keys } of alike(wants)) {
    await sql`
      delete from wanted_read w
       where ${within(scope, 'w')} and w.type = ${type} and w.by = ${by} and w.key = any(${keys}::text[]) and w.taken = w.revision`.execute(
      tx,
    )
  }
}

type Named = Pick<Want, 'type' | 'by' | 'key'>

/** The keys of each type and way of naming: few statements, each with the whole key of its rows. */
function alike(wants: readonly Named[]): { type: ObjectType; by: Want['by']; keys: string[] }[] {
  const groups = new Map<string, { type: ObjectType; by: Want['by']; keys: string[] }>()
  for (const { type, by, key } of wants) {
    const group = groups.get(`${type}:${by}`)
    if (group === undefined) groups.set(`${type}:${by}`, { type, by, keys: [key] })
    else group.keys.push(key)
  }
  return [...groups.values()]
}

/**
 * Applying a payment or credit need not move its invoice's stamp, so a new or changed one has the records whose amounts it moves, and
 * those that it moves no longer, read again. In a backfill only where it may be younger than our read of the invoices.
 */
export async function touchedToReread(
  tx: Db,
  scope: Scope,
  stream: string | null,
  fresh: readonly Sorted[],
): Promise<Want[]> {
  const moving = fresh.filter(
    ({ row, known }) => touchedBy(row.facts).length + touchedBy(known?.facts).length > 0,
  )
  if (moving.length === 0) return []
  const since = stream === null ? '' : await readBefore(tx, scope, stream)
  return moving
    .filter(({ row }) => row.stamp >= since)
    .flatMap(({ row, known }) => [...touchedBy(row.facts), ...touchedBy(known?.facts)])
}

/** In a backfill, the stamp before which everything was already so when the invoices were read; '' otherwise. */
async function readBefore(tx: Db, scope: Scope, stream: string): Promise<string> {
  const found = await sql<{ since: string | null }>`
    select coalesce(i.backfill_since, case when i.window_mode = 'backfill' then coalesce(i.window_from, i.window_ceiling) end) as since
      from stream s left join stream i on ${within(scope, 'i')} and i.stream = ${paidBy(stream)}
     where ${within(scope, 's')} and s.stream = ${stream} and s.window_mode = 'backfill'`.execute(tx)
  return found.rows[0]?.since ?? ''
}

/** The stream of the documents that those of a stream pay. */
function paidBy(stream: string): string {
  return isObjectType(stream) ? (infoOf(stream).pays ?? stream) : stream
}

/** The records whose amounts a payment or credit moves. */
export function touchedBy(facts: RemoteFacts | null | undefined): Want[] {
  const paid = (facts?.applications ?? []).flatMap(({ invoice }) =>
    invoice === undefined ? [] : [{ type: 'invoice', key: invoice } as const],
  )
  return (facts?.touches ?? paid).map(({ type, key }) => ({ type, key, by: 'key', why: 'applied' }))
}
