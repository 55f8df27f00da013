import type { ErrorEntry } from './contract.ts'
import { BusinessError } from './contract.ts'

const AGAIN = 'Check the transaction for errors or inconsistencies, then try again.'

/** One business refusal: texts as observed (reference 8.2–8.5); `{0}`, `{1}` … are filled in. */
interface Refusal {
  readonly errorno: string
  readonly description?: string
  readonly text: string
  readonly correction?: string
  readonly errorId?: string
  readonly messageId?: string
  readonly category?: string
}

const table = {
  noObject: { errorno: 'WS', text: 'Object definition {0} not found' },
  unsupported: { errorno: 'XL03000006', text: 'The {0} operation is not supported for objects of type {1}.' },
  notFound: { errorno: 'BL01001973', text: "Cannot find {0} with key '{1}' to {2}." },
  transactionGone: {
    errorno: 'BL01001973',
    text: "Oops, we can't find this transaction; enter a valid record number and try again. ({0} {1})",
  },
  required: { errorno: 'BL03000018', text: 'Required field {0} is missing' },
  dueDateMissing: { errorno: 'BL03000018', text: 'Required field Date Due is missing' },
  numberMissing: { errorno: 'PL01000127', text: 'Document Number is missing' },
  illegalFormat: { errorno: 'BL03000018', text: 'Illegal format for {0} : {1} {2}' },
  illegalValue: { errorno: 'BL03000018', text: 'Illegal value for {0} : {1} {2}' },
  missingUnit: { errorno: 'BL03000018', text: 'Missing unit' },
  invalidDate: { errorno: 'PL03000006', text: "The transaction date '{0}' is invalid." },
  duplicateNumber: { errorno: 'BL03002185', text: "A transaction with the number '{0}' already exists." },
  duplicate: {
    errorno: 'BL34000061',
    text: 'Another {0} with the given value(s) {1} already exists',
    correction: 'Use a unique value instead.',
  },
  duplicateParty: { errorno: 'PL05000104', text: 'Another record with the value {1} already exists for {0}' },
  duplicateAccount: {
    errorno: 'BL01001973',
    description: 'Duplicate account number',
    text: "The account number '{0}' already exists",
    correction: 'Enter unique account number',
    errorId: 'GL-0493',
    messageId: 'IA.THE_ACCOUNT_NUMBER_ALREADY_EXISTS',
    category: 'Duplication Prevention',
  },
  invalidReference: { errorno: 'BL01001973', text: "The {0} '{1}' is invalid." },
  invalidProject: { errorno: 'BL01001973', text: "Invalid Project '{0}' specified." },
  inactive: { errorno: 'BL01001973', text: 'The {0} {1} is inactive. Activate the {0} {1}, then try again.' },
  employeeContact: { errorno: 'BL01001973', text: 'Employee Contact info cannot be empty' },
  displayContact: { errorno: 'BL01001973', text: 'Error While Saving the Display Contact' },
  contactVersion: { errorno: 'BL01001973', text: 'Validate contactversion record failed!' },
  illegalEmail: {
    errorno: 'BL03000018',
    text: 'Illegal format for Contactversion : Primary Email Address {0}',
  },
  closedPeriod: {
    errorno: 'BL01001973',
    text: 'The date {0} is in a closed accounting period. Date must be on or after {1}.',
    correction: 'Use a date in an open period.',
  },
  missingDimension: {
    errorno: 'BL01001973',
    text: 'This transaction is missing the {0} dimension for the Account {1}',
  },
  requiresDimension: { errorno: 'BL01001973', text: "The account number '{1}' requires a {0}." },
  restricted: { errorno: 'BL01001973', text: 'GL account {0} is restricted by {1}.' },
  locationRequired: { errorno: 'BL03000018', text: 'The location dimension is required for GL account {0}' },
  severalEntities: {
    errorno: 'BL01001973',
    text: 'The lines of a transaction must belong to one entity; found {0} and {1}.',
  },
  otherEntity: {
    errorno: 'BL01001973',
    text: 'Location must be {0}. This value is auto-filled from the entity.',
  },
  labelSubtotal: {
    errorno: 'BL01001973',
    text: 'Subtotal account labels are not valid for line items',
    errorId: 'AR-0148',
  },
  labelRequired: {
    errorno: 'BL01001973',
    text: 'Currently, we cannot create the transaction',
    correction: 'Account labels are in use: send an account label on each line, not a GL account.',
    errorId: 'AR-0279',
  },
  noLines: { errorno: 'BL03000018', text: 'Required field line items is missing' },
  exchangeRate: {
    errorno: 'BL01001973',
    text: 'No exchange rate from {0} to {1} for {2}. Give an exchange rate or an exchange rate type.',
  },
  singleCurrency: {
    errorno: 'BL01001973',
    text: "The currency '{0}' is invalid. This company keeps its books in {1} only.",
  },
  batchKey: { errorno: 'BL01001973', text: 'Please provide a payment batch key.' },
  batchInvalid: { errorno: 'BL01001973', text: "The summary '{0}' is invalid or closed." },
  undepositedCurrency: {
    errorno: 'BL02000051',
    text: 'Undeposited funds cannot hold a payment in {0}: the account is kept in {1}.',
    correction: 'Receive foreign-currency payments into a bank account of that currency.',
  },
  oneAccount: {
    errorno: 'BL03000018',
    text: 'Give one of bank account, undeposited funds account and summary',
  },
  overApplied: {
    errorno: 'XL03000027',
    text: 'The amount paid is greater than the amount due for invoice with key {0}',
  },
  overPaid: {
    errorno: 'BL01001973',
    text: 'The amount to pay ({0}) exceeds total amount due ({1}). Declare the difference as an overpayment.',
  },
  oneTarget: {
    errorno: 'BL01001973',
    text: 'A payment detail needs exactly one of RECORDKEY and POSADJKEY.',
  },
  oneFunding: {
    errorno: 'BL01001973',
    text: 'A payment detail takes at most one funding source; found {0}.',
  },
  noFunding: { errorno: 'BL01001973', text: 'A payment detail needs an amount to apply.' },
  notPositive: { errorno: 'BL01001973', text: 'The amount {0} must be greater than zero.' },
  sourceExceeded: {
    errorno: 'BL01001973',
    text: 'The amount applied ({0}) exceeds the amount available ({1}) on record {2}.',
  },
  wrongCustomer: {
    errorno: 'BL01001973',
    text: "The transaction with key {0} does not belong to the {1} '{2}'.",
  },
  wrongCurrency: {
    errorno: 'BL01001973',
    text: 'The transaction with key {0} is in {1}, the payment in {2}.',
  },
  wrongEntity: { errorno: 'BL01001973', text: 'The transaction with key {0} belongs to another entity.' },
  notOpen: { errorno: 'BL01001973', text: 'The transaction with key {0} is {1} and cannot be paid.' },
  discountPartial: {
    errorno: 'BL01001973',
    text: 'A discount by date needs the full amount: {0} is due on the transaction with key {1}.',
  },
  draftOnly: {
    errorno: 'BL01001973',
    text: 'Only draft transactions can be {0}. Reverse the transaction instead.',
  },
  locked: {
    errorno: 'BL01001973',
    text: 'The transaction is {0}: its {1} cannot be changed. Reverse it and enter it again.',
  },
  systemGenerated: {
    errorno: 'BL01001973',
    text: 'The invoice {0} was generated by Order Entry. Change the Order Entry transaction {1} instead.',
  },
  reverseState: { errorno: 'BL01001973', text: 'A transaction that is {0} cannot be reversed.' },
  reverseApplied: {
    errorno: 'BL01001973',
    text: 'Payments are applied to the transaction with key {0}. Reverse the payments first.',
  },
  reverseSpent: {
    errorno: 'BL01001973',
    text: 'The overpayment or advance with key {0} has been applied. Reverse its applications first.',
  },
  reverseDate: {
    errorno: 'PL03000006',
    text: "The transaction date '{0}' is invalid. A reversal cannot be dated before the transaction.",
  },
  notUndeposited: { errorno: 'BL01001973', text: 'The receipt with key {0} is not in undeposited funds.' },
  deposited: { errorno: 'BL01001973', text: 'The receipt with key {0} has been deposited.' },
  inUse: { errorno: 'BL01001973', text: 'The {0} {1} is in use and cannot be deleted.' },
  definition: { errorno: 'BL01001973', text: "The transaction definition '{0}' is invalid." },
  entityOnly: {
    errorno: 'BL01001973',
    text: "The transaction definition '{0}' allows transactions at entity level only.",
  },
  topOnly: {
    errorno: 'BL01001973',
    text: "The transaction definition '{0}' allows transactions at top level only.",
  },
  orderState: { errorno: 'BL01001973', text: 'The transaction {0} is {1} and cannot be {2}.' },
  converted: { errorno: 'BL01001973', text: 'More than the open quantity of {0} cannot be converted.' },
  approval: { errorno: 'BL01001973', text: 'The transaction is {0}: there is nothing to {1}.' },
  lineNumber: { errorno: 'BL01001973', text: 'The line {0} does not exist.' },
  login: {
    errorno: 'BL03000025',
    text: 'Login ID {0} does not exist.',
    correction: 'Provide a valid USER.LOGINID value.',
  },
  billNumber: { errorno: 'BL03000018', text: 'Illegal format for APBill : Bill number {0}' },
} satisfies Readonly<Record<string, Refusal>>

export type RefusalName = keyof typeof table

/** Every refusal that the books can give, for lists of them. @public */
export const refusals: Readonly<Record<RefusalName, Refusal>> = table

/** The entry of a refusal with its placeholders filled. */
export function entryOf(name: RefusalName, ...values: readonly string[]): ErrorEntry {
  const refusal: Refusal = table[name]
  const fill = (text: string) => text.replace(/\{(\d)\}/g, (_, index: string) => values[Number(index)] ?? '')
  return {
    errorno: refusal.errorno,
    ...(refusal.description === undefined ? {} : { description: refusal.description }),
    description2: fill(refusal.text),
    ...(refusal.correction === undefined ? {} : { correction: fill(refusal.correction) }),
    ...(refusal.errorId === undefined ? {} : { errorId: refusal.errorId }),
    ...(refusal.messageId === undefined ? {} : { messageId: refusal.messageId }),
    ...(refusal.category === undefined ? {} : { category: refusal.category }),
  }
}

/** Throws the refusal; nothing has been done once the surrounding function has rolled back. */
export function refuse(name: RefusalName, ...values: readonly string[]): never {
  throw new BusinessError([entryOf(name, ...values)])
}

/** Intacct puts the cause first and a general entry last (reference 1.5, 8.4). */
const wrappers = {
  transaction: (verb: string) => ({
    errorno: 'BL01001973',
    description2: `Currently, we can't ${verb} the transaction`,
    correction: AGAIN,
  }),
  record: (verb: string, label: string) => ({
    errorno: 'BL01001973',
    description2: `Could not ${verb} ${label} record!`,
    ...(label === 'GLAccount' ? { errorId: 'GL-0504' } : {}),
  }),
} as const

/** Runs work and puts Intacct's general entry behind whatever cause it throws. */
export function wrapped<Result>(
  kind: keyof typeof wrappers,
  verb: string,
  label: string,
  work: () => Result,
): Result {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof BusinessError)) throw error
    throw new BusinessError([...error.entries, wrappers[kind](verb, label)])
  }
}
