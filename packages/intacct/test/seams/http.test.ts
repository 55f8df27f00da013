import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterEach, expect, test } from 'vitest'
import { createIntacct } from '../../src/client.ts'
import type { Intacct, IntacctSeams } from '../../src/client.ts'
import { systemClock } from '../../src/seams/clock.ts'
import { pooledHttp } from '../../src/seams/http.ts'
import type { PooledHttp } from '../../src/seams/http.ts'
import { NotSent } from '../../src/seams/seams.ts'
import { legacyCall } from '../../src/writing/legacy.ts'
import { answer, ok, session } from '../support/answers.ts'

const open: { server: Server | null; pool: PooledHttp | null; client: Intacct | null } = {
  server: null,
  pool: null,
  client: null,
}

async function stopServer(): Promise<void> {
  const closing = open.server
  open.server = null
  if (closing === null) return
  closing.closeAllConnections()
  await new Promise((resolve) => closing.close(resolve))
}

afterEach(async () => {
  const { pool, client } = open
  Object.assign(open, { pool: null, client: null })
  await pool?.close()
  await client?.close()
  await stopServer()
})

type Handler = (body: string, response: ServerResponse, request: IncomingMessage) => void

async function serving(handler: Handler): Promise<string> {
  const created = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => handler(Buffer.concat(chunks).toString(), response, request))
  })
  open.server = created
  await new Promise<void>((resolve) => created.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(created.address() as AddressInfo).port}/ia/xml/xmlgw.phtml`
}

function pooled(): PooledHttp {
  const pool = pooledHttp()
  open.pool = pool
  return pool
}

const request = (url: string, more: { beforeSend?: () => void; signal?: AbortSignal } = {}) => ({
  url,
  method: 'POST' as const,
  headers: { 'content-type': 'application/xml', 'accept-encoding': 'gzip' },
  body: '<request/>',
  signal: more.signal ?? new AbortController().signal,
  ...(more.beforeSend === undefined ? {} : { beforeSend: more.beforeSend }),
})

async function textOf(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = []
  for await (const chunk of body) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

const idOf = (body: string): string => /<function controlid="([^"]*)"/.exec(body)?.[1] ?? ''
const removal = { controlId: 'w1', body: legacyCall('delete_invoice', { '@key': '1' }) }

function clientOf(url: string, seams: IntacctSeams = {}): Intacct {
  const client = createIntacct(
    {
      sender: { senderId: 'a', password: 'b' },
      login: { companyId: 'C', userId: 'u', password: 'p' },
      url,
      endpoints: { allowLoopback: true },
    },
    seams,
  )
  open.client = client
  return client
}

test('a body comes back, unzipped when it was zipped', async () => {
  const url = await serving((_body, response) => {
    response.setHeader('content-encoding', 'gzip')
    response.end(gzipSync('<response>é</response>'))
  })
  const pool = pooled()
  const answered = await pool.http(request(url))
  expect(answered.status).toBe(200)
  expect(await textOf(answered.body)).toBe('<response>é</response>')
})

test('connections are kept and used again', async () => {
  const ports = new Set<number | undefined>()
  const url = await serving((_body, response, incoming) => {
    ports.add(incoming.socket.remotePort)
    response.end('<a/>')
  })
  const pool = pooled()
  for (let turn = 0; turn < 20; turn += 1) await textOf((await pool.http(request(url))).body)
  expect(ports.size).toBeLessThanOrEqual(2)
})

test('a last check that refuses keeps every byte back', async () => {
  let arrived = 0
  const url = await serving((_body, response) => {
    arrived += 1
    response.end()
  })
  const pool = pooled()
  const refused = pool.http(
    request(url, {
      beforeSend: () => {
        throw new Error('the fence is lost')
      },
    }),
  )
  await expect(refused).rejects.toThrow(NotSent)
  await expect(refused).rejects.toThrow('the fence is lost')
  expect(arrived).toBe(0)
})

test('nobody listening: certainly not sent', async () => {
  const url = await serving(() => undefined)
  await stopServer()
  const pool = pooled()
  await expect(pool.http(request(url))).rejects.toThrow(NotSent)
})

test('given up before it began: certainly not sent', async () => {
  const url = await serving((_body, response) => response.end('<a/>'))
  const pool = pooled()
  await expect(pool.http(request(url, { signal: AbortSignal.abort(new Error('stop')) }))).rejects.toThrow(
    NotSent,
  )
})

test('a connection that breaks after the request has left is another matter', async () => {
  const url = await serving((_body, _response, incoming) => incoming.socket.destroy())
  const pool = pooled()
  const broken = pool.http(request(url))
  await expect(broken).rejects.toThrow()
  await expect(broken).rejects.not.toBeInstanceOf(NotSent)
})

test.each(['plain', 'gzip'])('a %s body that is cut off ends with an error', async (way) => {
  const whole = way === 'gzip' ? gzipSync('<response>'.repeat(100)) : Buffer.from('<response>')
  const url = await serving((_body, response, incoming) => {
    if (way === 'gzip') response.setHeader('content-encoding', 'gzip')
    response.setHeader('content-length', whole.length + 10)
    response.write(whole.subarray(0, whole.length - 5), () => incoming.socket.destroy())
  })
  const pool = pooled()
  await expect(textOf((await pool.http(request(url))).body)).rejects.toThrow()
})

test('over real HTTP: a lost reply is unknown, an answered one done, a refused connection failed', async () => {
  let lose = true
  const url: string = await serving((body, response, incoming) => {
    if (body.includes('getAPISession')) response.end(session(idOf(body), 's', url))
    else if (lose) incoming.socket.destroy()
    else response.end(answer(ok(idOf(body), '<key>7</key>')))
  })
  const intacct = clientOf(url)
  expect((await intacct.write([removal])).outcomes).toMatchObject([{ kind: 'unknown', why: 'lost' }])
  lose = false
  expect((await intacct.write([removal])).outcomes).toMatchObject([{ kind: 'ok', key: '7' }])
  await stopServer()
  expect((await intacct.write([removal])).outcomes).toMatchObject([
    { kind: 'failed', cause: 'unreachable', retry: 'backoff' },
  ])
})

test('an answer that does not come in time is unknown', async () => {
  // The time limit passes when the server has the request, not by the machine's clock.
  let timeIsUp: () => void = () => undefined
  const url: string = await serving((body, response) => {
    if (body.includes('getAPISession')) response.end(session(idOf(body), 's', url))
    else timeIsUp()
  })
  const clock = { ...systemClock, sleep: () => new Promise<void>((resolve) => (timeIsUp = resolve)) }
  const { outcomes } = await clientOf(url, { clock }).write([removal])
  expect(outcomes).toMatchObject([{ kind: 'unknown', why: 'timeout' }])
})

test('given up while the answer is on its way: unknown', async () => {
  const giveUp = new AbortController()
  const url: string = await serving((body, response) => {
    if (body.includes('getAPISession')) response.end(session(idOf(body), 's', url))
    else giveUp.abort(new Error('shutting down'))
  })
  const intacct = clientOf(url)
  const { outcomes } = await intacct.write([removal], { signal: giveUp.signal })
  expect(outcomes).toMatchObject([{ kind: 'unknown', why: 'lost', detail: 'shutting down' }])
})
