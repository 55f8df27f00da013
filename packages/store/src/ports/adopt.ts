import { sql } from 'kysely'
import type { Scope } from '@tieout/engine/ports.ts'
import { json, recordText, via, within } from '../database/bulk.ts'
import type { Db } from '../database/workspace.ts'
import type { Sorted } from './page-row.ts'

interface Ours {
  marker: string
  type: string
  intent: string
  link: string
  remote_key: string | null
  current: boolean
}

export interface Adopted {
  /** Records that are ours and need no link of their own, as `type:key`. */
  readonly settled: ReadonlySet<string>
  /** Links that got their remote record now. */
  readonly links: readonly string[]
}

/**
 * Rows that carry the marker of one of our creates are ours, whatever became of the answer. The first attaches to the create's link;
 * a further one, or one of an incarnation that a person has given up, means that the record is there twice.
 */
export async function adoptMarked(
  tx: Db,
  scope: Scope,
  fresh: readonly Sorted[],
  at: number,
): Promise<Adopted> {
  const marked = fresh.filter(({ row, known }) => row.marker !== null && row.marker !== '' && !known?.link)
  if (marked.length === 0) return { settled: new Set(), links: [] }
  const found = await sql<Ours>`
    select distinct on (i.marker, i.type) i.marker, i.type, i.id as intent, i.link, l.remote_key, i.incarnation = l.incarnation as current
      from unnest(${[...new Set(marked.map(({ row }) => row.marker))]}::text[]) as k (marker)
      cross join lateral (
        select x.* from intent x
         where ${within(scope, 'x')} and x.op = 'create' and x.marker = k.marker and ${via('intent_marker', 'x')} offset 0
      ) i
      cross join lateral (
        select x.remote_key, x.incarnation from link x where ${within(scope, 'x')} and x.id = i.link offset 0
      ) l
     order by i.marker, i.type, i.seq desc`.execute(tx)
  const ours = new Map(found.rows.map((row) => [recordText(row.type, row.marker), row]))
  const settled = new Set<string>()
  const first: { intent: string; link: string; key: string }[] = []
  const further: { link: string; key: string }[] = []
  for (const { row } of marked) {
    const mine = ours.get(recordText(row.type, row.marker ?? ''))
    if (mine === undefined) continue
    settled.add(recordText(row.type, row.key))
    if (mine.current && mine.remote_key === null) {
      mine.remote_key = row.key
      first.push({ intent: mine.intent, link: mine.link, key: row.key })
    } else if (mine.remote_key !== row.key) further.push({ link: mine.link, key: row.key })
  }
  await attachWritten(tx, scope, first, 'found by its marker', at)
  await flagDuplicates(tx, scope, further)
  return { settled, links: first.map((item) => item.link) }
}

/** The write behind each intent has made this remote record; its link gets the key and is looked at. */
export async function attachWritten(
  tx: Db,
  scope: Scope,
  items: readonly { readonly intent: string; readonly link: string; readonly key: string }[],
  how: string,
  at: number,
): Promise<void> {
  if (items.length === 0) return
  await sql`
    update intent i
       set state = 'written', key = ${json(Object.fromEntries(items.map((item) => [item.intent, item.key])))} ->> i.id, fault = null, holder = null, lease_until = null,
           evidence = i.evidence || jsonb_build_object('at', ${at}::bigint, 'step', 'adopted', 'detail', ${how}::text)
     where ${within(scope, 'i')} and i.id = any(${items.map((item) => item.intent)}::text[]) and i.state in ('queued', 'sent', 'unknown', 'failed')`.execute(
    tx,
  )
  await sql`
    update link l
       set remote_key = ${json(Object.fromEntries(items.map((item) => [item.link, item.key])))} ->> l.id::text, due_at = 0,
           revision = nextval('tieout.revision'), woke = nextval('tieout.revision')
     where ${within(scope, 'l')} and l.id = any(${items.map((item) => item.link)}::uuid[]) and l.remote_key is null`.execute(
    tx,
  )
}

/** Keeps the first key and remembers the further ones: a person has to look, until they are gone. */
export async function flagDuplicates(
  tx: Db,
  scope: Scope,
  items: readonly { readonly link: string; readonly key: string }[],
): Promise<void> {
  if (items.length === 0) return
  const byLink = Map.groupBy(items, (item) => item.link)
  const keys = Object.fromEntries([...byLink].map(([link, own]) => [link, own.map((item) => item.key)]))
  await sql`
    update link l
       set duplicates = (select array_agg(distinct k order by k)
                           from (select unnest(l.duplicates) union select jsonb_array_elements_text(${json(keys)} -> l.id::text)) as d (k)),
           due_at = 0, revision = nextval('tieout.revision')
     where ${within(scope, 'l')} and l.id = any(${[...byLink.keys()]}::uuid[])`.execute(tx)
}

/** A remote-only link that holds a key which now belongs to another link makes room: what was written about it moves over. */
export async function mergeRemoteOnly(
  tx: Db,
  scope: Scope,
  items: readonly { readonly from: string; readonly to: string }[],
): Promise<void> {
  if (items.length === 0) return
  const from = items.map((item) => item.from)
  const to = json(Object.fromEntries(items.map((item) => [item.from, item.to])))
  await sql`
    update timeline t set link = (${to} ->> t.link::text)::uuid
     where ${within(scope, 't')} and t.link = any(${from}::uuid[])`.execute(tx)
  await sql`
    update intent i set link = (${to} ->> i.link::text)::uuid
     where ${within(scope, 'i')} and i.id = any(array(
       select o.id from unnest(${from}::uuid[]) as k (link) cross join lateral (
         select x.id from intent x where ${within(scope, 'x')} and x.link = k.link and ${via('intent_of_link', 'x')} offset 0
       ) o))`.execute(tx)
  await sql`delete from link l where ${within(scope, 'l')} and l.id = any(${from}::uuid[])`.execute(tx)
}
