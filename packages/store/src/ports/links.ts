import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { partyTypeOf } from '@tieout/engine/core/party.ts'
import type { ObjectType } from '@tieout/engine/core/object-types.ts'
import type { Display } from '@tieout/engine/core/display.ts'
import type { Scope } from '@tieout/engine/ports.ts'
import { json, via, within } from '../database/bulk.ts'
import type { Db } from '../database/workspace.ts'

/** What a list shows of a record; `party_ref` keeps whose name `party` is to be. */
export function shownColumns(type: ObjectType, display: Display, by: 'id' | 'number') {
  const partyType = partyTypeOf(type)
  return {
    number: display.number,
    party: display.party,
    party_ref: partyType === null || display.party === '' ? '' : partyRef(partyType, by, display.party),
    date: display.date,
    amount_minor: display.amount,
    currency: display.currency,
  }
}

/**
 * Whose name a document shows: `id:C-1`, `number:C-1` for a customer, `vendor-id:…`, `vendor-number:…` for a vendor, which may bear the
 * same number as a customer.
 */
export function partyRef(type: ObjectType, by: 'id' | 'number', value: string): string {
  return `${type === 'customer' ? '' : `${type}-`}${by}:${value}`
}

/** The type that such a reference names: SQL over the reference. */
export function partyRefType(ref: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`case when ${ref} like 'vendor-%' then 'vendor' else 'customer' end`
}

/** The id or number that such a reference names: SQL over the reference. */
export function partyRefValue(ref: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`substr(${ref}, strpos(${ref}, ':') + 1)`
}

export const shownRecordset = sql`number text, party text, party_ref text, date date, amount_minor numeric, currency text`

/** Marks links to be looked at, at once. */
export async function markDirty(tx: Db, scope: Scope, links: readonly string[]): Promise<void> {
  if (links.length === 0) return
  await sql`
    update link l set due_at = 0, revision = nextval('tieout.revision')
     where ${within(scope, 'l')} and l.id = any(${links}::uuid[])`.execute(tx)
}

/** The same after they were linked or their remote record changed: whatever waits for them wakes. */
export async function markChanged(tx: Db, scope: Scope, links: readonly string[]): Promise<void> {
  if (links.length === 0) return
  await sql`
    update link l set due_at = 0, revision = nextval('tieout.revision'), woke = nextval('tieout.revision')
     where ${within(scope, 'l')} and l.id = any(${links}::uuid[])`.execute(tx)
  await wakeWaiting(tx, scope, links)
}

/** Wakes whatever waits for links whose `woke` was raised by the statement that changed them. */
export async function wakeWaiting(tx: Db, scope: Scope, parents: readonly string[]): Promise<void> {
  if (parents.length === 0) return
  await sql`
    with parent as materialized (
      select l.type, l.app_id, l.remote_key, r.number
        from unnest(${parents}::uuid[]) as k (id)
        cross join lateral (
          select x.type, x.app_id, x.remote_key from link x where ${within(scope, 'x')} and x.id = k.id offset 0
        ) l
        left join lateral (
          select x.number from remote_record x where ${within(scope, 'x')} and x.type = l.type and x.key = l.remote_key offset 0
        ) r on true
    ), known (ref_type, ref_by, ref_value) as materialized (
      select type, 'id', app_id from parent
      union all select type, 'key', remote_key from parent where remote_key is not null
      union all select type, 'number', number from parent where number <> ''
    )
    update link l set due_at = 0, revision = nextval('tieout.revision')
     where ${within(scope, 'l')} and l.id = any(array(
       select w.link from known n cross join lateral (
         select x.link from waiting_reference x
          where ${within(scope, 'x')} and x.ref_type = n.ref_type and x.ref_by = n.ref_by and x.ref_value = n.ref_value
            and ${via('waiting_reference_for', 'x')} offset 0
       ) w))`.execute(tx)
}

/** Puts the customer's or vendor's name on the documents that point to it. */
export async function nameParties(
  tx: Db,
  scope: Scope,
  names: readonly { readonly ref: string; readonly name: string }[],
): Promise<void> {
  if (names.length === 0) return
  const byRef = json(Object.fromEntries(names.map((n) => [n.ref, n.name])))
  await sql`
    update link l set party = ${byRef} ->> l.party_ref
     where ${within(scope, 'l')} and l.id = any(array(
       select o.id from unnest(${names.map((n) => n.ref)}::text[], ${names.map((n) => n.name)}::text[]) as n (ref, name)
         cross join lateral (
           select x.id from link x
            where ${within(scope, 'x')} and x.party_ref = n.ref and n.ref <> '' and x.party_ref <> '' and x.party is distinct from n.name
              and ${via('link_party', 'x')} offset 0
         ) o))`.execute(tx)
}
