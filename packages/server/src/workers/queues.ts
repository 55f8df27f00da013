import type { PoolConfig } from 'pg'
import { PgBoss } from 'pg-boss'
import { z } from 'zod'
import type { Scope } from '@tieout/engine/ports.ts'
import type { ServerSeams } from '../system/seams.ts'
import type { SliceEnd } from './slice.ts'

export const queueNames = ['push', 'pull', 'refresh', 'fetch'] as const
export type QueueName = (typeof queueNames)[number]

export interface Queues {
  /** Says that a connection has work; a second word while one waits changes nothing. */
  wake(scope: Scope, queue: QueueName): Promise<void>
  /** Takes jobs and calls the work, several connections at once, one at a time per connection. */
  work(handlers: Readonly<Record<QueueName, (scope: Scope) => Promise<SliceEnd>>>): Promise<void>
  /** Ends the jobs of workers that died, so that their connections can be worked on. */
  bury(): Promise<void>
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

/** A worker shows that it lives every second; after so many of silence its job is over. pg-boss by itself waits for ten at least. */
const heartSeconds = 1
const deadAfterSeconds = 4
const findDead = `
  select id, name from jobs.job
   where state = 'active' and heartbeat_on < jobs.job_now() - interval '${deadAfterSeconds} seconds'`
const deadJob = z.object({ id: z.string(), name: z.string() })
/** While the database is away, the end of a job cannot be written down, and its connection would wait until the job counts as dead. */
const backAgainMs = 15_000
const lookEveryMs = 100
/** No query about jobs takes this long. */
const queryMs = 10_000

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
    // A network that drops packets without a word must not hold a worker for ever.
    query_timeout: queryMs,
  }
}

/** One job of a key waits; docs/decisions/0007 says why it is not `stately`. */
const policy = 'short'

function answers(boss: PgBoss): Promise<boolean> {
  return boss
    .getDb()
    .executeSql('select 1')
    .then(
      () => true,
      () => false,
    )
}

/**
 * Jobs only say "look at connection X". One of a connection waits (policy `short`, keyed by it), one runs (a group of its own, of which one
 * is taken at a time), none is lost; no retries, because what is due stands in our own tables.
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
  for (const name of queueNames) {
    const settings = {
      retryLimit: 0,
      expireInSeconds: 120,
      heartbeatSeconds: 10,
      retentionSeconds: 3_600,
      deleteAfterSeconds: 60,
      notify: true,
    }
    const known = await boss.getQueue(name)
    if (known !== null && known.policy !== policy) await boss.deleteQueue(name)
    await boss.createQueue(name, { ...settings, policy })
    if (options.alone) await boss.deleteAllJobs(name)
  }
  let closing = false
  const untilReachable = async (): Promise<void> => {
    const until = clock.monotonic() + backAgainMs
    while (!closing && clock.monotonic() < until && !(await answers(boss))) await clock.sleep(lookEveryMs)
  }
  const wake: Queues['wake'] = async ({ workspace, connection }, queue) => {
    await boss.send(queue, { workspace, connection } satisfies Job, {
      singletonKey: connection,
      group: { id: connection },
    })
  }
  return {
    wake,
    async work(handlers) {
      for (const name of queueNames) {
        const taking = {
          pollingIntervalSeconds: 0.5,
          notifyPollingIntervalSeconds: 0.5,
          localConcurrency: options.concurrency,
          groupConcurrency: 1,
          heartbeatRefreshSeconds: heartSeconds,
        }
        await boss.work<Job>(name, taking, async ([job]) => {
          if (job === undefined) return
          try {
            if ((await handlers[name](job.data)) === 'again') await wake(job.data, name)
          } catch (error) {
            // The tables still say what is to be done: the sweep comes back to it, or the next process does.
            const where = { err: error, connection: job.data.connection, queue: name }
            if (closing) log.debug(where, 'a slice of work was cut off by the stop')
            else {
              log.error(where, 'a slice of work failed')
              await untilReachable()
            }
          }
        })
      }
    },
    async bury() {
      const { rows } = await boss.getDb().executeSql(findDead)
      for (const { id, name } of z.array(deadJob).parse(rows)) {
        log.warn({ queue: name }, 'a worker died; its connection is looked at anew')
        await boss.fail(name, id)
      }
    },
    close(waitMs) {
      closing = true
      return boss.stop({ graceful: true, timeout: waitMs, close: true })
    },
  }
}
