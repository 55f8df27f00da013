import type {
  Alerts,
  MailRelay,
  Reference,
  ReferencePage,
  SavedView,
  Settings,
  SettingsVersion,
} from '../../src/api/types.ts'
import { iso } from './seed.ts'

const MINUTE = 60_000

export function mail(nowMs: number, none: boolean): MailRelay {
  return {
    relay: none
      ? null
      : {
          host: 'smtp.northwind.example',
          port: 587,
          security: 'starttls',
          user: 'tieout',
          passwordSet: true,
          sender: 'Tieout <tieout@northwind.example>',
          changedAt: new Date(nowMs - 86_400_000).toISOString(),
          changedBy: 'Dana Fox',
        },
    installationHasOne: false,
    lastSentAt: none ? null : new Date(nowMs - 3_600_000).toISOString(),
    lastFailure: null,
  }
}

export function alerts(none: boolean): Alerts {
  return { addresses: none ? [] : ['ar-team@northwind.example'], open: [], canMail: !none }
}

/** The cache of reference data: kinds that are fine, and one that Intacct does not show. */
export function reference(nowMs: number): Reference {
  const at = iso(nowMs - 4 * MINUTE)
  const kind = (
    type: string,
    title: string,
    group: Reference['kinds'][number]['group'],
    records: number,
  ) => ({
    type,
    title,
    group,
    own: false,
    records,
    usable: records,
    lastSuccessAt: at,
    lastAttemptAt: at,
    lastFullAt: at,
    lastFailureAt: null,
    failure: null,
  })
  return {
    lastAt: at,
    lastFailureAt: null,
    lastFailure: null,
    nextAt: iso(nowMs + 9 * 60 * MINUTE),
    running: null,
    kinds: [
      kind('account', 'Accounts', 'ledger', 3),
      kind('checking_account', 'Checking accounts', 'banking', 1),
      kind('ar_term', 'A/R terms', 'terms', 6),
      kind('department', 'Cost centre (Departments)', 'dimensions', 12),
      {
        ...kind('employee', 'Employees', 'dimensions', 0),
        lastSuccessAt: null,
        lastFailureAt: at,
        failure: {
          cause: 'no_permission',
          about: '',
          sentence: 'Tieout’s user may not read this in Intacct.',
          cure: 'Ask your Intacct admin to give it the right to read employees, then refresh the cache.',
          who: 'intacct_admin',
          retry: 'never',
          said: '',
        },
      },
      kind('order_entry_type', 'Order Entry document types', 'documents', 4),
    ],
  }
}

const accounts = [
  ['4000', 'Sales', 'active'],
  ['4010', 'Subscriptions', 'active'],
  ['4900', 'Discounts and Returns', 'inactive'],
] as const

export function referencePage(nowMs: number, q: string): ReferencePage {
  const items = accounts
    .filter(([id, name]) => `${id} ${name}`.toLowerCase().includes(q.toLowerCase()))
    .map(([id, name, status]) => ({
      type: 'account',
      key: id,
      id,
      name,
      status,
      presence: 'present' as const,
      usable: status === 'active',
      parent: null,
      entity: null,
      extra: {},
      changedInIntacct: null,
      goneSince: null,
    }))
  return { items, next: null, asOf: iso(nowMs - 4 * MINUTE) }
}

/** The next five refreshes at a time of New York, and the advice against business hours. */
export function schedule(nowMs: number, at: string, daily: boolean) {
  const [hour = 0, minute = 0] = at.split(':').map(Number)
  const midnight = Date.UTC(2026, 3, 1, 4)
  const next = [0, 1, 2, 3, 4].map((day) => iso(midnight + ((day * 24 + hour) * 60 + minute) * MINUTE))
  const text = 'This is within business hours (8:00 to 18:00, Monday to Friday). It is best outside them.'
  return {
    zone: 'America/New_York',
    next: daily && nowMs > 0 ? next : [],
    advice: daily && hour >= 8 && hour < 18 ? [{ kind: 'business_hours', text }] : [],
  }
}

export function views(): SavedView[] {
  const kept = { columns: [], by: 'A. Kaya' }
  return [
    {
      ...kept,
      id: '00000000-0000-4000-8000-00000000b001',
      name: 'Payments in Error',
      shared: false,
      search: 'status=error&type=payment',
      mine: true,
    },
    {
      ...kept,
      id: '00000000-0000-4000-8000-00000000b002',
      name: 'Euro',
      shared: true,
      search: 'currency=EUR',
      by: 'M. Osei',
      mine: false,
    },
  ]
}

/** The version in use, in which the sales account was changed, and the two before it. */
export function versions(nowMs: number, settings: Settings): SettingsVersion[] {
  const older = { ...settings, accounts: { ...settings.accounts, sales: '4100' } }
  const oldest = { ...older, roundingTolerance: 2 }
  return [
    { version: 14, at: iso(nowMs - 3 * 60 * MINUTE), by: 'M. Osei', settings, before: older },
    { version: 13, at: iso(nowMs - 50 * 60 * MINUTE), by: 'A. Kaya', settings: older, before: oldest },
    { version: 12, at: iso(nowMs - 900 * 60 * MINUTE), by: 'A. Kaya', settings: oldest, before: null },
  ]
}

export function exchanges(nowMs: number) {
  return [
    {
      at: iso(nowMs - 5 * MINUTE),
      controlId: '7f3a-1',
      function: 'create_arpayment',
      status: 200,
      ms: 412,
      outcome: 'failed',
      request:
        '<create_arpayment><customerid>C-204</customerid><paymentamount>1250.00</paymentamount></create_arpayment>',
      answer: '{"status": "failure", "errors": [{"errorno": "BL01001973"}]}',
    },
  ]
}
