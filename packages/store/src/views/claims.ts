import type { ObjectType } from '@tieout/engine/core/object-types.ts'
import { sql } from 'kysely'
import { via } from '../database/bulk.ts'
import type { View } from './view.ts'

export type Claim = 'done' | 'unknown' | 'owned' | 'taken'

/**
 * Gives an imported record the app's own id. Asked again with the same id, it is done already.
 * @param view a transaction that holds the connection's lock
 */
export async function claimAppId(
  view: View,
  connection: string,
  claim: { type: ObjectType; tieoutId: string; appId: string },
): Promise<Claim> {
  const { type, tieoutId, appId } = claim
  const { rows } = await sql<{ id: string; app_id: string; imported: boolean; has_app: boolean }>`
    select l.id, l.app_id, l.imported,
           exists (select 1 from tieout.app_record a where a.workspace = l.workspace and a.connection = l.connection
                    and a.type = l.type and a.id = l.app_id) as has_app
      from tieout.link l
     where l.connection = ${connection} and l.id = any(array(
       select x.id from tieout.link x
        where x.connection = ${connection} and x.type = ${type} and x.role = 'main' and x.app_id = any(${[tieoutId, appId]}::text[])
          and ${via('link_app', 'x')}))
     for update of l`.execute(view)
  const mine = rows.find((row) => row.app_id === tieoutId)
  const other = rows.find((row) => row.app_id === appId)
  if (mine === undefined) return other?.imported === true ? 'done' : 'unknown'
  if (!mine.imported || mine.has_app) return 'owned'
  if (other !== undefined && other.id !== mine.id) return 'taken'
  await sql`
    update tieout.link set app_id = ${appId}, due_at = 0, revision = nextval('tieout.revision')
     where connection = ${connection} and id = ${mine.id}`.execute(view)
  return 'done'
}
