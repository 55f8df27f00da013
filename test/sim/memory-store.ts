import type { AppPut } from '@tieout/engine/ports/app-put.ts'
import type { ConnectionInfo, Scope, Store } from '@tieout/engine/ports.ts'
import type { Fault } from '@tieout/engine/ports/fault.ts'
import type { HeldWindow, ReadWindow, StreamState, WindowEnd } from '@tieout/engine/ports/windows.ts'
import type { ObjectType } from '@tieout/engine/core/object-types.ts'
import { documents, include } from './memory-succeed.ts'
import { closedStates, unknownRights } from '@tieout/engine/core/rights.ts'
import { laterStamp } from '@tieout/engine/core/stamps.ts'
import { putApp, saveMissing, savePage } from './memory-intake.ts'
import { claim, expire, record, renew, unknowns, verdicts } from './memory-intents.ts'
import { beat, endRun, startRun } from './memory-runs.ts'
import { settle } from './memory-settle.ts'
import { placement } from './memory-places.ts'
import { dirty } from './memory-situations.ts'
import { fenceOf, newTables } from './memory-tables.ts'
import type { Tables } from './memory-tables.ts'
import { putOff, want, wanted } from './memory-wants.ts'
import { work } from './memory-work.ts'

/** The engine's store in memory: what each method of the port means, in the plainest code. Atomic, since nothing in it waits. */
export interface MemoryStore extends Store {
  addConnection(info: ConnectionInfo): void
  /** One connection's rows, to look at and to change by hand. */
  tables(scope: Scope): Tables
}

function scopeKey(scope: Scope): string {
  return `${scope.workspace} ${scope.connection}`
}

/** `nextId` gives the ids of links. */
export function memoryStore(nextId: () => string): MemoryStore {
  const all = new Map<string, Tables>()
  const tables = (scope: Scope): Tables => {
    const found = all.get(scopeKey(scope))
    if (!found) throw new Error(`no connection ${scopeKey(scope)}`)
    return found
  }
  const on =
    <Rest extends unknown[], Result>(work: (tables: Tables, ...rest: Rest) => Result) =>
    (scope: Scope, ...rest: Rest): Promise<Result> =>
      new Promise((resolve) => resolve(work(tables(scope), ...rest)))
  return {
    addConnection: (info) => void all.set(scopeKey(info.scope), newTables(info, nextId)),
    tables,
    connection: (scope) => Promise.resolve(all.get(scopeKey(scope))?.info ?? null),
    putApp: on((rows, puts: readonly AppPut[]) => puts.map((put) => putApp(rows, put))),
    turn: on((rows) => (rows.revision += 1)),
    stream: on(stream),
    known: on(known),
    slice: on(slice),
    takeWindow: on(takeWindow),
    savePage: on(savePage),
    closeWindow: on(closeWindow),
    pauseStream: on((rows, name: string, fault: Fault) => void rows.streamFaults.set(name, fault)),
    moveWatermark: on((rows, name: string, watermark: string) => {
      rows.streamFaults.delete(name)
      moveWatermark(rows, name, watermark)
    }),
    wanted: on(wanted),
    want: on(want),
    putOff: on(putOff),
    documents: on(documents),
    include: on(include),
    saveMissing: on(saveMissing),
    dirty: on(dirty),
    placement: on(placement),
    settle: on(settle),
    claim: on(claim),
    record: on(record),
    renew: on(renew),
    expire: on(expire),
    unknowns: on(unknowns),
    verdicts: on(verdicts),
    startRun: on(startRun),
    beat: on(beat),
    endRun: on(endRun),
    backOff: on((rows, fault: Fault, until: number) => {
      rows.info = { ...rows.info, failuresInARow: rows.info.failuresInARow + 1 }
      rows.fault = fault
      rows.notBefore = until
    }),
    pause: on((rows, fault: Fault) => {
      rows.info = { ...rows.info, state: 'paused' }
      rows.fault = fault
    }),
    census: on((rows, types: readonly ObjectType[]) =>
      types.map((type) => ({
        type,
        readSince: stream(rows, type).window === null ? (rows.opened.get(type)?.last ?? null) : null,
        hidden: stream(rows, type).rights.unseen.length > 0,
        known: [...rows.remotes.values()].some(
          ({ row, presence }) => row.type === type && presence === 'present',
        ),
      })),
    ),
    endVerifyFirst: on((rows) => {
      rows.info = { ...rows.info, state: 'active', verifySince: null }
    }),
    work: on(work),
  }
}

function stream(tables: Tables, name: string): StreamState {
  return (
    tables.streams.get(name) ?? {
      stream: name,
      watermark: null,
      window: null,
      lastLookBackAt: null,
      rights: unknownRights,
    }
  )
}

/** Records that are there, the last read first. */
function known(tables: Tables, type: ObjectType, limit: number): readonly string[] {
  return [...tables.remotes.values()]
    .filter(({ row, presence }) => row.type === type && presence === 'present')
    .sort((a, b) => b.readAt - a.readAt)
    .slice(0, limit)
    .map(({ row }) => row.key)
}

/** Open records from that key on, in the order of its text. */
function slice(tables: Tables, type: ObjectType, from: string, limit: number): readonly string[] {
  const closed: readonly string[] = closedStates
  return [...tables.remotes.values()]
    .filter(({ row, presence }) => row.type === type && presence === 'present' && row.key >= from)
    .filter(({ row }) => !closed.includes(row.facts.state))
    .map(({ row }) => row.key)
    .sort()
    .slice(0, limit)
}

/** The window that is open, or this one; the fence rises either way. */
function takeWindow(tables: Tables, name: string, proposed: ReadWindow, at: number): HeldWindow {
  const before = stream(tables, name)
  const window = before.window ?? proposed
  const fence = fenceOf(tables, name) + 1
  tables.fences.set(name, fence)
  if (before.window === null)
    tables.opened.set(name, { now: at, last: tables.opened.get(name)?.last ?? null })
  tables.streams.set(name, { ...before, window })
  return { ...window, stream: name, fence }
}

function closeWindow(
  tables: Tables,
  held: Pick<HeldWindow, 'stream' | 'fence'>,
  { watermark, lookedBack, rights }: WindowEnd,
  at: number,
): boolean {
  const { stream: name } = held
  const before = stream(tables, name)
  const { window } = before
  if (fenceOf(tables, name) !== held.fence || window === null) return false
  if (window.mode === 'backfill') tables.backfillSince.set(name, window.from ?? window.ceiling)
  tables.opened.set(name, { now: null, last: tables.opened.get(name)?.now ?? null })
  moveWatermark(tables, name, watermark)
  tables.streamFaults.delete(name)
  const lastLookBackAt = lookedBack ? at : before.lastLookBackAt
  tables.streams.set(name, { ...stream(tables, name), window: null, lastLookBackAt, rights })
  return true
}

/** A watermark never goes back. */
function moveWatermark(tables: Tables, name: string, watermark: string): void {
  const before = stream(tables, name)
  tables.streams.set(name, { ...before, watermark: laterStamp(before.watermark, watermark) })
}
