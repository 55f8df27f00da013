import { sql } from 'kysely'
import { controlIdOf } from '@tieout/engine/core/identity.ts'
import type { ObjectType } from '@tieout/engine/core/object-types.ts'
import type { Scope } from '@tieout/engine/ports.ts'
import type { IntentOp } from '@tieout/engine/ports/commands.ts'
import type { Fault } from '@tieout/engine/ports/fault.ts'
import type { IntentResult } from '@tieout/engine/ports/intents.ts'
import { keyed, within } from '../database/bulk.ts'
import { inConnection } from '../database/workspace.ts'
import type { Db } from '../database/workspace.ts'
import { resetFailures } from './failures.ts'
import { markDirty } from './links.ts'
import { attachKeys } from './written.ts'

export interface HeldIntent {
  readonly id: string
  readonly link: string
  readonly type: ObjectType
  readonly app_id: string
  readonly op: IntentOp
  readonly version: number
  readonly incarnation: number
  readonly generation: number
  readonly control_id: string
  readonly installation: string
}

/** What became of a write, as columns of its intent. */
interface Outcome {
  readonly id: string
  readonly state: 'written' | 'failed' | 'queued' | 'unknown'
  readonly key: string | null
  readonly fingerprint: string | null
  readonly fault: Fault | null
  readonly why: string | null
  readonly due_at: number
  readonly generation: number
  readonly control_id: string
  readonly step: string
}

/** Writes down what became of writes. A result under a fence that is no longer the intent’s changes nothing. @param at epoch ms */
export async function record(
  db: Db,
  scope: Scope,
  holder: string,
  results: readonly IntentResult[],
  at: number,
): Promise<void> {
  if (results.length === 0) return
  await inConnection(db, scope, async (tx) => {
    const held = await readHeld(tx, scope, holder, results)
    const pairs = results.flatMap((result) => {
      const intent = held.get(result.id)
      return intent === undefined ? [] : [{ intent, result }]
    })
    await writeOutcomes(
      tx,
      scope,
      pairs.map(({ intent, result }) => outcomeOf(scope, intent, result, at)),
      at,
    )
    const attached = await attachKeys(
      tx,
      scope,
      pairs.flatMap(({ intent, result: { result } }) =>
        result.kind === 'ok' ? [{ intent, key: result.key }] : [],
      ),
    )
    await markDirty(
      tx,
      scope,
      pairs.map(({ intent }) => intent.link).filter((link) => !attached.has(link)),
    )
    if (pairs.some(({ result }) => result.result.kind === 'ok')) await resetFailures(tx, scope)
  })
}

/** The intents that this holder still has under the fence it was given; of any other nothing is written. */
async function readHeld(
  tx: Db,
  scope: Scope,
  holder: string,
  results: readonly IntentResult[],
): Promise<Map<string, HeldIntent>> {
  const found = await sql<HeldIntent & { fence: number }>`
    select i.id, i.fence, i.link, i.type, i.app_id, i.op, i.version, i.incarnation, i.generation, i.control_id,
           (select c.installation from connection c where c.workspace = i.workspace and c.id = i.connection) as installation
      from intent i
     where ${within(scope, 'i')} and i.id = any(${results.map((r) => r.id)}::text[]) and i.state = 'sent' and i.holder = ${holder}
     order by i.id for update of i`.execute(tx)
  const fences = new Map(results.map((result) => [result.id, result.fence]))
  const held = found.rows.filter((row) => row.fence === fences.get(row.id))
  return new Map(held.map((row) => [row.id, row]))
}

function outcomeOf(scope: Scope, intent: HeldIntent, { result }: IntentResult, at: number): Outcome {
  const same = {
    id: intent.id,
    key: null,
    fingerprint: null,
    fault: null,
    why: null,
    due_at: at,
    generation: intent.generation,
    control_id: intent.control_id,
  }
  if (result.kind === 'ok')
    return { ...same, state: 'written', key: result.key, fingerprint: result.fingerprint, step: 'written' }
  if (result.kind === 'unknown')
    return {
      ...same,
      state: 'unknown',
      why: result.why,
      fault: result.fault,
      due_at: result.searchAt,
      step: 'unknown',
    }
  if (result.again === null) return { ...same, state: 'failed', fault: result.fault, step: 'refused' }
  const again = {
    ...same,
    state: 'queued' as const,
    fault: result.fault,
    due_at: result.again.at,
    step: 'put back',
  }
  return result.again.sameControlId ? again : { ...again, ...nextGeneration(scope, intent) }
}

/** After a definite failure the remote side may remember the old control id, so the next try has one of its own. */
function nextGeneration(scope: Scope, intent: HeldIntent): { generation: number; control_id: string } {
  const generation = intent.generation + 1
  const { installation, type, op, version, incarnation, app_id: appId } = intent
  return {
    generation,
    control_id: controlIdOf({ installation, scope, type, appId, incarnation, op, version, generation }),
  }
}

async function writeOutcomes(tx: Db, scope: Scope, outcomes: readonly Outcome[], at: number): Promise<void> {
  if (outcomes.length === 0) return
  await sql`
    update intent i
       set holder = null, lease_until = null,
           (state, key, fingerprint, fault, why, due_at, sends, generation, control_id, closed_at, sent_at, evidence) = (
             select r.state, coalesce(r.key, i.key), coalesce(r.fingerprint, i.fingerprint), r.fault, r.why, r.due_at,
                    case when r.generation = i.generation then i.sends else 0 end, r.generation, r.control_id,
                    case when r.state = 'failed' then ${at}::bigint end,
                    -- Surely nothing ran: it counts as never sent, and a newer version may take its place.
                    case when r.state = 'queued' then null else i.sent_at end,
                    i.evidence || jsonb_strip_nulls(jsonb_build_object('at', ${at}::bigint, 'step', r.step, 'detail',
                      coalesce(r.key, r.why, r.fault ->> 'cause')))
               from jsonb_to_record(${keyed(outcomes)} -> i.id)
                 as r (state text, key text, fingerprint text, fault jsonb, why text, due_at bigint, generation integer,
                       control_id text, step text))
     where ${within(scope, 'i')} and i.id = any(${outcomes.map((outcome) => outcome.id)}::text[])`.execute(tx)
}
