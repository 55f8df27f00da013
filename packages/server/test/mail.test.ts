import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { watchConnections } from '../src/alerts/watch.ts'
import { deliverMail } from '../src/mail/postman.ts'
import { sendBySmtp } from '../src/system/smtp.ts'
import { startTestServer } from './support/server.ts'
import type { Tenant, TestServer } from './support/server.ts'
import { makeConnection } from './support/tenant-things.ts'
import type { Things } from './support/tenant-things.ts'

interface Arrived {
  readonly to: readonly string[]
  readonly from: string
  readonly text: string
}

/** A mail server that keeps what it takes, asks for a sign-in, and can be told to refuse. */
async function startMailServer() {
  const arrived: Arrived[] = []
  let refusing: { readonly message: string; readonly responseCode: number } | null = null
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    onAuth: ({ username, password }, _session, done) => {
      if (password === 'mail-secret') done(null, { user: username })
      else done(Object.assign(new Error('535 5.7.8 wrong'), { responseCode: 535 }))
    },
    onRcptTo: (_address, _session, done) => {
      if (refusing === null) done()
      else done(Object.assign(new Error(refusing.message), { responseCode: refusing.responseCode }))
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope
        arrived.push({
          to: rcptTo.map(({ address }) => address),
          from: mailFrom === false ? '' : mailFrom.address,
          text: Buffer.concat(chunks).toString().replaceAll('=\r\n', ''),
        })
        done()
      })
    },
  })
  server.on('error', () => undefined)
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const { port } = server.server.address() as AddressInfo
  return {
    arrived,
    /** What recipients are refused with from now on; null: none is. */
    refuse(answer: typeof refusing) {
      refusing = answer
    },
    port,
    close: () => new Promise<void>((resolve) => server.close(resolve)),
  }
}

let mail: Awaited<ReturnType<typeof startMailServer>>
let server: TestServer
let tenant: Tenant
let things: Things
let now = Date.UTC(2026, 10, 22, 2, 10)

beforeAll(async () => {
  mail = await startMailServer()
  server = await startTestServer()
  tenant = await server.tenant('Acme')
  things = await makeConnection(server, tenant)
})
afterAll(async () => {
  await server.close()
  await mail.close()
})
beforeEach(() => {
  mail.arrived.length = 0
  mail.refuse(null)
})

const call = (method: string, path: string, body?: unknown, role: 'owner' | 'operator' = 'owner') =>
  server.call(method, path, { key: tenant.keys[role], ...(body === undefined ? {} : { body }) })

const relay = () => ({
  host: '127.0.0.1',
  port: mail.port,
  security: 'none',
  user: 'tieout',
  password: 'mail-secret',
  sender: 'Tieout <tieout@acme.example>',
})

const parts = () => {
  const { data, seams, relays } = server.api
  const clock = { ...seams.clock, now: () => now }
  return {
    data,
    relays,
    send: sendBySmtp,
    seams: { ...seams, clock },
    publicUrl: 'https://tieout.example',
    supportContact: 'help@acme.example',
  }
}

/** What the workers do every few seconds. */
async function work(): Promise<void> {
  await watchConnections(parts())
  await deliverMail(parts())
}

async function setConnection(values: Record<string, unknown>): Promise<void> {
  await server.store.withWorkspace(tenant.workspace, (tx) =>
    tx.updateTable('connection').set(values).where('id', '=', things.connection).execute(),
  )
}

const fault = JSON.stringify({
  cause: 'sign_in_refused',
  about: '',
  sentence: 'Intacct did not accept the sign-in.',
  cure: 'Check company ID, user ID and password.',
  who: 'admin',
  retry: 'connection',
  said: 'XL03000006',
})

describe('a mail server of the workspace', () => {
  it('is asked for before anything can be sent [3.14]', async () => {
    const answer = await call('POST', '/api/v1/workspace/mail/test', { to: 'ada@acme.example' })
    expect(answer.body).toMatchObject({ status: 409, code: 'no_mail_server' })
  })

  it('is kept without ever showing its password, and tested by a real mail', async () => {
    const saved = await call('PUT', '/api/v1/workspace/mail', relay())
    expect(saved.status).toBe(200)
    expect(saved.body).toMatchObject({ relay: { host: '127.0.0.1', user: 'tieout', passwordSet: true } })
    const test = await call('POST', '/api/v1/workspace/mail/test', { to: 'ada@acme.example' })
    expect(test.body).toEqual({ ok: true, text: '127.0.0.1 took the mail for ada@acme.example.' })
    expect(mail.arrived).toMatchObject([{ to: ['ada@acme.example'], from: 'tieout@acme.example' }])
    expect(server.answered()).not.toContain('mail-secret')
    expect(server.logged()).not.toContain('mail-secret')
  })

  it('keeps its password when only the sender changes, and gives it to no other server', async () => {
    const { password, ...rest } = relay()
    expect(password).toBe('mail-secret')
    await call('PUT', '/api/v1/workspace/mail', { ...rest, sender: 'books@acme.example' })
    const test = await call('POST', '/api/v1/workspace/mail/test', { to: 'ada@acme.example' })
    expect(test.body.ok).toBe(true)
    expect(mail.arrived).toMatchObject([{ from: 'books@acme.example' }])
    const moved = await call('PUT', '/api/v1/workspace/mail', { ...rest, host: 'mail.elsewhere.example' })
    expect(moved.body).toMatchObject({ code: 'missing_field', field: 'password' })
  })

  it('says in words what it refuses', async () => {
    await call('PUT', '/api/v1/workspace/mail', { ...relay(), password: 'wrong' })
    const wrong = await call('POST', '/api/v1/workspace/mail/test', { to: 'ada@acme.example' })
    expect(wrong.body.ok).toBe(false)
    expect(wrong.body.text).toContain('did not accept the sign-in as tieout')
    await call('PUT', '/api/v1/workspace/mail', { ...relay(), port: 1 })
    const nobody = await call('POST', '/api/v1/workspace/mail/test', { to: 'ada@acme.example' })
    expect(nobody.body.text).toContain('127.0.0.1:1 could not be reached')
    await call('PUT', '/api/v1/workspace/mail', relay())
  })

  it('belongs to owners', async () => {
    expect((await call('GET', '/api/v1/workspace/mail', undefined, 'operator')).status).toBe(403)
  })
})

describe('the alert list of a connection', () => {
  it('takes several addresses, refuses what is none, and is tested by one mail to all [3.14] [3.15]', async () => {
    const bad = await call('PUT', `${things.path}/alerts`, { addresses: ['not an address'] }, 'operator')
    expect(bad.body).toMatchObject({ status: 422, code: 'wrong_value' })
    const empty = await call('POST', `${things.path}/alerts/test`, undefined, 'operator')
    expect(empty.body).toMatchObject({ code: 'nobody_to_tell' })
    const addresses = ['Bo@acme.example', 'ada@acme.example', 'bo@acme.example']
    const saved = await call('PUT', `${things.path}/alerts`, { addresses }, 'operator')
    expect(saved.body).toMatchObject({
      addresses: ['ada@acme.example', 'bo@acme.example'],
      open: [],
      canMail: true,
    })
    const test = await call('POST', `${things.path}/alerts/test`, undefined, 'operator')
    expect(test.body.ok).toBe(true)
    expect(mail.arrived).toMatchObject([{ to: ['ada@acme.example', 'bo@acme.example'] }])
  })

  it('hears of a refused sign-in once, not again that day, and once when it is over [3.14]', async () => {
    await setConnection({ state: 'paused', paused_at: now, fault })
    await work()
    await work()
    expect(mail.arrived).toHaveLength(1)
    const [first] = mail.arrived
    expect(first?.to).toEqual(['ada@acme.example', 'bo@acme.example'])
    expect(first?.text).toContain(
      'Subject: Northwind: Intacct did not accept the sign-in, since 22 Nov 2026,\r\n 02:10 UTC',
    )
    expect(first?.text).toContain('Check company ID, user ID and password.')
    expect(first?.text).toContain(`https://tieout.example/c/${things.company}`)
    const open = await call('GET', `${things.path}/alerts`)
    expect(open.body).toMatchObject({
      open: [{ cause: 'sign_in_refused', since: '2026-11-22T02:10:00.000Z' }],
    })

    now += 6 * 3_600_000
    await setConnection({ state: 'active', paused_at: null, fault: null })
    await work()
    await work()
    expect(mail.arrived).toHaveLength(2)
    expect(mail.arrived[1]?.text).toContain('over since 22 Nov 2026, 08:10 UTC')
  })

  it('hears of a fault that comes and goes once a day, and of one that stays once each day', async () => {
    for (let time = 0; time < 3; time += 1) {
      now += 60_000
      await setConnection({ state: 'paused', paused_at: now, fault })
      await work()
      await setConnection({ state: 'active', paused_at: null, fault: null })
      await work()
    }
    expect(mail.arrived).toEqual([])
    await setConnection({ state: 'paused', paused_at: now, fault })
    now += 25 * 3_600_000
    await work()
    expect(mail.arrived).toHaveLength(1)
    now += 23 * 3_600_000
    await work()
    expect(mail.arrived).toHaveLength(1)
    now += 2 * 3_600_000
    await work()
    expect(mail.arrived).toHaveLength(2)
    expect(mail.arrived[1]?.text).toContain('still, since')
    await setConnection({ state: 'active', paused_at: null, fault: null })
    await work()
  })

  it('hears of a scheduled sync that did not take place, and not of one that a person paused [3.14]', async () => {
    mail.arrived.length = 0
    now += 48 * 3_600_000
    await setConnection({ next_inbound_at: now - 3_600_000 })
    await work()
    expect(mail.arrived).toEqual([])
    await setConnection({ next_inbound_at: now - 3_600_001 })
    await work()
    expect(mail.arrived).toHaveLength(1)
    expect(mail.arrived[0]?.text).toContain('A scheduled sync did not take place')
    await setConnection({ next_inbound_at: null, state: 'paused', paused_by: 'Ada', paused_at: now, fault })
    await work()
    expect(mail.arrived).toHaveLength(2)
    expect(mail.arrived[1]?.text).toContain('over since')
    await setConnection({ state: 'active', paused_by: null, paused_at: null, fault: null })
    await work()
  })
})

describe('the cache of reference data', () => {
  it('tells once when a scheduled refresh fails, and when one is complete again [3.14]', async () => {
    mail.arrived.length = 0
    now += 48 * 3_600_000
    await setConnection({
      next_reference_at: now + 3_600_000,
      last_reference_at: now - 86_400_000,
      last_reference_failure_at: now,
      last_reference_failure: fault.replace('"connection"', '"never"'),
    })
    await work()
    await work()
    expect(mail.arrived).toHaveLength(1)
    expect(mail.arrived[0]?.text).toContain('The reference data could not be refreshed')
    await setConnection({ last_reference_at: now + 1 })
    await work()
    expect(mail.arrived).toHaveLength(2)
    expect(mail.arrived[1]?.text).toContain('over since')
  })

  it('tells of a refresh that did not take place, more than two hours after its time [3.14]', async () => {
    mail.arrived.length = 0
    now += 48 * 3_600_000
    await setConnection({ next_reference_at: now - 7_200_000 })
    await work()
    expect(mail.arrived).toEqual([])
    now += 1
    await work()
    expect(mail.arrived).toHaveLength(1)
    await setConnection({ next_reference_at: now + 86_400_000 })
    await work()
    expect(mail.arrived).toHaveLength(2)
    mail.arrived.length = 0
  })
})

describe('a mail that the server does not take', () => {
  it('is tried again later, and arrives once; one that is refused for good is given up and said so', async () => {
    now += 48 * 3_600_000
    mail.refuse({ message: '451 try later', responseCode: 451 })
    await setConnection({ state: 'paused', paused_at: now, fault })
    await work()
    await work()
    expect(mail.arrived).toEqual([])
    const told = await call('GET', '/api/v1/workspace/mail')
    expect(told.body.lastFailure).toContain('451')
    mail.refuse(null)
    await work()
    expect(mail.arrived).toEqual([])
    now += 60_000
    await work()
    await work()
    expect(mail.arrived).toHaveLength(1)

    mail.refuse({ message: '550 no such person', responseCode: 550 })
    now += 3_600_000
    await setConnection({ state: 'active', paused_at: null, fault: null })
    await work()
    mail.refuse(null)
    now += 12 * 3_600_000
    await work()
    expect(mail.arrived).toHaveLength(1)
    const last = await call('GET', '/api/v1/workspace/mail')
    expect(last.body.lastFailure).toContain('550')
  })
})
