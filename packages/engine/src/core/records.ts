import { z } from 'zod'
import type { ObjectType } from './object-types.ts'

/**
 * The canonical form of a record's contents, the same for both sides: what the app sends, what Intacct's records are read into, what
 * base holds. Amounts are decimal strings, dates `YYYY-MM-DD` without a zone, absent means "not set".
 */

const amount = z
  .string()
  .regex(/^-?\d{1,15}(\.\d{1,12})?$/, 'Write the amount as a plain decimal with a point, e.g. "1250.00".')
  .describe('Decimal string, e.g. "1250.00"')
const date = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'Write the date as YYYY-MM-DD.')
  .refine(isRealDate, 'There is no such day in the calendar.')
const currency = z.string().regex(/^[A-Z]{3}$/, 'Write the currency as its three-letter code, e.g. "USD".')
const text = (max: number) => z.string().trim().min(1).max(max)

function isRealDate(value: string): boolean {
  const [year, month, day] = value.split('-').map(Number)
  const moment = new Date(Date.UTC(year ?? 0, (month ?? 1) - 1, day ?? 1))
  // The shape is checked by its own rule; here a text that is no date must be refused, not thrown over.
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(value)
}

const attributes = z
  .record(z.string().regex(/^[A-Za-z][A-Za-z0-9_ -]{0,59}$/), z.string().max(400))
  .optional()
  .describe('Fields of your own that rules may look at; never sent')
const custom = z
  .record(z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,59}$/), z.string().max(400))
  .optional()
  .describe('Custom fields; those that the settings map are sent and read back, the others stay here')

const exchangeRate = z
  .string()
  .regex(/^\d{1,9}(\.\d{1,12})?$/, 'Write the rate as a plain decimal with a point, e.g. "1.085".')
  .optional()
  .describe('Rate into the base currency; default: by the rate type of the settings')

export const addressSchema = z.strictObject({
  line1: text(80).optional(),
  line2: text(80).optional(),
  city: text(80).optional(),
  region: text(40).optional(),
  postalCode: text(30).optional(),
  country: text(60).optional(),
})

export const customerSchema = z.strictObject({
  number: text(20).describe('Customer ID in Intacct'),
  name: text(100),
  email: z.email().max(200).optional(),
  phone: text(30).optional(),
  status: z.enum(['active', 'inactive']).optional().describe('Default: active'),
  termName: text(40).optional().describe('Payment term, as named in Intacct'),
  currency: currency.optional(),
  address: addressSchema.optional(),
  custom,
})

export const taxSchema = z.strictObject({
  detail: text(60).describe('Tax detail in Intacct, by its id'),
  amount: amount.describe('Tax on this line; counts towards the total'),
})

export const lineSchema = z.strictObject({
  amount: amount.describe('Without tax'),
  taxes: z.array(taxSchema).min(1).max(10).optional().describe('Where the company has a tax solution'),
  account: text(24).optional().describe('GL account; default: the connection’s sales account'),
  memo: text(1000).optional(),
  location: text(20).optional(),
  department: text(20).optional(),
  class: text(20).optional(),
  project: text(20).optional(),
  item: text(30).optional(),
  customer: text(20).optional().describe('Customer dimension of the line, by its CUSTOMERID'),
  vendor: text(20).optional(),
  employee: text(20).optional(),
  dimensions: z
    .record(z.string().regex(/^[A-Z][A-Z0-9_]{0,60}$/), text(60))
    .optional()
    .describe('Dimensions of the company’s own, by their object names in Intacct'),
  attributes,
})

export const invoiceSchema = z.strictObject({
  number: text(45).describe('Invoice number; RECORDID in Intacct'),
  customer: text(128).describe('Id of the customer in the app'),
  date,
  dueDate: date.optional(),
  termName: text(40).optional(),
  currency: currency.optional().describe('Default: the connection’s base currency'),
  description: text(900).optional(),
  reference: text(45).optional().describe('Purchase order or other reference; DOCNUMBER in Intacct'),
  lines: z.array(lineSchema).min(1).max(1000),
  total: amount.describe('Must equal the sum of the lines and their taxes'),
  exchangeRate,
  attributes,
  custom,
})

export const paymentMethods = ['cash', 'check', 'card', 'eft'] as const

const creditTarget = {
  invoice: text(128).optional().describe('Id of the invoice in the app'),
  debitMemo: text(128)
    .optional()
    .describe('Instead of an invoice: id of a credit note of kind debit, which it offsets'),
  amount,
}
const oneTarget = {
  message: 'Name the invoice, or the debit memo, that the credit is applied to.',
  path: ['invoice'],
}

function namesOneTarget(item: { invoice?: string | undefined; debitMemo?: string | undefined }): boolean {
  return (item.invoice === undefined) !== (item.debitMemo === undefined)
}

export const creditApplicationSchema = z.strictObject(creditTarget).refine(namesOneTarget, oneTarget)

/** What all money received has in common, whether or not it pays something yet. */
const receipt = {
  customer: text(128).describe('Id of the customer in the app'),
  date,
  amount,
  currency: currency.optional(),
  method: z.enum(paymentMethods).optional().describe('Default: eft'),
  reference: text(45).optional().describe('Check, authorisation or transaction number; DOCNUMBER in Intacct'),
  description: text(900).optional(),
  gateway: text(60)
    .optional()
    .describe('Gateway or merchant account that took it, e.g. "Stripe"; account rules may look at it'),
  account: text(24)
    .optional()
    .describe('Bank or undeposited-funds account; default: by the connection’s account rules'),
  custom,
  location: text(20).optional().describe('Of what pays nothing yet; default: the connection’s setting'),
  department: text(20).optional().describe('Of what pays nothing yet; default: the connection’s setting'),
}

const paymentCreditSchema = z
  .strictObject({
    creditNote: text(128).describe('Id of the credit note in the app'),
    ...creditTarget,
  })
  .refine(namesOneTarget, oneTarget)

export const advanceSchema = z.strictObject({
  ...receipt,
  applications: z
    .array(creditApplicationSchema)
    .max(1000)
    .optional()
    .describe('What it is applied to since; may be less than the amount. Default: nothing'),
})

export const paymentSchema = z.strictObject({
  ...receipt,
  fee: z
    .strictObject({ amount, description: text(200).optional() })
    .optional()
    .describe('Convenience fee, a part of the amount: becomes an invoice of its own, which the payment pays'),
  credits: z
    .array(paymentCreditSchema)
    .max(1000)
    .optional()
    .describe('Credit notes used together with it, besides its amount'),
  adjustments: z
    .array(
      z.strictObject({
        invoice: text(128).describe('Id of the invoice in the app'),
        amount,
        account: text(24).optional().describe('GL account; default: the connection’s write-off account'),
        memo: text(1000).optional(),
      }),
    )
    .max(1000)
    .optional()
    .describe(
      'What is written off or allowed on invoices besides its amount: becomes a credit memo of its own',
    ),
  applications: z
    .array(creditApplicationSchema)
    .max(1000)
    .describe(
      'What it pays; may be less than the amount. The rest is an overpayment, and all of it an advance',
    ),
})

export const creditNoteSchema = z.strictObject({
  number: text(45).describe('Credit note number; RECORDID in Intacct'),
  kind: z
    .enum(['credit', 'debit'])
    .optional()
    .describe('Default: credit. A debit memo is a charge: the customer owes more'),
  purpose: z
    .enum(['credit', 'write_off'])
    .optional()
    .describe('Default: credit. A write-off goes to the connection’s write-off account; not kept in Intacct'),
  customer: text(128).describe('Id of the customer in the app'),
  date,
  currency: currency.optional().describe('Default: the connection’s base currency'),
  description: text(900).optional(),
  reference: text(45).optional().describe('E.g. the invoice that it is about; for information only'),
  lines: z.array(lineSchema).min(1).max(1000).describe('Amounts without a sign, as on paper'),
  total: amount.describe('Must equal the sum of the lines and their taxes'),
  exchangeRate,
  applications: z
    .array(creditApplicationSchema)
    .max(1000)
    .optional()
    .describe('What it is applied to; may be less than the total. Default: nothing'),
  attributes,
})

// Payables have the shapes of receivables, with a vendor for the customer and bills for the invoices.

const vendor = text(128).describe('Id of the vendor in the app')
const bill = text(128).describe('Id of the bill in the app')

export const vendorSchema = customerSchema
  .omit({ custom: true })
  .extend({ number: text(20).describe('Vendor ID in Intacct') })

export const billSchema = invoiceSchema.omit({ customer: true, custom: true }).extend({
  // Intacct refuses these signs in a bill's number (reference 4.7).
  number: text(45)
    .regex(/^[^&<>#?]*$/, 'Intacct does not take & < > # ? in a bill number.')
    .describe('Bill number, unique within the vendor; RECORDID in Intacct'),
  vendor,
  postingDate: date.optional().describe('GL posting date; default: the bill’s date'),
  reference: text(45).optional().describe('Purchase order or other reference; DOCNUMBER in Intacct'),
})

export const billCreditApplicationSchema = z
  .strictObject({
    bill: bill.optional(),
    debitMemo: text(128)
      .optional()
      .describe('Instead of a bill: id of a bill credit of kind debit, which it offsets'),
    amount,
  })
  .refine((item) => (item.bill === undefined) !== (item.debitMemo === undefined), {
    message: 'Name the bill, or the debit memo, that the credit is applied to.',
    path: ['bill'],
  })

export const billCreditSchema = creditNoteSchema.omit({ customer: true }).extend({
  number: text(45).describe('Number of the vendor’s credit note; RECORDID in Intacct'),
  kind: z
    .enum(['credit', 'debit'])
    .optional()
    .describe('Default: credit. A debit memo is a charge: more is owed to the vendor'),
  vendor,
  // The public schema has no place for taxes on payable adjustments (reference, Appendix A and C).
  lines: z
    .array(lineSchema.omit({ taxes: true }))
    .min(1)
    .max(1000)
    .describe('Amounts without a sign, as on paper'),
  total: amount.describe('Must equal the sum of the lines'),
  reference: text(45).optional().describe('E.g. the bill that it is about; for information only'),
  applications: z
    .array(billCreditApplicationSchema)
    .max(1000)
    .optional()
    .describe('What it is applied to; may be less than the total. Default: nothing'),
})

export const billPaymentSchema = paymentSchema
  .omit({
    customer: true,
    gateway: true,
    location: true,
    department: true,
    fee: true,
    credits: true,
    adjustments: true,
    custom: true,
  })
  .extend({
    vendor,
    account: text(24)
      .optional()
      .describe('Bank account that it is paid from; default: the connection’s bank'),
    applications: z
      .array(z.strictObject({ bill, amount }))
      .max(1000)
      .describe('What it pays; must come to the amount'),
  })

/** ITEMTYPE, as Intacct names them (reference, Appendix B). */
const itemTypes = [
  'Inventory',
  'Non-Inventory',
  'Non-Inventory (Purchase only)',
  'Non-Inventory (Sales only)',
  'Kit',
  'Stockable Kit',
] as const

export const itemSchema = z.strictObject({
  number: text(30).describe('Item ID in Intacct'),
  name: text(100),
  itemType: z.enum(itemTypes).optional().describe('Default: Non-Inventory'),
  status: z.enum(['active', 'inactive']).optional().describe('Default: active'),
  description: text(400).optional(),
})

export const recordSchemas = {
  item: itemSchema,
  customer: customerSchema,
  invoice: invoiceSchema,
  credit_note: creditNoteSchema,
  advance: advanceSchema,
  payment: paymentSchema,
  vendor: vendorSchema,
  bill: billSchema,
  bill_credit: billCreditSchema,
  bill_payment: billPaymentSchema,
} as const satisfies Record<ObjectType, z.ZodType>

export type CustomerData = z.infer<typeof customerSchema>
export type InvoiceData = z.infer<typeof invoiceSchema>
export type CreditNoteData = z.infer<typeof creditNoteSchema>
export type AdvanceData = z.infer<typeof advanceSchema>
export type PaymentCreditData = z.infer<typeof paymentCreditSchema>
export type PaymentData = z.infer<typeof paymentSchema>
export type ItemData = z.infer<typeof itemSchema>
export type VendorData = z.infer<typeof vendorSchema>
export type BillData = z.infer<typeof billSchema>
export type BillCreditData = z.infer<typeof billCreditSchema>
export type BillPaymentData = z.infer<typeof billPaymentSchema>
export type LineData = z.infer<typeof lineSchema>
export type CreditApplicationData = z.infer<typeof creditApplicationSchema>
export interface DataOf {
  item: ItemData
  customer: CustomerData
  invoice: InvoiceData
  credit_note: CreditNoteData
  advance: AdvanceData
  payment: PaymentData
  vendor: VendorData
  bill: BillData
  bill_credit: BillCreditData
  bill_payment: BillPaymentData
}
export type RecordData = DataOf[ObjectType]

/** What an amount is applied to, whichever side of the books it is on. */
export type AppliedItem = Readonly<{
  invoice?: string | undefined
  bill?: string | undefined
  debitMemo?: string | undefined
  amount: string
}>

/** `draft`: not to be sent. `approved`: is to be in Intacct. `void`: is to be undone there. */
export const appStates = ['draft', 'approved', 'void'] as const
export type AppState = (typeof appStates)[number]
