import type { Finding, Onboarding } from '../../src/api/types.ts'

const finding = (
  name: string,
  state: Finding['state'],
  what: string,
  more: Partial<Finding> = {},
): Finding => ({
  name,
  state,
  what,
  why: '',
  where: '',
  who: 'nobody',
  ...more,
})

/** A company in the middle of being connected, with something in the way. */
export function onboarding(
  company: string,
  nowMs: number,
  directions: Onboarding['answers']['directions'],
): Onboarding {
  const at = new Date(nowMs - 240_000).toISOString()
  return {
    company: { id: company, name: 'Newco' },
    state: 'open',
    version: 7,
    step: 'confirm',
    answers: {
      directions: { ...directions, credit_note: 'out', payment: 'off' },
      privileges: 'least',
      prepared: ['sender'],
      entity: null,
      syncFrom: '2026-01-01',
      settings: { baseCurrency: 'USD', accounts: { sales: '4000' } },
    },
    connection: 'n9',
    credentials: {
      companyId: 'NEWCO',
      companyName: 'Newco LLC',
      userId: 'tieout',
      senderId: 'tieout',
      endpoint: 'https://api.intacct.com/ia/xml/xmlgw.phtml',
    },
    findings: [
      finding('sign_in', 'ok', 'Signed in to NEWCO as "tieout".'),
      finding('read_payments', 'blocked', 'The Intacct user "tieout" may not read payments.', {
        why: 'Until then payments are paused.',
        where:
          'Company > Admin > Roles > the role of tieout > Permissions > Accounts Receivable > Manage payments: List and View.',
        who: 'intacct_admin',
      }),
      finding('write', 'not_known', 'Whether the user may add and edit is proved at the first write.'),
    ],
    checkedAt: at,
    prerequisites: [
      {
        id: 'sender',
        title: 'Let Tieout’s sender ID in',
        steps: [
          'Company > Setup > Company > Security > Edit.',
          'Web Services authorizations > Add: paste the sender ID below, status Active, and save.',
        ],
        paste: 'tieout',
        shownBy: ['sign_in'],
      },
      {
        id: 'permissions',
        title: 'Give the user its permissions',
        steps: ['Accounts Receivable > Manage payments: List, View, Add, Edit.'],
        paste: null,
        shownBy: ['read_payments'],
      },
    ],
    message: 'We are connecting Newco to Sage Intacct.',
    earliestSyncFrom: '2018-01-01',
    earlier: null,
    run: null,
    savedAt: at,
    savedBy: 'M. Osei',
    confirmedAt: null,
    confirmedBy: null,
  }
}

export const entities = {
  entities: [
    { id: 'US', name: 'United States', currency: 'USD', takenBy: 'Bright Co' },
    { id: 'UK', name: 'United Kingdom', currency: 'GBP', takenBy: null },
  ],
  topTakenBy: 'Bright Co',
  multiEntity: true,
}

export const estimate = {
  from: '2026-01-01',
  types: [
    { type: 'customer', all: 812, open: 0 },
    { type: 'invoice', all: 14_210, open: 640 },
  ],
  olderOpen: 12,
  earliestOpen: '2025-11-03',
  records: 15_022,
  units: 31,
  minutes: 3,
}

export const guesses = {
  items: [
    { setting: 'accounts.sales', value: '4000', title: 'Sales', because: 'The only one whose name fits.' },
  ],
}

export function integrations(state: 'not_connected' | 'connecting' | 'connected', mayConnect: boolean) {
  return {
    items: [
      {
        connector: 'intacct',
        title: 'Sage Intacct',
        text: 'Customers, invoices, credit notes and payments, both ways, to the cent.',
        shown: true,
        state,
        sentence: state === 'connected' ? 'In agreement' : '',
        step: state === 'connecting' ? 'confirm' : null,
        connection: null,
      },
    ],
    mayConnect,
    owners: ['M. Osei'],
  }
}
