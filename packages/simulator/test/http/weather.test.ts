import { expect, test, vi } from 'vitest'
import { request } from '../ask.ts'
import { HandTimers, post, serve, sim } from './served.ts'

const customer = (id: string, memo = '') =>
  `<create><CUSTOMER><CUSTOMERID>${id}</CUSTOMERID><NAME>${id}</NAME><COMMENTS>${memo}</COMMENTS><DISPLAYCONTACT><PRINTAS>${id}</PRINTAS></DISPLAYCONTACT></CUSTOMER></create>`

async function customers(url: string): Promise<string[]> {
  const { json } = await sim(url, 'GET', '/companies/DEMO/objects/CUSTOMER')
  return (json.rows as { CUSTOMERID: string }[]).map((row) => row.CUSTOMERID)
}

test('a lost reply: the record is there, the client has no answer', async () => {
  const { url } = await serve()
  await sim(url, 'PUT', '/weather', { writesOnly: true, faults: { replyLost: 1 } })
  expect((await post(url, request(['<getAPISession/>']))).status).toBe(200)
  await expect(post(url, request([customer('A')]))).rejects.toThrow()
  expect(await customers(url)).toEqual(['A'])
})

test('a late commit: the connection is cut at once, the record comes minutes later', async () => {
  const timers = new HandTimers()
  const { url } = await serve({ timers })
  await sim(url, 'PUT', '/weather', { lateCommitMs: 300_000, faults: { lateCommit: 1 } })
  await expect(post(url, request([customer('A')]))).rejects.toThrow()
  expect(await customers(url)).toEqual([])
  timers.pass(299_999)
  expect(await customers(url)).toEqual([])
  timers.pass(1)
  expect(await customers(url)).toEqual(['A'])
})

test('a 5xx before the work leaves nothing, one after it leaves the record', async () => {
  const { url } = await serve()
  await sim(url, 'PUT', '/weather', { faults: { before5xx: 1 } })
  expect((await post(url, request([customer('A')]))).status).toBeGreaterThanOrEqual(500)
  expect(await customers(url)).toEqual([])
  await sim(url, 'PUT', '/weather', { faults: { after5xx: 1 } })
  expect((await post(url, request([customer('A')]))).status).toBeGreaterThanOrEqual(500)
  expect(await customers(url)).toEqual(['A'])
})

test('an HTML page from the edge has status 200 and is no XML', async () => {
  const { url } = await serve()
  await sim(url, 'PUT', '/weather', { faults: { html: 1 } })
  const answer = await post(url, request([customer('A')]))
  expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining('cf-error-details')])
})

test('a cut answer breaks off in the middle of the body', async () => {
  const { url } = await serve()
  await sim(url, 'PUT', '/weather', { faults: { cut: 1 } })
  await expect(post(url, request([customer('A')])).then((answer) => answer.text())).rejects.toThrow()
  expect(await customers(url)).toEqual(['A'])
})

test('an expired session is refused at the authentication level', async () => {
  const { url, simulator } = await serve()
  const signedIn = await (await post(url, request(['<getAPISession/>']))).text()
  const session = /<sessionid>(\w+)</.exec(signedIn)?.[1] ?? ''
  await sim(url, 'PUT', '/weather', { faults: { expiredSession: 1 } })
  const answer = await (await post(url, request([customer('A')], { session }))).text()
  expect(answer).toContain(`Invalid session ${session}`)
  expect(simulator.sessions.find(session, simulator.now())).toBeUndefined()
})

test('a duplicate delivery runs twice; the control id keeps the second from having an effect', async () => {
  const { url, simulator } = await serve()
  await sim(url, 'PUT', '/weather', { faults: { duplicate: 1 } })
  await post(url, request([['once', customer('A')]], { uniqueid: true }))
  expect(await customers(url)).toEqual(['A'])
  expect(simulator.counts().functions).toEqual({ create: 2 })
})

test('a skewed clock shows in the records', async () => {
  const { url } = await serve()
  await sim(url, 'PUT', '/weather', { faults: { skewSeconds: -90 } })
  await post(url, request([customer('A')]))
  const { json } = await sim(url, 'GET', '/companies/DEMO/objects/CUSTOMER')
  expect(json.rows).toMatchObject([{ WHENMODIFIED: '2026-01-05T09:58:30Z' }])
})

test('a sentinel in a comment works once, then the same request goes through', async () => {
  const { url, simulator } = await serve()
  const body = request([['intent-1', customer('A', 'please [sim:reply-lost]')]], { uniqueid: true })
  await expect(post(url, body)).rejects.toThrow()
  expect(await (await post(url, body)).text()).toContain('has already been processed')
  expect(simulator.counts().functions).toEqual({ create: 2 })
  expect(await customers(url)).toEqual(['A'])
})

test('a sentinel may ask for several times', async () => {
  const { url } = await serve()
  const body = request([customer('A', '[sim:throttle*2]')])
  expect((await post(url, body)).status).toBe(429)
  expect((await post(url, body)).status).toBe(429)
  expect((await post(url, body)).status).toBe(200)
})

test('beyond the concurrency, requests wait for their turn and are then throttled with GW-0010', async () => {
  const timers = new HandTimers()
  const { url } = await serve({ timers })
  await sim(url, 'PUT', '/weather', { latencyMs: 1000, concurrency: 1, queueMs: 400 })
  const first = post(url, request([customer('A')]))
  await vi.waitFor(() => expect(timers.pending).toBe(1))
  const second = post(url, request([customer('B')]))
  await vi.waitFor(() => expect(timers.pending).toBe(2))
  expect((await sim(url, 'GET', '/stats')).json).toMatchObject({ inFlight: 2, maxInFlight: 2, throttled: 0 })
  timers.pass(400)
  const refused = await second
  expect([refused.status, await refused.text()]).toEqual([429, expect.stringContaining('GW-0010')])
  timers.pass(600)
  expect((await first).status).toBe(200)
  expect((await sim(url, 'GET', '/stats')).json).toMatchObject({ inFlight: 0, maxInFlight: 2, throttled: 1 })
  expect(await customers(url)).toEqual(['A'])
})

test('a waiting request gets the turn of the one before it, and never more run than may', async () => {
  const timers = new HandTimers()
  const { url } = await serve({ timers })
  await sim(url, 'PUT', '/weather', { latencyMs: 100, concurrency: 1, queueMs: 60_000 })
  const answers = ['A', 'B', 'C'].map((id) => post(url, request([customer(id)])))
  for (const expected of [1, 2, 3]) {
    await vi.waitFor(async () => {
      timers.pass(100)
      expect((await customers(url)).length).toBe(expected)
    })
  }
  expect(await Promise.all(answers.map(async (answer) => (await answer).status))).toEqual([200, 200, 200])
})

test('large answers are compressed for clients that take gzip, and only for them', async () => {
  const { url } = await serve()
  const body = request(['<lookup><object>ARINVOICE</object></lookup>'])
  const packed = await post(url, body, { 'accept-encoding': 'gzip' })
  expect(packed.headers.get('content-encoding')).toBe('gzip')
  const plain = await post(url, body, { 'accept-encoding': 'identity' })
  expect(plain.headers.get('content-encoding')).toBeNull()
  expect(await packed.text()).toBe(await plain.text())
})
