import { sql } from 'kysely'
import type { View } from './view.ts'

/** Through a definer function: sums and ages (seconds) of the whole installation. @param month `YYYY-MM` */
export async function readMetrics(
  view: View,
  at: number,
  month: string,
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ name: string; value: number | null }>`
    select name, value from tieout.metrics(${at}, ${month})`.execute(view)
  return new Map(rows.map((row) => [row.name, row.value ?? 0]))
}
