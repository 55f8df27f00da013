import type { ObjectType } from '@tieout/engine/core/object-types.ts'
import type { Choice } from '@tieout/engine/ports/situation.ts'
import { sql } from 'kysely'
import { rowById } from './grid.ts'
import type { GridRow } from './grid.ts'
import type { View } from './view.ts'

/** What a person wants for one record: a standing choice (null takes it back), or why it cannot be. */
export type Chosen = { readonly choice: Choice | null } | { readonly refused: string }

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
  const byChoice = new Map<Choice | null, string[]>()
  for (const { type, id } of ids) {
    const row = await rowById(view, connection, type, id)
    const chosen: Chosen =
      row === null ? { refused: 'There is no such record in this connection.' } : judge(row)
    if ('refused' in chosen) refused.push({ type, id, reason: chosen.refused })
    else if (row !== null) byChoice.set(chosen.choice, [...(byChoice.get(chosen.choice) ?? []), row.link])
  }
  let accepted = 0
  for (const [choice, links] of byChoice) {
    const { rows } = await sql`
      update tieout.link
         set choice = ${choice}, choice_by = ${given.by}, choice_at = ${given.at}, due_at = 0, revision = nextval('tieout.revision')
       where connection = ${connection} and id = any(${links}::uuid[]) returning id`.execute(view)
    accepted += rows.length
  }
  return { accepted, refused }
}
