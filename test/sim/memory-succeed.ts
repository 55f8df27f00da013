import { isLater } from '@tieout/engine/core/succession.ts'
import type { ObjectType } from '@tieout/engine/core/object-types.ts'
import type { HeldDocument, StoredRemoteRow } from '@tieout/engine/ports.ts'
import { linkOfRemote, markDirty, rowKey, wakeChildren } from './memory-tables.ts'
import type { LinkRow, RemoteRecord, Tables } from './memory-tables.ts'
import { want } from './memory-wants.ts'

/**
 * The link of the record that this one was made in place of, by an edit of its Order Entry document, if there is one; `replaced` if this
 * one was replaced itself and gets no link any more.
 */
export function succeed(tables: Tables, row: StoredRemoteRow): LinkRow | 'replaced' | undefined {
  const others = siblings(tables, row)
  for (const other of others) if (isLater(row.key, other.row.key)) markGone(tables, other)
  if (others.some((other) => isLater(other.row.key, row.key))) {
    const own = tables.remotes.get(rowKey(row.type, row.key))
    if (own) markGone(tables, own)
    return 'replaced'
  }
  if (linkOfRemote(tables, row.type, row.key)) return undefined
  for (const other of others) {
    const link = linkOfRemote(tables, other.row.type, other.row.key)
    if (link) return moveTo(tables, link, row.key, other.row.key)
  }
  return undefined
}

function siblings(tables: Tables, { type, key, document }: StoredRemoteRow): RemoteRecord[] {
  if (document === null) return []
  return [...tables.remotes.values()].filter(
    ({ row }) => row.type === type && row.document === document && row.key !== key,
  )
}

function markGone(tables: Tables, record: RemoteRecord): void {
  const turn = (tables.revision += 1)
  tables.remotes.set(rowKey(record.row.type, record.row.key), { ...record, presence: 'gone', turn })
}

/** What the app applies to it is decided anew; what Intacct applies to it is read again, for the applications moved too. */
function moveTo(tables: Tables, link: LinkRow, key: string, from: string): LinkRow {
  link.remoteKey = key
  for (const child of tables.links.values()) {
    const app = tables.apps.get(rowKey(child.type, child.appId))
    if (app?.references.some((to) => to.type === link.type && to.by === 'id' && to.value === link.appId))
      markDirty(tables, child)
  }
  for (const { row } of tables.remotes.values()) {
    const points = row.references.some((to) => to.type === link.type && to.by === 'key' && to.value === from)
    if (points) want(tables, [{ type: row.type, key: row.key, by: 'key', why: 'suspect' }])
  }
  wakeChildren(tables, link)
  return link
}

/** The Order Entry documents behind these records, or the latest record of these documents. */
export function documents(
  tables: Tables,
  type: ObjectType,
  by: 'key' | 'document',
  values: readonly string[],
): readonly HeldDocument[] {
  const all = [...tables.remotes.values()].filter(({ row }) => row.type === type && row.document !== null)
  const isLast = ({ row }: RemoteRecord) =>
    !all.some((other) => other.row.document === row.document && isLater(other.row.key, row.key))
  return all.flatMap((record) => {
    const { key, document } = record.row
    const isAsked = by === 'key' ? values.includes(key) : values.includes(document ?? '') && isLast(record)
    return isAsked && document !== null ? [{ key, document, isReplaced: !isLast(record) }] : []
  })
}

/** A person asked for these records: what a setting left out is decided anew. */
export function include(tables: Tables, type: ObjectType, keys: readonly string[]): void {
  for (const key of keys) {
    const link = linkOfRemote(tables, type, key)
    if (!link?.imported || link.base !== null || link.choice !== null) continue
    link.choice = 'include'
    markDirty(tables, link)
  }
}
