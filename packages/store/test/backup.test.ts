import { createHash } from 'node:crypto'
import { chmod, copyFile, mkdir, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Scope } from '@tieout/engine/ports.ts'
import { backUp } from '../src/backup/backup.ts'
import { checkBackup, readLines } from '../src/backup/file.ts'
import { isRow } from '../src/backup/format.ts'
import { restoreBackup } from '../src/backup/restore.ts'
import type { Restored } from '../src/backup/restore.ts'
import { openStore } from '../src/open.ts'
import type { OpenStore, Target } from '../src/open.ts'
import { makeScope, testSeams } from '../src/testing.ts'
import { customer, draft, invoice, lookAt, page, put, remote, settledAs } from './rows.ts'
import { inFolder } from './support.ts'

// Servers are made, started and stopped.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const seams = testSeams('backup')

/** Stands for what identity does with its own schema. */
async function makeSignIn(pool: pg.PoolConfig): Promise<void> {
  const client = new pg.Client(pool)
  await client.connect()
  await client.query('create table auth."user" (id text primary key, email text, "createdAt" timestamptz)')
  await client.query('create table auth.session (id text primary key)')
  await client.end()
}

const restore = (path: string, target: Target): Promise<Restored> =>
  restoreBackup(path, target, testSeams('restore'), { makeSignIn })

/** An installation with something in many tables, and values that lose something when they are read carelessly. */
async function fill(store: OpenStore): Promise<Scope> {
  const scope = await makeScope(store)
  await makeSignIn(store.authPool)
  const identity = new pg.Client(store.authPool)
  await identity.connect()
  await identity.query(
    `insert into auth."user" values ('u1', 'kaya@tieout.example', '2026-01-05T10:00:00.123456Z')`,
  )
  await identity.query(`insert into auth.session values ('signed-in')`)
  await identity.end()
  const names = ['C1', 'Zeile\nzwei', 'O’Brien "& Söhne" \\ 日本']
  await store.store.putApp(
    scope,
    [
      ...names.map((name, at) => put('customer', `C${at + 1}`, customer(`C${at + 1}`, name))),
      put('invoice', 'I1', invoice('A', 'C1', '12345678901234567.89')),
    ],
    1,
  )
  await store.store.savePage(scope, page([remote('customer', '1', customer('C9'))]))
  const looked = await lookAt(store.store, scope, 'customer', 'C1')
  await store.store.settle(scope, [settledAs(looked, 'queued', { intent: draft(scope, looked) })], 2)
  await store.withWorkspace(scope.workspace, async (tx) => {
    await sql`update link set amount_minor = 123456789012345678901234 where type = 'invoice'`.execute(tx)
    await sql`update connection set credentials = 'sealed'`.execute(tx)
  })
  return scope
}

/** The rows of a backup by table. */
async function rowsOf(path: string): Promise<Map<string, string[]>> {
  const tables = new Map<string, string[]>()
  let rows: string[] = []
  for await (const line of readLines(path)) {
    if (isRow(line) && tables.size > 0) rows.push(line)
    else if (line.startsWith('["table"')) tables.set(line.split('"')[5] ?? '', (rows = []))
  }
  return tables
}

describe('a backup', () => {
  it('of a Tieout that is being served, restored, holds every row again, and nothing of the jobs or of who was signed in', async () => {
    await inFolder(async (folder) => {
      const source = await openStore({ dataDir: join(folder, 'old') }, testSeams(folder))
      const scope = await fill(source)
      const file = join(folder, 'one.backup')
      const made = await backUp(file, { dataDir: join(folder, 'old') }, '0.1.0', seams)
      expect(made.header).toMatchObject({
        version: '0.1.0',
        installation: source.installation,
        keys: [source.keys.current.id],
      })
      await source.close()
      await mkdir(join(folder, 'new', 'keys'), { recursive: true })
      await copyFile(join(folder, 'old', 'keys', 'master.key'), join(folder, 'new', 'keys', 'master.key'))
      const restored = await restore(file, { dataDir: join(folder, 'new') })
      expect(restored).toEqual({ header: made.header, rows: made.rows })

      const again = join(folder, 'two.backup')
      await backUp(again, { dataDir: join(folder, 'new') }, '0.1.0', seams)
      const [before, after] = [await rowsOf(file), await rowsOf(again)]
      const touched = new Set(['installation', 'connection', 'intent', 'run', 'stream'])
      expect([...after.keys()]).toEqual([...before.keys()])
      expect(
        [...before.keys()].filter((name) => ['session', 'slot', 'migration', 'job'].includes(name)),
      ).toEqual([])
      for (const [name, rows] of before)
        if (!touched.has(name)) expect([name, after.get(name)]).toEqual([name, rows])
      expect(before.get('user')).toHaveLength(1)
      expect(before.get('app_record')).toHaveLength(4)

      const target = await openStore({ dataDir: join(folder, 'new') }, testSeams(`${folder}2`))
      expect(target.installation).toBe(source.installation)
      await target.store.putApp(scope, [put('customer', 'C9', customer('C9'))], 3)
      await verifiesFirst(target, scope)
      await target.close()
    })
  })
})

/** Connections wait, and writes that were meant are in doubt: they are searched for, and nothing else leaves. */
async function verifiesFirst({ store }: OpenStore, scope: Scope): Promise<void> {
  const at = seams.clock.now()
  expect((await store.connection(scope))?.state).toBe('verify_first')
  expect(await store.unknowns(scope, 10, at)).toMatchObject([{ appId: 'C1', sentAt: at, sends: 1 }])
  expect(await store.claim(scope, { holder: 'h', limit: 10, now: at + 1, leaseUntil: at + 2 })).toEqual([])
}

describe('a restore touches nothing when', () => {
  let folder: string
  let file: string

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tieout-folder-'))
    await chmod(folder, 0o755)
    const source = await openStore({ dataDir: join(folder, 'old') }, testSeams(folder))
    await fill(source)
    await source.close()
    file = join(folder, 'good.backup')
    await backUp(file, { dataDir: join(folder, 'old') }, '0.1.0', seams)
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  const target = async (name: string, key: string | null): Promise<string> => {
    const dataDir = join(folder, name)
    await mkdir(join(dataDir, 'keys'), { recursive: true })
    if (key !== null) await writeFile(join(dataDir, 'keys', 'master.key'), key)
    return dataDir
  }
  const rightKey = (): Promise<string> => readFile(join(folder, 'old', 'keys', 'master.key'), 'utf8')

  it('the master key is missing or another one', async () => {
    const without = await target('without', null)
    await expect(restore(file, { dataDir: without })).rejects.toThrow('There is no master key at')
    const other = await target('other', `${Buffer.alloc(32, 7).toString('base64')}\n`)
    await expect(restore(file, { dataDir: other })).rejects.toThrow(/open with master key \w{8}, not with/)
    expect(await readdir(without)).toEqual(['keys'])
    expect(await readdir(other)).toEqual(['keys'])
  })

  it('the file is torn, at any place, or was changed', async () => {
    const dataDir = await target('torn', await rightKey())
    const whole = await readFile(file)
    for (const part of [0, 5, whole.length / 4, whole.length / 2, whole.length - 9, whole.length - 1]) {
      const path = join(folder, 'torn.backup')
      await writeFile(path, whole)
      await truncate(path, Math.floor(part))
      await expect(restore(path, { dataDir })).rejects.toThrow('The backup is not whole')
    }
    const lines = gunzipSync(whole).toString().split('\n')
    const less = lines.filter((line) => !line.includes('"C9"'))
    const changed = lines.map((line) => line.replace('kaya@tieout.example', 'else@tieout.example'))
    for (const text of [less, changed, lines.slice(0, -2)]) {
      await writeFile(join(folder, 'changed.backup'), gzipSync(text.join('\n')))
      await expect(restore(join(folder, 'changed.backup'), { dataDir })).rejects.toThrow('not whole')
    }
    expect(await readdir(dataDir)).toEqual(['keys'])
  })

  it('it is no backup, or one of a newer Tieout', async () => {
    const dataDir = await target('newer', await rightKey())
    await writeFile(join(folder, 'text'), 'hello')
    await expect(restore(join(folder, 'text'), { dataDir })).rejects.toThrow('cannot be read as a backup')
    await expect(restore(join(folder, 'nowhere'), { dataDir })).rejects.toThrow(
      'cannot be read as a backup (ENOENT)',
    )
    const [first = '', ...rest] = gunzipSync(await readFile(file))
      .toString()
      .split('\n')
      .slice(0, -2)
    const headers = [
      first.replace('"format":1', '"format":2'),
      first.replace('"migrations":[', '"migrations":[["9999_later.sql","00"],'),
    ]
    for (const header of headers) {
      const body = `${[header, ...rest].join('\n')}\n`
      const sum = createHash('sha256').update(body).digest('hex')
      const end = JSON.stringify(['whole', rest.length + 1, sum])
      await writeFile(join(folder, 'newer.backup'), gzipSync(`${body}${end}\n`))
      await expect(restore(join(folder, 'newer.backup'), { dataDir })).rejects.toThrow(
        'Restore it with the Tieout that wrote it, or a newer one.',
      )
    }
    expect(await readdir(dataDir)).toEqual(['keys'])
  })

  it('the target holds something', async () => {
    const strange = await target('strange', await rightKey())
    await writeFile(join(strange, 'letter.txt'), 'hello')
    await expect(restore(file, { dataDir: strange })).rejects.toThrow('holds something (letter.txt)')
    const old = { dataDir: join(folder, 'old') }
    await expect(restore(file, old)).rejects.toThrow('holds an installation. Restore into an empty')
    const again = await openStore(old, testSeams('again'))
    await again.close()
  })

  it('and a backup is written over nothing', async () => {
    const before = await readFile(file)
    await expect(backUp(file, { dataDir: join(folder, 'old') }, '0.1.0', seams)).rejects.toThrow(
      'There is a file',
    )
    expect(await readFile(file)).toEqual(before)
    await expect(
      backUp(join(folder, 'x'), { dataDir: join(folder, 'empty') }, '0.1.0', seams),
    ).rejects.toThrow('No Tieout has run')
    expect((await readdir(folder)).filter((name) => name.endsWith('.part'))).toEqual([])
    expect((await checkBackup(file)).rows).toBeGreaterThan(10)
  })
})
