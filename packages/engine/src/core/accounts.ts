import type { InvoicePlace, Placement } from '../ports/placement.ts'
import { chooseAccount } from './account-rules.ts'
import type { AccountChoice, AccountSituation, AccountUse } from './account-rules.ts'
import type { AdvanceData, LineData, PaymentData } from './records.ts'
import type { Settings } from './settings.ts'

/** What is known of where records belong, besides themselves. */
export interface Place {
  /** The entity that the connection signs in to; null: top level. */
  readonly entity: string | null
  readonly placement: Placement | null
}

export const nowhere: Place = { entity: null, placement: null }

/** Whether the settings look at where documents belong, so that it has to be found out. */
export function looksAtPlaces({ accountRules }: Settings): boolean {
  return accountRules.some((rule) => rule.entity !== undefined)
}

type Asked = Omit<AccountSituation, 'use' | 'usual'>

/** The account for a use, by the settings' rules and its usual one. */
export function accountFor(settings: Settings, use: AccountUse, asked: Asked): AccountChoice {
  return chooseAccount(settings.accountRules, { use, ...asked, usual: usualAccount(settings, use) })
}

/** The account of a use where no rule fits. */
export function usualAccount({ accounts }: Settings, use: AccountUse): string | undefined {
  switch (use) {
    case 'deposit':
      return accounts.undepositedFunds ?? accounts.bank
    case 'credits':
      return accounts.credits ?? accounts.sales
    case 'write_off':
      return accounts.writeOff
    case 'receivable':
    case 'sales':
    case 'fee':
    case 'rounding':
      return accounts[use]
  }
}

/** The entity of a location; the connection's own, where it is at one. */
export function entityOfLocation(place: Place, location: string | undefined): string | undefined {
  if (place.entity !== null) return place.entity
  return location === undefined ? undefined : place.placement?.entities.get(location)
}

/** The entity that all lines lie in; undefined if it is not known, or not one. */
export function entityOfLines(place: Place, lines: readonly LineData[]): string | undefined {
  return onlyOne(lines.map(({ location }) => entityOfLocation(place, location)))
}

/**
 * The entity that all invoices which a payment pays lie in; that of its own location, where it pays none. Undefined if it is not known, or
 * not one.
 */
export function entityOfPayment(
  place: Place,
  { applications = [], location }: PaymentData | AdvanceData,
): string | undefined {
  if (place.entity !== null) return place.entity
  const invoices = applications.flatMap(({ invoice }) => invoice ?? [])
  if (invoices.length === 0) return entityOfLocation(place, location)
  return onlyOne(invoices.map((invoice) => entityOfInvoice(place, invoice)))
}

/** The entity that an invoice lies in. @param key RECORDNO */
export function entityOfInvoice(place: Place, key: string): string | undefined {
  const found: InvoicePlace | undefined = place.placement?.invoices.get(key)
  return onlyOne(found?.locations.map((location) => entityOfLocation(place, location)) ?? [])
}

function onlyOne(values: readonly (string | undefined)[]): string | undefined {
  const all = new Set(values)
  const [first] = all
  return all.size === 1 ? first : undefined
}
