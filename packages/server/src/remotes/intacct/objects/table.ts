import type { ObjectType } from '@tieout/engine/core/object-types.ts'
import type { ObjectAdapter } from './adapter.ts'
import { billCreditAdapter, creditNoteAdapter } from './adjustment.ts'
import { billAdapter, invoiceAdapter } from './document.ts'
import { customerAdapter, vendorAdapter } from './party.ts'
import { itemAdapter } from './item.ts'
import { billPaymentAdapter, paymentAdapter } from './payment.ts'

export const adapters: Readonly<Record<ObjectType, ObjectAdapter>> = {
  item: itemAdapter,
  customer: customerAdapter,
  invoice: invoiceAdapter,
  credit_note: creditNoteAdapter,
  payment: paymentAdapter,
  vendor: vendorAdapter,
  bill: billAdapter,
  bill_credit: billCreditAdapter,
  bill_payment: billPaymentAdapter,
}
