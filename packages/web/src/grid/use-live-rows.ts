import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useRef, useState } from 'react'
import { useLive, type LiveState } from '../api/live.ts'
import type { RecordRow } from '../api/types.ts'
import { after } from '../seams/clock.ts'
import { keyOf, matches, type GridSearch } from './filter.ts'
import { changeLoadedRow, rowsKey } from './rows.ts'

/** How long a changed row stays marked: the fade takes 1.2 s, the dot of reduced motion 10 s. */
const MARKED_MS = 10_000

const nothing: ReadonlySet<string> = new Set()

export interface LiveRows {
  readonly live: LiveState
  /** Rows whose change is shown now. */
  readonly changed: ReadonlySet<string>
  /** Loaded rows that no longer match the filter; they stay where they are. */
  readonly left: ReadonlySet<string>
  /** Rows that came, moved or left, waiting to be shown. */
  readonly waiting: number
  readonly clear: () => void
}

/** Changes of visible rows arrive in place; nothing is re-sorted or removed until a person asks to see it. */
export function useLiveRows(
  connection: string,
  search: GridSearch,
  enabled: boolean,
  onRow: (row: RecordRow) => void,
): LiveRows {
  const client = useQueryClient()
  const [changed, setChanged] = useState(nothing)
  const [left, setLeft] = useState(nothing)
  const [waiting, setWaiting] = useState(nothing)
  const latest = useRef(search)
  latest.current = search

  const onRecord = useCallback(
    (row: RecordRow) => {
      const key = keyOf(row)
      const fits = matches(latest.current, row)
      const before = changeLoadedRow(client, rowsKey(connection, latest.current), row)
      onRow(row)
      if (!before) {
        if (fits) setWaiting((keys) => new Set(keys).add(key))
        return
      }
      setLeft((keys) => withKey(keys, key, !fits))
      if (!fits) setWaiting((keys) => new Set(keys).add(key))
      if (before.status === row.status && before.reason === row.reason && before.message === row.message)
        return
      setChanged((keys) => new Set(keys).add(key))
      after(MARKED_MS, () => setChanged((keys) => withKey(keys, key, false)))
    },
    [client, connection, onRow],
  )
  const live = useLive(connection, enabled, { onRecord })
  const clear = useCallback(() => {
    setLeft(nothing)
    setWaiting(nothing)
    setChanged(nothing)
  }, [])
  return { live, changed, left, waiting: waiting.size, clear }
}

function withKey(keys: ReadonlySet<string>, key: string, present: boolean): ReadonlySet<string> {
  if (keys.has(key) === present) return keys
  const next = new Set(keys)
  if (present) next.add(key)
  else next.delete(key)
  return next
}
