import type { Company } from './company.ts'
import type { Row } from './contract.ts'
import type { CompanySettings } from './settings.ts'

/** Everything a company is, as plain JSON. */
export interface Snapshot {
  readonly version: 1
  readonly companyId: string
  readonly multiEntity: boolean
  readonly settings: CompanySettings
  readonly sequences: Readonly<Record<string, number>>
  readonly rows: Readonly<Record<string, readonly Row[]>>
}

export function snapshotOf(company: Company): Snapshot {
  const rows: Record<string, readonly Row[]> = {}
  for (const [object, table] of company.objects()) if (table.size > 0) rows[object] = [...table.all()]
  return {
    version: 1,
    companyId: company.id,
    multiEntity: company.multiEntity,
    settings: company.settings,
    sequences: Object.fromEntries(company.counters()),
    rows,
  }
}

/** Puts a company back to a snapshot. Throws when the snapshot is of another company or format. */
export function restoreCompany(company: Company, snapshot: Snapshot): void {
  // The snapshot may come from a file that another version wrote.
  const version: number = snapshot.version
  if (version !== 1) throw new Error(`cannot restore a snapshot of format ${version}`)
  if (snapshot.companyId !== company.id) {
    throw new Error(`the snapshot is of company ${snapshot.companyId}, not ${company.id}`)
  }
  company.multiEntity = snapshot.multiEntity
  company.load(snapshot.settings, snapshot.sequences, Object.entries(snapshot.rows))
}
