/** Where documents belong in Intacct, as far as our copies show it. Read only for settings that look at it. */
export interface Placement {
  /** The entity that a location lies in, by LOCATIONID; an entity lies in itself. Empty where the company has none. */
  readonly entities: ReadonlyMap<string, string>
  /** What invoices of Intacct's are posted to, by RECORDNO. */
  readonly invoices: ReadonlyMap<string, InvoicePlace>
}

export interface InvoicePlace {
  /** Locations of its lines, each once. */
  readonly locations: readonly string[]
  readonly currency: string | null
}

/** What is asked about: locations that records name, and invoices that are paid, by RECORDNO. */
export interface PlacementQuestion {
  readonly locations: readonly string[]
  readonly invoices: readonly string[]
}
