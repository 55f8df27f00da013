import { customerKind, type PartyKind, vendorKind } from './kinds.ts'

/** Where the money or credit of an application comes from (reference 4.5, detail table). */
export interface Funding {
  readonly kind: 'cash' | 'adjustment' | 'inline' | 'advance' | 'overpayment' | 'negative'
  /** Field names of a payment detail. */
  readonly key: string
  readonly entry: string
  readonly amount: string
  /** The object drawn on; undefined for cash. */
  readonly object: string | undefined
}

export interface PaymentKind {
  readonly object: 'ARPYMT' | 'APPYMT'
  readonly details: string
  readonly detailsElement: string
  readonly detail: string
  readonly entries: string
  readonly module: 'AR' | 'AP'
  readonly party: PartyKind
  readonly recordType: string
  readonly batches: string
  readonly batchTitle: string
  /** The field of the accounting date. */
  readonly date: string
  /** What RECORDKEY and POSADJKEY point to. */
  readonly invoice: string
  readonly debit: string
  /** Links between documents and payments, where the object exists. */
  readonly links: string | undefined
  readonly account: string
  readonly fundings: readonly Funding[]
}

const funding = (kind: Funding['kind'], stem: string, amount: string, object: string): Funding => ({
  kind,
  key: `${stem}KEY`,
  entry: `${stem}ENTRYKEY`,
  amount: `TRX_${amount}AMOUNT`,
  object,
})

const cash: Funding = { kind: 'cash', key: '', entry: '', amount: 'TRX_PAYMENTAMOUNT', object: undefined }

export const paymentKinds = {
  ARPYMT: {
    object: 'ARPYMT',
    details: 'ARPYMTDETAIL',
    detailsElement: 'ARPYMTDETAILS',
    detail: 'ARPYMTDETAIL',
    entries: 'ARPYMTENTRY',
    module: 'AR',
    party: customerKind,
    recordType: 'rp',
    batches: 'ARPAYMENTBATCH',
    batchTitle: 'Receipts',
    date: 'RECEIPTDATE',
    invoice: 'ARINVOICE',
    debit: 'ARADJUSTMENT',
    links: 'ARINVOICEPAYMENT',
    account: '1100',
    fundings: [
      cash,
      funding('adjustment', 'ADJUSTMENT', 'ADJUSTMENT', 'ARADJUSTMENT'),
      funding('inline', 'INLINE', 'INLINE', 'ARINVOICE'),
      funding('advance', 'ADVANCE', 'POSTEDADVANCE', 'ARADVANCE'),
      funding('overpayment', 'OVERPAYMENT', 'POSTEDOVERPAYMENT', 'ARPYMT'),
      funding('negative', 'NEGATIVEINVOICE', 'NEGATIVEINVOICE', 'ARINVOICE'),
    ],
  },
  APPYMT: {
    object: 'APPYMT',
    details: 'APPYMTDETAIL',
    detailsElement: 'APPYMTDETAILS',
    detail: 'APPYMTDETAIL',
    entries: 'APPYMTENTRY',
    module: 'AP',
    party: vendorKind,
    recordType: 'pp',
    batches: 'APPAYMENTBATCH',
    batchTitle: 'Bill payments',
    date: 'PAYMENTDATE',
    invoice: 'APBILL',
    debit: 'APADJUSTMENT',
    links: undefined,
    account: '2000',
    fundings: [
      cash,
      funding('adjustment', 'ADJUSTMENT', 'ADJUSTMENT', 'APADJUSTMENT'),
      funding('inline', 'INLINE', 'INLINE', 'APBILL'),
    ],
  },
} as const satisfies Readonly<Record<string, PaymentKind>>

/** Overpayments and advances are owed to the customer until they are applied. */
export const ADVANCE_ACCOUNT = '2100'
