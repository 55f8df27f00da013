/**
 * The object types that the engine knows, in the order in which they depend on one another. A new type is a row here, a schema in
 * `records.ts`, a field table in `fields.ts` and a descriptor in the remote side's adapter.
 */
export const objectTypes = {
  customer: { data: 'master', order: 10, parents: [], label: 'Customer', plural: 'customers' },
  invoice: { data: 'finance', order: 20, parents: ['customer'], label: 'Invoice', plural: 'invoices' },
  payment: {
    data: 'finance',
    order: 30,
    parents: ['customer', 'invoice'],
    label: 'Payment',
    plural: 'payments',
  },
} as const satisfies Record<string, ObjectTypeInfo>

export interface ObjectTypeInfo {
  /** Master data is always synchronized at top level; finance documents at the transaction integration level. */
  readonly data: 'master' | 'finance'
  /** Posting order: a lower number goes first, so that a parent is in Intacct before its child. */
  readonly order: number
  readonly parents: readonly string[]
  readonly label: string
  readonly plural: string
}

export type ObjectType = keyof typeof objectTypes

export const objectTypeNames = Object.keys(objectTypes) as ObjectType[]

/** Whether the text names an object type. */
export function isObjectType(name: string): name is ObjectType {
  return Object.hasOwn(objectTypes, name)
}
