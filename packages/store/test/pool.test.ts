import { createServer, connect } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPool } from '../src/database/pool.ts'
import { openTestStore, testSeams } from '../src/testing.ts'
import type { TestStore } from '../src/testing.ts'

let store: TestStore
const pairs: { near: Socket; far: Socket; silent: boolean }[] = []
const line = createServer((near) => {
  const { host = '', port = 5432 } = store.jobsPool
  const pair = { near, far: connect(join(host, `.s.PGSQL.${port}`)), silent: false }
  pairs.push(pair)
  near.on('data', (chunk) => pair.silent || pair.far.write(chunk))
  pair.far.on('data', (chunk) => pair.silent || near.write(chunk))
  for (const socket of [near, pair.far]) socket.on('error', () => undefined)
})

beforeAll(async () => {
  store = await openTestStore()
  await new Promise<void>((resolve) => line.listen(0, '127.0.0.1', resolve))
})
afterAll(async () => {
  for (const { near, far } of pairs) {
    near.destroy()
    far.destroy()
  }
  line.close()
  await store.close()
})

test('a resting connection that the network has forgotten is not lent', async () => {
  const { port } = line.address() as AddressInfo
  const seams = testSeams('pool')
  let later = 0
  const clock = { ...seams.clock, monotonic: () => seams.clock.monotonic() + later }
  const pool = openPool(
    { ...store.jobsPool, host: '127.0.0.1', port, max: 1 },
    { ...seams, clock },
    () => null,
  )
  const first = await pool.connect()
  first.release()
  for (const pair of pairs) pair.silent = true
  later = 60_000
  const second = await pool.connect()
  expect((await second.query<{ n: number }>('select 7 as n', [])).rows).toEqual([{ n: 7 }])
  second.release()
  expect(pairs).toHaveLength(2)
  await pool.end()
})
