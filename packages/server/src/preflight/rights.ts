import type { Settings } from '@tieout/engine/core/settings.ts'
import type { Finding, Wanted } from './finding.ts'
import type { Probe, Survey } from './survey.ts'

/** A right that our user may need. The words are Intacct's, as its permission pages have them. */
export interface Right extends Probe {
  readonly name: string
  /** What is read, as the sentence has it. */
  readonly plural: string
  readonly module: string
  readonly permission: string
  /** What does not work without it. */
  readonly without: string
  /** Which direction makes it necessary; null: always. */
  readonly of: string | null
  /** Without it nothing of the kind is synchronized; else Tieout goes on with less. */
  readonly vital: boolean
}

/** Closed table: least privilege first, by the directions that were chosen. */
export const rights: readonly Right[] = [
  {
    name: 'read_customers',
    object: 'CUSTOMER',
    key: 'RECORDNO',
    plural: 'customers',
    module: 'Accounts Receivable',
    permission: 'Customers',
    without: 'no invoice can be tied to its customer',
    of: 'customer',
    vital: true,
  },
  {
    name: 'read_invoices',
    object: 'ARINVOICE',
    key: 'RECORDNO',
    plural: 'invoices',
    module: 'Accounts Receivable',
    permission: 'Invoices',
    without: 'invoices are paused and nothing counts as deleted',
    of: 'invoice',
    vital: true,
  },
  {
    name: 'read_credit_notes',
    object: 'ARADJUSTMENT',
    key: 'RECORDNO',
    plural: 'credit notes',
    module: 'Accounts Receivable',
    permission: 'Adjustments',
    without: 'credit notes are paused',
    of: 'credit_note',
    vital: true,
  },
  {
    name: 'read_payments',
    object: 'ARPYMT',
    key: 'RECORDNO',
    plural: 'payments',
    module: 'Accounts Receivable',
    permission: 'Manage payments',
    without: 'payments are paused',
    of: 'payment',
    vital: true,
  },
  {
    name: 'read_advances',
    object: 'ARADVANCE',
    key: 'RECORDNO',
    plural: 'advances',
    module: 'Accounts Receivable',
    permission: 'Advances',
    without: 'advances are paused',
    of: 'advance',
    vital: true,
  },
  {
    name: 'read_vendors',
    object: 'VENDOR',
    key: 'RECORDNO',
    plural: 'vendors',
    module: 'Accounts Payable',
    permission: 'Vendors',
    without: 'no bill can be tied to its vendor',
    of: 'vendor',
    vital: true,
  },
  {
    name: 'read_bills',
    object: 'APBILL',
    key: 'RECORDNO',
    plural: 'bills',
    module: 'Accounts Payable',
    permission: 'Bills',
    without: 'bills are paused and nothing counts as deleted',
    of: 'bill',
    vital: true,
  },
  {
    name: 'read_bill_credits',
    object: 'APADJUSTMENT',
    key: 'RECORDNO',
    plural: 'vendor credits',
    module: 'Accounts Payable',
    permission: 'Adjustments',
    without: 'vendor credits are paused',
    of: 'bill_credit',
    vital: true,
  },
  {
    name: 'read_bill_payments',
    object: 'APPYMT',
    key: 'RECORDNO',
    plural: 'payments of bills',
    module: 'Accounts Payable',
    permission: 'Payments',
    without: 'payments of bills are paused',
    of: 'bill_payment',
    vital: true,
  },
  {
    name: 'read_items',
    object: 'ITEM',
    key: 'RECORDNO',
    plural: 'items',
    module: 'Inventory Control',
    permission: 'Items',
    without: 'items are paused',
    of: 'item',
    vital: true,
  },
  {
    name: 'read_accounts',
    object: 'GLACCOUNT',
    key: 'RECORDNO',
    plural: 'accounts',
    module: 'General Ledger',
    permission: 'Accounts',
    without: 'accounts cannot be chosen from a list, and a wrong one is found only when Intacct refuses it',
    of: null,
    vital: false,
  },
  {
    name: 'read_terms',
    object: 'ARTERM',
    key: 'RECORDNO',
    plural: 'terms',
    module: 'Accounts Receivable',
    permission: 'AR terms',
    without: 'terms cannot be chosen from a list',
    of: null,
    vital: false,
  },
  {
    name: 'read_bank_accounts',
    object: 'CHECKINGACCOUNT',
    key: 'RECORDNO',
    plural: 'checking accounts',
    module: 'Cash Management',
    permission: 'Checking accounts',
    without: 'the account of payments cannot be chosen from a list',
    of: null,
    vital: false,
  },
  {
    name: 'read_locations',
    object: 'LOCATION',
    key: 'RECORDNO',
    plural: 'locations',
    module: 'Company',
    permission: 'Locations',
    without: 'a location cannot be chosen from a list',
    of: null,
    vital: false,
  },
  {
    name: 'read_departments',
    object: 'DEPARTMENT',
    key: 'RECORDNO',
    plural: 'departments',
    module: 'Company',
    permission: 'Departments',
    without: 'a department cannot be chosen from a list',
    of: null,
    vital: false,
  },
  {
    name: 'read_audit',
    object: 'AUDITHISTORY',
    key: 'ID',
    plural: 'the audit history',
    module: 'Customization Services',
    permission: 'Custom reports',
    without: 'a deletion is only found at the nightly look, and who deleted is not told',
    of: null,
    vital: false,
  },
]

/** Which way a type goes; undefined for one that this connection does not know. */
function wayOf(directions: Settings['directions'], type: string): string | undefined {
  return Object.entries(directions).find(([name]) => name === type)?.[1]
}

/** Whether records of a type are sent to Intacct. */
export function sends(directions: Settings['directions'], type: string): boolean {
  const way = wayOf(directions, type)
  return way === 'both' || way === 'out'
}

/** What the chosen directions need. */
export function rightsFor({ directions }: Pick<Settings, 'directions'>): readonly Right[] {
  return rights.filter(({ of }) => of === null || (wayOf(directions, of) ?? 'off') !== 'off')
}

/** Whether our user may read what it has to; whether it may write, only the first write shows. */
export function directionChecks({ readable }: Survey, { user, settings }: Wanted): readonly Finding[] {
  const asked = rightsFor(settings)
  const read = asked.map((right): Finding => {
    const { name, plural, module, permission, without, vital, of } = right
    if (readable[right.object] === true)
      return { name, state: 'ok', what: `May read ${plural}.`, why: '', where: '', who: 'nobody' }
    const writes = of !== null && sends(settings.directions, of)
    return {
      name,
      state: vital ? 'blocked' : 'warning',
      what: `The Intacct user "${user}" may not read ${plural}.`,
      why: `Until then ${without}.`,
      where: `Company > Admin > Roles > the role of ${user} > Permissions > ${module} > ${permission}: ${writes ? 'List, View, Add, Edit' : 'List and View'}.`,
      who: 'intacct_admin',
    }
  })
  const outward = Object.values(settings.directions).some((way) => way === 'both' || way === 'out')
  if (!outward) return read
  const writing: Finding = {
    name: 'write',
    state: 'not_known',
    what: 'Whether the user may add and edit is proved at the first write.',
    why: 'Intacct tells it only by refusing. Tieout does not write anything to find out.',
    where: '',
    who: 'nobody',
  }
  return [...read, writing]
}
