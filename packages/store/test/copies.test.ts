import { execFileSync } from 'node:child_process'
import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { describe, expect, it, vi } from 'vitest'
import type { Scope } from '@tieout/engine/ports.ts'
import { derivedSecret } from '../src/crypto/master-key.ts'
import { openStore } from '../src/open.ts'
import type { OpenStore } from '../src/open.ts'
import { makeScope, testSeams } from '../src/testing.ts'
import { customer, draft, lookAt, put, settledAs } from './rows.ts'
import { inFolder } from './support.ts'

// Each test starts a server a few times.
vi.setConfig({ testTimeout: 120_000 })

let opened = 0
const open = (dataDir: string): Promise<OpenStore> => {
  opened += 1
  return openStore({ dataDir }, testSeams(`copies ${opened}`))
}

const claim = { holder: 'h', limit: 10, now: 9e12, leaseUntil: 9e12 + 1 }

/** With owners, modes and times, as an operator would. */
function copy(from: string, to: string): void {
  execFileSync('cp', ['-a', from, to])
}

/** An installation with one write in line. */
async function withWrite(store: OpenStore): Promise<Scope> {
  const scope = await makeScope(store)
  await store.store.putApp(scope, [put('customer', 'C1', customer('C1'))], 1)
  const looked = await lookAt(store.store, scope, 'customer', 'C1')
  await store.store.settle(scope, [settledAs(looked, 'queued', { intent: draft(scope, looked) })], 2)
  return scope
}

async function stateOf(dataDir: string, scope: Scope): Promise<string | undefined> {
  const store = await open(dataDir)
  try {
    return (await store.store.connection(scope))?.state
  } finally {
    await store.close()
  }
}

describe('a data folder that is opened again', () => {
  it('goes on where it was: after a start that was cut off, after it was moved; not with a folder that does not know it', async () => {
    await inFolder(async (folder) => {
      const dataDir = join(folder, 'data')
      const first = await open(dataDir)
      const scope = await withWrite(first)
      await first.close()
      const before = await readFile(join(dataDir, 'life.json'))
      expect(await stateOf(dataDir, scope)).toBe('active')
      await writeFile(join(dataDir, 'life.json'), before)
      await rename(dataDir, join(folder, 'moved'))
      expect(await stateOf(join(folder, 'moved'), scope)).toBe('active')
      await rm(join(folder, 'moved', 'life.json'))
      expect(await stateOf(join(folder, 'moved'), scope)).toBe('verify_first')
    })
  })

  it('verifies first when it is a copy, once, and the original goes on', async () => {
    await inFolder(async (folder) => {
      const dataDir = join(folder, 'data')
      const first = await open(dataDir)
      const scope = await withWrite(first)
      await first.close()
      copy(dataDir, join(folder, 'copy'))
      const second = await open(join(folder, 'copy'))
      expect((await second.store.connection(scope))?.state).toBe('verify_first')
      expect(await second.store.claim(scope, claim)).toEqual([])
      expect(await second.store.unknowns(scope, 10, 9e12)).toMatchObject([{ appId: 'C1' }])
      await second.store.endVerifyFirst(scope)
      await second.close()
      expect(await stateOf(join(folder, 'copy'), scope)).toBe('active')
      expect(await stateOf(dataDir, scope)).toBe('active')
    })
  })

  it('verifies first when its database was put back to an earlier state, in place or as other files', async () => {
    await inFolder(async (folder) => {
      const dataDir = join(folder, 'data')
      const first = await open(dataDir)
      const scope = await withWrite(first)
      await first.close()
      await rename(join(dataDir, 'database'), join(folder, 'original'))
      copy(join(folder, 'original'), join(dataDir, 'database'))
      expect(await stateOf(dataDir, scope)).toBe('verify_first')

      // The very files, but of before the last starts: the folder has counted more of them.
      await rm(join(dataDir, 'database'), { recursive: true })
      await rename(join(folder, 'original'), join(dataDir, 'database'))
      expect(await readFile(join(dataDir, 'life.json'), 'utf8')).toBe('{"starts":2}\n')
      expect(await stateOf(dataDir, scope)).toBe('verify_first')
    })
  })
})

describe('a server that turns out to be another one while it is served', () => {
  it('has nothing sent from that moment on, and verifies first', async () => {
    await inFolder(async (folder) => {
      const store = await open(join(folder, 'data'))
      const scope = await withWrite(store)
      await store.recognise()
      expect((await store.store.connection(scope))?.state).toBe('active')
      await asAdmin(store, `update tieout.installation set home = replace(home, '/00000001/', '/00000000/')`)
      expect(await store.store.claim(scope, claim)).toEqual([])
      await store.recognise()
      expect((await store.store.connection(scope))?.state).toBe('verify_first')
      await store.recognise()
      await store.store.endVerifyFirst(scope)
      expect((await store.store.connection(scope))?.state).toBe('active')
      await store.close()
    })
  })
})

async function asAdmin(store: OpenStore, statement: string): Promise<void> {
  const { host, port, database } = store.authPool
  const client = new pg.Client({
    ...{ host, port, database },
    user: 'tieout_admin',
    password: derivedSecret(store.keys, 'role:tieout_admin'),
  })
  await client.connect()
  await client.query(statement)
  await client.end()
}
