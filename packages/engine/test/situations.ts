import type { RecordData } from '../src/core/records.ts'
import { referencesOf } from '../src/core/references.ts'
import type { DecideContext } from '../src/core/settled.ts'
import { settingsSchema } from '../src/core/settings.ts'
import { touchedHash } from '../src/core/touched.ts'
import type { Fault } from '../src/ports/fault.ts'
import type { ObjectType } from '../src/core/object-types.ts'
import type { DocumentState, RemoteFacts } from '../src/ports/remote.ts'
import type { AppSide, Base, IntentView, RemoteSide, Resolved, Situation } from '../src/ports/situation.ts'
import type { SettingsInput } from '../../../test/sim/world.ts'

export const now = Date.UTC(2026, 2, 2)

export function contextWith(settings: SettingsInput = {}): DecideContext {
  const accounts = { sales: '4000', undepositedFunds: '1050', receivable: '1100' }
  return {
    installation: 'i1',
    scope: { workspace: 'w1', connection: 'k1' },
    settings: settingsSchema.parse({ accounts, ...settings }),
    now,
  }
}

export function appSide(data: RecordData, more: Partial<AppSide> = {}): AppSide {
  return { id: 'a1', version: 1, state: 'approved', data, told: {}, ...more }
}

export function remoteSide(
  data: RecordData,
  more: Partial<RemoteSide> = {},
  facts: Partial<RemoteFacts> = {},
): RemoteSide {
  return {
    key: '7',
    number: 'number' in data ? data.number : '',
    stamp: '2026-03-01T10:00:00',
    created: '2026-03-01T10:00:00',
    marker: null,
    data,
    facts: { state: 'open', ...facts },
    hash: 'h7',
    presence: 'present',
    ...more,
  }
}

export function baseOf(app: RecordData, remote: RecordData, more: Partial<Base> = {}): Base {
  return {
    app,
    remote,
    state: 'approved',
    facts: { state: 'open' },
    appVersion: 1,
    remoteHash: 'h7',
    imported: false,
    ...more,
  }
}

export function faultWith(cause: string): Fault {
  return { cause, about: '', sentence: cause, cure: '', who: 'you', retry: 'never', said: '' }
}

export function intentOf(data: RecordData, more: Partial<IntentView> = {}): IntentView {
  const op = more.op ?? 'create'
  return {
    id: 'n1',
    op,
    state: 'done',
    incarnation: 1,
    generation: 0,
    version: 1,
    marker: 'M',
    key: '7',
    fault: null,
    sentAt: now,
    readBack: true,
    command: {
      op,
      data,
      source: data,
      key: op === 'create' ? null : '7',
      fields: [],
      options: { submit: true, entity: null },
      before: touchedHash(op, [], data, { state: 'open' }),
      after: null,
    },
    ...more,
  }
}

export function situation(more: Partial<Situation> = {}): Situation {
  const { app = null, type = 'customer' } = more
  return {
    linkId: 'l1',
    revision: 1,
    type,
    appId: 'a1',
    reason: null,
    imported: app === null,
    remote: null,
    duplicates: [],
    base: null,
    intent: null,
    incarnation: 1,
    choice: null,
    choiceDetail: {},
    instead: {},
    bounces: {},
    resolved: app ? referencesOf(type, app.data).map((reference) => parent(reference)) : [],
    candidates: [],
    ...more,
    app,
  }
}

function named(type: ObjectType): { appId: string; number: string; state: DocumentState } {
  if (type === 'customer') return { appId: 'c1', number: 'C-1', state: 'active' }
  if (type === 'vendor') return { appId: 'v1', number: 'V-1', state: 'active' }
  return type === 'bill'
    ? { appId: 'b1', number: 'B-1', state: 'open' }
    : { appId: 'i1', number: 'INV-1', state: 'open' }
}

/** A parent that both sides have: its id in the app is `value` for an id, its CUSTOMERID `C-1`, its RECORDNO `5`. */
export function parent(
  reference: Resolved['reference'],
  link: Partial<NonNullable<Resolved['link']>> = {},
  remote: Partial<NonNullable<Resolved['remote']>> = {},
): Resolved {
  const appId = reference.by === 'id' ? reference.value : named(reference.type).appId
  const { number, state } = named(reference.type)
  return {
    reference,
    link: {
      id: `l-${reference.value}`,
      appId,
      remoteKey: '5',
      reason: 'posted',
      inApp: true,
      choice: null,
      ...link,
    },
    remote: { key: '5', number, name: '', state, presence: 'present', ...remote },
  }
}
