import { dataFolder } from '../api/address.ts'
import { Failure } from '../failure.ts'

/** Options as the command line gives them. */
export interface ServeFlags {
  readonly port?: string
  readonly simPort?: string
  readonly data?: string
  readonly host?: string
  readonly empty?: boolean
  readonly demo?: boolean
  readonly web: boolean
}

export interface ServeOptions {
  readonly host: string
  readonly port: number
  readonly simPort: number
  readonly data: string
  /** An outside PostgreSQL; undefined: the embedded one in the data folder. */
  readonly databaseUrl: string | undefined
  /** The demo companies, a simulator to hold them, and a person to sign in as. */
  readonly demo: boolean
  readonly web: boolean
}

type Env = Readonly<Record<string, string | undefined>>

/**
 * What to serve: the command line, then TIEOUT_PORT, TIEOUT_SIM_PORT, TIEOUT_DATA and DATABASE_URL, then 127.0.0.1:4400, 4401 and
 * `.tieout` in the current folder. `--empty` wins over `--demo`, so that `npm start -- --empty` starts without a demo.
 * @throws {Failure} when a port is none
 */
export function serveOptions(flags: ServeFlags, env: Env): ServeOptions {
  return {
    host: flags.host ?? env.TIEOUT_HOST ?? '127.0.0.1',
    port: portOf(flags.port ?? env.TIEOUT_PORT ?? '4400', '--port or TIEOUT_PORT'),
    simPort: portOf(flags.simPort ?? env.TIEOUT_SIM_PORT ?? '4401', '--sim-port or TIEOUT_SIM_PORT'),
    data: dataFolder(flags.data, env),
    databaseUrl: env.DATABASE_URL === '' ? undefined : env.DATABASE_URL,
    demo: flags.demo === true && flags.empty !== true,
    web: flags.web,
  }
}

/** A port as people write it; 0 takes a free one. */
export function portOf(text: string, what: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : -1
  if (port >= 0 && port <= 65_535) return port
  throw new Failure('usage', `${what} is "${text}".`, 'Give a port from 1 to 65535, or 0 for a free one.')
}
