import { createClient } from '@tieout/client/client.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startTestServer } from './support/server.ts'
import type { Tenant, TestServer } from './support/server.ts'
import { customerBody, makeConnection } from './support/tenant-things.ts'
import type { Things } from './support/tenant-things.ts'

let server: TestServer
let tenant: Tenant
let things: Things

beforeAll(async () => {
  server = await startTestServer()
  tenant = await server.tenant('Bulk')
})
beforeEach(async () => {
  things = await makeConnection(server, tenant)
})
afterAll(() => server.close())

const line = (id: string, extra: object = {}) =>
  JSON.stringify({ type: 'customer', id, ...customerBody(), ...extra })

interface Line {
  readonly line: number
  readonly id: string | null
  readonly result: string
  readonly code?: string
  readonly cure?: string
  readonly field?: string
}

async function send(body: string): Promise<Line[]> {
  const answer = await server.call('POST', `${things.path}/records`, {
    key: tenant.keys.operator,
    body,
    headers: { 'content-type': 'application/x-ndjson' },
  })
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toContain('application/x-ndjson')
  return answer.text
    .split('\n')
    .filter((text) => text !== '')
    .map((text) => JSON.parse(text) as Line)
}

const total = async () => {
  const answer = await server.call('GET', `${things.path}/records?limit=1`, { key: tenant.keys.viewer })
  return (answer.body.counts as unknown as { total: number }).total
}

describe('records by the line', () => {
  it('answers a line a row, in order', async () => {
    const answers = await send([line('a'), line('b'), line('a')].join('\n'))
    expect(answers.map(({ line: number, id, result }) => [number, id, result])).toEqual([
      [1, 'a', 'stored'],
      [2, 'b', 'stored'],
      [3, 'a', 'unchanged'],
    ])
  })

  it('refuses broken lines by themselves and keeps the good ones around them', async () => {
    const answers = await send(
      [
        line('a'),
        '{"type":"customer",',
        line('b', { data: { number: 'X', name: 'y', colour: 'red' } }),
        '',
        '[1,2]',
        line('c', { version: 'one' }),
        line('d', { type: 'sandwich' }),
        line('e'),
        '"half a string',
      ].join('\n'),
    )
    expect(answers.map(({ line: number, result, code, field }) => [number, result, code, field])).toEqual([
      [1, 'stored', undefined, undefined],
      [2, 'refused', 'bad_json', undefined],
      [3, 'refused', 'unknown_field', 'data.colour'],
      [5, 'refused', 'wrong_type', ''],
      [6, 'refused', 'wrong_type', 'version'],
      [7, 'refused', 'unknown_record_type', 'type'],
      [8, 'stored', undefined, undefined],
      [9, 'refused', 'bad_json', undefined],
    ])
    expect(answers.every(({ result, cure }) => result !== 'refused' || (cure ?? '') !== '')).toBe(true)
    expect(await total()).toBe(2)
  })

  it('refuses a line of 10 MB by itself, and holds no more than 1 MB of it', async () => {
    const answers = await send(
      [line('a'), line('big', { data: { number: 'x'.repeat(10_000_000), name: 'y' } }), line('b')].join('\n'),
    )
    expect(answers.map(({ line: number, result, code }) => [number, result, code])).toEqual([
      [1, 'stored', undefined],
      [2, 'refused', 'line_too_large'],
      [3, 'stored', undefined],
    ])
  })

  it('refuses a lower version with the version that is here', async () => {
    const answers = await send([line('a', { version: 5 }), line('a', { version: 4 })].join('\n'))
    expect(answers[1]).toMatchObject({ result: 'refused', code: 'version_older', field: 'version' })
  })

  it('takes a byte order mark, Windows line ends and no last line end', async () => {
    const answers = await send(`\uFEFF${line('a')}\r\n${line('b')}`)
    expect(answers.map(({ result }) => result)).toEqual(['stored', 'stored'])
  })

  it('answers nothing to nothing', async () => {
    expect(await send('')).toEqual([])
  })

  it('takes more than a batch, and answers while it still reads', async () => {
    const client = createClient({
      url: server.url,
      key: tenant.keys.operator,
      fetch: (url, init) => fetch(url, init),
    })
    let heard: () => void = () => undefined
    const firstAnswer = new Promise<void>((resolve) => {
      heard = resolve
    })
    async function* records() {
      for (let index = 0; index < 3_000; index += 1) {
        // The rest is only sent once an answer to the first batches has come.
        if (index === 1_200) await firstAnswer
        const data = { number: `C${index}`, name: 'n' }
        yield { type: 'customer' as const, id: `c${index}`, version: 1, state: 'approved' as const, data }
      }
    }
    let answers = 0
    for await (const answer of client.putRecords(things.connection, records())) {
      heard()
      answers += 1
      expect(answer.line).toBe(answers)
    }
    expect(answers).toBe(3_000)
    expect(await total()).toBe(3_000)
  })

  it('refuses another content type as a whole', async () => {
    const answer = await server.call('POST', `${things.path}/records`, {
      key: tenant.keys.operator,
      body: {},
    })
    expect(answer.body).toMatchObject({ status: 415, code: 'media_type' })
  })
})
