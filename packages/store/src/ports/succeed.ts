import { sql } from 'kysely'
import { isLater } from '@tieout/engine/core/succession.ts'
import type { ObjectType } from '@tieout/engine/core/object-types.ts'
import type { HeldDocument, Scope } from '@tieout/engine/ports.ts'
import { json, lastOfEach, via, within } from '../database/bulk.ts'
import { inWorkspace } from '../database/workspace.ts'
import type { Db } from '../database/workspace.ts'
import type { Known, Sorted } from './page-row.ts'
import { saveWants } from './wants.ts'

interface Sibling {
  readonly type: ObjectType
  readonly key: string
  readonly other: string
  readonly link: string | null
}

/**
 * An edit of an Order Entry document has made another record of it: that one takes over the link of the one before, which is gone, and
 * whatever points to the one before is looked at again. A record that has been replaced itself gets no link any more. The rows are stored
 * already; answers those that go on, with the links that they have now.
 */
export async function succeed(tx: Db, scope: Scope, rows: readonly Sorted[]): Promise<readonly Sorted[]> {
  const siblings = await readSiblings(tx, scope, rows)
  if (siblings.length === 0) return rows
  const before = new Map<string, Sibling[]>()
  const replaced = new Set<string>()
  for (const sibling of siblings) {
    const name = text(sibling.type, sibling.key)
    if (isLater(sibling.other, sibling.key)) replaced.add(name)
    else before.set(name, [...(before.get(name) ?? []), sibling])
  }
  const moves = rows.flatMap(({ row, known }) => {
    const name = text(row.type, row.key)
    const from = before.get(name)?.find(({ link }) => link !== null)
    return known?.link || replaced.has(name) || !from?.link
      ? []
      : [{ type: row.type, key: row.key, link: from.link, from: from.other }]
  })
  await markReplaced(tx, scope, siblings)
  await moveLinks(tx, scope, moves)
  const moved = new Map(moves.map((move) => [text(move.type, move.key), move.link]))
  return rows
    .filter(({ row }) => !replaced.has(text(row.type, row.key)))
    .map((item) => withLink(item, moved.get(text(item.row.type, item.row.key))))
}

function text(type: string, key: string): string {
  return `${type}:${key}`
}

function withLink({ row, known }: Sorted, link: string | undefined): Sorted {
  if (link === undefined) return { row, known }
  const unknown: Known = {
    type: row.type,
    key: row.key,
    hash: null,
    stamp: null,
    presence: null,
    turn: null,
    facts: null,
    link,
  }
  return { row, known: { ...(known ?? unknown), link } }
}

/** Other records of the same documents, each with the link that it has. */
async function readSiblings(tx: Db, scope: Scope, rows: readonly Sorted[]): Promise<readonly Sibling[]> {
  const made = rows.filter(({ row }) => row.document !== null)
  if (made.length === 0) return []
  const found = await sql<Sibling>`
    select k.type, k.key, o.key as other, l.id as link
      from unnest(${made.map(({ row }) => row.type)}::text[], ${made.map(({ row }) => row.key)}::text[],
                  ${made.map(({ row }) => row.document)}::text[]) as k (type, key, document)
      cross join lateral (
        select x.key from remote_record x
         where ${within(scope, 'x')} and x.type = k.type and x.document = k.document and x.document is not null and x.key <> k.key
           and ${via('remote_record_document', 'x')} offset 0
      ) o
      left join lateral (
        select x.id from link x
         where ${within(scope, 'x')} and x.type = k.type and x.remote_key = o.key and x.role = 'main' and ${via('link_remote', 'x')} offset 0
      ) l on true`.execute(tx)
  return found.rows
}

async function markReplaced(tx: Db, scope: Scope, siblings: readonly Sibling[]): Promise<void> {
  const gone = siblings.map(({ type, key, other }) => ({ type, key: isLater(other, key) ? key : other }))
  for (const [type, own] of Map.groupBy(gone, (row) => row.type))
    await sql`
      update remote_record r set presence = 'gone', turn = nextval('tieout.revision')
       where ${within(scope, 'r')} and r.type = ${type} and r.key = any(${own.map((row) => row.key)}::text[]) and r.presence <> 'gone'`.execute(
      tx,
    )
}

interface Move {
  readonly type: ObjectType
  readonly key: string
  readonly link: string
  readonly from: string
}

async function moveLinks(tx: Db, scope: Scope, moves: readonly Move[]): Promise<void> {
  if (moves.length === 0) return
  const latest = lastOfEach(
    moves.toSorted((a, b) => (isLater(a.key, b.key) ? 1 : -1)),
    (move) => move.link,
  )
  await sql`
    update link l set remote_key = ${json(Object.fromEntries(latest.map(({ link, key }) => [link, key])))} ->> l.id::text, due_at = 0,
           revision = nextval('tieout.revision'), woke = nextval('tieout.revision')
     where ${within(scope, 'l')} and l.id = any(${latest.map(({ link }) => link)}::uuid[])`.execute(tx)
  await lookAgain(tx, scope, latest)
}

/** What the app applies to a moved record is decided anew; what Intacct applies to it is read again, for the applications moved too. */
async function lookAgain(tx: Db, scope: Scope, moves: readonly Move[]): Promise<void> {
  await sql`
    update link l set due_at = 0, revision = nextval('tieout.revision')
     where ${within(scope, 'l')} and l.id = any(array(
       select c.id from unnest(${moves.map(({ link }) => link)}::uuid[]) as k (id)
         cross join lateral (select x.type, x.app_id from link x where ${within(scope, 'x')} and x.id = k.id offset 0) p
         cross join lateral (
           select x.type, x.record from record_reference x
            where ${within(scope, 'x')} and x.ref_type = p.type and x.ref_by = 'id' and x.ref_value = p.app_id and x.side = 'app'
              and ${via('record_reference_to', 'x')} offset 0
         ) f
         cross join lateral (
           select x.id from link x
            where ${within(scope, 'x')} and x.type = f.type and x.app_id = f.record and x.role = 'main' and ${via('link_app', 'x')} offset 0
         ) c))`.execute(tx)
  const found = await sql<{ type: ObjectType; key: string }>`
    select f.type, f.record as key
      from unnest(${moves.map(({ type }) => type)}::text[], ${moves.map(({ from }) => from)}::text[]) as k (type, key)
      cross join lateral (
        select x.type, x.record from record_reference x
         where ${within(scope, 'x')} and x.ref_type = k.type and x.ref_by = 'key' and x.ref_value = k.key and x.side = 'remote'
           and ${via('record_reference_to', 'x')} offset 0
      ) f`.execute(tx)
  await saveWants(
    tx,
    scope,
    found.rows.map(({ type, key }) => ({ type, key, by: 'key', why: 'suspect' })),
  )
}

/** The Order Entry documents behind these records, or the latest record of these documents. */
export async function documents(
  db: Db,
  scope: Scope,
  type: ObjectType,
  by: 'key' | 'document',
  values: readonly string[],
): Promise<readonly HeldDocument[]> {
  if (values.length === 0) return []
  const found = await inWorkspace(db, scope.workspace, (tx) =>
    sql<{ key: string; document: string; all: string[] }>`
      select case when ${by} = 'key' then k.value else o.last end as key, d.document, o.all
        from unnest(${[...new Set(values)]}::text[]) as k (value)
        cross join lateral (
          select x.document from remote_record x
           where ${by} = 'key' and ${within(scope, 'x')} and x.type = ${type} and x.key = k.value and x.document is not null
          union all select k.value where ${by} = 'document'
        ) d
        cross join lateral (
          select array_agg(x.key) as all, (array_agg(x.key order by length(x.key) desc, x.key collate "C" desc))[1] as last
            from remote_record x
           where ${within(scope, 'x')} and x.type = ${type} and x.document = d.document and x.document is not null
             and ${via('remote_record_document', 'x')}
        ) o
       where o.last is not null`.execute(tx),
  )
  return found.rows.map(({ key, document, all }) => ({
    key,
    document,
    isReplaced: all.some((other) => isLater(other, key)),
  }))
}
