import type { Settled } from '../ports/settled.ts'
import type { AppSide, Base, RemoteSide, Situation } from '../ports/situation.ts'
import { closingOf } from './closing.ts'
import { effectiveApp } from './compare.ts'
import { recreate } from './decide-outbound.ts'
import { voidedByPerson } from './parted.ts'
import { entry, problemOf, settled } from './settled.ts'

/** A record that Intacct no longer has, or may no longer have. The app is told once. */
export function notPresent(situation: Situation, app: AppSide, remote: RemoteSide): Settled {
  if (remote.presence === 'suspect') {
    return settled(situation, 'suspect', {
      want: [{ type: situation.type, key: remote.key, by: 'key', why: 'suspect' }],
    })
  }
  const closing = closingOf(situation)
  const { base } = situation
  const nextBase: Base | null = base && { ...base, state: 'void' }
  if (app.state === 'void') return settled(situation, 'voided', { base: nextBase, closeIntent: closing })
  if (situation.choice === 'recreate') return recreate(situation)
  if (situation.choice === 'void_here') return voidedByPerson(situation)
  const told = base === null || base.state === 'void'
  return settled(situation, 'gone_there', {
    base: nextBase,
    closeIntent: closing,
    problem: problemOf('gone_there', ''),
    message: { number: remote.number },
    change: told
      ? null
      : {
          type: situation.type,
          id: app.id,
          op: 'delete',
          data: null,
          base: base.app,
          cause: 'deleted_in_intacct',
        },
    timeline: told ? [] : [entry('gone_there')],
  })
}

/** A document that was reversed in Intacct. The app is told once. */
export function reversedThere(situation: Situation, app: AppSide, remote: RemoteSide, base: Base): Settled {
  const nextBase: Base = { ...base, state: 'void', facts: remote.facts, remoteHash: remote.hash }
  if (app.state === 'void') return settled(situation, 'voided', { base: nextBase })
  if (situation.choice === 'recreate' || situation.choice === 'reenter') return recreate(situation)
  if (situation.choice === 'void_here') return voidedByPerson(situation)
  const told = base.state === 'void'
  return settled(situation, 'reversed_there', {
    base: nextBase,
    problem: problemOf('reversed_there', ''),
    message: { number: remote.number },
    change: told
      ? null
      : {
          type: situation.type,
          id: app.id,
          op: 'void',
          data: effectiveApp(app),
          base: base.app,
          cause: 'reversed_in_intacct',
        },
    timeline: told ? [] : [entry('reversed_there', { by: remote.facts.modifiedBy ?? null })],
  })
}
