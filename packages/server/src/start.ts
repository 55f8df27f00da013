import { fileURLToPath } from 'node:url'
import type { Scope } from '@tieout/engine/ports.ts'
import { derivedSecret } from '@tieout/store/crypto/master-key.ts'
import type { KeyRing } from '@tieout/store/crypto/master-key.ts'
import { changesChannel } from '@tieout/store/database/workspace.ts'
import { openStore } from '@tieout/store/open.ts'
import type { OpenStore } from '@tieout/store/open.ts'
import type { FastifyInstance } from 'fastify'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Logger } from 'pino'
import { z } from 'zod'
import { mountSignIn } from './auth/mount.ts'
import { openPeople } from './auth/people.ts'
import { checkCallers } from './auth/resolve.ts'
import { limitTries } from './auth/tries.ts'
import { dataOf } from './data.ts'
import { allOperations } from './http/all-operations.ts'
import type { Api, Installation } from './http/api.ts'
import { buildApp, refuseWhileStopping } from './http/app.ts'
import { mountDocs } from './http/docs.ts'
import { servePages } from './http/pages.ts'
import { openLive } from './live/live.ts'
import type { Relay, SendMail } from './mail/ports.ts'
import { openRelays } from './mail/relays.ts'
import { mountHealth } from './operations/health.ts'
import { openMetrics } from './operations/metrics.ts'
import type { Metrics } from './operations/metrics.ts'
import { openExchangeLog } from './operations/exchanges.ts'
import { forgetOld } from './operations/retention.ts'
import { openUnitMeter } from './operations/units.ts'
import { intacctRemotes } from './remotes/open-remote.ts'
import { openRemotePool } from './remotes/pool.ts'
import type { RemoteFactory } from './remotes/ports.ts'
import { openVault } from './remotes/sealed.ts'
import type { ServerSeams } from './system/seams.ts'
import { sendBySmtp } from './system/smtp.ts'
import { version } from './version.ts'
import { openQueues } from './workers/queues.ts'
import { ownLeases } from './workers/own-leases.ts'
import { ownSlots } from './workers/own-slots.ts'
import { settledSlots } from './workers/settled-slots.ts'
import { startTelling } from './workers/telling.ts'
import { startWorkers } from './workers/workers.ts'

/** The built pages. */
const pagesFolder = fileURLToPath(new URL('../../web/dist', import.meta.url))

export interface ServerOptions {
  /** A data folder with the embedded database, or an outside one with the installation's keys. */
  readonly store: { readonly dataDir: string } | { readonly url: string; readonly keys: KeyRing }
  readonly port: number
  /** 127.0.0.1 unless told. */
  readonly host?: string
  /** Answer HTTP; false: a worker only. */
  readonly serve?: boolean
  /** Serve the built pages. */
  readonly web: boolean
  /** Work off the queues in this process. */
  readonly workers: boolean
  readonly demo?: boolean
  readonly supportContact?: string | null
  /** `https://tieout.example`, where people reach it by another address than its own. */
  readonly publicUrl?: string | null
  /** Where mail goes out for workspaces that have no relay of their own. */
  readonly mailRelay?: Relay | null
  /** SMTP unless a test gives another way. */
  readonly sendMail?: SendMail
  readonly trustProxy?: boolean | string
  /** Where Intacct is, and as which sender; connections may say otherwise within `allowed`. */
  readonly gateway?: Partial<Installation['gateway']>
  /** How long one answer of Intacct is waited for; after that the outcome of a write is unknown. Milliseconds. */
  readonly answerWithinMs?: number | undefined
  readonly metricsToken?: string | null
  readonly log: Logger
  readonly seams: ServerSeams
  /** The remote side; Intacct unless a test gives another. */
  readonly remotes?: RemoteFactory
}

export interface RunningServer {
  /** `http://host:port`; null for a worker only. */
  readonly url: string | null
  readonly api: Api
  readonly store: OpenStore
  /** To be typed in at the set-up of a new installation; null once there is an owner. */
  readonly setupCode: () => string | null
  /** Ends what is under way within the wait; what was sent and not answered is searched for by the next start. */
  close(waitMs?: number): Promise<void>
}

/** Between two looks for what has been kept long enough. */
const forgetEveryMs = 60 * 60_000

const intacctGateway = 'https://api.intacct.com/ia/xml/xmlgw.phtml'

function gatewayOf(given: ServerOptions['gateway'] = {}): Installation['gateway'] {
  return {
    endpoint: given.endpoint ?? intacctGateway,
    senderId: given.senderId ?? null,
    senderPassword: given.senderPassword ?? null,
    allowed: given.allowed ?? ((url) => url.protocol === 'https:' && url.host.endsWith('.intacct.com')),
  }
}

/** Starts a Tieout: store, workers, HTTP. @throws StoreError with what to do about it */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { seams, log } = options
  const store = await openStore(options.store, seams)
  const closers: (() => unknown)[] = [() => store.close()]
  const closeAll = async () => {
    for (const close of closers.toReversed()) await close()
  }
  try {
    return await startOn(store, options, closers, closeAll)
  } catch (error) {
    log.error({ err: error }, 'start-up failed')
    await closeAll()
    throw error
  }
}

async function startOn(
  opened: OpenStore,
  options: ServerOptions,
  closers: (() => unknown)[],
  closeAll: () => Promise<void>,
): Promise<RunningServer> {
  const { seams, log } = options
  const alone = 'dataDir' in options.store
  let stopping = false
  let stopBy = 0
  /** What is left of the wait; a moment at least, for what only has to be written down. Milliseconds. */
  const drainMs = () => Math.max(1_000, stopBy - seams.clock.monotonic())
  const holder = seams.ids.uuid()
  const data = dataOf(opened.db)
  const authDb = new Kysely<unknown>({ dialect: new PostgresDialect({ pool: poolOf(opened.authPool, log) }) })
  closers.push(() => authDb.destroy())
  const people = await openPeople({
    db: authDb,
    secret: derivedSecret(opened.keys, 'sessions'),
    publicUrl: options.publicUrl ?? null,
    seams,
  })
  let setupCode = (await people.empty()) ? seams.random.bytes(6).toString('hex') : null

  const meter = openUnitMeter(data, seams)
  const stopMeter = seams.every(2_000, () => meter.flush())
  const exchanges = openExchangeLog(data, seams)
  const stopExchanges = seams.every(2_000, () => exchanges.flush())
  closers.push(
    () => meter.flush(),
    stopMeter,
    () => exchanges.flush(),
    stopExchanges,
  )
  const { slots, settle } = settledSlots(alone ? ownSlots(opened.slots) : opened.slots, seams)
  closers.push(() => settle(drainMs()))
  const remotes =
    options.remotes ??
    intacctRemotes({
      store: opened.store,
      slots,
      seams,
      holder,
      spent: (scope, units) => meter.spent(scope, units),
      heard: (scope, report) => exchanges.heard(scope, report),
      answerWithinMs: options.answerWithinMs,
    })
  const vault = openVault(opened.keys, data, seams.random)
  const relays = openRelays(opened.keys, data, seams.random, options.mailRelay ?? null)
  const sendMail = options.sendMail ?? sendBySmtp
  const pool = openRemotePool(remotes, vault, seams)
  closers.push(() => pool.close())
  const queues = await openQueues({
    database: opened.jobsPool,
    alone,
    seams,
    concurrency: 8,
  })
  closers.push(() => queues.close(drainMs()))
  const live = openLive(data, seams)
  await opened.listen(changesChannel, (payload) => {
    const heard = announcement.safeParse(parsed(payload))
    if (heard.success) live.hear(heard.data.connection)
  })

  const api: Api = {
    seams,
    data,
    store: opened.store,
    people,
    live,
    remotes,
    vault,
    relays,
    sendMail,
    installation: {
      id: opened.installation,
      version,
      demo: options.demo ?? false,
      supportContact: options.supportContact ?? null,
      gateway: gatewayOf(options.gateway),
    },
    setupCode: () => setupCode,
    setupDone: () => {
      setupCode = null
    },
    wake: (scope: Scope, queue) => {
      queues.wake(scope, queue).catch((error: unknown) => {
        log.debug({ err: error }, 'a wake-up was lost; the sweep makes up for it')
      })
    },
  }
  if (options.workers) {
    const workers = await startWorkers(
      {
        store: alone ? ownLeases(opened.store) : opened.store,
        references: opened.references,
        data,
        pool,
        seams,
        holder,
        publicUrl: options.publicUrl ?? null,
        recognise: () => opened.recognise(),
        stopping: () => stopping,
      },
      queues,
      seams,
    )
    closers.push(
      () => workers.stop(),
      seams.every(forgetEveryMs, async () => {
        await forgetOld(data, seams)
      }),
    )
    const telling = { data, relays, send: sendMail, publicUrl: options.publicUrl ?? null }
    closers.push(startTelling({ ...telling, seams, supportContact: options.supportContact ?? null }, seams))
  }
  let url: string | null = null
  if (options.serve !== false) {
    const app = await appOf(api, options, () => stopping)
    closers.push(
      () => app.close(),
      () => live.close(),
    )
    url = await app.listen({ port: options.port, host: options.host ?? '127.0.0.1' })
  }
  log.info({ url, workers: options.workers, version }, 'Tieout is up')
  return {
    url,
    api,
    store: opened,
    setupCode: () => setupCode,
    async close(waitMs = 10_000) {
      if (stopping) return
      stopping = true
      stopBy = seams.clock.monotonic() + waitMs
      await closeAll()
    },
  }
}

const announcement = z.object({ connection: z.string() })

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function poolOf(config: pg.PoolConfig, log: Logger): pg.Pool {
  const pool = new pg.Pool(config)
  pool.on('error', (error) => log.debug({ err: error }, 'an idle database connection ended'))
  return pool
}

async function appOf(api: Api, options: ServerOptions, stopping: () => boolean): Promise<FastifyInstance> {
  const { seams, log } = options
  const tries = limitTries(seams.clock, 10)
  return buildApp({
    operations: allOperations(api),
    version,
    logger: log,
    newRef: () => seams.ids.uuid(),
    trustProxy: options.trustProxy ?? false,
    extend: async (app) => {
      refuseWhileStopping(app, stopping)
      checkCallers(app, { data: api.data, people: api.people, seams })
      mountSignIn(app, api.people, tries)
      const metrics: Metrics = openMetrics(app, api.data, api.live, seams)
      mountHealth(app, { data: api.data, stopping, metrics: () => metrics, mayRead: mayReadFigures(options) })
      await mountDocs(app)
      if (options.web && !(await servePages(app, pagesFolder))) {
        log.warn('the pages are not built: run "npm run build"')
      }
    },
  })
}

const loopback = /^(127\.|::1$|::ffff:127\.)/

function mayReadFigures({
  metricsToken,
}: ServerOptions): (address: string, authorization: string | undefined) => boolean {
  return (address, authorization) =>
    loopback.test(address) || (typeof metricsToken === 'string' && authorization === `Bearer ${metricsToken}`)
}
