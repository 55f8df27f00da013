import type {
  AuditEntry,
  Company,
  Connection,
  Counts,
  ImportDetail,
  Key,
  Me,
  ProblemCard,
  RecordRow,
  Role,
  Run,
  Status,
  User,
} from '../../src/api/types.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

export const iso = (ms: number): string => new Date(ms).toISOString()
const dayOf = (ms: number): string => iso(ms).slice(0, 10)

/** The same numbers every time: a small linear generator. */
function generator(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state % below
  }
}

export function me(role: Role): Me {
  return {
    user: { id: 'u1', email: 'a.kaya@northwind.example', name: 'A. Kaya' },
    workspace: { id: 'w1', name: 'Northwind Group', app: 'Billing' },
    workspaces: [{ id: 'w1', name: 'Northwind Group' }],
    role,
    installation: { version: '1.4.0', demo: true, supportContact: 'support@tieout.example' },
  }
}

const labels: Readonly<Record<Status, string>> = {
  not_integrated: 'Not integrated',
  pending: 'Pending',
  success: 'Success',
  error: 'Error',
  desynchronized: 'Desynchronized',
}

interface Kind {
  readonly status: Status
  readonly reason: string
  readonly label: string
  readonly message: string
  readonly needs: boolean
  readonly actions: RecordRow['actions']
}

const kinds: readonly Kind[] = [
  {
    status: 'error',
    reason: 'refused',
    label: '',
    message:
      'Intacct needs a summary for payments. Payments are set to User-specified summaries, so none can be posted.',
    needs: true,
    actions: ['force_synchronize', 'skip'],
  },
  {
    status: 'desynchronized',
    reason: 'gone_there',
    label: 'deleted in Intacct',
    message: 'Deleted in Intacct by j.lee',
    needs: true,
    actions: ['skip'],
  },
  {
    status: 'pending',
    reason: 'checking',
    label: 'checking',
    message:
      'The answer was lost at 14:02. Tieout looks for it in Intacct and will not send it again before 14:19.',
    needs: false,
    actions: [],
  },
  {
    status: 'desynchronized',
    reason: 'conflict',
    label: 'changed on both sides',
    message: 'Due date was changed on both sides.',
    needs: true,
    actions: ['synchronize', 'skip', 'use_app', 'use_remote'],
  },
  {
    status: 'not_integrated',
    reason: 'account_missing',
    label: 'account not chosen',
    message: 'Account for card payments is not chosen',
    needs: true,
    actions: ['synchronize', 'skip'],
  },
  { status: 'not_integrated', reason: 'draft', label: 'draft', message: '', needs: false, actions: ['skip'] },
  {
    status: 'pending',
    reason: 'parent_missing',
    label: 'waiting for C-204',
    message: 'Goes out as soon as its customer is in Intacct',
    needs: false,
    actions: [],
  },
  {
    status: 'success',
    reason: 'altered_on_saving',
    label: 'altered by Intacct on saving',
    message: 'Term became Net 30',
    needs: false,
    actions: [],
  },
  {
    status: 'error',
    reason: 'collision',
    label: 'number already used',
    message: 'Number INV-1042 is already used in Intacct',
    needs: true,
    actions: ['skip'],
  },
  {
    status: 'not_integrated',
    reason: 'skipped_by_person',
    label: 'skipped',
    message: 'Skipped by A. Kaya',
    needs: false,
    actions: ['unskip'],
  },
]
const fine: Kind = { status: 'success', reason: 'posted', label: '', message: '', needs: false, actions: [] }

const parties = [
  'Lakeside Vets',
  'Birch Ltd',
  'Old Mill',
  'Harbor Dental Partners',
  'Grünwald & Söhne Hausverwaltung GmbH',
  'Test Ltd',
  'Pine Street Co',
  'Kestrel Foods',
] as const

/** 1,400 finance records and 60 customers, the eventful ones first. */
export function records(nowMs: number): RecordRow[] {
  const next = generator(7)
  const made: RecordRow[] = []
  for (let index = 0; index < 1460; index += 1) {
    const type = index >= 1400 ? 'customer' : index % 3 === 0 ? 'payment' : 'invoice'
    const kind =
      index < 60
        ? (kinds[index % kinds.length] ?? fine)
        : index >= 1400 && index < 1403
          ? (kinds[4] ?? fine)
          : fine
    const party = parties[next(parties.length)] ?? 'Birch Ltd'
    const currency = index % 11 === 3 ? 'JPY' : index % 7 === 2 ? 'EUR' : 'USD'
    const cents = next(900_000) + 1_000
    const amount =
      currency === 'JPY'
        ? `${index % 4 === 3 ? '-' : ''}${String(cents)}`
        : `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`
    const prefix = { payment: 'PAY', invoice: 'INV', customer: 'C' }[type]
    made.push({
      type,
      typeLabel: { payment: 'Payment', invoice: 'Invoice', customer: 'Customer' }[type],
      id: `${prefix.toLowerCase()}-${String(index)}`,
      number: `${prefix}-${String(2460 - index).padStart(4, '0')}`,
      party,
      date: type === 'customer' ? null : dayOf(nowMs - next(60) * DAY),
      amount: type === 'customer' ? null : amount,
      currency: type === 'customer' ? null : currency,
      version: 1 + next(3),
      status: kind.status,
      statusLabel: labels[kind.status],
      reason: kind.reason,
      reasonLabel: kind.label,
      message: kind.message,
      needsSomeone: kind.needs,
      changedAt: iso(nowMs - (index < 60 ? index * 4 * MINUTE : index * 30 * MINUTE)),
      remoteKey: kind.status === 'success' ? String(4711 + index) : null,
      actions: kind.actions,
    })
  }
  return made
}

export function countsOf(rows: readonly RecordRow[]): Counts {
  const count = (status: Status): number => rows.filter((row) => row.status === status).length
  return {
    not_integrated: count('not_integrated'),
    pending: count('pending'),
    success: count('success'),
    error: count('error'),
    desynchronized: count('desynchronized'),
    needsSomeone: rows.filter((row) => row.needsSomeone).length,
    total: rows.length,
  }
}

export function companies(nowMs: number): Company[] {
  const link = (id: string, state: 'active' | 'paused' = 'active') => ({
    id,
    connector: 'intacct' as const,
    state,
    intacctCompany: id.toUpperCase(),
    entity: null,
  })
  return [
    {
      id: 'northwind',
      name: 'Northwind PM',
      connection: link('n1'),
      health: 'needs_someone',
      healthText: '2 problems, 12 desynchronized',
      counts: { open: 30, total: 1460 },
      amounts: [
        { currency: 'USD', amount: '38210.00' },
        { currency: 'EUR', amount: '2110.00' },
      ],
      lastSyncAt: iso(nowMs - MINUTE),
      createdAt: iso(nowMs - 90 * DAY),
    },
    {
      id: 'harbor',
      name: 'Harbor Dental Partners of Greater Springfield',
      connection: link('n2'),
      health: 'not_working',
      healthText: 'Sign-in not accepted since 02:10',
      counts: { open: 412, total: 8120 },
      amounts: [
        { currency: 'USD', amount: '374120.10' },
        { currency: 'JPY', amount: '12000' },
      ],
      lastSyncAt: iso(nowMs - 12 * HOUR),
      createdAt: iso(nowMs - 90 * DAY),
    },
    {
      id: 'acme',
      name: 'Acme Mfg',
      connection: link('n3'),
      health: 'working',
      healthText: 'First sync 62%, about 9 min',
      counts: { open: 0, total: 18_204 },
      amounts: [],
      lastSyncAt: iso(nowMs),
      createdAt: iso(nowMs - 90 * DAY),
    },
    {
      id: 'bright',
      name: 'Bright Co',
      connection: link('n4'),
      health: 'agrees',
      healthText: 'In agreement',
      counts: { open: 0, total: 2_011 },
      amounts: [],
      lastSyncAt: iso(nowMs - MINUTE),
      createdAt: iso(nowMs - 90 * DAY),
    },
    {
      id: 'slate',
      name: 'Slate & Sons',
      connection: link('n5', 'paused'),
      health: 'paused',
      healthText: 'Paused by A. Kaya',
      counts: { open: 3, total: 340 },
      amounts: [{ currency: 'USD', amount: '120.00' }],
      lastSyncAt: iso(nowMs - 3 * DAY),
      createdAt: iso(nowMs - 90 * DAY),
    },
    {
      id: 'newco',
      name: 'Newco',
      connection: null,
      health: 'not_connected',
      healthText: '',
      counts: { open: 0, total: 0 },
      amounts: [],
      lastSyncAt: null,
      createdAt: iso(nowMs - 90 * DAY),
    },
  ]
}

export function connection(nowMs: number, id: string, company: Company, counts: Counts): Connection {
  const down = company.health === 'not_working'
  return {
    id,
    company: { id: company.id, name: company.name },
    connector: 'intacct',
    state: company.health === 'paused' ? 'paused' : 'active',
    intacctName: 'Northwind PM LLC',
    endpoint: 'https://api.intacct.com/ia/xml/xmlgw.phtml',
    sentence: down
      ? 'Intacct did not accept the sign-in.'
      : company.health === 'paused'
        ? 'Paused by A. Kaya.'
        : 'Connected and syncing.',
    fault: down
      ? {
          cause: 'sign_in_refused',
          about: '',
          sentence:
            'The company ID, user ID or password is wrong or was changed. Sync is paused so that the user is not locked out. Nothing is lost.',
          cure: 'Update the credentials.',
          who: 'admin',
          retry: 'connection',
          said: 'XL03000006 Sign-in information is incorrect [Support ID: xyz]',
        }
      : null,
    intacctCompany: 'NORTHWIND',
    entity: null,
    user: 'tieout',
    settings: {
      directions: {
        customer: 'both',
        invoice: 'both',
        credit_note: 'both',
        advance: 'both',
        payment: 'out',
        item: 'off',
        vendor: 'off',
        bill: 'off',
        bill_credit: 'off',
        bill_payment: 'off',
      },
      cache: { daily: true, at: '00:00', zone: 'America/New_York' },
      baseCurrency: 'USD',
      accounts: { sales: '4000', receivable: '1200', undepositedFunds: '1099' },
      currencies: { several: true },
      dimensionRules: [
        { dimension: 'class', when: 'line.attributes.plan', is: 'gold', value: 'ENT' },
        { dimension: 'udd:CAMPAIGN', from: 'attributes.campaign' },
      ],
      customFields: [{ type: 'invoice', field: 'CONTRACT_NO', from: 'contract', kind: 'text' }],
      accountRules: [
        { use: 'deposit', method: 'card', account: '1099' },
        { use: 'deposit', currency: 'EUR', account: 'DEUT' },
        { use: 'deposit', method: 'card', currency: 'EUR', gateway: 'Stripe', entity: 'UK', account: '1010' },
      ],
      defaults: { location: '100' },
      overpayment: {},
      adjustments: {},
      methods: [],
      postAs: {
        invoice: 'submitted',
        credit_note: 'submitted',
        advance: 'submitted',
        payment: 'submitted',
        bill: 'submitted',
        bill_credit: 'submitted',
        bill_payment: 'submitted',
      },
      syncFrom: '2026-01-01',
      closedPeriod: { invoice: 'hold', credit_note: 'hold', advance: 'hold', payment: 'hold' },
      conflicts: 'policy',
      findTwins: true,
      imports: { customers: 'all' },
      matchByName: true,
      roundingTolerance: 0,
      autoSync: true,
      inboundEveryMs: HOUR,
      batchSize: 100,
      pageSize: 2000,
      overlapMs: 2 * HOUR,
      lookBackMs: 7 * DAY,
      readLagMs: MINUTE,
      settleMs: 15 * MINUTE,
    },
    settingsVersion: 14,
    nextSyncAt: iso(nowMs + 58 * MINUTE),
    lastSyncAt: iso(nowMs - MINUTE),
    lastFailureAt: iso(nowMs - 28 * DAY),
    lastFailure: 'Intacct was not reachable',
    credentialsSetAt: iso(nowMs - 19 * DAY),
    credentialsSetBy: 'A. Kaya',
    counts,
    connectorVersion: '3.0',
    units: {
      month: dayOf(nowMs).slice(0, 7),
      used: 31_204,
      plan: 100_000,
      forecast: 44_000,
      until: '2026-03-31',
    },
    watermarkAt: iso(nowMs - 2 * MINUTE),
    support: { installation: 'ledger-01', version: '1.4.0', contact: 'support@tieout.example' },
  }
}

export function imports(nowMs: number): ImportDetail[] {
  return [
    {
      id: '00000000-0000-4000-8000-00000000a001',
      name: 'retail-invoices.csv',
      by: 'A. Kaya',
      state: 'done',
      startedAt: iso(nowMs - 3 * HOUR),
      endedAt: iso(nowMs - 3 * HOUR + 40_000),
      counts: { stored: 20_165, unchanged: 0, refused: 2_705 },
      refusals: [
        {
          line: 14,
          type: 'invoice',
          id: '536378',
          reason: 'The amount 19.125 has more decimals than USD.',
          cure: 'Correct it, or import with --round half-up or half-even.',
        },
        {
          line: 90,
          type: null,
          id: null,
          reason: 'This line is no JSON.',
          cure: 'Correct the line, then send it again.',
        },
      ],
    },
    {
      id: '00000000-0000-4000-8000-00000000a002',
      name: '',
      by: 'Command line',
      state: 'failed',
      startedAt: iso(nowMs - 5 * HOUR),
      endedAt: iso(nowMs - 5 * HOUR + 4_000),
      counts: { stored: 500, unchanged: 12, refused: 0 },
      refusals: [],
    },
  ]
}

export function runs(nowMs: number): Run[] {
  const counts = { read: 812, written: 31, adopted: 2, skipped: 4, failed: 3 }
  const run = (index: number, change: Partial<Run>): Run => ({
    id: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
    kind: 'scheduled',
    by: null,
    state: 'done',
    startedAt: iso(nowMs - index * HOUR),
    endedAt: iso(nowMs - index * HOUR + 95_000),
    phase: '',
    done: 852,
    of: 852,
    about: null,
    counts,
    perType: [
      {
        type: 'customer',
        label: 'Customers',
        counts: { read: 12, written: 1, adopted: 2, skipped: 0, failed: 0 },
      },
      {
        type: 'invoice',
        label: 'Invoices',
        counts: { read: 800, written: 30, adopted: 0, skipped: 4, failed: 3 },
      },
    ],
    fault: null,
    ...change,
  })
  return [
    run(0, {
      kind: 'sync_now',
      by: 'A. Kaya',
      state: 'running',
      startedAt: iso(nowMs - 95_000),
      endedAt: null,
      phase: 'Reading invoices from Intacct',
      done: 1240,
      of: 2000,
    }),
    run(1, {}),
    run(2, {
      state: 'failed',
      fault: {
        cause: 'unreachable',
        about: '',
        sentence: 'Intacct has not been reachable since 12:10. 212 records wait and go out by themselves.',
        cure: 'Nothing to do.',
        who: 'nobody',
        retry: 'backoff',
        said: '503 Service Unavailable',
      },
    }),
    run(3, { state: 'cancelled', by: 'M. Osei', kind: 'sync_now' }),
    run(4, { state: 'lost' }),
    run(5, { kind: 'initial', of: null }),
  ]
}

export function problems(nowMs: number): ProblemCard[] {
  return [
    {
      cause: 'summary_needed',
      about: '',
      title: 'Intacct needs a summary for payments',
      why: 'Payments in Intacct are set to User-specified summaries, so none can be posted.',
      cure: '1. Accounts Receivable > Setup > Configuration\n2. Accounting settings > Summary frequency > Payments\n3. Choose Daily or Monthly and save',
      who: 'intacct_admin',
      records: 44,
      amounts: [{ currency: 'USD', amount: '38210.00' }],
      since: iso(nowMs - 3 * DAY),
      types: [{ type: 'payment', label: 'Payment', records: 44 }],
      said: 'BL01001973 Please provide a payment batch key [Support ID: 2xKf~YzpOEB0t]',
      fix: null,
    },
    {
      cause: 'account_missing',
      about: 'sales',
      title: 'An account is not chosen',
      why: 'The record names no account, and the settings have no default for it.',
      cure: 'Choose the account under Mapping & settings, or send it with the record.',
      who: 'admin',
      records: 300,
      amounts: [{ currency: 'USD', amount: '271004.75' }],
      since: iso(nowMs - 5 * HOUR),
      types: [{ type: 'invoice', label: 'Invoice', records: 300 }],
      said: '',
      fix: { path: 'accounts.sales', label: 'Sales account', reference: 'account', value: null },
    },
    {
      cause: 'gone_there',
      about: 'INV-0991',
      title: 'Invoice INV-0991 was deleted in Intacct',
      why: 'It was deleted by j.lee on 3 Mar 2026. Payment PAY-0071 waits for it.',
      cure: 'Open the invoice and choose: re-create it, unlink it, void it in your app, or skip it from now on.',
      who: 'you',
      records: 1,
      amounts: [{ currency: 'USD', amount: '980.50' }],
      since: iso(nowMs - 2 * HOUR),
      types: [{ type: 'invoice', label: 'Invoice', records: 1 }],
      said: '',
      fix: null,
    },
  ]
}

export function users(nowMs: number): User[] {
  return [
    {
      id: 'u1',
      name: 'A. Kaya',
      email: 'a.kaya@northwind.example',
      role: 'owner',
      since: iso(nowMs - 300 * DAY),
      state: 'joined',
    },
    {
      id: 'u2',
      name: 'M. Osei',
      email: 'm.osei@northwind.example',
      role: 'operator',
      since: iso(nowMs - 90 * DAY),
      state: 'joined',
    },
    {
      id: 'u3',
      name: 'J. Lee',
      email: 'j.lee@northwind.example',
      role: 'viewer',
      since: iso(nowMs - 9 * DAY),
      state: 'invited',
    },
  ]
}

export function keys(nowMs: number): Key[] {
  return [
    {
      id: 'k1',
      name: 'Billing, production',
      role: 'operator',
      prefix: 'tk_4f2a',
      createdAt: iso(nowMs - 80 * DAY),
      createdBy: 'A. Kaya',
      lastUsedAt: iso(nowMs - 20_000),
      revokedAt: null,
    },
    {
      id: 'k2',
      name: 'Reporting',
      role: 'viewer',
      prefix: 'tk_9c01',
      createdAt: iso(nowMs - 8 * DAY),
      createdBy: 'M. Osei',
      lastUsedAt: null,
      revokedAt: null,
    },
  ]
}

export function audit(nowMs: number): AuditEntry[] {
  const entry = (index: number, change: Partial<AuditEntry>): AuditEntry => ({
    seq: 1000 - index,
    at: iso(nowMs - index * 47 * MINUTE),
    actor: 'A. Kaya',
    action: 'settings.changed',
    target: 'Northwind PM',
    before: null,
    after: null,
    ip: '203.0.113.8',
    ...change,
  })
  return [
    entry(0, { before: { accounts: { sales: '4000' } }, after: { accounts: { sales: '4010' } } }),
    entry(1, { action: 'records.force_synchronize', target: 'Northwind PM, 44 payments', actor: 'M. Osei' }),
    entry(2, { action: 'key.created', target: 'Reporting', after: { role: 'viewer' } }),
    entry(3, { action: 'user.invited', target: 'j.lee@northwind.example', after: { role: 'viewer' } }),
    entry(40, { action: 'credentials.replaced', ip: null }),
  ]
}

/** Of the three rules, the whole situation is met by the third alone. */
export function accountTest(asked: Readonly<Record<string, unknown>>): object {
  const isWhole = asked['method'] === 'card' && asked['gateway'] === 'Stripe'
  const taken = isWhole ? 3 : 1
  return {
    account: isWhole ? '1010' : null,
    name: isWhole ? 'Checking UK' : null,
    by: isWhole ? 'rule' : 'none',
    rule: isWhole ? 3 : null,
    sentence: isWhole
      ? 'Card, EUR, Stripe, entity UK → 1010, Checking UK, because of rule 3.'
      : 'Any payment: no rule fits, and no usual bank or undeposited-funds account is chosen, so the record is held.',
    rules: [1, 2, 3].map((rule) => ({
      rule,
      account: ['1099', 'DEUT', '1010'][rule - 1] ?? '',
      fits: isWhole,
      sentence: !isWhole
        ? 'Does not fit: it is for card.'
        : rule === taken
          ? 'Fits best: this one is taken.'
          : 'Fits, but another one is more specific.',
    })),
    ties: [
      {
        rules: [1, 2],
        sentence:
          'Rules 1 and 2 both fit card, EUR, equally well, with different bank or undeposited-funds accounts. Add a rule for just that, or take one away.',
      },
    ],
  }
}

/** An import from Intacct that has just begun. */
export function fetchUnderWay(nowMs: number): Run {
  const [known] = runs(nowMs)
  if (known === undefined) throw new Error('there are no runs')
  return {
    ...known,
    id: '00000000-0000-4000-8000-00000000fe7c',
    kind: 'fetch',
    by: 'A. Kaya',
    state: 'running',
    about: 'Invoices and credit notes of type Sales Invoice, from 1 Mar 2026, open only',
    startedAt: iso(nowMs - 4_000),
    endedAt: null,
    phase: 'invoice',
    done: 0,
    of: null,
    counts: { read: 240, written: 0, adopted: 0, skipped: 0, failed: 0 },
    perType: [
      {
        type: 'invoice',
        label: 'Invoices',
        counts: { read: 240, written: 0, adopted: 0, skipped: 0, failed: 0 },
      },
    ],
    fault: null,
  }
}
