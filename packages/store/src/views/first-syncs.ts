import { sql } from 'kysely'
import type { View } from './view.ts'

/** Through a definer function: workspaces in which somebody waits to hear that a first sync has ended. */
export async function untoldWorkspaces(view: View): Promise<readonly string[]> {
  const { rows } = await sql<{ workspace: string }>`
    select workspace from tieout.untold_first_syncs()`.execute(view)
  return rows.map(({ workspace }) => workspace)
}

/** A first sync that has ended, with what the mail about it says. */
export interface EndedFirstSync {
  readonly company: string
  readonly companyName: string
  readonly tell: string
  readonly run: string
  readonly state: 'done' | 'failed' | 'cancelled' | 'lost'
  readonly read: number
  readonly written: number
  readonly adopted: number
  readonly skipped: number
  readonly failed: number
  /** Why it failed, as one sentence; null when it did not. */
  readonly fault: string | null
}

/** Those of which nobody was told; taken as told with the same statement, so that a second process tells nobody twice. */
export async function takeEndedFirstSyncs(view: View, at: number): Promise<readonly EndedFirstSync[]> {
  const { rows } = await sql<EndedFirstSync>`
    with ended as (
      select distinct on (o.company) o.company, k.name, o.tell, r.id, r.state, r.read, r.written, r.adopted, r.skipped, r.failed,
             r.fault ->> 'sentence' as fault
        from tieout.onboarding o
        join tieout.company k on k.workspace = o.workspace and k.id = o.company
        join tieout.run r on r.workspace = o.workspace and r.connection = o.connection and r.kind = 'initial'
       where o.confirmed_at is not null and o.tell is not null and o.told_at is null
         and r.state not in ('running', 'lost')
       order by o.company, r.started_at desc
    )
    update tieout.onboarding o set told_at = ${at}::bigint
      from ended e where o.company = e.company and o.told_at is null
    returning o.company, e.name as "companyName", e.tell, e.id as run, e.state, e.read, e.written, e.adopted,
              e.skipped, e.failed, e.fault`.execute(view)
  return rows
}
