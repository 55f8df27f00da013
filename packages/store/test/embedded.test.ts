import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { chmod, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { describe, expect, it, vi } from 'vitest'
import type { OpenStore } from '../src/open.ts'
import { openStore } from '../src/open.ts'
import { makeScope, testSeams } from '../src/testing.ts'
import { customer, lookAt, put } from './rows.ts'
import { inFolder } from './support.ts'

// Each test starts a server or two; on a busy machine that takes a while.
vi.setConfig({ testTimeout: 120_000 })

const open = (folder: string): Promise<OpenStore> =>
  openStore({ dataDir: join(folder, 'data') }, testSeams(folder))

async function postmaster(folder: string): Promise<number> {
  return Number((await readFile(join(folder, 'data', 'database', 'postmaster.pid'), 'utf8')).split('\n')[0])
}

async function holder(folder: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'holder.ts'), join(folder, 'data')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  await new Promise((resolve, reject) => {
    child.stdout.once('data', resolve)
    child.once('exit', reject)
  })
  return child
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

describe('a data folder', () => {
  it('is made, kept through a stop, and its server stops with it', async () => {
    await inFolder(async (folder) => {
      const first = await open(folder)
      const scope = await makeScope(first)
      await first.store.putApp(scope, [put('customer', 'C1', customer('C1'))], 1)
      const pid = await postmaster(folder)
      await first.close()
      expect(isAlive(pid)).toBe(false)
      const second = await open(folder)
      expect((await lookAt(second.store, scope, 'customer', 'C1')).app?.version).toBe(1)
      expect(second.installation).toBe(first.installation)
      await second.close()
    })
  })

  it('lets nobody else in: socket and key are its owner’s, there is no port, and no sign-in without a password', async () => {
    await inFolder(async (folder) => {
      const store = await open(folder)
      const data = join(folder, 'data')
      const modes = await Promise.all(
        ['keys/master.key', 'keys', 'socket', 'database', 'backups'].map(
          async (name) => (await stat(join(data, name))).mode & 0o777,
        ),
      )
      expect(modes.map((mode) => mode.toString(8))).toEqual(['600', '700', '700', '700', '700'])
      expect(await readFile(join(data, 'database', 'pg_hba.conf'), 'utf8')).not.toMatch(/^\w.*\btrust\b/m)
      const listening =
        await sql`select current_setting('listen_addresses') as a, current_setting('fsync') as f`.execute(
          store.db,
        )
      expect(listening.rows).toEqual([{ a: '', f: 'on' }])
      await store.close()
    })
  })

  it('written by a newer version is refused, with what to do', async () => {
    await inFolder(async (folder) => {
      await (await open(folder)).close()
      await writeFile(join(folder, 'data', 'format.json'), '{"format":2}')
      await expect(open(folder)).rejects.toThrow(
        'has format 2; this Tieout knows formats up to 1. Start the newer Tieout',
      )
    })
  })

  it('that holds something else is refused and left alone', async () => {
    await inFolder(async (folder) => {
      await writeFile(join(folder, 'letter.txt'), 'hello')
      await expect(openStore({ dataDir: folder }, testSeams())).rejects.toThrow('not Tieout')
      expect(await readFile(join(folder, 'letter.txt'), 'utf8')).toBe('hello')
    })
  })

  it('is served by one at a time: the second is told so, and the first goes on', async () => {
    await inFolder(async (folder) => {
      const first = await open(folder)
      const scope = await makeScope(first)
      await expect(open(folder)).rejects.toThrow('Another Tieout is serving')
      await first.store.putApp(scope, [put('customer', 'C1', customer('C1'))], 1)
      await first.close()
    })
  })
})

describe('a data folder that the server’s account cannot reach', () => {
  it('points to a cluster in the system’s own place, and works all the same', async () => {
    await inFolder(async (folder) => {
      await chmod(folder, 0o700)
      const first = await open(folder)
      const scope = await makeScope(first)
      await first.close()
      const second = await open(folder)
      expect((await second.store.connection(scope))?.state).toBe('active')
      await second.close()
      await rm(await realpath(join(folder, 'data', 'database')), { recursive: true })
    })
  })
})

describe('after kill -9', () => {
  it('of the process that started it, the server that lives on is adopted', async () => {
    await inFolder(async (folder) => {
      const child = await holder(folder)
      const pid = await postmaster(folder)
      child.kill('SIGKILL')
      const store = await open(folder)
      expect(await postmaster(folder)).toBe(pid)
      await store.close()
      await expect(postmaster(folder)).rejects.toThrow('ENOENT')
    })
  })

  it('of the server, it is started again and callers only wait', async () => {
    await inFolder(async (folder) => {
      const store = await open(folder)
      const scope = await makeScope(store)
      await store.store.putApp(scope, [put('customer', 'C1', customer('C1'))], 1)
      const heard: string[] = []
      await store.listen('x', (payload) => heard.push(payload))
      const pid = await postmaster(folder)
      process.kill(pid, 'SIGKILL')
      const again = async (): Promise<void> => {
        await store.store.putApp(scope, [put('customer', 'C2', customer('C2'))], 2).catch(again)
      }
      await again()
      // A session of the killed server may have answered still.
      await vi.waitFor(async () => expect(await postmaster(folder)).not.toBe(pid), { timeout: 20_000 })
      expect((await lookAt(store.store, scope, 'customer', 'C1')).app?.version).toBe(1)
      expect((await lookAt(store.store, scope, 'customer', 'C2')).app?.version).toBe(1)
      await expect(open(folder)).rejects.toThrow('Another Tieout is serving')
      await store.close()
    })
  })

  it('of both, the next start recovers what was committed', async () => {
    await inFolder(async (folder) => {
      const child = await holder(folder)
      const pid = await postmaster(folder)
      child.kill('SIGKILL')
      process.kill(pid, 'SIGKILL')
      const store = await open(folder)
      expect(store.installation).not.toBe('')
      await store.close()
    })
  })
})
