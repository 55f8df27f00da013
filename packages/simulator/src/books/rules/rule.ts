import type { Company } from '../company.ts'
import type { Actor, Input, Row } from '../contract.ts'
import { refuse } from '../refusals.ts'

/** What can be done to one object. Input is in upper case; a rule throws BusinessError and the caller rolls back. */
export interface Rule {
  readonly create?: (company: Company, input: Input, actor: Actor) => Row
  readonly update?: (company: Company, row: Row, input: Input, actor: Actor) => Row
  readonly remove?: (company: Company, row: Row, actor: Actor) => void
}

/** The record a key names, when the actor may see it. */
export function visible(company: Company, row: Row | undefined, actor: Actor): Row | undefined {
  if (row === undefined || actor.entity === null) return row
  const owner = row.MEGAENTITYID ?? ''
  if (owner !== '') return owner === actor.entity ? row : undefined
  const place = row.ENTITYOF ?? ''
  return place === '' || place === actor.entity ? row : undefined
}

/** The transaction with this record number; "Oops, we can't find this transaction" otherwise. */
export function transaction(company: Company, object: string, key: string, actor: Actor): Row {
  return visible(company, company.row(object, key), actor) ?? refuse('transactionGone', object, key)
}
