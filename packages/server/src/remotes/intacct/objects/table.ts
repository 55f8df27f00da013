import type { ObjectType } from '@tieout/engine/core/object-types.ts'
import type { ObjectAdapter } from './adapter.ts'
import { advanceAdapter } from './advance.ts'
import { creditNoteAdapter } from './credit-note.ts'
import { customerAdapter } from './customer.ts'
import { invoiceAdapter } from './invoice.ts'
import { paymentAdapter } from './payment.ts'

export const adapters: Readonly<Record<ObjectType, ObjectAdapter>> = {
  customer: customerAdapter,
  invoice: invoiceAdapter,
  credit_note: creditNoteAdapter,
  advance: advanceAdapter,
  payment: paymentAdapter,
}
