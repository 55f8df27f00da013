import { useInfiniteQuery, type InfiniteData, type QueryClient, type QueryKey } from '@tanstack/react-query'
import { useMemo } from 'react'
import { api } from '../api/api.ts'
import { keptWithin } from '../api/queries.ts'
import type { RecordPage, RecordRow } from '../api/types.ts'
import { keyOf, listQuery, type GridSearch } from './filter.ts'

export const PAGE_ROWS = 200
/** The box holds at most 20,000 rows; what is farther away is dropped and read again when it is scrolled to. */
const MAX_PAGES = 100

interface PageParam {
  readonly index: number
  readonly cursor: string | null
}

const firstPage: PageParam = { index: 0, cursor: null }

type Pages = InfiniteData<RecordPage, PageParam>

/** The cursors of pages seen, per list, so that a dropped page can be read again. */
const cursors = new Map<string, (string | null)[]>()

export function rowsKey(connection: string, search: GridSearch): QueryKey {
  return ['rows', connection, listQuery(search)]
}

/** The records of a filter as keyset pages of 200. `first` is the place of the first loaded row in the whole list. */
export function useRows(connection: string, search: GridSearch, enabled = true) {
  const key = rowsKey(connection, search)
  const seen = JSON.stringify(key)
  const query = useInfiniteQuery({
    queryKey: key,
    enabled,
    initialPageParam: firstPage,
    queryFn: async ({ pageParam, signal }) => {
      const page = await readPage(connection, search, PAGE_ROWS, pageParam.cursor, signal)
      const known = cursors.get(seen) ?? []
      known[pageParam.index] = pageParam.cursor
      cursors.set(seen, known)
      return page
    },
    getNextPageParam: (last, _all, param): PageParam | undefined =>
      last.next === null ? undefined : { index: param.index + 1, cursor: last.next },
    getPreviousPageParam: (_first, _all, param): PageParam | undefined =>
      param.index === 0
        ? undefined
        : { index: param.index - 1, cursor: cursors.get(seen)?.[param.index - 1] ?? null },
    maxPages: MAX_PAGES,
    placeholderData: keptWithin(connection),
    staleTime: Infinity,
  })
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data])
  const params = query.data?.pageParams as readonly PageParam[] | undefined
  const first = (params?.[0]?.index ?? 0) * PAGE_ROWS
  return { query, rows, first }
}

function readPage(
  connection: string,
  search: GridSearch,
  limit: number,
  cursor: string | null,
  signal: AbortSignal,
): Promise<RecordPage> {
  const query = { ...listQuery(search), limit, ...(cursor === null ? {} : { cursor }) }
  return api.call('listRecords', { path: { connection }, query }, signal)
}

/** Changes a loaded row where it stands. Answers the row as it was, or undefined when it is not loaded. */
export function changeLoadedRow(client: QueryClient, key: QueryKey, row: RecordRow): RecordRow | undefined {
  let before: RecordRow | undefined
  client.setQueryData<Pages>(key, (data) => {
    if (!data) return data
    const wanted = keyOf(row)
    const pages = data.pages.map((page) => {
      const index = page.items.findIndex((item) => keyOf(item) === wanted)
      if (index < 0) return page
      before = page.items[index]
      return { ...page, items: page.items.with(index, row) }
    })
    return before ? { ...data, pages } : data
  })
  return before
}

/**
 * Every record that matches, read page by page, at most `limit`. `more` true: there are more than that.
 * @throws {TieoutError}
 */
export async function readAll(
  connection: string,
  search: GridSearch,
  limit: number,
  signal: AbortSignal,
  onProgress: (rows: number) => void,
): Promise<{ rows: RecordRow[]; more: boolean }> {
  const rows: RecordRow[] = []
  let cursor: string | null = null
  do {
    const page: RecordPage = await readPage(connection, search, 1000, cursor, signal)
    rows.push(...page.items)
    cursor = page.next
    onProgress(rows.length)
  } while (cursor !== null && rows.length < limit)
  return { rows: rows.slice(0, limit), more: cursor !== null }
}
