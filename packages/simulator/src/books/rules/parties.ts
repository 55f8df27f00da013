import type { Company } from '../company.ts'
import type { Actor, Input, Row } from '../contract.ts'
import { BusinessError } from '../contract.ts'
import { list, nested, text, type Values } from '../input.ts'
import { entryOf, refuse } from '../refusals.ts'
import { contactFields, contactValues, createContact, shownContacts, updateContact } from './contacts.ts'

/** Customer and vendor differ in names only; one row each. */
export interface Party {
  readonly object: 'CUSTOMER' | 'VENDOR'
  readonly id: string
  readonly letter: string
}

export const parties: Readonly<Record<string, Party>> = {
  CUSTOMER: { object: 'CUSTOMER', id: 'CUSTOMERID', letter: 'C' },
  VENDOR: { object: 'VENDOR', id: 'VENDORID', letter: 'V' },
}

function displayFailure(work: () => Row): Row {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof BusinessError)) throw error
    throw new BusinessError([...error.entries, entryOf('contactVersion'), entryOf('displayContact')])
  }
}

/** The display contact of a new party: named by the caller, or `NAME(C<id>)` (4.3). */
function displayContact(company: Company, party: Party, values: Row, input: Input, actor: Actor): Row {
  const given = nested(input, 'DISPLAYCONTACT')
  const contact = given === undefined ? {} : contactValues(company, given)
  if (given === undefined) contact.PRINTAS = values.NAME ?? ''
  const name = contact.CONTACTNAME ?? ''
  contact.CONTACTNAME = name === '' ? `${values.NAME ?? ''}(${party.letter}${values[party.id] ?? ''})` : name
  const existing = company.named('CONTACT', contact.CONTACTNAME)
  return displayFailure(() =>
    existing === undefined
      ? createContact(company, contact, actor)
      : updateContact(company, existing, contact, actor),
  )
}

/** Fields of the contacts a party refers to by name (CONTACTINFO, BILLTO, …); an empty name takes the reference away. */
function referredContacts(company: Company, party: Party, input: Input, old: Row | undefined): Values {
  const values: Values = {}
  const known = company.definition(party.object)?.fields ?? new Map<string, unknown>()
  for (const [prefix, key] of shownContacts[party.object] ?? []) {
    if (prefix === 'DISPLAYCONTACT') continue
    const element = input[prefix]
    if (element === undefined) continue
    const name = typeof element === 'string' ? element : text(nested(input, prefix) ?? {}, 'CONTACTNAME')
    if (name === undefined) continue
    for (const field of Object.keys(old ?? {})) if (field.startsWith(`${prefix}.`)) values[field] = ''
    if (name === '') {
      values[key] = ''
      continue
    }
    const contact = company.named('CONTACT', name) ?? refuse('invalidReference', 'contact', name)
    Object.assign(values, contactFields(contact, prefix, known), { [key]: contact.RECORDNO ?? '' })
  }
  return values
}

function withoutContacts(party: Party, values: Row): Values {
  const prefixes = (shownContacts[party.object] ?? []).map(([prefix]) => `${prefix}.`)
  return Object.fromEntries(
    Object.entries(values).filter(([name]) => !prefixes.some((prefix) => name.startsWith(prefix))),
  )
}

/** What creating a party adds to its plain fields. */
export function newParty(company: Company, party: Party, values: Row, input: Input, actor: Actor): Values {
  const known = company.definition(party.object)?.fields ?? new Map<string, unknown>()
  const display = displayContact(company, party, values, input, actor)
  return {
    ...withoutContacts(party, values),
    ENTITY: `${party.letter}${values[party.id] ?? ''}`,
    TOTALDUE: '0',
    ...contactFields(display, 'DISPLAYCONTACT', known),
    DISPLAYCONTACTKEY: display.RECORDNO ?? '',
    ...referredContacts(company, party, input, undefined),
  }
}

/** What changing a party adds: its display contact is changed through it, the others are exchanged by name. */
export function changedParty(
  company: Company,
  party: Party,
  row: Row,
  values: Row,
  input: Input,
  actor: Actor,
): { readonly row: Row; readonly values: Values } {
  let current = row
  const given = nested(input, 'DISPLAYCONTACT')
  const contact = company.row('CONTACT', row.DISPLAYCONTACTKEY)
  if (given !== undefined && contact !== undefined) {
    displayFailure(() => updateContact(company, contact, contactValues(company, given), actor))
    current = company.row(party.object, row.RECORDNO) ?? row
  }
  return {
    row: current,
    values: { ...withoutContacts(party, values), ...referredContacts(company, party, input, current) },
  }
}

/** The list of further contacts; sent, it replaces the whole list. */
export function replaceContactList(company: Company, customer: Row, input: Input, actor: Actor): void {
  const wrapper = nested(input, 'CUSTOMERCONTACTS')
  if (wrapper === undefined && input.CUSTOMERCONTACTS !== '') return
  const no = customer.RECORDNO ?? ''
  for (const row of company.lines('CUSTOMERENTITYCONTACTS', 'CUSTOMERKEY', no)) {
    company.erase('CUSTOMERENTITYCONTACTS', row, actor, { audit: false })
  }
  for (const entry of wrapper === undefined ? [] : list(wrapper, 'CUSTOMERENTITYCONTACTS')) {
    const name = text(nested(entry, 'CONTACT') ?? {}, 'NAME') ?? text(entry, 'CONTACT.NAME') ?? ''
    if (company.named('CONTACT', name) === undefined) refuse('invalidReference', 'contact', name)
    const category = text(entry, 'CATEGORYNAME') ?? ''
    if (category === '') refuse('required', 'Category Name')
    company.insert(
      'CUSTOMERENTITYCONTACTS',
      {
        CUSTOMERKEY: no,
        CUSTOMERID: customer.CUSTOMERID ?? '',
        CATEGORYNAME: category,
        'CONTACT.NAME': name,
        MEGAENTITYID: customer.MEGAENTITYID ?? '',
      },
      actor,
      { audit: false },
    )
  }
}
