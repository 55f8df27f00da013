import { sql } from 'kysely'
import type { View } from './view.ts'

export interface DueConnection {
  readonly workspace: string
  readonly connection: string
  readonly push: boolean
  readonly pull: boolean
}

/** Through a definer function: connections of every workspace that have something to do at that moment. */
export async function dueConnections(view: View, at: number): Promise<readonly DueConnection[]> {
  const { rows } = await sql<DueConnection>`
    select workspace, connection, push, pull from tieout.due_connections(${at})`.execute(view)
  return rows
}
