import type { ObjectDefinition } from '../../books/contract.ts'
import type { Field } from './fields.ts'

const active: Readonly<Record<string, string>> = { active: 'T', inactive: 'F', 'active non-posting': 'P' }

const documents: Readonly<Record<string, string>> = {
  Submitted: 'S',
  Approved: 'A',
  'Partially Approved': 'X',
  Declined: 'R',
  Draft: 'I',
  Pending: 'O',
  Closed: 'D',
  'In Progress': 'G',
  Converted: 'C',
  'Partially Converted': 'P',
}

const bills: Readonly<Record<string, string>> = {
  Draft: 'D',
  'Partially Approved': 'PA',
  Submitted: 'S',
  Declined: 'U',
  Posted: 'A',
}

/** Stored value of an enumeration by the word that is displayed, where readByQuery compares the stored one (reference 3.3, 5.3). */
const stored: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'LOCATION.STATUS': active,
  'LOCATIONENTITY.STATUS': active,
  'VENDOR.STATUS': active,
  'CUSTOMER.STATUS': active,
  'DEPARTMENT.STATUS': active,
  'CLASS.STATUS': active,
  'PROJECT.STATUS': active,
  'ITEM.STATUS': active,
  'CONTACT.STATUS': active,
  'GLACCOUNT.STATUS': active,
  'SODOCUMENT.STATE': documents,
  'PODOCUMENT.STATE': documents,
  'APBILL.STATE': bills,
}

const accessModes: Readonly<Record<string, string>> = {
  A: 'Access',
  M: 'Modify',
  C: 'Create',
  D: 'Delete',
  W: 'Workflow',
  T: 'Activity',
  U: 'User action',
}

const rawState: ReadonlySet<string> = new Set(['ARINVOICE', 'ARADJUSTMENT'])

/** The field as readByQuery compares it. */
export function storedField(
  object: ObjectDefinition,
  field: Field,
  invoiceState: 'words' | 'letters',
): Field {
  if (field.name === 'STATE' && rawState.has(object.name) && invoiceState === 'letters') {
    return { ...field, of: (row) => row.RAWSTATE ?? '' }
  }
  if (object.name === 'AUDITHISTORY') return spokenField(object, field)
  const values = stored[`${object.name}.${field.name}`]
  if (values === undefined) return field
  return { ...field, of: (row) => values[field.of(row)] ?? field.of(row) }
}

/** The field as readByQuery shows it: audit rows tell their access mode in words, where `query` tells its letter (reference 10.4). */
export function spokenField(object: ObjectDefinition, field: Field): Field {
  if (object.name !== 'AUDITHISTORY' || field.name !== 'ACCESSMODE') return field
  return { ...field, own: false, of: (row) => accessModes[field.of(row)] ?? field.of(row) }
}
