import { describe, expect, it } from 'vitest'
import { onSide, payables } from '../../../test/sim/sides.ts'
import { creditNote, customer, invoice, payment } from '../../../test/sim/world.ts'
import type { SettingsInput } from '../../../test/sim/world.ts'
import { decide } from '../src/core/decide.ts'
import { reasons } from '../src/core/outcomes.ts'
import type { Reason } from '../src/core/outcomes.ts'
import type { RemoteFacts } from '../src/ports/remote.ts'
import type { IntentOp } from '../src/ports/commands.ts'
import type { Change } from '../src/ports/settled.ts'
import type { IntentView, Situation } from '../src/ports/situation.ts'
import {
  appSide,
  baseOf,
  contextWith,
  faultWith,
  intentOf,
  now,
  parent,
  remoteSide,
  situation,
} from './situations.ts'

interface Row {
  readonly when: string
  readonly given: Partial<Situation>
  readonly settings?: SettingsInput
  readonly copiedAt?: number
  readonly reason: Reason
  readonly intent?: IntentOp
  readonly change?: Change['op']
  readonly and?: object
}

const c = customer('C-1', { email: 'a@example.org' })
const inv = invoice('INV-1', 'c1', '100.00')
const invThere = invoice('INV-1', 'C-1', '100.00', { currency: 'USD' })
const pay = payment('c1', [['i1', '40.00']], { reference: 'CHK' })
const payThere = payment('C-1', [['5', '40.00']], { reference: 'CHK' })
const byNumber = { type: 'customer', by: 'number', value: 'C-1' } as const
const byKey = { type: 'invoice', by: 'key', value: '5' } as const
const byId = { type: 'invoice', by: 'id', value: 'i1' } as const
const order = { key: '7', id: 'Sales Invoice-INV-1', definition: 'Sales Invoice' }
const customerId = { type: 'customer', by: 'id', value: 'c1' } as const

const bill = onSide(
  payables,
  invoice('B-1', 'v1', '100.00', { lines: [{ amount: '100.00', account: '6000' }] }),
)
const billThere = onSide(
  payables,
  invoice('B-1', 'V-1', '100.00', { currency: 'USD', lines: [{ amount: '100.00', account: '6000' }] }),
)
const billPay = onSide(payables, payment('v1', [['b1', '40.00']], { account: 'BOA' }))
const vendorId = { type: 'vendor', by: 'id', value: 'v1' } as const
const vendorNumber = { type: 'vendor', by: 'number', value: 'V-1' } as const
const billId = { type: 'bill', by: 'id', value: 'b1' } as const
const out = { directions: { vendor: 'both', bill: 'both', bill_payment: 'both' } } as const
const linkedBill = (state: RemoteFacts['state'], more: Partial<Situation> = {}): Partial<Situation> => ({
  type: 'bill',
  app: appSide(bill),
  remote: remoteSide(billThere, {}, { state, modifiedBy: 'kim' }),
  base: baseOf(bill, billThere),
  intent: intentOf(billThere),
  reason: 'posted',
  resolved: [parent(vendorId), parent(vendorNumber)],
  ...more,
})

const ofInvoice = (more: Partial<Situation> = {}): Partial<Situation> => ({
  type: 'invoice',
  app: appSide(inv),
  ...more,
})
const linkedCustomer = (more: Partial<Situation> = {}): Partial<Situation> => ({
  app: appSide(c),
  remote: remoteSide(c, {}, { state: 'active' }),
  base: baseOf(c, c),
  intent: intentOf(c),
  reason: 'posted',
  ...more,
})
const linkedInvoice = (more: Partial<Situation> = {}): Partial<Situation> => ({
  type: 'invoice',
  app: appSide(inv),
  remote: remoteSide(invThere),
  base: baseOf(inv, invThere),
  intent: intentOf(invThere),
  reason: 'posted',
  resolved: [parent(customerId), parent(byNumber)],
  ...more,
})
/** A credit of which Intacct has applied 20 to an invoice; the app wants that back. */
const usedCredit = (entry: { readonly shared?: boolean }): Partial<Situation> => {
  const mine = creditNote('CN-1', 'c1', '30.00', [['i1', '20.00']])
  const there = creditNote('CN-1', 'C-1', '30.00', [['5', '20.00']])
  const applications = [{ key: '91', by: '90', invoice: '5', amount: '20.00', ...entry }]
  return {
    type: 'credit_note',
    app: appSide({ ...mine, applications: [] }, { version: 2 }),
    remote: remoteSide(there, {}, { state: 'partially_paid', applications }),
    base: baseOf(mine, there),
    resolved: [parent(customerId), parent(byId), parent(byNumber), parent(byKey)],
  }
}
const closed = (openFrom?: string) =>
  intentOf(inv, {
    state: 'failed',
    fault: { ...faultWith('period_closed'), ...(openFrom === undefined ? {} : { openFrom }) },
  })
const closedVoid = (openFrom?: string) => {
  const intent = intentOf(inv, { ...closed(openFrom), op: 'reverse', version: 2 })
  return {
    ...intent,
    command: { ...intent.command, options: { ...intent.command.options, date: '2026-02-10' } },
  }
}
const ofPayment = (more: Partial<Situation> = {}): Partial<Situation> => ({
  type: 'payment',
  app: appSide(pay),
  resolved: [parent(customerId), parent(byId)],
  ...more,
})
/** The app's new total for an invoice that is paid in Intacct. */
const heldEdit = (total: string, more: Partial<Situation>): Partial<Situation> =>
  linkedInvoice({
    app: appSide(invoice('INV-1', 'c1', total), { version: 2 }),
    remote: remoteSide(invThere, {}, { state: 'paid' }),
    ...more,
  })
const importedInvoice = (more: Partial<Situation> = {}): Partial<Situation> => ({
  type: 'invoice',
  remote: remoteSide(invThere),
  resolved: [parent(byNumber)],
  ...more,
})

const tied: SettingsInput['accountRules'] = [
  { use: 'deposit', method: 'eft', account: '1' },
  { use: 'deposit', currency: 'USD', account: '2' },
]

// prettier-ignore
const onlyTheApp: Row[] = [
  { when: 'the app has it', given: { app: appSide(c) }, reason: 'queued', intent: 'create' },
  { when: 'it is a draft', given: { app: appSide(c, { state: 'draft' }) }, reason: 'draft' },
  { when: 'it was voided before it was sent', given: { app: appSide(c, { state: 'void' }) }, reason: 'void_never_sent' },
  { when: 'a person skips it', given: { app: appSide(c), choice: 'skip' }, reason: 'skipped_by_person' },
  { when: 'its type only comes in', given: { app: appSide(c) }, settings: { directions: { customer: 'in' } }, reason: 'direction_off' },
  { when: 'it is older than sync-from', given: ofInvoice(), settings: { syncFrom: '2026-02-11' }, reason: 'before_sync_from' },
  { when: 'it is older but something needs it', given: ofInvoice({ choice: 'include' }), settings: { syncFrom: '2026-02-11' }, reason: 'queued', intent: 'create' },
  { when: 'its customer is not in Intacct', given: ofInvoice({ resolved: [] }), reason: 'parent_missing', and: { waitingFor: [customerId] } },
  { when: 'its customer is gone there', given: ofInvoice({ resolved: [parent(customerId, {}, { presence: 'gone' })] }), reason: 'parent_missing' },
  {
    when: 'its invoice was left out by sync-from, it is taken after all',
    given: { type: 'payment', app: appSide(pay), resolved: [parent(customerId), { ...parent(byId, { reason: 'before_sync_from', remoteKey: null }), remote: null }] },
    reason: 'parent_missing',
    and: { promote: ['l-i1'] },
  },
  { when: 'its invoice is a draft in Intacct', given: { type: 'payment', app: appSide(pay), resolved: [parent(customerId), parent(byId, {}, { state: 'draft' })] }, reason: 'invoice_draft_there' },
  { when: 'bills are not switched on', given: { type: 'bill', app: appSide(bill) }, reason: 'direction_off' },
  { when: 'its bill awaits approval in Intacct', given: { type: 'bill_payment', app: appSide(billPay), resolved: [parent(vendorId), parent(billId, {}, { state: 'awaiting_approval' })] }, settings: out, reason: 'bill_unposted_there' },
  { when: 'another vendor has a bill of its number', given: { type: 'bill', app: appSide(bill), candidates: [remoteSide(onSide(payables, invoice('B-1', 'V-2', '5.00')))] }, settings: { ...out, accounts: { expense: '6000' } }, reason: 'queued', intent: 'create' },
  { when: 'less of a bill payment is applied than it pays', given: { type: 'bill_payment', app: appSide({ ...billPay, amount: '41.00' }) }, settings: out, reason: 'does_not_add_up' },
  { when: 'it pays nothing yet', given: { type: 'payment', app: appSide({ ...pay, applications: [] }) }, reason: 'parent_missing', and: { derive: [{ type: 'advance', id: 'a1~advance' }] } },
  { when: 'an advance stands for it', given: { type: 'payment', app: appSide({ ...pay, applications: [] }), resolved: [customerId, { type: 'advance', by: 'id', value: 'a1~advance' } as const].map((reference) => parent(reference)) }, reason: 'as_advance' },
  { when: 'no account was chosen', given: ofInvoice(), settings: { accounts: {} }, reason: 'account_missing' },
  { when: 'a line names a dimension that no rule uses', given: ofInvoice({ app: appSide({ ...inv, lines: [{ amount: '100.00', dimensions: { CAMPAIGN: '1' } }] }) }), reason: 'dimension_off' },
  { when: 'a custom field does not fit', given: { app: appSide({ ...c, custom: { tier: 'gold' } }) }, settings: { customFields: [{ type: 'customer', field: 'TIER', from: 'tier', kind: 'number' }] }, reason: 'custom_field_wrong' },
  { when: 'two account rules fit equally well', given: { type: 'payment', app: appSide(pay) }, settings: { accountRules: tied }, reason: 'account_tied' },
  { when: 'its lines do not make its total', given: ofInvoice({ app: appSide({ ...inv, total: '100.01' }) }), reason: 'does_not_add_up', and: { message: { difference: '0.01' } } },
  { when: 'the difference is within the tolerance', given: ofInvoice({ app: appSide({ ...inv, total: '100.01' }) }), settings: { roundingTolerance: 1, accounts: { sales: '4000', rounding: '8000' } }, reason: 'queued', intent: 'create' },
  { when: 'it has more decimals than its currency', given: ofInvoice({ app: appSide(invoice('INV-1', 'c1', '1.005')) }), reason: 'does_not_add_up' },
  { when: 'a payment applies more than its amount', given: { type: 'payment', app: appSide({ ...pay, amount: '39.99' }) }, reason: 'does_not_add_up' },
  { when: 'Intacct has a customer of its number', given: { app: appSide(c), candidates: [remoteSide(c)] }, reason: 'adopted', and: { attach: { remoteKey: '7' } } },
  { when: 'Intacct has a customer of its name', given: { app: appSide(c), candidates: [remoteSide(customer('X', { name: c.name }))] }, reason: 'adopted' },
  { when: 'matching by name is off', given: { app: appSide(c), candidates: [remoteSide(customer('X', { name: c.name }))] }, settings: { matchByName: false }, reason: 'queued', intent: 'create' },
  { when: 'two could be it', given: { app: appSide(c), candidates: [remoteSide(customer('X', { name: c.name })), remoteSide(customer('Y', { name: c.name }), { key: '8' })] }, reason: 'ambiguous_match' },
  { when: 'a person has said which one it is', given: { app: appSide(c), match: { state: 'matched', key: '8' }, candidates: [remoteSide(c), remoteSide(customer('Y'), { key: '8' })] }, reason: 'adopted', and: { attach: { remoteKey: '8' } } },
  { when: 'the one that a person chose was never read', given: { app: appSide(c), match: { state: 'matched', key: '8' } }, reason: 'parent_missing', and: { want: [{ type: 'customer', key: '8', by: 'key', why: 'parent' }] } },
  { when: 'the one that a person chose is taken', given: { app: appSide(c), match: { state: 'matched', key: '7' }, candidates: [remoteSide(c, { linkedTo: 'l9' })] }, reason: 'collision' },
  { when: 'a person wants it created although the name is there', given: { app: appSide(c), match: { state: 'created' }, candidates: [remoteSide(customer('X', { name: c.name }))] }, reason: 'queued', intent: 'create' },
  { when: 'it was archived', given: { app: appSide(c), match: { state: 'archived' } }, reason: 'archived' },
  { when: 'its account was archived', given: ofInvoice({ app: appSide({ ...inv, lines: [{ amount: '100.00', account: 'rev' }] }), values: [{ kind: 'account', id: 'rev', name: 'Revenue', remote: null }] }), reason: 'archived_value', and: { problem: { cause: 'archived_value', about: 'account:rev' } } },
  { when: 'nobody has decided what its account is, though others of the list are decided', given: ofInvoice({ app: appSide({ ...inv, lines: [{ amount: '100.00', account: 'rev' }] }), values: [{ kind: 'account', id: 'rev', name: 'Revenue', remote: null, undecided: true }] }), reason: 'undecided_value', and: { problem: { cause: 'undecided_value', about: 'account:rev' } } },
  { when: 'its customer was archived', given: ofInvoice({ resolved: [{ ...parent(customerId, { reason: 'archived', remoteKey: null }), remote: null }] }), reason: 'archived_value', and: { waitingFor: [customerId] } },
  { when: 'its account is another one in Intacct', given: ofInvoice({ app: appSide({ ...inv, lines: [{ amount: '100.00', account: 'rev' }] }), values: [{ kind: 'account', id: 'rev', name: 'Revenue', remote: { type: 'account', id: '4010' } }] }), reason: 'queued', intent: 'create', and: { intent: { data: { lines: [{ account: '4010' }] }, source: { lines: [{ account: 'rev' }] } } } },
  { when: 'its number belongs to another customer of the app', given: { app: appSide(c), candidates: [remoteSide(c, { linkedTo: 'l9' })] }, reason: 'collision' },
  { when: 'the same invoice is in Intacct without our marker', given: ofInvoice({ candidates: [remoteSide(invThere)] }), reason: 'twin' },
  { when: 'a person says that it is no twin', given: ofInvoice({ candidates: [remoteSide(invThere)], choice: 'not_a_twin' }), reason: 'queued', intent: 'create' },
  { when: 'another invoice has its number', given: ofInvoice({ candidates: [remoteSide({ ...invThere, total: '5.00' })] }), reason: 'collision' },
  { when: 'Intacct refused it', given: { app: appSide(c), intent: intentOf(c, { state: 'failed', fault: faultWith('x') }) }, reason: 'refused' },
  { when: 'Intacct refused its number', given: ofInvoice({ intent: intentOf(inv, { state: 'failed', fault: faultWith('number_taken') }) }), reason: 'collision' },
  { when: 'its period is closed', given: ofInvoice({ intent: intentOf(inv, { state: 'failed', fault: faultWith('period_closed') }) }), reason: 'period_closed_create' },
  { when: 'its period is closed and people are to be asked', given: ofInvoice({ intent: closed() }), settings: { closedPeriod: { invoice: 'ask' } }, reason: 'period_ask' },
  { when: '[12.20] its period is closed and the first open day is to be taken', given: ofInvoice({ intent: closed('2026-03-01') }), settings: { closedPeriod: { invoice: 'next_open' } }, reason: 'queued', intent: 'create', and: { intent: { data: { date: '2026-03-01', description: 'Original date 2026-02-10', dueDate: '2026-03-10' }, source: { date: '2026-02-10' } }, instead: { date: { value: '2026-03-01', over: '2026-02-10', why: 'redated' } } } },
  { when: 'Intacct names no open day, the next month is tried', given: ofInvoice({ intent: closed() }), settings: { closedPeriod: { invoice: 'next_open' } }, reason: 'queued', intent: 'create', and: { intent: { data: { date: '2026-03-01' } } } },
  { when: 'the first open day has not come yet', given: ofInvoice({ intent: closed('2026-04-01') }), settings: { closedPeriod: { invoice: 'next_open' } }, reason: 'period_closed_create' },
  { when: 'its period is closed and a person chose a day', given: ofInvoice({ intent: closed(), choice: 'post_on', choiceDetail: { date: '2026-03-02' } }), reason: 'queued', intent: 'create', and: { clearChoice: true, intent: { data: { date: '2026-03-02' } } } },
  { when: 'another invoice has its number and a person gives it one of its own in Intacct', given: ofInvoice({ candidates: [remoteSide({ ...invThere, total: '5.00' })], choice: 'renumber_there', choiceDetail: { number: 'T-INV-1' } }), reason: 'queued', intent: 'create', and: { clearChoice: true, change: null, intent: { data: { number: 'T-INV-1' }, source: { number: 'INV-1' } } } },
  { when: 'a person gives it another number on both sides', given: ofInvoice({ intent: intentOf(inv, { state: 'failed', fault: faultWith('number_taken') }), choice: 'renumber', choiceDetail: { number: 'INV-1A' } }), reason: 'queued', intent: 'create', change: 'update', and: { intent: { data: { number: 'INV-1A' }, source: { number: 'INV-1A' } }, change: { data: { number: 'INV-1A' } } } },
  { when: 'its number was refused and it has another one there since', given: ofInvoice({ intent: intentOf(inv, { state: 'failed', fault: faultWith('number_taken') }), instead: { number: { value: 'T-1', over: 'INV-1', why: 'renumbered' } } }), reason: 'queued', intent: 'create' },
  { when: 'a person says which one in Intacct it is', given: ofInvoice({ candidates: [remoteSide({ ...invThere, total: '5.00' })], choice: 'link', choiceDetail: { remoteKey: '7' } }), reason: 'adopted', and: { attach: { remoteKey: '7' }, base: { app: { total: '100.00' }, remote: { total: '100.00' } } } },
  { when: 'a person ties it to what is another’s', given: ofInvoice({ candidates: [remoteSide({ ...invThere, total: '5.00' }, { linkedTo: 'l9' })], choice: 'link', choiceDetail: { remoteKey: '7' } }), reason: 'collision' },
  { when: 'the same payment is on the same invoice two days later', given: ofPayment({ candidates: [remoteSide({ ...payThere, currency: 'USD', date: '2026-02-22' })] }), reason: 'twin' },
  { when: 'a like payment is on the same invoice four days later', given: ofPayment({ candidates: [remoteSide({ ...payThere, currency: 'USD', date: '2026-02-24' })] }), reason: 'queued', intent: 'create' },
  { when: 'a like payment is on another invoice', given: ofPayment({ candidates: [remoteSide({ ...payThere, currency: 'USD', reference: 'X', date: '2026-02-22', applications: [{ invoice: '6', amount: '40.00' }] })] }), reason: 'queued', intent: 'create' },
  { when: 'twins are not looked for', given: ofPayment({ candidates: [remoteSide({ ...payThere, currency: 'USD', date: '2026-02-22' })] }), settings: { findTwins: false }, reason: 'queued', intent: 'create' },
  { when: 'its invoice is being entered anew', given: ofPayment({ resolved: [parent(customerId), parent(byId, { choice: 'reenter' })] }), reason: 'parent_missing', and: { waitingFor: [byId] } },
  { when: 'a person unlinked it', given: { app: appSide(c), choice: 'unlink' }, reason: 'unlinked_by_person' },
  { when: 'it was created, is nowhere and a person voids it here', given: { app: appSide(c), intent: intentOf(c), choice: 'void_here' }, reason: 'voided', change: 'void' },
  { when: 'it was refused and a person tries again', given: { app: appSide(c), choice: 'retry', intent: intentOf(c, { state: 'failed', fault: faultWith('x') }) }, reason: 'queued', intent: 'create', and: { clearChoice: true, intent: { id: 'n1', generation: 1 } } },
  { when: 'it was refused and the app sent a new version', given: { app: appSide(c, { version: 2 }), intent: intentOf(c, { state: 'failed', fault: faultWith('x') }) }, reason: 'queued', intent: 'create' },
  { when: 'it was refused since its invoice was not there, and that has another key now', given: { type: 'payment', app: appSide(pay), intent: intentOf(payThere, { state: 'failed', fault: faultWith('record_gone') }), resolved: [parent(customerId), parent(byId, { remoteKey: '6' }, { key: '6' })] }, reason: 'queued', intent: 'create', and: { intent: { generation: 1 } } },
  { when: 'it was refused since its invoice was not there, and nothing else is', given: { type: 'payment', app: appSide(pay), intent: intentOf(payThere, { state: 'failed', fault: faultWith('record_gone') }), resolved: [parent(customerId), parent(byId)] }, reason: 'refused' },
  { when: 'it may be there twice, whatever the app sends', given: { app: appSide(c, { version: 2 }), choice: 'retry', intent: intentOf(c, { state: 'failed', fault: faultWith('posted_twice') }) }, reason: 'posted_twice' },
  { when: 'it was created and is nowhere', given: { app: appSide(c), intent: intentOf(c) }, reason: 'gone_there' },
  { when: 'it was created, is nowhere and is to be created again', given: { app: appSide(c), intent: intentOf(c), choice: 'recreate' }, reason: 'queued', and: { reincarnate: 2 } },
  { when: 'it was created, is nowhere and is void', given: { app: appSide(c, { state: 'void' }), intent: intentOf(c) }, reason: 'voided' },
]

/** The customer's create as it was decided, in line. */
function inLine(more: Partial<IntentView> = {}): IntentView {
  const { intent } = decide(situation({ app: appSide(c) }), contextWith())
  if (!intent) throw new Error('it is not created')
  return intentOf(c, { state: 'queued', sentAt: null, command: intent, ...more })
}

// prettier-ignore
const writes: Row[] = [
  { when: 'its write is in line', given: { app: appSide(c), intent: inLine() }, reason: 'queued', and: { giveUp: null } },
  { when: 'its write is in line once more and may have run', given: { app: appSide(c, { version: 2 }), choice: 'skip', intent: intentOf(c, { state: 'queued' }) }, reason: 'queued' },
  { when: 'its write is to be tried again later', given: { app: appSide(c), intent: inLine({ fault: faultWith('busy') }) }, reason: 'retry_later', and: { giveUp: null } },
  { when: 'its write is in line and the app sent another version', given: { app: appSide({ ...c, phone: '1' }, { version: 2 }), intent: intentOf(c, { state: 'queued', sentAt: null, generation: 3 }) }, reason: 'queued', intent: 'create', and: { intent: { id: 'n1', generation: 3, version: 2 }, giveUp: null } },
  { when: 'its write is in line and a person leaves it out', given: { app: appSide(c), choice: 'skip', intent: intentOf(c, { state: 'queued', sentAt: null }) }, reason: 'skipped_by_person', and: { giveUp: 'n1' } },
  { when: 'its write is on its way', given: { app: appSide(c), intent: intentOf(c, { state: 'sent' }) }, reason: 'sending' },
  { when: 'its write is on its way and the app sent another version', given: { app: appSide(c, { version: 2 }), intent: intentOf(c, { state: 'sent' }) }, reason: 'new_version_waits', and: { message: { version: 2 } } },
  { when: 'nobody knows what became of its write, whatever a person chooses', given: { app: appSide(c), choice: 'skip', intent: intentOf(c, { state: 'unknown' }) }, reason: 'checking' },
  { when: 'it is written and not read back', given: { app: appSide(c), intent: intentOf(c, { state: 'written', readBack: false }) }, reason: 'confirming' },
  { when: 'it is written and not to be seen yet', given: { app: appSide(c), intent: intentOf(c, { state: 'written' }) }, reason: 'confirming', and: { want: [{ why: 'read_back' }], dueAt: now + 30_000 } },
  { when: 'it is written and was never to be seen', given: { app: appSide(c), intent: intentOf(c, { state: 'written', sentAt: now - 3_600_000 }) }, reason: 'gone_there', and: { closeIntent: { id: 'n1' } } },
  { when: 'it was read back as sent', given: linkedCustomer({ base: null, intent: intentOf(c, { state: 'written' }) }), reason: 'posted', and: { closeIntent: { id: 'n1', readBackHash: 'h7' }, change: null } },
  { when: 'Intacct altered it on saving', given: linkedCustomer({ base: null, intent: intentOf(c, { state: 'written' }), remote: remoteSide({ ...c, email: 'A@example.org' }) }), reason: 'altered_on_saving', change: 'update' },
  { when: 'it is in Intacct twice', given: linkedCustomer({ duplicates: ['8'] }), reason: 'posted_twice', and: { message: { kept: '7', further: ['8'] } } },
  { when: 'it was voided as a draft and is gone', given: linkedInvoice({ app: appSide(inv, { state: 'void', version: 2 }), remote: remoteSide(invThere, { presence: 'gone' }), intent: intentOf(invThere, { op: 'delete', state: 'written' }) }), reason: 'voided', and: { closeIntent: { id: 'n1' } } },
]

const rounds = (at: number) => ({ email: { way: 'told', rounds: [at, at, at, at, at] } }) as const

// prettier-ignore
const both: Row[] = [
  { when: 'both agree', given: linkedCustomer(), reason: 'posted' },
  { when: 'each side keeps putting its value back', given: linkedCustomer({ app: appSide({ ...c, email: 'b@example.org' }, { version: 2 }), bounces: rounds(now) }), reason: 'bouncing' },
  { when: 'it stopped going back and forth an hour ago', given: linkedCustomer({ app: appSide({ ...c, email: 'b@example.org' }, { version: 2 }), bounces: rounds(now - 3_600_000) }), reason: 'queued', intent: 'update' },
  { when: 'both agree and a person wants it sent', given: linkedCustomer({ choice: 'retry' }), reason: 'no_change', and: { clearChoice: true } },
  { when: 'the app sent the same once more', given: linkedCustomer({ app: appSide(c, { version: 2 }) }), reason: 'no_change' },
  { when: 'they are matched as they stand', given: linkedCustomer({ base: null, intent: null, reason: 'adopted' }), reason: 'adopted' },
  { when: 'the app edited it', given: linkedCustomer({ app: appSide({ ...c, email: 'b@example.org' }, { version: 2 }) }), reason: 'queued', intent: 'update', and: { intent: { fields: ['email'], version: 2 } } },
  { when: 'Intacct edited it', given: linkedCustomer({ remote: remoteSide({ ...c, phone: '1' }) }), reason: 'posted', change: 'update' },
  { when: 'both edited one contact field', given: linkedCustomer({ app: appSide({ ...c, email: 'b@example.org' }, { version: 2 }), remote: remoteSide({ ...c, email: 'k@example.org' }) }), reason: 'queued', intent: 'update' },
  { when: 'both edited one text', given: linkedInvoice({ app: appSide({ ...inv, description: 'm' }, { version: 2 }), remote: remoteSide({ ...invThere, description: 't' }) }), reason: 'conflict' },
  { when: 'both edited one date of the books', given: linkedInvoice({ app: appSide({ ...inv, date: '2026-02-11' }, { version: 2 }), remote: remoteSide({ ...invThere, date: '2026-02-12' }) }), reason: 'posted', change: 'update' },
  { when: 'the app edits what only goes in', given: linkedCustomer({ app: appSide({ ...c, phone: '1' }, { version: 2 }) }), settings: { directions: { customer: 'in' } }, reason: 'direction_off' },
  { when: 'Intacct edits what only goes out', given: linkedCustomer({ remote: remoteSide({ ...c, phone: '1' }) }), settings: { directions: { customer: 'out' } }, reason: 'changed_there' },
  { when: 'the app edits the money of a paid invoice', given: linkedInvoice({ app: appSide(invoice('INV-1', 'c1', '9.00'), { version: 2 }), remote: remoteSide(invThere, {}, { state: 'paid' }) }), reason: 'update_held' },
  { when: 'the app edits the money of a paid invoice and a person leaves it so', given: heldEdit('90.00', { choice: 'leave' }), reason: 'left_different', and: { clearChoice: true, instead: { total: { value: '100.00', over: '90.00', why: 'left' } } } },
  { when: 'both differ because a person said so', given: heldEdit('90.00', { base: baseOf(invoice('INV-1', 'c1', '90.00'), invThere), instead: { total: { value: '100.00', over: '90.00', why: 'left' } } }), reason: 'left_different' },
  { when: 'the difference of a paid invoice is credited', given: heldEdit('90.00', { choice: 'credit_difference' }), reason: 'difference_credited', and: { derive: [{ id: 'a1~difference-2', data: { kind: 'credit', number: 'INV-1-D2', total: '10.00', applications: [] } }] } },
  { when: 'the difference of a partly paid invoice is credited to it', given: heldEdit('90.00', { choice: 'credit_difference', remote: remoteSide(invThere, {}, { state: 'partially_paid', due: '4.00' }) }), reason: 'difference_credited', and: { derive: [{ data: { applications: [{ invoice: 'a1', amount: '4.00' }] } }] } },
  { when: 'the difference of a paid invoice is charged', given: heldEdit('110.00', { choice: 'credit_difference' }), reason: 'difference_credited', and: { derive: [{ data: { kind: 'debit', total: '10.00' } }] } },
  { when: 'a paid invoice is to be entered anew', given: heldEdit('90.00', { choice: 'reenter' }), reason: 'reentering' },
  { when: 'an invoice is to be entered anew and nothing is paid on it any more', given: heldEdit('90.00', { choice: 'reenter', reason: 'reentering', remote: remoteSide(invThere, {}, { state: 'open' }) }), reason: 'queued', intent: 'reverse', and: { clearChoice: false } },
  { when: 'an invoice is to be entered anew and is reversed', given: heldEdit('90.00', { choice: 'reenter', remote: remoteSide(invThere, {}, { state: 'reversed' }) }), reason: 'queued', and: { reincarnate: 2, clearChoice: true } },
  { when: 'a person chose for each field that both edited', given: linkedInvoice({ app: appSide({ ...inv, description: 'm', reference: 'm' }, { version: 2 }), remote: remoteSide({ ...invThere, description: 't', reference: 't' }), choice: 'per_field', choiceDetail: { fields: { description: 'app', reference: 'remote' } } }), reason: 'queued', intent: 'update', change: 'update', and: { intent: { fields: ['description'] }, change: { data: { reference: 't', description: 'm' } }, clearChoice: true } },
  { when: 'both edited one date and people are to be asked', given: linkedInvoice({ app: appSide({ ...inv, date: '2026-02-11' }, { version: 2 }), remote: remoteSide({ ...invThere, date: '2026-02-12' }) }), settings: { conflicts: 'ask' }, reason: 'conflict' },
  { when: 'the app voids it in a closed period', given: linkedInvoice({ app: appSide(inv, { version: 2, state: 'void' }), intent: closedVoid() }), reason: 'period_closed_undo' },
  { when: 'a void in a closed period goes to the first open day by setting', given: linkedInvoice({ app: appSide(inv, { version: 2, state: 'void' }), intent: closedVoid('2026-03-01') }), settings: { closedPeriod: { invoice: 'next_open' } }, reason: 'queued', intent: 'reverse', and: { intent: { options: { date: '2026-03-01', memo: 'Original date 2026-02-10' } } } },
  { when: 'a void in a closed period goes to the day that a person chose', given: linkedInvoice({ app: appSide(inv, { version: 2, state: 'void' }), intent: closedVoid(), choice: 'post_on', choiceDetail: { date: '2026-03-02' } }), reason: 'queued', intent: 'reverse', and: { intent: { options: { date: '2026-03-02' } } } },
  { when: 'it is gone and a person unlinks it', given: linkedInvoice({ choice: 'unlink', remote: remoteSide(invThere, { presence: 'gone' }) }), reason: 'unlinked_by_person', and: { reincarnate: 2, clearChoice: false } },
  { when: 'it is gone and a person voids it here', given: linkedInvoice({ choice: 'void_here', remote: remoteSide(invThere, { presence: 'gone' }) }), reason: 'voided', change: 'void' },
  { when: 'it is gone, voided here, and the app knows', given: linkedInvoice({ choice: 'void_here', reason: 'voided', remote: remoteSide(invThere, { presence: 'gone' }) }), reason: 'voided' },
  { when: 'the app moves a credit that Intacct applied together with a payment', given: usedCredit({ shared: true }), reason: 'applied_together' },
  { when: 'it awaits approval in Intacct', given: linkedBill('awaiting_approval'), settings: out, reason: 'awaiting_approval' },
  { when: 'it was approved since', given: linkedBill('open', { reason: 'awaiting_approval' }), settings: out, reason: 'posted' },
  { when: 'its approval was declined in Intacct', given: linkedBill('declined'), settings: out, reason: 'declined_there', and: { timeline: [{ kind: 'declined_there', params: { by: 'kim' } }] } },
  { when: 'the app corrects what was declined', given: linkedBill('declined', { app: appSide({ ...bill, description: 'm' }, { version: 2 }) }), settings: out, reason: 'queued', intent: 'update', and: { intent: { fields: ['description'], options: { resubmit: true } } } },
  { when: 'the app edits an imported invoice', given: linkedInvoice({ app: appSide({ ...inv, description: 'm' }, { version: 2 }), base: baseOf(inv, invThere, { imported: true }), intent: null }), reason: 'edit_not_sent' },
  { when: 'the app’s edit was refused', given: linkedCustomer({ app: appSide({ ...c, phone: '1' }, { version: 2 }), intent: intentOf(c, { op: 'update', version: 2, state: 'failed', fault: faultWith('x') }) }), reason: 'refused' },
  { when: 'a refused edit is tried again', given: linkedCustomer({ choice: 'retry', app: appSide({ ...c, phone: '1' }, { version: 2 }), intent: intentOf(c, { op: 'update', version: 2, state: 'failed', fault: faultWith('x') }) }), reason: 'queued', intent: 'update', and: { clearChoice: true } },
  { when: 'the app voids it', given: linkedInvoice({ app: appSide(inv, { version: 2, state: 'void' }) }), reason: 'queued', intent: 'reverse' },
  { when: 'the app voids a draft', given: linkedInvoice({ app: appSide(inv, { version: 2, state: 'void' }), remote: remoteSide(invThere, {}, { state: 'draft' }) }), reason: 'queued', intent: 'delete' },
  { when: 'the app voids a customer', given: linkedCustomer({ app: appSide(c, { version: 2, state: 'void' }) }), reason: 'queued', intent: 'update' },
  { when: 'the app voids what only comes in', given: linkedInvoice({ app: appSide(inv, { version: 2, state: 'void' }) }), settings: { directions: { invoice: 'in' } }, reason: 'direction_off' },
  { when: 'both voided it', given: linkedInvoice({ app: appSide(inv, { version: 2, state: 'void' }), remote: remoteSide(invThere, {}, { state: 'reversed' }) }), reason: 'voided' },
  { when: 'Intacct reversed it', given: linkedInvoice({ remote: remoteSide(invThere, {}, { state: 'reversed' }) }), reason: 'reversed_there', change: 'void' },
  { when: 'Intacct reversed it and the app knows', given: linkedInvoice({ base: baseOf(inv, invThere, { state: 'void' }), remote: remoteSide(invThere, {}, { state: 'reversed' }) }), reason: 'reversed_there' },
  { when: 'it may be gone', given: linkedInvoice({ remote: remoteSide(invThere, { presence: 'suspect' }) }), reason: 'suspect', and: { want: [{ why: 'suspect' }] } },
  { when: 'it is gone', given: linkedInvoice({ remote: remoteSide(invThere, { presence: 'gone' }) }), reason: 'gone_there', change: 'delete' },
  { when: 'it is gone and the app knows', given: linkedInvoice({ base: baseOf(inv, invThere, { state: 'void' }), remote: remoteSide(invThere, { presence: 'gone' }) }), reason: 'gone_there' },
  { when: 'it is gone and to be created again', given: linkedInvoice({ choice: 'recreate', remote: remoteSide(invThere, { presence: 'gone' }) }), reason: 'queued', and: { reincarnate: 2 } },
]

// prettier-ignore
const onlyIntacct: Row[] = [
  { when: 'Intacct has it', given: importedInvoice(), reason: 'imported', change: 'create' },
  { when: 'Intacct edited it', given: importedInvoice({ base: baseOf(inv, { ...invThere, description: 'x' }, { imported: true }) }), reason: 'imported', change: 'update' },
  { when: 'only amounts due moved', given: importedInvoice({ base: baseOf(inv, invThere, { imported: true }), remote: remoteSide(invThere, {}, { state: 'paid' }) }), reason: 'imported' },
  { when: 'a predecessor of this copy made it', given: importedInvoice({ remote: remoteSide(invThere, { marker: 'M' }) }), copiedAt: now - 9e7, reason: 'unclaimed' },
  { when: 'its marker is older than this copy', given: importedInvoice({ remote: remoteSide(invThere, { marker: 'M' }) }), copiedAt: now + 9e7, reason: 'imported', change: 'create' },
  { when: 'its customer was never read', given: importedInvoice({ resolved: [] }), reason: 'parent_missing', and: { want: [{ type: 'customer', by: 'number', key: 'C-1' }] } },
  { when: 'its invoice was left out by sync-from', given: { type: 'payment', remote: remoteSide(payThere), resolved: [parent(byNumber), parent(byKey, { reason: 'before_sync_from', inApp: false })] }, reason: 'parent_missing', and: { promote: ['l-5'], want: [] } },
  { when: 'its invoice was reversed before the app could be told of it', given: { type: 'payment', remote: remoteSide(payThere), resolved: [parent(byNumber), parent(byKey, { reason: 'voided', inApp: false })] }, reason: 'parent_missing', and: { promote: [] } },
  { when: 'its customer stays in Intacct by setting', given: importedInvoice({ resolved: [parent(byNumber, { reason: 'direction_off', inApp: false })] }), reason: 'parent_missing' },
  { when: 'its type only goes out', given: importedInvoice(), settings: { directions: { invoice: 'out' } }, reason: 'direction_off' },
  { when: 'it is a draft there', given: importedInvoice({ remote: remoteSide(invThere, {}, { state: 'draft' }) }), reason: 'draft' },
  { when: 'it awaits approval there', given: importedInvoice({ remote: remoteSide(invThere, {}, { state: 'awaiting_approval' }) }), reason: 'awaiting_approval' },
  { when: 'its Order Entry document is of a type that is not chosen', given: importedInvoice({ remote: remoteSide(invThere, {}, { document: order }) }), settings: { imports: { orderTypes: ['Sales Return'] } }, reason: 'document_type_off' },
  { when: 'its Order Entry document is of a chosen type', given: importedInvoice({ remote: remoteSide(invThere, {}, { document: order }) }), settings: { imports: { orderTypes: ['Sales Invoice'] } }, reason: 'imported', change: 'create' },
  { when: 'it is a customer without documents', given: { type: 'customer', remote: remoteSide({ number: 'C-1', name: 'Harbor' }) }, settings: { imports: { customers: 'with_documents' } }, reason: 'no_documents' },
  { when: 'its customer came with no document before', given: importedInvoice({ resolved: [parent(byNumber, { reason: 'no_documents', inApp: false })] }), settings: { imports: { customers: 'with_documents' } }, reason: 'parent_missing', and: { promote: ['l-C-1'] } },
  { when: 'it is older than sync-from', given: importedInvoice(), settings: { syncFrom: '2026-02-11' }, reason: 'before_sync_from' },
  { when: 'it is the entry of a reversal', given: importedInvoice({ remote: remoteSide(invThere, {}, { state: 'reversal' }) }), reason: 'reversal_record' },
  { when: 'it only applies a credit', given: { type: 'payment', remote: remoteSide({ ...payThere, amount: '0.00', applications: [] }) }, reason: 'credit_entry' },
  { when: 'it was reversed before it was read', given: importedInvoice({ remote: remoteSide(invThere, {}, { state: 'reversed' }) }), reason: 'voided' },
  { when: 'it was reversed since', given: importedInvoice({ base: baseOf(inv, invThere, { imported: true }), remote: remoteSide(invThere, {}, { state: 'reversed' }) }), reason: 'voided', change: 'void' },
  { when: 'it may be gone', given: importedInvoice({ remote: remoteSide(invThere, { presence: 'suspect' }) }), reason: 'suspect' },
  { when: 'it is gone', given: importedInvoice({ base: baseOf(inv, invThere, { imported: true }), remote: remoteSide(invThere, { presence: 'gone' }) }), reason: 'gone_there', change: 'delete' },
  { when: 'it is gone and a person voids it here', given: importedInvoice({ choice: 'void_here', base: baseOf(inv, invThere, { imported: true }), remote: remoteSide(invThere, { presence: 'gone' }) }), reason: 'voided', change: 'void' },
  { when: 'it is gone before the app was told', given: importedInvoice({ remote: remoteSide(invThere, { presence: 'gone' }) }), reason: 'gone_there' },
  { when: 'nothing is known of it', given: {}, reason: 'unlinked' },
]

describe.each([
  ['only the app has it', onlyTheApp],
  ['a write is under way', writes],
  ['both sides have it', both],
  ['only Intacct has it', onlyIntacct],
])('decide, where %s', (_, rows) => {
  it.each(rows)('$when: $reason', (row) => {
    const decision = decide(situation(row.given), {
      ...contextWith(row.settings),
      copiedAt: row.copiedAt ?? null,
    })
    expect(decision.reason).toBe(row.reason)
    expect(decision.outcome).toBe(reasons[row.reason].outcome)
    expect(decision.intent?.op).toBe(row.intent)
    expect(decision.change?.op).toBe(row.change)
    if (row.and) expect(decision).toMatchObject(row.and)
    if (reasons[row.reason].needsSomeone && decision.reason !== 'gone_there')
      expect(decision.problem).not.toBeNull()
  })
})

describe('the table of reasons', () => {
  it('has none that no decision gives', () => {
    const given = new Set([...onlyTheApp, ...writes, ...both, ...onlyIntacct].map((row) => row.reason))
    const missing = (Object.keys(reasons) as Reason[]).filter((reason) => !given.has(reason))
    expect(missing).toEqual([])
  })
})
