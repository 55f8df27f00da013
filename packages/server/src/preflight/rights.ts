import type { Settings } from '@tieout/engine/core/settings.ts'
import type { Finding, Wanted } from './finding.ts'
import type { Survey } from './survey.ts'

/** A right that our user may need. The words are Intacct's, as its permission pages have them. */
export interface Right {
  readonly name: string
  readonly object: string
  /** What is read, as the sentence has it. */
  readonly plural: string
  readonly module: string
  readonly permission: string
  /** What does not work without it. */
  readonly without: string
  /** Which direction makes it necessary; null: always. */
  readonly of: keyof Settings['directions'] | null
  /** Without it nothing of the kind is synchronized; else Tieout goes on with less. */
  readonly vital: boolean
}

/** Closed table: least privilege first, by the directions that were chosen. */
export const rights: readonly Right[] = [
  {
    name: 'read_customers',
    object: 'CUSTOMER',
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
    plural: 'payments',
    module: 'Accounts Receivable',
    permission: 'Manage payments',
    without: 'payments are paused',
    of: 'payment',
    vital: true,
  },
  {
    name: 'read_accounts',
    object: 'GLACCOUNT',
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
    plural: 'the audit history',
    module: 'Customization Services',
    permission: 'Custom reports',
    without: 'a deletion is only found at the nightly look, and who deleted is not told',
    of: null,
    vital: false,
  },
]

/** What the chosen directions need. */
export function rightsFor({ directions }: Pick<Settings, 'directions'>): readonly Right[] {
  return rights.filter(({ of }) => of === null || directions[of] !== 'off')
}

/** Whether our user may read what it has to; whether it may write, only the first write shows. */
export function directionChecks({ readable }: Survey, { user, settings }: Wanted): readonly Finding[] {
  const asked = rightsFor(settings)
  const read = asked.map((right): Finding => {
    const { name, plural, module, permission, without, vital, of } = right
    if (readable[right.object] === true)
      return { name, state: 'ok', what: `May read ${plural}.`, why: '', where: '', who: 'nobody' }
    const writes = of !== null && (settings.directions[of] === 'both' || settings.directions[of] === 'out')
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
