import type { ObjectType } from './object-types.ts'

/**
 * What a field is to the books. It decides who wins when both sides changed it: Intacct for money and GL fields, the app for contact
 * fields, a person for the rest (DESIGN §6).
 */
export type FieldGroup = 'identity' | 'money' | 'gl' | 'contact' | 'text'

export interface FieldInfo {
  readonly label: string
  readonly group: FieldGroup
  /** When Intacct lets it be changed: never after creation, while nothing is paid, or always (reference 4.4). */
  readonly editable: 'never' | 'unpaid' | 'always'
  /** A list without an order: the same entries in another order are the same. */
  readonly unordered?: boolean
}

/** Customers and vendors alike. */
const party = {
  name: { label: 'Name', group: 'contact', editable: 'always' },
  email: { label: 'E-mail', group: 'contact', editable: 'always' },
  phone: { label: 'Phone', group: 'contact', editable: 'always' },
  status: { label: 'Status', group: 'text', editable: 'always' },
  termName: { label: 'Payment term', group: 'gl', editable: 'always' },
  currency: { label: 'Currency', group: 'money', editable: 'never' },
  address: { label: 'Address', group: 'contact', editable: 'always' },
} as const satisfies Record<string, FieldInfo>

/** The fields that are compared, per object type. A field that is not here is never compared and never sent as an update. */
export const fields = {
  item: {
    number: { label: 'Item ID', group: 'identity', editable: 'never' },
    name: { label: 'Name', group: 'text', editable: 'always' },
    itemType: { label: 'Item type', group: 'gl', editable: 'never' },
    status: { label: 'Status', group: 'text', editable: 'always' },
    description: { label: 'Description', group: 'text', editable: 'always' },
  },
  customer: {
    number: { label: 'Customer ID', group: 'identity', editable: 'never' },
    ...party,
    custom: { label: 'Custom fields', group: 'text', editable: 'always' },
  },
  invoice: {
    number: { label: 'Number', group: 'identity', editable: 'unpaid' },
    customer: { label: 'Customer', group: 'identity', editable: 'unpaid' },
    date: { label: 'Date', group: 'gl', editable: 'unpaid' },
    dueDate: { label: 'Due date', group: 'text', editable: 'always' },
    termName: { label: 'Payment term', group: 'text', editable: 'unpaid' },
    currency: { label: 'Currency', group: 'money', editable: 'never' },
    description: { label: 'Description', group: 'text', editable: 'always' },
    reference: { label: 'Reference', group: 'text', editable: 'always' },
    lines: { label: 'Lines', group: 'money', editable: 'unpaid' },
    total: { label: 'Total', group: 'money', editable: 'unpaid' },
    custom: { label: 'Custom fields', group: 'text', editable: 'always' },
  },
  credit_note: {
    number: { label: 'Number', group: 'identity', editable: 'unpaid' },
    kind: { label: 'Kind', group: 'money', editable: 'never' },
    customer: { label: 'Customer', group: 'identity', editable: 'unpaid' },
    date: { label: 'Date', group: 'gl', editable: 'unpaid' },
    currency: { label: 'Currency', group: 'money', editable: 'never' },
    description: { label: 'Description', group: 'text', editable: 'always' },
    reference: { label: 'Reference', group: 'text', editable: 'always' },
    lines: { label: 'Lines', group: 'money', editable: 'unpaid' },
    total: { label: 'Total', group: 'money', editable: 'unpaid' },
    applications: { label: 'Applied to', group: 'money', editable: 'always', unordered: true },
  },
  advance: {
    customer: { label: 'Customer', group: 'identity', editable: 'never' },
    date: { label: 'Date', group: 'gl', editable: 'never' },
    amount: { label: 'Amount', group: 'money', editable: 'never' },
    currency: { label: 'Currency', group: 'money', editable: 'never' },
    method: { label: 'Method', group: 'text', editable: 'never' },
    reference: { label: 'Reference', group: 'text', editable: 'never' },
    description: { label: 'Description', group: 'text', editable: 'never' },
    account: { label: 'Account', group: 'gl', editable: 'never' },
    applications: { label: 'Applied to', group: 'money', editable: 'always', unordered: true },
  },
  payment: {
    customer: { label: 'Customer', group: 'identity', editable: 'never' },
    date: { label: 'Date', group: 'gl', editable: 'never' },
    amount: { label: 'Amount', group: 'money', editable: 'never' },
    currency: { label: 'Currency', group: 'money', editable: 'never' },
    method: { label: 'Method', group: 'text', editable: 'never' },
    reference: { label: 'Reference', group: 'text', editable: 'never' },
    description: { label: 'Description', group: 'text', editable: 'never' },
    account: { label: 'Account', group: 'gl', editable: 'never' },
    applications: { label: 'Applied to', group: 'money', editable: 'always', unordered: true },
    credits: { label: 'Credits used', group: 'money', editable: 'never', unordered: true },
    custom: { label: 'Custom fields', group: 'text', editable: 'never' },
  },
  vendor: {
    number: { label: 'Vendor ID', group: 'identity', editable: 'never' },
    ...party,
  },
  bill: {
    number: { label: 'Bill number', group: 'identity', editable: 'unpaid' },
    vendor: { label: 'Vendor', group: 'identity', editable: 'unpaid' },
    date: { label: 'Date', group: 'gl', editable: 'unpaid' },
    postingDate: { label: 'GL posting date', group: 'gl', editable: 'unpaid' },
    dueDate: { label: 'Due date', group: 'text', editable: 'always' },
    termName: { label: 'Payment term', group: 'text', editable: 'unpaid' },
    currency: { label: 'Currency', group: 'money', editable: 'never' },
    description: { label: 'Description', group: 'text', editable: 'always' },
    reference: { label: 'Reference', group: 'text', editable: 'always' },
    lines: { label: 'Lines', group: 'money', editable: 'unpaid' },
    total: { label: 'Total', group: 'money', editable: 'unpaid' },
  },
  // The public schema names update_apadjustment without its contents (reference, Appendix A and C): only what it is applied to can change.
  bill_credit: {
    number: { label: 'Number', group: 'identity', editable: 'never' },
    kind: { label: 'Kind', group: 'money', editable: 'never' },
    vendor: { label: 'Vendor', group: 'identity', editable: 'never' },
    date: { label: 'Date', group: 'gl', editable: 'never' },
    currency: { label: 'Currency', group: 'money', editable: 'never' },
    description: { label: 'Description', group: 'text', editable: 'never' },
    reference: { label: 'Reference', group: 'text', editable: 'never' },
    lines: { label: 'Lines', group: 'money', editable: 'never' },
    total: { label: 'Total', group: 'money', editable: 'never' },
    applications: { label: 'Applied to', group: 'money', editable: 'always', unordered: true },
  },
  bill_payment: {
    vendor: { label: 'Vendor', group: 'identity', editable: 'never' },
    date: { label: 'Date', group: 'gl', editable: 'never' },
    amount: { label: 'Amount', group: 'money', editable: 'never' },
    currency: { label: 'Currency', group: 'money', editable: 'never' },
    method: { label: 'Method', group: 'text', editable: 'never' },
    reference: { label: 'Reference', group: 'text', editable: 'never' },
    description: { label: 'Description', group: 'text', editable: 'never' },
    account: { label: 'Account', group: 'gl', editable: 'never' },
    applications: { label: 'Pays', group: 'money', editable: 'never' },
  },
} as const satisfies Record<ObjectType, Record<string, FieldInfo>>

/** The compared fields of a type, by name, in the order in which they are shown. */
export function fieldsOf(type: ObjectType): Readonly<Record<string, FieldInfo>> {
  return fields[type]
}

/** What is known of a field; undefined if it is never compared. */
export function fieldInfo(type: ObjectType, field: string): FieldInfo | undefined {
  return fieldsOf(type)[field]
}
