/** What Intacct tells about a company and our user in it, as far as it does: null stands for what it did not tell. */
export interface Survey {
  /** The company's name. */
  readonly name: string | null
  /** Codes of subscribed modules: CO, GL, AR, CM, AP, SO … */
  readonly modules: readonly string[] | null
  readonly baseCurrency: string | null
  readonly multiCurrency: boolean | null
  readonly multiEntity: boolean | null
  /** Entities that our user may enter; none in a company of one entity. */
  readonly entities: readonly Entity[] | null
  /** Preferences of Accounts Receivable, name to value. The names are not published: one that is missing says nothing. */
  readonly receivables: Readonly<Record<string, string>>
  readonly payables: Readonly<Record<string, string>>
  /** Last day of the closed books, YYYY-MM-DD; '' when nothing is closed. */
  readonly closedThrough: string | null
  readonly format: UserFormatFacts | null
  /** Whether our user is one for Web Services only; null where Intacct does not tell. */
  readonly webServicesOnly: boolean | null
  /** Objects of which one row was asked for: whether our user was let. */
  readonly readable: Readonly<Record<string, boolean>>
  /** Ids of tax solutions in use. */
  readonly taxSolutions: readonly string[] | null
}

export interface Entity {
  readonly id: string
  readonly name: string
  /** '' where Intacct does not tell. */
  readonly currency: string
}

export interface UserFormatFacts {
  /** As in `mdY`. */
  readonly order: string
  readonly offsetMinutes: number
  readonly clock: 12 | 24
}

/** An object that our user has to read, and the field that always comes. */
export interface Probe {
  readonly object: string
  readonly key: string
}
