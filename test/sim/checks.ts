import {
  alteredFields,
  differingFields,
  effectiveApp,
  plain,
  withFields,
} from '@tieout/engine/core/compare.ts'
import { canonicalJson } from '@tieout/engine/core/json.ts'
import { objectTypeNames } from '@tieout/engine/core/object-types.ts'
import { reasons } from '@tieout/engine/core/outcomes.ts'
import type { RecordData } from '@tieout/engine/core/records.ts'
import { storedRow } from '@tieout/engine/flows/remote-rows.ts'
import { rowKey } from './memory-tables.ts'
import type { LinkRow } from './memory-tables.ts'
import type { World } from './world.ts'

/** What is wrong with a world that has come to rest; empty when every promise held. */
export function broken(world: World): string[] {
  return [
    ...duplicates(world),
    ...lostIntents(world),
    ...restless(world),
    ...stale(world),
    ...disagreeing(world),
    ...echoes(world),
  ]
}

function duplicates({ remote }: World): string[] {
  const markers = [...remote.books.entries.values()].flatMap((entry) => entry.marker ?? [])
  const controlIds = remote.executed.map((item) => item.controlId)
  return [
    ...repeated(markers).map((marker) => `two records carry the marker ${marker}`),
    ...repeated(controlIds).map((id) => `the control id ${id} took effect twice`),
  ]
}

/** Those that occur more than once. */
export function repeated(values: readonly string[]): string[] {
  return values.filter((value, at) => values.indexOf(value) !== at)
}

/** What a check of our own tables needs of a world. */
export type OurSide = Pick<World, 'tables' | 'remoteOf'>

/** Writes that have not come to an end. */
export function lostIntents({ tables }: OurSide): string[] {
  return [...tables.intents.values()]
    .filter((intent) => intent.state !== 'done' && intent.state !== 'failed')
    .map(
      (intent) =>
        `the ${intent.draft.op} of ${intent.draft.type} ${intent.draft.appId} is still ${intent.state}`,
    )
}

/** Nothing is left pending, except a child whose parent is not in Intacct, or is a bill there that nobody has posted. */
export function restless(world: OurSide): string[] {
  return [...world.tables.links.values()].flatMap((link) => {
    const pending = link.reason === null || reasons[link.reason].status === 'pending'
    const waits =
      link.waitingFor.length > 0 &&
      (link.reason === 'parent_missing' || (link.reason === 'bill_unposted_there' && isUnposted(world, link)))
    return pending && !waits ? [`${link.type} ${link.appId} is still ${link.reason ?? 'new'}`] : []
  })
}

/** A bill that it waits for is a draft there, waits for its approval, or was declined. */
function isUnposted(world: OurSide, { waitingFor }: LinkRow): boolean {
  return waitingFor.some(({ type, value }) => {
    const bill = [...world.tables.links.values()].find((link) => link.type === type && link.appId === value)
    const state = bill && world.remoteOf(bill)?.row.facts.state
    return state === 'draft' || state === 'awaiting_approval' || state === 'declined'
  })
}

/** Our copy says what Intacct has: contents, states and amounts due. */
function stale({ tables, remote }: World): string[] {
  const faults: string[] = []
  for (const { row, presence } of tables.remotes.values()) {
    const entry = remote.books.find(row.type, row.key)
    if (!entry && presence === 'present') faults.push(`${row.type} ${row.key} is gone and we do not know`)
    if (entry && presence === 'gone') faults.push(`${row.type} ${row.key} is there and we think it gone`)
    if (entry && storedRow(remote.books.row(entry), 'USD').hash !== row.hash)
      faults.push(`our copy of ${row.type} ${row.key} is stale`)
  }
  for (const type of objectTypeNames)
    for (const entry of remote.books.all(type))
      if (!tables.remotes.has(rowKey(type, entry.key))) faults.push(`${type} ${entry.key} was never read`)
  return faults
}

/** Where both sides are said to agree, they do, to the cent. */
export function disagreeing(world: OurSide): string[] {
  return [...world.tables.links.values()].flatMap((link) => {
    const remote = world.remoteOf(link)
    const isSettled = link.reason !== null && reasons[link.reason].status === 'success'
    if (!isSettled || link.reason === 'edit_not_sent' || link.reason === 'voided' || !remote) return []
    return [...fieldFaults(world, link), ...baseFaults(world, link)]
  })
}

function fieldFaults(world: OurSide, link: LinkRow): string[] {
  const put = world.tables.apps.get(rowKey(link.type, link.appId))
  const remote = world.remoteOf(link)?.row.data
  if (!put || !remote) return []
  const ours = effectiveApp({ ...put, told: link.told })
  const differing = alteredFields(link.type, withoutPointers(ours), withoutPointers(remote))
  return differing.map((field) => {
    const [app, there] = [ours, remote].map((data) => canonicalJson(plain(data)[field]))
    return `${link.type} ${link.appId}: ${field} is ${app ?? ''} in the app, ${there ?? ''} in Intacct`
  })
}

/** Pointers are each side's own; how much is applied is not. */
function withoutPointers(data: RecordData): RecordData {
  const applied = 'applications' in data ? data.applications?.map(({ amount }) => ({ amount })) : null
  const credits = 'credits' in data ? (data.credits ?? []).map(({ amount }) => ({ amount })) : null
  return withFields(data, { customer: null, vendor: null, applications: applied, credits })
}

function baseFaults(world: OurSide, link: LinkRow): string[] {
  const remote = world.remoteOf(link)?.row.data
  if (!link.base || !remote) return []
  const fields = differingFields(link.type, link.base.remote, remote)
  return fields.map((field) => `${link.type} ${link.appId}: ${field} moved in Intacct and nobody was told`)
}

/** The app is never told that a record of its own was created. */
function echoes({ tables, remote }: World): string[] {
  const ours = new Set(
    remote.executed.filter((item) => item.op === 'create').map((item) => `${item.type}:${item.key}`),
  )
  return tables.changes
    .filter((change) => change.op === 'create')
    .flatMap((change) => {
      const link = [...tables.links.values()].find((item) => item.appId === change.id)
      return link && ours.has(`${link.type}:${link.remoteKey ?? ''}`)
        ? [`${change.type} ${change.id} is an echo`]
        : []
    })
}
