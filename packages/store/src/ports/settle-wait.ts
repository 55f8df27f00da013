import { sql } from 'kysely'
import { referenceText } from '@tieout/engine/core/references.ts'
import type { Scope } from '@tieout/engine/ports.ts'
import { json, lastOfEach, via, within } from '../database/bulk.ts'
import type { Db } from '../database/workspace.ts'
import type { Accepted } from './settle-plan.ts'

/**
 * Writes down what links wait for. A parent may have been linked between the look and now; its link then woke after the revision that
 * was looked at, and the child is marked again instead of waiting for ever.
 */
export async function waitForReferences(tx: Db, scope: Scope, accepted: readonly Accepted[]): Promise<void> {
  if (accepted.length === 0) return
  await sql`
    delete from waiting_reference w
     where ${within(scope, 'w')} and w.link = any(${accepted.map(({ link }) => link.id)}::uuid[])`.execute(tx)
  const rows = accepted.flatMap(({ link, settled }) =>
    lastOfEach(settled.waitingFor, referenceText).map((to) => ({
      link: link.id,
      revision: link.revision,
      ref_type: to.type,
      ref_by: to.by,
      ref_value: to.value,
    })),
  )
  if (rows.length === 0) return
  const input = json(rows)
  const columns = sql`link uuid, revision bigint, ref_type text, ref_by text, ref_value text`
  await sql`
    insert into waiting_reference (workspace, connection, link, ref_type, ref_by, ref_value)
    select ${scope.workspace}::uuid, ${scope.connection}::uuid, r.link, r.ref_type, r.ref_by, r.ref_value
      from jsonb_to_recordset(${input}) as r (${columns})`.execute(tx)
  await sql`
    with waits as materialized (
      select r.* from jsonb_to_recordset(${input}) as r (${columns})
    ), woken as (
      select w.link from waits w cross join lateral (
        select x.woke from link x
         where ${within(scope, 'x')} and w.ref_by = 'id' and x.type = w.ref_type and x.app_id = w.ref_value and x.role = 'main'
           and ${via('link_app', 'x')} offset 0
      ) p where p.woke > w.revision
      union all
      select w.link from waits w cross join lateral (
        select x.woke from link x
         where ${within(scope, 'x')} and w.ref_by = 'key' and x.type = w.ref_type and x.remote_key = w.ref_value and x.role = 'main'
           and ${via('link_remote', 'x')} offset 0
      ) p where p.woke > w.revision
      union all
      select w.link from waits w cross join lateral (
        select x.key from remote_record x
         where ${within(scope, 'x')} and w.ref_by = 'number' and x.type = w.ref_type and x.number = w.ref_value
           and ${via('remote_record_number', 'x')} offset 0
      ) r cross join lateral (
        select x.woke from link x
         where ${within(scope, 'x')} and x.type = w.ref_type and x.remote_key = r.key and x.role = 'main'
           and ${via('link_remote', 'x')} offset 0
      ) p where p.woke > w.revision
    )
    update link l set due_at = 0, revision = nextval('tieout.revision')
     where ${within(scope, 'l')} and l.id = any(array(select link from woken))`.execute(tx)
}
