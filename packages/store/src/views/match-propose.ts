import { sql } from 'kysely'
import type { Matchable } from '@tieout/engine/core/matching/evidence.ts'
import type { MatchKind } from '@tieout/engine/core/matching/kinds.ts'
import type { Scope } from '@tieout/engine/ports.ts'
import { json, within } from '../database/bulk.ts'
import type { StoredProposal } from './match-items.ts'
import type { View } from './view.ts'

/** Open invoices of one contact that are compared at most. */
const mostInvoices = 50

interface ItemRow extends Matchable {
  readonly dimension: string | null
}

/** Items of a kind that nobody has decided about, with what tells who they are. */
export async function openItems(view: View, scope: Scope, kind: MatchKind): Promise<readonly ItemRow[]> {
  const { rows } = await sql<ItemRow>`
    select m.app_id as key, m.code, m.name, m.extra ->> 'email' as email, m.extra ->> 'taxNumber' as "taxNumber",
           m.extra ->> 'rate' as rate, m.extra ->> 'dimension' as dimension
      from tieout.match_item m where ${within(scope, 'm')} and m.kind = ${kind} and m.state = 'open'
     order by m.app_id`.execute(view)
  return rows
}

export interface RemoteItem extends Matchable {
  readonly type: string
  readonly recordKey: string
}

/** What Intacct has of these kinds, usable, and used by nothing of the app's yet: neither by a decision nor by a link. */
export async function freeRemotes(
  view: View,
  scope: Scope,
  types: readonly string[],
): Promise<readonly RemoteItem[]> {
  const { rows } = await sql<RemoteItem>`
    select r.type || ':' || r.key as key, r.type, r.key as "recordKey", r.id as code, r.name,
           r.extra ->> 'email' as email, r.extra ->> 'taxNumber' as "taxNumber", r.extra ->> 'percent' as rate
      from tieout.reference_record r
     where ${within(scope, 'r')} and r.type = any(${[...types]}::text[]) and r.usable
       and not exists (select 1 from tieout.match_item m
                        where ${within(scope, 'm')} and m.remote_type = r.type and m.remote_key = r.key)
       and not exists (select 1 from tieout.link l
                        where ${within(scope, 'l')} and l.type = r.type and l.remote_key = r.key and l.role = 'main' and not l.imported)
     order by r.type, r.key`.execute(view)
  return rows
}

/**
 * Open invoices per customer as `number|currency|total`: of the app's customers by their ids, of Intacct's by CUSTOMERID. Totals are
 * compared as they stand, in the currency's decimals.
 */
export async function openInvoices(
  view: View,
  scope: Scope,
  side: 'app' | 'remote',
  baseCurrency: string,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const text = sql`(x.data ->> 'number') || '|' || coalesce(x.data ->> 'currency', ${baseCurrency}) || '|' || (x.data ->> 'total')`
  const { rows } =
    side === 'app'
      ? await sql<{ customer: string; invoices: string[] }>`
          select x.data ->> 'customer' as customer, (array_agg(${text}))[1:${mostInvoices}] as invoices
            from tieout.app_record x where ${within(scope, 'x')} and x.type = 'invoice' and x.state = 'approved' group by 1`.execute(
          view,
        )
      : await sql<{ customer: string; invoices: string[] }>`
          select x.data ->> 'customer' as customer, (array_agg(${text}))[1:${mostInvoices}] as invoices
            from tieout.remote_record x
           where ${within(scope, 'x')} and x.type = 'invoice' and x.presence = 'present'
             and x.facts ->> 'state' in ('open', 'partially_paid') group by 1`.execute(view)
  return new Map(rows.map((row) => [row.customer, row.invoices]))
}

/** Writes proposals down in place of all earlier ones of the kind. Items that were decided meanwhile keep none. */
export async function saveProposals(
  view: View,
  scope: Scope,
  kind: MatchKind,
  proposals: readonly { readonly id: string; readonly proposal: StoredProposal; readonly sure: boolean }[],
): Promise<void> {
  await sql`
    update tieout.match_item m set proposal = null, sure = false
     where ${within(scope, 'm')} and m.kind = ${kind} and m.proposal is not null`.execute(view)
  if (proposals.length === 0) return
  await sql`
    update tieout.match_item m set proposal = r.proposal, sure = r.sure
      from jsonb_to_recordset(${json(proposals)}) as r (id text, proposal jsonb, sure boolean)
     where ${within(scope, 'm')} and m.kind = ${kind} and m.app_id = r.id and m.state = 'open'`.execute(view)
}
