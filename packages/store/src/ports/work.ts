import { sql } from 'kysely'
import type { Scope } from '@tieout/engine/ports.ts'
import { via, within } from '../database/bulk.ts'
import { inWorkspace } from '../database/workspace.ts'
import type { Db } from '../database/workspace.ts'

export interface Work {
  readonly dirty: boolean
  readonly queued: boolean
  readonly wanted: boolean
  readonly unknown: boolean
  /** Earliest moment after now at which something falls due by itself. */
  readonly nextAt: number | null
}

const nothing = { dirty: false, queued: false, wanted: false, unknown: false }

/** Whether something is to be done at a connection, and when next. @param now epoch ms */
export async function work(db: Db, scope: Scope, now: number): Promise<Work> {
  const moment = sql`${now}::bigint`
  const found = await inWorkspace(db, scope.workspace, (tx) =>
    sql<Omit<Work, 'nextAt'> & { next: number | null; not_before: number | null }>`
      select exists (select 1 from link l where ${within(scope, 'l')} and l.due_at = 0 and ${via('link_due', 'l')})
               or exists (select 1 from link l
                           where ${within(scope, 'l')} and l.due_at > 0 and l.due_at <= ${moment} and ${via('link_due_at', 'l')}) as dirty,
             exists (select 1 from intent i where ${within(scope, 'i')} and i.state = 'queued' and i.due_at <= ${moment} and ${via('intent_due', 'i')}) as queued,
             exists (select 1 from wanted_read w where ${within(scope, 'w')} and w.due_at <= ${moment}) as wanted,
             exists (select 1 from intent i where ${within(scope, 'i')} and i.state = 'unknown' and i.due_at <= ${moment} and ${via('intent_due', 'i')})
               or exists (select 1 from intent i where ${within(scope, 'i')} and i.state = 'sent' and i.lease_until <= ${moment} and ${via('intent_lease', 'i')}) as unknown,
             least(
               (select min(l.due_at) from link l where ${within(scope, 'l')} and l.due_at > 0 and l.due_at > ${moment} and ${via('link_due_at', 'l')}),
               (select min(i.due_at) from intent i where ${within(scope, 'i')} and i.state = 'queued' and i.due_at > ${moment} and ${via('intent_due', 'i')}),
               (select min(i.due_at) from intent i where ${within(scope, 'i')} and i.state = 'unknown' and i.due_at > ${moment} and ${via('intent_due', 'i')}),
               (select min(w.due_at) from wanted_read w where ${within(scope, 'w')} and w.due_at > ${moment}),
               (select min(i.lease_until) from intent i where ${within(scope, 'i')} and i.state = 'sent' and i.lease_until > ${moment} and ${via('intent_lease', 'i')})
             ) as next,
             c.not_before
        from connection c where c.workspace = ${scope.workspace}::uuid and c.id = ${scope.connection}::uuid`.execute(
      tx,
    ),
  )
  const row = found.rows[0]
  if (row === undefined) return { ...nothing, nextAt: null }
  const { next, not_before: notBefore, ...due } = row
  if (notBefore !== null && notBefore > now) return { ...nothing, nextAt: notBefore }
  return { ...due, nextAt: next }
}
