import { NotSent } from '../seams/seams.ts'
import type { Clock, Http, HttpResponse } from '../seams/seams.ts'
import { DEFAULT_CAPS, pushParser } from '../xml/parse.ts'
import type { XmlCaps, XmlEvents } from '../xml/parse.ts'
import { writeXml } from '../xml/write.ts'
import type { BodyEnd, Transport } from './transport.ts'

export interface XmlTransportOptions {
  readonly http: Http
  readonly clock: Clock
  readonly caps?: XmlCaps | undefined
  readonly userAgent?: string | undefined
}

const START_LENGTH = 2000
// Failures of looking up or reaching the host, from http seams that do not tell themselves: nothing can have left.
const BEFORE_SENDING = new Set(['connect', 'getaddrinfo'])
const BEFORE_SENDING_CODES = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'])

function certainlyNotSent(error: unknown): boolean {
  if (error instanceof NotSent) return true
  if (error instanceof AggregateError && error.errors.length > 0) return error.errors.every(certainlyNotSent)
  if (!(error instanceof Error)) return false
  const { code, syscall } = error as NodeJS.ErrnoException
  return (
    (syscall !== undefined && BEFORE_SENDING.has(syscall)) ||
    (code !== undefined && BEFORE_SENDING_CODES.has(code))
  )
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** Stops a call at its time limit or when the caller gives up. */
function deadline(
  clock: Clock,
  timeoutMs: number,
  given: AbortSignal | undefined,
): { signal: AbortSignal; done: () => void } {
  const stop = new AbortController()
  const finished = new AbortController()
  const onAbort = (): void => stop.abort(given?.reason)
  if (given?.aborted === true) onAbort()
  else given?.addEventListener('abort', onAbort, { once: true })
  clock.sleep(timeoutMs, finished.signal).then(
    () => stop.abort(new Error(`no complete answer within ${timeoutMs} ms`)),
    () => undefined,
  )
  return {
    signal: stop.signal,
    done: () => {
      given?.removeEventListener('abort', onAbort)
      finished.abort(new Error('answered'))
    },
  }
}

async function readBody(response: HttpResponse, events: XmlEvents, caps: XmlCaps): Promise<BodyEnd> {
  // Fatal: a replaced character in a name or an amount would be a silent change.
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const parser = pushParser(events, caps)
  let start = ''
  const end = (kind: BodyEnd['kind'], why: string): BodyEnd => ({
    kind,
    why,
    start: start.slice(0, START_LENGTH),
  })
  let broken: string | null = null
  try {
    for await (const bytes of response.body) {
      const chunk = decoder.decode(bytes, { stream: true })
      if (start.length < START_LENGTH) start += chunk
      if (broken !== null) {
        if (start.length >= START_LENGTH) break
        continue
      }
      try {
        parser.write(chunk)
      } catch (error) {
        broken = messageOf(error)
      }
    }
    const rest = decoder.decode()
    if (broken === null && rest !== '') parser.write(rest)
  } catch (error) {
    broken ??= messageOf(error)
  }
  const text = start.trimStart()
  if (broken === null && text === '') return end('empty', 'the answer is empty')
  if (text !== '' && !/^\uFEFF?</.test(text)) return end('text', broken ?? 'the answer is not XML')
  if (broken !== null) return end('cut', broken)
  try {
    parser.end()
    return end('whole', '')
  } catch (error) {
    return end('cut', messageOf(error))
  }
}

/** The transport over HTTP: writes the tree to XML, reads the answer as it streams in. */
export function xmlTransport(options: XmlTransportOptions): Transport {
  const caps = options.caps ?? DEFAULT_CAPS
  const headers = {
    'content-type': 'application/xml',
    accept: 'application/xml, text/xml',
    'accept-encoding': 'gzip',
    'user-agent': options.userAgent ?? 'tieout-intacct',
  }
  return {
    async call(request, { url, timeoutMs, signal, beforeSend }) {
      const body = writeXml(request)
      const limit = deadline(options.clock, timeoutMs, signal)
      try {
        const response = await options.http({
          url,
          method: 'POST',
          headers,
          body,
          signal: limit.signal,
          ...(beforeSend === undefined ? {} : { beforeSend }),
        })
        return {
          status: response.status,
          headers: response.headers,
          read: async (events) => {
            try {
              return await readBody(response, events, caps)
            } finally {
              limit.done()
            }
          },
        }
      } catch (error) {
        limit.done()
        if (certainlyNotSent(error))
          throw error instanceof NotSent ? error : new NotSent(messageOf(error), error)
        throw error
      }
    },
  }
}
