import { sql } from 'kysely'
import type { ObjectType } from '@tieout/engine/core/object-types.ts'
import type { RemoteFacts, Scope, Want } from '@tieout/engine/ports.ts'
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
     where k.why <> 'suspect' or exists (select 1 from remote_record x
                                          where ${within(scope, 'x')} and x.type = k.type and x.key = k.key and x.presence <> 'gone')
    on conflict (workspace, connection, type, by, key) do update
      set why = case when w.why = 'read_back' then w.why else excluded.why end,
          revision = case when w.taken = w.revision then excluded.revision else w.revision end`.execute(tx)
}

/** Puts keys on the list to be read. */
export async function want(db: Db, scope: Scope, wants: readonly Want[]): Promise<void> {
  await inWorkspace(db, scope.workspace, (tx) => saveWants(tx, scope, wants))
}

/** Hands out the oldest wants and remembers at which revision, so that a want raised meanwhile outlives this read. */
export async function wanted(db: Db, scope: Scope, limit: number): Promise<readonly Want[]> {
  return inWorkspace(db, scope.workspace, async (tx) => {
    const oldest = await sql<Want>`
      select w.type, w.key, w.by, w.why from wanted_read w where ${within(scope, 'w')} and ${via('wanted_read_order', 'w')}
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
  read: readonly { readonly type: ObjectType; readonly key: string; readonly number: string }[],
): Promise<void> {
  const named = read.flatMap(({ type, key, number }): Named[] => [
    { type, by: 'key', key },
    { type, by: 'number', key: number },
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
 * Applying a payment need not move its invoice's stamp, so a new or changed payment has its invoices, and those that it no longer pays,
 * read again. In a backfill only where the payment may be younger than our read of the invoices.
 */
export async function invoicesToReread(
  tx: Db,
  scope: Scope,
  stream: string | null,
  fresh: readonly Sorted[],
): Promise<Want[]> {
  const payments = fresh.filter(({ row }) => row.type === 'payment')
  if (payments.length === 0) return []
  const since = stream === null ? '' : await readBefore(tx, scope, stream)
  return payments
    .filter(({ row }) => row.stamp >= since)
    .flatMap(({ row, known }) => [...paidBy(row.facts), ...paidBy(known?.facts)])
    .map((key) => ({ type: 'invoice', key, by: 'key', why: 'applied' }))
}

/** In a backfill, the stamp before which everything was already so when the invoices were read; '' otherwise. */
async function readBefore(tx: Db, scope: Scope, stream: string): Promise<string> {
  const found = await sql<{ since: string | null }>`
    select coalesce(i.backfill_since, case when i.window_mode = 'backfill' then coalesce(i.window_from, i.window_ceiling) end) as since
      from stream s left join stream i on ${within(scope, 'i')} and i.stream = 'invoice'
     where ${within(scope, 's')} and s.stream = ${stream} and s.window_mode = 'backfill'`.execute(tx)
  return found.rows[0]?.since ?? ''
}

/** Keys of the invoices that a payment’s applications name. */
export function paidBy(facts: RemoteFacts | null | undefined): string[] {
  return (facts?.applications ?? []).map((application) => application.invoice)
}
