import { sql } from 'kysely'
import type { MatchState } from '@tieout/engine/core/matching/kinds.ts'
import { mapValues } from '@tieout/engine/core/matching/values.ts'
import type { ValueKind, ValueMatch } from '@tieout/engine/core/matching/values.ts'
import { objectTypes } from '@tieout/engine/core/object-types.ts'
import type { RecordData } from '@tieout/engine/core/records.ts'
import type { Scope } from '@tieout/engine/ports.ts'
import type { RecordMatch } from '@tieout/engine/ports/situation.ts'
import { via, within } from '../database/bulk.ts'
import type { Db } from '../database/workspace.ts'
import type { LinkRow } from './link-row.ts'

/** What was decided about links and about the values that their records name. */
export interface Matches {
  /** By link. */
  readonly own: ReadonlyMap<string, RecordMatch>
  /** What the records of a link name and what was decided about it. */
  valuesOf(link: LinkRow): readonly ValueMatch[]
}

interface Row {
  kind: string
  app_id: string
  name: string
  state: MatchState
  remote_type: string | null
  remote_key: string | null
  remote_id: string | null
}

/** Decisions about contacts that are not linked yet, and about the values that records name: one statement for all. */
export async function matchesOf(tx: Db, scope: Scope, links: readonly LinkRow[]): Promise<Matches> {
  const names = links.map(namesOf)
  const contacts = links.filter(
    (link) => objectTypes[link.type].data === 'master' && link.remote_key === null,
  )
  const asked = new Map<string, readonly [kind: string, id: string]>()
  const ask = (kind: string, id: string) => asked.set(`${kind}:${id}`, [kind, id])
  for (const { app } of names) for (const [kind, id] of app) ask(kind, id)
  for (const { type, app_id: id } of contacts) {
    ask(type, id)
    ask('contact', id)
  }
  const there = new Map<string, readonly [type: string, id: string]>()
  for (const { remote } of names) for (const [type, id] of remote) there.set(`${type}:${id}`, [type, id])
  const rows = await readMatches(tx, scope, [...asked.values()], [...there.values()])
  if (rows.length === 0) return { own: new Map(), valuesOf: () => [] }
  const byName = new Map(rows.map((row) => [`${row.kind}:${row.app_id}`, row]))
  const byRemote = new Map(rows.map((row) => [`${row.remote_type ?? ''}:${row.remote_id ?? ''}`, row]))
  const own = new Map(
    contacts.flatMap((link) => {
      const match = ownMatch(link, byName)
      return match === null ? [] : [[link.id, match] as const]
    }),
  )
  return {
    own,
    valuesOf(link) {
      const { app, remote } = namesOf(link)
      const found = [
        ...app.map(([kind, id]) => byName.get(`${kind}:${id}`)),
        ...remote.map(([type, id]) => byRemote.get(`${type}:${id}`)),
      ]
      return [...new Set(found)].flatMap((row) => (row === undefined ? [] : (valueMatch(row) ?? [])))
    },
  }
}

async function readMatches(
  tx: Db,
  scope: Scope,
  asked: readonly (readonly [string, string])[],
  there: readonly (readonly [string, string])[],
): Promise<readonly Row[]> {
  if (asked.length === 0 && there.length === 0) return []
  const columns = sql`x.kind, x.app_id, x.name, x.state, x.remote_type, x.remote_key, x.remote_id`
  const found = await sql<Row>`
    select m.* from unnest(${asked.map(([kind]) => kind)}::text[], ${asked.map(([, id]) => id)}::text[]) as k (kind, id)
      cross join lateral (
        select ${columns} from match_item x where ${within(scope, 'x')} and x.kind = k.kind and x.app_id = k.id offset 0
      ) m
    union all
    select m.* from unnest(${there.map(([type]) => type)}::text[], ${there.map(([, id]) => id)}::text[]) as k (type, id)
      cross join lateral (
        select ${columns} from match_item x
         where ${within(scope, 'x')} and x.remote_type = k.type and x.remote_id = k.id and x.remote_id is not null
           and ${via('match_item_value', 'x')} offset 0
      ) m`.execute(tx)
  return found.rows
}

/** A contact of which nobody has decided yet, and that the app has sent as no record, is not to be sent. */
function ownMatch(link: LinkRow, byName: ReadonlyMap<string, Row>): RecordMatch | null {
  const rows = [byName.get(`${link.type}:${link.app_id}`), byName.get(`contact:${link.app_id}`)]
  const row = rows.find((item) => item !== undefined && item.state !== 'open')
  if (row === undefined) {
    return link.app_version === 0 && rows[1] !== undefined ? { state: 'archived' } : null
  }
  if (row.state === 'archived') return { state: 'archived' }
  if (row.state === 'created') return { state: 'created' }
  if (row.remote_type !== link.type || row.remote_key === null) return null
  return { state: 'matched', key: row.remote_key }
}

function valueMatch(row: Row): ValueMatch | null {
  if (row.kind !== 'account' && row.kind !== 'tracking_option') return null
  const { kind, app_id: id, name } = row
  if (row.state === 'archived') return { kind, id, name, remote: null }
  if (row.remote_type === null || row.remote_id === null) return null
  return { kind, id, name, remote: { type: row.remote_type, id: row.remote_id } }
}

interface Names {
  readonly app: readonly (readonly [ValueKind, string])[]
  readonly remote: readonly (readonly [type: string, id: string])[]
}

function namesOf(link: LinkRow): Names {
  const app: [ValueKind, string][] = []
  const remote: [string, string][] = []
  const visit = (data: RecordData | null, note: (kind: ValueKind, value: string, is: string) => void) => {
    if (data === null) return
    mapValues(link.type, data, (kind, value, is) => {
      note(kind, value, is)
      return value
    })
  }
  visit(link.app_data, (kind, value) => app.push([kind, value]))
  visit(link.key === null ? null : link.data, (_kind, value, is) => remote.push([is, value]))
  return { app, remote }
}
