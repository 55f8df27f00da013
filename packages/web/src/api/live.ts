import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { now } from '../seams/clock.ts'
import { openEvents } from '../seams/http.ts'
import { connectionQuery, runQuery } from './queries.ts'
import type { Connection, Counts, RecordRow, Run } from './types.ts'

export type LiveState = { readonly on: true } | { readonly on: false; readonly since: number }

interface Handlers {
  readonly onRecord?: (row: RecordRow) => void
  readonly onStatus?: (counts: Counts) => void
}

/**
 * Listens to a connection's events while the page shows and `enabled`, and keeps the kept answers about the connection and its runs
 * true. The browser opens the stream again by itself; while it is closed, the state says since when (epoch ms).
 */
export function useLive(connection: string | undefined, enabled: boolean, handlers: Handlers): LiveState {
  const client = useQueryClient()
  const [state, setState] = useState<LiveState>({ on: true })
  const { onRecord, onStatus } = handlers
  useEffect(() => {
    if (connection === undefined || !enabled) return
    const source = openEvents(`/api/v1/connections/${encodeURIComponent(connection)}/events`)
    source.onopen = () => setState({ on: true })
    source.onerror = () => setState((before) => (before.on ? { on: false, since: now() } : before))
    const on = (name: string, take: (data: unknown) => void): void => {
      source.addEventListener(name, (event: MessageEvent<string>) => {
        const data = parsed(event.data)
        if (data !== undefined) take(data)
      })
    }
    on('status', (data) => {
      const counts = data as Counts
      takeCounts(client, connection, counts)
      onStatus?.(counts)
    })
    on('record', (data) => {
      const row = data as RecordRow
      void client.invalidateQueries({ queryKey: ['record', connection, row.type, row.id] })
      onRecord?.(row)
    })
    on('run', (run) => takeRun(client, connection, run as Run))
    on('connection', () => {
      void client.invalidateQueries({ queryKey: ['connection', connection] })
      void client.invalidateQueries({ queryKey: ['companies'] })
    })
    return () => {
      source.close()
    }
  }, [client, connection, enabled, onRecord, onStatus])
  return state
}

function takeCounts(client: QueryClient, connection: string, counts: Counts): void {
  client.setQueryData(connectionQuery(connection).queryKey, (before: Connection | undefined) =>
    before ? { ...before, counts: { ...before.counts, ...counts } } : before,
  )
  void client.invalidateQueries({ queryKey: ['problems', connection] })
}

function takeRun(client: QueryClient, connection: string, run: Run): void {
  client.setQueryData(runQuery(connection, run.id).queryKey, (before: Run | undefined) => ({
    ...before,
    ...run,
  }))
  client.setQueriesData<{ items: readonly Run[]; next: string | null }>(
    { queryKey: ['runs', connection] },
    (before) => {
      if (!before) return before
      const known = before.items.some((item) => item.id === run.id)
      const items = known
        ? before.items.map((item) => (item.id === run.id ? { ...item, ...run } : item))
        : [run, ...before.items]
      return { ...before, items }
    },
  )
  if (run.state === 'running') return
  // What Intacct changed and the app was told leaves a record's status as it was, so no event of its own tells of it.
  void client.invalidateQueries({ queryKey: ['record', connection] })
  void client.invalidateQueries({ queryKey: ['connection', connection] })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
