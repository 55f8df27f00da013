/**
 * The kinds of reference data that the cache holds. A new one is a row here and a row in the remote side's table of readings.
 * One kind is one list of Intacct, so that a refresh that finds nothing new costs one unit a kind.
 */
export const referenceTypes = {
  account: { plural: 'Accounts', one: 'account', group: 'ledger' },
  ar_account_label: { plural: 'A/R account labels', one: 'A/R account label', group: 'ledger' },
  ap_account_label: { plural: 'A/P account labels', one: 'A/P account label', group: 'ledger' },
  closed_books: { plural: 'Closed periods', one: 'closed period', group: 'ledger' },
  checking_account: { plural: 'Checking accounts', one: 'checking account', group: 'banking' },
  savings_account: { plural: 'Savings accounts', one: 'savings account', group: 'banking' },
  currency: { plural: 'Currencies', one: 'currency', group: 'banking' },
  exchange_rate_type: { plural: 'Exchange rate types', one: 'exchange rate type', group: 'banking' },
  ar_term: { plural: 'A/R terms', one: 'A/R term', group: 'terms' },
  ap_term: { plural: 'A/P terms', one: 'A/P term', group: 'terms' },
  tax_solution: { plural: 'Tax solutions', one: 'tax solution', group: 'terms' },
  tax_detail: { plural: 'Tax details', one: 'tax detail', group: 'terms' },
  dimension: { plural: 'Dimensions in use', one: 'dimension', group: 'dimensions' },
  entity: { plural: 'Entities', one: 'entity', group: 'dimensions' },
  location: { plural: 'Locations', one: 'location', group: 'dimensions', dimension: 'LOCATION' },
  department: { plural: 'Departments', one: 'department', group: 'dimensions', dimension: 'DEPARTMENT' },
  class: { plural: 'Classes', one: 'class', group: 'dimensions', dimension: 'CLASS' },
  project: { plural: 'Projects', one: 'project', group: 'dimensions', dimension: 'PROJECT' },
  item: { plural: 'Items', one: 'item', group: 'dimensions', dimension: 'ITEM' },
  customer: { plural: 'Customers', one: 'customer', group: 'dimensions', dimension: 'CUSTOMER' },
  vendor: { plural: 'Vendors', one: 'vendor', group: 'dimensions', dimension: 'VENDOR' },
  employee: { plural: 'Employees', one: 'employee', group: 'dimensions', dimension: 'EMPLOYEE' },
  order_entry_type: { plural: 'Order Entry document types', one: 'document type', group: 'documents' },
  customer_field: { plural: 'Custom fields of customers', one: 'custom field', group: 'documents' },
  invoice_field: { plural: 'Custom fields of invoices', one: 'custom field', group: 'documents' },
  invoice_line_field: { plural: 'Custom fields of invoice lines', one: 'custom field', group: 'documents' },
  payment_field: { plural: 'Custom fields of payments', one: 'custom field', group: 'documents' },
} as const satisfies Record<string, ReferenceTypeInfo>

export type ReferenceGroup = 'ledger' | 'banking' | 'terms' | 'dimensions' | 'documents'

export interface ReferenceTypeInfo {
  readonly plural: string
  readonly one: string
  readonly group: ReferenceGroup
  /** Name of the dimension in Intacct, whose label a company may change. */
  readonly dimension?: string
}

export type StandardReferenceType = keyof typeof referenceTypes
/** A dimension that the company has defined itself: `udd:` and its object name in Intacct. */
export type UserDimensionType = `udd:${string}`
export type ReferenceType = StandardReferenceType | UserDimensionType

export const standardReferenceTypes = Object.keys(referenceTypes) as StandardReferenceType[]

const userDimension = /^udd:[A-Za-z][A-Za-z0-9_]{0,60}$/

/** Whether the text names a kind of reference data. */
export function isReferenceType(name: string): name is ReferenceType {
  return Object.hasOwn(referenceTypes, name) || userDimension.test(name)
}

/** The kind that holds the values of a dimension that the company has defined; null for a name that Intacct cannot have given. */
export function userDimensionType(object: string): UserDimensionType | null {
  const type: UserDimensionType = `udd:${object}`
  return userDimension.test(type) ? type : null
}

/** What is known of a standard kind; null for a dimension of the company's own. */
export function infoOfReference(type: ReferenceType): ReferenceTypeInfo | null {
  return Object.hasOwn(referenceTypes, type) ? referenceTypes[type as StandardReferenceType] : null
}

/** Names that stand for several kinds at once where something is searched for. */
export const referenceFamilies: Readonly<Record<string, readonly StandardReferenceType[]>> = {
  bank_account: ['checking_account', 'savings_account'],
  /** Where a payment's money may lie. */
  deposit_account: ['checking_account', 'savings_account', 'account'],
  term: ['ar_term', 'ap_term'],
}
