import { createHash } from 'node:crypto'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Scope } from '@tieout/engine/ports.ts'
import type { Log, Seams } from '@tieout/engine/ports/seams.ts'
import { openStore } from './open.ts'
import type { OpenStore } from './open.ts'
import { systemMonotonic } from './seams/monotonic.ts'
import { systemSleep } from './seams/sleep.ts'

export interface TestStore extends OpenStore {
  /** A fresh workspace with a company and an active connection. */
  scope(options?: ScopeOptions): Promise<Scope>
}

export interface ScopeOptions {
  /** Settings of the connection; what is left out has its default. */
  readonly settings?: object
  readonly remoteCompany?: string
  readonly installation?: string
}

const silent: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
}

/** Ids that rise, so that what a test made is found again. */
export function countingIds(prefix = '0'): Seams['ids'] {
  let count = 0
  return {
    uuid() {
      count += 1
      const hex = createHash('sha256').update(`${prefix}:${count}`).digest('hex')
      return [
        hex.slice(0, 8),
        hex.slice(8, 12),
        `4${hex.slice(13, 16)}`,
        `8${hex.slice(17, 20)}`,
        hex.slice(20, 32),
      ].join('-')
    },
  }
}

/** The store's own seams: real waiting, because a real server is waited for. */
export function testSeams(prefix = '0', log: Log = silent): Pick<Seams, 'clock' | 'ids' | 'log'> {
  return {
    clock: {
      now: () => 1_750_000_000_000,
      monotonic: systemMonotonic,
      sleep: systemSleep,
    },
    ids: countingIds(prefix),
    log,
  }
}

/** A store on an embedded server of its own, in a folder that goes away when it is closed. About a second. */
export async function openTestStore(log: Log = silent): Promise<TestStore> {
  const dataDir = await mkdtemp(join(tmpdir(), 'tieout-test-'))
  // As root the server runs as another user, which must be able to pass through.
  await chmod(dataDir, 0o711)
  const store = await openStore({ dataDir }, testSeams(dataDir, log))
  return {
    ...store,
    scope: (options) => makeScope(store, options),
    async close() {
      await store.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

const ids = countingIds('scopes')

/** A workspace, a company and a connection in any open store. */
export async function makeScope(store: OpenStore, options: ScopeOptions = {}): Promise<Scope> {
  const workspace = ids.uuid()
  await store.withWorkspace(workspace, (tx) =>
    tx.insertInto('workspace').values({ workspace, name: 'Test', created_at: 0 }).execute(),
  )
  return { workspace, connection: await makeConnection(store, workspace, options) }
}

/** A company with an active connection in a workspace that is there; answers the connection's id. */
export async function makeConnection(
  store: OpenStore,
  workspace: string,
  options: ScopeOptions = {},
): Promise<string> {
  const [company, connection] = [ids.uuid(), ids.uuid()]
  await store.withWorkspace(workspace, async (tx) => {
    await tx.insertInto('company').values({ workspace, id: company, name: 'Test', created_at: 0 }).execute()
    await tx
      .insertInto('connection')
      .values({
        workspace,
        id: connection,
        company,
        installation: options.installation ?? store.installation,
        settings: JSON.stringify(options.settings ?? {}),
        remote_company: options.remoteCompany ?? `test:${connection}`,
        created_at: 0,
      })
      .execute()
  })
  return connection
}
