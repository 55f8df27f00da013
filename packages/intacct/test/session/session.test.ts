import { expect, test } from 'vitest'
import { IntacctError } from '../../src/errors/outcome.ts'
import { endpointAllowed, SAGE_ONLY } from '../../src/session/endpoint.ts'
import { textOf, childOf } from '../../src/xml/element.ts'
import { legacyCall } from '../../src/writing/legacy.ts'
import {
  answer,
  AUTH_OK,
  authenticationFailure,
  controlFailure,
  error,
  ok,
  session,
} from '../support/answers.ts'
import { ENDPOINT, harness, isSignIn, URL_OF_GATEWAY } from '../support/gateway.ts'
import type { Seen } from '../support/gateway.ts'

const emptyPage = (seen: Seen): string =>
  answer(ok(seen.functions[0]!.controlId, '<data count="0" numremaining="0"></data>'))
const invalidSession = authenticationFailure(error('XL03000006', 'Invalid session x'))
const QUERY = { object: 'CUSTOMER', fields: ['RECORDNO'] }

const authenticationOf = (seen: Seen) => childOf(childOf(seen.request, 'operation'), 'authentication')
const causeOf = (caught: unknown): string =>
  caught instanceof IntacctError && caught.outcome.kind === 'failed' ? caught.outcome.cause : String(caught)

test('a sign-in sends the password alone, and everything after it the session alone, to the session’s address', async () => {
  const { intacct, requests, signIns } = harness(emptyPage)
  await intacct.query(QUERY)
  expect(signIns[0]!.url).toBe(URL_OF_GATEWAY)
  const login = childOf(authenticationOf(signIns[0]!), 'login')
  expect(login?.children.map(({ name }) => name)).toEqual(['userid', 'companyid', 'password'])
  expect(requests[0]!.url).toBe(ENDPOINT)
  expect(authenticationOf(requests[0]!)?.children).toMatchObject([{ name: 'sessionid', text: 'session-1' }])
  expect(requests[0]!.raw.body).not.toContain('user-secret')
})

test('many callers at once share one sign-in', async () => {
  const { intacct, signIns, requests } = harness(emptyPage)
  await Promise.all(Array.from({ length: 20 }, () => intacct.query(QUERY)))
  expect(signIns).toHaveLength(1)
  expect(requests).toHaveLength(20)
})

test('an ended session is renewed once and the call repeated, also for a write: nothing had run', async () => {
  const { intacct, signIns, requests } = harness((seen, count) =>
    count === 1 ? invalidSession : answer(ok(seen.functions[0]!.controlId, '<key>9</key>')),
  )
  const body = legacyCall('delete_invoice', { '@key': '1' })
  const { outcomes } = await intacct.write([{ controlId: 'w1', body }])
  expect(outcomes).toMatchObject([{ kind: 'ok', key: '9' }])
  expect(signIns).toHaveLength(2)
  expect(requests.map((seen) => seen.functions[0]!.controlId)).toEqual(['w1', 'w1'])
})

test('a session that is refused again at once is not renewed for ever', async () => {
  const { intacct, signIns } = harness(() => invalidSession)
  const { outcomes } = await intacct.write([
    { controlId: 'w1', body: legacyCall('delete_invoice', { '@key': '1' }) },
  ])
  expect(outcomes).toMatchObject([{ kind: 'failed', cause: 'session_expired', level: 'authentication' }])
  expect(signIns).toHaveLength(2)
})

test('the end of a session rolls with every answer, by the gateway’s clock', async () => {
  const { intacct, clock, signIns } = harness((seen) => ({
    body: answer(
      ok(seen.functions[0]!.controlId, '<data count="0"></data>'),
      AUTH_OK.replace('12:00', '11:00'),
    ),
    headers: { date: 'Mon, 05 Jan 2026 10:00:00 GMT' },
  }))
  await intacct.query(QUERY)
  for (let turn = 0; turn < 5; turn += 1) {
    clock.advance(50 * 60_000)
    await intacct.query(QUERY)
  }
  expect(signIns).toHaveLength(1)
  clock.advance(59 * 60_000)
  await intacct.query(QUERY)
  expect(signIns).toHaveLength(2)
})

test('a wrong password is tried once, never again until someone says so', async () => {
  let right = false
  const { intacct, signIns, requests } = harness(
    (seen) => {
      if (!isSignIn(seen)) return emptyPage(seen)
      return right
        ? session(seen.functions[0]!.controlId, 's', ENDPOINT)
        : {
            status: 401,
            body: controlFailure(
              error('XMLGW_JPP0002', 'Sign-in information is incorrect. Please check your request.'),
            ),
          }
    },
    { scriptSignIns: true },
  )
  const tries = await Promise.allSettled(Array.from({ length: 5 }, () => intacct.query(QUERY)))
  expect(tries.every(({ status }) => status === 'rejected')).toBe(true)
  expect(signIns).toHaveLength(1)
  expect(intacct.signInRefusal()).toMatchObject({ cause: 'sign_in_refused', retry: 'never', who: 'admin' })
  expect(causeOf(await intacct.query(QUERY).catch((caught: unknown) => caught))).toBe('sign_in_paused')
  const body = legacyCall('delete_invoice', { '@key': '1' })
  expect((await intacct.write([{ controlId: 'w', body }])).outcomes).toMatchObject([
    { kind: 'failed', cause: 'sign_in_paused', retry: 'never', level: 'client' },
  ])
  expect(signIns).toHaveLength(1)
  right = true
  intacct.resume()
  await intacct.query(QUERY)
  expect(requests).toHaveLength(1)
})

test('a throttled sign-in is no refusal, and a write behind it was certainly not sent', async () => {
  const { intacct } = harness(() => ({ status: 429, body: '' }), { scriptSignIns: true })
  const { outcomes } = await intacct.write([
    { controlId: 'w1', body: legacyCall('delete_invoice', { '@key': '1' }) },
  ])
  expect(outcomes).toMatchObject([{ kind: 'failed', cause: 'throttled', retry: 'backoff' }])
  expect(intacct.signInRefusal()).toBeNull()
})

test('a sign-in whose answer is lost leaves the write failed, not unknown', async () => {
  const { intacct } = harness(() => ({ body: '<respo' }), { scriptSignIns: true })
  const { outcomes } = await intacct.write([
    { controlId: 'w1', body: legacyCall('delete_invoice', { '@key': '1' }) },
  ])
  expect(outcomes).toMatchObject([{ kind: 'failed', cause: 'unreachable', level: 'client' }])
})

test('a session at an address that is not Intacct’s is refused', async () => {
  const { intacct, requests } = harness(
    (seen) =>
      session(seen.functions[0]!.controlId, 's', 'https://na12.intacct.com.evil.example/ia/xml/xmlgw.phtml'),
    { scriptSignIns: true },
  )
  expect(causeOf(await intacct.query(QUERY).catch((caught: unknown) => caught))).toBe('endpoint_refused')
  expect(requests).toHaveLength(0)
})

test.each([
  ['https://api.intacct.com/ia/xml/xmlgw.phtml', true],
  ['https://NA12.INTACCT.COM/ia/xml/xmlgw.phtml', true],
  ['http://api.intacct.com/ia/xml/xmlgw.phtml', false],
  ['https://intacct.com.evil.example/', false],
  ['https://evilintacct.com/', false],
  ['https://api.intacct.com@evil.example/', false],
  ['https://user:x@api.intacct.com/', false],
  ['http://127.0.0.1:4401/ia/xml/xmlgw.phtml', false],
  ['file:///etc/passwd', false],
  ['nonsense', false],
])('address %s: %s', (address, allowed) => {
  expect(endpointAllowed(address, SAGE_ONLY)).toBe(allowed)
})

test('loopback is allowed only when asked for', () => {
  const policy = { ...SAGE_ONLY, allowLoopback: true }
  for (const host of ['http://127.0.0.1:4401/x', 'http://localhost:1/x', 'http://[::1]:1/x']) {
    expect(endpointAllowed(host, policy)).toBe(true)
  }
  expect(endpointAllowed('http://10.0.0.1/x', policy)).toBe(false)
})

test('sign-ins are reported as well, at no cost; a throttled one slows the pace', async () => {
  const seen: string[] = []
  let throttled = 0
  const permit = { check: () => undefined, release: () => undefined }
  const pacing = {
    acquire: () => Promise.resolve(permit),
    throttled: () => void (throttled += 1),
    ok: () => undefined,
  }
  const { intacct } = harness(
    (request, count) =>
      count < 3 ? { status: 429, body: '' } : session(request.functions[0]!.controlId, 's', ENDPOINT),
    {
      scriptSignIns: true,
      seams: { pacing },
      config: {
        onCall: ({ functions, units, turnedAway }) =>
          seen.push(`${functions.join()} ${units} ${turnedAway ?? 'done'}`),
      },
    },
  )
  const body = legacyCall('delete_invoice', { '@key': '1' })
  await intacct.write([{ controlId: 'w', body }])
  await intacct.write([{ controlId: 'w', body }])
  await intacct.signIn()
  expect(seen).toEqual(['getAPISession 0 throttled', 'getAPISession 0 throttled', 'getAPISession 0 done'])
  expect(throttled).toBe(2)
})

test('a throttled call slows the pace, an ordinary one counts as calm', async () => {
  const told: string[] = []
  const pacing = {
    acquire: () => Promise.resolve({ check: () => undefined, release: () => undefined }),
    throttled: () => void told.push('throttled'),
    ok: () => void told.push('ok'),
  }
  const { intacct } = harness((seen, count) => (count === 1 ? { status: 429, body: '' } : emptyPage(seen)), {
    seams: { pacing },
  })
  await intacct.query(QUERY)
  expect(told).toEqual(['throttled', 'ok'])
})

test('an entity has a session of its own, opened from the first without the password', async () => {
  const { intacct, signIns, requests } = harness(emptyPage)
  await intacct.query(QUERY)
  const uk = intacct.at('UK')
  await uk.query(QUERY)
  await uk.query(QUERY)
  await intacct.query(QUERY)
  expect(intacct.at('UK')).toBe(uk)
  expect(intacct.at(null)).toBe(intacct)
  expect(signIns).toHaveLength(2)
  expect(textOf(signIns[1]!.functions[0]!.body, 'locationid')).toBe('UK')
  expect(signIns[1]!.raw.body).not.toContain('user-secret')
  const used = requests.map((seen) => textOf(authenticationOf(seen), 'sessionid'))
  expect(used).toEqual(['session-1', 'session-2', 'session-2', 'session-1'])
})
