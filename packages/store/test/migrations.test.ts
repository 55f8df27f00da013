import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { derivedSecret } from '../src/crypto/master-key.ts'
import { migrate, readMigrations } from '../src/database/migrate.ts'
import type { Migration } from '../src/database/migrate.ts'
import { rolesOf } from '../src/database/roles.ts'
import { openTestStore } from '../src/testing.ts'
import type { TestStore } from '../src/testing.ts'

let opened: TestStore

beforeAll(async () => {
  opened = await openTestStore()
})
afterAll(() => opened.close())

async function run(migrations?: readonly Migration[]): Promise<readonly string[]> {
  const { host, port, database } = opened.authPool
  const client = new pg.Client({
    ...{ host, port, database, user: 'tieout_admin' },
    password: derivedSecret(opened.keys, 'role:tieout_admin'),
  })
  await client.connect()
  try {
    const given = {
      roles: rolesOf('tieout'),
      keys: opened.keys,
      salt: () => Buffer.alloc(16),
      at: 1,
      installation: 'other',
    }
    return await migrate(client, migrations === undefined ? given : { ...given, migrations })
  } finally {
    await client.end()
  }
}

describe('migrations', () => {
  it('run once, and again change nothing', async () => {
    expect(await run()).toEqual([])
    const found = await opened.db.selectFrom('installation').select('id').execute()
    expect(found).toEqual([{ id: opened.installation }])
  })

  it('take turns when several start at once', async () => {
    const more = [
      ...(await readMigrations()),
      { name: '9001_more.sql', sql: 'create table tieout.turn (id int)' },
    ]
    const ran = await Promise.all([run(more), run(more), run(more)])
    expect(ran.flat()).toEqual(['9001_more.sql'])
  })

  it('that were edited after they ran are refused, as is a database that has seen newer ones', async () => {
    const known = await readMigrations()
    await expect(run(known)).rejects.toThrow('has seen 9001_more.sql')
    const edited = [...known, { name: '9001_more.sql', sql: 'create table tieout.turn (id bigint)' }]
    await expect(run(edited)).rejects.toThrow('is not what ran')
  })

  it('that fail leave nothing behind', async () => {
    const known = [
      ...(await readMigrations()),
      { name: '9001_more.sql', sql: 'create table tieout.turn (id int)' },
    ]
    const broken = [
      ...known,
      { name: '9002_half.sql', sql: 'create table tieout.half (id int); select 1 / 0' },
    ]
    await expect(run(broken)).rejects.toThrow('division by zero')
    const whole = [...known, { name: '9002_half.sql', sql: 'create table tieout.half (id int)' }]
    expect(await run(whole)).toEqual(['9002_half.sql'])
  })

  it('use no clock and no randomness of the server', async () => {
    for (const { name, sql } of await readMigrations()) {
      expect([
        name,
        /\bnow\(\)|clock_timestamp|current_timestamp|gen_random_uuid|random\(\)/i.test(sql),
      ]).toEqual([name, false])
    }
  })
})
