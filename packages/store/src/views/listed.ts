import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { via } from '../database/bulk.ts'

/** What lists and counts read of the links: each record once, by the indexes that are made for lists. */
export function listed(alias: string): RawBuilder<boolean> {
  return sql<boolean>`(${sql.ref(`${alias}.role`)} = 'main' and ${via('grid', alias)})`
}
