import { plain } from '@tieout/engine/core/compare.ts'
import { shiftStamp, stampOf } from '@tieout/engine/core/stamps.ts'
import { RemoteError } from '@tieout/engine/ports/fault.ts'
import type { Command, CommandResult } from '@tieout/engine/ports/commands.ts'
import type { Fault } from '@tieout/engine/ports/fault.ts'
import type { Remote, RemotePage, RemoteRow } from '@tieout/engine/ports/remote.ts'
import type { ReadCursor, ReadRequest, RemoteClock } from '@tieout/engine/ports/windows.ts'
import type { ObjectType } from '@tieout/engine/core/object-types.ts'
import type { Seams } from '@tieout/engine/ports/seams.ts'
import { Books, Refusal } from './scripted-books.ts'

/** What happens to one writing request. */
export type Fate =
  | { readonly kind: 'answered' }
  /** It ran, the answer never came. */
  | { readonly kind: 'reply_lost' }
  /** The answer never came, and it runs only that much later. */
  | { readonly kind: 'late'; readonly ms: number }
  /** It never arrived, and nobody can know. */
  | { readonly kind: 'lost_before' }
  /** It surely never left, or was turned away whole. */
  | { readonly kind: 'turned_away'; readonly cause: 'unreachable' | 'throttled' | 'sign_in_refused' }

export interface Weather {
  latencyMs: number
  onWrite: (commands: readonly Command[]) => Fate
  /** A refusal of one function, e.g. a busy table. */
  onFunction: (command: Command) => Fault | null
  /** Throws a RemoteError, or lets the read through. */
  onRead: (name: string, type?: ObjectType) => void
  /** A session that lost rights sees nothing. */
  canRead: boolean
  /** What our user may see. */
  shows: (row: RemoteRow) => boolean
  /** Whether a control id that succeeded is remembered. */
  remembers: boolean
  /** How far the ceiling is ahead of the present, where zones are not known. */
  ceilingAheadMs: number
}

export interface Executed {
  readonly op: Command['op']
  readonly type: Command['type']
  readonly key: string
  readonly controlId: string
  readonly marker: string
}

export interface ScriptedRemote extends Remote {
  readonly books: Books
  readonly weather: Weather
  /** Writes of ours that took effect, in order. */
  readonly executed: Executed[]
  /** Calls by name. */
  readonly calls: Map<string, number>
  /** Control ids that arrived, in order, whatever became of them. */
  readonly arrived: string[]
  /** Lets writes that run late run, as far as time has come. */
  catchUp(): void
}

export const us = 'tieout'

export function faultOf(cause: string, retry: Fault['retry']): Fault {
  return { cause, about: '', sentence: cause, cure: '', who: 'nobody', retry, said: cause }
}

interface Late {
  readonly at: number
  readonly commands: readonly Command[]
}

/** The remote side of one small company, in memory: time, weather and people's edits are the test's. */
export function scriptedRemote(clock: Seams['clock']): ScriptedRemote {
  const books = new Books(() => clock.now())
  const late: Late[] = []
  const seen = new Set<string>()
  const executed: Executed[] = []
  const arrived: string[] = []
  const calls = new Map<string, number>()
  const weather: Weather = {
    latencyMs: 100,
    onWrite: () => ({ kind: 'answered' }),
    onFunction: () => null,
    onRead: () => undefined,
    canRead: true,
    shows: () => true,
    remembers: true,
    ceilingAheadMs: 0,
  }

  const catchUp = (): void => {
    const due = late.filter((item) => item.at <= clock.now())
    for (const item of due) {
      late.splice(late.indexOf(item), 1)
      for (const command of item.commands) run(command)
    }
  }

  const run = (command: Command): CommandResult => {
    arrived.push(command.controlId)
    if (weather.remembers && seen.has(command.controlId)) {
      return { kind: 'failed', fault: faultOf('seen_before', 'never'), nothingRan: false, maybeSeen: true }
    }
    const fault = weather.onFunction(command)
    if (fault) return { kind: 'failed', fault, nothingRan: false, maybeSeen: false }
    try {
      const key = execute(books, command)
      seen.add(command.controlId)
      const { op, type, controlId, marker } = command
      executed.push({ op, type, key, controlId, marker })
      return { kind: 'ok', key, fingerprint: controlId }
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      return { kind: 'failed', fault: error.fault, nothingRan: false, maybeSeen: false }
    }
  }

  const count = (name: string) => calls.set(name, (calls.get(name) ?? 0) + 1)

  const reading = async (name: string, type?: ObjectType): Promise<void> => {
    count(name)
    await clock.sleep(weather.latencyMs)
    catchUp()
    weather.onRead(name, type)
  }

  /** `askedAt`: our clock when the answered request was sent. */
  const present = (askedAt = clock.now()): RemoteClock => {
    const stamp = stampOf(clock.now())
    return { stamp, ceiling: shiftStamp(stamp, weather.ceilingAheadMs + 1000), at: askedAt }
  }

  const rowsOf = (type: Command['type']): RemoteRow[] =>
    (weather.canRead ? books.all(type).map((entry) => books.row(entry)) : []).filter(weather.shows)

  async function* readPages(request: ReadRequest): AsyncGenerator<RemotePage> {
    let { cursor } = request
    do {
      const askedAt = clock.now()
      await reading('readPages', request.type)
      const matching = rowsOf(request.type)
        .filter((row) => isAsked(row, request) && isAfter(row, cursor, request.mode))
        .sort((a, b) => compare(a, b, request.mode))
      const rows = matching.slice(0, request.pageSize)
      const last = rows.at(-1)
      cursor = last && matching.length > rows.length ? { stamp: last.stamp, key: last.key } : null
      const shown = rowsOf(request.type).filter((row) => request.controls.includes(row.key))
      yield { rows, next: cursor, clock: present(askedAt), shown: shown.map((row) => row.key) }
    } while (cursor !== null)
  }

  return {
    books,
    weather,
    executed,
    calls,
    arrived,
    catchUp,
    readPages,
    readByKeys: async (type, by, keys) => {
      await reading('readByKeys', type)
      const named = ({ key, number, facts }: RemoteRow) =>
        ({ key, number, document: facts.document?.key ?? '' })[by]
      const rows = rowsOf(type).filter((row) => keys.includes(named(row)))
      const found = new Set(rows.map(named))
      return { rows, missing: keys.filter((key) => !found.has(key)) }
    },
    recentCreates: async (type, since, control) => {
      await reading('recentCreates', type)
      const rows = rowsOf(type).filter((row) => row.facts.createdBy === us && row.created >= stampOf(since))
      const isProven = control === null || books.find(type, control) !== undefined
      return { rows, positiveControl: weather.canRead && isProven, clock: present() }
    },
    write: async (commands, guard) => {
      count('write')
      guard.check()
      const fate = weather.onWrite(commands)
      if (fate.kind === 'turned_away') {
        await clock.sleep(weather.latencyMs)
        if (fate.cause === 'throttled') {
          const fault = faultOf('throttled', 'backoff')
          return commands.map(() => ({ kind: 'failed', fault, nothingRan: true, maybeSeen: false }))
        }
        throw new RemoteError(faultOf(fate.cause, fate.cause === 'unreachable' ? 'backoff' : 'connection'))
      }
      await clock.sleep(weather.latencyMs / 2)
      catchUp()
      if (fate.kind === 'late') late.push({ at: clock.now() + fate.ms, commands })
      const runs = fate.kind === 'answered' || fate.kind === 'reply_lost'
      const results = runs ? commands.map(run) : []
      await clock.sleep(weather.latencyMs / 2)
      if (fate.kind === 'answered') return results
      return commands.map(() => ({ kind: 'unknown', why: fate.kind }))
    },
    deletions: async (types, since) => {
      await reading('deletions')
      const rows = books.deleted.filter((row) => types.includes(row.type) && row.stamp >= since)
      return { rows: weather.canRead ? rows : [], clock: present() }
    },
    clock: async () => {
      await reading('clock')
      return present()
    },
    present: () => clock.now(),
  }
}

function isAsked(row: RemoteRow, request: ReadRequest): boolean {
  const isWithin = (stamp: string) => stamp >= (request.from ?? '') && stamp < request.ceiling
  if (request.mode === 'changes') return isWithin(row.stamp)
  if (request.mode === 'look_back') return isWithin(row.stamp) || isWithin(row.created)
  const date = 'date' in row.data ? row.data.date : null
  return date === null || request.syncFrom === null || date >= request.syncFrom
}

function isAfter(row: RemoteRow, cursor: ReadCursor | null, mode: ReadRequest['mode']): boolean {
  return cursor === null || compare(row, cursor, mode) > 0
}

/** By (stamp, key) for changes, by key for a backfill. Keys are whole numbers. */
function compare(a: ReadCursor, b: ReadCursor, mode: ReadRequest['mode']): number {
  if (mode === 'changes' && a.stamp !== b.stamp) return a.stamp < b.stamp ? -1 : 1
  return Number(a.key) - Number(b.key)
}

function execute(books: Books, command: Command): string {
  const { op, type, data, marker, options } = command
  const key = command.key ?? ''
  if (op === 'create') return books.create({ type, data, by: us, marker, draft: !options.submit })
  if (op === 'reverse') books.reverse(type, key, us)
  else if (op === 'delete') books.delete(type, key, us)
  else if (options.apply !== undefined) books.apply(key, options.apply, us)
  else if (options.takeBack !== undefined) books.takeBack(key, options.takeBack, us)
  else {
    const values = plain(data)
    books.update(type, key, Object.fromEntries(command.fields.map((field) => [field, values[field]])), us)
  }
  return key
}
