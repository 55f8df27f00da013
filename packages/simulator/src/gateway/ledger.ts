import type { Books } from '../books/contract.ts'
import type { Versioned } from './versioned.ts'
import type { CompanySettings } from '../books/settings.ts'

/** What the gateway needs of a company's books beyond the contract: its settings, and rolling back. */
export interface Ledger extends Books, Versioned {
  settings(): CompanySettings
  /** All or nothing: what `work` changed is undone when it throws. */
  atomically<Result>(work: () => Result): Result
}
