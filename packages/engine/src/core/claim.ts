import type { Settled } from '../ports/settled.ts'
import type { AppSide, Base, RemoteSide, Situation } from '../ports/situation.ts'
import { alteredFields, effectiveApp, plain, withFields } from './compare.ts'
import { markerOf } from './identity.ts'
import { waitForParents } from './parents.ts'
import type { RecordData } from './records.ts'
import { entry, problemOf, settled } from './settled.ts'
import type { DecideContext } from './settled.ts'
import { stampOf } from './stamps.ts'
import { toAppTerms, toRemoteTerms } from './translate.ts'

/** A stamp is at most this much behind the same moment in UTC, and clocks differ by less than the last hour. Milliseconds. */
const farthestBehindMs = 13 * 3_600_000

/**
 * Whether a record that only Intacct has is one of ours that this copy knows nothing of: it carries a marker, no write of ours that we
 * remember made it, and it is younger than the copy.
 */
export function isUnclaimed(remote: RemoteSide, { copiedAt }: DecideContext): boolean {
  if (copiedAt === undefined || copiedAt === null || remote.marker === null) return false
  const since = stampOf(Math.max(0, copiedAt - farthestBehindMs))
  return remote.created === '' || remote.created >= since.slice(0, remote.created.length)
}

/**
 * The app's record is in Intacct already: a predecessor of this copy created it, and its marker says so. Both belong together, whatever
 * state the app's record has by now. What differs counts as the app's change since then. Null: there is none.
 */
export function claimOurs(situation: Situation, app: AppSide, context: DecideContext): Settled | null {
  const { type, incarnation } = situation
  const marker = markerOf({
    installation: context.installation,
    scope: context.scope,
    type,
    appId: app.id,
    incarnation,
  })
  const ours = situation.candidates.filter((item) => item.marker === marker)
  const [only, ...further] = ours
  if (only === undefined) return null
  if (further.length > 0) {
    return settled(situation, 'posted_twice', {
      problem: problemOf('posted_twice', ''),
      message: { kept: null, further: ours.map((item) => item.key) },
    })
  }
  const source = effectiveApp(app)
  const wanted = toRemoteTerms(type, source, situation.resolved, situation.values)
  if (wanted.data === null) return waitForParents(situation, wanted.missing)
  return settled(situation, 'adopted', {
    attach: { remoteKey: only.key },
    base: baseOf(situation, app, source, wanted.data, only),
    timeline: [entry('matched', { by: 'marker', number: only.number })],
  })
}

/** What both would have agreed on: the app's values where Intacct has them, else Intacct's. */
function baseOf(
  situation: Situation,
  app: AppSide,
  source: RecordData,
  wanted: RecordData,
  remote: RemoteSide,
): Base {
  const { type } = situation
  const theirs = toAppTerms(type, remote.data, situation.resolved, situation.values).data ?? remote.data
  const differing = alteredFields(type, wanted, remote.data)
  const values = Object.fromEntries(differing.map((field) => [field, plain(theirs)[field]]))
  return {
    app: withFields(source, values),
    remote: remote.data,
    state: 'approved',
    facts: remote.facts,
    appVersion: differing.length === 0 ? app.version : 0,
    remoteHash: remote.hash,
    imported: false,
  }
}
