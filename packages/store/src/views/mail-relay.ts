import { sql } from 'kysely'
import type { View } from './view.ts'

export type MailSecurity = 'tls' | 'starttls' | 'none'

export interface RelayRow {
  readonly host: string
  readonly port: number
  readonly security: MailSecurity
  readonly user: string | null
  /** Sealed text. */
  readonly password: string | null
  /** What mail comes from, e.g. `Tieout <tieout@example.com>`. */
  readonly sender: string
  readonly changedAt: number
  readonly changedBy: string
}

/** Where this workspace's mail goes out; null: it has no relay of its own. */
export async function mailRelay(view: View): Promise<RelayRow | null> {
  const { rows } = await sql<RelayRow>`
    select host, port, security, user_name as "user", password, sender, changed_at as "changedAt", changed_by as "changedBy"
      from tieout.mail_relay`.execute(view)
  return rows[0] ?? null
}

/** From now on the workspace's mail goes out by this relay and by no other. */
export async function saveMailRelay(view: View, workspace: string, relay: RelayRow): Promise<void> {
  await sql`
    insert into tieout.mail_relay (workspace, host, port, security, user_name, password, sender, changed_at, changed_by)
    values (${workspace}, ${relay.host}, ${relay.port}, ${relay.security}, ${relay.user}, ${relay.password}, ${relay.sender},
            ${relay.changedAt}, ${relay.changedBy})
    on conflict (workspace) do update
      set host = excluded.host, port = excluded.port, security = excluded.security, user_name = excluded.user_name,
          password = excluded.password, sender = excluded.sender, changed_at = excluded.changed_at,
          changed_by = excluded.changed_by`.execute(view)
}

/** @returns false when there was none */
export async function removeMailRelay(view: View): Promise<boolean> {
  const { rows } = await sql`delete from tieout.mail_relay returning workspace`.execute(view)
  return rows.length > 0
}
