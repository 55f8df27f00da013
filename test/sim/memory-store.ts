import type { ObjectType } from '@tieout/engine/core/object-types.ts'
import type { AppPut, ConnectionInfo, Fault, Scope, Store, StreamState } from '@tieout/engine/ports.ts'
import { putApp, saveMissing, savePage } from './memory-intake.ts'
import { claim, expire, record, renew, unknowns, verdicts } from './memory-intents.ts'
import { beat, endRun, startRun } from './memory-runs.ts'
import { settle } from './memory-settle.ts'
import { dirty } from './memory-situations.ts'
import { newTables } from './memory-tables.ts'
import type { Tables } from './memory-tables.ts'
import { want, wanted } from './memory-wants.ts'
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
    stream: on(stream),
    openWindow: on((rows, name: string, window: NonNullable<StreamState['window']>, at: number) => {
      rows.opened.set(name, { now: at, last: rows.opened.get(name)?.last ?? null })
      rows.streams.set(name, { ...stream(rows, name), window })
    }),
    savePage: on(savePage),
    closeWindow: on(closeWindow),
    wanted: on(wanted),
    want: on(want),
    saveMissing: on(saveMissing),
    dirty: on(dirty),
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
        readSince: rows.opened.get(type)?.last ?? null,
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
  return tables.streams.get(name) ?? { stream: name, watermark: null, window: null, lastLookBackAt: null }
}

/** A watermark never goes back. */
function closeWindow(tables: Tables, name: string, watermark: string, lookedBack: boolean, at: number): void {
  const before = stream(tables, name)
  const { window } = before
  tables.opened.set(name, { now: null, last: tables.opened.get(name)?.now ?? null })
  if (window?.mode === 'backfill') tables.backfillSince.set(name, window.from ?? window.ceiling)
  tables.streams.set(name, {
    stream: name,
    watermark: before.watermark !== null && before.watermark > watermark ? before.watermark : watermark,
    window: null,
    lastLookBackAt: lookedBack ? at : before.lastLookBackAt,
  })
}
