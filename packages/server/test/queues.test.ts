import pg from 'pg'
import { openTestStore } from '@tieout/store/testing.ts'
import type { TestStore } from '@tieout/store/testing.ts'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openQueues } from '../src/workers/queues.ts'
import type { Queues } from '../src/workers/queues.ts'

let store: TestStore
const open: Queues[] = []

beforeAll(async () => {
  store = await openTestStore()
})
afterEach(async () => {
  await Promise.all(open.splice(0).map((queues) => queues.close(5_000)))
})
afterAll(() => store.close())

const seams = {
  log: { debug() {}, info() {}, warn() {}, error() {} },
  clock: { now: () => 0, monotonic: () => 0, sleep: () => Promise.resolve() },
}
async function worker(alone = false, concurrency = 4): Promise<Queues> {
  const queues = await openQueues({ database: store.jobsPool, alone, seams, concurrency })
  open.push(queues)
  return queues
}

const scopeOf = (connection: string) => ({ workspace: 'w', connection })
const rest = () => Promise.resolve('rest' as const)

async function connected(): Promise<pg.Client> {
  const client = new pg.Client(store.jobsPool)
  await client.connect()
  return client
}

function gate() {
  const { promise, resolve } = Promise.withResolvers<undefined>()
  return { open: () => resolve(undefined), passed: promise }
}

test('of one connection one job runs at a time, whoever takes it, and a word that comes meanwhile is not lost', async () => {
  const queues = await Promise.all([worker(), worker(), worker()])
  let running = 0
  let most = 0
  let turns = 0
  const enough = gate()
  const work = async () => {
    running += 1
    most = Math.max(most, running)
    await queues[turns % 3]?.wake(scopeOf('one'), 'push')
    await queues[(turns + 1) % 3]?.wake(scopeOf('one'), 'push')
    running -= 1
    turns += 1
    if (turns >= 20) enough.open()
    return 'rest' as const
  }
  for (const each of queues) await each.work({ push: work, pull: rest, refresh: rest, fetch: rest })
  await queues[0].wake(scopeOf('one'), 'push')
  await enough.passed
  expect(most).toBe(1)
})

test('a busy connection with a job waiting holds up no other', async () => {
  const queues = await worker()
  const busy = gate()
  const begun = gate()
  const other = gate()
  await queues.work({
    push: rest,
    pull: async ({ connection }) => {
      if (connection === 'other') other.open()
      else {
        begun.open()
        await busy.passed
      }
      return 'rest'
    },
    refresh: rest,
    fetch: rest,
  })
  await queues.wake(scopeOf('busy'), 'pull')
  await begun.passed
  await queues.wake(scopeOf('busy'), 'pull')
  await queues.wake(scopeOf('other'), 'pull')
  await other.passed
  busy.open()
})

test('the job of a killed worker keeps nothing back', async () => {
  await (await worker()).wake(scopeOf('killed'), 'push')
  const client = await connected()
  await client.query(
    `update jobs.job set state = 'active', started_on = now() where singleton_key = 'killed'`,
  )
  await client.end()
  const next = await worker(true)
  const again = gate()
  await next.work({
    push: ({ connection }) => {
      if (connection === 'killed') again.open()
      return rest()
    },
    pull: rest,
    refresh: rest,
    fetch: rest,
  })
  await next.wake(scopeOf('killed'), 'push')
  await again.passed
})

test('the job of a worker whose heart has stopped is over for all others, one that beats is not', async () => {
  const [first, second] = await Promise.all([worker(false, 1), worker()])
  const busy = gate()
  const begun = gate()
  const again = gate()
  await first.work({
    push: async () => {
      begun.open()
      await busy.passed
      return 'rest'
    },
    pull: rest,
    refresh: rest,
    fetch: rest,
  })
  await first.wake(scopeOf('beating'), 'push')
  await begun.passed
  await first.wake(scopeOf('silent'), 'push')
  const client = await connected()
  await client.query(
    `update jobs.job set state = 'active', started_on = now(), heartbeat_on = now() - interval '5 seconds'
      where singleton_key = 'silent'`,
  )
  await second.bury()
  const { rows } = await client.query(
    `select singleton_key as of, state from jobs.job where singleton_key in ('silent', 'beating') order by 1`,
  )
  await client.end()
  expect(rows).toEqual([
    { of: 'beating', state: 'active' },
    { of: 'silent', state: 'failed' },
  ])
  await second.work({
    push: ({ connection }) => {
      if (connection === 'silent') again.open()
      return rest()
    },
    pull: rest,
    refresh: rest,
    fetch: rest,
  })
  await second.wake(scopeOf('silent'), 'push')
  await again.passed
  busy.open()
})

test('the monitor keeps no list of busy connections, whose jobs would be kept back for a minute', async () => {
  const queues = await worker()
  const busy = gate()
  const begun = gate()
  await queues.work({
    push: async () => {
      begun.open()
      await busy.passed
      return 'rest'
    },
    pull: rest,
    refresh: rest,
    fetch: rest,
  })
  await queues.wake(scopeOf('busy'), 'push')
  await begun.passed
  const client = await connected()
  const looked = async () =>
    (
      await client.query<{ seen: number; kept: string[] | null }>(
        `select active_count as seen, singletons_active as kept, pg_sleep(0.2) from jobs.queue where name = 'push'`,
      )
    ).rows[0]
  let row = await looked()
  while (row?.seen !== 1) row = await looked()
  await client.end()
  busy.open()
  expect(row.kept).toBeNull()
})

test('queues of an older policy are made anew', async () => {
  const client = await connected()
  await worker()
  await client.query(`update jobs.queue set policy = 'stately'`)
  await worker(true)
  const { rows } = await client.query(
    `select name, policy from jobs.queue where name in ('push', 'pull') order by 1`,
  )
  await client.end()
  expect(rows).toEqual([
    { name: 'pull', policy: 'short' },
    { name: 'push', policy: 'short' },
  ])
})
