import { sql } from 'kysely'
import type { View } from './view.ts'

export interface SavedView {
  readonly id: string
  readonly name: string
  readonly shared: boolean
  readonly owner: string
  readonly ownerName: string
  /** The query of the page's address, without its question mark. */
  readonly search: string
  readonly columns: readonly string[]
}

/** Those of a person and the shared ones, by name, at most 500. */
export async function listViews(view: View, owner: string): Promise<readonly SavedView[]> {
  const { rows } = await sql<SavedView>`
    select id, name, shared, owner, owner_name as "ownerName", search, columns
      from tieout.saved_view where owner = ${owner} or shared order by lower(name), id limit 500`.execute(
    view,
  )
  return rows
}

/** Keeps a view, in place of the same person's one of that name. @param kept `at` in epoch milliseconds */
export async function saveView(
  view: View,
  kept: SavedView & { readonly workspace: string; readonly at: number },
): Promise<SavedView> {
  const { rows } = await sql<SavedView>`
    insert into tieout.saved_view as v (workspace, id, owner, owner_name, name, shared, search, columns, created_at, changed_at)
    values (${kept.workspace}, ${kept.id}, ${kept.owner}, ${kept.ownerName}, ${kept.name}, ${kept.shared}, ${kept.search},
            ${[...kept.columns]}::text[], ${kept.at}, ${kept.at})
    on conflict (workspace, owner, lower(name)) do update
      set name = excluded.name, shared = excluded.shared, search = excluded.search, columns = excluded.columns,
          changed_at = excluded.changed_at
    returning id, name, shared, owner, owner_name as "ownerName", search, columns`.execute(view)
  const [row] = rows
  if (row === undefined) throw new Error('the view was not kept')
  return row
}

/** @param owner null: whoever made it @returns its name; null when there is none that this person may remove */
export async function removeView(view: View, id: string, owner: string | null): Promise<string | null> {
  const { rows } = await sql<{ name: string }>`
    delete from tieout.saved_view
     where id = ${id}::uuid and (${owner}::text is null or owner = ${owner}::text) returning name`.execute(
    view,
  )
  return rows[0]?.name ?? null
}
