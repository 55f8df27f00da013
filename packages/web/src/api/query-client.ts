import { QueryClient } from '@tanstack/react-query'
import { TieoutError } from '@tieout/client/problem.ts'

/** Answers stay on the page while they are asked for again. Only a missing answer or a fault of the server is asked for twice. */
export function newQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        retryDelay: 500,
        retry: (count, error) =>
          count < 1 && error instanceof TieoutError && (error.status === 0 || error.status >= 502),
      },
      mutations: { retry: false },
    },
  })
}
