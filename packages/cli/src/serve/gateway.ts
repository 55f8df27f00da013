import { demoSender } from '../demo/plant.ts'
import { Failure } from '../failure.ts'

type Env = Readonly<Record<string, string | undefined>>

export interface GatewayOptions {
  readonly endpoint?: string
  readonly senderId?: string
  readonly senderPassword?: string
  readonly allowed: (url: URL) => boolean
}

/**
 * How long one answer of Intacct is waited for, from TIEOUT_INTACCT_ANSWER_SECONDS; undefined: the client's own limit, 300 seconds.
 * @returns milliseconds
 * @throws {Failure} when it is no number of seconds
 */
export function answerWithinOf(env: Env): number | undefined {
  const given = env.TIEOUT_INTACCT_ANSWER_SECONDS
  if (given === undefined || given === '') return undefined
  const seconds = /^\d{1,4}$/.test(given) ? Number(given) : 0
  if (seconds > 0) return seconds * 1_000
  throw new Failure(
    'usage',
    `TIEOUT_INTACCT_ANSWER_SECONDS is "${given}".`,
    'Give whole seconds, at least 1.',
  )
}

/**
 * Where Intacct is and as which sender. Only https addresses of intacct.com are used, so that a password goes nowhere else; besides them,
 * the simulator that runs with the demo and the address in TIEOUT_INTACCT_ENDPOINT.
 * @param simulator address of the demo's simulator, null without one; it trusts the demo's sender
 */
export function gatewayOf(env: Env, simulator: string | null): GatewayOptions {
  const named = simulator ?? env.TIEOUT_INTACCT_ENDPOINT
  const origins = [simulator, env.TIEOUT_INTACCT_ENDPOINT].flatMap((url) =>
    url !== undefined && url !== null && URL.canParse(url) ? [new URL(url).origin] : [],
  )
  return {
    ...(named === undefined ? {} : { endpoint: named }),
    ...(simulator === null ? {} : demoSender),
    ...(env.TIEOUT_SENDER_ID === undefined ? {} : { senderId: env.TIEOUT_SENDER_ID }),
    ...(env.TIEOUT_SENDER_PASSWORD === undefined ? {} : { senderPassword: env.TIEOUT_SENDER_PASSWORD }),
    allowed: (url) =>
      origins.includes(url.origin) || (url.protocol === 'https:' && /(^|\.)intacct\.com$/.test(url.hostname)),
  }
}
