import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { settingsSchema } from '@tieout/engine/core/settings.ts'
import { preflight } from '@tieout/server/preflight/preflight.ts'
import { openIntacctRemote } from '@tieout/server/remotes/intacct/open.ts'
import type { IntacctCredentials, RemoteFactory } from '@tieout/server/remotes/ports.ts'
import { changeCompanySettings } from '@tieout/simulator/http/settings-document.ts'
import { startSimulator } from '@tieout/simulator/run.ts'
import type { Running } from '@tieout/simulator/run.ts'
import { fairWeather } from '@tieout/simulator/weather/weather.ts'
import { start } from './support/errors-bench.ts'

let running: Running
beforeAll(async () => {
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

const log = { debug: nothing, info: nothing, warn: nothing, error: nothing }
const scope = { workspace: 'w', connection: 'c' }

async function look(given: Partial<IntacctCredentials> = {}, settings: object = {}, timeoutMs = 30_000) {
  const open: RemoteFactory = ({ credentials }) =>
    Promise.resolve(
      openIntacctRemote({
        credentials,
        scope,
        remoteCompany: credentials.companyId,
        holder: 'test',
        slots: null,
        log,
        baseCurrency: 'USD',
        timeoutMs,
        readAttempts: 1,
      }),
    )
  const credentials = {
    endpoint: `${running.url}/ia/xml/xmlgw.phtml`,
    companyId: 'DEMO',
    userId: 'tieout',
    password: 'demo-password',
    senderId: 'tieout',
    senderPassword: 'tieout-sender',
    entity: null,
    ...given,
  }
  const wanted = {
    user: credentials.userId,
    entity: credentials.entity,
    settings: settingsSchema.parse(settings),
    today: '2026-03-28',
  }
  const { ok, signedIn, findings, survey } = await preflight(open, scope, credentials, wanted)
  const named = (name: string) => findings.find((finding) => finding.name === name)
  const stand = findings.filter(({ state }) => state === 'blocked').map(({ name }) => name)
  return { ok, signedIn, findings, survey, named, stand }
}

function nothing(): void {
  // Nobody reads it here.
}
const company = (id: string, patch: Readonly<Record<string, unknown>>) => {
  const found = running.simulator.companies.get(id)
  if (found) changeCompanySettings(found, patch)
}
const withoutRights = (...objects: string[]) =>
  company('DEMO', {
    rights: { tieout: { '*': ['*'], ...Object.fromEntries(objects.map((object) => [object, []])) } },
  })

describe('the check before connecting', () => {
  it('finds nothing in the way of a company that is ready, and names it [2.21] [2.27]', async () => {
    const { ok, stand, survey } = await look()
    expect([ok, stand]).toEqual([true, []])
    expect(survey?.name).toBeTruthy()
    expect(survey).toMatchObject({ baseCurrency: 'USD', multiEntity: false, webServicesOnly: true })
  })

  it('lists the entities of a company that has several [2.14]', async () => {
    const { survey, named } = await look({ companyId: 'MEGA' })
    expect(survey?.entities?.map(({ id }) => id)).toEqual(['US', 'UK', 'JP'])
    expect(named('entity')?.what).toBe('Works at top level over 3 entities.')
  })

  it.each<[string, () => void, Partial<IntacctCredentials>, string, RegExp]>([
    [
      'a wrong password: the three to check, in order',
      nothing,
      { password: 'wrong' },
      'sign_in',
      /^1\. The password.*\n2\. .*locked.*\n3\. /,
    ],
    [
      'a locked user',
      () => company('DEMO', { users: [{ userId: 'tieout', status: 'locked' }] }),
      {},
      'sign_in',
      /2\. Whether "tieout" is locked/,
    ],
    [
      'a user who may not work at top level',
      () => company('MEGA', { users: [{ userId: 'tieout', topLevel: false, entities: ['UK'] }] }),
      { companyId: 'MEGA' },
      'sign_in',
      /3\. Whether "tieout" may work at top level/,
    ],
    [
      'a sender that is not authorised',
      () => company('DEMO', { senders: [] }),
      {},
      'sender',
      /Web Services authorizations/,
    ],
    [
      'a subscription that is off',
      () => company('DEMO', { webServices: false }),
      {},
      'company',
      /Company > Admin > Subscriptions/,
    ],
    [
      'an entity that the user may not enter',
      () => company('MEGA', { users: [{ userId: 'tieout', entities: ['US'] }] }),
      { companyId: 'MEGA', entity: 'UK' },
      'entity',
      /Entities/,
    ],
    [
      'a gateway that is down',
      nothing,
      { endpoint: 'http://127.0.0.1:1/ia/xml/xmlgw.phtml' },
      'reachable',
      /./,
    ],
    [
      'a gateway that gives up',
      () => running.station.change({ ...fairWeather, faults: { ...fairWeather.faults, before5xx: 1 } }),
      {},
      'reachable',
      /./,
    ],
  ])('stops at the door for %s', async (_fault, pose, given, name, where) => {
    pose()
    const { ok, signedIn, stand, named, survey } = await look(given)
    expect([ok, signedIn, stand, survey]).toEqual([false, false, [name], null])
    expect(named(name)?.where).toMatch(where)
    expect(named(name)?.why).not.toBe('')
  })

  it('says that a slow gateway does not answer, within the time that a person waits', async () => {
    running.station.change({ ...fairWeather, latencyMs: 60_000 })
    const { ok, stand } = await look({}, {}, 50)
    expect([ok, stand]).toEqual([false, ['reachable']])
  })

  it.each([
    ['customers', 'CUSTOMER', 'read_customers', 'blocked'],
    ['invoices', 'ARINVOICE', 'read_invoices', 'blocked'],
    ['credit notes', 'ARADJUSTMENT', 'read_credit_notes', 'blocked'],
    ['payments', 'ARPYMT', 'read_payments', 'blocked'],
    ['accounts', 'GLACCOUNT', 'read_accounts', 'warning'],
    ['the audit history', 'AUDITHISTORY', 'read_audit', 'warning'],
  ])(
    'names a missing right to %s, where to give it and what stops without it [2.21]',
    async (_, object, name, state) => {
      withoutRights(object)
      const { named, signedIn, ok } = await look()
      expect(named(name)).toMatchObject({ state, who: 'intacct_admin' })
      expect(named(name)?.where).toMatch(/^Company > Admin > Roles/)
      expect([signedIn, ok]).toEqual([true, state === 'warning'])
    },
  )

  it('does not ask for a right that the chosen directions do not need', async () => {
    withoutRights('ARPYMT')
    const { ok, named } = await look({}, { directions: { payment: 'off' } })
    expect([ok, named('read_payments')]).toEqual([true, undefined])
  })

  it.each<[string, Readonly<Record<string, unknown>>, string, string, RegExp]>([
    [
      'a user who lives in Tokyo and writes the day first',
      { users: [{ userId: 'tieout', gmtOffset: '+09:00', dateFormat: '/dmY' }] },
      'format',
      'warning',
      /GMT\+09:00/,
    ],
    [
      'summaries by the user',
      { paymentSummaries: 'UserSpecified' },
      'summary_payment',
      'blocked',
      /summary for payments/,
    ],
    ['closed books', { closedThrough: { '*/*': '2026-02-28' } }, 'periods', 'warning', /2026-02-28/],
    ['account labels', { accountLabels: ['AR'] }, 'account_labels', 'warning', /account labels/],
    [
      'a module that is missing',
      { subscriptions: ['CO', 'GL', 'CM'] },
      'modules',
      'blocked',
      /Accounts Receivable/,
    ],
  ])('finds %s', async (_fault, patch, name, state, what) => {
    company('DEMO', patch)
    const { named } = await look()
    expect(named(name)).toMatchObject({ state })
    expect(named(name)?.what).toMatch(what)
    expect(named(name)?.where).not.toBe('')
  })

  it('tells a user of another kind than Web Services', async () => {
    expect((await look({ userId: 'controller' })).named('user')).toMatchObject({ state: 'warning' })
  })

  it('says openly what Intacct does not tell', async () => {
    const { findings } = await look()
    const open = findings.filter(({ state }) => state === 'not_known').map(({ name }) => name)
    expect(open).toEqual(['write', 'numbering'])
  })
})
