import type { ServerResponse } from 'node:http'
import type { Scope } from '@tieout/engine/ports.ts'
import { connectionById } from '@tieout/store/views/connections.ts'
import { statusCounts } from '@tieout/store/views/counts.ts'
import { rowsChangedSince } from '@tieout/store/views/grid.ts'
import { runsChangedSince } from '@tieout/store/views/runs.ts'
import type { Data } from '../data.ts'
import { presentRow } from '../http/present/row.ts'
import { presentRun } from '../http/present/run.ts'
import { momentOf } from '../http/schemas/common.ts'
import type { ServerSeams, Stop } from '../system/seams.ts'
import { isNews } from './news.ts'

export interface Live {
  /** Sends events of a connection until the browser goes away. */
  stream(scope: Scope, to: ServerResponse): void
  /** Word that something of a connection changed. */
  hear(connection: string): void
  listeners(): number
  close(): Promise<void>
}

/** How often word of changes is acted on, how often a connection is looked at without, how often counts are told, silence broken. */
const pace = { lookMs: 250, idleMs: 2_000, countsMs: 2_000, heartbeatMs: 15_000 }
/** Rows told one by one; after more than that a page reads again. */
const rowsAtOnce = 200
/** A row that was committed late carries an earlier moment: look back this far. */
const lookBackMs = 5_000

interface Watch {
  heard: boolean
  readonly listeners: Set<ServerResponse>
  stop: Stop
}

interface Seen {
  rows: Map<string, string>
  runs: Map<string, string>
  since: number
  state: string
  countsAt: number
  countsOwed: boolean
  beatAt: number
}

function noteCounts(seen: Seen, at: number): void {
  seen.countsAt = at
  seen.countsOwed = false
}

function noteLook(seen: Seen, at: number): void {
  seen.since = at
}

/**
 * Live pages: each watched connection is looked at once, for however many browsers watch it; at once after word of a change, and now
 * and then without.
 */
export function openLive(data: Data, seams: ServerSeams): Live {
  const watches = new Map<string, Watch>()
  /** Watches that nobody listens to any more and whose last look is not over. */
  const ending = new Set<Promise<void>>()
  const { clock } = seams

  const look = async (scope: Scope, seen: Seen, tell: (event: string, body: unknown) => void) => {
    const from = seen.since - lookBackMs
    const now = clock.now()
    const monotonic = clock.monotonic()
    const owed = seen.countsOwed
    const found = await data.snapshot(scope.workspace, async (view) => ({
      rows: await rowsChangedSince(view, scope.connection, from, rowsAtOnce),
      runs: await runsChangedSince(view, scope.connection, from),
      connection: await connectionById(view, scope.connection),
      counts:
        owed && monotonic - seen.countsAt >= pace.countsMs
          ? await statusCounts(view, scope.connection)
          : null,
    }))
    for (const row of found.rows) {
      if (!isNews(seen.rows, row.link, `${row.changedAt} ${row.status} ${row.reason ?? ''}`)) continue
      seen.countsOwed = true
      tell('record', presentRow(row))
    }
    for (const run of found.runs) {
      if (isNews(seen.runs, run.id, JSON.stringify(run))) tell('run', presentRun(run))
    }
    if (found.connection !== null && found.connection.state !== seen.state) {
      seen.state = found.connection.state
      tell('connection', { state: seen.state, fault: found.connection.fault })
    }
    if (found.counts !== null) {
      tell('status', { ...found.counts, asOf: momentOf(now) })
      noteCounts(seen, monotonic)
    }
    noteLook(seen, now)
  }

  const watch = (scope: Scope): Watch => {
    const listeners = new Set<ServerResponse>()
    const watching: Watch = { listeners, heard: true, stop: () => Promise.resolve() }
    const send = (text: string) => {
      for (const listener of listeners) listener.write(text)
    }
    const tell = (event: string, body: unknown) => send(`event: ${event}\ndata: ${JSON.stringify(body)}\n\n`)
    const start = clock.monotonic()
    const seen: Seen = {
      rows: new Map(),
      runs: new Map(),
      since: clock.now() + lookBackMs,
      state: '',
      countsAt: start - pace.countsMs,
      countsOwed: true,
      beatAt: start,
    }
    let lookedAt = start - pace.idleMs
    const stop = seams.every(pace.lookMs, async () => {
      const due = watching.heard || seen.countsOwed || clock.monotonic() - lookedAt >= pace.idleMs
      if (due) {
        watching.heard = false
        lookedAt = clock.monotonic()
        await look(scope, seen, tell)
      }
      if (clock.monotonic() - seen.beatAt < pace.heartbeatMs) return
      seen.beatAt = clock.monotonic()
      send(': still here\n\n')
    })
    watching.stop = stop
    return watching
  }

  return {
    stream(scope, to) {
      const found = watches.get(scope.connection) ?? watch(scope)
      watches.set(scope.connection, found)
      found.listeners.add(to)
      to.write('retry: 2000\n\n')
      to.once('close', () => {
        found.listeners.delete(to)
        if (found.listeners.size > 0) return
        watches.delete(scope.connection)
        const ended: Promise<void> = found.stop().finally(() => ending.delete(ended))
        ending.add(ended)
      })
    },
    hear(connection) {
      const found = watches.get(connection)
      if (found) found.heard = true
    },
    listeners: () => [...watches.values()].reduce((sum, each) => sum + each.listeners.size, 0),
    async close() {
      const all = [...watches.values()]
      await Promise.all([...all.map((each) => each.stop()), ...ending])
      for (const each of all) for (const listener of each.listeners) listener.end()
    },
  }
}
