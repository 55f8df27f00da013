import { CLIENT_CAUSES } from './client-causes.ts'
import { DOOR_CAUSES } from './door-causes.ts'
import type { CatalogueEntry } from './entry.ts'
import { READ_CAUSES } from './read-causes.ts'
import { STATE_CAUSES } from './state-causes.ts'
import { WRAPPER_CAUSES, WRITE_CAUSES } from './write-causes.ts'

/** Every cause, the specific before the general: the first that explains any error of a chain names it. */
export const CATALOGUE: readonly CatalogueEntry[] = [
  ...DOOR_CAUSES,
  ...STATE_CAUSES,
  ...WRITE_CAUSES,
  ...READ_CAUSES,
  ...WRAPPER_CAUSES,
  ...CLIENT_CAUSES,
]

const BY_CAUSE: ReadonlyMap<string, CatalogueEntry> = new Map(CATALOGUE.map((entry) => [entry.cause, entry]))

/** The entry of a cause. @throws RangeError for a cause that is not in the catalogue. */
export function entryOf(cause: string): CatalogueEntry {
  const entry = BY_CAUSE.get(cause)
  if (entry === undefined) throw new RangeError(`the catalogue has no cause "${cause}"`)
  return entry
}
