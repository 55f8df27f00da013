import { sql } from 'kysely'
import { contactTypes, infoOfMatch } from '@tieout/engine/core/matching/kinds.ts'
import type { AppPut } from '@tieout/engine/ports/app-put.ts'
import type { Scope } from '@tieout/engine/ports.ts'
import { via, within } from '../database/bulk.ts'
import { putRows } from '../ports/put-app.ts'
import { markDirty } from '../ports/links.ts'
import { appendChanges } from '../ports/settle-tell.ts'
import type { Decided } from './match-decide.ts'
import type { View } from './view.ts'

const causes = {
  open: 'reopened',
  matched: 'matched',
  archived: 'archived',
  created: 'to_be_created',
} as const satisfies Record<Decided['state'], string>

/**
 * What follows from decisions, in the same transaction: contacts that the app has only listed become records of ours, whatever a decision
 * concerns is looked at again, and the app is told.
 * @param puts records of contacts that were listed only
 */
export async function followMatches(
  view: View,
  newId: () => string,
  scope: Scope,
  decided: readonly Decided[],
  puts: readonly AppPut[],
  at: number,
): Promise<void> {
  if (decided.length === 0) return
  if (puts.length > 0) await putRows(view, newId, scope, puts, at)
  await markDirty(view, scope, await concerned(view, scope, decided))
  await appendChanges(
    view,
    scope,
    decided.map(({ kind, id, state, remoteType, remoteId, remoteName, createAs }) => ({
      type: 'match',
      id,
      op: 'update',
      data: {
        kind,
        state,
        intacct: remoteId === null ? null : { type: remoteType, id: remoteId, name: remoteName },
        createAs,
      },
      base: null,
      cause: causes[state],
    })),
    at,
  )
}

/** Links of the contacts themselves, and of documents that wait for an archived value. */
async function concerned(view: View, scope: Scope, decided: readonly Decided[]): Promise<readonly string[]> {
  const contacts = decided.filter(({ kind }) => infoOfMatch(kind).family === 'contact').map(({ id }) => id)
  const values = decided.map(({ kind, id }) => `${kind}:${id}`)
  const { rows } = await sql<{ id: string }>`
    select l.id from unnest(${contacts}::text[]) as k (id) cross join lateral (
      select x.id from tieout.link x
       where ${within(scope, 'x')} and x.type = any(${[...contactTypes]}::text[]) and x.app_id = k.id and x.role = 'main' and ${via('link_app', 'x')} offset 0) l
    union
    select l.id from unnest(${values}::text[]) as k (about) cross join lateral (
      select x.id from tieout.link x
       where ${within(scope, 'x')} and x.problem_cause = 'archived_value' and x.problem_about = k.about
         and ${via('link_problem', 'x')} offset 0) l`.execute(view)
  return rows.map(({ id }) => id)
}
