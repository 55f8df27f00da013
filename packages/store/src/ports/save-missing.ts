import { sql } from 'kysely'
import type { ObjectType } from '@tieout/engine/core/object-types.ts'
import type { Scope } from '@tieout/engine/ports.ts'
import type { RemoteFacts } from '@tieout/engine/ports/remote.ts'
import type { Want } from '@tieout/engine/ports/settled.ts'
import { recordText, via, within } from '../database/bulk.ts'
import { inConnection } from '../database/workspace.ts'
import type { Db } from '../database/workspace.ts'
import { markChanged } from './links.ts'
import { endNamedWants, saveWants, touchedBy } from './wants.ts'

type Missing = Pick<Want, 'type' | 'key' | 'by'>

/**
 * A direct read did not find them. What we know of them stays; only their presence changes. A number that is not found says nothing
 * about records that bore it before, so only its want ends. A record that was stored after that read had left is read again.
 */
export async function saveMissing(
  db: Db,
  scope: Scope,
  missing: readonly Missing[],
  asked: number,
  at: number,
): Promise<void> {
  if (missing.length === 0) return
  await inConnection(db, scope, async (tx) => {
    const newer = await storedSince(tx, scope, missing, asked)
    await saveWants(
      tx,
      scope,
      newer.map(({ type, key }) => ({ type, key, by: 'key', why: 'suspect' })),
    )
    const names = new Set(newer.map(({ type, key }) => recordText(type, key)))
    const byKey = missing.filter((row) => row.by === 'key' && !names.has(recordText(row.type, row.key)))
    const gone = await markGone(tx, scope, byKey, at)
    const links = await linksOf(tx, scope, gone)
    await markChanged(tx, scope, links)
    await resolveDuplicates(tx, scope, byKey)
    await endNamedWants(tx, scope, missing)
    // A payment that is gone no longer pays its invoices.
    await saveWants(
      tx,
      scope,
      gone.flatMap((row) => touchedBy(row.facts)),
    )
  })
}

async function storedSince(tx: Db, scope: Scope, missing: readonly Missing[], asked: number) {
  const newer: { type: ObjectType; key: string }[] = []
  for (const [type, own] of Map.groupBy(missing, (row) => row.type)) {
    const keys = own.filter((row) => row.by === 'key').map((row) => row.key)
    const found = await sql<(typeof newer)[number]>`
      select r.type, r.key from remote_record r
       where ${within(scope, 'r')} and r.type = ${type} and r.key = any(${keys}::text[]) and r.presence = 'present'
         and r.turn > ${asked}::bigint`.execute(tx)
    newer.push(...found.rows)
  }
  return newer
}

async function markGone(tx: Db, scope: Scope, missing: readonly Missing[], at: number) {
  const gone: { type: ObjectType; key: string; facts: RemoteFacts }[] = []
  for (const [type, own] of Map.groupBy(missing, (row) => row.type)) {
    const found = await sql<(typeof gone)[number]>`
      update remote_record r set presence = 'gone', read_at = ${at}::bigint, turn = nextval('tieout.revision')
       where ${within(scope, 'r')} and r.type = ${type} and r.key = any(${own.map((row) => row.key)}::text[]) and r.presence <> 'gone'
      returning r.type, r.key, r.facts`.execute(tx)
    gone.push(...found.rows)
  }
  return gone
}

async function linksOf(
  tx: Db,
  scope: Scope,
  records: readonly { readonly type: string; readonly key: string }[],
): Promise<string[]> {
  if (records.length === 0) return []
  const found = await sql<{ id: string }>`
    select l.id from unnest(${records.map((row) => row.type)}::text[], ${records.map((row) => row.key)}::text[]) as k (type, key)
      cross join lateral (
        select x.id from link x
         where ${within(scope, 'x')} and x.type = k.type and x.remote_key = k.key and x.role = 'main' and ${via('link_remote', 'x')} offset 0
      ) l`.execute(tx)
  return found.rows.map((row) => row.id)
}

/** A record that was there twice may be there once again. */
async function resolveDuplicates(tx: Db, scope: Scope, missing: readonly Missing[]): Promise<void> {
  for (const [type, own] of Map.groupBy(missing, (row) => row.type)) {
    const keys = own.map((row) => row.key)
    await sql`
      update link l
         set duplicates = array(select d from unnest(l.duplicates) d where d <> all(${keys}::text[])),
             due_at = 0, revision = nextval('tieout.revision')
       where ${within(scope, 'l')} and l.id = any(array(
         select x.id from link x
          where ${within(scope, 'x')} and x.type = ${type} and x.duplicates <> '{}' and x.duplicates && ${keys}::text[]
            and ${via('link_duplicates', 'x')}))`.execute(tx)
  }
}
