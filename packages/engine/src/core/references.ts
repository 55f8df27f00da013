import type { ObjectType } from './object-types.ts'
import type { CustomerData, InvoiceData, PaymentData, RecordData } from './records.ts'

/**
 * A record's pointer to another. App records point by the app's id. Intacct's records point by RECORDNO (`key`) or by the name field,
 * such as CUSTOMERID (`number`), whichever the object carries.
 */
export interface Reference {
  readonly type: ObjectType
  readonly by: 'id' | 'key' | 'number'
  readonly value: string
}

type Referrer<Data> = (data: Data) => Reference[]

const appReferences: {
  customer: Referrer<CustomerData>
  invoice: Referrer<InvoiceData>
  payment: Referrer<PaymentData>
} = {
  customer: () => [],
  invoice: (data) => [{ type: 'customer', by: 'id', value: data.customer }],
  payment: (data) => [
    { type: 'customer', by: 'id', value: data.customer },
    ...data.applications.map((item): Reference => ({ type: 'invoice', by: 'id', value: item.invoice })),
  ],
}

/** What an app record points to, by the app's ids. */
export function referencesOf(type: ObjectType, data: RecordData): Reference[] {
  return (appReferences[type] as Referrer<RecordData>)(data)
}

/** A text that is the same for the same reference. */
export function referenceText(reference: Reference): string {
  return `${reference.type}:${reference.by}:${reference.value}`
}
