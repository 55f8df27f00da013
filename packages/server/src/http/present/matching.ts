import { infoOfMatch, matchKindNames } from '@tieout/engine/core/matching/kinds.ts'
import type { MatchKind } from '@tieout/engine/core/matching/kinds.ts'
import { isObjectType } from '@tieout/engine/core/object-types.ts'
import type { Scope } from '@tieout/engine/ports.ts'
import { matchCounts, untakenCustomers } from '@tieout/store/views/match-items.ts'
import type { KindCounts, MatchRow } from '@tieout/store/views/match-items.ts'
import { referenceTypeRows } from '@tieout/store/views/reference-state.ts'
import type { View } from '@tieout/store/views/view.ts'
import type { z } from 'zod'
import { whyMatch } from '../../words/matching.ts'
import { maybeMomentOf, momentOf } from '../schemas/common.ts'
import type { matchingSchema, matchItem } from '../schemas/matching.ts'

type Matching = z.output<typeof matchingSchema>

/** What one of a kind can be created as: what Tieout writes to Intacct. */
export function creatableAs(kind: MatchKind): readonly string[] {
  const { family, against } = infoOfMatch(kind)
  return family === 'contact' ? against.filter((type) => isObjectType(type)) : []
}

/** How matching stands: its kinds, what is left, and why onboarding cannot go on. */
export async function presentMatching(view: View, scope: Scope, at: number): Promise<Matching> {
  const counts = new Map((await matchCounts(view, scope)).map((row) => [row.kind, row]))
  const read = new Map((await referenceTypeRows(view, scope)).map((row) => [row.type as string, row]))
  const fresh = await untakenCustomers(view, scope)
  const kinds = matchKindNames.flatMap((kind) => {
    const row = counts.get(kind)
    const more = kind === 'customer' ? fresh : 0
    const total = (row?.total ?? 0) + more
    if (total === 0) return []
    const types = infoOfMatch(kind).against.map((type) => read.get(type))
    const moments = types.map((type) => type?.lastSuccessAt ?? null)
    const there = moments.every((moment) => moment === null)
      ? null
      : types.reduce((sum, type) => sum + (type?.usable ?? 0), 0)
    return [kindOf(kind, row, more, there, moments)]
  })
  const waiting = kinds.filter(({ open, there }) => open > 0 && there !== 0)
  return {
    kinds,
    needed: kinds.some(({ there }) => there !== 0),
    done: waiting.length === 0,
    blocked: blockedBy(waiting),
    asOf: momentOf(at),
  }
}

function kindOf(
  kind: MatchKind,
  row: KindCounts | undefined,
  more: number,
  there: number | null,
  readAt: readonly (number | null)[],
): Matching['kinds'][number] {
  const { title, one } = infoOfMatch(kind)
  const proposedAt = row?.proposedAt ?? null
  const newest = Math.max(row?.listedAt ?? 0, ...readAt.map((moment) => moment ?? 0))
  return {
    kind,
    title,
    one,
    total: (row?.total ?? 0) + more,
    open: (row?.open ?? 0) + more,
    matched: row?.matched ?? 0,
    archived: row?.archived ?? 0,
    created: row?.created ?? 0,
    suggested: row?.proposed ?? 0,
    sure: row?.sure ?? 0,
    there,
    createAs: [...creatableAs(kind)],
    proposedAt: maybeMomentOf(proposedAt),
    stale: more > 0 || proposedAt === null || proposedAt < newest,
  }
}

function blockedBy(waiting: Matching['kinds']): string | null {
  if (waiting.length === 0) return null
  const parts = waiting.map(({ title, one, open }) => `${open} ${open === 1 ? one : title.toLowerCase()}`)
  const last = parts.at(-1) ?? ''
  const text = parts.length === 1 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`
  return `${text} ${waiting.length === 1 && waiting[0]?.open === 1 ? 'is' : 'are'} not decided yet.`
}

/** An item as the API shows it. */
export function presentMatchItem(row: MatchRow): z.output<typeof matchItem> {
  const { proposal } = row
  return {
    kind: row.kind,
    id: row.id,
    code: row.code,
    name: row.name,
    state: row.state,
    remote:
      row.remoteType === null || row.remoteKey === null
        ? null
        : { type: row.remoteType, key: row.remoteKey, id: row.remoteId ?? '', name: row.remoteName ?? '' },
    createAs: row.createAs,
    decidedBy: row.decidedBy,
    decidedAt: maybeMomentOf(row.decidedAt),
    proposal:
      proposal === null || row.state !== 'open'
        ? null
        : {
            ...proposal,
            sure: row.sure,
            evidence: [...proposal.evidence],
            why: whyMatch(proposal.evidence, proposal.rivals),
          },
  }
}
