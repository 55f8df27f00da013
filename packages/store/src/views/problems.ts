import type { ObjectType } from '@tieout/engine/core/object-types.ts'
import type { Fault } from '@tieout/engine/ports/fault.ts'
import { sql } from 'kysely'
import { via } from '../database/bulk.ts'
import type { View } from './view.ts'

export interface ProblemRow {
  readonly cause: string
  readonly about: string
  /** Of the newest record; null when it is a finding of ours. */
  readonly fault: Fault | null
  readonly since: number
  readonly records: number
  readonly types: readonly { readonly type: ObjectType; readonly records: number }[]
  /** Absolute minor units per currency. */
  readonly amounts: readonly { readonly currency: string; readonly minor: string }[]
}

/** Open problems of a connection, grouped by cause and what it is about; the most records first. */
export async function listProblems(view: View, connection: string): Promise<readonly ProblemRow[]> {
  const { rows } = await sql<ProblemRow>`
    with open as (
      select problem_cause as cause, coalesce(problem_about, '') as about, type, currency, amount_minor, problem_since, problem_fault, changed_at
        from tieout.link l
       where connection = ${connection} and role = 'main' and problem_cause is not null and ${via('link_problem', 'l')}
    )
    select g.cause, g.about, g.since, g.records,
           (select o.problem_fault from open o where o.cause = g.cause and o.about = g.about
             order by o.changed_at desc limit 1) as fault,
           (select coalesce(jsonb_agg(jsonb_build_object('type', t.type, 'records', t.records) order by t.records desc), '[]')
              from (select type, count(*) as records from open o where o.cause = g.cause and o.about = g.about group by 1) t) as types,
           (select coalesce(jsonb_agg(jsonb_build_object('currency', m.currency, 'minor', m.minor::text) order by m.currency), '[]')
              from (select currency, sum(abs(amount_minor)) as minor from open o
                     where o.cause = g.cause and o.about = g.about and currency is not null group by 1) m) as amounts
      from (select cause, about, count(*) as records, min(coalesce(problem_since, changed_at)) as since from open group by 1, 2) g
     order by g.records desc, g.since limit 200`.execute(view)
  return rows
}
