/** Every switch that the books of one company obey. Plain data: it is what `PUT …/settings` takes and what a snapshot keeps. */

export type Frequency = 'Daily' | 'Monthly' | 'UserSpecified'

/** One numbering sequence. `given`: what becomes of a number that the caller sends while the sequence is on. */
export interface Numbering {
  readonly on: boolean
  readonly prefix: string
  readonly next: number
  readonly digits: number
  readonly given: 'kept' | 'replaced'
}

export interface CustomField {
  readonly object: string
  readonly name: string
  readonly type: 'text' | 'integer' | 'decimal' | 'boolean' | 'date'
  readonly values?: readonly string[]
}

/** A dimension that the company has defined itself: an object of its own with an id and a name (reference 3.1, 4.1: GLDIM<NAME>). */
export interface UserDimension {
  /** Upper case, as the gateway names objects. */
  readonly object: string
  readonly label: string
}

export interface CompanySettings {
  readonly baseCurrency: string
  readonly multiCurrency: boolean
  /** Applications subscribed (reference 2, get_applications). */
  readonly subscriptions: readonly string[]
  /** Rights per user, object (`*` for all) and operation (READ, READ_BY_QUERY, CREATE, …); a user without an entry has all. The gateway checks them. */
  readonly rights: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>
  /** A receipt without items: an advance in an open-item company, applied to the oldest invoices in a balance-forward one (4.5). */
  readonly customerBilling: 'openitem' | 'balanceforward'
  readonly invoiceSummaries: Frequency
  /** UserSpecified makes payments without a summary fail with "Please provide a payment batch key." */
  readonly paymentSummaries: Frequency
  /** By object, or by transaction definition for Order Entry (`Sales Invoice`). */
  readonly numbering: Readonly<Record<string, Numbering>>
  /** Objects whose document numbers may not repeat (reference 6.3: a company or module setting). */
  readonly uniqueNumbers: readonly string[]
  /** Objects that refuse a document without a number when no sequence gives one (PL01000127). */
  readonly numberRequired: readonly string[]
  /** Modules (AR, AP) in which lines name account labels instead of accounts. */
  readonly accountLabels: readonly string[]
  /** Approval steps before a bill or a bill payment posts; 0 turns approvals off. */
  readonly approvals: { readonly bills: number; readonly billPayments: number }
  /** Last closed day by `entity/module`, `*` for any: `{"*\/AR": "2025-12-31"}`. */
  readonly closedThrough: Readonly<Record<string, string>>
  /** Dimensions that an account requires on its lines, by account number: LOCATION, DEPARTMENT, CLASS, PROJECT, CUSTOMER, ITEM, EMPLOYEE, VENDOR. */
  readonly requiredDimensions: Readonly<Record<string, readonly string[]>>
  /** Values that an account takes of a dimension, by account number and dimension; any where there is none: `{"4000": {"CLASS": ["ENT"]}}`. */
  readonly allowedDimensions: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>
  readonly taxSolution: string
  /** Account for receipts that name neither bank, account nor summary; empty refuses them. */
  readonly undepositedAccount: string
  readonly customFields: readonly CustomField[]
  /** Standard fields that the company has taken out of an object's definition: asking for one is refused like any unknown field. */
  readonly removedFields: readonly { readonly object: string; readonly name: string }[]
  readonly userDimensions: readonly UserDimension[]
  /** What the company calls its standard dimensions, by object: `{"DEPARTMENT": "Cost centre"}`. */
  readonly dimensionLabels: Readonly<Record<string, string>>
  /** Applying a payment moves the invoice's WHENMODIFIED (reference 3.8: not proved). */
  readonly paymentBumpsInvoice: boolean
  /** Applying a payment moves the WHENMODIFIED of the Order Entry document behind the invoice. */
  readonly paymentBumpsOrder: boolean
  /** Changing a contact moves the WHENMODIFIED of the customers and vendors that show it. */
  readonly contactBumpsParty: boolean
  /** An Order Entry edit deletes its A/R invoice and makes another with a new RECORDNO (reference 4.4). */
  readonly orderEditRecreatesInvoice: boolean
  /** Whether that deletion leaves an audit row (reference 10.4 point 7: not to be counted on). */
  readonly orderEditAudited: boolean
  /** One payment detail for each invoice line paid, or one for each invoice. */
  readonly detailPerLine: boolean
  /** What apply_arpayment answers: the new application's record, or the advance or credit that was applied. */
  readonly applyAnswers: 'application' | 'source'
  /** One payment may pay documents of several entities (inter-entity); otherwise it is refused. */
  readonly paymentsAcrossEntities: boolean
  /** Answer for a vendor or employee id that exists already (reference 6.3 knows both). */
  readonly duplicateParty: 'BL34000061' | 'PL05000104'
  /** Deletion of posted documents: Intacct allows it where company settings say so (4.4). */
  readonly deletePosted: boolean
  /** Every n-th audit row cannot be read (reference 9, quirk 17); 0 for none. */
  readonly poisonAuditEvery: number
}

const sequence = (prefix: string, digits: number): Numbering => ({
  on: true,
  prefix,
  next: 1,
  digits,
  given: 'kept',
})

/** Documented defaults: what a new company has. */
export const defaultSettings: CompanySettings = {
  baseCurrency: 'USD',
  multiCurrency: false,
  subscriptions: ['CO', 'GL', 'AR', 'AP', 'CM', 'SO', 'PO', 'INV', 'EE', 'PROJACCT'],
  rights: {},
  customerBilling: 'openitem',
  invoiceSummaries: 'Daily',
  paymentSummaries: 'Daily',
  numbering: {
    CUSTOMER: sequence('C', 5),
    VENDOR: sequence('V', 5),
    ARINVOICE: sequence('INV', 6),
    ARADJUSTMENT: sequence('ADJ', 6),
    'Sales Quote': sequence('SQ', 4),
    'Sales Order': sequence('SO', 4),
    'Sales Invoice': sequence('SI', 4),
    'Sales Return': sequence('SR', 4),
  },
  uniqueNumbers: ['ARINVOICE', 'ARADJUSTMENT', 'APBILL'],
  numberRequired: ['APBILL'],
  accountLabels: [],
  approvals: { bills: 0, billPayments: 0 },
  closedThrough: {},
  requiredDimensions: {},
  allowedDimensions: {},
  taxSolution: '',
  undepositedAccount: '1010',
  customFields: [],
  removedFields: [],
  userDimensions: [],
  dimensionLabels: {},
  paymentBumpsInvoice: true,
  paymentBumpsOrder: true,
  contactBumpsParty: false,
  orderEditRecreatesInvoice: true,
  orderEditAudited: false,
  detailPerLine: true,
  applyAnswers: 'application',
  paymentsAcrossEntities: false,
  duplicateParty: 'PL05000104',
  deletePosted: false,
  poisonAuditEvery: 0,
}

function plain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Settings with a patch laid over them: maps such as `numbering` and `closedThrough` merge entry by entry, everything else is replaced. */
export function mergeSettings(current: CompanySettings, patch: Partial<CompanySettings>): CompanySettings {
  const merged: Record<string, unknown> = { ...current }
  for (const [name, value] of Object.entries(patch)) {
    const before = merged[name]
    merged[name] = plain(before) && plain(value) ? { ...before, ...value } : value
  }
  return merged as unknown as CompanySettings
}
