import { sql } from 'kysely'
import type { Scope } from '@tieout/engine/ports.ts'
import type { InvoicePlace, Placement, PlacementQuestion } from '@tieout/engine/ports/placement.ts'
import { via, within } from '../database/bulk.ts'
import { inSnapshot } from '../database/workspace.ts'
import type { Db } from '../database/workspace.ts'

/** How many locations lie above one another at most; a circle, which Intacct does not allow, would end here. */
const deepest = 20

/** Where locations and invoices belong: two statements, however many are asked about. */
export async function placement(db: Db, scope: Scope, question: PlacementQuestion): Promise<Placement> {
  return inSnapshot(db, scope.workspace, async (tx) => {
    const invoices = await placesOf(tx, scope, question.invoices)
    const locations = new Set(question.locations)
    for (const place of invoices.values()) for (const location of place.locations) locations.add(location)
    return { entities: await entitiesOf(tx, scope, [...locations]), invoices }
  })
}

async function placesOf(
  tx: Db,
  scope: Scope,
  keys: readonly string[],
): Promise<ReadonlyMap<string, InvoicePlace>> {
  if (keys.length === 0) return new Map()
  const { rows } = await sql<InvoicePlace & { key: string }>`
    select r.key, r.data ->> 'currency' as currency,
           array(select distinct line ->> 'location' from jsonb_array_elements(r.data -> 'lines') line
                  where line ->> 'location' is not null) as locations
      from unnest(${[...keys]}::text[]) as k (key)
      cross join lateral (
        select x.key, x.data from remote_record x
         where ${within(scope, 'x')} and x.type = 'invoice' and x.key = k.key offset 0) r`.execute(tx)
  return new Map(rows.map(({ key, currency, locations }) => [key, { currency, locations }]))
}

/** Up from each location to the first entity above it. */
async function entitiesOf(
  tx: Db,
  scope: Scope,
  locations: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (locations.length === 0) return new Map()
  const { rows } = await sql<{ location: string; entity: string }>`
    with recursive up (location, id, depth) as (
      select l.id, l.id, 0 from unnest(${[...locations]}::text[]) as l (id)
      union all
      select up.location, above.parent, up.depth + 1
        from up cross join lateral (
          select x.parent from reference_record x
           where ${within(scope, 'x')} and x.type = 'location' and x.id collate "C" = up.id and ${via('reference_id', 'x')}
             and x.parent is not null and x.presence <> 'gone'
           order by x.key limit 1 offset 0) above
       where up.depth < ${deepest}
    )
    select distinct on (up.location) up.location, up.id as entity
      from up cross join lateral (
        select 1 from reference_record x
         where ${within(scope, 'x')} and x.type = 'entity' and x.id collate "C" = up.id and ${via('reference_id', 'x')}
           and x.presence <> 'gone' limit 1 offset 0) own
     order by up.location, up.depth`.execute(tx)
  return new Map(rows.map(({ location, entity }) => [location, entity]))
}
