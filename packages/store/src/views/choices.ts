import type { ObjectType } from '@tieout/engine/core/object-types.ts'
import type { Choice, ChoiceDetail } from '@tieout/engine/ports/situation.ts'
import { sql } from 'kysely'
import { rowById } from './grid.ts'
import type { GridRow } from './grid.ts'
import type { View } from './view.ts'

/** What a person wants for one record: a standing choice (null takes it back), or why it cannot be. */
export type Chosen =
  { readonly choice: Choice | null; readonly detail?: ChoiceDetail } | { readonly refused: string }

export interface ChoiceResult {
  readonly accepted: number
  readonly refused: readonly { readonly type: ObjectType; readonly id: string; readonly reason: string }[]
}

/**
 * Writes a person's choice down at each record that it applies to and marks it to be looked at.
 * @param view a transaction that holds the connection's lock, because the order of revisions is the order of commits
 * @param judge decides by how the record stands now
 */
export async function chooseForRecords(
  view: View,
  connection: string,
  ids: readonly { readonly type: ObjectType; readonly id: string }[],
  judge: (row: GridRow) => Chosen,
  given: { readonly by: string; readonly at: number },
): Promise<ChoiceResult> {
  const refused: { type: ObjectType; id: string; reason: string }[] = []
  const chosen: { link: string; choice: Choice | null; detail: ChoiceDetail | null }[] = []
  for (const { type, id } of ids) {
    const row = await rowById(view, connection, type, id)
    const verdict: Chosen =
      row === null ? { refused: 'There is no such record in this connection.' } : judge(row)
    if ('refused' in verdict) refused.push({ type, id, reason: verdict.refused })
    else if (row !== null)
      chosen.push({ link: row.link, choice: verdict.choice, detail: verdict.detail ?? null })
  }
  return { accepted: await writeChoices(view, connection, chosen, given), refused }
}

async function writeChoices(
  view: View,
  connection: string,
  chosen: readonly {
    readonly link: string
    readonly choice: Choice | null
    readonly detail: ChoiceDetail | null
  }[],
  given: { readonly by: string; readonly at: number },
): Promise<number> {
  if (chosen.length === 0) return 0
  const links = chosen.map(({ link }) => link)
  const { rows } = await sql`
    update tieout.link l
       set choice = c.choice, choice_detail = c.detail, choice_by = ${given.by}, choice_at = ${given.at}, due_at = 0,
           revision = nextval('tieout.revision')
      from jsonb_to_recordset(${JSON.stringify(chosen)}::jsonb) as c (link uuid, choice text, detail jsonb)
     where l.connection = ${connection} and l.id = any(${links}::uuid[]) and l.id = c.link returning l.id`.execute(
    view,
  )
  const told = chosen.filter(({ choice }) => choice !== null && !quiet.has(choice))
  if (told.length > 0) {
    await sql`
      insert into tieout.timeline (workspace, connection, link, at, kind, params)
      select l.workspace, l.connection, l.id, ${given.at}, 'chosen',
             jsonb_build_object('by', ${given.by}::text, 'choice', c.choice) || coalesce(c.detail, '{}')
        from jsonb_to_recordset(${JSON.stringify(told)}::jsonb) as c (link uuid, choice text, detail jsonb)
        join tieout.link l on l.connection = ${connection} and l.id = c.link and l.id = any(${told.map(({ link }) => link)}::uuid[])`.execute(
      view,
    )
  }
  return rows.length
}

/** Choices that the timeline tells by what comes of them. */
const quiet: ReadonlySet<Choice> = new Set(['retry', 'include'])
