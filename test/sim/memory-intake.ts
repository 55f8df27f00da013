import { infoOf } from '@tieout/engine/core/object-types.ts'
import type { ObjectType } from '@tieout/engine/core/object-types.ts'
import type { AppPut } from '@tieout/engine/ports/app-put.ts'
import type { AppPutResult, SavedPage, StoredRemoteRow } from '@tieout/engine/ports.ts'
import type { RemoteFacts } from '@tieout/engine/ports/remote.ts'
import type { Want } from '@tieout/engine/ports/settled.ts'
import type { ReadCursor, PageCounts } from '@tieout/engine/ports/windows.ts'
import { adoptMarked } from './memory-adopt.ts'
import {
  fenceOf,
  linkOfApp,
  linkOfRemote,
  markDirty,
  resetFailures,
  rowKey,
  wakeChildren,
} from './memory-tables.ts'
import type { LinkRow, RemoteRecord, Tables } from './memory-tables.ts'
import { succeed } from './memory-succeed.ts'
import { endWant, want } from './memory-wants.ts'

export function newLink(tables: Tables, type: ObjectType, appId: string | null): LinkRow {
  const id = tables.nextId()
  const link: LinkRow = {
    id,
    type,
    appId: appId ?? id,
    imported: appId === null,
    remoteKey: null,
    duplicates: [],
    incarnation: 1,
    revision: 0,
    dueAt: null,
    outcome: null,
    reason: null,
    message: {},
    problem: null,
    base: null,
    told: {},
    choice: null,
    choiceDetail: {},
    instead: {},
    bounces: {},
    waitingFor: [],
    intent: null,
  }
  tables.links.set(id, link)
  markDirty(tables, link)
  return link
}

export function putApp(tables: Tables, put: AppPut): AppPutResult {
  const key = rowKey(put.type, put.id)
  const have = tables.apps.get(key)
  if (have !== undefined && put.version < have.version) return { kind: 'version_older', have: have.version }
  if (have?.version === put.version) {
    return have.hash === put.hash ? { kind: 'unchanged' } : { kind: 'version_reused', have: have.version }
  }
  // What it needs of ours it goes on needing.
  const ours = (have?.references ?? []).filter(({ value }) => value.startsWith(`${put.id}~`))
  tables.apps.set(key, { ...put, references: [...put.references, ...ours] })
  const link = linkOfApp(tables, put.type, put.id) ?? newLink(tables, put.type, put.id)
  link.imported = false
  markDirty(tables, link)
  return { kind: 'stored' }
}

/** All or nothing: rows, links, adoptions, wants, cursor. Nothing if the window has gone to someone else. */
export function savePage(tables: Tables, page: SavedPage): PageCounts | null {
  const { window } = page
  if (window !== null && fenceOf(tables, window.stream) !== window.fence) return null
  resetFailures(tables)
  const counts = { read: page.rows.length, created: 0, changed: 0, unchanged: 0 }
  for (const row of page.rows) {
    counts[saveRow(tables, row, page)] += 1
    if (window === null) endAnswered(tables, row)
  }
  if (window !== null) moveCursor(tables, window.stream, page.next ?? lastOf(page.rows))
  return counts
}

function endAnswered(tables: Tables, row: StoredRemoteRow): void {
  endWant(tables, { type: row.type, key: row.key, by: 'key' })
  endWant(tables, { type: row.type, key: row.number, by: 'number' })
  if (row.document !== null) endWant(tables, { type: row.type, key: row.document, by: 'document' })
}

function saveRow(tables: Tables, row: StoredRemoteRow, page: SavedPage): 'created' | 'changed' | 'unchanged' {
  const key = rowKey(row.type, row.key)
  const known = tables.remotes.get(key)
  const turn = (tables.revision += 1)
  if (known?.row.hash === row.hash && known.presence === 'present') {
    tables.remotes.set(key, { ...known, turn })
    return unchanged(tables, row, page)
  }
  if (known !== undefined && !isBelieved(row, known, page)) {
    want(tables, [{ type: row.type, key: row.key, by: 'key', why: 'read_back' }])
    return unchanged(tables, row, page)
  }
  tables.remotes.set(key, { row, presence: 'present', readAt: page.at, turn })
  want(tables, touchedToReread(tables, row, known?.row.facts, page.window?.stream ?? null))
  tieLink(tables, row)
  return known === undefined ? 'created' : 'changed'
}

/** Asked for after what we hold was stored, or stamped later. An older stamp is believed of a direct read only. */
function isBelieved(row: StoredRemoteRow, known: RemoteRecord, page: SavedPage): boolean {
  if (known.presence === 'present' && row.stamp > known.row.stamp) return true
  return page.asked > known.turn && (page.window === null || row.stamp >= known.row.stamp)
}

function unchanged(tables: Tables, row: StoredRemoteRow, page: SavedPage): 'unchanged' {
  const link = linkOfRemote(tables, row.type, row.key)
  if (page.window === null && link) markDirty(tables, link)
  return 'unchanged'
}

/** The row's own link, the link of our create that made it, or a new one that only the remote side has. */
function tieLink(tables: Tables, row: StoredRemoteRow): void {
  const successor = succeed(tables, row)
  if (successor === 'replaced') return
  const owner = linkOfRemote(tables, row.type, row.key) ?? adoptMarked(tables, row)
  if (owner !== undefined) {
    markDirty(tables, owner)
    return wakeChildren(tables, owner)
  }
  const link = newLink(tables, row.type, null)
  link.remoteKey = row.key
  wakeChildren(tables, link)
  offerToUnmatched(tables, row)
}

/** The app's unlinked records that a newcomer could be are looked at again. */
function offerToUnmatched(tables: Tables, row: StoredRemoteRow): void {
  for (const link of tables.links.values()) {
    const number = tables.apps.get(rowKey(link.type, link.appId))?.display.number
    if (link.type === row.type && link.remoteKey === null && row.number !== '' && number === row.number)
      markDirty(tables, link)
  }
}

/**
 * Applying a payment or credit need not move its invoice's stamp, so a new or changed one has the records whose amounts it moves, and
 * those that it moves no longer, read again. In a backfill only where it may be younger than our read of the invoices.
 */
function touchedToReread(
  tables: Tables,
  row: StoredRemoteRow,
  before: RemoteFacts | undefined,
  stream: string | null,
): Want[] {
  const isBackfill = stream !== null && tables.streams.get(stream)?.window?.mode === 'backfill'
  const since = isBackfill ? documentsReadSince(tables, infoOf(row.type).pays ?? 'invoice') : ''
  return row.stamp < since ? [] : [...touchedBy(row.facts), ...touchedBy(before)]
}

/** Before this everything was already so when the invoices or bills were read. */
function documentsReadSince(tables: Tables, paid: string): string {
  const window = tables.streams.get(paid)?.window
  const running = window?.mode === 'backfill' ? (window.from ?? window.ceiling) : ''
  return tables.backfillSince.get(paid) ?? running
}

function touchedBy(facts: RemoteFacts | undefined): Want[] {
  const paid = (facts?.applications ?? []).flatMap(({ invoice }) =>
    invoice === undefined ? [] : [{ type: 'invoice' as const, key: invoice }],
  )
  return (facts?.touches ?? paid).map(({ type, key }) => ({ type, key, by: 'key', why: 'applied' }))
}

/** A last page leaves the cursor behind itself, so that a window killed before its end is not begun anew. */
function lastOf(rows: readonly StoredRemoteRow[]): ReadCursor | null {
  const last = rows.at(-1)
  return last === undefined ? null : { stamp: last.stamp, key: last.key }
}

function moveCursor(tables: Tables, name: string, cursor: ReadCursor | null): void {
  const stream = tables.streams.get(name)
  if (!stream?.window || cursor === null) return
  tables.streams.set(name, { ...stream, window: { ...stream.window, cursor } })
}

/** Keys that a direct read did not find are gone; a number that was not found says nothing of a record. */
export function saveMissing(
  tables: Tables,
  missing: readonly Pick<Want, 'type' | 'key' | 'by'>[],
  asked: number,
  at: number,
): void {
  for (const item of missing) {
    const known = item.by === 'key' ? tables.remotes.get(rowKey(item.type, item.key)) : undefined
    if (known?.presence === 'present' && known.turn > asked) {
      want(tables, [{ type: item.type, key: item.key, by: 'key', why: 'suspect' }])
      continue
    }
    endWant(tables, item)
    if (known === undefined) continue
    const turn = (tables.revision += 1)
    tables.remotes.set(rowKey(item.type, item.key), { ...known, presence: 'gone', readAt: at, turn })
    if (known.presence === 'gone') continue
    want(tables, touchedBy(known.row.facts))
    for (const link of tables.links.values()) {
      const touched =
        link.type === item.type && (link.remoteKey === item.key || link.duplicates.includes(item.key))
      if (!touched) continue
      link.duplicates = link.duplicates.filter((key) => key !== item.key)
      markDirty(tables, link)
      wakeChildren(tables, link)
    }
  }
}
