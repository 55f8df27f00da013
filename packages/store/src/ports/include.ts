import { sql } from 'kysely'
import type { ObjectType } from '@tieout/engine/core/object-types.ts'
import type { Scope } from '@tieout/engine/ports.ts'
import { via, within } from '../database/bulk.ts'
import { inConnection } from '../database/workspace.ts'
import type { Db } from '../database/workspace.ts'

/** A person asked for these records: what a setting left out is decided anew. A choice that somebody has made stands. */
export async function include(
  db: Db,
  scope: Scope,
  type: ObjectType,
  keys: readonly string[],
): Promise<void> {
  if (keys.length === 0) return
  await inConnection(db, scope, async (tx) => {
    await sql`
      update link l set choice = 'include', due_at = 0, revision = nextval('tieout.revision')
       where ${within(scope, 'l')} and l.base is null and l.choice is null and l.imported and l.id = any(array(
         select o.id from unnest(${keys}::text[]) as k (key)
           cross join lateral (
             select x.id from link x
              where ${within(scope, 'x')} and x.type = ${type} and x.remote_key = k.key and x.role = 'main'
                and ${via('link_remote', 'x')} offset 0
           ) o))`.execute(tx)
  })
}
