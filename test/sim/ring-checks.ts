import { toMinor } from '@tieout/engine/core/money.ts'
import { infoOf, objectTypeNames, objectTypes } from '@tieout/engine/core/object-types.ts'
import type { ObjectType } from '@tieout/engine/core/object-types.ts'
import { reasons } from '@tieout/engine/core/outcomes.ts'
import type { RecordData } from '@tieout/engine/core/records.ts'
import { referencesOf } from '@tieout/engine/core/references.ts'
import { storedRow } from '@tieout/engine/flows/remote-rows.ts'
import type { RemoteRow } from '@tieout/engine/ports/remote.ts'
import type { Row } from '@tieout/simulator/books/contract.ts'
import { disagreeing, lostIntents, repeated, restless } from './checks.ts'
import type { Effect } from './effects.ts'
import { rowsOf } from './intacct-hands.ts'
import { rowKey } from './memory-tables.ts'
import type { LinkRow } from './memory-tables.ts'
import { worthOf } from './ring-world.ts'
import type { RingWorld } from './ring-world.ts'
import { objectOf as objects } from './sides.ts'

interface Mark {
  readonly finished: ReadonlySet<string>
  readonly watermarks: ReadonlyMap<string, string>
}

const marks = new WeakMap<RingWorld, Mark>()

/** What may not be so at any moment; empty when every promise holds. */
export function brokenNow(world: RingWorld): string[] {
  return [
    ...movedBack(world),
    ...world.strays,
    ...undone(world),
    ...crowded(world),
    ...buriedAlive(world),
    ...(world.intacct.beyondPromise ? [] : doubled(world)),
    ...(world.tables.info.state === 'active' ? [] : [`the connection is ${world.tables.info.state}`]),
  ]
}

function movedBack(world: RingWorld): string[] {
  const before = marks.get(world)?.watermarks
  const watermarks = new Map(
    [...world.tables.streams].map(([name, { watermark }]) => [name, watermark ?? '']),
  )
  const finished = marks.get(world)?.finished ?? new Set()
  marks.set(world, { watermarks, finished })
  return [...watermarks].flatMap(([name, now]) => {
    const earlier = before?.get(name) ?? ''
    return now < earlier ? [`the watermark of ${name} went back from ${earlier} to ${now}`] : []
  })
}

/** A write that has come to its good end stays there. */
function undone(world: RingWorld): string[] {
  const intents = [...world.tables.intents.values()]
  const broken = intents.filter(({ id, state }) => state !== 'done' && marks.get(world)?.finished.has(id))
  const finished = new Set(intents.filter(({ state }) => state === 'done').map(({ id }) => id))
  marks.set(world, { watermarks: marks.get(world)?.watermarks ?? new Map(), finished })
  return broken.map(({ draft, state }) => `the ${draft.op} of ${draft.appId} was done and is ${state} again`)
}

/**
 * Two requests at once: of each worker, and with shared slots of all together. Only what a worker left in flight when it was killed or
 * stopped is beyond everybody's count: its slot's lease ends before Intacct's answer need come.
 */
function crowded({ switches, intacct }: RingWorld): string[] {
  const { mostOfOne, mostOfAll } = intacct.traffic
  return [
    ...(mostOfOne > 2 ? [`${mostOfOne} requests of one worker were in flight`] : []),
    ...(switches.sharedSlots && mostOfAll > 2 ? [`${mostOfAll} requests of all were in flight`] : []),
  ]
}

/** What is said to be gone is: nothing that was deleted ever comes back under its key. */
function buriedAlive(world: RingWorld): string[] {
  return [...world.tables.remotes.values()]
    .filter(({ row, presence }) => presence === 'gone' && isThere(world, row.type, row.key))
    .map(({ row }) => `${row.type} ${row.key} is there and taken for gone`)
}

/** Creates that Intacct carried out while a record of the same marker was there. */
function doubled({ intacct }: RingWorld): string[] {
  return intacct.doubles.map((marker) => `two records carry the marker ${marker}`)
}

/** Whose Order Entry document stands is never called gone, however often the document was edited. */
function abandoned(world: RingWorld): string[] {
  const standing = new Set(
    rowsOf(world.intacct.company.books, 'SODOCUMENT')
      .filter((row) => row.PRRECORDKEY !== '' && row.STATE !== 'Draft')
      .map((row) => row.DOCNO),
  )
  return [...world.tables.links.values()].flatMap((link) => {
    const number = world.remoteOf(link)?.row.number
    return link.reason === 'gone_there' && standing.has(number)
      ? [`${link.type} ${link.appId} is called gone, and its order document ${number ?? ''} stands`]
      : []
  })
}

function doubledMarkers(effects: readonly Effect[]): string[] {
  const creates = new Set(effects.flatMap(({ marker, key }) => (marker === null ? [] : [`${marker} ${key}`])))
  return repeated([...creates].map((text) => text.split(' ')[0] ?? ''))
}

/** What is wrong with a world that has come to rest. */
export async function brokenAtRest(world: RingWorld): Promise<string[]> {
  if (world.intacct.beyondPromise) return [...undetected(world), ...lostIntents(world)]
  const truth = await readAll(world)
  return [
    ...lostIntents(world),
    ...lostWrites(world),
    ...restless(world),
    ...stale(world, truth),
    ...invented(world),
    ...wrongMoney(world),
    ...disagreeing(world),
    ...echoes(world),
    ...orphans(world),
    ...abandoned(world),
    ...units(world),
    ...trespass(world),
  ]
}

/** Where Intacct itself cannot keep a repeated write out, each double is at least in somebody's list of problems. */
function undetected(world: RingWorld): string[] {
  const links = [...world.tables.links.values()]
  return doubledMarkers(world.intacct.effects).flatMap((marker) => {
    const intent = [...world.tables.intents.values()].find(({ draft }) => draft.marker === marker)
    const link = links.find((item) => item.id === intent?.link)
    const keys = world.intacct.effects.filter((item) => item.marker === marker).map((item) => item.key)
    const present = keys.filter((key) => link && isThere(world, link.type, key))
    if (new Set(present).size < 2 || link?.reason === 'posted_twice') return []
    return [
      `the double ${marker} (${present.join(', ')}) of ${link?.type ?? ''} ${link?.appId ?? ''} was not noticed`,
    ]
  })
}

function isThere({ intacct }: RingWorld, type: ObjectType, key: string): boolean {
  return rowsOf(intacct.company.books, objects[type]).some((row) => row.RECORDNO === key)
}

/**
 * Every create that Intacct carried out belongs to a write in our journal, and its record to the link of that write. One that somebody
 * deleted before we knew of it has no key to be known by: of that the journal and the copy of what is there (`stale`) must be right.
 */
function lostWrites(world: RingWorld): string[] {
  const { intacct, tables } = world
  const links = [...tables.links.values()]
  return intacct.effects.flatMap((effect) => {
    if (effect.marker === null) return []
    const intent = [...tables.intents.values()].find(({ draft }) => draft.marker === effect.marker)
    const link = links.find((item) => item.id === intent?.link)
    if (!intent || !link) return [`what ${effect.name} ${effect.key} made was never journalled`]
    const isKnown = link.remoteKey === effect.key || link.incarnation > 1
    const isNamed = link.reason === 'posted_twice' || intent.fault?.cause === 'posted_twice'
    return isKnown || isNamed || !isThere(world, typeOf(effect), effect.key)
      ? []
      : [`what ${effect.name} ${effect.key} made belongs to no record of ours`]
  })
}

function typeOf(effect: Effect): ObjectType {
  return objectTypeNames.find((type) => objects[type] === effect.object) ?? 'customer'
}

type Truth = ReadonlyMap<string, RemoteRow>

/** Everything that Intacct has, read by key in fair weather. */
async function readAll(world: RingWorld): Promise<Truth> {
  const remote = world.worker('a').client
  const reading = async () => {
    const truth = new Map<string, RemoteRow>()
    for (const type of objectTypeNames) {
      // What is switched off is not read: the items of a company that sells by Order Entry.
      if (world.tables.info.settings.directions[type] === 'off') continue
      const keys = rowsOf(world.intacct.company.books, objects[type]).map((row) => row.RECORDNO ?? '')
      const { rows } = await remote.readByKeys(type, 'key', keys)
      for (const row of rows) truth.set(rowKey(type, row.key), row)
    }
    return truth
  }
  const work = reading()
  await world.time.runUntil(work)
  return work
}

/** Our copy says what Intacct has: contents, states and amounts due. */
function stale({ tables }: RingWorld, truth: Truth): string[] {
  const ours = [...tables.remotes.values()].flatMap(({ row, presence }) => {
    const there = truth.get(rowKey(row.type, row.key))
    if (!there) return presence === 'present' ? [`${row.type} ${row.key} is gone and we do not know`] : []
    if (presence === 'gone') return [`${row.type} ${row.key} is there and we think it gone`]
    return storedRow(there, 'USD').hash === row.hash
      ? []
      : [
          `our copy of ${row.type} ${row.key} is stale: ${JSON.stringify([row.data, row.facts])} but there ${JSON.stringify([there.data, there.facts])}`,
        ]
  })
  const unread = [...truth.keys()].filter((key) => !tables.remotes.has(key))
  return [...ours, ...unread.map((key) => `${key} was never read`)]
}

/**
 * Every create, and every update of amounts, carried what the app asked for in one of its versions, or was told before it was sent:
 * nothing shrunk, nothing rounded.
 */
function invented({ intacct, tables, asked }: RingWorld): string[] {
  const drafts = [...tables.intents.values()].map((intent) => intent.draft)
  return intacct.effects.flatMap(({ at, controlId, marker, worth: sent, name, key }) => {
    const draft = drafts.find((each) =>
      marker === null ? each.controlId === controlId : each.marker === marker,
    )
    // An update that speaks of no amount carries none, and a control id of an earlier generation names no draft any more.
    if (!draft || (marker === null && sent === 0n)) return []
    const told = tables.changes.filter(
      (change) => change.at < at && change.id === draft.appId && change.data !== null,
    )
    // What offsets a voided credit note is of its amount, and an advance of its payment's.
    const type = draft.appId.endsWith('~advance') ? 'payment' : draft.type
    const fair = new Set(asked.get(rowKey(type, draft.appId.replace(/~(void|advance)$/, ''))))
    for (const change of told) fair.add(worthOf(change.data as unknown as RecordData))
    return fair.has(sent) ? [] : [`${name} ${key} of ${draft.type} ${draft.appId} carried ${sent} cents`]
  })
}

/** To the cent, by the books' own rows: what each settled record is worth on both sides, and the sum of them. */
function wrongMoney(world: RingWorld): string[] {
  const { tables, intacct } = world
  const documents = objectTypeNames.filter((type) => objectTypes[type].data === 'finance')
  return documents.flatMap((type) => {
    const rows = new Map(rowsOf(intacct.company.books, objects[type]).map((row) => [row.RECORDNO, row]))
    const agreed = [...tables.links.values()].filter((link) => link.type === type && agrees(world, link))
    let app = 0n
    let there = 0n
    for (const link of agreed) {
      app += worth(world, link)
      there += minor(rows.get(link.remoteKey ?? ''))
    }
    return app === there ? [] : [`${type}s are worth ${app} in the app and ${there} in Intacct`]
  })
}

function agrees(world: RingWorld, link: LinkRow): boolean {
  const put = world.tables.apps.get(rowKey(link.type, link.appId))
  const isSettled = link.reason !== null && reasons[link.reason].status === 'success'
  const isOpen = put?.state === 'approved' && link.reason !== 'edit_not_sent' && link.reason !== 'voided'
  return isSettled && isOpen && world.remoteOf(link)?.presence === 'present'
}

/** What the app has, counting what it was told; in minor units. */
function worth(world: RingWorld, link: LinkRow): bigint {
  const field = inApp(world, link, 'amount') === undefined ? 'total' : 'amount'
  // Intacct has credits with a minus.
  const sign = infoOf(link.type).undone === 'offset' && inApp(world, link, 'kind') !== 'debit' ? -1n : 1n
  return sign * toMinor((inApp(world, link, field) as string | undefined) ?? '0', 'USD')
}

/** A field as the app has it: what it was told of it over what it last sent. */
function inApp(world: RingWorld, link: LinkRow, field: string): unknown {
  const sent = (
    world.tables.apps.get(rowKey(link.type, link.appId))?.data as
      { readonly [field: string]: unknown } | undefined
  )?.[field]
  const told = link.told[field]
  return told !== undefined && told.over === (sent ?? null) ? told.value : sent
}

function minor(row: Row | undefined): bigint {
  return toMinor(row?.TRX_TOTALENTERED || '0', 'USD')
}

/** The app is never told that a record of its own was created. */
function echoes({ tables, intacct }: RingWorld): string[] {
  const made = new Set(
    intacct.effects.flatMap(({ marker, object, key }) => (marker === null ? [] : [`${object}:${key}`])),
  )
  return tables.changes
    .filter((change) => change.op === 'create')
    .flatMap((change) => {
      const link = [...tables.links.values()].find((item) => item.appId === change.id)
      return link && made.has(`${objects[link.type]}:${link.remoteKey ?? ''}`)
        ? [`${change.type} ${change.id} is an echo`]
        : []
    })
}

/** The app is told of a parent before anything that points to it, unless the parent is the app's own. */
function orphans({ tables }: RingWorld): string[] {
  const told = new Set<string>()
  return tables.changes.flatMap(({ type, id, op, data }) => {
    if (op === 'create') told.add(rowKey(type, id))
    if (data === null) return []
    return referencesOf(type, data as unknown as RecordData)
      .map((reference) => rowKey(reference.type, reference.value))
      .filter((parent) => !told.has(parent) && !tables.apps.has(parent))
      .map((parent) => `the app is told to ${op} ${type} ${id} before ${parent}`)
  })
}

/** Intacct's count is ours, and above it at most by what never was answered whole. */
function units({ intacct }: RingWorld): string[] {
  const { reportedUnits, doubtfulUnits } = intacct.traffic
  const theirs = intacct.simulator.counts().units
  const isFair = theirs >= reportedUnits && theirs <= reportedUnits + doubtfulUnits
  return isFair ? [] : [`we count ${reportedUnits} units, Intacct ${theirs}, ${doubtfulUnits} in doubt`]
}

/** Nothing reached the other workspace. */
function trespass({ store, foreign }: RingWorld): string[] {
  const { links, remotes, intents, apps } = store.tables(foreign)
  return links.size + remotes.size + intents.size + apps.size === 0 ? [] : ['another workspace was touched']
}
