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

interface Listed {
  readonly id: string
  readonly name: string
  readonly by: string
  readonly state: string
  readonly counts: object
  readonly refusals: readonly { readonly line: number; readonly reason: string; readonly cure: string }[]
}

async function deliver(query: string, body: string): Promise<void> {
  const answer = await server.call('POST', `${things.path}/records${query}`, {
    key: tenant.keys.operator,
    body,
    headers: { 'content-type': 'application/x-ndjson' },
  })
  expect(answer.status).toBe(200)
}

async function imports(): Promise<readonly Listed[]> {
  const { body } = await server.call('GET', `${things.path}/imports`, { key: tenant.keys.viewer })
  return body.items as unknown as readonly Listed[]
}

async function importOf(id: string): Promise<Listed> {
  const { body } = await server.call('GET', `${things.path}/imports/${id}`, { key: tenant.keys.viewer })
  return body as unknown as Listed
}

describe('imports', () => {
  it('lists who brought what in, with the rows that were refused', async () => {
    await deliver('?name=spring.ndjson', [line('a'), '{', line('b'), line('a')].join('\n'))
    const [listed] = await imports()
    expect(listed).toMatchObject({
      name: 'spring.ndjson',
      by: 'Bulk operator',
      state: 'done',
      counts: { stored: 2, unchanged: 1, refused: 1 },
    })
    const { refusals } = await importOf(listed?.id ?? '')
    expect(refusals).toMatchObject([{ line: 2, type: null, id: null }])
    expect(refusals[0]?.cure).not.toBe('')
  })

  it('lists deliveries of one file as one import, and takes the file’s own report', async () => {
    const id = '22222222-2222-4222-8222-222222222222'
    await deliver(`?name=ar.csv&import=${id}`, line('a'))
    await deliver(`?name=ar.csv&import=${id}`, [line('b'), '{'].join('\n'))
    expect(await imports()).toMatchObject([{ id, state: 'done', counts: { stored: 2, refused: 1 } }])
    const row = {
      line: 7,
      type: 'invoice',
      id: 'INV-7',
      reason: '1.005 USD has 3 decimals.',
      cure: 'Round it.',
    }
    const answer = await server.call('PUT', `${things.path}/imports/${id}/report`, {
      key: tenant.keys.operator,
      body: { refused: 2_705, refusals: [row] },
    })
    expect(answer.status).toBe(200)
    expect(await importOf(id)).toMatchObject({ counts: { stored: 2, refused: 2_705 }, refusals: [row] })
  })

  it('keeps the first 1,000 refusals and counts all', async () => {
    await deliver('', Array.from({ length: 1_600 }, () => '{').join('\n'))
    const [listed] = await imports()
    expect(listed?.counts).toEqual({ stored: 0, unchanged: 0, refused: 1_600 })
    expect((await importOf(listed?.id ?? '')).refusals.length).toBeLessThanOrEqual(1_000)
  })

  it('lists nothing for a delivery without a line, and is no run', async () => {
    await deliver('', '')
    expect(await imports()).toEqual([])
    await deliver('', line('a'))
    const runs = await server.call('GET', `${things.path}/runs`, { key: tenant.keys.viewer })
    expect(runs.body.items).toEqual([])
  })
})
