import type { Json } from '@tieout/engine/core/json.ts'
import { sql } from 'kysely'
import type { View } from './view.ts'

export interface SettingsVersionRow {
  readonly version: number
  /** As they were given; defaults that came later apply. */
  readonly settings: Readonly<Record<string, Json>>
  /** Those of the version before; null for the first. */
  readonly before: Readonly<Record<string, Json>> | null
  /** Epoch milliseconds. */
  readonly at: number
  readonly by: string
}

/** Versions of a connection's settings, newest first. @param after the last version of the page before */
export async function listSettings(
  view: View,
  connection: string,
  page: { readonly limit: number; readonly after: number | null },
): Promise<readonly SettingsVersionRow[]> {
  const { rows } = await sql<SettingsVersionRow>`
    select s.version, s.settings, b.settings as before, s.changed_at as at, s.changed_by as by
      from tieout.connection_settings s
      left join tieout.connection_settings b
        on b.workspace = s.workspace and b.connection = s.connection and b.version = s.version - 1
     where s.connection = ${connection} and (${page.after}::integer is null or s.version < ${page.after}::integer)
     order by s.version desc limit ${page.limit}`.execute(view)
  return rows
}

/** The settings of one version; null when there is none. */
export async function settingsOf(
  view: View,
  connection: string,
  version: number,
): Promise<Readonly<Record<string, Json>> | null> {
  const { rows } = await sql<{ settings: Readonly<Record<string, Json>> }>`
    select settings from tieout.connection_settings where connection = ${connection} and version = ${version}`.execute(
    view,
  )
  return rows[0]?.settings ?? null
}
