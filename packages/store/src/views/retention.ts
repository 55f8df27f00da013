import { sql } from 'kysely'
import type { View } from './view.ts'

/** Through a definer function: every workspace of the installation. */
export async function workspaceIds(view: View): Promise<readonly string[]> {
  const { rows } = await sql<{ workspace: string }>`select workspace from tieout.workspace_ids()`.execute(
    view,
  )
  return rows.map(({ workspace }) => workspace)
}
