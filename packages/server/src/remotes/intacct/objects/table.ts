import type { ObjectType } from '@tieout/engine/core/object-types.ts'
import type { ObjectAdapter } from './adapter.ts'
import { customerAdapter } from './customer.ts'
import { invoiceAdapter } from './invoice.ts'
import { paymentAdapter } from './payment.ts'

export const adapters: Readonly<Record<ObjectType, ObjectAdapter>> = {
  customer: customerAdapter,
  invoice: invoiceAdapter,
  payment: paymentAdapter,
}
