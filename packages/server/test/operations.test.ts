import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { documentText, tableOf, typesOf } from '../scripts/api-types.ts'
import { apiDocument } from '../src/document.ts'
import { startTestServer } from './support/server.ts'
import type { Tenant, TestServer } from './support/server.ts'
import { customerBody, makeConnection } from './support/tenant-things.ts'

let server: TestServer
let tenant: Tenant

beforeAll(async () => {
  server = await startTestServer()
  tenant = await server.tenant('Ops')
})
afterAll(() => server.close())

const client = new URL('../../client/', import.meta.url)

describe('the OpenAPI document', () => {
  it('is served as it is described', async () => {
    const answer = await server.call('GET', '/api/v1/openapi.json')
    expect(answer.body).toEqual(JSON.parse(JSON.stringify(await apiDocument())))
    expect(answer.body.openapi).toBe('3.1.0')
  })

  it('makes the client’s files anew as they are kept (node packages/server/scripts/write-openapi.ts)', async () => {
    const document = await apiDocument()
    const kept = (name: string) => readFile(new URL(name, client), 'utf8')
    expect(documentText(document)).toBe(await kept('openapi.gen.json'))
    expect(await typesOf(document)).toBe(await kept('src/api.gen.ts'))
    expect(tableOf(document)).toBe(await kept('src/operations.gen.ts'))
  })

  it('can be read in a browser without anything from elsewhere', async () => {
    const answer = await server.call('GET', '/api/docs/')
    expect(answer.status).toBe(200)
    expect(answer.text).not.toMatch(/src="https?:/)
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
  })
})

describe('for whoever runs it', () => {
  it('answers that it lives and that it can work', async () => {
    expect((await server.call('GET', '/healthz')).body).toEqual({ status: 'ok' })
    expect((await server.call('GET', '/readyz')).body).toEqual({ status: 'ready' })
  })

  it('gives figures of the whole installation, and of no workspace', async () => {
    const { text } = await server.call('GET', '/metrics')
    for (const name of [
      'tieout_intents_open',
      'tieout_intents_unknown_oldest_seconds',
      'tieout_watermark_oldest_seconds',
      'tieout_units_month',
      'tieout_slots_used',
      'tieout_http_request_seconds_count',
    ]) {
      expect(text).toContain(name)
    }
    expect(text).not.toContain(tenant.workspace)
  })

  it('sends every answer with the headers that keep browsers safe', async () => {
    const { headers } = await server.call('GET', '/api/v1/setup')
    expect(headers.get('content-security-policy')).toContain("script-src 'self'")
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('cache-control')).toBe('no-store')
  })
})

describe('live pages', () => {
  it('hear of a record as it is put, and of the counts', async () => {
    const things = await makeConnection(server, tenant)
    const stop = new AbortController()
    const response = await fetch(`${server.url}${things.path}/events`, {
      headers: { authorization: `Bearer ${tenant.keys.viewer}` },
      signal: stop.signal,
    })
    expect(response.headers.get('content-type')).toContain('text/event-stream')
    await server.call('PUT', `${things.path}/records/customer/c1`, {
      key: tenant.keys.operator,
      body: customerBody(),
    })
    let text = ''
    const decoder = new TextDecoder()
    for await (const chunk of response.body ?? []) {
      text += decoder.decode(chunk as Uint8Array)
      if (text.includes('event: record') && /event: status\ndata: .*"pending":1/.test(text)) break
    }
    expect(text).toContain('"id":"c1"')
    stop.abort()
  })
})
