import type { Store } from '@tieout/engine/ports.ts'
import { totalsOf } from '@tieout/engine/core/run-counts.ts'
import type { RunAdd, RunCounts, RunStart } from '@tieout/engine/ports/runs.ts'
import type { Tables } from './memory-tables.ts'

export function startRun(tables: Tables, run: RunStart, at: number): void {
  if (tables.runs.has(run.id)) return
  tables.runs.set(run.id, {
    ...run,
    state: 'running',
    counts: { read: 0, written: 0, adopted: 0, skipped: 0, failed: 0 },
    cancelRequested: false,
    phase: null,
    done: 0,
    of: null,
    heartbeatAt: at,
    fault: null,
  })
}

export function beat(
  tables: Tables,
  id: string,
  add: RunAdd,
  note: Parameters<Store['beat']>[3],
  at: number,
): { cancel: boolean } {
  const run = tables.runs.get(id)
  if (run?.state !== 'running') return { cancel: true }
  const totals = totalsOf(add)
  const sum = (name: keyof RunCounts) => run.counts[name] + totals[name]
  run.counts = {
    read: sum('read'),
    written: sum('written'),
    adopted: sum('adopted'),
    skipped: sum('skipped'),
    failed: sum('failed'),
  }
  if (note) Object.assign(run, note)
  run.heartbeatAt = at
  return { cancel: run.cancelRequested }
}

export function endRun(tables: Tables, id: string, end: Parameters<Store['endRun']>[2]): void {
  const run = tables.runs.get(id)
  if (run?.state === 'running') Object.assign(run, end)
}
