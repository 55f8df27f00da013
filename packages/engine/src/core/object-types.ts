/**
 * The object types that the engine knows, in the order in which they depend on one another. A new type is a row here, a schema in
 * `records.ts`, a field table in `fields.ts`, its pointers in `pointers.ts`, what is made ready in `prepare.ts`, and a descriptor in the
 * remote side's adapter.
 */
export const objectTypes = {
  item: {
    data: 'master',
    order: 5,
    parents: [],
    label: 'Item',
    plural: 'items',
    undone: 'inactive',
    optional: true,
  },
  customer: {
    data: 'master',
    order: 10,
    parents: [],
    label: 'Customer',
    plural: 'customers',
    undone: 'inactive',
  },
  invoice: {
    data: 'finance',
    order: 20,
    parents: ['customer'],
    party: 'customer',
    label: 'Invoice',
    plural: 'invoices',
    undone: 'reverse',
    numbered: true,
    importedStays: true,
  },
  credit_note: {
    data: 'finance',
    order: 25,
    parents: ['customer', 'invoice'],
    party: 'customer',
    pays: 'invoice',
    label: 'Credit note',
    plural: 'credit notes',
    undone: 'offset',
    numbered: true,
    importedStays: true,
    appliedLater: 'all',
  },
  advance: {
    data: 'finance',
    order: 27,
    parents: ['customer', 'invoice', 'credit_note'],
    party: 'customer',
    pays: 'invoice',
    label: 'Advance',
    plural: 'advances',
    undone: 'reverse',
    appliedLater: 'all',
  },
  payment: {
    data: 'finance',
    order: 30,
    parents: ['customer', 'invoice', 'credit_note'],
    party: 'customer',
    pays: 'invoice',
    label: 'Payment',
    plural: 'payments',
    undone: 'reverse',
    appliedLater: 'rest',
  },
  vendor: {
    data: 'master',
    order: 110,
    parents: [],
    label: 'Vendor',
    plural: 'vendors',
    undone: 'inactive',
    optional: true,
  },
  bill: {
    data: 'finance',
    order: 120,
    parents: ['vendor'],
    party: 'vendor',
    label: 'Bill',
    plural: 'bills',
    undone: 'reverse',
    numbered: true,
    importedStays: true,
    optional: true,
  },
  bill_credit: {
    data: 'finance',
    order: 125,
    parents: ['vendor', 'bill'],
    party: 'vendor',
    pays: 'bill',
    label: 'Bill credit',
    plural: 'bill credits',
    undone: 'offset',
    numbered: true,
    importedStays: true,
    appliedLater: 'all',
    optional: true,
  },
  bill_payment: {
    data: 'finance',
    order: 130,
    parents: ['vendor', 'bill'],
    party: 'vendor',
    pays: 'bill',
    label: 'Bill payment',
    plural: 'bill payments',
    undone: 'reverse',
    optional: true,
  },
} as const satisfies Record<string, ObjectTypeInfo>

export interface ObjectTypeInfo {
  /** Master data is always synchronized at top level; finance documents at the transaction integration level. */
  readonly data: 'master' | 'finance'
  /** Posting order: a lower number goes first, so that a parent is in Intacct before its child. */
  readonly order: number
  readonly parents: readonly string[]
  /** Whose document it is: the type, and the name of the field that points to it. */
  readonly party?: 'customer' | 'vendor'
  /** What it pays or credits. */
  readonly pays?: 'invoice' | 'bill'
  readonly label: string
  readonly plural: string
  /** How Intacct undoes one: made inactive, reversed, or offset by one of the other sign. */
  readonly undone: 'inactive' | 'reverse' | 'offset'
  /** Intacct takes each of its numbers once. */
  readonly numbered?: boolean
  /** A document that came from Intacct is not edited or voided by the app; only what it is applied to may be. */
  readonly importedStays?: boolean
  /**
   * What is applied afterwards, by entries of their own (`apply.ts`): all of it, where Intacct has no field for what a record is applied
   * to, or only the rest that a payment left over.
   */
  readonly appliedLater?: 'all' | 'rest'
  /** Off until somebody switches it on: a connection need not have the rights, nor want the reading. */
  readonly optional?: boolean
}

export type ObjectType = keyof typeof objectTypes

export const objectTypeNames = Object.keys(objectTypes) as ObjectType[]

/** What is known of a type. */
export function infoOf(type: ObjectType): ObjectTypeInfo {
  return objectTypes[type]
}

/** The types that a connection has by its defaults. */
export const usualTypes: readonly ObjectType[] = objectTypeNames.filter(
  (type) => infoOf(type).optional !== true,
)

/** Whether the text names an object type. */
export function isObjectType(name: string): name is ObjectType {
  return Object.hasOwn(objectTypes, name)
}
