import { ControlIds } from './control-ids.ts'
import type { Ledger } from './ledger.ts'
import { SortedRows } from './read/sorted.ts'
import { ResultSets } from './result-sets.ts'
import { seeded, type Random } from './rng.ts'
import type { GatewaySettings, User } from './settings.ts'

/** One company as the gateway sees it: its books, and what belongs to the gateway alone. */
export interface Company {
  readonly id: string
  readonly books: Ledger
  settings: GatewaySettings
  readonly controlIds: ControlIds
  readonly resultSets: ResultSets
  readonly sorted: SortedRows
  /** Makes undefined orders undefined, and repeatable. */
  readonly random: Random
}

export function makeCompany(id: string, books: Ledger, settings: GatewaySettings, seed: number): Company {
  return {
    id,
    books,
    settings,
    controlIds: new ControlIds(),
    resultSets: new ResultSets(),
    sorted: new SortedRows(),
    random: seeded(seed),
  }
}

export function userOf(company: Company, userId: string): User | undefined {
  return company.settings.users.find((user) => user.userId === userId)
}
