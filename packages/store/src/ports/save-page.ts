import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { objectTypes } from '@tieout/engine/core/object-types.ts'
import type { SavedPage, Scope, StoredRemoteRow } from '@tieout/engine/ports.ts'
import type { Want } from '@tieout/engine/ports/settled.ts'
import type { ReadCursor, PageCounts } from '@tieout/engine/ports/windows.ts'
import { json, keyed, lastOfEach, recordText, storable, via, within } from '../database/bulk.ts'
import { inConnection } from '../database/workspace.ts'
import type { Db } from '../database/workspace.ts'
import { adoptMarked } from './adopt.ts'
import { resetFailures } from './failures.ts'
import {
  markDirty,
  nameParties,
  partyRef,
  partyRefType,
  partyRefValue,
  shownColumns,
  shownRecordset,
  wakeWaiting,
} from './links.ts'
import { saveReferences } from './references.ts'
import type { Known, Sorted } from './page-row.ts'
import { holdsWindow, moveCursor } from './streams.ts'
import { succeed } from './succeed.ts'
import { endWants, saveWants, touchedToReread } from './wants.ts'

/**
 * Stores a page of records and marks what it concerns. A page of a window moves that stream’s cursor; one that was read by key ends the
 * wants for its records.
 * @param newId a fresh uuid for a link
 */
export async function savePage(
  db: Db,
  newId: () => string,
  scope: Scope,
  page: SavedPage,
): Promise<PageCounts | null> {
  const { window } = page
  return inConnection(db, scope, async (tx) => {
    if (window !== null && !(await holdsWindow(tx, scope, window))) return null
    const rows = lastOfEach(storable(page.rows, ownTexts), (row) => recordText(row.type, row.key))
    const { created, changed, same, confirmed, wants } = sortRows(
      rows,
      await readKnown(tx, scope, rows),
      page,
    )
    await confirm(tx, scope, confirmed)
    const fresh = [...created, ...changed]
    if (fresh.length > 0) {
      await saveRecords(tx, scope, fresh, page.at)
      await saveReferences(
        tx,
        scope,
        'remote',
        fresh.map(({ row, known }) => ({
          type: row.type,
          record: row.key,
          references: row.references,
          known: isStored(known),
        })),
      )
      await tieLinks(tx, newId, scope, fresh, page.at)
      wants.push(...(await touchedToReread(tx, scope, window?.stream ?? null, fresh)))
    }
    if (window === null) {
      await markDirty(
        tx,
        scope,
        same.flatMap(({ known }) => known?.link ?? []),
      )
      await endWants(tx, scope, rows)
    } else {
      await moveCursor(tx, scope, window.stream, page.next ?? lastOf(page.rows))
    }
    await saveWants(tx, scope, wants)
    await resetFailures(tx, scope)
    return {
      read: page.rows.length,
      created: created.length,
      changed: changed.length,
      unchanged: same.length,
    }
  })
}

/** Texts of a row that go to statements by themselves. */
function ownTexts(row: StoredRemoteRow): readonly (string | null)[] {
  const { key, number, stamp, created, entity, marker, references } = row
  return [
    key,
    number,
    stamp,
    created,
    entity,
    marker,
    row.display.party,
    ...references.map(({ value }) => value),
  ]
}

function isStored(known: Known | undefined): known is Known {
  return known !== undefined && known.hash !== null
}

/** A last page leaves the cursor behind itself, so that a window killed before its end is not begun anew. */
function lastOf(rows: readonly StoredRemoteRow[]): ReadCursor | null {
  const last = rows.at(-1)
  return last === undefined ? null : { stamp: last.stamp, key: last.key }
}

async function readKnown(
  tx: Db,
  scope: Scope,
  rows: readonly StoredRemoteRow[],
): Promise<Map<string, Known>> {
  if (rows.length === 0) return new Map()
  const found = await sql<Known>`
    select k.type, k.key, r.hash, r.stamp, r.presence, r.turn, case when r.facts ?| array['touches', 'applications'] then r.facts end as facts,
           l.id as link
      from unnest(${rows.map((row) => row.type)}::text[], ${rows.map((row) => row.key)}::text[]) as k (type, key)
      left join lateral (
        select x.hash, x.stamp, x.presence, x.turn, x.facts from remote_record x
         where ${within(scope, 'x')} and x.type = k.type and x.key = k.key offset 0
      ) r on true
      left join lateral (
        select x.id from link x
         where ${within(scope, 'x')} and x.type = k.type and x.remote_key = k.key and x.role = 'main' and ${via('link_remote', 'x')} offset 0
      ) l on true`.execute(tx)
  return new Map(found.rows.map((row) => [recordText(row.type, row.key), row]))
}

/** Unchanged hashes are skipped; what may be older than what we hold is wanted by key, so that a late answer costs one more read. */
function sortRows(rows: readonly StoredRemoteRow[], all: ReadonlyMap<string, Known>, page: SavedPage) {
  const created: Sorted[] = []
  const changed: Sorted[] = []
  const same: Sorted[] = []
  const confirmed: Sorted[] = []
  const wants: Want[] = []
  for (const row of rows) {
    const known = all.get(recordText(row.type, row.key))
    const item = { row, known }
    if (!isStored(known)) created.push(item)
    else if (known.hash === row.hash && known.presence === 'present') {
      same.push(item)
      confirmed.push(item)
    } else if (isBelieved(row, known, page)) changed.push(item)
    else {
      wants.push({ type: row.type, key: row.key, by: 'key', why: 'read_back' })
      same.push(item)
    }
  }
  return { created, changed, same, confirmed, wants }
}

/**
 * Stamped later, or asked for after what we hold was stored: applying a payment moves no stamp of its invoice. An older stamp is believed
 * of a direct read only (a person moved the service user's zone, and all stamps with it).
 */
function isBelieved(row: StoredRemoteRow, known: Known, page: SavedPage): boolean {
  const stamp = known.stamp ?? ''
  if (known.presence === 'present' && row.stamp > stamp) return true
  return page.asked > (known.turn ?? 0) && (page.window === null || row.stamp >= stamp)
}

/** Nothing new, but said again: an answer that was asked for before cannot undo it. */
async function confirm(tx: Db, scope: Scope, confirmed: readonly Sorted[]): Promise<void> {
  for (const [type, own] of Map.groupBy(confirmed, ({ row }) => row.type))
    await sql`
      update remote_record r set turn = nextval('tieout.revision')
       where ${within(scope, 'r')} and r.type = ${type} and r.key = any(${own.map(({ row }) => row.key)}::text[])`.execute(
      tx,
    )
}

async function saveRecords(tx: Db, scope: Scope, fresh: readonly Sorted[], at: number): Promise<void> {
  const rows = fresh.map(({ row }) => ({
    type: row.type,
    key: row.key,
    number: row.number,
    name: objectTypes[row.type].data === 'master' ? row.display.party : '',
    stamp: row.stamp,
    created: row.created,
    entity: row.entity,
    marker: row.marker,
    document: row.document,
    data: row.data,
    facts: row.facts,
    hash: row.hash,
  }))
  await sql`
    insert into remote_record as old (workspace, connection, type, key, number, name, stamp, created, entity, marker, document, data,
                                      facts, hash, presence, read_at, turn)
    select ${scope.workspace}::uuid, ${scope.connection}::uuid, r.*, 'present', ${at}::bigint, nextval('tieout.revision')
      from jsonb_to_recordset(${json(rows)})
        as r (type text, key text, number text, name text, stamp text, created text, entity text, marker text,
              document text, data jsonb, facts jsonb, hash text)
    on conflict (workspace, connection, type, key) do update
      set number = excluded.number, name = excluded.name, stamp = excluded.stamp, created = excluded.created,
          entity = excluded.entity, marker = excluded.marker, document = excluded.document, data = excluded.data,
          facts = excluded.facts, hash = excluded.hash, presence = 'present', read_at = excluded.read_at, turn = excluded.turn
      where excluded.hash is distinct from old.hash or old.presence <> 'present'`.execute(tx)
}

async function tieLinks(
  tx: Db,
  newId: () => string,
  scope: Scope,
  all: readonly Sorted[],
  at: number,
): Promise<void> {
  const fresh = await succeed(tx, scope, all)
  const adopted = await adoptMarked(tx, scope, fresh, at)
  const linked = fresh.flatMap(({ known }) => known?.link ?? [])
  const strangers = fresh.filter(
    ({ row, known }) => !known?.link && !adopted.settled.has(recordText(row.type, row.key)),
  )
  const made = await makeLinks(tx, newId, scope, strangers, at)
  await refreshLinks(
    tx,
    scope,
    fresh.filter(({ known }) => known?.link),
    at,
  )
  await offerToUnmatched(tx, scope, strangers)
  const parties = fresh.filter(({ row }) => objectTypes[row.type].data === 'master' && row.number !== '')
  await nameParties(
    tx,
    scope,
    parties.map(({ row }) => ({ ref: partyRef(row.type, 'number', row.number), name: row.display.party })),
  )
  await wakeWaiting(tx, scope, [...linked, ...adopted.links, ...made])
}

async function makeLinks(
  tx: Db,
  newId: () => string,
  scope: Scope,
  strangers: readonly Sorted[],
  at: number,
): Promise<string[]> {
  if (strangers.length === 0) return []
  const rows = strangers.map(({ row }) => ({
    id: newId(),
    type: row.type,
    type_order: objectTypes[row.type].order,
    remote_key: row.key,
    ...shownColumns(row.type, row.display, 'number'),
  }))
  await sql`
    insert into link (workspace, connection, id, type, type_order, app_id, imported, remote_key, revision, woke, due_at,
                      number, party, party_ref, date, amount_minor, currency, created_at, changed_at)
    select ${scope.workspace}::uuid, ${scope.connection}::uuid, r.id, r.type, r.type_order, r.id::text, true, r.remote_key,
           nextval('tieout.revision'), nextval('tieout.revision'), 0, r.number, coalesce(c.name, r.party), r.party_ref, r.date, r.amount_minor, r.currency,
           ${at}::bigint, ${at}::bigint
      from jsonb_to_recordset(${json(rows)})
        as r (id uuid, type text, type_order smallint, remote_key text, ${shownRecordset})
      left join lateral (${partyName(scope, sql`r.party_ref`)}) c on true`.execute(tx)
  return rows.map((row) => row.id)
}

/** Links whose record changed are looked at. An imported record shows what Intacct has; a record of the app's shows what the app has. */
async function refreshLinks(tx: Db, scope: Scope, known: readonly Sorted[], at: number): Promise<void> {
  if (known.length === 0) return
  const rows = known.map(({ row, known: old }) => ({
    id: old?.link ?? '',
    ...shownColumns(row.type, row.display, 'number'),
  }))
  await sql`
    update link l
       set due_at = 0, revision = nextval('tieout.revision'), woke = nextval('tieout.revision'),
           changed_at = case when l.imported then ${at}::bigint else l.changed_at end,
           (number, party_ref, date, amount_minor, currency, party) = (
             select x.number, x.party_ref, x.date, x.amount_minor, x.currency, x.party
               from (select l.number, l.party_ref, l.date, l.amount_minor, l.currency, l.party where not l.imported
                     union all
                     select r.number, r.party_ref, r.date, r.amount_minor, r.currency,
                            case when r.party_ref = '' then r.party
                                 when l.party_ref = r.party_ref then l.party
                                 else coalesce((${partyName(scope, sql`r.party_ref`)}), r.party) end
                       from jsonb_to_record(${keyed(rows)} -> l.id::text) as r (${shownRecordset})
                      where l.imported) x)
     where ${within(scope, 'l')} and l.id = any(${rows.map((row) => row.id)}::uuid[])`.execute(tx)
}

/** The name of the customer or vendor that a document's reference points to; the one that is there, if several bear the number. */
function partyName(scope: Scope, ref: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    select nullif(x.name, '') as name from remote_record x
     where ${within(scope, 'x')} and x.type = ${partyRefType(ref)} and ${ref} <> '' and x.number = ${partyRefValue(ref)}
       and ${via('remote_record_number', 'x')}
     order by x.presence = 'present' desc, x.key limit 1`
}

/** The app's unlinked records that a newcomer could be are looked at again. */
async function offerToUnmatched(tx: Db, scope: Scope, strangers: readonly Sorted[]): Promise<void> {
  if (strangers.length === 0) return
  await sql`
    update link l set due_at = 0, revision = nextval('tieout.revision')
     where ${within(scope, 'l')} and l.id = any(array(
       select u.id
         from unnest(${strangers.map(({ row }) => row.type)}::text[], ${strangers.map(({ row }) => row.number)}::text[]) as k (type, number)
         cross join lateral (
           select x.id from link x
            where ${within(scope, 'x')} and x.type = k.type and x.number = k.number and k.number <> '' and x.remote_key is null
              and ${via('link_unmatched', 'x')} offset 0
         ) u))`.execute(tx)
}
