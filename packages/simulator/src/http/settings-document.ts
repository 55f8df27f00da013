import { defaultSettings as booksDefaults } from '../books/settings.ts'
import { changeSettings } from '../gateway/change-settings.ts'
import type { OpenCompany } from '../simulator.ts'
import { ControlFault } from './fault.ts'
import { gatewaySettings } from './schemas.ts'

/** Every switch of a company in one document: the books' and the gateway's. Passwords are left out. */
export function companySettings(company: OpenCompany): Readonly<Record<string, unknown>> {
  const users = company.settings.users.map((user) =>
    Object.fromEntries(Object.entries(user).filter(([name]) => name !== 'password')),
  )
  return { ...company.books.settings(), ...company.settings, users }
}

function kindOf(value: unknown): string {
  return Array.isArray(value) ? 'list' : value === null ? 'null' : typeof value
}

/**
 * Changes the switches that a document names. The gateway's have been checked against their schema; the books' are checked by kind.
 * @throws ControlFault naming a switch that is unknown or of the wrong kind; then nothing is changed.
 */
export function changeCompanySettings(
  company: OpenCompany,
  document: Readonly<Record<string, unknown>>,
): void {
  const gateway: Record<string, unknown> = {}
  const books: Record<string, unknown> = {}
  const known: Readonly<Record<string, unknown>> = { ...booksDefaults }
  for (const [name, value] of Object.entries(document)) {
    if (Object.hasOwn(gatewaySettings, name)) gateway[name] = value
    else if (!Object.hasOwn(known, name)) {
      throw new ControlFault(
        400,
        'no_setting',
        `There is no setting ${name}. GET the settings to see all of them.`,
      )
    } else if (kindOf(known[name]) !== kindOf(value)) {
      throw new ControlFault(
        400,
        'bad_setting',
        `${name}: a ${kindOf(known[name])} is expected, not a ${kindOf(value)}.`,
      )
    } else books[name] = value
  }
  company.books.change(books)
  company.settings = changeSettings(company.settings, gateway)
}
