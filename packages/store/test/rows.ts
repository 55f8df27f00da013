import { displayOf } from '@tieout/engine/core/display.ts'
import { hashOf } from '@tieout/engine/core/json.ts'
import type { Json } from '@tieout/engine/core/json.ts'
import type { ObjectType } from '@tieout/engine/core/object-types.ts'
import { reasons } from '@tieout/engine/core/outcomes.ts'
import type { Reason } from '@tieout/engine/core/outcomes.ts'
import type { AppliedItem, RecordData } from '@tieout/engine/core/records.ts'
import { referencesOf } from '@tieout/engine/core/references.ts'
import { controlIdOf, intentIdOf, markerOf } from '@tieout/engine/core/identity.ts'
import type { AppPut } from '@tieout/engine/ports/app-put.ts'
import type { SavedPage, Scope, Store, StoredRemoteRow } from '@tieout/engine/ports.ts'
import type { Fault } from '@tieout/engine/ports/fault.ts'
import type { RemoteFacts } from '@tieout/engine/ports/remote.ts'
import type { IntentDraft, Settled } from '@tieout/engine/ports/settled.ts'
import type { Situation } from '@tieout/engine/ports/situation.ts'
import type { ReferenceRow } from '@tieout/engine/ports/reference.ts'

/** An account as Intacct has it. */
export function account(
  key: string,
  id: string,
  name: string,
  more: Partial<ReferenceRow> = {},
): ReferenceRow {
  const stamp = '2026-03-01T10:00:00'
  return { key, id, name, status: 'active', parent: null, entity: null, stamp, extra: {}, ...more }
}

export function customer(id: string, name = `Customer ${id}`): RecordData {
  return { number: id, name }
}

export function invoice(number: string, customerId: string, total = '100.00'): RecordData {
  return { number, customer: customerId, date: '2026-03-01', lines: [{ amount: total }], total }
}

export function payment(customerId: string, invoices: readonly string[], amount = '100.00'): RecordData {
  return {
    customer: customerId,
    date: '2026-03-05',
    amount,
    applications: invoices.map((i) => ({ invoice: i, amount })),
  }
}

export function creditNote(number: string, customerId: string, total = '100.00'): RecordData {
  return { number, customer: customerId, date: '2026-03-01', lines: [{ amount: total }], total }
}

export function put(
  type: ObjectType,
  id: string,
  data: RecordData,
  version = 1,
  state: AppPut['state'] = 'approved',
): AppPut {
  return {
    type,
    id,
    version,
    state,
    data,
    hash: hashOf({ state, data: data as Json }),
    references: referencesOf(type, data),
    display: displayOf(data, id, 'USD'),
  }
}

interface RemoteOptions {
  readonly number?: string
  readonly stamp?: string
  readonly marker?: string | null
  readonly facts?: Partial<RemoteFacts>
}

/** A remote row; an invoice's or payment's customer is its number, a payment's applications are record numbers. */
export function remote(
  type: ObjectType,
  key: string,
  data: RecordData,
  options: RemoteOptions = {},
): StoredRemoteRow {
  const facts: RemoteFacts = { state: type === 'customer' ? 'active' : 'open', ...options.facts }
  const number = options.number ?? ('number' in data ? data.number : key)
  return {
    type,
    key,
    number,
    document: facts.document?.key ?? null,
    stamp: options.stamp ?? '2026-03-01T10:00:00',
    created: '2026-03-01T09:00:00',
    entity: null,
    marker: options.marker ?? null,
    data,
    facts,
    references: [
      ...('customer' in data
        ? [{ type: 'customer' as const, by: 'number' as const, value: data.customer }]
        : []),
      ...('applications' in data
        ? (data.applications ?? []).flatMap(({ invoice }: AppliedItem) =>
            invoice === undefined ? [] : [{ type: 'invoice' as const, by: 'key' as const, value: invoice }],
          )
        : []),
    ],
    hash: hashOf({ data: data as Json, facts: facts as unknown as Json }),
    display: { ...displayOf(data, number, 'USD'), number },
  }
}

/** A turn after all that is stored. */
export const late = Number.MAX_SAFE_INTEGER

/** An answer that was asked for after all that is stored; of a window that nobody has taken yet. */
export function page(rows: readonly StoredRemoteRow[], stream: string | null = null, fence = 0): SavedPage {
  const window = stream === null ? null : { stream, fence }
  return { window, rows, next: null, asked: late, at: 1000 }
}

/** A decision that leaves everything as it is but what `extras` says. */
export function settledAs(situation: Situation, reason: Reason, extras: Partial<Settled> = {}): Settled {
  return {
    linkId: situation.linkId,
    revision: situation.revision,
    outcome: reasons[reason].outcome,
    reason,
    message: {},
    problem: null,
    waitingFor: [],
    dueAt: null,
    intent: null,
    closeIntent: null,
    giveUp: null,
    change: null,
    clearChoice: false,
    timeline: [],
    want: [],
    promote: [],
    reincarnate: null,
    ...extras,
  }
}

export function draft(scope: Scope, situation: Situation, extras: Partial<IntentDraft> = {}): IntentDraft {
  const data = situation.app?.data ?? situation.remote?.data ?? customer('none')
  const op = extras.op ?? 'create'
  const identity = {
    installation: 'test',
    scope,
    type: situation.type,
    appId: situation.appId,
    incarnation: extras.incarnation ?? situation.incarnation,
  }
  const operation = {
    ...identity,
    op,
    version: extras.version ?? situation.app?.version ?? 1,
    generation: extras.generation ?? 0,
  }
  return {
    id: intentIdOf(operation),
    type: situation.type,
    appId: situation.appId,
    op,
    version: operation.version,
    incarnation: identity.incarnation,
    generation: operation.generation,
    controlId: controlIdOf(operation),
    marker: markerOf(identity),
    data,
    source: data,
    key: null,
    fields: [],
    options: { submit: true, entity: null },
    before: null,
    after: null,
    ...extras,
  }
}

export const fault: Fault = {
  cause: 'refused',
  about: '',
  sentence: 'Intacct refused it.',
  cure: 'Look at it.',
  who: 'you',
  retry: 'never',
  said: 'no',
}

/** The one dirty situation of a record. */
export async function lookAt(
  store: Store,
  scope: Scope,
  type: ObjectType,
  appIdOrKey: string,
  now = 2000,
): Promise<Situation> {
  const all = await store.dirty(scope, 500, now)
  const found = all.find((s) => s.type === type && (s.appId === appIdOrKey || s.remote?.key === appIdOrKey))
  if (found === undefined) throw new Error(`${type} ${appIdOrKey} is not to be looked at`)
  return found
}

/** Settles whatever is dirty as it is, so that a test starts from rest. */
export async function rest(store: Store, scope: Scope, reason: Reason = 'posted'): Promise<void> {
  for (;;) {
    const all = await store.dirty(scope, 500, 2000)
    if (all.length === 0) return
    await store.settle(
      scope,
      all.map((s) => settledAs(s, reason)),
      2000,
    )
  }
}

/** Journals a create for a record that was put, and claims it. */
export async function sendCreate(store: Store, scope: Scope, type: ObjectType, id: string) {
  const situation = await lookAt(store, scope, type, id)
  const intent = draft(scope, situation)
  await store.settle(scope, [settledAs(situation, 'queued', { intent })], 2000)
  const claimed = await store.claim(scope, { holder: 'worker', limit: 10, now: 3000, leaseUntil: 18_000 })
  const mine = claimed.find((c) => c.id === intent.id)
  if (mine === undefined) throw new Error(`the create of ${id} was not handed out`)
  return { intent, claimed: mine, situation }
}
