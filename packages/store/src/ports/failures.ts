import { sql } from 'kysely'
import type { Scope } from '@tieout/engine/ports.ts'
import type { Fault } from '@tieout/engine/ports/fault.ts'
import { jsonText } from '../database/bulk.ts'
import { inWorkspace } from '../database/workspace.ts'
import type { Db } from '../database/workspace.ts'

/** Intacct answered: whatever kept us away has passed. */
export async function resetFailures(tx: Db, scope: Scope): Promise<void> {
  await sql`
    update connection set failures = 0, not_before = null, fault = null
     where workspace = ${scope.workspace}::uuid and id = ${scope.connection}::uuid and failures > 0 and state <> 'paused'`.execute(
    tx,
  )
}

/** Leaves a connection alone until a moment (epoch ms), and counts the failure. A paused one stays as it is. */
export async function backOff(db: Db, scope: Scope, fault: Fault, until: number, at: number): Promise<void> {
  await inWorkspace(db, scope.workspace, (tx) =>
    sql`
      update connection
         set failures = failures + 1, not_before = ${until}::bigint, fault = ${jsonText(fault)}::jsonb,
             last_failure = ${jsonText(fault)}::jsonb, last_failure_at = ${at}::bigint
       where workspace = ${scope.workspace}::uuid and id = ${scope.connection}::uuid and state <> 'paused'`.execute(
      tx,
    ),
  )
}

/** The first fault is kept: later ones are usually its consequences. One that is being made rests, too, until its fault is mended. */
export async function pause(db: Db, scope: Scope, fault: Fault, at: number): Promise<void> {
  await inWorkspace(db, scope.workspace, (tx) =>
    sql`
      update connection
         set state = case when state = 'connecting' then state else 'paused' end,
             paused_at = case when state = 'connecting' then paused_at else ${at}::bigint end, fault = ${jsonText(fault)}::jsonb,
             last_failure = ${jsonText(fault)}::jsonb, last_failure_at = ${at}::bigint
       where workspace = ${scope.workspace}::uuid and id = ${scope.connection}::uuid
         and (state in ('active', 'verify_first')
              or state = 'connecting' and fault ->> 'retry' is distinct from 'connection')`.execute(tx),
  )
}
