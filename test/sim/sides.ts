import { partyOf } from '@tieout/engine/core/party.ts'
import type { ObjectType } from '@tieout/engine/core/object-types.ts'
import type { AppliedItem, RecordData } from '@tieout/engine/core/records.ts'
import { creditNote, customer, invoice, payment } from './world.ts'

/** One side of the books: who is owed or owes, and what passes between us. Both sides have one life, told in other names. */
export interface Side {
  readonly name: 'receivables' | 'payables'
  readonly module: 'AR' | 'AP'
  readonly party: 'customer' | 'vendor'
  readonly document: 'invoice' | 'bill'
  readonly credit: 'credit_note' | 'bill_credit'
  readonly payment: 'payment' | 'bill_payment'
  /** Intacct's objects, and fields of theirs that have another name on each side. */
  readonly objects: {
    readonly party: 'CUSTOMER' | 'VENDOR'
    readonly document: 'ARINVOICE' | 'APBILL'
    readonly credit: 'ARADJUSTMENT' | 'APADJUSTMENT'
    readonly payment: 'ARPYMT' | 'APPYMT'
  }
  readonly partyId: 'CUSTOMERID' | 'VENDORID'
  /** What only one side's payments say. */
  readonly ownOfPayment: Readonly<Record<string, string>>
  /** Account of the lines that are made in Intacct. */
  readonly account: string
}

export const receivables: Side = {
  name: 'receivables',
  module: 'AR',
  party: 'customer',
  document: 'invoice',
  credit: 'credit_note',
  payment: 'payment',
  objects: { party: 'CUSTOMER', document: 'ARINVOICE', credit: 'ARADJUSTMENT', payment: 'ARPYMT' },
  partyId: 'CUSTOMERID',
  ownOfPayment: { RECEIPTDATE: '2026-02-25', UNDEPOSITEDACCOUNTNO: '1010' },
  account: '4000',
}

export const payables: Side = {
  name: 'payables',
  module: 'AP',
  party: 'vendor',
  document: 'bill',
  credit: 'bill_credit',
  payment: 'bill_payment',
  objects: { party: 'VENDOR', document: 'APBILL', credit: 'APADJUSTMENT', payment: 'APPYMT' },
  partyId: 'VENDORID',
  ownOfPayment: { PAYMENTDATE: '2026-02-25', FINANCIALENTITY: 'BOA' },
  account: '4000',
}

/** Intacct's object of each type. */
export const objectOf: Readonly<Record<ObjectType, string>> = {
  item: 'ITEM',
  customer: 'CUSTOMER',
  invoice: 'ARINVOICE',
  credit_note: 'ARADJUSTMENT',
  advance: 'ARADVANCE',
  payment: 'ARPYMT',
  vendor: 'VENDOR',
  bill: 'APBILL',
  bill_credit: 'APADJUSTMENT',
  bill_payment: 'APPYMT',
}

/** Contents of the receivables' side as the other side has them: a vendor for the customer, bills for the invoices. */
export function onSide({ party, document }: Side, data: RecordData): RecordData {
  if (party === 'customer' || !('date' in data)) return data
  const { customer: owner, ...rest } = data as RecordData & { readonly customer: string }
  const applications: readonly AppliedItem[] | undefined =
    'applications' in data ? data.applications : undefined
  return {
    ...rest,
    [party]: owner,
    ...(applications === undefined
      ? {}
      : {
          applications: applications.map(({ invoice: paid, ...item }) => ({
            ...item,
            ...(paid === undefined ? {} : { [document]: paid }),
          })),
        }),
  } as unknown as RecordData
}

/** Contents by the words of a side, as `world.ts` has them for the receivables. */
export const made = (side: Side) => ({
  party: (...given: Parameters<typeof customer>) => onSide(side, customer(...given)),
  document: (...given: Parameters<typeof invoice>) => onSide(side, invoice(...given)),
  credit: (...given: Parameters<typeof creditNote>) => onSide(side, creditNote(...given)),
  payment: (...given: Parameters<typeof payment>) => onSide(side, payment(...given)),
})

/** Whether the document is of that customer or vendor. */
export function isOf(data: RecordData, owner: string): boolean {
  return partyOf(data) === owner
}
