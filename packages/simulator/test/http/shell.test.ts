import { expect, onTestFinished, test } from 'vitest'
import { Gate } from '../../src/http/gate.ts'
import { makeServer } from '../../src/http/server.ts'
import { Station } from '../../src/weather/station.ts'
import { request, world } from '../ask.ts'
import { HandTimers } from './served.ts'

function shell() {
  const { simulator } = world()
  const timers = new HandTimers()
  const server = makeServer({
    simulator,
    timers,
    gate: new Gate(timers),
    station: new Station(simulator),
    changed: () => undefined,
  })
  onTestFinished(() => server.close())
  return { server, simulator }
}

test('the control API answers only to callers on this machine', async () => {
  const { server } = shell()
  for (const [remoteAddress, status] of [
    ['127.0.0.1', 200],
    ['::1', 200],
    ['::ffff:127.0.0.1', 200],
    ['192.0.2.7', 403],
    ['::ffff:192.0.2.7', 403],
  ] as const) {
    const answer = await server.inject({ url: '/_sim/stats', remoteAddress })
    expect([remoteAddress, answer.statusCode]).toEqual([remoteAddress, status])
  }
})

test('the gateway takes any content type, and says which address was called', async () => {
  const { server } = shell()
  for (const type of ['application/xml', 'text/xml', 'x-intacct-xml-request']) {
    const answer = await server.inject({
      method: 'POST',
      url: '/ia/xml/xmlgw.phtml',
      headers: { 'content-type': type, host: 'books.example:4401' },
      payload: request(['<getAPISession/>']),
    })
    expect(answer.headers['content-type']).toBe('text/xml; encoding="UTF-8"')
    expect(answer.body).toContain('<endpoint>http://books.example:4401/ia/xml/xmlgw.phtml</endpoint>')
  }
})

test('an empty body and a body that is no XML are refused like the gateway does, with HTTP 200', async () => {
  const { server } = shell()
  for (const payload of ['', 'hello', '{"json": true}']) {
    const answer = await server.inject({ method: 'POST', url: '/ia/xml/xmlgw.phtml', payload })
    expect([answer.statusCode, answer.body.includes('XL03000003')]).toEqual([200, true])
  }
})

test('XML sent to the address of the other API is GW-0014', async () => {
  const { server } = shell()
  const answer = await server.inject({
    method: 'POST',
    url: '/ia/api/v1/objects/accounts-receivable/invoice',
    payload: '<request/>',
  })
  expect([answer.statusCode, answer.body.includes('GW-0014')]).toEqual([400, true])
})
