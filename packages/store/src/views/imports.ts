import type { Scope } from '@tieout/engine/ports.ts'
import { sql } from 'kysely'
import { jsonText } from '../database/bulk.ts'
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

/** A row or a line that was not taken. */
export interface Refusal {
  readonly line: number
  readonly type: string | null
  readonly id: string | null
  readonly reason: string
  readonly cure: string
}

/** As many refusals as an import keeps; its count of refused rows goes on. */
export const refusalsKept = 1_000

const columns = sql`
  id, coalesce(phase, '') as name, by, state, started_at as "startedAt", ended_at as "endedAt",
  written as stored, skipped as unchanged, failed as refused`

/** Bulk deliveries, newest first: runs of kind `import`, whose counts mean stored, unchanged and refused rows. */
export async function listImports(
  view: View,
  connection: string,
  page: { limit: number; after: readonly [number, string] | null },
): Promise<readonly ImportRow[]> {
  const [at, id] = page.after ?? [null, null]
  const { rows } = await sql<ImportRow>`
    select ${columns} from tieout.run
     where connection = ${connection} and kind = 'import'
       and (${at}::bigint is null or (started_at, id) < (${at}::bigint, ${id}::text))
     order by started_at desc, id desc limit ${page.limit}`.execute(view)
  return rows
}

/** One of them with what it refused; null when there is none. */
export async function importById(
  view: View,
  connection: string,
  id: string,
): Promise<(ImportRow & { readonly refusals: readonly Refusal[] }) | null> {
  const { rows } = await sql<ImportRow & { refusals: readonly Refusal[] }>`
    select ${columns}, coalesce(report, '[]') as refusals from tieout.run
     where connection = ${connection} and kind = 'import' and id = ${id}`.execute(view)
  return rows[0] ?? null
}

/** Begins an import, or goes on with one: several deliveries may belong to one file. */
export async function openImport(
  view: View,
  { workspace, connection }: Scope,
  given: { readonly id: string; readonly name: string; readonly by: string; readonly at: number },
): Promise<void> {
  const { id, name, by, at } = given
  await sql`
    insert into tieout.run (workspace, connection, id, kind, by, phase, started_at, heartbeat_at)
    values (${workspace}, ${connection}, ${id}, 'import', ${by}, ${name}, ${at}, ${at})
    on conflict (workspace, connection, id) do update
       set state = 'running', ended_at = null, heartbeat_at = excluded.heartbeat_at where run.kind = 'import'`.execute(
    view,
  )
}

/** Adds what became of some rows; an import that others took for lost is at work again. */
export async function addToImport(
  view: View,
  connection: string,
  id: string,
  add: {
    readonly stored: number
    readonly unchanged: number
    readonly refusals: readonly Refusal[]
    readonly at: number
  },
): Promise<void> {
  const { stored, unchanged, refusals, at } = add
  const report = refusals.length === 0 ? null : jsonText(refusals.slice(0, refusalsKept))
  await sql`
    update tieout.run
       set state = 'running', ended_at = null, heartbeat_at = ${at},
           written = written + ${stored}, skipped = skipped + ${unchanged}, failed = failed + ${refusals.length},
           report = case when ${report}::jsonb is null or failed >= ${refusalsKept} then report
                         else coalesce(report, '[]') || ${report}::jsonb end
     where connection = ${connection} and kind = 'import' and id = ${id}`.execute(view)
}

/** Ends a delivery of an import; the next delivery of the same file goes on with it. */
export async function endImport(
  view: View,
  connection: string,
  id: string,
  end: { readonly state: 'done' | 'failed'; readonly at: number },
): Promise<void> {
  await sql`
    update tieout.run set state = ${end.state}, ended_at = ${end.at}, heartbeat_at = ${end.at}
     where connection = ${connection} and kind = 'import' and id = ${id}`.execute(view)
}

/** What the sender itself says of its file, in the file's own rows; it takes the place of what was noted line by line. */
export async function reportImport(
  view: View,
  connection: string,
  id: string,
  report: { readonly refused: number; readonly refusals: readonly Refusal[] },
): Promise<void> {
  await sql`
    update tieout.run set failed = ${report.refused}, report = ${jsonText(report.refusals.slice(0, refusalsKept))}::jsonb
     where connection = ${connection} and kind = 'import' and id = ${id}`.execute(view)
}
