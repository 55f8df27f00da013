import type { StoredRemoteRow } from '@tieout/engine/ports.ts'
import { linkOfRemote, markDirty, wakeChildren } from './memory-tables.ts'
import type { IntentRow, LinkRow, Tables } from './memory-tables.ts'

/**
 * A row that carries the marker of one of our creates is ours, whatever became of the answer. The first attaches to the create's link;
 * a further one means that the record is there twice. Answers the link, or undefined if the marker is not ours.
 */
export function adoptMarked(tables: Tables, row: StoredRemoteRow): LinkRow | undefined {
  const intent = [...tables.intents.values()].find(
    ({ draft }) => draft.op === 'create' && draft.type === row.type && draft.marker === row.marker,
  )
  const link = intent && tables.links.get(intent.link)
  if (!intent || !link) return undefined
  const isCurrent = intent.draft.incarnation === link.incarnation
  if (isCurrent && link.remoteKey === null) becomeWritten(tables, intent, row.key)
  else if (!link.duplicates.includes(row.key)) link.duplicates = [...link.duplicates, row.key]
  return link
}

/** The write behind this intent has made, or changed, that remote record; its link gets the key. */
export function becomeWritten(tables: Tables, intent: IntentRow, key: string): void {
  const link = tables.links.get(intent.link)
  if (!link) return
  intent.state = 'written'
  intent.key = key
  intent.fault = null
  intent.holder = null
  intent.leaseUntil = null
  takeOver(tables, link, key)
}

/** The remote record moves to this link from the one that only the remote side had, which ends. */
export function takeOver(tables: Tables, link: LinkRow, key: string): void {
  const other = linkOfRemote(tables, link.type, key)
  if (other !== undefined && other !== link) {
    if (tables.apps.has(`${other.type}:${other.appId}`))
      throw new Error(`${key} belongs to two of the app's records`)
    tables.links.delete(other.id)
    for (const [index, entry] of tables.timeline.entries())
      if (entry.link === other.id) tables.timeline[index] = { ...entry, link: link.id }
  }
  link.remoteKey = key
  markDirty(tables, link)
  wakeChildren(tables, link)
}
