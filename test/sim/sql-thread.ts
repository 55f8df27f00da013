/** A thread with the real store: does one call after the other and writes the answer down before it wakes the one who waits. */
import { mkdtemp, chmod, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { workerData } from 'node:worker_threads'
import type { ConnectionInfo, Scope } from '@tieout/engine/ports.ts'
import { openStore } from '@tieout/store/open.ts'
import { testSeams } from '@tieout/store/testing.ts'
import { linkId } from './link-ids.ts'
import type { Answered, Asked, ThreadData } from './sql-call.ts'

const { port, signal } = workerData as ThreadData
const done = new Int32Array(signal)

const folder = await mkdtemp(join(tmpdir(), 'tieout-ring-'))
await chmod(folder, 0o711)
const state = { links: 0, warnings: [] as string[] }
const note = (fields: object, message: string): void => {
  state.warnings.push(`${message}: ${JSON.stringify(fields)}`)
}
const log = { debug: () => undefined, info: () => undefined, warn: note, error: note }
const { clock } = testSeams()
const ids = { uuid: () => linkId((state.links += 1)) }
const opened = await openStore({ dataDir: folder }, { clock, ids, log })

const own: Readonly<Record<string, (...args: never[]) => Promise<unknown>>> = {
  begin() {
    state.links = 0
    state.warnings = []
    return Promise.resolve()
  },
  warnings: () => Promise.resolve(state.warnings),
  addConnection,
  rows,
  async close() {
    await opened.close()
    await rm(folder, { recursive: true, force: true })
  },
}

async function addConnection(info: ConnectionInfo): Promise<void> {
  const { workspace, connection: id } = info.scope
  await opened.withWorkspace(workspace, async (tx) => {
    await tx.insertInto('workspace').values({ workspace, name: 'Ring', created_at: 0 }).execute()
    await tx
      .insertInto('company')
      .values({ workspace, id: info.company, name: 'Ring', created_at: 0 })
      .execute()
    await tx
      .insertInto('connection')
      .values({
        workspace,
        id,
        company: info.company,
        installation: info.installation,
        settings: JSON.stringify(info.settings),
        remote_company: info.remoteCompany,
        created_at: 0,
      })
      .execute()
  })
}

/** All rows of a connection in one of these tables. */
const tables = [
  'app_record',
  'remote_record',
  'link',
  'waiting_reference',
  'intent',
  'stream',
  'wanted_read',
  'run',
  'change',
  'timeline',
] as const

function rows({ workspace, connection }: Scope, table: string): Promise<unknown> {
  return opened.withWorkspace<unknown>(workspace, async (tx) => {
    const name = tables.find((known) => known === table)
    if (name === undefined)
      return tx.selectFrom('connection').selectAll().where('id', '=', connection).execute()
    return tx.selectFrom(name).selectAll().where('connection', '=', connection).execute()
  })
}

async function answer({ method, args }: Asked): Promise<unknown> {
  const work: unknown = own[method] ?? Reflect.get(opened.store, method)
  if (typeof work !== 'function') throw new Error(`The store has no ${method}.`)
  const value: unknown = await Reflect.apply(work, opened.store, args)
  return value
}

const tell = (message: Answered): void => {
  port.postMessage(message)
  Atomics.store(done, 0, 1)
  Atomics.notify(done, 0)
}

port.on('message', (asked: Asked) => {
  answer(asked).then(
    (value) => tell({ value }),
    (error: unknown) =>
      tell({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  )
})
tell({ value: 'open' })
