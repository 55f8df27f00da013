import { sql } from 'kysely'
import { objectTypes } from '@tieout/engine/core/object-types.ts'
import { statusOf } from '@tieout/engine/core/outcomes.ts'
import type { Scope } from '@tieout/engine/ports.ts'
import type { Settled } from '@tieout/engine/ports/settled.ts'
import type { Log } from '@tieout/engine/ports/seams.ts'
import { json, keyed, within } from '../database/bulk.ts'
import { inConnection } from '../database/workspace.ts'
import type { Db } from '../database/workspace.ts'
import { mergeRemoteOnly } from './adopt.ts'
import { wakeWaiting } from './links.ts'
import { planSettling } from './settle-plan.ts'
import type { Accepted, Plan } from './settle-plan.ts'
import { putDerived } from './settle-derived.ts'
import { tellChanges, tellTimeline } from './settle-tell.ts'
import { waitForReferences } from './settle-wait.ts'
import { saveWants } from './wants.ts'

/** A decision that cannot be written down as things stand is looked at again after this long. Milliseconds. */
const refusedAgainMs = 60_000

/**
 * @param newId a fresh uuid for a link
 * @returns how many links were settled; the others are left for the next look
 */
export async function settle(
  db: Db,
  newId: () => string,
  log: Log,
  scope: Scope,
  settled: readonly Settled[],
  at: number,
): Promise<number> {
  if (settled.length === 0) return 0
  return inConnection(db, scope, async (tx) => {
    const plan = await planSettling(tx, scope, settled)
    await closeIntents(tx, scope, plan.accepted, at)
    await giveUpIntents(tx, scope, plan.accepted, at)
    await saveIntents(tx, scope, plan.accepted, at)
    await mergeRemoteOnly(tx, scope, plan.merges)
    await updateLinks(tx, scope, plan.accepted, at)
    await promote(tx, scope, plan.accepted)
    await putDerived(tx, newId, scope, plan.accepted, at)
    await waitForReferences(tx, scope, plan.accepted)
    await tellChanges(tx, scope, plan, at)
    await tellTimeline(tx, scope, plan.accepted, at)
    await saveWants(
      tx,
      scope,
      plan.accepted.flatMap(({ settled: s }) => s.want),
    )
    await wakeWaiting(
      tx,
      scope,
      plan.accepted.filter(isNews).map(({ link }) => link.id),
    )
    await lookLater(tx, scope, plan, at + refusedAgainMs)
    for (const refusal of plan.refused)
      log.warn({ ...refusal, ...scope }, 'a decision could not be written down')
    return plan.accepted.length
  })
}

/** What a child may have waited for: linked, confirmed, or in another status than before. */
function isNews({ link, settled: s }: Accepted): boolean {
  return s.attach !== undefined || s.closeIntent !== null || link.status !== statusOf(s.reason)
}

async function closeIntents(tx: Db, scope: Scope, accepted: readonly Accepted[], at: number): Promise<void> {
  const closes = accepted.flatMap(({ settled: s }) => (s.closeIntent === null ? [] : [s.closeIntent]))
  if (closes.length === 0) return
  const hashes = json(Object.fromEntries(closes.map((close) => [close.id, close.readBackHash])))
  await sql`
    update intent i
       set state = 'done', read_back_hash = ${hashes} ->> i.id, closed_at = ${at}::bigint, holder = null, lease_until = null,
           evidence = i.evidence || jsonb_build_object('at', ${at}::bigint, 'step', 'read_back', 'detail', ${hashes} ->> i.id)
     where ${within(scope, 'i')} and i.id = any(${closes.map((close) => close.id)}::text[]) and i.state in ('queued', 'unknown', 'written', 'failed')`.execute(
    tx,
  )
}

/** Nothing of them ran, and nobody wants them any more. */
async function giveUpIntents(tx: Db, scope: Scope, accepted: readonly Accepted[], at: number): Promise<void> {
  const ids = accepted.flatMap(({ settled: s }) => s.giveUp ?? [])
  if (ids.length === 0) return
  await sql`
    update intent i
       set state = 'failed', fault = null, closed_at = ${at}::bigint,
           evidence = i.evidence || jsonb_build_object('at', ${at}::bigint, 'step', 'given up')
     where ${within(scope, 'i')} and i.id = any(${ids}::text[]) and i.state = 'queued' and i.sent_at is null`.execute(
    tx,
  )
}

/** A draft of an operation that failed, or that was never sent, takes over its row; others are new rows. */
async function saveIntents(tx: Db, scope: Scope, accepted: readonly Accepted[], at: number): Promise<void> {
  const dropped = accepted.flatMap(({ replaces }) => replaces ?? [])
  if (dropped.length > 0) {
    await sql`
      delete from intent i where ${within(scope, 'i')} and i.id = any(${dropped}::text[]) and i.state = 'queued' and i.sent_at is null`.execute(
      tx,
    )
  }
  const rows = accepted.flatMap(({ link, settled: s }) => {
    if (s.intent === null) return []
    const { id, type, appId, version, incarnation, generation, controlId, marker, ...command } = s.intent
    return [
      {
        id,
        link: link.id,
        type,
        type_order: objectTypes[type].order,
        app_id: appId,
        op: command.op,
        version,
        incarnation,
        generation,
        control_id: controlId,
        marker,
        command,
      },
    ]
  })
  if (rows.length === 0) return
  await sql`
    insert into intent as i (workspace, connection, id, link, type, type_order, app_id, op, version, incarnation, generation,
                             control_id, marker, command, state, due_at, created_at)
    select ${scope.workspace}::uuid, ${scope.connection}::uuid, r.*, 'queued', 0, ${at}::bigint
      from jsonb_to_recordset(${json(rows)})
        as r (id text, link uuid, type text, type_order smallint, app_id text, op text, version bigint, incarnation integer,
              generation integer, control_id text, marker text, command jsonb)
    on conflict (workspace, connection, id) do update
      set link = excluded.link, version = excluded.version, incarnation = excluded.incarnation, generation = excluded.generation,
          control_id = excluded.control_id, marker = excluded.marker, command = excluded.command, state = 'queued', key = null,
          fault = null, why = null, searches = 0, sends = 0, due_at = 0, closed_at = null,
          evidence = i.evidence || jsonb_build_object('at', ${at}::bigint, 'step', 'queued', 'detail', excluded.version::text)`.execute(
    tx,
  )
}

async function updateLinks(tx: Db, scope: Scope, accepted: readonly Accepted[], at: number): Promise<void> {
  if (accepted.length === 0) return
  const rows = accepted
    .map((item) => ({ ...item, s: item.settled }))
    .map(({ s, ...item }) => ({
      id: s.linkId,
      is_news: isNews(item),
      is_told: s.change !== null,
      outcome: s.outcome,
      reason: s.reason,
      status: statusOf(s.reason),
      message: s.message,
      problem_cause: s.problem?.cause ?? null,
      problem_about: s.problem?.about ?? null,
      problem_fault: s.problem?.fault ?? null,
      has_base: s.base !== undefined || s.reincarnate !== null,
      base: s.reincarnate === null ? (s.base ?? null) : null,
      told: s.reincarnate === null ? (s.told ?? null) : {},
      bounces: s.reincarnate === null ? (s.bounces ?? null) : {},
      instead: s.instead ?? (s.reincarnate === null ? null : {}),
      attach: s.attach?.remoteKey ?? null,
      reincarnate: s.reincarnate,
      due_at: s.attach !== undefined || s.reincarnate !== null ? 0 : s.dueAt,
      intent: s.intent?.id ?? null,
      clear_choice: s.clearChoice,
    }))
  await sql`
    update link l
       set revision = nextval('tieout.revision'),
           (outcome, reason, status, message, problem_cause, problem_about, problem_fault, problem_since, base, told, bounces, instead,
            remote_key, incarnation, due_at, woke, choice, choice_detail, intent, changed_at) = (
             select r.outcome, r.reason, r.status, r.message, r.problem_cause, r.problem_about, r.problem_fault,
                    case when r.problem_cause is null then null
                         when r.problem_cause = l.problem_cause and r.problem_about = l.problem_about then l.problem_since
                         else ${at}::bigint end,
                    case when r.has_base then r.base else l.base end,
                    coalesce(r.told, l.told),
                    coalesce(r.bounces, l.bounces),
                    coalesce(r.instead, l.instead),
                    case when r.reincarnate is not null then null else coalesce(r.attach, l.remote_key) end,
                    coalesce(r.reincarnate, l.incarnation),
                    r.due_at,
                    case when r.is_news then nextval('tieout.revision') else l.woke end,
                    case when r.clear_choice then null else l.choice end,
                    case when r.clear_choice then null else l.choice_detail end,
                    coalesce(r.intent, l.intent),
                    case when l.reason is distinct from r.reason or l.message is distinct from r.message or r.attach is not null or r.is_told
                         then ${at}::bigint else l.changed_at end
               from jsonb_to_record(${keyed(rows)} -> l.id::text)
                 as r (outcome text, reason text, status text, message jsonb, problem_cause text, problem_about text,
                       problem_fault jsonb, has_base boolean, base jsonb, told jsonb, bounces jsonb, instead jsonb, attach text, reincarnate integer,
                       due_at bigint, is_news boolean, is_told boolean, intent text, clear_choice boolean))
     where ${within(scope, 'l')} and l.id = any(${rows.map((row) => row.id)}::uuid[])`.execute(tx)
}

/** Records that sync-from left out and that something synchronized points to. */
async function promote(tx: Db, scope: Scope, accepted: readonly Accepted[]): Promise<void> {
  const links = accepted.flatMap(({ settled: s }) => s.promote)
  if (links.length === 0) return
  await sql`
    update link l set choice = 'include', due_at = 0, revision = nextval('tieout.revision')
     where ${within(scope, 'l')} and l.id = any(${links}::uuid[]) and l.choice is null`.execute(tx)
}

/** A decision that was refused would be made again at once, and refused again. */
async function lookLater(tx: Db, scope: Scope, plan: Plan, at: number): Promise<void> {
  if (plan.refused.length === 0) return
  await sql`
    update link l set due_at = ${at}::bigint
     where ${within(scope, 'l')} and l.id = any(${plan.refused.map((refusal) => refusal.link)}::uuid[])`.execute(
    tx,
  )
}
