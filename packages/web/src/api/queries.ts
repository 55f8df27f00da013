import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query'
import { say } from '../words/say.ts'
import { get, withQuery } from './call.ts'
import type {
  AuditEntry,
  Company,
  Connection,
  Import,
  ImportDetail,
  Key,
  Me,
  Page,
  ProblemCard,
  RecordDetail,
  Run,
  User,
} from './types.ts'

/** Every question the pages ask of the API, with the key under which its answer is kept. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => get<Me>('/me', signal),
  staleTime: 300_000,
})

export const companiesQuery = queryOptions({
  queryKey: ['companies'],
  queryFn: ({ signal }) => allPages<Company>('/companies', signal),
  refetchInterval: 30_000,
})

export function connectionQuery(connection: string) {
  return queryOptions({
    queryKey: ['connection', connection],
    queryFn: ({ signal }) => get<Connection>(path(connection), signal),
    refetchInterval: 30_000,
  })
}

/** While another part of a list loads, the one before stays; never that of another company under this one's name. */
export function keptWithin(connection: string) {
  return <Data>(
    before: Data | undefined,
    query: { readonly queryKey: readonly unknown[] } | undefined,
  ): Data | undefined => (query?.queryKey[1] === connection ? before : undefined)
}

export function runsQuery(connection: string, limit: number) {
  return queryOptions({
    queryKey: ['runs', connection, limit],
    queryFn: ({ signal }) => get<Page<Run>>(withQuery(`${path(connection)}/runs`, { limit }), signal),
    placeholderData: keptWithin(connection),
    refetchInterval: 30_000,
  })
}

export function runQuery(connection: string, run: string) {
  return queryOptions({
    queryKey: ['run', connection, run],
    queryFn: ({ signal }) => get<Run>(`${path(connection)}/runs/${encodeURIComponent(run)}`, signal),
    refetchInterval: (query) => (query.state.data?.state === 'running' ? 5_000 : false),
  })
}

export function importsQuery(connection: string, limit: number) {
  return queryOptions({
    queryKey: ['imports', connection, limit],
    queryFn: ({ signal }) => get<Page<Import>>(withQuery(`${path(connection)}/imports`, { limit }), signal),
    placeholderData: keptWithin(connection),
    refetchInterval: 10_000,
  })
}

export function importQuery(connection: string, id: string) {
  return queryOptions({
    queryKey: ['import', connection, id],
    queryFn: ({ signal }) =>
      get<ImportDetail>(`${path(connection)}/imports/${encodeURIComponent(id)}`, signal),
    refetchInterval: (query) => (query.state.data?.state === 'running' ? 2_000 : false),
  })
}

export function problemsQuery(connection: string) {
  return queryOptions({
    queryKey: ['problems', connection],
    queryFn: ({ signal }) => get<{ items: ProblemCard[] }>(`${path(connection)}/problems`, signal),
    refetchInterval: 30_000,
  })
}

export function recordQuery(connection: string, type: string, id: string) {
  return queryOptions({
    queryKey: ['record', connection, type, id],
    queryFn: ({ signal }) =>
      get<RecordDetail>(
        `${path(connection)}/records/${encodeURIComponent(type)}/${encodeURIComponent(id)}`,
        signal,
      ),
  })
}

export const usersQuery = queryOptions({
  queryKey: ['users'],
  queryFn: async ({ signal }) => (await get<{ items: User[] }>('/users', signal)).items,
})

export const keysQuery = queryOptions({
  queryKey: ['keys'],
  queryFn: async ({ signal }) => (await get<{ items: Key[] }>('/keys', signal)).items,
})

export function auditQuery(limit: number) {
  return queryOptions({
    queryKey: ['audit', limit],
    queryFn: ({ signal }) => get<Page<AuditEntry>>(withQuery('/audit', { limit }), signal),
    placeholderData: keepPreviousData,
  })
}

export function path(connection: string): string {
  return `/connections/${encodeURIComponent(connection)}`
}

/** Lists that are short by nature are read whole. */
async function allPages<T>(from: string, signal: AbortSignal): Promise<T[]> {
  const items: T[] = []
  let cursor: string | null = null
  do {
    const page: Page<T> = await get<Page<T>>(withQuery(from, { limit: 200, cursor }), signal)
    items.push(...page.items)
    cursor = page.next ?? null
  } while (cursor !== null)
  return items
}

/** The chosen company of a page at `/c/:c`. */
export function useCompany(id: string) {
  const query = useQuery(companiesQuery)
  return { query, company: query.data?.find((company) => company.id === id) }
}

/** The name of the left side: what people call the app, else plain words. */
export function useAppName(): string {
  const name = useMe()?.workspace.app ?? ''
  return name === '' ? say('app.appSide') : name
}

export function useMe(): Me | undefined {
  return useQuery(meQuery).data
}

/** Whether this person may do what the role `least` may. False until known. */
export function useMay(least: 'operator' | 'owner'): boolean {
  const role = useMe()?.role
  return role === 'owner' || (least === 'operator' && role === 'operator')
}
