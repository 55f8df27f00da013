import { sql } from 'kysely'
import { referenceText } from '@tieout/engine/core/references.ts'
import type { Reference } from '@tieout/engine/core/references.ts'
import type { ObjectType } from '@tieout/engine/core/object-types.ts'
import type { Scope } from '@tieout/engine/ports.ts'
import { json, lastOfEach, within } from '../database/bulk.ts'
import type { Db } from '../database/workspace.ts'

export interface Pointing {
  readonly type: ObjectType
  readonly record: string
  readonly references: readonly Reference[]
  /** It was there before, so that old pointers may have to go. */
  readonly known: boolean
}

/** Replaces what records of one side point to. What the app's record needs of ours (`p1~fee`) it goes on needing. */
export async function saveReferences(
  tx: Db,
  scope: Scope,
  side: 'app' | 'remote',
  records: readonly Pointing[],
): Promise<void> {
  const known = records.filter((record) => record.known)
  for (const [type, own] of Map.groupBy(known, (record) => record.type)) {
    await sql`
      delete from record_reference r
       where ${within(scope, 'r')} and r.side = ${side} and r.type = ${type} and r.record = any(${own.map((k) => k.record)}::text[])
         and not (r.side = 'app' and starts_with(r.ref_value, r.record || '~'))`.execute(tx)
  }
  const rows = records.flatMap(({ type, record, references }) =>
    lastOfEach(references, referenceText).map((to) => ({
      type,
      record,
      ref_type: to.type,
      ref_by: to.by,
      ref_value: to.value,
    })),
  )
  if (rows.length === 0) return
  await sql`
    insert into record_reference (workspace, connection, side, type, record, ref_type, ref_by, ref_value)
    select ${scope.workspace}::uuid, ${scope.connection}::uuid, ${side}, r.*
      from jsonb_to_recordset(${json(rows)}) as r (type text, record text, ref_type text, ref_by text, ref_value text)
    on conflict do nothing`.execute(tx)
}
