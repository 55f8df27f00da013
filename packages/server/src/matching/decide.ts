import { infoOfMatch } from '@tieout/engine/core/matching/kinds.ts'
import type { MatchKind } from '@tieout/engine/core/matching/kinds.ts'
import { isObjectType } from '@tieout/engine/core/object-types.ts'
import type { AppPut } from '@tieout/engine/ports/app-put.ts'
import type { Scope } from '@tieout/engine/ports.ts'
import type { ConnectionRow } from '@tieout/store/views/connections.ts'
import { decideMatches, undoMatches } from '@tieout/store/views/match-decide.ts'
import type { DecideMatch, Decided, MatchDecision, RefusedMatch } from '@tieout/store/views/match-decide.ts'
import { followMatches } from '@tieout/store/views/match-effects.ts'
import { matchesByIds, takeCustomers } from '@tieout/store/views/match-items.ts'
import type { MatchRow } from '@tieout/store/views/match-items.ts'
import type { View } from '@tieout/store/views/view.ts'
import type { z } from 'zod'
import { ApiError } from '../errors.ts'
import type { Api } from '../http/api.ts'
import type { decisionAnswer, decisionBody } from '../http/schemas/matching.ts'
import { readRecord } from '../intake/read-record.ts'

type Body = z.output<typeof decisionBody>
type Deed = Omit<z.output<typeof decisionAnswer>, 'matching'>
type Note = (view: View, count: number) => Promise<void>

/** Refusals that an answer lists. */
const mostRefused = 100

export interface DecideRequest {
  readonly scope: Scope
  readonly connection: ConnectionRow
  readonly kind: MatchKind
  readonly body: Body
  readonly by: string
}

/** Decides about items of one kind, with everything that follows, in one transaction. @param note writes the deed into the audit log */
export async function decide(
  api: Api,
  { scope, connection, kind, body, by }: DecideRequest,
  note: Note,
): Promise<Deed> {
  const step = api.seams.ids.uuid()
  const at = api.seams.clock.now()
  const deed = await api.data.marking(scope, async (view) => {
    if (infoOfMatch(kind).source === 'records') await takeCustomers(view, scope)
    const { asked, refused } = await askedOf(view, scope, kind, body)
    const ready = asked.map((item) => ({ ...item, put: putOf(item, connection) }))
    const unfit = ready.flatMap(({ row, put }) =>
      put instanceof ApiError ? [{ id: row.id, reason: put.message }] : [],
    )
    const result = await decideMatches(
      view,
      scope,
      ready.filter(({ put }) => !(put instanceof ApiError)),
      { step, by, at },
    )
    const done = new Set(result.decided.map(({ id }) => id))
    const puts = ready.flatMap(({ row, put }) =>
      put === null || put instanceof ApiError || !done.has(row.id) ? [] : [put],
    )
    await followMatches(view, () => api.seams.ids.uuid(), scope, result.decided, puts, at)
    if (result.decided.length > 0) await note(view, result.decided.length)
    return deedOf(step, result.decided, [...refused, ...unfit, ...result.refused])
  })
  api.wake(scope, 'push')
  return deed
}

/** Takes a deed back, with everything that follows. */
export async function undo(api: Api, scope: Scope, step: string, note: Note): Promise<Deed> {
  const at = api.seams.clock.now()
  const deed = await api.data.marking(scope, async (view) => {
    const { decided, refused } = await undoMatches(view, scope, step)
    await followMatches(view, () => api.seams.ids.uuid(), scope, decided, [], at)
    if (decided.length > 0) await note(view, decided.length)
    return deedOf(null, decided, refused)
  })
  api.wake(scope, 'push')
  return deed
}

function deedOf(step: string | null, decided: readonly Decided[], refused: readonly RefusedMatch[]): Deed {
  return {
    step: decided.length === 0 ? null : step,
    decided: decided.length,
    refused: refused.slice(0, mostRefused),
    refusedCount: refused.length,
  }
}

async function askedOf(
  view: View,
  scope: Scope,
  kind: MatchKind,
  body: Body,
): Promise<{ readonly asked: readonly DecideMatch[]; readonly refused: readonly RefusedMatch[] }> {
  const which = body.decision === 'match' ? body.items.map(({ id }) => id) : body.ids
  const rows = new Map((await matchesByIds(view, scope, kind, which)).map((row) => [row.id, row]))
  const asked: DecideMatch[] = []
  const refused: RefusedMatch[] = []
  for (const id of typeof which === 'string' ? rows.keys() : new Set(which)) {
    const row = rows.get(id)
    const decision = row === undefined ? null : decisionOf(row, body)
    if (row === undefined || decision === null)
      refused.push({
        id,
        reason: row === undefined ? 'There is no such item.' : 'Nothing is proposed for it.',
      })
    else asked.push({ row, decision })
  }
  return { asked, refused }
}

function decisionOf(row: MatchRow, body: Body): MatchDecision | null {
  switch (body.decision) {
    case 'match': {
      const item = body.items.findLast(({ id }) => id === row.id)
      return item === undefined ? null : { state: 'matched', type: item.type, key: item.key }
    }
    case 'accept':
      return row.proposal === null || row.state !== 'open'
        ? null
        : { state: 'matched', type: row.proposal.type, key: row.proposal.key }
    case 'archive':
      return { state: 'archived' }
    case 'create':
      return { state: 'created', as: body.as }
    case 'reopen':
      return { state: 'open' }
  }
}

/**
 * A contact that the app has only listed becomes a record with version 0, which any version of the app's own replaces. Null: nothing is to
 * be put. An error: Intacct cannot take it as it stands.
 */
function putOf({ row, decision }: DecideMatch, { settings }: ConnectionRow): AppPut | ApiError | null {
  const type =
    decision.state === 'created' ? decision.as : decision.state === 'matched' ? decision.type : null
  if (type === null) return null
  if (decision.state === 'created' && !isObjectType(type))
    return new ApiError('not_found', `Tieout does not create ${type}s in Intacct yet.`)
  if (row.kind !== 'contact' || !isObjectType(type)) return null
  const { email } = row.extra
  const data = {
    number: row.code === '' ? row.id : row.code,
    name: row.name,
    ...(email === undefined ? {} : { email }),
  }
  try {
    return readRecord({ type, id: row.id, version: 0, state: 'approved', data }, settings)
  } catch (error) {
    if (error instanceof ApiError) return error
    throw error
  }
}
