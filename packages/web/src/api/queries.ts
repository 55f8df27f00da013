import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query'
import { say } from '../words/say.ts'
import { api } from './api.ts'
import type { Company, Me } from './types.ts'

/** Every question the pages ask of the API, with the key under which its answer is kept. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => api.call('getMe', {}, signal),
  staleTime: 300_000,
})

export const companiesQuery = queryOptions({
  queryKey: ['companies'],
  queryFn: ({ signal }) => allCompanies(signal),
  refetchInterval: 30_000,
})

export function connectionQuery(connection: string) {
  return queryOptions({
    queryKey: ['connection', connection],
    queryFn: ({ signal }) => api.call('getConnection', { path: { connection } }, signal),
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
    queryFn: ({ signal }) => api.call('listRuns', { path: { connection }, query: { limit } }, signal),
    placeholderData: keptWithin(connection),
    refetchInterval: 30_000,
  })
}

export function runQuery(connection: string, run: string) {
  return queryOptions({
    queryKey: ['run', connection, run],
    queryFn: ({ signal }) => api.call('getRun', { path: { connection, run } }, signal),
    refetchInterval: (query) => (query.state.data?.state === 'running' ? 5_000 : false),
  })
}

/** Says every few seconds, while the page is seen, that somebody waits for an import from Intacct. */
export function watchQuery(connection: string, run: string) {
  return queryOptions({
    queryKey: ['watch', connection, run],
    queryFn: ({ signal }) => api.call('watchFetch', { path: { connection, run } }, signal),
    refetchInterval: 15_000,
  })
}

export function importsQuery(connection: string, limit: number) {
  return queryOptions({
    queryKey: ['imports', connection, limit],
    queryFn: ({ signal }) => api.call('listImports', { path: { connection }, query: { limit } }, signal),
    placeholderData: keptWithin(connection),
    refetchInterval: 10_000,
  })
}

export function importQuery(connection: string, id: string) {
  return queryOptions({
    queryKey: ['import', connection, id],
    queryFn: ({ signal }) => api.call('getImport', { path: { connection, import: id } }, signal),
    refetchInterval: (query) => (query.state.data?.state === 'running' ? 2_000 : false),
  })
}

export function problemsQuery(connection: string) {
  return queryOptions({
    queryKey: ['problems', connection],
    queryFn: ({ signal }) => api.call('listProblems', { path: { connection } }, signal),
    refetchInterval: 30_000,
  })
}

export function recordQuery(connection: string, type: string, id: string) {
  return queryOptions({
    queryKey: ['record', connection, type, id],
    queryFn: ({ signal }) => api.call('getRecord', { path: { connection, type, id } }, signal),
  })
}

export function referenceQuery(connection: string) {
  return queryOptions({
    queryKey: ['reference', connection],
    queryFn: ({ signal }) => api.call('getReference', { path: { connection } }, signal),
    refetchInterval: (query) => (query.state.data?.running ? 1_000 : 30_000),
  })
}

/** When the cache would be refreshed by a schedule; null takes a part of the present one away. */
export function scheduleQuery(
  connection: string,
  tried: {
    readonly daily: boolean
    readonly at: string
    readonly zone: string
    readonly days: readonly string[] | null
    readonly cron: string | null
  },
) {
  const { daily, at, zone, days, cron } = tried
  return queryOptions({
    queryKey: ['schedule', connection, tried],
    queryFn: ({ signal }) =>
      api.call(
        'previewSchedule',
        {
          path: { connection },
          query: {
            daily: daily ? 'true' : 'false',
            at,
            zone,
            days: days?.join(',') ?? '',
            cron: cron ?? '',
          },
        },
        signal,
      ),
    placeholderData: keptWithin(connection),
    retry: false,
  })
}

/** Records of one kind: those that match what was typed, or the first by their ids. */
export function referenceListQuery(
  connection: string,
  type: string,
  asked: { readonly q: string; readonly active: boolean; readonly limit: number },
) {
  const { q, active, limit } = asked
  const words = q.trim().slice(0, 100)
  return queryOptions({
    queryKey: ['reference', connection, type, asked],
    queryFn: ({ signal }) =>
      api.call(
        'listReference',
        {
          path: { connection, type },
          query: { limit, ...(words === '' ? {} : { q: words }), ...(active ? { active: 'true' } : {}) },
        },
        signal,
      ),
    placeholderData: (before, query) => (query?.queryKey[2] === type ? before : undefined),
    staleTime: 30_000,
  })
}

export function referenceRecordQuery(connection: string, type: string, id: string) {
  return queryOptions({
    queryKey: ['reference', connection, type, 'record', id],
    queryFn: ({ signal }) => api.call('getReferenceRecord', { path: { connection, type, id } }, signal),
  })
}

export const usersQuery = queryOptions({
  queryKey: ['users'],
  queryFn: async ({ signal }) => (await api.call('listUsers', {}, signal)).items,
})

export const keysQuery = queryOptions({
  queryKey: ['keys'],
  queryFn: async ({ signal }) => (await api.call('listKeys', {}, signal)).items,
})

export const mailQuery = queryOptions({
  queryKey: ['mail'],
  queryFn: ({ signal }) => api.call('getMail', {}, signal),
})

export function alertsQuery(connection: string) {
  return queryOptions({
    queryKey: ['alerts', connection],
    queryFn: ({ signal }) => api.call('getAlerts', { path: { connection } }, signal),
    refetchInterval: 30_000,
  })
}

export function exchangesQuery(connection: string, type: string, id: string) {
  return queryOptions({
    queryKey: ['exchanges', connection, type, id],
    queryFn: async ({ signal }) =>
      (await api.call('listExchanges', { path: { connection, type, id } }, signal)).items,
  })
}

export const viewsQuery = queryOptions({
  queryKey: ['views'],
  queryFn: async ({ signal }) => (await api.call('listViews', {}, signal)).items,
  staleTime: 60_000,
})

/** Versions of the settings, newest first. */
export function historyQuery(connection: string) {
  return queryOptions({
    queryKey: ['history', connection],
    queryFn: ({ signal }) => api.call('listSettings', { path: { connection }, query: { limit: 50 } }, signal),
  })
}

export function auditQuery(limit: number) {
  return queryOptions({
    queryKey: ['audit', limit],
    queryFn: ({ signal }) => api.call('listAudit', { query: { limit } }, signal),
    placeholderData: keepPreviousData,
  })
}

export function onboardingQuery(company: string) {
  return queryOptions({
    queryKey: ['onboarding', company],
    queryFn: ({ signal }) => api.call('getOnboarding', { path: { company } }, signal),
    refetchInterval: (query) =>
      query.state.data?.state === 'confirmed' && query.state.data.run === null ? 2_000 : false,
  })
}

export function integrationsQuery(company: string) {
  return queryOptions({
    queryKey: ['integrations', company],
    queryFn: ({ signal }) => api.call('listIntegrations', { path: { company } }, signal),
    refetchInterval: 30_000,
  })
}

export function entitiesQuery(company: string) {
  return queryOptions({
    queryKey: ['onboarding', company, 'entities'],
    queryFn: ({ signal }) => api.call('listOnboardingEntities', { path: { company } }, signal),
  })
}

export function estimateQuery(company: string, from: string) {
  return queryOptions({
    queryKey: ['onboarding', company, 'estimate', from],
    queryFn: ({ signal }) =>
      api.call('estimateOnboarding', { path: { company }, query: from === '' ? {} : { from } }, signal),
    staleTime: 60_000,
    placeholderData: keepPreviousData,
  })
}

export function guessesQuery(company: string) {
  return queryOptions({
    queryKey: ['onboarding', company, 'guesses'],
    queryFn: ({ signal }) => api.call('guessOnboarding', { path: { company } }, signal),
  })
}

/** They are few by nature, so they are read whole. */
async function allCompanies(signal: AbortSignal): Promise<Company[]> {
  const companies: Company[] = []
  for await (const company of api.each('listCompanies', { query: { limit: 200 } }, signal)) {
    companies.push(company)
  }
  return companies
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
