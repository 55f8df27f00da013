import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { startServer } from '@tieout/server/start.ts'
import type { RunningServer } from '@tieout/server/start.ts'
import { openLog } from '@tieout/server/system/log.ts'
import { keepMemoryFlat } from '@tieout/server/system/memory.ts'
import { systemSeams } from '@tieout/server/system/system.ts'
import { version } from '@tieout/server/version.ts'
import { startSimulator } from '@tieout/simulator/run.ts'
import { readLocal, writeLocal } from '../api/address.ts'
import { openApi } from '../api/api.ts'
import type { Context } from '../commands/context.ts'
import { createOwner } from '../commands/setup.ts'
import { demoOwner, plantDemo } from '../demo/plant.ts'
import { Failure, exitCodes } from '../failure.ts'
import { untilStopped } from '../system/signals.ts'
import { bannerText } from './banner.ts'
import { databaseOf } from './database.ts'
import { answerWithinOf, gatewayOf } from './gateway.ts'
import { mailRelayOf } from './mail.ts'
import { serveOptions } from './options.ts'
import type { ServeFlags, ServeOptions } from './options.ts'
import { findPages } from './pages.ts'
import { explained } from './start-errors.ts'

/** Milliseconds that work under way gets to end after the wish to stop; what is not done by then is searched for by the next start. */
const drainMs = 10_000

/** Runs Tieout until it is told to stop: HTTP, pages, workers; with the demo, a simulator too. */
export async function serve(context: Context, flags: ServeFlags): Promise<number> {
  const { terminal } = context
  const options = serveOptions(flags, terminal.env)
  const stopped = untilStopped()
  const pages = options.web ? await findPages((text) => terminal.say(text)) : null
  const simulator = options.demo ? await startDemoIntacct(options) : null
  const running = await start(context, options, simulator?.endpoint ?? null).catch(async (error: unknown) => {
    await simulator?.close()
    throw explained(error, options.port, '--port')
  })
  const url = running.url ?? ''
  if (simulator) await prepareDemo(context, options, running, simulator.endpoint)
  else await keepLocal(options, running)
  terminal.out(
    bannerText({
      version,
      url,
      data: options.data,
      database: options.databaseUrl === undefined ? 'embedded PostgreSQL' : 'PostgreSQL of DATABASE_URL',
      simulator: simulator?.url ?? null,
      signIn: simulator ? demoOwner : null,
      setupCode: running.setupCode(),
      noPages: pages?.missing ?? null,
    }),
  )
  await stopped
  terminal.say('Stopping.')
  await running.close(drainMs)
  await simulator?.close()
  return exitCodes.done
}

/** Works off the queues of an installation that others serve, until it is told to stop. */
export async function work(context: Context): Promise<number> {
  const { terminal } = context
  const options = serveOptions({ web: false }, terminal.env)
  if (options.databaseUrl === undefined) {
    throw new Failure(
      'usage',
      'A worker needs a database that it shares with the server.',
      'Set DATABASE_URL and TIEOUT_MASTER_KEY as for "tieout serve". With the embedded database, serve works by itself.',
    )
  }
  const stopped = untilStopped()
  const running = await start(context, options, null, false).catch((error: unknown) => {
    throw explained(error, options.port, '--port')
  })
  terminal.say(`Tieout ${version}: a worker is at work.`)
  await stopped
  await running.close(drainMs)
  return exitCodes.done
}

function start(
  { terminal }: Context,
  options: ServeOptions,
  endpoint: string | null,
  isServer = true,
): Promise<RunningServer> {
  keepMemoryFlat()
  const { env } = terminal
  const log = openLog(env.TIEOUT_LOG_LEVEL ?? (options.demo ? 'error' : 'info'), process.stderr)
  return startServer({
    store: databaseOf(options.data, env),
    port: options.port,
    host: options.host,
    serve: isServer,
    web: options.web,
    workers: true,
    demo: options.demo,
    supportContact: env.TIEOUT_SUPPORT_CONTACT ?? null,
    publicUrl: env.TIEOUT_PUBLIC_URL ?? null,
    mailRelay: mailRelayOf(env),
    metricsToken: env.TIEOUT_METRICS_TOKEN ?? null,
    gateway: gatewayOf(env, endpoint),
    answerWithinMs: answerWithinOf(env),
    log,
    seams: systemSeams(log),
  })
}

async function startDemoIntacct(options: ServeOptions) {
  const running = await startSimulator({
    port: options.simPort,
    keep: join(options.data, '.simulator'),
    demo: 'vendors',
  }).catch((error: unknown) => {
    throw explained(error, options.simPort, '--sim-port')
  })
  return { url: running.url, endpoint: `${running.url}/ia/xml/xmlgw.phtml`, close: () => running.close() }
}

async function prepareDemo(
  context: Context,
  options: ServeOptions,
  running: RunningServer,
  endpoint: string,
): Promise<void> {
  const url = running.url ?? ''
  const code = running.setupCode()
  const key =
    code === null ? (await readLocal(options.data)).key : await createOwner(context, url, code, demoOwner)
  await mkdir(options.data, { recursive: true })
  await writeLocal(options.data, { url, ...(key === undefined ? {} : { key }) })
  if (key === undefined) return
  await plantDemo(openApi(context.http, { url, key }), endpoint, context.clock.today())
}

/** Leaves address, key or set-up code for the commands of this machine. */
async function keepLocal(options: ServeOptions, running: RunningServer): Promise<void> {
  const { key } = await readLocal(options.data)
  const setupCode = running.setupCode()
  await mkdir(options.data, { recursive: true })
  await writeLocal(options.data, {
    ...(running.url === null ? {} : { url: running.url }),
    ...(setupCode !== null ? { setupCode } : key === undefined ? {} : { key }),
  })
}
