import { sql } from 'kysely'
import { settingsSchema } from '@tieout/engine/core/settings.ts'
import type { ConnectionInfo, Scope } from '@tieout/engine/ports.ts'
import { inWorkspace } from '../database/workspace.ts'
import type { Db } from '../database/workspace.ts'

interface Row {
  company: string
  installation: string
  settings: unknown
  settings_version: number
  state: ConnectionInfo['state']
  remote_company: string
  entity: string | null
  failures: number
  verify_since: number | null
  copied_at: number | null
}

/** What the flows need to know of a connection; null when there is none in that workspace. */
export async function connection(db: Db, scope: Scope): Promise<ConnectionInfo | null> {
  const found = await inWorkspace(db, scope.workspace, (tx) =>
    sql<Row>`
      select company, installation, settings, settings_version, state, remote_company, entity, failures, verify_since, copied_at
        from connection where workspace = ${scope.workspace}::uuid and id = ${scope.connection}::uuid`.execute(
      tx,
    ),
  )
  const row = found.rows[0]
  if (row === undefined) return null
  return {
    scope,
    company: row.company,
    installation: row.installation,
    settings: settingsSchema.parse(row.settings),
    settingsVersion: row.settings_version,
    state: row.state,
    verifySince: row.verify_since,
    copiedAt: row.copied_at,
    failuresInARow: row.failures,
    remoteCompany: row.remote_company,
    entity: row.entity,
  }
}
