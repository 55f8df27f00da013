import { withFields } from '@tieout/engine/core/compare.ts'
import type { AppliedItem } from '@tieout/engine/core/records.ts'
import { shiftStamp } from '@tieout/engine/core/stamps.ts'
import { RemoteError } from '@tieout/engine/ports/fault.ts'
import type { Store } from '@tieout/engine/ports.ts'
import type { Command, SendGuard } from '@tieout/engine/ports/commands.ts'
import type { Remote, RemotePage, RemoteRow } from '@tieout/engine/ports/remote.ts'
import type { Settled } from '@tieout/engine/ports/settled.ts'
import type { Situation } from '@tieout/engine/ports/situation.ts'
import type { ReadRequest } from '@tieout/engine/ports/windows.ts'
import type { MemoryStore } from './memory-store.ts'

/** A fault planted on purpose around the ports of a history, to see that its checks catch it. Nothing outside of tests knows of it. */
export interface Bug {
  readonly store?: (store: MemoryStore) => Store
  readonly remote?: (remote: Remote) => Remote
}

export const noBug: Bug = {}

const unguarded: SendGuard = { check: () => undefined }

function eachCommand(change: (command: Command, at: number) => Command): Bug {
  let sent = 0
  return {
    remote: (remote) => ({
      ...remote,
      write: (commands, guard) =>
        remote.write(
          commands.map((item) => change(item, (sent += 1))),
          guard,
        ),
    }),
  }
}

function eachSituation(change: (situation: Situation) => Situation): Bug {
  return {
    store: (store) => ({
      ...store,
      dirty: async (...args) => (await store.dirty(...args)).map(change),
    }),
  }
}

function eachRow(change: (row: RemoteRow) => RemoteRow): Bug {
  return {
    remote: (remote) => ({
      ...remote,
      readByKeys: async (...args) => {
        const answer = await remote.readByKeys(...args)
        return { ...answer, rows: answer.rows.map(change) }
      },
      async *readPages(request) {
        for await (const page of remote.readPages(request)) yield { ...page, rows: page.rows.map(change) }
      },
    }),
  }
}

function paging(pages: (remote: Remote, request: ReadRequest) => AsyncGenerator<RemotePage>): Bug {
  return { remote: (remote) => ({ ...remote, readPages: (request) => pages(remote, request) }) }
}

/** After each page a new window from its last second on. */
async function* fromNextSecond(remote: Remote, request: ReadRequest): AsyncGenerator<RemotePage> {
  if (request.mode === 'backfill') {
    yield* remote.readPages(request)
    return
  }
  let from = request.cursor === null ? request.from : shiftStamp(request.cursor.stamp, 1000)
  for (;;) {
    const [page] = await firstPages(remote, { ...request, from, cursor: null }, 1)
    if (!page) return
    yield page
    if (page.next === null) return
    from = shiftStamp(page.next.stamp, 1000)
  }
}

/** Counts rows instead of remembering where it was. */
async function* byOffset(remote: Remote, request: ReadRequest): AsyncGenerator<RemotePage> {
  for (let offset = 0; ; offset += request.pageSize) {
    const pages = await firstPages(remote, { ...request, cursor: null }, Number.POSITIVE_INFINITY)
    const rows = pages.flatMap((page) => page.rows)
    const last = pages.at(-1)
    if (!last) return
    const page = rows.slice(offset, offset + request.pageSize)
    const end = page.at(-1)
    const isLast = offset + request.pageSize >= rows.length || !end
    yield { ...last, rows: page, next: isLast ? null : { stamp: end.stamp, key: end.key } }
    if (isLast) return
  }
}

async function* pagesOf(remote: Remote, request: ReadRequest): AsyncGenerator<RemotePage> {
  yield* remote.readPages(request)
}

async function firstPages(remote: Remote, request: ReadRequest, most: number): Promise<RemotePage[]> {
  const pages: RemotePage[] = []
  for await (const page of remote.readPages(request)) {
    pages.push(page)
    if (pages.length >= most) break
  }
  return pages
}

/** The classic of cents: 1.15 × 100 is 114.99999999999999. */
function asFloat(text: string): string {
  return (Math.floor(Number(text) * 100) / 100).toFixed(2)
}

function withFloats(command: Command): Command {
  const { data } = command
  if ('lines' in data) {
    const lines = data.lines.map((line) => ({ ...line, amount: asFloat(line.amount) }))
    return { ...command, data: { ...data, lines } }
  }
  if (!('applications' in data) || !('amount' in data)) return command
  const items: readonly AppliedItem[] = data.applications ?? []
  const applications = items.map((item) => ({ ...item, amount: asFloat(item.amount) }))
  return { ...command, data: withFields(data, { applications }) }
}

/** Pays only the invoices that are there. */
function shrunk(situation: Situation): Situation {
  const { app } = situation
  if (!app || !('applications' in app.data) || !('amount' in app.data)) return situation
  const there = new Set(
    situation.resolved.filter((item) => item.remote !== null).map((item) => item.reference.value),
  )
  const items: readonly AppliedItem[] = app.data.applications ?? []
  const applications = items.filter((item) => there.has(item.invoice ?? item.bill ?? ''))
  if (applications.length === 0) return situation
  return { ...situation, app: { ...app, data: withFields(app.data, { applications }) } }
}

/** A create of its own for each version, marker and all. */
function byVersion(settled: Settled): Settled {
  const { intent } = settled
  if (intent?.op !== 'create' || intent.version === 1) return settled
  const marker = `${intent.marker.slice(0, 13)}${String(intent.version).padStart(3, '0')}`
  const controlId = `${intent.controlId}v${intent.version}`
  return { ...settled, intent: { ...intent, marker, controlId, id: `${intent.id}v${intent.version}` } }
}

/** A create whose answer is awaited does not stand in the way of the next version's. */
function withoutOpenCreate(situation: Situation): Situation {
  const { intent, app } = situation
  const isOpen = intent?.op === 'create' && (intent.state === 'unknown' || intent.state === 'sent')
  return isOpen && app && app.version > intent.version ? { ...situation, intent: null } : situation
}

export const bugs: Readonly<Record<string, () => Bug>> = {
  'control id random': () =>
    eachCommand((command, at) => ({ ...command, controlId: `${command.controlId.slice(0, 40)}r${at}` })),
  'create keyed by version': () => ({
    store: (store) => ({
      ...store,
      dirty: async (...args) => (await store.dirty(...args)).map(withoutOpenCreate),
      settle: (scope, settled, at) => store.settle(scope, settled.map(byVersion), at),
    }),
  }),
  'verify step off': () => ({
    store: (store) => ({
      ...store,
      unknowns: async (scope, limit, now) => {
        const due = await store.unknowns(scope, limit, now)
        const early = due.filter(({ sends }) => sends < 4)
        const all = early.map(({ id, fence }) => ({ id, fence, kind: 'resend' }) as const)
        await store.verdicts(scope, all, now)
        return due.filter(({ sends }) => sends >= 4)
      },
    }),
  }),
  'second search skipped': () => ({
    store: (store) => ({
      ...store,
      unknowns: async (...args) => {
        const due = await store.unknowns(...args)
        return due.map((intent) => ({ ...intent, searches: 1, sentThere: intent.sentThere - 3_600_000 }))
      },
    }),
  }),
  'positive control off': () => ({
    remote: (remote) => ({
      ...remote,
      recentCreates: async (...args) => ({
        ...(await remote.recentCreates(...args)),
        positiveControl: true,
      }),
    }),
  }),
  'lost reply taken for a failure': () => ({
    remote: (remote) => ({
      ...remote,
      write: async (commands, guard) => {
        const results = await remote.write(commands, guard)
        return results.map((result) =>
          result.kind === 'unknown' && !result.fault
            ? { kind: 'failed', fault: passing, nothingRan: false, maybeSeen: false }
            : result,
        )
      },
    }),
  }),
  'lease off': () => ({ store: (store) => ({ ...store, expire: () => Promise.resolve(0) }) }),
  'fence off': () => ({
    store: (store) => ({
      ...store,
      record: (scope, holder, results, at) => {
        const { intents } = store.tables(scope)
        const unfenced = results.map((result) => {
          const intent = intents.get(result.id)
          if (intent) Object.assign(intent, { state: 'sent', holder })
          return { ...result, fence: intent?.fence ?? result.fence }
        })
        return store.record(scope, holder, unfenced, at)
      },
    }),
  }),
  'not-after off': () => ({
    remote: (remote) => ({ ...remote, write: (commands) => remote.write(commands, unguarded) }),
  }),
  'overlap off': () =>
    paging((remote, request) => {
      const isChanges = request.mode === 'changes' && request.from !== null
      const from = isChanges ? shiftStamp(request.from, 2 * 3_600_000) : request.from
      return pagesOf(remote, { ...request, from })
    }),
  'resume at stamp + 1 s': () => paging(fromNextSecond),
  'offset paging': () => paging(byOffset),
  'echo guard off': () => eachRow((row) => ({ ...row, marker: null })),
  'delete inferred from a partial run': () => ({
    store: (store) => ({
      ...store,
      savePage: async (scope, page) => {
        const counts = await store.savePage(scope, page)
        if (page.window === null || page.next !== null) return counts
        const read = new Set(page.rows.map((row) => row.key))
        const missing = [...store.tables(scope).remotes.values()]
          .filter(({ row }) => row.type === page.window?.stream && !read.has(row.key))
          .map(({ row }) => ({ type: row.type, key: row.key, by: 'key' as const }))
        await store.saveMissing(scope, missing, page.asked, page.at)
        return counts
      },
    }),
  }),
  'audit history not asked': () => ({
    remote: (remote) => ({
      ...remote,
      deletions: (types, since) => {
        if (types.length > 1) return remote.deletions(types, since)
        throw new RemoteError({ ...passing, cause: 'no_permission', retry: 'never' })
      },
    }),
  }),
  'edited order taken for a new invoice': () => ({
    store: (store) => ({
      ...store,
      savePage: (scope, page) =>
        store.savePage(scope, { ...page, rows: page.rows.map((row) => ({ ...row, document: null })) }),
    }),
  }),
  'amounts as floats': () => eachCommand(withFloats),
  'parked child shrunk': () => eachSituation(shrunk),
}

const passing = {
  cause: 'no_answer',
  about: '',
  sentence: 'No answer.',
  cure: '',
  who: 'nobody',
  retry: 'backoff',
  said: '',
} as const
