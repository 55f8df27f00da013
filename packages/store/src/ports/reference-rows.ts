import { sql } from 'kysely'
import type { ReferenceType } from '@tieout/engine/core/reference-types.ts'
import type { Scope } from '@tieout/engine/ports.ts'
import type { ReferenceMode, StoredReferenceRow } from '@tieout/engine/ports/reference.ts'
import { json, lastOfEach, storable, within } from '../database/bulk.ts'
import type { Db } from '../database/workspace.ts'

interface Pass {
  readonly type: ReferenceType
  readonly mode: ReferenceMode
  readonly pass: number
}

/**
 * Stores a page of one kind. Unchanged rows are left alone but for the number of the full reading that showed them; words that records
 * are found by are written anew for those that changed only.
 */
export async function saveReferenceRows(
  tx: Db,
  scope: Scope,
  { type, mode, pass }: Pass,
  given: readonly StoredReferenceRow[],
  at: number,
): Promise<void> {
  if (given.length === 0) return
  const rows = lastOfEach(storable(given), ({ key }) => key)
  const { rows: changed } = await sql<{ key: string; usable: boolean }>`
    with page as (
      select * from jsonb_to_recordset(${json(rows)}) as p (
        key text, id text, name text, status text, parent text, entity text, extra jsonb, stamp text, hash text)
    )
    insert into reference_record as r (
      workspace, connection, type, key, id, name, status, parent, entity, extra, stamp, hash, seen, changed_at)
    select ${scope.workspace}::uuid, ${scope.connection}::uuid, ${type}, p.key, p.id, p.name, p.status, p.parent, p.entity,
           p.extra, p.stamp, p.hash, ${pass}::bigint, ${at}::bigint
      from page p
    on conflict (workspace, connection, type, key) do update
      set id = excluded.id, name = excluded.name, status = excluded.status, parent = excluded.parent, entity = excluded.entity,
          extra = excluded.extra, stamp = excluded.stamp, hash = excluded.hash, seen = excluded.seen,
          changed_at = excluded.changed_at, presence = 'present', gone_at = null
      where (r.hash, r.presence) is distinct from (excluded.hash, 'present')
    returning r.key, r.usable`.execute(tx)
  if (mode === 'full') {
    await sql`
      update reference_record r set seen = ${pass}::bigint
       where ${within(scope, 'r')} and r.type = ${type} and r.key = any(${rows.map(({ key }) => key)}::text[])
         and r.seen < ${pass}::bigint`.execute(tx)
  }
  await saveTerms(tx, scope, type, rows, changed)
}

async function saveTerms(
  tx: Db,
  scope: Scope,
  type: ReferenceType,
  rows: readonly StoredReferenceRow[],
  changed: readonly { readonly key: string; readonly usable: boolean }[],
): Promise<void> {
  if (changed.length === 0) return
  const termsOf = new Map(rows.map(({ key, terms }) => [key, terms]))
  const fresh = changed.flatMap(({ key, usable }) =>
    (termsOf.get(key) ?? []).map((term) => ({ key, term, usable })),
  )
  await sql`
    delete from reference_term t
     where ${within(scope, 't')} and t.type = ${type} and t.key = any(${changed.map(({ key }) => key)}::text[])`.execute(
    tx,
  )
  await sql`
    insert into reference_term (workspace, connection, type, key, term, usable)
    select ${scope.workspace}::uuid, ${scope.connection}::uuid, ${type}, p.key, p.term, p.usable
      from jsonb_to_recordset(${json(fresh)}) as p (key text, term text, usable boolean)
    on conflict do nothing`.execute(tx)
}
