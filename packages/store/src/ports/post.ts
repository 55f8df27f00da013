import { sql } from 'kysely'
import type { ObjectType } from '@tieout/engine/core/object-types.ts'
import type { Scope } from '@tieout/engine/ports.ts'
import type { CommandDraft } from '@tieout/engine/ports/commands.ts'
import type { ClaimedIntent } from '@tieout/engine/ports/intents.ts'
import { via, within } from '../database/bulk.ts'
import { inWorkspace } from '../database/workspace.ts'
import type { Db } from '../database/workspace.ts'

export interface ClaimRequest {
  readonly holder: string
  readonly limit: number
  readonly now: number
  readonly leaseUntil: number
  /** The remote side's present by its own clock, epoch ms; `now` unless given. */
  readonly there?: number
}

interface ClaimedRow {
  id: string
  type: ObjectType
  app_id: string
  control_id: string
  marker: string
  command: CommandDraft
  generation: number
  fence: number
  sends: number
}

/** Takes due intents in posting order. What another claimer is just taking is passed over, not waited for. */
export async function claim(db: Db, scope: Scope, request: ClaimRequest): Promise<readonly ClaimedIntent[]> {
  const there = request.there ?? request.now
  const found = await inWorkspace(db, scope.workspace, (tx) =>
    sql<ClaimedRow>`
      with due as materialized (
        select i.id from intent i
         where ${within(scope, 'i')} and i.state = 'queued' and i.due_at <= ${request.now}::bigint and ${via('intent_posting', 'i')}
           and exists (select 1 from connection c
                        where c.workspace = i.workspace and c.id = i.connection and c.state = 'active') and (select tieout.is_home())
         order by i.type_order, i.seq limit ${request.limit} for update skip locked
      ), taken as (
        update intent i
           set state = 'sent', holder = ${request.holder}, fence = i.fence + 1, sends = i.sends + 1, lease_until = ${request.leaseUntil}::bigint,
               sent_at = ${request.now}::bigint, first_sent_at = coalesce(i.first_sent_at, ${there}::bigint), fault = null,
               evidence = i.evidence || jsonb_build_object('at', ${request.now}::bigint, 'there', ${there}::bigint, 'step', 'sent', 'detail', i.control_id)
         where ${within(scope, 'i')} and i.id = any(array(select id from due))
        returning i.id, i.type, i.app_id, i.control_id, i.marker, i.command, i.generation, i.fence, i.sends, i.type_order, i.seq
      )
      select * from taken order by type_order, seq`.execute(tx),
  )
  return found.rows.map(claimedOf)
}

/** A row of an intent that was handed out, as the port gives it. */
export function claimedOf(row: ClaimedRow): ClaimedIntent {
  return {
    id: row.id,
    type: row.type,
    appId: row.app_id,
    controlId: row.control_id,
    marker: row.marker,
    command: row.command,
    generation: row.generation,
    fence: row.fence,
    sends: row.sends,
  }
}

/** Prolongs what this holder has sent. @param until new end of its leases, epoch ms */
export async function renew(db: Db, scope: Scope, holder: string, until: number): Promise<void> {
  await inWorkspace(db, scope.workspace, (tx) =>
    sql`
      update intent i set lease_until = ${until}::bigint
       where ${within(scope, 'i')} and i.state = 'sent' and i.holder = ${holder} and i.id = any(array(
         select x.id from intent x
          where ${within(scope, 'x')} and x.state = 'sent' and x.holder = ${holder} and ${via('intent_lease', 'x')}))`.execute(
      tx,
    ),
  )
}
