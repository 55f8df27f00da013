import { describe, expect, it } from 'vitest'
import { createClient } from '../src/client.ts'
import { linesOf, ndjsonOf } from '../src/ndjson.ts'
import { TieoutError } from '../src/problem.ts'

interface Seen {
  readonly url: string
  readonly init: RequestInit
}

function clientOf(answers: readonly Response[]) {
  const seen: Seen[] = []
  const left = [...answers]
  const client = createClient({
    url: 'https://tieout.example/',
    key: 'tk_mine',
    fetch: (url, init) => {
      seen.push({ url, init })
      const answer = left.shift()
      return answer ? Promise.resolve(answer) : Promise.reject(new Error('asked once too often'))
    },
  })
  return { client, seen }
}

const page = (ids: readonly string[], next: string | null) =>
  Response.json({ items: ids.map((id) => ({ id })), next })

describe('the client', () => {
  it('puts ids into the path as they are, with its key', async () => {
    const { client, seen } = clientOf([Response.json({})])
    await client.call('getRecord', { path: { connection: 'c', type: 'invoice', id: 'A/1 ü' } })
    expect(seen[0]?.url).toBe('https://tieout.example/api/v1/connections/c/records/invoice/A%2F1%20%C3%BC')
    expect(seen[0]?.init).toMatchObject({ method: 'GET', headers: { authorization: 'Bearer tk_mine' } })
  })

  it('walks all pages of a list with the filter kept, and no further than it is asked', async () => {
    const { client, seen } = clientOf([page(['a', 'b'], 'n1'), page(['c'], null)])
    const ids: string[] = []
    for await (const row of client.each('listRecords', {
      path: { connection: 'c' },
      query: { status: 'error' },
    })) {
      ids.push(row.id)
    }
    expect(ids).toEqual(['a', 'b', 'c'])
    expect(seen.map(({ url }) => new URL(url).search)).toEqual(['?status=error', '?status=error&cursor=n1'])
  })

  it('throws a refusal with its code and its cure', async () => {
    const problem = {
      type: '',
      title: 'T',
      status: 409,
      code: 'paused',
      detail: 'It is paused.',
      cure: 'Resume it.',
      ref: 'r',
    }
    const { client } = clientOf([
      new Response(JSON.stringify(problem), {
        status: 409,
        headers: { 'content-type': 'application/problem+json' },
      }),
    ])
    const refused = client.call('syncNow', { path: { connection: 'c' } })
    await expect(refused).rejects.toBeInstanceOf(TieoutError)
    await expect(refused).rejects.toMatchObject({
      code: 'paused',
      status: 409,
      problem: { cure: 'Resume it.' },
    })
  })

  it('tells a proxy’s page from an answer of Tieout', async () => {
    const { client } = clientOf([
      new Response('<html>', { status: 502, headers: { 'content-type': 'text/html' } }),
    ])
    await expect(client.call('getMe', {})).rejects.toMatchObject({ code: 'no_answer', status: 502 })
  })

  it('tells that nobody answered, and a page from an answer that was a success', async () => {
    const unreachable = createClient({
      url: 'https://tieout.example',
      fetch: () => Promise.reject(new TypeError('refused')),
    })
    await expect(unreachable.call('getMe', {})).rejects.toMatchObject({ code: 'no_answer', status: 0 })
    const { client } = clientOf([new Response('<html>Welcome to this hotel')])
    await expect(client.call('getMe', {})).rejects.toMatchObject({ code: 'no_answer', status: 200 })
  })

  it('ends a request with the reason of its signal', async () => {
    const given = AbortSignal.abort(new Error('left the page'))
    const client = createClient({
      url: '',
      fetch: (_url, { signal }) => {
        signal?.throwIfAborted()
        return Promise.resolve(Response.json({}))
      },
    })
    await expect(client.call('getMe', {}, given)).rejects.toThrow('left the page')
  })

  it('says after how long a further try makes sense', async () => {
    const headers = { 'content-type': 'application/problem+json', 'retry-after': '120' }
    const { client } = clientOf([new Response('{"code":"too_many_tries"}', { status: 429, headers })])
    await expect(client.call('getMe', {})).rejects.toMatchObject({ retryAfterSeconds: 120 })
  })

  it('answers nothing to a removal', async () => {
    const { client } = clientOf([new Response(null, { status: 204 })])
    expect(await client.call('revokeKey', { path: { id: 'k' } })).toBeUndefined()
  })
})

describe('lines of JSON', () => {
  it('survive being cut anywhere, even inside a letter', async () => {
    const bytes = new TextEncoder().encode('{"name":"Zoë"}\n{"name":"李"}\n{"last":1}')
    const stream = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const byte of bytes) controller.enqueue(Uint8Array.of(byte))
        controller.close()
      },
    })
    const lines: string[] = []
    for await (const line of linesOf(stream)) lines.push(line)
    expect(lines).toEqual(['{"name":"Zoë"}', '{"name":"李"}', '{"last":1}'])
  })

  it('are taken from their source only as they are sent', async () => {
    let taken = 0
    function* source() {
      for (let index = 0; index < 100; index += 1) {
        taken += 1
        yield { index }
      }
    }
    const reader = ndjsonOf(source()).getReader()
    await reader.read()
    expect(taken).toBeLessThanOrEqual(2)
    await reader.cancel()
  })
})
