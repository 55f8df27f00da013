import { request as plain } from 'node:http'
import { request as secure } from 'node:https'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

export interface HttpRequest {
  readonly url: string
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  /** A stream is sent while the answer is read: neither waits for the other's end. */
  readonly body?: string | AsyncIterable<string>
}

export interface HttpAnswer {
  readonly status: number
  /** `name=value` of every cookie that is set. */
  readonly cookies: readonly string[]
  readonly body: AsyncIterable<Uint8Array>
}

/** One HTTP call. Rejects when there is no answer, and when sending the body fails before one came. */
export type Http = (request: HttpRequest) => Promise<HttpAnswer>

/** HTTP of this machine. A server that sends nothing for five minutes is given up. */
export const systemHttp: Http = (asked) =>
  new Promise((resolve, reject) => {
    const open = asked.url.startsWith('https:') ? secure : plain
    const call = open(asked.url, { method: asked.method, headers: asked.headers, timeout: 300_000 })
    call.on('timeout', () => call.destroy(new Error('no answer for five minutes')))
    call.on('error', reject)
    call.on('response', (response) => {
      const cookies = (response.headers['set-cookie'] ?? []).map((cookie) => cookie.split(';')[0] ?? '')
      resolve({ status: response.statusCode ?? 0, cookies, body: response })
    })
    if (asked.body === undefined || typeof asked.body === 'string') {
      call.end(asked.body)
      return
    }
    pipeline(Readable.from(asked.body, { objectMode: true, highWaterMark: 64 }), call).catch(
      (error: unknown) => {
        reject(error instanceof Error ? error : new Error('the body could not be sent'))
      },
    )
  })
