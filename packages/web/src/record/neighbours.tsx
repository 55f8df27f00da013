import { ActionIcon } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import type { RecordRow } from '../api/types.ts'
import { useKeys } from '../frame/keys.ts'
import { keyOf, knownTotal } from '../grid/filter.ts'
import { useRows } from '../grid/rows.ts'
import { parseSearch } from '../search.ts'
import { say } from '../words/say.ts'

interface Props {
  readonly c: string
  readonly connection: string
  readonly record: { readonly type: string; readonly id: string }
  /** The filter that the record was opened from, as in the grid's URL. */
  readonly list: string
}

/** The next and previous record of the same filter, by button and by J and K. */
export function Neighbours({ c, connection, record, list }: Props) {
  const navigate = useNavigate()
  const search = parseSearch(list)
  const { query, rows, first } = useRows(connection, search)
  const at = rows.findIndex((row) => keyOf(row) === keyOf(record))
  const { fetchNextPage, hasNextPage, isFetching } = query
  useEffect(() => {
    if (at >= 0 && at >= rows.length - 2 && hasNextPage && !isFetching) void fetchNextPage()
  }, [at, rows.length, hasNextPage, isFetching, fetchNextPage])
  const go = (row: RecordRow | undefined): void => {
    if (!row) return
    void navigate({
      to: '/c/$c/records/$type/$id',
      params: { c, type: row.type, id: row.id },
      search: list === '' ? {} : { list },
      replace: true,
    })
  }
  const previous = at > 0 ? rows[at - 1] : undefined
  const next = at >= 0 ? rows[at + 1] : undefined
  useKeys({ j: () => go(next), k: () => go(previous) })
  if (at < 0) return null
  const total =
    knownTotal(search, query.data?.pages.at(-1)?.counts) ?? (hasNextPage ? null : first + rows.length)
  return (
    <span className="row">
      <ActionIcon
        variant="default"
        size={32}
        aria-label={say('record.previous')}
        aria-disabled={!previous}
        {...(previous ? {} : { 'data-disabled': true })}
        onClick={() => go(previous)}
      >
        <IconChevronLeft size={16} stroke={1.5} aria-hidden="true" />
      </ActionIcon>
      <span className="figure small">
        {say('record.position', { n: first + at + 1, total: total ?? say('grid.unknownTotal') })}
      </span>
      <ActionIcon
        variant="default"
        size={32}
        aria-label={say('record.next')}
        aria-disabled={!next}
        {...(next ? {} : { 'data-disabled': true })}
        onClick={() => go(next)}
      >
        <IconChevronRight size={16} stroke={1.5} aria-hidden="true" />
      </ActionIcon>
    </span>
  )
}
