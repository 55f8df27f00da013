import type { Settings } from '@tieout/engine/core/settings.ts'
import { rightsFor, sends } from '../preflight/rights.ts'
import type { Answers } from './answers.ts'

/** Something to do in Intacct before connecting. */
export interface Prerequisite {
  readonly id: string
  readonly title: string
  /** Where to click, step by step; Intacct's menus as Intacct writes them. */
  readonly steps: readonly string[]
  /** What is to be pasted there, exactly as it stands; null: nothing. */
  readonly paste: string | null
  /** Findings of the check that show whether it was done. */
  readonly shownBy: readonly string[]
}

interface About {
  readonly directions: Settings['directions']
  readonly privileges: Answers['privileges']
  /** The installation's sender ID; null when each connection brings its own. */
  readonly sender: string | null
}

type Make = (about: About) => Prerequisite

const subscriptions: Make = () => ({
  id: 'subscriptions',
  title: 'Turn on Web Services and the modules',
  steps: [
    'Company > Admin > Subscriptions: turn on Web Services. Sage may have to add it to the contract.',
    'On the same page: General Ledger and Accounts Receivable are on. Order Entry only if your invoices are made there.',
  ],
  paste: null,
  shownBy: ['company', 'modules'],
})

const sender: Make = ({ sender: id }) => ({
  id: 'sender',
  title: 'Let Tieout’s sender ID in',
  steps: [
    'Company > Setup > Company > Security > Edit.',
    'Web Services authorizations > Add: paste the sender ID below, status Active, and save.',
  ],
  paste: id,
  shownBy: ['sender'],
})

const user: Make = () => ({
  id: 'user',
  title: 'Make a Web Services user for Tieout',
  steps: [
    'Company > Admin > Web Services users > Add. The user is not billed, cannot use the pages of Intacct, and its password does not expire. An ordinary user’s password is changed one day, and the sync stops.',
    'User ID: tieout. First name: Tieout. Last name: Sync. E-mail: one that your accounting team shares; the welcome mail with company ID, user ID and password goes there.',
    'User type: Business. Admin privileges: Off (Full only if your Intacct does not offer less). Status: Active. Restrict to Web Services: on.',
    'Password: keep it until an admin resets it.',
  ],
  paste: 'tieout',
  shownBy: ['sign_in', 'user'],
})

const permissions: Make = ({ directions, privileges }) => ({
  id: 'permissions',
  title: 'Give the user its permissions',
  steps: [
    'Company > Admin > Roles > Add: "Tieout". Then Permissions, module by module:',
    ...(privileges === 'simple' ? simple : least(directions)),
    'Company > Admin > Role assignment: give the role "Tieout" to the user "tieout".',
  ],
  paste: null,
  shownBy: rightsFor({ directions }).map(({ name }) => name),
})

const simple = [
  'Accounts Receivable: All.',
  'General Ledger: Read only.',
  'Order Entry: Read only.',
  'Cash Management and Company: Read only.',
]

/** Least privilege: what the directions need and no more. */
function least(directions: Settings['directions']): string[] {
  return rightsFor({ directions }).map(({ module, permission, of }) => {
    const writes = of !== null && sends(directions, of)
    return `${module} > ${permission}: ${writes ? 'List, View, Add, Edit' : 'List, View'}.`
  })
}

const entities: Make = () => ({
  id: 'entities',
  title: 'Choose which entities the user may enter',
  steps: [
    'Only in a company with several entities: Company > Admin > Web Services users > tieout > User entities.',
    'Tick the entities that Tieout is to work in. Tick Top level too if it is to work over all of them.',
    'A company of one entity works at top level; there is nothing to tick.',
  ],
  paste: null,
  shownBy: ['entity'],
})

const summaries: Make = () => ({
  id: 'summaries',
  title: 'Let Intacct make its own summaries',
  steps: [
    'Accounts Receivable > Setup > Configuration > Accounting settings > Summary frequency.',
    'Invoices and Payments: Daily or Monthly, not User-specified. Save.',
  ],
  paste: null,
  shownBy: ['summary_invoice', 'summary_payment'],
})

const makes: readonly Make[] = [subscriptions, sender, user, permissions, entities, summaries]

/** What has to be done in Intacct for these directions, in the order in which it is done. Pure. */
export function prerequisitesFor(about: About): readonly Prerequisite[] {
  return makes.map((make) => make(about))
}

/** The same as one message to the colleague who is the Intacct administrator. */
export function messageFor(company: string, list: readonly Prerequisite[]): string {
  const parts = list.map(({ title, steps, paste }, index) =>
    [
      `${index + 1}. ${title}`,
      ...steps.map((step) => `   - ${step}`),
      ...(paste === null ? [] : [`   Exactly: ${paste}`]),
    ].join('\n'),
  )
  return [
    `We are connecting ${company} to Sage Intacct with Tieout. Full administrator rights in Intacct are needed for these steps:`,
    ...parts,
    'Then send me the company ID (it stands on the Intacct sign-in page, and at the top right beside the company’s name) and the user ID; give me the password by another way than this one.',
  ].join('\n\n')
}
