import { infoOfMatch, isMatchKind } from '@tieout/engine/core/matching/kinds.ts'
import type { MatchKind } from '@tieout/engine/core/matching/kinds.ts'
import type { Scope } from '@tieout/engine/ports.ts'
import type { ConnectionRow } from '@tieout/store/views/connections.ts'
import { candidateUses, listMatches, putAppList } from '@tieout/store/views/match-items.ts'
import { listReference, searchReference } from '@tieout/store/views/reference.ts'
import type { ReferenceType } from '@tieout/engine/core/reference-types.ts'
import { z } from 'zod'
import type { Caller } from '../../auth/caller.ts'
import { ApiError } from '../../errors.ts'
import { decide, undo } from '../../matching/decide.ts'
import { makeProposals } from '../../matching/propose.ts'
import type { Api } from '../api.ts'
import { audit } from '../audit.ts'
import { connectionOf } from '../connection-of.ts'
import { pageOf, readCursor } from '../cursors.ts'
import { operation } from '../operation.ts'
import type { Operation } from '../operation.ts'
import { connectionParams } from '../params.ts'
import { presentMatching, presentMatchItem } from '../present/matching.ts'
import {
  appListBody,
  candidateList,
  candidateQuery,
  decisionAnswer,
  decisionBody,
  matchingSchema,
  matchPage,
  matchParams,
  matchQuery,
  undoBody,
} from '../schemas/matching.ts'

const tag = 'Matching'
const place = z.tuple([z.string(), z.string()])

interface Found {
  readonly connection: ConnectionRow
  readonly scope: Scope
}

export function matchingOperations(api: Api): Operation[] {
  const find = async (caller: Caller, id: string): Promise<Found> => {
    const connection = await connectionOf(api, caller, id)
    return { connection, scope: { workspace: caller.workspace.id, connection: connection.id } }
  }
  const stand = (scope: Scope) =>
    api.data.snapshot(scope.workspace, (view) => presentMatching(view, scope, api.seams.clock.now()))
  return [
    operation({
      id: 'getMatching',
      method: 'GET',
      url: '/connections/:connection/matching',
      tag,
      summary: 'How matching stands: what is decided, what is left, whether onboarding may go on',
      params: connectionParams,
      answer: matchingSchema,
      handle: async ({ caller, params }) => stand((await find(caller, params.connection)).scope),
    }),
    operation({
      id: 'putAppList',
      method: 'PUT',
      url: '/connections/:connection/app-lists/:kind',
      tag,
      summary: 'Send a list of your application’s own: its accounts, tax types, tracking options or contacts',
      description:
        'Replaces the list. Documents may then name these ids; what each is in Intacct is decided by matching. Customers need no list: they are sent as records.',
      params: matchParams,
      body: appListBody,
      answer: matchingSchema,
      bodyLimit: 16_777_216,
      handle: async ({ caller, params, body }) => {
        const { scope } = await find(caller, params.connection)
        const kind = kindNamed(params.kind)
        if (infoOfMatch(kind).source !== 'list')
          throw new ApiError('unknown_match_kind', `Customers are sent as records, not as a list.`)
        const items = body.items.map(({ id, name, code, ...extra }) => ({ id, name, code, extra }))
        const at = api.seams.clock.now()
        await api.data.marking(scope, (view) => putAppList(view, scope, kind, items, at))
        return stand(scope)
      },
    }),
    operation({
      id: 'listMatches',
      method: 'GET',
      url: '/connections/:connection/matching/:kind',
      tag,
      summary: 'What your application has of a kind, by name, each with its decision or proposal',
      params: matchParams,
      query: matchQuery,
      answer: matchPage,
      handle: async ({ caller, params, query }) => {
        const { scope } = await find(caller, params.connection)
        const kind = kindNamed(params.kind)
        const { limit, show, q } = query
        const after = readCursor(query.after, place)
        const rows = await api.data.in(scope.workspace, (view) =>
          listMatches(view, scope, { kind, show, q, limit: limit + 1, after }),
        )
        return pageOf(rows, limit, (row) => [row.name, row.id], presentMatchItem)
      },
    }),
    operation({
      id: 'proposeMatches',
      method: 'POST',
      url: '/connections/:connection/matching/:kind/proposals',
      tag,
      summary: 'Look for what the undecided ones may be in Intacct',
      description:
        'By our copy of Intacct’s lists; refresh that first if something was added there. What was decided stays.',
      params: matchParams,
      answer: matchingSchema,
      handle: async ({ caller, params }) => {
        const { scope, connection } = await find(caller, params.connection)
        await makeProposals(api, scope, kindNamed(params.kind), connection.settings)
        return stand(scope)
      },
    }),
    operation({
      id: 'listMatchCandidates',
      method: 'GET',
      url: '/connections/:connection/matching/:kind/candidates',
      tag,
      summary: 'Records of Intacct that one of a kind may be matched with',
      params: matchParams,
      query: candidateQuery,
      answer: candidateList,
      handle: async ({ caller, params, query }) => {
        const { scope } = await find(caller, params.connection)
        const kind = kindNamed(params.kind)
        return api.data.in(scope.workspace, async (view) => {
          const types: readonly ReferenceType[] = infoOfMatch(kind).against
          const { q, limit } = query
          const records =
            q === ''
              ? await listReference(view, scope, { types, usable: true, limit, after: null })
              : await searchReference(view, scope, { types, q, usable: true, limit })
          const uses = await candidateUses(view, scope, records)
          return {
            items: records.map(({ type, key, id, name, extra }) => ({
              type,
              key,
              id,
              name,
              email: extra['email'] ?? null,
              taxNumber: extra['taxNumber'] ?? null,
              usedFor: uses.get(`${type}:${key}`) ?? null,
            })),
          }
        })
      },
    }),
    operation({
      id: 'decideMatches',
      method: 'POST',
      url: '/connections/:connection/matching/:kind/decisions',
      tag,
      summary: 'Decide: match, take proposals, archive, create, or open again',
      description:
        'Each record of Intacct can be used once. What cannot be decided so is refused with its reason; the others are decided all the same.',
      params: matchParams,
      body: decisionBody,
      answer: decisionAnswer,
      bodyLimit: 4_194_304,
      handle: async ({ caller, params, body, request }) => {
        const { scope, connection } = await find(caller, params.connection)
        const kind = kindNamed(params.kind)
        const deed = await decide(
          api,
          { scope, connection, kind, body, by: caller.actor.name },
          (view, count) =>
            audit(view, api, request, {
              action: `matching.${body.decision}`,
              target: `${count} of ${infoOfMatch(kind).title.toLowerCase()}`,
            }),
        )
        return { ...deed, matching: await stand(scope) }
      },
    }),
    operation({
      id: 'undoMatches',
      method: 'POST',
      url: '/connections/:connection/matching/undo',
      tag,
      summary: 'Take a decision back',
      description: 'By the step that deciding answered. What was decided again since stays.',
      params: connectionParams,
      body: undoBody,
      answer: decisionAnswer,
      handle: async ({ caller, params, body, request }) => {
        const { scope } = await find(caller, params.connection)
        const deed = await undo(api, scope, body.step, (view, count) =>
          audit(view, api, request, { action: 'matching.undone', target: `${count} decisions` }),
        )
        return { ...deed, matching: await stand(scope) }
      },
    }),
  ]
}

/** @throws ApiError */
function kindNamed(name: string): MatchKind {
  if (isMatchKind(name)) return name
  throw new ApiError('unknown_match_kind', `There is nothing called "${name}" to match.`)
}
