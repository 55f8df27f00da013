import { objectTypes } from '@tieout/engine/core/object-types.ts'
import type { Status } from '@tieout/engine/core/outcomes.ts'
import { reasons } from '@tieout/engine/core/outcomes.ts'
import { sql } from 'kysely'
import type { View } from './view.ts'

export interface StatusCounts extends Record<Status, number> {
  readonly needsSomeone: number
  readonly total: number
}

/** Reasons that need a person. */
export const reasonsForSomeone: readonly string[] = Object.entries(reasons)
  .filter(([, info]) => info.needsSomeone)
  .map(([reason]) => reason)

/** The object types of a data kind. */
export function typesOf(data: 'finance' | 'master'): string[] {
  return Object.entries(objectTypes)
    .filter(([, info]) => info.data === data)
    .map(([type]) => type)
}

/** Records per status. @param data only master or only finance data; absent: both */
export async function statusCounts(
  view: View,
  connection: string,
  data?: 'finance' | 'master',
): Promise<StatusCounts> {
  const { rows } = await sql<{ status: Status; needs: boolean; records: number }>`
    select status, reason = any(${reasonsForSomeone}::text[]) as needs, sum(records)::bigint as records
      from tieout.link_count c
     where connection = ${connection} and (${data ?? null}::text is null or type = any(${data ? typesOf(data) : []}::text[]))
     group by 1, 2`.execute(view)
  const of = (test: (row: (typeof rows)[number]) => boolean) =>
    rows.filter(test).reduce((sum, row) => sum + row.records, 0)
  return {
    not_integrated: of((row) => row.status === 'not_integrated'),
    pending: of((row) => row.status === 'pending'),
    success: of((row) => row.status === 'success'),
    error: of((row) => row.status === 'error'),
    desynchronized: of((row) => row.status === 'desynchronized'),
    needsSomeone: of((row) => row.needs),
    total: of(() => true),
  }
}
