import type { Json } from '@tieout/engine/core/json.ts'
import { sql } from 'kysely'
import type { View } from './view.ts'

export interface ChangeRow {
  readonly seq: number
  readonly at: number
  /** An object type, or `match`. */
  readonly type: string
  readonly id: string
  readonly op: 'create' | 'update' | 'void' | 'delete'
  readonly data: Json
  readonly base: Json
  readonly cause: string
}

/** The feed in order, after a number. */
export async function listChanges(
  view: View,
  connection: string,
  after: number,
  limit: number,
): Promise<readonly ChangeRow[]> {
  const { rows } = await sql<ChangeRow>`
    select seq as seq, at as at, type, id, op, data, base, cause
      from tieout.change where connection = ${connection} and seq > ${after}
     order by seq limit ${limit}`.execute(view)
  return rows
}
