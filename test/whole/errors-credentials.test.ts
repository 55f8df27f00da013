import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { changeCompanySettings } from '@tieout/simulator/http/settings-document.ts'
import { startSimulator } from '@tieout/simulator/run.ts'
import type { Running } from '@tieout/simulator/run.ts'
import { fairWeather } from '@tieout/simulator/weather/weather.ts'
import type { Faults } from '@tieout/simulator/weather/weather.ts'
import { checkCredentials } from '@tieout/server/remotes/check-credentials.ts'
import { openIntacctRemote } from '@tieout/server/remotes/intacct/open.ts'
import type { IntacctCredentials, RemoteFactory } from '@tieout/server/remotes/ports.ts'
import { start } from './support/errors-bench.ts'

let running: Running
beforeAll(async () => {
  // A simulator that answers at once, or never: what it waits for does not come.
  running = await startSimulator({
    port: 0,
    clock: { now: () => start },
    timers: { after: () => () => undefined },
  })
})
afterAll(() => running.close())
beforeEach(() => {
  for (const id of running.simulator.companies.keys()) running.simulator.reset(id)
  running.station.clear()
})

const silent = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
}
const scope = { workspace: 'w', connection: 'c' }

async function check(given: Partial<IntacctCredentials>, timeoutMs = 30_000) {
  const opened: (string | null)[] = []
  const open: RemoteFactory = ({ credentials }) => {
    opened.push(credentials.entity)
    const remoteCompany = credentials.companyId
    const options = { scope, remoteCompany, holder: 'test', slots: null, log: silent, baseCurrency: 'USD' }
    return Promise.resolve(openIntacctRemote({ ...options, credentials, timeoutMs, readAttempts: 1 }))
  }
  const { ok, checks } = await checkCredentials(open, scope, {
    endpoint: `${running.url}/ia/xml/xmlgw.phtml`,
    companyId: 'DEMO',
    userId: 'tieout',
    password: 'demo-password',
    senderId: 'tieout',
    senderPassword: 'tieout-sender',
    entity: null,
    ...given,
  })
  const inState = (state: string) => checks.filter((item) => item.state === state)
  return {
    ok,
    opened,
    failed: inState('failed').map(({ name }) => name),
    passed: inState('ok').map(({ name }) => name),
    words: inState('failed').map(({ text, cure }) => ({ text, cure })),
  }
}

const settings = (company: string, patch: Readonly<Record<string, unknown>>) => () => {
  const found = running.simulator.companies.get(company)
  if (found) changeCompanySettings(found, patch)
}
const storm = (faults: Partial<Faults>) => () =>
  running.station.change({ ...fairWeather, faults: { ...fairWeather.faults, ...faults } })
const rights = (...hidden: string[]) =>
  settings('DEMO', {
    rights: { tieout: { '*': ['*'], ...Object.fromEntries(hidden.map((object) => [object, []])) } },
  })
const formatted = (dateFormat: string, clock: number, times: 'utc' | 'user') =>
  settings('DEMO', { times, users: [{ userId: 'tieout', dateFormat, clock, gmtOffset: '+09:30' }] })
const nothing = () => undefined

const all = [
  'reachable',
  'sender',
  'company',
  'sign_in',
  'entity',
  'dates',
  'customers',
  'invoices',
  'credit_notes',
  'advances',
  'payments',
]
const inside = all.slice(0, 6)

describe('a test of credentials passes', () => {
  it.each<[string, () => void, Partial<IntacctCredentials>]>([
    ['at top level', nothing, {}],
    ['in an entity', nothing, { companyId: 'MEGA', entity: 'UK' }],
    [
      'for a user who may enter one entity only',
      settings('MEGA', { users: [{ userId: 'tieout', topLevel: false, entities: ['UK'] }] }),
      { companyId: 'MEGA', entity: 'UK' },
    ],
    ['for a user with a format of their own, where Intacct goes by it', formatted('.ymd', 12, 'user'), {}],
    ['for a user with a format of their own, where Intacct does not', formatted('.ymd', 12, 'utc'), {}],
  ])('%s', async (_where, prepare, given) => {
    prepare()
    expect(await check(given)).toMatchObject({ ok: true, failed: [], passed: all })
  })
})

describe('a test of credentials names the step that fails', () => {
  it.each<[string, () => void, Partial<IntacctCredentials>, string[], string[]]>([
    ['a wrong sender password', nothing, { senderPassword: 'wrong' }, ['sender'], ['reachable']],
    [
      'a sender that the company has not on its list',
      settings('DEMO', { senders: [] }),
      {},
      ['sender'],
      ['reachable'],
    ],
    ['a wrong password', nothing, { password: 'wrong' }, ['sign_in'], ['reachable', 'sender']],
    ['a wrong user', nothing, { userId: 'nobody' }, ['sign_in'], ['reachable', 'sender']],
    [
      'a locked user',
      settings('DEMO', { users: [{ userId: 'tieout', status: 'locked' }] }),
      {},
      ['sign_in'],
      ['reachable', 'sender'],
    ],
    [
      'a sign-in that the front gateway refuses',
      settings('DEMO', { badSignIn: 'UJPP0002' }),
      { password: 'wrong' },
      ['sign_in'],
      ['reachable', 'sender'],
    ],
    ['an unknown company', nothing, { companyId: 'NOBODY' }, ['company'], ['reachable']],
    ['a company ID that none can have', nothing, { companyId: 'a/b' }, ['company'], ['reachable']],
    ['a subscription that is off', settings('DEMO', { webServices: false }), {}, ['company'], ['reachable']],
    [
      'a demo company that has ended',
      settings('DEMO', { status: 'demo expired' }),
      {},
      ['company'],
      ['reachable'],
    ],
    [
      'an unknown entity',
      nothing,
      { companyId: 'MEGA', entity: 'NOPE' },
      ['entity'],
      ['reachable', 'sender', 'company', 'sign_in'],
    ],
    [
      'an entity that the user may not enter',
      settings('MEGA', { users: [{ userId: 'tieout', entities: ['US'] }] }),
      { companyId: 'MEGA', entity: 'UK' },
      ['entity'],
      ['reachable', 'sender', 'company', 'sign_in'],
    ],
    [
      'a wrong password for an entity',
      nothing,
      { companyId: 'MEGA', entity: 'UK', password: 'wrong' },
      ['sign_in'],
      ['reachable', 'sender'],
    ],
    [
      'a gateway that is down',
      nothing,
      { endpoint: 'http://127.0.0.1:1/ia/xml/xmlgw.phtml' },
      ['reachable'],
      [],
    ],
    ['a page of the edge instead of an answer', storm({ html: 1 }), {}, ['reachable'], []],
    ['a gateway that breaks off', storm({ cut: 1 }), {}, ['reachable'], []],
    ['a gateway that gives up', storm({ before5xx: 1 }), {}, ['reachable'], []],
    ['maintenance', settings('DEMO', { status: 'offline' }), {}, ['reachable'], []],
    [
      'dates that can be read in two ways',
      formatted('/dmY', 24, 'user'),
      {},
      ['dates'],
      ['reachable', 'sender', 'company', 'sign_in', 'entity'],
    ],
    [
      'no right to customers',
      rights('CUSTOMER'),
      {},
      ['customers'],
      [...inside, 'invoices', 'credit_notes', 'advances', 'payments'],
    ],
    [
      'no right to invoices',
      rights('ARINVOICE'),
      {},
      ['invoices'],
      [...inside, 'customers', 'credit_notes', 'advances', 'payments'],
    ],
    [
      'no right to credit notes',
      rights('ARADJUSTMENT'),
      {},
      ['credit_notes'],
      [...inside, 'customers', 'invoices', 'advances', 'payments'],
    ],
    [
      'no right to payments',
      rights('ARPYMT'),
      {},
      ['payments'],
      [...inside, 'customers', 'invoices', 'credit_notes', 'advances'],
    ],
    [
      'no right to invoices and payments',
      rights('ARINVOICE', 'ARPYMT'),
      {},
      ['invoices', 'payments'],
      [...inside, 'customers', 'credit_notes', 'advances'],
    ],
  ])('%s', async (_what, prepare, given, failed, passed) => {
    prepare()
    const result = await check(given)
    expect(result).toMatchObject({ ok: false, failed, passed })
    for (const { text, cure } of result.words) {
      expect(text.length).toBeLessThanOrEqual(60)
      expect(cure).not.toBe('')
    }
  })

  it('a gateway that is too slow', async () => {
    running.station.change({ ...fairWeather, latencyMs: 60_000 })
    expect(await check({}, 200)).toMatchObject({ failed: ['reachable'], passed: [] })
  })

  it('an address of the REST API', async () => {
    const result = await check({ endpoint: `${running.url}/ia/api/v1/objects` })
    expect(result).toMatchObject({ failed: ['reachable'], passed: [] })
    expect(result.words[0]?.cure).toContain('/ia/xml/xmlgw.phtml')
  })
})

it('a refused sign-in is tried once, and once more only to tell a wrong entity from a wrong password', async () => {
  expect((await check({ password: 'wrong' })).opened).toEqual([null])
  expect((await check({ companyId: 'MEGA', entity: 'UK', password: 'wrong' })).opened).toEqual(['UK', null])
  expect((await check({ companyId: 'MEGA', entity: 'UK', senderPassword: 'x' })).opened).toEqual(['UK'])
})
