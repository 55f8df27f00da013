import type { AppSide, Base, IntentView, RemoteSide, Situation } from '../ports/situation.ts'
import { alteredFields, effectiveApp, plain, withFields } from './compare.ts'
import type { RecordData } from './records.ts'
import { toAppTerms, withPointersOf } from './translate.ts'

/** What both sides last agreed on, with what our own last write added to it. */
export function linkedBase(situation: Situation, app: AppSide, remote: RemoteSide): Base {
  if (situation.base === null) return firstBase(situation, app, remote)
  return withTodaysIds(situation, afterWrite(situation, app, remote, situation.base))
}

/** The first time that both sides are seen together: what was sent and what was read back, or what was matched as it stands. */
function firstBase(situation: Situation, app: AppSide, remote: RemoteSide): Base {
  const { intent } = situation
  const sent = intent !== null && intent.op === 'create' ? intent.command.source : null
  return {
    app: sent ?? effectiveApp(app),
    remote: sent && intent ? asWritten(situation, intent, remote.data, remote.data) : remote.data,
    state: 'approved',
    facts: remote.facts,
    appVersion: sent && intent ? intent.version : app.version,
    remoteHash: remote.hash,
    imported: false,
  }
}

/** An imported record was told with ids of ours; where the app has claimed what it points to, its own ids stand now. */
function withTodaysIds(situation: Situation, base: Base): Base {
  if (!base.imported) return base
  const today = toAppTerms(situation.type, base.remote, situation.resolved, situation.values)
  return today.data === null ? base : { ...base, app: withPointersOf(situation.type, base.app, today.data) }
}

/** After an update or reversal of ours was read back, both sides agree on what it carried. */
function afterWrite(situation: Situation, app: AppSide, remote: RemoteSide, base: Base): Base {
  const { intent } = situation
  if (intent?.state !== 'written' || intent.op === 'create') return base
  const carried = Object.fromEntries(
    intent.command.fields.map((field) => [field, plain(intent.command.source)[field]]),
  )
  return {
    ...base,
    app: withFields(base.app, carried),
    remote: asWritten(situation, intent, base.remote, remote.data),
    appVersion: Math.min(intent.version, app.version),
    state: intent.op === 'update' ? base.state : 'void',
    facts: remote.facts,
    remoteHash: remote.hash,
  }
}

/**
 * What Intacct had right after our write: what was found, where that holds what was sent, else what was sent. So whatever Intacct or a
 * person made of it before it was read back counts as their change, and the app is told.
 */
function asWritten(
  situation: Situation,
  intent: IntentView,
  before: RecordData,
  found: RecordData,
): RecordData {
  const { op, data, fields } = intent.command
  const written = op === 'create' ? Object.keys(plain(data)) : fields
  const altered = new Set(alteredFields(situation.type, data, found))
  for (const field of written) if (plain(data)[field] === undefined) altered.add(field)
  const values = written.map((field) => [field, plain(altered.has(field) ? data : found)[field]] as const)
  return withFields(before, Object.fromEntries(values))
}

/** Fields of the write that was read back which Intacct made something else of. */
export function alteredOnSaving(situation: Situation, remote: RemoteSide): string[] {
  if (situation.intent === null) return []
  const { op, data, fields } = situation.intent.command
  const altered = alteredFields(situation.type, data, remote.data)
  return op === 'update' ? altered.filter((field) => fields.includes(field)) : altered
}
