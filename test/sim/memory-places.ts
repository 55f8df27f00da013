import type { Placement, PlacementQuestion } from '@tieout/engine/ports/placement.ts'
import { rowKey } from './memory-tables.ts'
import type { Tables } from './memory-tables.ts'

/** The model has no reference data: locations are their own entities, as in a company that posts to entities only. */
export function placement(tables: Tables, { locations, invoices }: PlacementQuestion): Placement {
  const places = new Map(
    invoices.flatMap((key) => {
      const data = tables.remotes.get(rowKey('invoice', key))?.row.data
      if (data === undefined || !('lines' in data)) return []
      const own = new Set(data.lines.flatMap(({ location }) => location ?? []))
      return [[key, { locations: [...own], currency: data.currency ?? null }] as const]
    }),
  )
  const all = [...locations, ...[...places.values()].flatMap((place) => place.locations)]
  return { entities: new Map(all.map((location) => [location, location])), invoices: places }
}
