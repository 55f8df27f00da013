import { sql } from 'kysely'
import { via } from '../database/bulk.ts'
import type { View } from './view.ts'

/** One function of a writing request and what became of it; secrets are removed. */
export interface Exchange {
  readonly controlId: string
  /** Epoch milliseconds. */
  readonly at: number
  readonly ms: number
  readonly status: number
  readonly function: string
  readonly outcome: 'ok' | 'failed' | 'unknown'
  readonly request: string
  readonly answer: string
}

/** Writes down exchanges of a connection in one statement. */
export async function keepExchanges(
  view: View,
  scope: { readonly workspace: string; readonly connection: string },
  exchanges: readonly Exchange[],
): Promise<void> {
  await sql`
    insert into tieout.exchange (workspace, connection, control_id, at, ms, status, function, outcome, request, answer)
    select ${scope.workspace}::uuid, ${scope.connection}::uuid, e.*
      from jsonb_to_recordset(${JSON.stringify(exchanges)}::jsonb)
        as e ("controlId" text, at bigint, ms integer, status integer, function text, outcome text, request text, answer text)`.execute(
    view,
  )
}

/** The exchanges of every write of a record, newest first, at most 100. */
export async function exchangesOf(
  view: View,
  connection: string,
  record: { readonly type: string; readonly id: string },
): Promise<readonly Exchange[]> {
  const { rows } = await sql<Exchange>`
    select e.control_id as "controlId", e.at, e.ms, e.status, e.function, e.outcome, e.request, e.answer
      from tieout.link l
      join tieout.intent i on i.workspace = l.workspace and i.connection = l.connection and i.link = l.id
       and ${via('intent_of_link', 'i')}
      -- A write that was refused goes on under the control id of its next generation; its trail names the earlier ones.
      cross join lateral (
        select i.control_id as id union select s ->> 'detail' from jsonb_array_elements(i.evidence) s where s ->> 'step' = 'sent'
      ) c
      join tieout.exchange e on e.workspace = i.workspace and e.connection = i.connection and e.control_id = c.id
     where l.connection = ${connection} and l.type = ${record.type} and l.app_id = ${record.id} and l.role = 'main'
       and ${via('link_app', 'l')}
     order by e.at desc, e.seq desc limit 100`.execute(view)
  return rows
}

/** Forgets what is older than a moment, at most so many. @returns how many */
export async function forgetExchanges(view: View, before: number, most: number): Promise<number> {
  const { rows } = await sql`
    delete from tieout.exchange where (workspace, connection, control_id, seq) in (
      select o.workspace, o.connection, o.control_id, o.seq from tieout.exchange o
       where o.at < ${before} and ${via('exchange_old', 'o')} limit ${most})
    returning seq`.execute(view)
  return rows.length
}
