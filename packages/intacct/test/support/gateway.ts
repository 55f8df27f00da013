import { createIntacct } from '../../src/client.ts'
import type { Intacct, IntacctConfig, IntacctSeams } from '../../src/client.ts'
import type { CallReport } from '../../src/caller.ts'
import type { Http, HttpRequest } from '../../src/seams/seams.ts'
import { childOf, textOf } from '../../src/xml/element.ts'
import type { Element } from '../../src/xml/element.ts'
import { parseXml } from '../../src/xml/tree.ts'
import { session } from './answers.ts'
import { virtualClock } from './clock.ts'
import type { VirtualClock } from './clock.ts'

export interface Reply {
  readonly status?: number
  readonly headers?: Record<string, string>
  readonly body: string | AsyncIterable<Uint8Array>
}

/** One request as the gateway saw it. */
export interface Seen {
  readonly url: string
  readonly request: Element
  readonly functions: readonly { readonly controlId: string; readonly body: Element }[]
  readonly raw: HttpRequest
}

export type Script = (seen: Seen, count: number) => Reply | string | Promise<Reply | string>

export const URL_OF_GATEWAY = 'https://api.intacct.com/ia/xml/xmlgw.phtml'
export const ENDPOINT = 'https://na12.intacct.com/ia/xml/xmlgw.phtml'

function seenIn(raw: HttpRequest): Seen {
  const request = parseXml(raw.body)
  const content = childOf(childOf(request, 'operation'), 'content')
  const functions = (content?.children ?? []).map((node) => ({
    controlId: node.attributes['controlid'] ?? '',
    body: node.children[0]!,
  }))
  return { url: raw.url, request, functions, raw }
}

export const inPieces = async function* (bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size))
}

export const isSignIn = (seen: Seen): boolean => seen.functions[0]?.body.name === 'getAPISession'

export interface Harness {
  readonly intacct: Intacct
  readonly clock: VirtualClock
  /** Every request but the sign-ins. */
  readonly requests: Seen[]
  readonly signIns: Seen[]
  readonly reports: CallReport[]
}

let counter = 0

/** A client on a scripted gateway. Sign-ins succeed unless the script is asked for them. */
export function harness(
  script: Script,
  options: {
    config?: Partial<IntacctConfig>
    seams?: IntacctSeams
    scriptSignIns?: boolean
    clock?: VirtualClock
  } = {},
): Harness {
  const clock = options.clock ?? virtualClock()
  const requests: Seen[] = []
  const signIns: Seen[] = []
  const reports: CallReport[] = []
  const http: Http = async (raw) => {
    raw.beforeSend?.()
    const seen = seenIn(raw)
    const signIn = isSignIn(seen)
    const list = signIn ? signIns : requests
    list.push(seen)
    const reply =
      signIn && options.scriptSignIns !== true
        ? session(
            seen.functions[0]!.controlId,
            `session-${signIns.length}`,
            ENDPOINT,
            textOf(seen.functions[0]!.body, 'locationid'),
          )
        : await script(seen, list.length)
    const whole: Reply = typeof reply === 'string' ? { body: reply } : reply
    const body =
      typeof whole.body === 'string' ? inPieces(new TextEncoder().encode(whole.body), 1000) : whole.body
    return {
      status: whole.status ?? 200,
      headers: whole.headers ?? { date: 'Mon, 05 Jan 2026 10:00:00 GMT' },
      body,
    }
  }
  const intacct = createIntacct(
    {
      sender: { senderId: 'acme_ws', password: 'sender-secret' },
      login: { companyId: 'ACME', userId: 'ws_user', password: 'user-secret' },
      onCall: (report) => {
        if (report.functions[0] !== 'getAPISession') reports.push(report)
      },
      ...options.config,
    },
    { clock, random: () => 0.5, ids: () => `id-${(counter += 1)}`, http, ...options.seams },
  )
  return { intacct, clock, requests, signIns, reports }
}
