import type { Settled } from '../ports/settled.ts'
import type { RemoteSide, Situation } from '../ports/situation.ts'
import { isUnclaimed } from './claim.ts'
import { differingFields, movesOf } from './compare.ts'
import { parentsLeftOut, waitForParents } from './parents.ts'
import type { RecordData } from './records.ts'
import { voidedByPerson } from './parted.ts'
import { entry, problemOf, settled } from './settled.ts'
import type { DecideContext } from './settled.ts'
import { toAppTerms } from './translate.ts'
import type { Json } from './json.ts'

/** A record that only Intacct has, or that came from there and that the app has not edited: tell the app about it. */
export function decideInbound(situation: Situation, context: DecideContext): Settled {
  const { remote, base, type } = situation
  if (remote === null) return settled(situation, 'unlinked', { problem: problemOf('unlinked', '') })
  const direction = context.settings.directions[type]
  if (direction === 'out' || direction === 'off') return settled(situation, 'direction_off')
  if (remote.presence === 'suspect')
    return settled(situation, 'suspect', { want: [suspectOf(situation, remote)] })
  if (situation.choice === 'void_here' && isOver(remote)) return voidedByPerson(situation)
  if (remote.presence === 'gone')
    return base === null ? settled(situation, 'gone_there') : tellGone(situation)
  if (isCreditEntry(remote.data)) return settled(situation, 'credit_entry')
  if (remote.facts.state === 'reversal') return settled(situation, 'reversal_record')
  if (remote.facts.state === 'reversed')
    return base === null ? settled(situation, 'voided') : tellReversed(situation, remote)
  if (base === null && isUnclaimed(remote, context) && situation.choice !== 'retry')
    return settled(situation, 'unclaimed', { problem: problemOf('unclaimed', '') })
  if (base === null) {
    const skipped = reasonToSkip(situation, remote, context)
    if (skipped) return skipped
  }
  const translated = toAppTerms(type, remote.data, situation.resolved, situation.values)
  if (translated.data === null) return waitForParents(situation, translated.missing)
  const leftOut = parentsLeftOut(situation)
  if (leftOut.length > 0) return waitForParents(situation, leftOut)
  return base === null
    ? tellNew(situation, remote, translated.data)
    : tellEdited(situation, remote, translated.data)
}

function isOver({ presence, facts }: RemoteSide): boolean {
  return presence === 'gone' || facts.state === 'reversed'
}

function reasonToSkip(situation: Situation, remote: RemoteSide, context: DecideContext): Settled | null {
  const { settings } = context
  if (remote.facts.state === 'draft' || remote.facts.state === 'declined') return settled(situation, 'draft')
  if (remote.facts.state === 'awaiting_approval') return settled(situation, 'awaiting_approval')
  const { document } = remote.facts
  const { orderTypes, customers } = settings.imports
  if (situation.choice !== 'include') {
    if (document !== undefined && orderTypes !== undefined && !orderTypes.includes(document.definition))
      return settled(situation, 'document_type_off', { message: { definition: document.definition } })
    if (situation.type === 'customer' && customers === 'with_documents')
      return settled(situation, 'no_documents')
  }
  const date = 'date' in remote.data ? remote.data.date : null
  if (
    date !== null &&
    settings.syncFrom !== undefined &&
    date < settings.syncFrom &&
    situation.choice !== 'include'
  ) {
    return settled(situation, 'before_sync_from', { message: { date, syncFrom: settings.syncFrom } })
  }
  return null
}

function tellNew(situation: Situation, remote: RemoteSide, data: RecordData): Settled {
  return settled(situation, 'imported', {
    base: agreed(remote, data),
    change: {
      type: situation.type,
      id: situation.appId,
      op: 'create',
      data: asJson(data),
      base: null,
      cause: 'created_in_intacct',
    },
    clearChoice: true,
    timeline: [entry('imported', { number: remote.number })],
  })
}

function tellEdited(situation: Situation, remote: RemoteSide, data: RecordData): Settled {
  const { base } = situation
  if (base === null) return tellNew(situation, remote, data)
  const changed = differingFields(situation.type, base.remote, remote.data)
  if (changed.length === 0) return settled(situation, 'imported', { base: agreed(remote, base.app) })
  return settled(situation, 'imported', {
    base: agreed(remote, data),
    change: {
      type: situation.type,
      id: situation.appId,
      op: 'update',
      data: asJson(data),
      base: asJson(base.app),
      cause: 'edited_in_intacct',
    },
    timeline: [
      entry('changed_there', {
        fields: changed,
        by: remote.facts.modifiedBy ?? null,
        changes: movesOf(changed, base.app, data),
      }),
    ],
  })
}

function tellGone(situation: Situation): Settled {
  const { base } = situation
  if (base === null || base.state === 'void')
    return settled(situation, 'gone_there', { problem: problemOf('gone_there', '') })
  return settled(situation, 'gone_there', {
    base: { ...base, state: 'void' },
    problem: problemOf('gone_there', ''),
    change: {
      type: situation.type,
      id: situation.appId,
      op: 'delete',
      data: null,
      base: asJson(base.app),
      cause: 'deleted_in_intacct',
    },
    timeline: [entry('gone_there')],
  })
}

function tellReversed(situation: Situation, remote: RemoteSide): Settled {
  const { base } = situation
  if (base === null || base.state === 'void') return settled(situation, 'voided')
  return settled(situation, 'voided', {
    base: { ...base, state: 'void', facts: remote.facts, remoteHash: remote.hash },
    change: {
      type: situation.type,
      id: situation.appId,
      op: 'void',
      data: asJson(base.app),
      base: asJson(base.app),
      cause: 'reversed_in_intacct',
    },
    timeline: [entry('reversed_there', { by: remote.facts.modifiedBy ?? null })],
  })
}

function agreed(remote: RemoteSide, app: RecordData): NonNullable<Situation['base']> {
  return {
    app,
    remote: remote.data,
    state: 'approved',
    facts: remote.facts,
    appVersion: 0,
    remoteHash: remote.hash,
    imported: true,
  }
}

/** An entry of Intacct's that pays with a credit only: its credit note and invoice say what it did. */
function isCreditEntry(data: RecordData): boolean {
  return 'amount' in data && (data.applications ?? []).length === 0 && /^[0.]*$/.test(data.amount)
}

function suspectOf(situation: Situation, remote: RemoteSide): Settled['want'][number] {
  return { type: situation.type, key: remote.key, by: 'key', why: 'suspect' }
}

function asJson(data: RecordData): Json {
  return data
}
