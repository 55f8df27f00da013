import { sql } from 'kysely'
import type { View } from './view.ts'

/** The one row of the installation. */
export async function installationId(view: View): Promise<string> {
  const { rows } = await sql<{ id: string }>`select id from tieout.installation`.execute(view)
  const row = rows[0]
  if (row === undefined) throw new Error('The installation has no row.')
  return row.id
}
