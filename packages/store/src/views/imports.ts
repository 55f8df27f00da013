import { sql } from 'kysely'
import type { View } from './view.ts'

export interface ImportRow {
  readonly id: string
  readonly name: string
  readonly by: string | null
  readonly state: 'running' | 'done' | 'failed' | 'cancelled' | 'lost'
  readonly startedAt: number
  readonly endedAt: number | null
  readonly stored: number
  readonly unchanged: number
  readonly refused: number
}

/** Bulk deliveries, newest first: runs of kind `import`, whose counts mean stored, unchanged and refused rows. */
export async function listImports(
  view: View,
  connection: string,
  page: { limit: number; after: readonly [number, string] | null },
): Promise<readonly ImportRow[]> {
  const [at, id] = page.after ?? [null, null]
  const { rows } = await sql<ImportRow>`
    select id, coalesce(phase, '') as name, by, state, started_at as "startedAt", ended_at as "endedAt",
           written as stored, skipped as unchanged, failed as refused
      from tieout.run
     where connection = ${connection} and kind = 'import'
       and (${at}::bigint is null or (started_at, id) < (${at}::bigint, ${id}::text))
     order by started_at desc, id desc limit ${page.limit}`.execute(view)
  return rows
}
