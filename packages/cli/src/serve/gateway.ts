import { demoSender } from '../demo/plant.ts'

type Env = Readonly<Record<string, string | undefined>>

export interface GatewayOptions {
  readonly endpoint?: string
  readonly senderId?: string
  readonly senderPassword?: string
  readonly allowed: (url: URL) => boolean
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
