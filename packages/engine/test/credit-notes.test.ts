import { describe, expect, it } from 'vitest'
import { creditNote } from '../../../test/sim/world.ts'
import { nextStep, summedApplications } from '../src/core/apply.ts'
import { sameField } from '../src/core/compare.ts'
import { decide } from '../src/core/decide.ts'
import { displayOf } from '../src/core/display.ts'
import { prepare } from '../src/core/prepare.ts'
import type { CreditNoteData } from '../src/core/records.ts'
import type { RemoteFacts } from '../src/ports/remote.ts'
import type { RemoteSide, Resolved, Situation } from '../src/ports/situation.ts'
import {
  appSide,
  baseOf,
  contextWith,
  faultWith,
  intentOf,
  parent,
  remoteSide,
  situation,
} from './situations.ts'

type Entry = NonNullable<RemoteFacts['applications']>[number]

const entry = (by: string, invoice: string, amount: string, more: Partial<Entry> = {}): Entry => ({
  key: `${by}0`,
  by,
  invoice,
  amount,
  ...more,
})

/** A credit of 30 in Intacct with these entries, invoices named by their record numbers. */
function there(entries: readonly Entry[], more: Partial<CreditNoteData> = {}): RemoteSide {
  const items = entries.map(({ invoice: to = '', amount }) => ({ invoice: to, amount }))
  const applications = summedApplications(items, 'USD')
  const state = entries.length === 0 ? 'open' : 'partially_paid'
  return remoteSide(
    { ...creditNote('CN-1', 'C-1', '30.00'), applications, ...more },
    {},
    { state, applications: entries },
  )
}

const invoice = (id: string, key: string): Resolved[] => [
  parent({ type: 'invoice', by: 'id', value: id }, { appId: id, remoteKey: key }, { key }),
  parent({ type: 'invoice', by: 'key', value: key }, { appId: id, remoteKey: key }, { key }),
]
const known: readonly Resolved[] = [
  parent({ type: 'customer', by: 'id', value: 'c1' }),
  parent({ type: 'customer', by: 'number', value: 'C-1' }),
  ...invoice('i1', '5'),
  ...invoice('i2', '6'),
]
const ofApp = (applied: readonly (readonly [string, string])[] = []) =>
  creditNote('CN-1', 'c1', '30.00', applied)

/** Both sides have the credit; the app's list is the first, what both agreed on the second. */
function linked(
  wanted: readonly (readonly [string, string])[],
  agreed: readonly (readonly [string, string])[],
  entries: readonly Entry[],
  more: Partial<Situation> = {},
): Situation {
  const remote = there(entries)
  return situation({
    type: 'credit_note',
    app: appSide(ofApp(wanted), { version: 2 }),
    remote,
    base: baseOf(ofApp(agreed), remote.data),
    intent: intentOf(remote.data),
    reason: 'posted',
    resolved: known,
    ...more,
  })
}

describe('the next step of a credit', () => {
  const wanted = (...items: readonly (readonly [string, string])[]) =>
    items.map(([to, amount]) => ({ invoice: to, amount }))

  it('is none where Intacct applies just that, by however many entries', () => {
    const remote = there([entry('8', '5', '4.00'), entry('9', '5', '6.00')])
    expect(nextStep(wanted(['5', '10.00']), remote, 'USD')).toBeNull()
  })

  it('applies what is missing, to all invoices at once', () => {
    expect(nextStep(wanted(['6', '7.00'], ['5', '10.00']), there([entry('8', '5', '4.00')]), 'USD')).toEqual({
      apply: wanted(['5', '6.00'], ['6', '7.00']),
      target: wanted(['5', '10.00'], ['6', '7.00']),
    })
  })

  it('takes back before it applies: the newest entry that applies too much, whole', () => {
    const remote = there([
      entry('8', '5', '4.00'),
      entry('10', '5', '6.00'),
      entry('10', '6', '1.00'),
      entry('9', '6', '2.00'),
    ])
    expect(nextStep(wanted(['5', '5.00'], ['6', '9.00']), remote, 'USD')).toEqual({
      takeBack: '10',
      target: wanted(['5', '4.00'], ['6', '2.00']),
    })
  })

  it('takes back nothing that also carries other money', () => {
    const remote = there([entry('8', '5', '4.00', { shared: true })])
    expect(nextStep([], remote, 'USD')).toMatchObject({ takeBack: null })
  })
})

describe('[6.7] decide, of a credit note', () => {
  it('creates it unapplied, although the app has applied it: that comes after it', () => {
    const app = appSide(ofApp([['i1', '20.00']]))
    const { intent } = decide(situation({ type: 'credit_note', app, resolved: known }), contextWith())
    expect(intent).toMatchObject({
      op: 'create',
      data: { applications: [], total: '30.00' },
      source: { applications: [] },
    })
  })

  it('waits for the invoices that it is applied to', () => {
    const app = appSide(ofApp([['i9', '20.00']]))
    expect(
      decide(situation({ type: 'credit_note', app, resolved: known.slice(0, 2) }), contextWith()),
    ).toMatchObject({
      reason: 'parent_missing',
      intent: null,
    })
  })

  it('journals what is applied before and after', () => {
    const { reason, intent } = decide(linked([['i1', '20.00']], [], []), contextWith())
    expect(reason).toBe('queued')
    expect(intent).toMatchObject({
      op: 'update',
      fields: ['applications'],
      data: { applications: [{ invoice: '5', amount: '20.00' }] },
      source: { applications: [{ invoice: 'i1', amount: '20.00' }] },
      options: { apply: [{ invoice: '5', amount: '20.00' }], date: '2026-03-02' },
    })
  })

  it('agrees on what is left while it moves a credit, so that the rest is still to be sent', () => {
    const agreed = [['i1', '20.00']] as const
    const { intent } = decide(linked([['i2', '25.00']], agreed, [entry('8', '5', '20.00')]), contextWith())
    expect(intent).toMatchObject({
      options: { takeBack: '8' },
      data: { applications: [] },
      source: { applications: [] },
    })
  })

  it('gives each step of one version a name of its own', () => {
    const first = decide(
      linked([['i2', '25.00']], [['i1', '20.00']], [entry('8', '5', '20.00')]),
      contextWith(),
    ).intent
    if (first === null) throw new Error('there is no first step')
    const done = intentOf(first.data, {
      id: first.id,
      op: 'update',
      version: 2,
      state: 'done',
      command: first,
    })
    const next = decide(linked([['i2', '25.00']], [], [], { intent: done }), contextWith()).intent
    expect(next).toMatchObject({ generation: first.generation + 1, options: { apply: [{ invoice: '6' }] } })
    expect(new Set([first.id, next?.id]).size).toBe(2)
    expect(new Set([first.controlId, next?.controlId]).size).toBe(2)
  })

  it('tells the app of a credit that somebody applied in Intacct', () => {
    const one = linked([], [], [])
    const after = { ...one, remote: there([entry('8', '5', '12.00')]) }
    expect(decide(after, contextWith()).change).toMatchObject({
      op: 'update',
      data: { applications: [{ invoice: 'i1', amount: '12.00' }] },
      base: { applications: [] },
    })
  })

  it('applies one that came from Intacct, and leaves its other fields', () => {
    const one = linked([['i1', '20.00']], [], [])
    const imported = { ...one, base: { ...baseOf(ofApp(), there([]).data), imported: true } }
    expect(decide(imported, contextWith()).intent).toMatchObject({ fields: ['applications'] })
    const edited = { ...imported, app: appSide({ ...ofApp(), description: 'x' }, { version: 2 }) }
    expect(decide(edited, contextWith())).toMatchObject({ reason: 'edit_not_sent', intent: null })
  })

  it('waits with applying it to an invoice that is a draft in Intacct', () => {
    const drafted = known.map((item) =>
      item.reference.value === 'i1' && item.remote
        ? { ...item, remote: { ...item.remote, state: 'draft' as const } }
        : item,
    )
    expect(decide(linked([['i1', '20.00']], [], [], { resolved: drafted }), contextWith()).reason).toBe(
      'invoice_draft_there',
    )
  })

  const void2 = { app: appSide(ofApp(), { version: 2, state: 'void' as const }) }

  it('voids it by deleting it', () => {
    expect(decide(linked([], [], [], void2), contextWith()).intent).toMatchObject({ op: 'delete', key: '7' })
  })

  it('makes a debit memo of its own where Intacct refuses to delete it, and waits for that', () => {
    const intent = intentOf(there([]).data, {
      op: 'delete',
      version: 2,
      state: 'failed',
      fault: faultWith('posted_unchangeable'),
    })
    const decision = decide(linked([], [], [], { ...void2, intent }), contextWith())
    expect(decision).toMatchObject({
      reason: 'parent_missing',
      waitingFor: [{ type: 'credit_note', by: 'id', value: 'a1~void' }],
      derive: [
        { id: 'a1~void', data: { kind: 'debit', number: 'CN-1-V', total: '30.00', applications: [] } },
      ],
    })
    const memo = parent(
      { type: 'credit_note', by: 'id', value: 'a1~void' },
      { appId: 'a1~void', remoteKey: '9' },
      { key: '9' },
    )
    const with9 = { ...void2, intent, resolved: [...known, memo] }
    expect(decide(linked([], [], [], with9), contextWith()).intent).toMatchObject({
      options: { apply: [{ debitMemo: '9', amount: '30.00' }] },
    })
    const offset = remoteSide(
      { ...ofApp(), customer: 'C-1', applications: [{ debitMemo: '9', amount: '30.00' }] },
      {},
      { state: 'paid', applications: [{ key: '90', by: '10', debitMemo: '9', amount: '30.00' }] },
    )
    expect(decide({ ...linked([], [], [], with9), remote: offset }, contextWith())).toMatchObject({
      reason: 'voided',
      base: { state: 'void' },
    })
  })

  it('lets a deletion stand that is refused for another reason', () => {
    const intent = intentOf(there([]).data, {
      op: 'delete',
      version: 2,
      state: 'failed',
      fault: faultWith('right_missing'),
    })
    expect(decide(linked([], [], [], { ...void2, intent }), contextWith()).reason).toBe('refused')
  })
})

describe('a credit note', () => {
  it('may not be applied beyond its total, and a debit memo not at all', () => {
    const { settings } = contextWith()
    const over = creditNote('CN-1', 'C-1', '30.00', [['5', '30.01']])
    expect(prepare('credit_note', over, settings)).toMatchObject({
      reason: 'does_not_add_up',
      message: { difference: '0.01' },
    })
    const debit = creditNote('DM-1', 'C-1', '30.00', [['5', '1.00']], { kind: 'debit' })
    expect(prepare('credit_note', debit, settings)).toMatchObject({ kind: 'held' })
  })

  it('goes to the account for credits, or else to the sales account', () => {
    const bare = creditNote('CN-1', 'C-1', '30.00', [], { lines: [{ amount: '30.00' }] })
    const accounts = (given: Readonly<Record<string, string>>) => {
      const prepared = prepare('credit_note', bare, contextWith({ accounts: given }).settings)
      return prepared.kind === 'ready' && 'lines' in prepared.data
        ? prepared.data.lines[0]?.account
        : prepared.kind
    }
    expect([accounts({ sales: '4000' }), accounts({ sales: '4000', credits: '4900' }), accounts({})]).toEqual(
      ['4000', '4900', 'held'],
    )
  })

  it('is the same whatever the order of its applications; none is as good as an empty list', () => {
    const [a, b] = [
      { invoice: '1', amount: '1.00' },
      { invoice: '2', amount: '2.00' },
    ] as const
    expect(sameField('credit_note', 'applications', [a, b], [b, a])).toBe(true)
    expect(sameField('credit_note', 'applications', [a], [b])).toBe(false)
    expect(sameField('credit_note', 'applications', undefined, [])).toBe(true)
    expect(sameField('credit_note', 'lines', [a, b], [b, a])).toBe(false)
  })

  it('is shown with its amount, a debit memo with a minus', () => {
    expect(displayOf(ofApp(), 'n1', 'USD')).toMatchObject({ number: 'CN-1', amount: '3000' })
    expect(displayOf({ ...ofApp(), kind: 'debit' }, 'n1', 'USD')).toMatchObject({ amount: '-3000' })
  })
})
