import type { RecordDetail, RecordRow } from '../../src/api/types.ts'
import { iso } from './seed.ts'

/** Both sides of a record, made from its row. */
export function detailOf(row: RecordRow, nowMs: number): RecordDetail {
  const base =
    row.type === 'customer'
      ? { number: row.number, name: row.party, email: 'ap@lakeside.example', status: 'active' }
      : {
          number: row.number,
          customer: 'c-204',
          date: row.date ?? '',
          dueDate: '2026-04-30',
          currency: row.currency ?? 'USD',
          reference: 'PO 77120',
          lines: [
            {
              amount: row.amount ?? '0',
              account: '4000',
              memo: 'Annual service agreement for the building at 12 Lakeside Drive',
            },
          ],
          total: row.amount ?? '0',
        }
  const inIntacct = row.status === 'success' || row.status === 'desynchronized'
  const differs = row.status === 'desynchronized'
  const held = row.status !== 'success'
  return {
    record: row,
    app: {
      version: row.version ?? 1,
      state: 'approved',
      data: differs ? { ...base, dueDate: '2026-05-15' } : base,
      receivedAt: iso(nowMs - 1_200_000),
    },
    remote: inIntacct
      ? {
          key: '4711',
          number: row.number,
          state: 'Posted',
          data: differs ? { ...base, dueDate: '2026-04-28' } : base,
          facts: {},
          readAt: iso(nowMs - 60_000),
          presence: row.reason === 'gone_there' ? 'gone' : 'present',
          url: 'https://intacct.example/4711',
        }
      : null,
    base: differs ? base : null,
    differences: differs
      ? [{ field: 'dueDate', label: 'Due date', app: '2026-05-15', base: '2026-04-30', remote: '2026-04-28' }]
      : [],
    links: [
      {
        type: 'customer',
        id: 'c-1400',
        number: 'C-1060',
        label: row.party,
        status: 'success',
        remoteKey: '60',
      },
    ],
    waitingFor:
      row.reason === 'parent_missing' ? [{ type: 'customer', id: 'c-204', label: 'Customer C-204' }] : [],
    problem: row.needsSomeone
      ? {
          cause: 'conflict',
          title: differs ? 'Due date was changed on both sides' : 'Intacct needs a summary for payments',
          why: row.message,
          cure: 'Accounts Receivable > Setup > Configuration > Summary frequency > Payments: choose Daily or Monthly, then Force synchronize.',
          who: 'intacct_admin',
          said: 'BL01001973 Please provide a payment batch key [Support ID: 2xKf~YzpOEB0t]',
        }
      : null,
    choices: choicesOf(row),
    intent: null,
    evidence: inIntacct
      ? 'Posted once. Intent 7f3a → control id 7f3a91c0-1 → Intacct record 4711 → read back, same contents (9c1e).'
      : null,
    gates: [
      { gate: 'sync_from', passed: true, text: 'Dated on or after 1 Jan 2026' },
      { gate: 'approved', passed: true, text: 'Approved in your app' },
      { gate: 'customer', passed: true, text: 'Customer is linked' },
      { gate: 'period', passed: !held, text: held ? 'Changed on both sides' : 'Period is open' },
      { gate: 'sent', passed: !held, text: 'Sent and read back' },
    ],
    timeline: [
      { at: iso(nowMs - 60_000), kind: 'read', text: 'Intacct: due date changed to 28 Apr 2026 by j.lee' },
      {
        at: iso(nowMs - 1_320_000),
        kind: 'app',
        text: 'Your app: due date changed to 15 May 2026 by A. Kaya',
      },
      { at: iso(nowMs - 345_600_000), kind: 'confirm', text: 'Same on both sides, read back' },
      {
        at: iso(nowMs - 345_660_000),
        kind: 'post',
        text: 'Answer lost; found in Intacct by its marker; not sent again',
      },
      { at: iso(nowMs - 345_720_000), kind: 'app', text: 'Received from your app, version 1' },
    ],
  }
}

/** As the API offers them, for the reasons that these pages are looked at with. */
function choicesOf({ reason }: RecordRow): RecordDetail['choices'] {
  const offered = { needs: null, against: null, proposal: null, records: [], fields: [] }
  if (reason === 'collision') {
    return [
      {
        ...offered,
        choice: 'renumber_there',
        label: 'Post it with a prefix',
        effect:
          'Only Intacct gets the longer number. Your application, and the paper that the customer holds, keep the old one.',
        needs: 'number',
        proposal: 'T-INV-1042',
      },
      {
        ...offered,
        choice: 'link',
        label: 'It is the one in Intacct',
        effect:
          'Ties both together. Nothing is posted. Where they differ, Intacct’s values stand and your application is told.',
        needs: 'record',
        against: 'Tieout has seen none in Intacct that belongs to no other record.',
      },
      {
        ...offered,
        choice: 'skip',
        label: 'Skip it from now on',
        effect: 'Nothing more is sent for it. Reconcile it by hand. You can undo this at any time.',
      },
    ]
  }
  if (reason !== 'conflict') return []
  return [
    {
      ...offered,
      choice: 'per_field',
      label: 'Choose for each field',
      effect: 'What you keep of your application is sent to Intacct; what you keep of Intacct is told to it.',
      needs: 'fields',
      fields: ['dueDate'],
    },
    {
      ...offered,
      choice: 'use_app',
      label: 'Keep your application’s values',
      effect: 'They are sent to Intacct, where it allows that.',
    },
  ]
}
