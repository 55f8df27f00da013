import { sql } from 'kysely'
import type { Scope } from '@tieout/engine/ports.ts'
import { json } from '../database/bulk.ts'
import type { Db } from '../database/workspace.ts'
import { putRows } from './put-app.ts'
import type { Accepted } from './settle-plan.ts'

/** Records of ours that others need: stored as if the app had sent them, unless they are there, and pointed to by those that need them. */
export async function putDerived(
  tx: Db,
  newId: () => string,
  scope: Scope,
  accepted: readonly Accepted[],
  at: number,
): Promise<void> {
  const derived = accepted.flatMap(({ link, settled: { derive } }) =>
    (derive ?? []).map((put) => ({ type: link.type, record: link.app_id, put })),
  )
  if (derived.length === 0) return
  await putRows(
    tx,
    newId,
    scope,
    derived.map(({ put }) => put),
    at,
  )
  const rows = derived.map(({ type, record, put }) => ({
    type,
    record,
    ref_type: put.type,
    ref_value: put.id,
  }))
  await sql`
    insert into record_reference (workspace, connection, side, type, record, ref_type, ref_by, ref_value)
    select ${scope.workspace}::uuid, ${scope.connection}::uuid, 'app', r.type, r.record, r.ref_type, 'id', r.ref_value
      from jsonb_to_recordset(${json(rows)}) as r (type text, record text, ref_type text, ref_value text)
    on conflict do nothing`.execute(tx)
}
