import { inflateRawSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestServer } from './support/server.ts'
import type { Tenant, TestServer } from './support/server.ts'
import { makeConnection } from './support/tenant-things.ts'
import type { Things } from './support/tenant-things.ts'

let server: TestServer
let tenant: Tenant
let things: Things

beforeAll(async () => {
  server = await startTestServer()
  tenant = await server.tenant('Acme')
  things = await makeConnection(server, tenant)
})
afterAll(() => server.close())

const call = (
  method: string,
  path: string,
  body?: unknown,
  role: 'owner' | 'operator' | 'viewer' = 'operator',
) =>
  server.call(method, path.startsWith('/api') ? path : things.path + path, {
    key: tenant.keys[role],
    ...(body === undefined ? {} : { body }),
  })

const version = async () => Number((await call('GET', '')).body.settingsVersion)

describe('[3.5] [3.10] the cache schedule', () => {
  it('is tried before it is saved: the next five refreshes, and what speaks against it', async () => {
    const before = await version()
    const tried = await call('GET', '/schedule?at=10:00&zone=Europe/Berlin&days=mon,wed')
    expect(tried.body).toMatchObject({ zone: 'Europe/Berlin', advice: [{ kind: 'business_hours' }] })
    expect((tried.body.next as unknown as string[]).length).toBe(5)
    expect((await call('GET', '/schedule?daily=false')).body).toMatchObject({ next: [], advice: [] })
    expect(await version()).toBe(before)
  })

  it('says what is wrong with a cron line, at its field', async () => {
    const answer = await call('GET', '/schedule?cron=0+25+*+*+*')
    expect(answer.body).toMatchObject({
      status: 422,
      field: 'settings.cache.cron',
      detail: expect.stringContaining('"25" is no hour: write 0 to 23.') as string,
    })
  })
})

describe('the settings of a connection', () => {
  it('keep every version with its author and what was before, and roll back to one as a new version', async () => {
    const first = await call('PATCH', '', { settings: { accounts: { sales: '4000' } } })
    const second = await call('PATCH', '', { settings: { accounts: { sales: '4100' } } })
    const { items } = (await call('GET', '/settings?limit=1', undefined, 'viewer')).body as unknown as {
      items: { version: number; by: string; settings: unknown; before: unknown }[]
    }
    expect(items).toMatchObject([
      {
        version: second.body.settingsVersion,
        by: 'Acme operator',
        settings: { accounts: { sales: '4100' } },
        before: { accounts: { sales: '4000' } },
      },
    ])
    const back = { version: first.body.settingsVersion, settingsVersion: second.body.settingsVersion }
    const done = await call('POST', '/settings/rollback', back)
    expect(done.body).toMatchObject({
      settings: { accounts: { sales: '4000' } },
      settingsVersion: Number(second.body.settingsVersion) + 1,
    })
    expect((await call('POST', '/settings/rollback', back)).body).toMatchObject({ code: 'settings_changed' })
    expect((await call('POST', '/settings/rollback', { ...back, version: 999 })).status).toBe(404)
  })
})

describe('API units', () => {
  it('are told against the plan that is set', async () => {
    await call('PATCH', '', { settings: { unitsPlan: 100_000 } })
    expect((await call('GET', '')).body.units).toMatchObject({ used: 0, plan: 100_000 })
  })
})

describe('the list of records', () => {
  beforeAll(async () => {
    const names = ['Birch Ltd', '=SUM(A1)', 'Comma, "Quote" Inc', 'Über <GmbH> & Co']
    for (const [place, name] of names.entries()) {
      const data = { number: `C-${String(place)}`, name }
      await call('PUT', `/records/customer/c${String(place)}`, { version: 1, state: 'approved', data })
    }
    await call('PUT', '/records/invoice/i1', {
      version: 1,
      state: 'approved',
      data: {
        number: 'INV-1',
        customer: 'c0',
        date: '2026-03-28',
        lines: [{ amount: '1250.50' }],
        total: '1250.50',
      },
    })
  })

  it('[4.4] is filtered by a pasted list of keys, numbers or ids', async () => {
    const { items } = (await call('GET', '/records?keys=C-1,%20c2,INV-9')).body as unknown as {
      items: { number: string }[]
    }
    expect(items.map(({ number }) => number).toSorted()).toEqual(['C-1', 'C-2'])
    expect((await call('GET', `/records?keys=${'x,'.repeat(1001)}`)).status).toBe(422)
  })

  it('is exported as CSV with the same filter: no formula runs, text is quoted, dates and amounts are plain', async () => {
    const file = await call(
      'GET',
      '/records.export?sort=key&data=master&columns=key,party',
      undefined,
      'viewer',
    )
    expect(file.headers.get('content-disposition')).toMatch(
      /attachment; filename="Northwind-records-.*\.csv"/,
    )
    expect(file.text.replace(/^\uFEFF/, '').split('\r\n')).toEqual([
      'Key,Customer',
      'C-0,Birch Ltd',
      "C-1,'=SUM(A1)",
      'C-2,"Comma, ""Quote"" Inc"',
      'C-3,Über <GmbH> & Co',
      '',
    ])
    const finance = await call('GET', '/records.export?data=finance&columns=key,date,amount,currency,status')
    expect(finance.text).toContain('INV-1,2026-03-28,1250.50,USD,Pending\r\n')
  })

  it('is exported as an Excel workbook whose sheet holds the same rows', async () => {
    const answer = await fetch(`${server.url}${things.path}/records.export?format=xlsx&sort=key`, {
      headers: { authorization: `Bearer ${tenant.keys.viewer}` },
    })
    const files = unzip(Buffer.from(await answer.arrayBuffer()))
    expect([...files.keys()]).toContain('xl/workbook.xml')
    const sheet = files.get('xl/worksheets/sheet1.xml') ?? ''
    expect(sheet.match(/<row>/g)?.length).toBe(6)
    expect(sheet).toContain('<v>1250.50</v>')
    // 28 Mar 2026 is day 46,109 of Excel's calendar.
    expect(sheet).toContain('<c s="1"><v>46109</v></c>')
    expect(sheet).toContain('Über &lt;GmbH&gt; &amp; Co')
  })

  it('writes exports to the audit log', async () => {
    await call('GET', '/records.export?key=INV', undefined, 'viewer')
    const { items } = (await call('GET', '/api/v1/audit?limit=1', undefined, 'owner')).body as unknown as {
      items: unknown[]
    }
    expect(items).toMatchObject([{ action: 'records.exported', actor: 'key Acme viewer' }])
  })

  it('keeps views under names: own ones for oneself, shared ones for everybody', async () => {
    const kept = { name: 'Mine', shared: false, search: 'status=error', columns: [] }
    const own = await call('PUT', '/api/v1/views', kept, 'viewer')
    await call('PUT', '/api/v1/views', { ...kept, name: 'Open USD', shared: true, search: 'currency=USD' })
    expect(own.body).toMatchObject({ mine: true, by: 'Acme viewer' })
    const namesOf = async (role: 'viewer' | 'operator') =>
      ((await call('GET', '/api/v1/views', undefined, role)).body.items as unknown as { name: string }[]).map(
        ({ name }) => name,
      )
    expect([await namesOf('viewer'), await namesOf('operator')]).toEqual([['Mine', 'Open USD'], ['Open USD']])
    const replaced = await call('PUT', '/api/v1/views', { ...kept, search: 'status=pending' }, 'viewer')
    expect(replaced.body).toMatchObject({ id: own.body.id, search: 'status=pending' })
    const path = `/api/v1/views/${String(own.body.id)}`
    expect((await call('DELETE', path, undefined, 'operator')).status).toBe(404)
    expect((await call('DELETE', path, undefined, 'viewer')).status).toBe(204)
    expect(await namesOf('viewer')).toEqual(['Open USD'])
  })
})

/** The files of a zip by its central directory; as strict as Excel about sizes and checks. */
function unzip(zip: Buffer): Map<string, string> {
  const files = new Map<string, string>()
  const end = zip.length - 22
  expect(zip.readUInt32LE(end)).toBe(0x06_05_4b_50)
  let at = zip.readUInt32LE(end + 16)
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const packed = zip.readUInt32LE(at + 20)
    const plain = zip.readUInt32LE(at + 24)
    const nameLength = zip.readUInt16LE(at + 28)
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength)
    const local = zip.readUInt32LE(at + 42)
    const from = local + 30 + zip.readUInt16LE(local + 26)
    const text = inflateRawSync(zip.subarray(from, from + packed))
    expect(text.length).toBe(plain)
    files.set(name, text.toString('utf8'))
    at += 46 + nameLength
  }
  return files
}
