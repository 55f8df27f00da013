import { markerOf } from '@tieout/engine/core/identity.ts'
import { objectTypes } from '@tieout/engine/core/object-types.ts'
import { referenceText } from '@tieout/engine/core/references.ts'
import type { Reference } from '@tieout/engine/core/references.ts'
import type { StoredRemoteRow } from '@tieout/engine/ports.ts'
import type { AppSide, IntentView, RemoteSide, Resolved, Situation } from '@tieout/engine/ports/situation.ts'
import { inOrder, linkOfApp, linkOfRemote, remoteByNumber, remoteOf, rowKey } from './memory-tables.ts'
import type { LinkRow, RemoteRecord, Tables } from './memory-tables.ts'
import { isReadBackWanted } from './memory-wants.ts'

export function dirty(tables: Tables, limit: number, now: number): readonly Situation[] {
  return [...tables.links.values()]
    .filter((link) => link.dueAt !== null && link.dueAt <= now)
    .sort(inOrder((type) => objectTypes[type].order))
    .slice(0, limit)
    .map((link) => situationOf(tables, link))
}

function situationOf(tables: Tables, link: LinkRow): Situation {
  const remote = remoteOf(tables, link)
  return {
    linkId: link.id,
    revision: link.revision,
    type: link.type,
    appId: link.appId,
    reason: link.reason,
    app: appSide(tables, link),
    imported: link.imported,
    remote: remote ? remoteSide(remote, link.id) : null,
    duplicates: link.duplicates,
    base: link.base,
    intent: intentView(tables, link),
    incarnation: link.incarnation,
    choice: link.choice,
    choiceDetail: link.choiceDetail,
    instead: link.instead,
    bounces: link.bounces,
    resolved: references(tables, link, remote?.row).map((reference) => resolve(tables, reference)),
    candidates: link.remoteKey === null ? candidates(tables, link) : [],
  }
}

function appSide(tables: Tables, link: LinkRow): AppSide | null {
  const put = tables.apps.get(rowKey(link.type, link.appId))
  return put ? { id: put.id, version: put.version, state: put.state, data: put.data, told: link.told } : null
}

function remoteSide({ row, presence }: RemoteRecord, linkedTo: string | null): RemoteSide {
  const { key, number, stamp, created, marker, data, facts, hash } = row
  return { key, number, stamp, created, marker, data, facts, hash, presence, linkedTo }
}

function intentView(tables: Tables, link: LinkRow): IntentView | null {
  const intent = link.intent === null ? undefined : tables.intents.get(link.intent)
  if (!intent) return null
  const { draft, state, key, fault, sentAt } = intent
  return {
    id: intent.id,
    op: draft.op,
    state,
    incarnation: draft.incarnation,
    generation: draft.generation,
    version: draft.version,
    marker: draft.marker,
    key,
    fault,
    sentAt,
    readBack: state === 'written' && key !== null && !isReadBackWanted(tables, link.type, key),
    command: draft,
  }
}

function references(
  tables: Tables,
  link: LinkRow,
  remote: StoredRemoteRow | undefined,
): readonly Reference[] {
  const app = tables.apps.get(rowKey(link.type, link.appId))
  const all = [...(app?.references ?? []), ...(remote?.references ?? [])]
  return [...new Map(all.map((reference) => [referenceText(reference), reference])).values()]
}

function resolve(tables: Tables, reference: Reference): Resolved {
  const { type, by, value } = reference
  const byNumber = by === 'number' ? remoteByNumber(tables, type, value) : undefined
  const key = by === 'key' ? value : byNumber?.row.key
  const link =
    by === 'id'
      ? linkOfApp(tables, type, value)
      : key === undefined
        ? undefined
        : linkOfRemote(tables, type, key)
  const remote = by === 'id' ? link && remoteOf(tables, link) : tables.remotes.get(rowKey(type, key ?? ''))
  return {
    reference,
    link: link
      ? // A link that nobody has looked at yet is in line.
        {
          id: link.id,
          appId: link.appId,
          remoteKey: link.remoteKey,
          reason: link.reason ?? 'queued',
          choice: link.choice,
          inApp: link.base !== null || !link.imported,
        }
      : null,
    remote: remote
      ? {
          key: remote.row.key,
          number: remote.row.number,
          name: nameOf(remote.row),
          state: remote.row.facts.state,
          presence: remote.presence,
        }
      : null,
  }
}

function nameOf(row: StoredRemoteRow): string {
  return objectTypes[row.type].data === 'master' ? row.display.party : ''
}

/** A payment on an invoice that this payment is applied to, too. */
function paysTheSame(tables: Tables, { type, appId }: LinkRow, row: StoredRemoteRow): boolean {
  if (type !== 'payment') return false
  const put = tables.apps.get(rowKey(type, appId))
  const paid = (put?.references ?? []).flatMap(({ type: to, value }) =>
    to === 'invoice' ? (linkOfApp(tables, to, value)?.remoteKey ?? []) : [],
  )
  return row.references.some(
    ({ type: to, by, value }) => to === 'invoice' && by === 'key' && paid.includes(value),
  )
}

/**
 * Present remote records of equal number, for master data of equal name, or in a copy with the marker of our create. One that only the
 * remote side has counts as unlinked; one that belongs to another record of the app's names its link, since its number is taken.
 */
function candidates(tables: Tables, link: LinkRow): RemoteSide[] {
  const put = tables.apps.get(rowKey(link.type, link.appId))
  if (!put) return []
  const { copiedAt, installation, scope } = tables.info
  const { type, appId, incarnation } = link
  const marker =
    typeof copiedAt === 'number' ? markerOf({ installation, scope, type, appId, incarnation }) : null
  const name = objectTypes[link.type].data === 'master' ? put.display.party : ''
  return [...tables.remotes.values()]
    .filter(({ row, presence }) => row.type === link.type && presence === 'present')
    .filter(({ row }) => {
      const sameNumber = row.number !== '' && row.number === put.display.number
      const sameMarker = marker !== null && row.marker === marker
      return (
        sameNumber || sameMarker || paysTheSame(tables, link, row) || (name !== '' && nameOf(row) === name)
      )
    })
    .map((item) => {
      const owner = linkOfRemote(tables, item.row.type, item.row.key)
      return remoteSide(item, owner && !owner.imported ? owner.id : null)
    })
}
