import type { ObjectType } from '@tieout/engine/core/object-types.ts'
import type { ObjectAdapter } from './adapter.ts'
import { billCreditAdapter, creditNoteAdapter } from './adjustment.ts'
import { advanceAdapter } from './advance.ts'
import { billAdapter, invoiceAdapter } from './document.ts'
import { billPaymentAdapter } from './bill-payment.ts'
import { itemAdapter } from './item.ts'
import { customerAdapter, vendorAdapter } from './party.ts'
import { paymentAdapter } from './payment.ts'

export const adapters: Readonly<Record<ObjectType, ObjectAdapter>> = {
  item: itemAdapter,
  customer: customerAdapter,
  invoice: invoiceAdapter,
  credit_note: creditNoteAdapter,
  advance: advanceAdapter,
  payment: paymentAdapter,
  vendor: vendorAdapter,
  bill: billAdapter,
  bill_credit: billCreditAdapter,
  bill_payment: billPaymentAdapter,
}
