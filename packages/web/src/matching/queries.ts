import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { components } from '@tieout/client/api.gen.ts'
import { api } from '../api/api.ts'

type Schemas = components['schemas']

export type Matching = Schemas['Matching']
export type MatchKind = Matching['kinds'][number]
export type KindName = MatchKind['kind']
export type MatchItem = Schemas['MatchItem']
export type MatchDecided = Schemas['MatchDecided']
export type MatchDecision = Schemas['MatchDecision']

export const shows = ['open', 'suggested', 'all', 'matched', 'archived', 'created'] as const
export type Show = (typeof shows)[number]

/** Rows of one page. */
const rowsPerPage = 200

export function matchingQuery(connection: string) {
  return queryOptions({
    queryKey: ['matching', connection],
    queryFn: ({ signal }) => api.call('getMatching', { path: { connection } }, signal),
  })
}

/** Items of a kind, page by page; those shown stay while others load. */
export function matchItemsQuery(connection: string, kind: KindName, show: Show, q: string) {
  return infiniteQueryOptions({
    queryKey: ['matching', connection, 'items', kind, show, q],
    queryFn: ({ signal, pageParam }) =>
      api.call(
        'listMatches',
        {
          path: { connection, kind },
          query: { show, q, limit: rowsPerPage, ...(pageParam === '' ? {} : { after: pageParam }) },
        },
        signal,
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
  })
}

/** What of Intacct fits one of a kind, by what was typed. */
export function candidatesQuery(connection: string, kind: KindName, q: string) {
  const words = q.trim().slice(0, 100)
  return queryOptions({
    queryKey: ['matching', connection, 'candidates', kind, words],
    queryFn: ({ signal }) =>
      api.call('listMatchCandidates', { path: { connection, kind }, query: { q: words, limit: 20 } }, signal),
    staleTime: 10_000,
  })
}
