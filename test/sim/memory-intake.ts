import type { ObjectType } from '@tieout/engine/core/object-types.ts'
import type {
  AppPut,
  AppPutResult,
  PageCounts,
  ReadCursor,
  RemoteFacts,
  StoredRemoteRow,
  Want,
} from '@tieout/engine/ports.ts'
import { adoptMarked } from './memory-adopt.ts'
import { linkOfApp, linkOfRemote, markDirty, rowKey, wakeChildren } from './memory-tables.ts'
import type { LinkRow, Tables } from './memory-tables.ts'
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
  tables.apps.set(key, put)
  const link = linkOfApp(tables, put.type, put.id) ?? newLink(tables, put.type, put.id)
  link.imported = false
  markDirty(tables, link)
  return { kind: 'stored' }
}

interface Page {
  readonly stream: string | null
  readonly rows: readonly StoredRemoteRow[]
  readonly next: ReadCursor | null
  readonly at: number
}

/** All or nothing: rows, links, adoptions, wants, cursor. */
export function savePage(tables: Tables, page: Page): PageCounts {
  tables.info = { ...tables.info, failuresInARow: 0 }
  tables.fault = null
  const counts = { read: page.rows.length, created: 0, changed: 0, unchanged: 0 }
  for (const row of page.rows) {
    counts[saveRow(tables, row, page)] += 1
    if (page.stream === null) endAnswered(tables, row)
  }
  if (page.stream !== null) moveCursor(tables, page.stream, page.next ?? lastOf(page.rows))
  return counts
}

function endAnswered(tables: Tables, row: StoredRemoteRow): void {
  endWant(tables, { type: row.type, key: row.key, by: 'key' })
  endWant(tables, { type: row.type, key: row.number, by: 'number' })
}

function saveRow(tables: Tables, row: StoredRemoteRow, page: Page): 'created' | 'changed' | 'unchanged' {
  const key = rowKey(row.type, row.key)
  const known = tables.remotes.get(key)
  if (known?.row.hash === row.hash && known.presence === 'present') return unchanged(tables, row, page)
  if (known !== undefined && row.stamp < known.row.stamp) {
    want(tables, [{ type: row.type, key: row.key, by: 'key', why: 'read_back' }])
    if (page.stream !== null) return unchanged(tables, row, page)
  }
  tables.remotes.set(key, { row, presence: 'present', readAt: page.at })
  want(tables, invoicesToReread(tables, row, known?.row.facts, page.stream))
  tieLink(tables, row)
  return known === undefined ? 'created' : 'changed'
}

function unchanged(tables: Tables, row: StoredRemoteRow, page: Page): 'unchanged' {
  const link = linkOfRemote(tables, row.type, row.key)
  if (page.stream === null && link) markDirty(tables, link)
  return 'unchanged'
}

/** The row's own link, the link of our create that made it, or a new one that only the remote side has. */
function tieLink(tables: Tables, row: StoredRemoteRow): void {
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
 * Applying a payment need not move its invoice's stamp, so a new or changed payment has its invoices, and those that it no longer
 * pays, read again. In a backfill only where the payment may be younger than our read of the invoices.
 */
function invoicesToReread(
  tables: Tables,
  row: StoredRemoteRow,
  before: RemoteFacts | undefined,
  stream: string | null,
): Want[] {
  if (row.type !== 'payment') return []
  const isBackfill = stream !== null && tables.streams.get(stream)?.window?.mode === 'backfill'
  const since = isBackfill ? invoicesReadSince(tables) : ''
  return row.stamp < since ? [] : appliedTo([row.facts, before])
}

/** Before this everything was already so when the invoices were read. */
function invoicesReadSince(tables: Tables): string {
  const window = tables.streams.get('invoice')?.window
  const running = window?.mode === 'backfill' ? (window.from ?? window.ceiling) : ''
  return tables.backfillSince.get('invoice') ?? running
}

function appliedTo(facts: readonly (RemoteFacts | undefined)[]): Want[] {
  const keys = facts.flatMap((item) => item?.applications ?? []).map((application) => application.invoice)
  return keys.map((key): Want => ({ type: 'invoice', key, by: 'key', why: 'applied' }))
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
  at: number,
): void {
  for (const item of missing) {
    endWant(tables, item)
    const known = item.by === 'key' ? tables.remotes.get(rowKey(item.type, item.key)) : undefined
    if (known === undefined || known.presence === 'gone') continue
    tables.remotes.set(rowKey(item.type, item.key), { ...known, presence: 'gone', readAt: at })
    if (item.type === 'payment') want(tables, appliedTo([known.row.facts]))
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
