import type { Settled } from '../ports/settled.ts'
import type { AppSide, Base, Instead, RemoteSide, Situation } from '../ports/situation.ts'
import { alteredFields, effectiveApp, plain, tellFields, withFields } from './compare.ts'
import { standing, putInstead } from './instead.ts'
import type { Json } from './json.ts'
import type { RecordData } from './records.ts'
import { entry, settled } from './settled.ts'
import { toRemoteTerms } from './translate.ts'

/** Goes on deciding, as things stand after the choice. */
type GoOn = (situation: Situation, app: AppSide) => Settled

/**
 * What a person chose for a record that only the app has: it is one that Intacct has, or it goes there under another number or on another
 * day. Null: nothing of that kind was chosen.
 */
export function chosenOutbound(situation: Situation, app: AppSide, goOn: GoOn): Settled | null {
  const { choice, choiceDetail } = situation
  if (choice === 'link') return linkTo(situation, app, choiceDetail.remoteKey)
  if (choice === 'renumber' && choiceDetail.number !== undefined)
    return renumber(situation, app, choiceDetail.number, goOn)
  if (choice === 'renumber_there' && choiceDetail.number !== undefined) {
    const { number } = choiceDetail
    return goOnWith(situation, app, { number }, 'renumbered', entry('renumbered_there', { number }), goOn)
  }
  if (choice === 'post_on' && choiceDetail.date !== undefined)
    return postOn(situation, app, choiceDetail.date, goOn, null)
  return null
}

/** Posted on another day than its own. @param by the policy that says so; null: a person did */
export function postOn(
  situation: Situation,
  app: AppSide,
  date: string,
  goOn: GoOn,
  by: 'policy' | null,
): Settled {
  const own = 'date' in app.data ? app.data.date : ''
  const said = entry('redated', { from: own, to: date, by })
  return goOnWith(situation, app, { date }, 'redated', said, goOn)
}

function goOnWith(
  situation: Situation,
  app: AppSide,
  changes: Readonly<Record<string, Json>>,
  why: Instead[string]['why'],
  said: Settled['timeline'][number],
  goOn: GoOn,
): Settled {
  const instead = putInstead(situation.instead, effectiveApp(app), changes, why)
  const next = goOn({ ...situation, instead, choice: 'retry', choiceDetail: {} }, app)
  return { ...next, instead, clearChoice: true, timeline: [said, ...next.timeline] }
}

/** The app is told the new number, and Intacct gets the same. */
function renumber(situation: Situation, app: AppSide, number: string, goOn: GoOn): Settled {
  const before = effectiveApp(app)
  const told = tellFields(app, { number })
  const data = withFields(before, { number })
  const next = goOn({ ...situation, choice: 'retry', choiceDetail: {} }, { ...app, told })
  return {
    ...next,
    told,
    change: {
      type: situation.type,
      id: app.id,
      op: 'update',
      data,
      base: before,
      cause: 'renumbered_by_person',
    },
    clearChoice: true,
    timeline: [entry('renumbered', { number }), ...next.timeline],
  }
}

/** Only what is there and belongs to no other record of the app's. Its values stand, and the app is told those that differ. */
function linkTo(situation: Situation, app: AppSide, key: string | undefined): Settled | null {
  const chosen = situation.candidates.find((item) => item.key === key && isFree(item))
  if (chosen === undefined) return null
  return settled(situation, 'adopted', {
    attach: { remoteKey: chosen.key },
    base: asLinked(situation, app, chosen),
    clearChoice: true,
    timeline: [entry('matched', { by: 'person', number: chosen.number })],
  })
}

function isFree({ presence, facts, linkedTo }: RemoteSide): boolean {
  return presence === 'present' && facts.state !== 'reversal' && typeof linkedTo !== 'string'
}

/** As if Intacct had had the app's values until now: whatever differs counts as changed there. */
function asLinked(situation: Situation, app: AppSide, remote: RemoteSide): Base {
  const source = effectiveApp(app)
  const wanted = toRemoteTerms(situation.type, source, situation.resolved, situation.values).data ?? source
  const differing = alteredFields(situation.type, wanted, remote.data)
  const ours = Object.fromEntries(differing.map((field) => [field, plain(wanted)[field]]))
  return {
    app: source,
    remote: withFields(remote.data, ours),
    state: 'approved',
    facts: remote.facts,
    appVersion: app.version,
    remoteHash: remote.hash,
    imported: false,
  }
}

/** The number and day under which the record would go to Intacct now. */
export function identityNow({ instead }: Situation, app: AppSide): Pick<RecordIdentity, 'number' | 'date'> {
  const ours = effectiveApp(app)
  const stands = standing(instead, ours)
  return {
    number: stands['number']?.value ?? plain(ours)['number'] ?? null,
    date: stands['date']?.value ?? plain(ours)['date'] ?? null,
  }
}

interface RecordIdentity {
  readonly number: Json
  readonly date: Json
}

/** Whether a refused create would go out under another number, or on another day, than it did. */
export function isOtherNow(situation: Situation, app: AppSide, sent: RecordData): boolean {
  const now = identityNow(situation, app)
  return now.number !== (plain(sent)['number'] ?? null) || now.date !== (plain(sent)['date'] ?? null)
}
