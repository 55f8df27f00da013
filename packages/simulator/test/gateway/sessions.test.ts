import { expect, test } from 'vitest'
import { changeSettings } from '../../src/gateway/change-settings.ts'
import { at, send, text, world, type Ask, type World } from '../ask.ts'

const session = '<getAPISession/>'
const facts = '<getDimensions/>'

function open(
  { simulator }: World,
  ask: Ask = {},
  xml = session,
): { id: string; endpoint: string; entity: string } {
  const api = at(send(simulator, [xml], ask).result(), 'data', 'api')
  return { id: text(api, 'sessionid'), endpoint: text(api, 'endpoint'), entity: text(api, 'locationid') }
}

function works({ simulator }: World, id: string): boolean {
  return send(simulator, [facts], { session: id }).errors().length === 0
}

test('a session lives as long as it is used: its time rolls with every answer', () => {
  const here = world()
  const { id } = open(here)
  for (let turn = 0; turn < 3; turn += 1) {
    here.clock.time += 7_799_000
    expect(works(here, id)).toBe(true)
  }
  here.clock.time += 7_800_000
  expect(works(here, id)).toBe(false)
})

test('every answer tells when the session ends, in ISO with an offset', () => {
  const here = world()
  const { root } = send(here.simulator, [facts], { session: open(here).id })
  expect(text(root, 'operation', 'authentication', 'sessiontimestamp')).toBe('2026-01-05T10:00:00+00:00')
  expect(text(root, 'operation', 'authentication', 'sessiontimeout')).toBe('2026-01-05T12:10:00+00:00')
})

test("a user's own session time goes before the company's", () => {
  const here = world()
  const company = here.simulator.companies.get('DEMO')
  if (company === undefined) throw new Error('no DEMO')
  company.settings = changeSettings(company.settings, { users: [{ userId: 'tieout', sessionSeconds: 60 }] })
  const { id } = open(here)
  here.clock.time += 60_000
  expect(works(here, id)).toBe(false)
})

test('getAPISession with other functions is refused, and they run', () => {
  const answer = send(world().simulator, [session, facts])
  expect(answer.errors(0)).toEqual(['Get API Session Failed: Something went wrong'])
  expect(text(answer.result(1), 'status')).toBe('success')
})

test('a session moves to an entity and back to the top without the password', () => {
  const here = world()
  const top = open(here, { company: 'MEGA' })
  const uk = open(here, { session: top.id }, '<getAPISession><locationid>UK</locationid></getAPISession>')
  expect(uk.entity).toBe('UK')
  expect(open(here, { session: uk.id }).entity).toBe('UK')
  expect(open(here, { session: uk.id }, '<getAPISession><locationid/></getAPISession>').entity).toBe('')
  const answer = send(here.simulator, ['<getAPISession><locationid>XX</locationid></getAPISession>'], {
    session: top.id,
  })
  expect(answer.errors(0)).toEqual(['Get API Session Failed: Something went wrong'])
  expect(
    text(send(here.simulator, [facts], { session: uk.id }).root, 'operation', 'authentication', 'locationid'),
  ).toBe('UK')
})

test('a slide-in may be written console|client|entity in the company id', () => {
  const here = world()
  const company = here.simulator.companies.get('MEGA')
  if (company === undefined) throw new Error('no MEGA')
  company.settings = changeSettings(company.settings, { clientIds: ['client'] })
  expect(open(here, { company: 'MEGA|client|UK' }).entity).toBe('UK')
})

test('where a cluster is set, the endpoint names it, and a bound session is refused elsewhere', () => {
  const here = world()
  const company = here.simulator.companies.get('DEMO')
  if (company === undefined) throw new Error('no DEMO')
  company.settings = changeSettings(company.settings, { cluster: 'na12', sessionBoundToEndpoint: true })
  const { id, endpoint } = open(here)
  expect(endpoint).toBe('http://127.0.0.1:4401/na12/ia/xml/xmlgw.phtml')
  expect(works(here, id)).toBe(false)
})
