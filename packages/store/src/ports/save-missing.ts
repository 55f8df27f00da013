import { sql } from 'kysely'
import type { ObjectType } from '@tieout/engine/core/object-types.ts'
import type { RemoteFacts, Scope, Want } from '@tieout/engine/ports.ts'
import { within } from '../database/bulk.ts'
import { inConnection } from '../database/workspace.ts'
import type { Db } from '../database/workspace.ts'
import { markDirty, wakeChildren } from './links.ts'
import { endNamedWants, paidBy, saveWants } from './wants.ts'

type Missing = Pick<Want, 'type' | 'key' | 'by'>

/**
 * A direct read did not find them. What we know of them stays; only their presence changes. A number that is not found says nothing
 * about records that bore it before, so only its want ends.
 */
export async function saveMissing(
  db: Db,
  scope: Scope,
  missing: readonly Missing[],
  at: number,
): Promise<void> {
  if (missing.length === 0) return
  const byKey = missing.filter((row) => row.by === 'key')
  await inConnection(db, scope, async (tx) => {
    const gone = await markGone(tx, scope, byKey, at)
    const links = await linksOf(tx, scope, gone)
    await markDirty(tx, scope, links)
    await wakeChildren(tx, scope, links)
    await resolveDuplicates(tx, scope, byKey)
    await endNamedWants(tx, scope, missing)
    // A payment that is gone no longer pays its invoices.
    const invoices = gone.filter((row) => row.type === 'payment').flatMap((row) => paidBy(row.facts))
    await saveWants(
      tx,
      scope,
      invoices.map((key) => ({ type: 'invoice', key, by: 'key', why: 'applied' })),
    )
  })
}

async function markGone(tx: Db, scope: Scope, missing: readonly Missing[], at: number) {
  const found = await sql<{ type: ObjectType; key: string; facts: RemoteFacts }>`
    update remote_record r set presence = 'gone', read_at = ${at}::bigint
      from ${named(missing)}
     where ${within(scope, 'r')} and r.type = k.type and r.key = k.key and r.presence <> 'gone'
    returning r.type, r.key, r.facts`.execute(tx)
  return found.rows
}

async function linksOf(
  tx: Db,
  scope: Scope,
  records: readonly { readonly type: string; readonly key: string }[],
): Promise<string[]> {
  const found = await sql<{ id: string }>`
    select l.id from ${named(records)}
      join link l on ${within(scope, 'l')} and l.type = k.type and l.remote_key = k.key`.execute(tx)
  return found.rows.map((row) => row.id)
}

/** A record that was there twice may be there once again. */
async function resolveDuplicates(tx: Db, scope: Scope, missing: readonly Missing[]): Promise<void> {
  await sql`
    update link l
       set duplicates = array(select d from unnest(l.duplicates) d
                               where not exists (select 1 from ${named(missing)} where k.type = l.type and k.key = d)),
           due_at = 0, revision = nextval('tieout.revision')
     where ${within(scope, 'l')} and l.duplicates <> '{}'
       and exists (select 1 from ${named(missing)} where k.type = l.type and k.key = any(l.duplicates))`.execute(
    tx,
  )
}

function named(records: readonly { readonly type: string; readonly key: string }[]) {
  return sql`unnest(${records.map((row) => row.type)}::text[], ${records.map((row) => row.key)}::text[]) as k (type, key)`
}
