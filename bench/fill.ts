import { storedReference } from '@tieout/engine/flows/refresh.ts'
import type { Scope } from '@tieout/engine/ports.ts'
import { makeConnection } from '@tieout/store/testing.ts'
import type { OpenStore } from '@tieout/store/open.ts'
import { sql } from 'kysely'

/** Rows that one statement makes. */
const step = 50_000
const pageSize = 2_000

/**
 * A connection of a company in this workspace with so many records, as some years of syncing leave them: customers of 40 documents each,
 * dates and amounts spread, 98 in 100 in agreement. Answers its id.
 */
export async function fillRecords(store: OpenStore, workspace: string, count: number): Promise<string> {
  const connection = await makeConnection(store, workspace)
  for (let from = 0; from < count; from += step) {
    await store.withWorkspace(workspace, async (tx) => {
      await sql`
        insert into tieout.link (workspace, connection, id, type, type_order, app_id, imported, remote_key, revision, outcome, reason,
               status, number, party, date, amount_minor, currency, version, created_at, changed_at)
        select ${workspace}::uuid, ${connection}::uuid, md5('link ' || n)::uuid, t.type, t.type_order, 'a' || n, false, n::text, n,
               r.outcome, r.reason, r.status, t.prefix || n, 'Customer ' || n / 40, date '2023-01-01' + (n * 7 % 1100), 100 + n * 137 % 900000,
               'USD', 1 + n % 3, 1700000000000 + n, 1700000000000 + n
          from generate_series(${from}::int, ${Math.min(count, from + step) - 1}::int) as n
          cross join lateral (select n % 100 as part offset 0) p
          cross join lateral (
            select case when p.part < 55 then 'invoice' when p.part < 95 then 'payment' else 'customer' end as type,
                   case when p.part < 55 then 30 when p.part < 95 then 50 else 10 end as type_order,
                   case when p.part < 55 then 'INV-' when p.part < 95 then 'PAY-' else 'C-' end as prefix offset 0) t
          cross join lateral (select n / 100 % 100 as fate offset 0) f
          cross join lateral (
            select case when f.fate = 0 then 'failed' else 'posted' end as outcome,
                   case when f.fate = 0 then 'refused' when f.fate = 1 then 'conflict' else 'posted' end as reason,
                   case when f.fate = 0 then 'error' when f.fate = 1 then 'desynchronized' else 'success' end as status offset 0) r`.execute(
        tx,
      )
    })
  }
  await store.withWorkspace(workspace, (tx) => sql`select tieout.refresh_statistics()`.execute(tx))
  return connection
}

const places = [
  'Lakeside',
  'Northwind',
  'Harbor',
  'Old Mill',
  'Birch',
  'Summit',
  'Valley',
  'Cedar',
  'Granite',
  'Maple',
]
const trades = [
  'Supply',
  'Vets',
  'Dental',
  'Office',
  'Concrete',
  'Foods',
  'Partners',
  'Consulting',
  'Electric',
  'Homes',
]

/** So many vendors, stored as a full refresh stores them. */
export async function fillReference(store: OpenStore, scope: Scope, count: number): Promise<void> {
  const { references } = store
  const held = await references.take(
    scope,
    'vendor',
    { mode: 'full', from: null, ceiling: '2026-12-31T00:00:00', since: 'A', cursor: null },
    10,
  )
  for (let from = 0; from < count; from += pageSize) {
    const rows = Array.from({ length: Math.min(pageSize, count - from) }, (_, index) => {
      const n = from + index
      const name = `${places[n % places.length] ?? ''} ${trades[Math.floor(n / 7) % trades.length] ?? ''} ${n}`
      return storedReference({
        key: String(n),
        id: `V-${n}`,
        name,
        status: n % 20 === 0 ? 'inactive' : 'active',
        parent: null,
        entity: null,
        extra: {},
        stamp: '2026-03-02T00:00:00',
      })
    })
    await references.save(scope, held, rows, null, 10)
  }
  await references.close(scope, held, { watermark: '2026-03-02T00:00:00', rights: 'bench', unseen: null }, 10)
  await store.withWorkspace(scope.workspace, (tx) => sql`select tieout.refresh_statistics()`.execute(tx))
}
