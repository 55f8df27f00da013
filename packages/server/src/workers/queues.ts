import type { PoolConfig } from 'pg'
import { PgBoss } from 'pg-boss'
import type { Scope } from '@tieout/engine/ports.ts'
import type { ServerSeams } from '../system/seams.ts'
import type { SliceEnd } from './slice.ts'

export const queueNames = ['push', 'pull'] as const
export type QueueName = (typeof queueNames)[number]

export interface Queues {
  /** Says that a connection has work; a second word while one waits changes nothing. */
  wake(scope: Scope, queue: QueueName): Promise<void>
  /** Takes jobs and calls the work, several connections at once, one at a time per connection. */
  work(handlers: Readonly<Record<QueueName, (scope: Scope) => Promise<SliceEnd>>>): Promise<void>
  /** Takes no more jobs; resolves when those under way have ended, at the latest after the wait. */
  close(waitMs: number): Promise<void>
}

export interface QueueOptions {
  /** The role that owns schema jobs. */
  readonly database: PoolConfig
  /** This process alone serves the data folder: jobs that a killed one left are nobody's and go at once. */
  readonly alone: boolean
  readonly seams: Pick<ServerSeams, 'log' | 'clock'>
  /** Connections that are worked on at once, per queue. */
  readonly concurrency: number
}

/** Only ids: what is to be done stands in the tables. */
type Job = Scope

function connectTo({ host, port, database, user, password, ssl }: PoolConfig) {
  return {
    ...(host === undefined ? {} : { host }),
    ...(port === undefined ? {} : { port }),
    ...(database === undefined ? {} : { database }),
    ...(user === undefined ? {} : { user }),
    ...(typeof password === 'string' ? { password } : {}),
    ...(ssl === undefined ? {} : { ssl }),
  }
}

/**
 * `exclusive` keyed by connection: one job waits or runs, and a word that comes while it runs is refused. Under `stately` a waiting job
 * of a busy connection stands at the head of the queue in everybody's way, and pg-boss passes over connections that were busy when it
 * last looked, up to a minute ago: after a kill, nobody worked on them for that long.
 */
const policy = 'exclusive'
/** After the end of a job its connection can have the next one; pg-boss writes that end down a moment after our work returns. */
const wakeAfterMs = [10, 50, 250]
/** The end of a job is written down when the database is back; a job whose end is lost blocks its connection until its heart is missed. */
const backAgainMs = 15_000
const lookEveryMs = 100

const settings = {
  retryLimit: 0,
  expireInSeconds: 120,
  // The shortest that pg-boss takes: a killed worker's connections are free after it.
  heartbeatSeconds: 10,
  retentionSeconds: 3_600,
  deleteAfterSeconds: 60,
  notify: true,
} as const

async function makeQueue(boss: PgBoss, name: QueueName, alone: boolean): Promise<void> {
  const there = await boss.getQueue(name)
  if (there !== null && there.policy !== policy) await boss.deleteQueue(name)
  await boss.createQueue(name, { ...settings, policy })
  if (alone) await boss.deleteAllJobs(name)
}

/**
 * Jobs only say "look at connection X": one at a time for each, no retries, because what is due stands in our own tables. A word that is
 * lost costs the time to the next sweep.
 */
export async function openQueues(options: QueueOptions): Promise<Queues> {
  const { log, clock } = options.seams
  const boss = new PgBoss({
    ...connectTo(options.database),
    schema: 'jobs',
    createSchema: false,
    application_name: 'tieout jobs',
    max: 6,
    schedule: false,
    useListenNotify: true,
    superviseIntervalSeconds: 1,
    monitorIntervalSeconds: 1,
    maintenanceIntervalSeconds: 60,
    warningQueueSize: 1_000_000,
  })
  boss.on('error', (error) => log.debug({ err: error }, 'a job query failed; the sweep makes up for it'))
  boss.on('warning', (warning) => log.debug({ warning }, 'pg-boss warns'))
  await boss.start()
  for (const name of queueNames) await makeQueue(boss, name, options.alone)

  const running = new Set<string>()
  /** Running ones that somebody called meanwhile. */
  const called = new Set<string>()
  const send = async ({ workspace, connection }: Scope, queue: QueueName): Promise<boolean> => {
    const job = { workspace, connection } satisfies Job
    return (await boss.send(queue, job, { singletonKey: connection })) !== null
  }
  const wake: Queues['wake'] = async (scope, queue) => {
    const key = `${queue} ${scope.connection}`
    if (!(await send(scope, queue)) && running.has(key)) called.add(key)
  }
  /** Soon, and not before the job under way has ended; where all tries come too early, the sweep makes up for it. */
  const wakeAfter = async (scope: Scope, queue: QueueName): Promise<void> => {
    for (const wait of wakeAfterMs) {
      await clock.sleep(wait)
      if (await send(scope, queue)) return
    }
  }
  const untilReachable = async (): Promise<void> => {
    const until = clock.monotonic() + backAgainMs
    while (clock.monotonic() < until) {
      const isThere = await boss
        .getDb()
        .executeSql('select 1')
        .then(
          () => true,
          () => false,
        )
      if (isThere) return
      await clock.sleep(lookEveryMs)
    }
  }
  const runJob = async (name: QueueName, scope: Scope, work: (scope: Scope) => Promise<SliceEnd>) => {
    const key = `${name} ${scope.connection}`
    running.add(key)
    let end: SliceEnd = 'rest'
    try {
      end = await work(scope)
    } catch (error) {
      // The tables still say what is to be done: the sweep comes back to it.
      log.error({ err: error, connection: scope.connection, queue: name }, 'a slice of work failed')
      await untilReachable()
    }
    running.delete(key)
    if (called.delete(key) || end === 'again') {
      wakeAfter(scope, name).catch((error: unknown) => {
        log.debug({ err: error }, 'a wake-up was lost; the sweep makes up for it')
      })
    }
  }
  return {
    wake,
    async work(handlers) {
      for (const name of queueNames) {
        const polling = { pollingIntervalSeconds: 0.5, notifyPollingIntervalSeconds: 0.5 }
        await boss.work<Job>(name, { ...polling, localConcurrency: options.concurrency }, async ([job]) => {
          if (job !== undefined) await runJob(name, job.data, handlers[name])
        })
      }
    },
    close: (waitMs) => boss.stop({ graceful: true, timeout: waitMs, close: true }),
  }
}
