import type { Company } from '../company.ts'
import type { Actor, Input } from '../contract.ts'
import { nested, text } from '../input.ts'
import { refuse } from '../refusals.ts'
import { masterRules } from '../rules/masters.ts'
import { visible } from '../rules/rule.ts'
import { contactNames, customerNames, plainNames, termNames, vendorNames } from './names.ts'
import {
  type BookFunction,
  keepExternalId,
  keyAnswer,
  type Names,
  setsNulls,
  translate,
} from './translate.ts'

interface LegacyMaster {
  /** Suffix of create_, update_ and delete_. */
  readonly name: string
  readonly object: string
  readonly id: string
  /** Element or attribute that names the record. */
  readonly key: string
  readonly names: Names
}

const master = (
  name: string,
  object: string,
  id: string,
  names: Names = plainNames,
  key = id.toLowerCase(),
): LegacyMaster => ({
  name,
  object,
  id,
  key,
  names,
})

const masters: readonly LegacyMaster[] = [
  master('customer', 'CUSTOMER', 'CUSTOMERID', customerNames),
  master('vendor', 'VENDOR', 'VENDORID', vendorNames),
  master('contact', 'CONTACT', 'CONTACTNAME', contactNames),
  master('arterm', 'ARTERM', 'NAME', termNames),
  master('apterm', 'APTERM', 'NAME', termNames),
  master('araccountlabel', 'ARACCOUNTLABEL', 'ACCOUNTLABEL'),
  master('apaccountlabel', 'APACCOUNTLABEL', 'ACCOUNTLABEL'),
  master('glaccount', 'GLACCOUNT', 'ACCOUNTNO', plainNames, 'glaccountno'),
  master('department', 'DEPARTMENT', 'DEPARTMENTID'),
  master('location', 'LOCATION', 'LOCATIONID'),
  master('project', 'PROJECT', 'PROJECTID'),
  master('class', 'CLASS', 'CLASSID'),
  master('item', 'ITEM', 'ITEMID'),
  master('employee', 'EMPLOYEE', 'EMPLOYEEID'),
  master('taxdetail', 'TAXDETAIL', 'DETAILID'),
  master('checkingaccount', 'CHECKINGACCOUNT', 'BANKACCOUNTID'),
  master('savingsaccount', 'SAVINGSACCOUNT', 'BANKACCOUNTID'),
]

const CONTACT_PLACES = ['CONTACTINFO', 'PRIMARY', 'BILLTO', 'SHIPTO', 'PAYTO', 'RETURNTO'] as const

/**
 * Legacy customers and vendors carry contacts by name or in full. A full one is created or changed; `contactinfo` in full is the
 * display contact.
 */
function withContacts(company: Company, legacy: LegacyMaster, fields: Input, actor: Actor): Input {
  const result: Record<string, Input[string]> = { ...fields }
  for (const place of CONTACT_PLACES) {
    const element = nested(fields, place)
    const full = element === undefined ? undefined : nested(element, 'CONTACT')
    if (full === undefined) continue
    if (place === 'CONTACTINFO' && (legacy.object === 'CUSTOMER' || legacy.object === 'VENDOR')) {
      result.DISPLAYCONTACT = full
      Reflect.deleteProperty(result, place)
      continue
    }
    const name = text(full, 'CONTACTNAME') ?? ''
    const existing = company.named('CONTACT', name)
    if (existing === undefined) masterRules.CONTACT?.create?.(company, full, actor)
    else masterRules.CONTACT?.update?.(company, existing, full, actor)
    result[place] = { CONTACTNAME: name }
  }
  // What legacy calls primary is CONTACTINFO of the object; its contactinfo is the display contact.
  if (result.PRIMARY !== undefined) result.CONTACTINFO = result.PRIMARY
  return result
}

function create(legacy: LegacyMaster): BookFunction {
  return (company, input, actor) => {
    const fields = translate(input, legacy.names, { dropEmpty: true })
    const id = text(input, legacy.key) ?? text(input, legacy.id.toLowerCase()) ?? ''
    const complete = withContacts(company, legacy, { ...fields, [legacy.id]: id }, actor)
    const row =
      masterRules[legacy.object]?.create?.(company, complete, actor) ?? refuse('noObject', legacy.object)
    return keyAnswer(keepExternalId(company, legacy.object, row, input, actor), legacy.id)
  }
}

function target(company: Company, legacy: LegacyMaster, input: Input, verb: string, actor: Actor) {
  const id = text(input, `@${legacy.key}`) ?? text(input, '@key') ?? text(input, legacy.key) ?? ''
  const row =
    text(input, '@externalkey') === 'true'
      ? company.table(legacy.object).first('EXTERNALID', id)
      : company.named(legacy.object, id)
  return visible(company, row, actor) ?? refuse('notFound', legacy.name, id, verb)
}

function update(legacy: LegacyMaster): BookFunction {
  return (company, input, actor) => {
    const row = target(company, legacy, input, 'update', actor)
    const fields = translate(input, legacy.names, { dropEmpty: !setsNulls(input) })
    const complete = withContacts(company, legacy, fields, actor)
    const changed = masterRules[legacy.object]?.update?.(company, row, complete, actor) ?? row
    return keyAnswer(changed, legacy.id)
  }
}

function remove(legacy: LegacyMaster): BookFunction {
  return (company, input, actor) => {
    const row = target(company, legacy, input, 'delete', actor)
    masterRules[legacy.object]?.remove?.(company, row, actor)
    return keyAnswer(row, legacy.id)
  }
}

export const masterFunctions: Readonly<Record<string, BookFunction>> = Object.fromEntries(
  masters.flatMap((legacy): [string, BookFunction][] => [
    [`create_${legacy.name}`, create(legacy)],
    [`update_${legacy.name}`, update(legacy)],
    [`delete_${legacy.name}`, remove(legacy)],
  ]),
)
