import { sql } from 'kysely'
import type { Slots } from '@tieout/engine/ports/slots.ts'
import type { Db } from '../database/workspace.ts'

/** Slots are of an Intacct company, whichever workspace calls it, so they are reached through functions only. */
export function slotsOf(db: Db): Slots {
  return {
    async acquire(_scope, remoteCompany, { kind, holder, now, until }) {
      const found = await sql<{ slot: number; fence: number }>`
        select slot, fence from tieout.slot_acquire(${remoteCompany}, ${kind}, ${holder}, ${now}::bigint, ${until}::bigint)`.execute(
        db,
      )
      return found.rows[0] ?? null
    },
    async renew(remoteCompany, slot, fence, until) {
      await sql`select tieout.slot_renew(${remoteCompany}, ${slot}::integer, ${fence}::bigint, ${until}::bigint)`.execute(
        db,
      )
    },
    async release(remoteCompany, slot, fence) {
      await sql`select tieout.slot_release(${remoteCompany}, ${slot}::integer, ${fence}::bigint)`.execute(db)
    },
    async throttled(remoteCompany, now) {
      await sql`select tieout.slot_throttled(${remoteCompany}, ${now}::bigint)`.execute(db)
    },
  }
}
