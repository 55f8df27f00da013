import type { Company } from '../company.ts'
import type { Actor, Row } from '../contract.ts'
import { refuse } from '../refusals.ts'

/** The entity above a location; '' in a company without entities. */
export function entityOf(company: Company, location: Row): string {
  if (!company.multiEntity) return ''
  let current: Row | undefined = location
  while (current !== undefined && current.LOCATIONTYPE !== 'E') {
    current = (current.PARENTID ?? '') === '' ? undefined : company.named('LOCATION', current.PARENTID ?? '')
  }
  return current?.LOCATIONID ?? ''
}

/** Base currency of an entity, or the company's. */
export function baseCurrency(company: Company, entity: string): string {
  const own = entity === '' ? '' : (company.named('LOCATION', entity)?.CURRENCY ?? '')
  return own === '' ? company.settings.baseCurrency : own
}

/** The location a line is posted to: given, or filled with the session's entity; refuses one of another entity (reference 8.5). */
export function placeOf(company: Company, given: string, account: string, actor: Actor): Row | undefined {
  const id = given === '' ? (actor.entity ?? '') : given
  if (id === '') return company.multiEntity ? refuse('locationRequired', account) : undefined
  const location = company.named('LOCATION', id) ?? refuse('invalidReference', 'location', id)
  if (location.STATUS === 'inactive') refuse('inactive', 'location', id)
  if (actor.entity !== null && entityOf(company, location) !== actor.entity)
    refuse('otherEntity', actor.entity)
  return location
}
