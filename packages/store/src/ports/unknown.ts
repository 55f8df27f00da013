import { sql } from 'kysely'
import type { ObjectType } from '@tieout/engine/core/object-types.ts'
import type { Scope } from '@tieout/engine/ports.ts'
import type { Fault } from '@tieout/engine/ports/fault.ts'
import type { SearchVerdict, UnknownIntent } from '@tieout/engine/ports/intents.ts'
import type { Want } from '@tieout/engine/ports/settled.ts'
import { keyed, via, within } from '../database/bulk.ts'
import { inConnection, inWorkspace } from '../database/workspace.ts'
import type { Db } from '../database/workspace.ts'
import { markDirty } from './links.ts'
import { claimedOf } from './post.ts'
import type { HeldIntent } from './record.ts'
import { saveWants } from './wants.ts'
import { attachKeys } from './written.ts'

/**
 * Sent intents whose holder let its lease end: it may have sent them. The fence rises, so that its late word changes nothing.
 * @param leasesUpTo leases that end no later than this count as ended, epoch ms
 */
export async function expire(db: Db, scope: Scope, now: number, leasesUpTo = now): Promise<number> {
  const ended = await inWorkspace(db, scope.workspace, (tx) =>
    sql<{ ended: boolean }>`
      select exists (select 1 from intent i
                      where ${within(scope, 'i')} and i.state = 'sent' and i.lease_until <= ${leasesUpTo}::bigint
                        and ${via('intent_lease', 'i')}) as ended`.execute(tx),
  )
  if (ended.rows[0]?.ended !== true) return 0
  return inConnection(db, scope, async (tx) => {
    const found = await sql<{ link: string }>`
      update intent i
         set state = 'unknown', why = 'its sender was lost', due_at = ${now}::bigint, fence = i.fence + 1, holder = null,
             lease_until = null,
             evidence = i.evidence || jsonb_build_object('at', ${now}::bigint, 'step', 'unknown', 'detail', 'its sender was lost')
       where ${within(scope, 'i')} and i.state = 'sent' and i.lease_until <= ${leasesUpTo}::bigint and i.id = any(array(
         select x.id from intent x
          where ${within(scope, 'x')} and x.state = 'sent' and x.lease_until <= ${leasesUpTo}::bigint and ${via('intent_lease', 'x')}))
      returning i.link`.execute(tx)
    await markDirty(
      tx,
      scope,
      found.rows.map((row) => row.link),
    )
    return found.rows.length
  })
}

type UnknownRow = Parameters<typeof claimedOf>[0] & {
  fault: Fault | null
  sent_at: number
  first_sent_at: number | null
  sent_there: number | null
  searches: number
  control: string | null
}

/** Intents in doubt that are due to be searched for, each with the key of a record of its type that a search must find too. @param now epoch ms */
export async function unknowns(
  db: Db,
  scope: Scope,
  limit: number,
  now: number,
): Promise<readonly UnknownIntent[]> {
  const found = await inWorkspace(db, scope.workspace, (tx) =>
    sql<UnknownRow>`
      with due as materialized (
        select i.* from intent i
         where ${within(scope, 'i')} and i.state = 'unknown' and i.due_at <= ${now}::bigint and ${via('intent_due', 'i')}
         order by i.due_at, i.seq limit ${limit}
      ), control as materialized (
        select t.type, k.key
          from (select distinct type from due) t
          cross join lateral (
            select r.key from remote_record r
             where ${within(scope, 'r')} and r.type = t.type and r.presence = 'present' and ${via('remote_record_read', 'r')}
             order by r.read_at desc limit 1
          ) k
      )
      select d.id, d.type, d.app_id, d.control_id, d.marker, d.command, d.generation, d.fence, d.sends, d.fault, d.sent_at, d.first_sent_at, d.searches,
             (select (x.step ->> 'there')::bigint from jsonb_array_elements(d.evidence) with ordinality as x (step, place)
               where x.step ? 'there' order by x.place desc limit 1) as sent_there,
             control.key as control
        from due d left join control on control.type = d.type order by d.due_at, d.seq`.execute(tx),
  )
  return found.rows.map((row) => ({
    ...claimedOf(row),
    sentAt: row.sent_at,
    firstSentThere: row.first_sent_at ?? row.sent_at,
    sentThere: row.sent_there ?? row.sent_at,
    searches: row.searches,
    fault: row.fault,
    control: row.control,
  }))
}

/** What a search found. An intent that is no longer unknown was settled by someone else meanwhile, and stays so. */
export async function verdicts(
  db: Db,
  scope: Scope,
  given: readonly SearchVerdict[],
  at: number,
): Promise<void> {
  if (given.length === 0) return
  await inConnection(db, scope, async (tx) => {
    const rows = given.map((verdict) => columnsOf(verdict, at))
    const input = keyed(rows)
    const found = await sql<Pick<HeldIntent, 'id' | 'link' | 'type' | 'op'> & { key: string | null }>`
      update intent i
         set (state, key, fault, due_at, searches, closed_at, evidence) = (
               select r.state, coalesce(r.key, i.key), case when r.state = 'unknown' then i.fault else r.fault end, r.due_at,
                      case r.searches when 'reset' then 0 when 'count' then i.searches + 1 else i.searches end,
                      case when r.state = 'failed' then ${at}::bigint end,
                      i.evidence || jsonb_strip_nulls(jsonb_build_object('at', ${at}::bigint, 'step', 'searched', 'detail', r.detail))
                 from jsonb_to_record(${input} -> i.id)
                   as r (state text, key text, fault jsonb, due_at bigint, searches text, detail text))
       where ${within(scope, 'i')} and i.id = any(${rows.map((row) => row.id)}::text[]) and i.state = 'unknown'
         and i.fence = (${input} -> i.id ->> 'fence')::bigint
      returning i.id, i.link, i.type, i.op, i.command ->> 'key' as key`.execute(tx)
    const keys = new Map(
      given.flatMap((verdict) => (verdict.kind === 'found' ? [[verdict.id, verdict.key]] : [])),
    )
    const written = found.rows.flatMap((intent) => {
      const key = keys.get(intent.id)
      return key === undefined ? [] : [{ intent, key }]
    })
    const attached = await attachKeys(tx, scope, written)
    await saveWants(tx, scope, toLookAt(given, found.rows))
    await markDirty(
      tx,
      scope,
      found.rows.map((row) => row.link).filter((link) => !attached.has(link)),
    )
  })
}

/** Where a person has to decide, our copy is to show what there is. */
function toLookAt(
  given: readonly SearchVerdict[],
  intents: readonly { readonly id: string; readonly type: ObjectType; readonly key: string | null }[],
): Want[] {
  const byId = new Map(intents.map((intent) => [intent.id, intent]))
  return given.flatMap((verdict) => {
    const intent = byId.get(verdict.id)
    if (intent === undefined) return []
    const keys = verdict.kind === 'many' ? verdict.keys : verdict.kind === 'changed' ? [intent.key] : []
    return keys.flatMap((key) =>
      key === null ? [] : [{ type: intent.type, key, by: 'key' as const, why: 'parent' as const }],
    )
  })
}

interface Columns {
  readonly id: string
  readonly fence: number
  readonly state: 'written' | 'failed' | 'unknown' | 'queued'
  readonly key?: string
  readonly fault?: Fault
  readonly due_at: number
  readonly searches: 'keep' | 'count' | 'reset'
  readonly detail: string
}

function columnsOf(verdict: SearchVerdict, at: number): Columns {
  const { id, fence } = verdict
  if (verdict.kind === 'found')
    return {
      id,
      fence,
      state: 'written',
      key: verdict.key,
      due_at: at,
      searches: 'count',
      detail: `found ${verdict.key}`,
    }
  if (verdict.kind === 'resend')
    return {
      id,
      fence,
      state: 'queued',
      due_at: at,
      searches: 'reset',
      detail: 'not found twice, sent again',
    }
  if (verdict.kind === 'without_effect')
    return {
      id,
      fence,
      state: 'failed',
      due_at: at,
      searches: 'count',
      detail: 'without effect, its record was replaced',
    }
  if (verdict.kind === 'changed')
    return {
      id,
      fence,
      state: 'failed',
      fault: verdict.fault,
      due_at: at,
      searches: 'count',
      detail: verdict.fault.cause,
    }
  if (verdict.kind === 'many') {
    const detail = `found ${verdict.keys.join(', ')}`
    return {
      id,
      fence,
      state: 'failed',
      fault: twiceFault(verdict.keys),
      due_at: at,
      searches: 'count',
      detail,
    }
  }
  const searches = verdict.counted ? 'count' : 'keep'
  return {
    id,
    fence,
    state: 'unknown',
    due_at: verdict.at,
    searches,
    detail: verdict.counted ? 'not found' : 'did not count',
  }
}

function twiceFault(keys: readonly string[]): Fault {
  return {
    cause: 'posted_twice',
    about: keys.join(', '),
    sentence:
      keys.length > 1
        ? `Intacct has ${keys.length} records that look like this one (record numbers ${keys.join(', ')}).`
        : `Intacct has a record that looks like this one but lacks our marker (record number ${keys.join('')}).`,
    cure: 'Compare them in Intacct, keep one, and link it here.',
    who: 'you',
    retry: 'never',
    said: '',
  }
}
