import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import type { Dispatcher, Pool } from 'undici'
import { NotSent } from './seams.ts'
import type { Http, HttpRequest, HttpResponse } from './seams.ts'

export interface PooledHttp {
  readonly http: Http
  /** Closes every connection; calls under way are given up. */
  close(): Promise<void>
}

interface Departure {
  left: boolean
}

/**
 * undici tells when it is about to write a request; only then is the caller's last check asked, and only from then on
 * can anything have left.
 */
function withLastCheck(request: HttpRequest, departure: Departure): Dispatcher.DispatcherComposeInterceptor {
  return (dispatch) => (options, handler) =>
    dispatch(options, {
      onRequestStart(controller, context: unknown) {
        handler.onRequestStart?.(controller, context)
        // A signal that was aborted while the request waited for its connection ends it here, before it is written.
        if (controller.aborted) return
        try {
          request.beforeSend?.()
          departure.left = true
        } catch (error) {
          controller.abort(error instanceof Error ? error : new Error(String(error)))
        }
      },
      onResponseStart: (controller, status, headers, text) =>
        handler.onResponseStart?.(controller, status, headers, text),
      onResponseData: (controller, chunk) => handler.onResponseData?.(controller, chunk),
      onResponseEnd: (controller, trailers) => handler.onResponseEnd?.(controller, trailers),
      onResponseError: (controller, error) => handler.onResponseError?.(controller, error),
    })
}

function flatHeaders(
  headers: Readonly<Record<string, string | string[] | undefined>>,
): Record<string, string> {
  const flat: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) flat[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : value
  }
  return flat
}

/** Ends with an error when the zipped body does; lets go of the connection when the reader stops early. */
function gunzipped(body: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const unzip = createGunzip()
  pipeline(body, unzip, () => undefined)
  return unzip
}

/**
 * HTTP by undici: keep-alive, one pool per host, no redirects, no retries of its own (a write must not be repeated by
 * a layer that does not know it is one).
 * @param connections sockets per host; the pacing decides how many are really used.
 */
export function pooledHttp(connections = 8): PooledHttp {
  const pools = new Map<string, Pool>()

  async function poolOf(origin: string): Promise<Pool> {
    // Loaded with the first request: whoever brings a transport of their own carries no HTTP library.
    const undici = await import('undici')
    const known = pools.get(origin)
    if (known !== undefined) return known
    // Time limits are the transport's, by the clock it was given.
    const pool = new undici.Pool(origin, {
      connections,
      pipelining: 1,
      allowH2: false,
      headersTimeout: 0,
      bodyTimeout: 0,
    })
    pools.set(origin, pool)
    return pool
  }

  return {
    async http(request): Promise<HttpResponse> {
      const url = new URL(request.url)
      const departure: Departure = { left: false }
      const dispatcher = (await poolOf(url.origin)).compose(withLastCheck(request, departure))
      try {
        const answer = await dispatcher.request({
          path: `${url.pathname}${url.search}`,
          method: request.method,
          headers: { ...request.headers },
          body: request.body,
          signal: request.signal,
        })
        const headers = flatHeaders(answer.headers)
        const zipped = headers['content-encoding']?.toLowerCase() === 'gzip'
        const body = answer.body as AsyncIterable<Uint8Array>
        return { status: answer.statusCode, headers, body: zipped ? gunzipped(body) : body }
      } catch (error) {
        if (!departure.left) throw new NotSent(error instanceof Error ? error.message : String(error), error)
        throw error
      }
    },
    async close() {
      const all = [...pools.values()]
      pools.clear()
      await Promise.all(all.map((pool) => pool.destroy()))
    },
  }
}
