import { sql } from 'kysely'
import { objectTypes } from '@tieout/engine/core/object-types.ts'
import type { AppPut } from '@tieout/engine/ports/app-put.ts'
import type { AppPutResult, Scope } from '@tieout/engine/ports.ts'
import { json, recordText, storable, via, within } from '../database/bulk.ts'
import { inConnection } from '../database/workspace.ts'
import type { Db } from '../database/workspace.ts'
import { nameParties, partyRef, partyRefType, partyRefValue, shownColumns, shownRecordset } from './links.ts'
import { saveReferences } from './references.ts'

interface Have {
  version: number
  hash: string
  state: string
}

/** @param newId a fresh uuid for a link */
export async function putApp(
  db: Db,
  newId: () => string,
  scope: Scope,
  given: readonly AppPut[],
  at: number,
): Promise<readonly AppPutResult[]> {
  const rows = storable(given)
  if (rows.length === 0) return []
  return inConnection(db, scope, (tx) => putRows(tx, newId, scope, rows, at))
}

/** Within a transaction that holds the connection. */
export async function putRows(
  tx: Db,
  newId: () => string,
  scope: Scope,
  rows: readonly AppPut[],
  at: number,
): Promise<readonly AppPutResult[]> {
  const before = await readVersions(tx, scope, rows)
  const { results, stored } = judge(rows, before)
  if (stored.length === 0) return results
  await saveRecords(tx, scope, stored, at)
  await saveReferences(
    tx,
    scope,
    'app',
    stored.map((put) => ({
      type: put.type,
      record: put.id,
      references: put.references,
      known: before.has(recordText(put.type, put.id)),
    })),
  )
  await saveLinks(tx, newId, scope, stored, at)
  await nameParties(
    tx,
    scope,
    stored
      .filter((put) => objectTypes[put.type].data === 'master')
      .map((put) => ({ ref: partyRef(put.type, 'id', put.id), name: put.display.party })),
  )
  return results
}

async function readVersions(tx: Db, scope: Scope, rows: readonly AppPut[]): Promise<Map<string, Have>> {
  const found = await sql<Have & { type: string; id: string }>`
    select a.type, a.id, a.version, a.hash, a.state
      from unnest(${rows.map((row) => row.type)}::text[], ${rows.map((row) => row.id)}::text[]) as k (type, id)
      cross join lateral (
        select x.* from app_record x where ${within(scope, 'x')} and x.type = k.type and x.id = k.id offset 0
      ) a`.execute(tx)
  return new Map(found.rows.map((row) => [recordText(row.type, row.id), row]))
}

/** Goes through the rows in their order, so that several versions of one record may come in one call; only the last is stored. */
function judge(rows: readonly AppPut[], before: ReadonlyMap<string, Have>) {
  const have = new Map(before)
  const stored = new Map<string, AppPut>()
  const results = rows.map((put): AppPutResult => {
    const key = recordText(put.type, put.id)
    const mine = have.get(key)
    if (mine !== undefined && put.version < mine.version) return { kind: 'version_older', have: mine.version }
    if (mine?.version === put.version) {
      const same = mine.hash === put.hash && mine.state === put.state
      return same ? { kind: 'unchanged' } : { kind: 'version_reused', have: mine.version }
    }
    have.set(key, put)
    stored.set(key, put)
    return { kind: 'stored' }
  })
  return { results, stored: [...stored.values()] }
}

async function saveRecords(tx: Db, scope: Scope, stored: readonly AppPut[], at: number): Promise<void> {
  const rows = stored.map(({ type, id, version, state, data, hash }) => ({
    type,
    id,
    version,
    state,
    data,
    hash,
  }))
  await sql`
    insert into app_record (workspace, connection, type, id, version, state, data, hash, received_at)
    select ${scope.workspace}::uuid, ${scope.connection}::uuid, r.*, ${at}::bigint
      from jsonb_to_recordset(${json(rows)})
        as r (type text, id text, version bigint, state text, data jsonb, hash text)
    on conflict (workspace, connection, type, id) do update
      set version = excluded.version, state = excluded.state, data = excluded.data, hash = excluded.hash,
          received_at = excluded.received_at`.execute(tx)
}

async function saveLinks(
  tx: Db,
  newId: () => string,
  scope: Scope,
  stored: readonly AppPut[],
  at: number,
): Promise<void> {
  const rows = stored.map((put) => ({
    id: newId(),
    type: put.type,
    type_order: objectTypes[put.type].order,
    app_id: put.id,
    version: put.version,
    ...shownColumns(put.type, put.display, 'id'),
  }))
  await sql`
    insert into link as l (workspace, connection, id, type, type_order, app_id, imported, revision, due_at,
                           version, number, party, party_ref, date, amount_minor, currency, created_at, changed_at)
    select ${scope.workspace}::uuid, ${scope.connection}::uuid, r.id, r.type, r.type_order, r.app_id, false,
           nextval('tieout.revision'), 0, r.version, r.number, coalesce(nullif(c.party, ''), r.party), r.party_ref, r.date,
           r.amount_minor, r.currency, ${at}::bigint, ${at}::bigint
      from jsonb_to_recordset(${json(rows)})
        as r (id uuid, type text, type_order smallint, app_id text, version bigint, ${shownRecordset})
      left join lateral (
        select x.party from link x
         where ${within(scope, 'x')} and r.party_ref <> '' and x.type = ${partyRefType(sql`r.party_ref`)} and x.app_id = ${partyRefValue(sql`r.party_ref`)}
           and x.role = 'main' and ${via('link_app', 'x')} offset 0
      ) c on true
    on conflict (workspace, connection, type, app_id) where role = 'main' and tieout.via('link_app', workspace) do update
      set imported = false, revision = nextval('tieout.revision'), due_at = 0, version = excluded.version,
          number = excluded.number, party = excluded.party, party_ref = excluded.party_ref, date = excluded.date,
          amount_minor = excluded.amount_minor, currency = excluded.currency, changed_at = excluded.changed_at`.execute(
    tx,
  )
}
