/** Receivable and payable documents behave alike; what differs is in these tables. */

export interface DocumentKind {
  readonly object: 'ARINVOICE' | 'ARADJUSTMENT' | 'APBILL' | 'APADJUSTMENT'
  readonly items: string
  /** Element name of the list of lines. */
  readonly itemsElement: string
  readonly recordType: string
  readonly moduleKey: string
  readonly module: 'AR' | 'AP'
  readonly party: PartyKind
  readonly terms: string | undefined
  readonly labels: string
  readonly batches: string
  readonly batchTitle: string
  readonly label: string
}

export interface PartyKind {
  readonly object: 'CUSTOMER' | 'VENDOR'
  readonly id: string
  readonly name: string
  readonly word: string
  /** Where a document goes by default: contact prefix before the display contact. */
  readonly billTo: string
  readonly shipTo: string
}

export const customerKind: PartyKind = {
  object: 'CUSTOMER',
  id: 'CUSTOMERID',
  name: 'CUSTOMERNAME',
  word: 'customer',
  billTo: 'BILLTO',
  shipTo: 'SHIPTO',
}

export const vendorKind: PartyKind = {
  object: 'VENDOR',
  id: 'VENDORID',
  name: 'VENDORNAME',
  word: 'vendor',
  billTo: 'PAYTO',
  shipTo: 'RETURNTO',
}

const receivable = { moduleKey: '4.AR', module: 'AR', party: customerKind, labels: 'ARACCOUNTLABEL' } as const
const payable = { moduleKey: '3.AP', module: 'AP', party: vendorKind, labels: 'APACCOUNTLABEL' } as const

export const documentKinds = {
  ARINVOICE: {
    ...receivable,
    object: 'ARINVOICE',
    items: 'ARINVOICEITEM',
    itemsElement: 'ARINVOICEITEMS',
    recordType: 'ri',
    terms: 'ARTERM',
    batches: 'ARINVOICEBATCH',
    batchTitle: 'Invoices',
    label: 'ARInvoice',
  },
  ARADJUSTMENT: {
    ...receivable,
    object: 'ARADJUSTMENT',
    items: 'ARADJUSTMENTITEM',
    itemsElement: 'ARADJUSTMENTITEMS',
    recordType: 'ra',
    terms: undefined,
    batches: 'ARADJUSTMENTBATCH',
    batchTitle: 'Adjustments',
    label: 'ARAdjustment',
  },
  APBILL: {
    ...payable,
    object: 'APBILL',
    items: 'APBILLITEM',
    itemsElement: 'APBILLITEMS',
    recordType: 'pi',
    terms: 'APTERM',
    batches: 'APBILLBATCH',
    batchTitle: 'Bills',
    label: 'APBill',
  },
  APADJUSTMENT: {
    ...payable,
    object: 'APADJUSTMENT',
    items: 'APADJUSTMENTITEM',
    itemsElement: 'APADJUSTMENTITEMS',
    recordType: 'pa',
    terms: undefined,
    batches: 'APBILLBATCH',
    batchTitle: 'AP adjustments',
    label: 'APAdjustment',
  },
} as const satisfies Readonly<Record<string, DocumentKind>>

/** The object of the lines of every document that carries money, and the field by which they point to it. */
export const moneyLines: Readonly<Record<string, string>> = {
  ARINVOICE: 'ARINVOICEITEM',
  ARADJUSTMENT: 'ARADJUSTMENTITEM',
  APBILL: 'APBILLITEM',
  APADJUSTMENT: 'APADJUSTMENTITEM',
  ARADVANCE: 'ARADVANCEITEM',
  ARPYMT: 'ARPYMTENTRY',
  APPYMT: 'APPYMTENTRY',
}
