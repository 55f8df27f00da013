import type { Fault } from '@tieout/engine/ports/fault.ts'
import { sql } from 'kysely'
import type { View } from './view.ts'

/** When a connection's inward pass is due, and what the last one left. */
export const scheduleNext = {
  async read(
    view: View,
    connection: string,
    now: number,
  ): Promise<{ due: boolean; first: boolean; askedBy: string | null }> {
    const { rows } = await sql<{ due: boolean; first: boolean; askedBy: string | null }>`
      select coalesce(next_inbound_at <= ${now}, false) as due, last_sync_at is null as first, sync_asked_by as "askedBy"
        from tieout.connection where id = ${connection}`.execute(view)
    return rows[0] ?? { due: false, first: false, askedBy: null }
  },

  /** Someone wants another pass as soon as the one under way is over; null: it has begun. */
  async ask(view: View, connection: string, by: string | null): Promise<void> {
    await sql`update tieout.connection set sync_asked_by = ${by} where id = ${connection}`.execute(view)
  },

  /** @param next null: not by itself; @param synced moment of a pass that was complete, or null to leave the last one */
  async write(view: View, connection: string, next: number | null, synced: number | null): Promise<void> {
    await sql`
      update tieout.connection
         set next_inbound_at = ${next}::bigint, last_sync_at = coalesce(${synced}::bigint, last_sync_at)
       where id = ${connection}`.execute(view)
  },

  /** The fault that a connection has now, or had last. */
  async faultOf(view: View, connection: string): Promise<Fault | null> {
    const { rows } = await sql<{ fault: Fault | null }>`
      select coalesce(fault, last_failure) as fault from tieout.connection where id = ${connection}`.execute(
      view,
    )
    return rows[0]?.fault ?? null
  },
}

/** Whether a connection is to be left alone now, after a fault that passes by itself. */
export async function isBackingOff(view: View, connection: string, now: number): Promise<boolean> {
  const { rows } = await sql<{ waits: boolean }>`
    select coalesce(not_before > ${now}, false) as waits from tieout.connection where id = ${connection}`.execute(
    view,
  )
  return rows[0]?.waits ?? false
}
