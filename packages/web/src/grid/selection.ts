import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { RecordRow } from '../api/types.ts'
import { announce } from '../parts/announce.tsx'
import { say } from '../words/say.ts'
import { keyOf, type GridSearch } from './filter.ts'
import { readAll } from './rows.ts'

/** As many records as one action may take. */
export const SELECT_LIMIT = 20_000

export interface Selection {
  readonly rows: ReadonlyMap<string, RecordRow>
  /** All that matched the filter at the moment of choosing; ends when the filter changes. */
  readonly all: boolean
  /** Rows counted so far while all that match are being read; null when nothing is being read. */
  readonly counting: number | null
  /** More match than one action may take. */
  readonly tooMany: boolean
  readonly set: (rows: readonly RecordRow[], selected: boolean) => void
  readonly clear: () => void
  readonly selectAll: () => void
  /** Takes what a row became, without changing whether it is selected. */
  readonly refresh: (row: RecordRow) => void
}

const none: ReadonlyMap<string, RecordRow> = new Map()

/** Which records are chosen. Single picks survive sort, scroll and filter. */
export function useSelection(connection: string, search: GridSearch, filterKey: string): Selection {
  const [rows, setRows] = useState(none)
  const [all, setAll] = useState(false)
  const [counting, setCounting] = useState<number | null>(null)
  const [tooMany, setTooMany] = useState(false)
  const reading = useRef<AbortController | null>(null)
  const lastFilter = useRef(filterKey)

  const clear = useCallback(() => {
    reading.current?.abort()
    setRows(none)
    setAll(false)
    setCounting(null)
    setTooMany(false)
  }, [])

  useEffect(() => {
    if (lastFilter.current === filterKey) return
    lastFilter.current = filterKey
    if (!all) return
    clear()
    announce(say('grid.allEnded'))
  }, [filterKey, all, clear])
  useEffect(() => () => reading.current?.abort(), [])

  const set = useCallback((changed: readonly RecordRow[], selected: boolean) => {
    setRows((before) => {
      const next = new Map(before)
      for (const row of changed) {
        if (selected) next.set(keyOf(row), row)
        else next.delete(keyOf(row))
      }
      return next
    })
  }, [])

  const selectAll = useCallback(() => {
    reading.current?.abort()
    const stop = new AbortController()
    reading.current = stop
    setAll(true)
    setCounting(0)
    readAll(connection, search, SELECT_LIMIT, stop.signal, setCounting).then(
      ({ rows: found, more }) => {
        setRows(new Map(found.map((row) => [keyOf(row), row])))
        setCounting(null)
        setTooMany(more)
        announce(say('grid.selected', { n: found.length }))
      },
      () => {
        if (!stop.signal.aborted) clear()
      },
    )
  }, [connection, search, clear])

  const refresh = useCallback((row: RecordRow) => {
    setRows((before) => (before.has(keyOf(row)) ? new Map(before).set(keyOf(row), row) : before))
  }, [])

  return useMemo(
    () => ({ rows, all, counting, tooMany, set, clear, selectAll, refresh }),
    [rows, all, counting, tooMany, set, clear, selectAll, refresh],
  )
}
