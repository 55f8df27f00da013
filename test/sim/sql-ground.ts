import { objectTypes } from '@tieout/engine/core/object-types.ts'
import type { ObjectType } from '@tieout/engine/core/object-types.ts'
import type { ConnectionInfo, Scope } from '@tieout/engine/ports.ts'
import type { Want } from '@tieout/engine/ports/settled.ts'
import type { Ground } from './ground.ts'
import { linkId } from './link-ids.ts'
import { memoryStore } from './memory-store.ts'
import type { MemoryStore } from './memory-store.ts'
import type { Tables } from './memory-tables.ts'
import type { SqlCall } from './sql-call.ts'
import { sqlTables } from './sql-tables.ts'

/** A ground whose store can be looked at when a history is over. */
export interface OpenGround extends Ground {
  /** What is in the workspace of the history. */
  ended(): Tables
}

/** The nth id of a kind for a seed: a fresh workspace for each, the same on every ground. */
function idOf(kind: number, seed: number): string {
  return `${String(kind).padStart(8, '0')}-0000-4000-8000-${String(seed).padStart(12, '0')}`
}

function scopesOf(seed: number): { readonly scope: Scope; readonly foreign: Scope } {
  const connection = idOf(3, seed)
  return {
    scope: { workspace: idOf(1, seed), connection },
    foreign: { workspace: idOf(2, seed), connection },
  }
}

/**
 * What is to be done, in an order that does not depend on how a store hands out places in line: several rows of one statement get theirs
 * in any order.
 */
function inOneOrder(store: MemoryStore): MemoryStore {
  return {
    ...store,
    dirty: async (scope, limit, now) =>
      (await store.dirty(scope, limit, now)).toSorted(
        (a, b) =>
          objectTypes[a.type].order - objectTypes[b.type].order ||
          +a.imported - +b.imported ||
          compared(a.linkId, b.linkId),
      ),
    unknowns: async (scope, limit, now) =>
      (await store.unknowns(scope, limit, now)).map((intent) => ({
        ...intent,
        control:
          intent.control === null ? null : (lowestKeys(store.tables(scope), intent.type, 1)[0] ?? null),
      })),
    known: async (scope, type, limit) =>
      lowestKeys(store.tables(scope), type, (await store.known(scope, type, limit)).length),
    wanted: async (scope, limit, now) =>
      (await store.wanted(scope, limit, now)).toSorted((a, b) => compared(textOf(a), textOf(b))),
  }
}

/** Any records that are there will do to prove what our user sees. */
function lowestKeys({ remotes }: Tables, type: ObjectType, many: number): readonly string[] {
  const keys = [...remotes.values()].flatMap(({ row, presence }) =>
    row.type === type && presence === 'present' ? [row.key] : [],
  )
  return keys.sort(compared).slice(0, many)
}

function textOf({ type, by, key }: Want): string {
  return `${type} ${by} ${key.padStart(40)}`
}

function compared(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function remembering(scopes: ReturnType<typeof scopesOf>, make: () => MemoryStore): OpenGround {
  let store: MemoryStore | null = null
  return {
    ...scopes,
    open: () => (store = inOneOrder(make())),
    ended() {
      if (store === null) throw new Error('No history has begun here.')
      return store.tables(scopes.scope)
    },
  }
}

/** The model in memory, with the ids that the real store gives: one is drawn for every version that the app puts. */
export function modelGround(seed: number): OpenGround {
  return remembering(scopesOf(seed), () => {
    let links = 0
    const nextId = (): string => linkId((links += 1))
    const store = memoryStore(nextId)
    return {
      ...store,
      async putApp(scope, rows, at) {
        const before = links
        const results = await store.putApp(scope, rows, at)
        const stored = results.filter(({ kind }) => kind === 'stored').length
        while (links < before + stored) nextId()
        return results
      },
    }
  })
}

/** The real store behind `call`. Each of its methods is a call that this thread waits for. */
export function sqlGround(seed: number, { call }: SqlCall): OpenGround {
  return remembering(scopesOf(seed), () => {
    let read: { readonly workspace: string; readonly tables: Tables } | null = null
    call('begin', [])
    const tables = (scope: Scope): Tables => {
      if (read?.workspace !== scope.workspace)
        read = { workspace: scope.workspace, tables: readTables(scope) }
      return read.tables
    }
    const readTables = (scope: Scope): Tables =>
      sqlTables(
        (name) => call('rows', [scope, name]) as never,
        () => call('connection', [scope]) as ConnectionInfo,
      )
    const addConnection = (info: ConnectionInfo): void => {
      call('addConnection', [{ ...info, company: info.scope.connection }])
    }
    const port = Object.keys(memoryStore(String)).map((method) => [
      method,
      (...args: unknown[]) => {
        read = null
        return new Promise((resolve) => resolve(call(method, args)))
      },
    ])
    return { ...(Object.fromEntries(port) as MemoryStore), tables, addConnection }
  })
}
