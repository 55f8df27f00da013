import { sql } from 'kysely'
import { via } from '../database/bulk.ts'
import type { View } from './view.ts'

/** What was done about a cause, and what it may have cured. */
export interface Cure {
  readonly connection: string
  /** Causes of problems. */
  readonly causes: readonly string[]
  /** Reasons without a problem under which a record was left out. */
  readonly reasons: readonly string[]
  readonly by: string
  /** Epoch milliseconds. */
  readonly at: number
}

/**
 * Has every record that such a cause holds back looked at again; what Intacct refused is tried once more.
 * @param view a transaction that holds the connection's lock
 * @returns how many
 */
export async function releaseCured(view: View, cure: Cure): Promise<number> {
  const { rows } = await sql`
    update tieout.link l set due_at = 0, revision = nextval('tieout.revision'), ${again(cure)}
     where l.connection = ${cure.connection}
       and ((l.problem_cause = any(${[...cure.causes]}::text[]) and ${via('link_problem', 'l')})
            or l.reason = any(${[...cure.reasons]}::text[]))
     returning l.id`.execute(view)
  return rows.length
}

/**
 * The same for what names something that Intacct did not know and that the cache has shown since.
 * @param view a transaction that holds the connection's lock
 */
export async function releaseNowKnown(view: View, cure: Omit<Cure, 'reasons'>): Promise<number> {
  const { rows } = await sql`
    update tieout.link l set due_at = 0, revision = nextval('tieout.revision'), ${again(cure)}
     where l.connection = ${cure.connection} and l.problem_cause = any(${[...cure.causes]}::text[]) and ${via('link_problem', 'l')}
       and exists (
         select 1 from tieout.reference_record r
          where r.connection = l.connection and r.usable and ${via('reference_id', 'r')}
            and r.id = substr(l.problem_about, strpos(l.problem_about, ' ') + 1)
            and r.changed_at >= coalesce(l.choice_at, l.problem_since, 0))
     returning l.id`.execute(view)
  return rows.length
}

/** A refusal stands until somebody asks for another try; a finding of ours is simply judged anew. */
function again({ by, at }: Pick<Cure, 'by' | 'at'>) {
  return sql`
    choice = case when l.status = 'error' then coalesce(l.choice, 'retry') else l.choice end,
    choice_by = case when l.status = 'error' and l.choice is null then ${by} else l.choice_by end,
    choice_at = case when l.status = 'error' then ${at}::bigint else l.choice_at end`
}
