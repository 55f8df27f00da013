import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startTestServer } from './support/server.ts'
import type { Tenant, TestServer } from './support/server.ts'
import { customerBody, invoiceBody, makeConnection } from './support/tenant-things.ts'
import type { Things } from './support/tenant-things.ts'

let server: TestServer
let tenant: Tenant
let things: Things
let key: string

beforeAll(async () => {
  server = await startTestServer()
  tenant = await server.tenant('Acme')
  key = tenant.keys.operator
})
beforeEach(async () => {
  things = await makeConnection(server, tenant)
})
afterAll(() => server.close())

const put = (type: string, id: string, body: unknown, headers?: Record<string, string>) =>
  server.call('PUT', `${things.path}/records/${type}/${id}`, { key, body, ...(headers ? { headers } : {}) })
const get = (path: string) => server.call('GET', things.path + path, { key })

const creditBody = (more: Readonly<Record<string, unknown>> = {}) => ({
  version: 1,
  state: 'approved',
  data: {
    number: 'CN-1',
    customer: 'c1',
    date: '2026-03-28',
    lines: [{ amount: '10.00' }],
    total: '10.00',
    ...more,
  },
})

describe('putting a record', () => {
  it('[6.7] takes a credit note with what it is applied to, one entry an invoice', async () => {
    const applications = [
      { invoice: 'i2', amount: '2' },
      { invoice: 'i1', amount: '3.5' },
      { invoice: 'i2', amount: '1.00' },
    ]
    const answer = await put('credit_note', 'n1', creditBody({ applications }))
    expect(answer.body).toMatchObject({
      result: 'stored',
      record: { type: 'credit_note', number: 'CN-1', amount: '10.00', status: 'pending' },
    })
    const record = await get('/records/credit_note/n1')
    expect(record.body).toMatchObject({
      app: {
        data: {
          applications: [
            { invoice: 'i1', amount: '3.50' },
            { invoice: 'i2', amount: '3.00' },
          ],
        },
      },
    })
    expect((await get('/records?type=credit_note')).body.items).toHaveLength(1)
    expect((await get('/records?data=finance')).body.items).toHaveLength(1)
  })

  it('stores it, and shows it in line', async () => {
    const answer = await put('customer', 'c1', customerBody())
    expect(answer.status).toBe(200)
    expect(answer.body).toMatchObject({
      result: 'stored',
      record: { id: 'c1', number: 'C-204', status: 'pending', version: 1 },
    })
  })

  it('changes nothing for the same version with the same contents', async () => {
    await put('customer', 'c1', customerBody())
    expect((await put('customer', 'c1', customerBody())).body).toMatchObject({ result: 'unchanged' })
  })

  it('refuses the same version with other contents', async () => {
    await put('customer', 'c1', customerBody())
    const answer = await put('customer', 'c1', customerBody(1, 'Another name'))
    expect(answer.status).toBe(409)
    expect(answer.body).toMatchObject({ code: 'version_reused', field: 'version' })
    expect(answer.body.cure).toContain('Raise the version')
  })

  it('refuses a lower version, naming the one that is here', async () => {
    await put('customer', 'c1', customerBody(5))
    const answer = await put('customer', 'c1', customerBody(4))
    expect(answer.status).toBe(409)
    expect(answer.body).toMatchObject({
      code: 'version_older',
      detail: 'Version 4 is lower than version 5, which is here.',
    })
  })

  it('writes amounts in the decimals of their currency', async () => {
    await put('invoice', 'i1', invoiceBody('100.5', ['100.50']))
    expect((await get('/records/invoice/i1')).body).toMatchObject({
      app: { data: { total: '100.50', lines: [{ amount: '100.50' }] } },
      record: { amount: '100.50', currency: 'USD' },
    })
  })

  it('takes a record whose parent is not here yet, which waits for it', async () => {
    const answer = await put('invoice', 'i1', invoiceBody('10.00', ['10.00']))
    expect(answer.body).toMatchObject({ result: 'stored', record: { status: 'pending' } })
    expect((await get('/records/invoice/i1')).body).toMatchObject({
      links: [{ type: 'customer', id: 'c1', status: null }],
    })
  })

  it('asks for a void with DELETE, once', async () => {
    await put('customer', 'c1', customerBody(3))
    const path = `${things.path}/records/customer/c1`
    expect((await server.call('DELETE', path, { key })).body).toMatchObject({
      result: 'stored',
      record: { version: 4 },
    })
    expect((await server.call('DELETE', path, { key })).body).toMatchObject({
      result: 'unchanged',
      record: { version: 4 },
    })
    expect((await get('/records/customer/c1')).body).toMatchObject({ app: { state: 'void' } })
  })
})

describe('bad input names the field and the cure', () => {
  const cases: readonly (readonly [string, string, unknown, number, string, string])[] = [
    [
      'a wrong type',
      'invoice',
      { ...invoiceBody('1', ['1']), data: { ...invoiceBody('1', ['1']).data, total: 1 } },
      422,
      'wrong_type',
      'data.total',
    ],
    [
      'an unknown field',
      'customer',
      { ...customerBody(), data: { ...customerBody().data, colour: 'red' } },
      422,
      'unknown_field',
      'data.colour',
    ],
    [
      'an unknown field of the envelope',
      'customer',
      { ...customerBody(), extra: 1 },
      422,
      'unknown_field',
      'extra',
    ],
    [
      'a missing field',
      'customer',
      { version: 1, state: 'approved', data: { number: 'C-1' } },
      422,
      'missing_field',
      'data.name',
    ],
    [
      'a missing version',
      'customer',
      { state: 'approved', data: { number: 'C-1', name: 'x' } },
      422,
      'missing_field',
      'version',
    ],
    [
      'three decimals in USD',
      'invoice',
      invoiceBody('10.005', ['10.005']),
      422,
      'too_many_decimals',
      'data.total',
    ],
    [
      'three decimals in a line',
      'invoice',
      invoiceBody('10.00', ['10.005']),
      422,
      'too_many_decimals',
      'data.lines[0].amount',
    ],
    [
      'decimals in JPY',
      'invoice',
      invoiceBody('10.50', ['10.50'], { currency: 'JPY' }),
      422,
      'too_many_decimals',
      'data.total',
    ],
    [
      'lines that do not come to the total',
      'invoice',
      invoiceBody('10.00', ['5.00', '4.99']),
      422,
      'does_not_add_up',
      'data.total',
    ],
    [
      'a number with an exponent',
      'invoice',
      invoiceBody('1e3', ['1e3']),
      422,
      'wrong_value',
      'data.lines[0].amount',
    ],
    [
      'a day that does not exist',
      'invoice',
      invoiceBody('1', ['1'], { date: '2026-02-30' }),
      422,
      'wrong_value',
      'data.date',
    ],
    [
      'an American date',
      'invoice',
      invoiceBody('1', ['1'], { date: '03/28/2026' }),
      422,
      'wrong_value',
      'data.date',
    ],
    ['a state of its own', 'customer', { ...customerBody(), state: 'sent' }, 422, 'wrong_value', 'state'],
    ['a fractional version', 'customer', { ...customerBody(), version: 1.5 }, 422, 'wrong_type', 'version'],
    ['a record type that there is not', 'sandwich', customerBody(), 404, 'unknown_record_type', 'type'],
  ]
  it.each(cases)('%s', async (_what, type, body, status, code, field) => {
    const answer = await put(type, 'x1', body)
    expect([answer.status, answer.body.code, answer.body.field]).toEqual([status, code, field])
    expect(answer.headers.get('content-type')).toContain('application/problem+json')
    expect(String(answer.body.cure).length).toBeGreaterThan(5)
    expect(answer.body.ref).toMatch(/^[0-9a-f-]{36}$/)
  })

  it('says by how much lines and total differ', async () => {
    const answer = await put('invoice', 'i1', invoiceBody('10.00', ['5.00', '4.99']))
    expect(answer.body.detail).toBe('Lines come to USD 9.99, USD 0.01 less than the total USD 10.00.')
  })

  it('lets through a difference within the rounding tolerance of the settings', async () => {
    things = await makeConnection(server, tenant, { roundingTolerance: 1 })
    expect((await put('invoice', 'i1', invoiceBody('10.00', ['5.00', '4.99']))).status).toBe(200)
    expect((await put('invoice', 'i2', invoiceBody('10.00', ['5.00', '4.98']))).body.code).toBe(
      'does_not_add_up',
    )
  })

  it('refuses a payment that pays more than its amount', async () => {
    const data = {
      customer: 'c1',
      date: '2026-03-28',
      amount: '10.00',
      applications: [{ invoice: 'i1', amount: '10.01' }],
    }
    const answer = await put('payment', 'p1', { version: 1, state: 'approved', data })
    expect(answer.body).toMatchObject({ code: 'over_applied', field: 'data.applications' })
  })

  it('refuses a credit note that is applied beyond its total, to nothing, or to two things at once', async () => {
    const answers = await Promise.all(
      [
        [{ invoice: 'i1', amount: '10.01' }],
        [{ amount: '1.00' }],
        [{ invoice: 'i1', debitMemo: 'n2', amount: '1.00' }],
      ].map((applications, at) => put('credit_note', `n${at}`, creditBody({ applications }))),
    )
    expect(answers.map(({ status, body }) => [status, body.code, body.field])).toEqual([
      [422, 'over_applied', 'data.applications'],
      [422, 'wrong_value', 'data.applications[0].invoice'],
      [422, 'wrong_value', 'data.applications[0].invoice'],
    ])
    expect(answers[0]?.body.detail).toBe('The applications come to USD 10.01, the credit note is USD 10.00.')
  })

  it('refuses a credit note of less than nothing: a debit memo says so by its kind', async () => {
    const below = creditBody({ total: '-10.00', lines: [{ amount: '-10.00' }] })
    expect((await put('credit_note', 'n1', below)).body).toMatchObject({
      code: 'wrong_value',
      field: 'data.total',
    })
    const debit = await put('credit_note', 'n1', creditBody({ kind: 'debit' }))
    expect(debit.body).toMatchObject({ record: { typeLabel: 'Credit note', amount: '-10.00' } })
  })

  it('names every wrong field, not only the first', async () => {
    const answer = await put('customer', 'c1', { version: 1, state: 'approved', data: { colour: 'red' } })
    const paths = (answer.body.errors as unknown as { path: string }[]).map(({ path }) => path)
    expect(paths.sort()).toEqual(['data.colour', 'data.name', 'data.number'])
  })

  it('a body that is no JSON', async () => {
    expect((await put('customer', 'c1', '{"version": 1,')).body).toMatchObject({
      status: 400,
      code: 'bad_json',
    })
  })

  it('an empty body', async () => {
    const answer = await put('customer', 'c1', '')
    expect(answer.body).toMatchObject({ status: 400, code: 'bad_json' })
  })

  it('a body larger than 1 MB', async () => {
    const answer = await put('customer', 'c1', customerBody(1, 'x'.repeat(1_100_000)))
    expect(answer.body).toMatchObject({ status: 413, code: 'too_large' })
  })

  it('another content type', async () => {
    const answer = await put('customer', 'c1', 'a,b', { 'content-type': 'text/csv' })
    expect(answer.body).toMatchObject({ status: 415, code: 'media_type' })
  })

  it('a method that the address does not take', async () => {
    const answer = await server.call('PATCH', `${things.path}/records/customer/c1`, { key, body: {} })
    expect(answer.body).toMatchObject({ status: 405, code: 'method_not_allowed' })
    expect(answer.headers.get('allow')).toContain('PUT')
  })

  it('an address that there is not', async () => {
    expect((await get('/recrods')).body).toMatchObject({ status: 404, code: 'no_such_address' })
  })

  it('a query that is not understood', async () => {
    const answer = await get('/records?status=fine&limit=0&colour=red')
    expect(answer.status).toBe(422)
    const paths = (answer.body.errors as unknown as { path: string }[]).map(({ path }) => path)
    expect(paths.sort()).toEqual(['colour', 'limit', 'status[0]'])
  })

  it('a cursor that is not one of ours', async () => {
    expect((await get('/records?cursor=abc')).body).toMatchObject({
      status: 422,
      code: 'bad_cursor',
      field: 'cursor',
    })
  })

  it('ids that are no ids are ids of nothing', async () => {
    const answer = await server.call('GET', '/api/v1/connections/not-an-id', { key })
    expect(answer.body).toMatchObject({ status: 404, code: 'not_found' })
  })
})

describe('[4.3] the grid', () => {
  beforeEach(async () => {
    await put('customer', 'c1', customerBody())
    for (const [id, total, date] of [
      ['i1', '10.00', '2026-01-05'],
      ['i2', '250.00', '2026-02-05'],
      ['i3', '99.99', '2026-03-05'],
    ] as const) {
      await put('invoice', id, invoiceBody(total, [total], { number: `INV-${id}`, date }))
    }
  })
  const idsOf = (answer: { body: Record<string, unknown> }) =>
    (answer.body.items as { id: string }[]).map(({ id }) => id)

  it.each([
    ['?data=master', ['c1']],
    ['?type=invoice&sort=date', ['i3', 'i2', 'i1']],
    ['?type=invoice&sort=amount', ['i2', 'i3', 'i1']],
    ['?sort=key', ['c1', 'i1', 'i2', 'i3']],
    ['?sort=key&direction=desc', ['i3', 'i2', 'i1', 'c1']],
    ['?type=invoice&sort=amount&direction=asc', ['i1', 'i3', 'i2']],
    ['?key=INV-i2', ['i2']],
    ['?key=i3', ['i3']],
    ['?data=finance&customer=Lakeside&sort=key', ['i1', 'i2', 'i3']],
    ['?from=2026-02-01&to=2026-02-28', ['i2']],
    ['?min=99.99&max=100&currency=USD', ['i3']],
    ['?q=Lakeside&type=customer', ['c1']],
    ['?version=2', []],
    ['?status=success', []],
    ['?needs=someone', []],
  ])('%s', async (query, expected) => {
    expect(idsOf(await get(`/records${query}`))).toEqual(expected)
  })

  it.each(['changed', 'key', 'date', 'amount', 'date&direction=asc', 'key&direction=desc'])(
    'walks by %s through pages without losing or repeating a row',
    async (sort) => {
      const seen: string[] = []
      let cursor = ''
      do {
        const answer = await get(`/records?limit=1&sort=${sort}${cursor === '' ? '' : `&cursor=${cursor}`}`)
        seen.push(...idsOf(answer))
        const { next } = answer.body as { next?: unknown }
        cursor = typeof next === 'string' ? next : ''
      } while (cursor !== '')
      expect([...seen].sort()).toEqual(['c1', 'i1', 'i2', 'i3'])
    },
  )

  it('[4.8] counts by status, of the data kind that is shown', async () => {
    expect((await get('/records?data=finance&limit=1')).body).toMatchObject({
      counts: { pending: 3, total: 3 },
    })
  })
})

describe('actions on records', () => {
  const act = (action: string, ids: unknown) =>
    server.call('POST', `${things.path}/records/actions`, { key, body: { action, ids } })

  it('[4.17] [4.25] refuses what is on its way already, and says so', async () => {
    await put('customer', 'c1', customerBody())
    expect((await act('force_synchronize', [{ type: 'customer', id: 'c1' }])).body).toEqual({
      accepted: 0,
      refused: [{ type: 'customer', id: 'c1', reason: 'C-204 is already on its way.' }],
    })
  })

  it('lists what is not there', async () => {
    const answer = await act('skip', [{ type: 'customer', id: 'nobody' }])
    expect(answer.body).toMatchObject({ accepted: 0, refused: [{ id: 'nobody' }] })
  })

  it('takes no action of its own making', async () => {
    expect((await act('delete', [])).body).toMatchObject({ code: 'wrong_value', field: 'action' })
  })
})

describe('an imported record', () => {
  it('cannot be claimed when it is the app’s own', async () => {
    await put('customer', 'c1', customerBody())
    const answer = await server.call('PUT', `${things.path}/records/customer/c1/app-id`, {
      key,
      body: { id: 'mine' },
    })
    expect(answer.body).toMatchObject({ status: 409, code: 'not_imported' })
  })

  it('is 404 when it is not there', async () => {
    const answer = await server.call('PUT', `${things.path}/records/customer/zz/app-id`, {
      key,
      body: { id: 'mine' },
    })
    expect(answer.body).toMatchObject({ status: 404, code: 'not_found' })
  })
})

describe('the change feed', () => {
  it('answers from where it was asked, and says where to go on', async () => {
    expect((await get('/changes?after=7')).body).toEqual({ items: [], next: 7 })
  })
})
