import type { Company } from '../company.ts'
import type { Actor, Input, Row } from '../contract.ts'
import { fieldsOf, type Values } from '../input.ts'
import { refuse } from '../refusals.ts'

const EMAIL = /^[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+$/
const EMAIL_FIELDS = ['EMAIL1', 'EMAIL2'] as const

/** Which customer and vendor fields show which contact: the prefix of the copied fields and the key field. */
export const shownContacts: Readonly<Record<string, readonly (readonly [prefix: string, key: string])[]>> = {
  CUSTOMER: [
    ['DISPLAYCONTACT', 'DISPLAYCONTACTKEY'],
    ['CONTACTINFO', 'CONTACTKEY'],
    ['BILLTO', 'BILLTOKEY'],
    ['SHIPTO', 'SHIPTOKEY'],
  ],
  VENDOR: [
    ['DISPLAYCONTACT', 'DISPLAYCONTACTKEY'],
    ['CONTACTINFO', 'PRIMARYCONTACTKEY'],
    ['PAYTO', 'PAYTOKEY'],
    ['RETURNTO', 'RETURNTOKEY'],
  ],
}

function checkEmails(values: Row): void {
  for (const field of EMAIL_FIELDS) {
    const addresses = values[field] ?? ''
    // Several addresses separated by comma or semicolon are accepted as the pages do (4.3).
    for (const address of addresses.split(/[,;]/)) {
      if (addresses !== '' && !EMAIL.test(address.trim())) refuse('illegalEmail', addresses)
    }
  }
}

/** The contact's version in force; documents point to it, so an old invoice keeps the data it was made with (4.3). */
export function versionOf(company: Company, contactName: string): Row | undefined {
  let latest: Row | undefined
  for (const version of company.table('CONTACTVERSION').having('CONTACTNAME', contactName)) {
    if (latest === undefined || Number(version.RECORDNO) > Number(latest.RECORDNO)) latest = version
  }
  return latest
}

function addVersion(company: Company, contact: Row, actor: Actor): void {
  const fields = company.definition('CONTACTVERSION')?.fields
  const values: Values = { CONTACTKEY: contact.RECORDNO ?? '' }
  for (const [name, value] of Object.entries(contact)) {
    if (fields?.get(name)?.readonly === false && value !== '') values[name] = value
  }
  company.insert('CONTACTVERSION', values, actor, { audit: false })
}

/** The contact's fields under a prefix, as the records that show it carry them. */
export function contactFields(
  contact: Row | undefined,
  prefix: string,
  known: ReadonlyMap<string, unknown>,
): Values {
  const values: Values = {}
  if (contact === undefined) return values
  for (const [name, value] of Object.entries(contact)) {
    const field = `${prefix}.${name}`
    if (value !== '' && known.has(field)) values[field] = value
  }
  return values
}

function showEverywhere(company: Company, contact: Row, actor: Actor): void {
  for (const [object, prefixes] of Object.entries(shownContacts)) {
    const known = company.definition(object)?.fields
    if (known === undefined) continue
    for (const [prefix, key] of prefixes) {
      for (const party of company.table(object).having(key, contact.RECORDNO ?? '')) {
        const cleared: Values = {}
        for (const name of Object.keys(party)) if (name.startsWith(`${prefix}.`)) cleared[name] = ''
        company.patch(object, party, { ...cleared, ...contactFields(contact, prefix, known) }, actor, {
          stamp: company.settings.contactBumpsParty,
          audit: false,
        })
      }
    }
  }
}

/** Creates a contact; `values` in normal form without prefix. */
export function createContact(company: Company, values: Row, actor: Actor): Row {
  const name = values.CONTACTNAME ?? ''
  if (name === '') refuse('required', 'Contact Name')
  if ((values.PRINTAS ?? '') === '') refuse('required', 'Print As')
  if (company.named('CONTACT', name) !== undefined) refuse('duplicate', 'Contact', name)
  checkEmails(values)
  const contact = company.insert('CONTACT', { STATUS: 'active', VISIBLE: 'true', ...values }, actor)
  addVersion(company, contact, actor)
  return contact
}

/** Changes a contact, adds a version and refreshes every record that shows it. */
export function updateContact(company: Company, contact: Row, values: Row, actor: Actor): Row {
  const changes: Values = { ...values }
  // The name identifies the contact.
  Reflect.deleteProperty(changes, 'CONTACTNAME')
  if (changes.PRINTAS === '') refuse('required', 'Print As')
  checkEmails(changes)
  const changed = company.patch('CONTACT', contact, changes, actor)
  addVersion(company, changed, actor)
  showEverywhere(company, changed, actor)
  return changed
}

/** The contact of a generic `<CONTACT>` element. */
export function contactValues(company: Company, input: Input): Values {
  const definition = company.definition('CONTACT')
  return definition === undefined ? {} : fieldsOf(definition, input, 'Contact')
}

/** Whether a customer, vendor, employee or project shows the contact. */
export function contactInUse(company: Company, contact: Row): boolean {
  const no = contact.RECORDNO ?? ''
  for (const [object, prefixes] of Object.entries(shownContacts)) {
    for (const [, key] of prefixes) if (company.table(object).first(key, no) !== undefined) return true
  }
  return (
    company.table('EMPLOYEE').first('PERSONALINFO.CONTACTNAME', contact.CONTACTNAME ?? '') !== undefined ||
    company.table('CUSTOMERENTITYCONTACTS').first('CONTACT.NAME', contact.CONTACTNAME ?? '') !== undefined
  )
}
