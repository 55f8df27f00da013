import { expect, test } from 'vitest'
import { request } from '../ask.ts'
import { post, serve, sim } from './served.ts'

const customer = { CUSTOMERID: 'C-9', NAME: 'By hand', DISPLAYCONTACT: { PRINTAS: 'By hand' } }

test('a person enters, edits and deletes a record by hand, and the audit history keeps who did it', async () => {
  const { url } = await serve()
  const objects = '/companies/DEMO/objects/CUSTOMER'
  const entered = await sim(url, 'POST', objects, customer)
  expect(entered).toMatchObject({ status: 200, json: { CUSTOMERID: 'C-9', CREATEDBYLOGINID: 'ui' } })
  const no = String(entered.json.RECORDNO)
  expect(await sim(url, 'PATCH', `${objects}/${no}?user=controller`, { NAME: 'Edited' })).toMatchObject({
    status: 200,
    json: { NAME: 'Edited', MODIFIEDBYLOGINID: 'controller' },
  })
  expect((await sim(url, 'GET', `${objects}?CUSTOMERID=C-9`)).json).toMatchObject({
    rows: [{ NAME: 'Edited' }],
    next: null,
  })
  expect(await sim(url, 'DELETE', `${objects}/${no}`)).toEqual({ status: 200, json: { deleted: no } })
  expect(await sim(url, 'GET', `${objects}/${no}`)).toMatchObject({
    status: 404,
    json: { error: { code: 'no_record' } },
  })
  const audit = await sim(
    url,
    'GET',
    `/companies/DEMO/objects/AUDITHISTORY?OBJECTTYPE=customer&OBJECTKEY=${no}`,
  )
  expect(audit.json.rows).toMatchObject([
    { ACCESSMODE: 'C', USERID: 'ui', SOURCE: 'ui' },
    { ACCESSMODE: 'M', USERID: 'controller' },
    { ACCESSMODE: 'D', USERID: 'ui' },
  ])
})

test('raw=1 goes past the business rules', async () => {
  const { url } = await serve()
  const objects = '/companies/DEMO/objects/CUSTOMER'
  const refused = await sim(url, 'POST', objects, { CUSTOMERID: 'C-1' })
  expect(refused).toMatchObject({ status: 422, json: { error: { code: 'refused' } } })
  const put = await sim(url, 'POST', `${objects}?raw=1`, {
    CUSTOMERID: 'C-1',
    WHENMODIFIED: '2020-01-01T00:00:00Z',
  })
  expect(put.status).toBe(200)
  const path = `${objects}/${String(put.json.RECORDNO)}?raw=1`
  expect((await sim(url, 'PATCH', path, { NAME: 'X' })).json).toMatchObject({
    NAME: 'X',
    WHENMODIFIED: '2020-01-01T00:00:00Z',
  })
  expect((await sim(url, 'DELETE', path)).status).toBe(200)
  expect((await sim(url, 'DELETE', path)).status).toBe(404)
})

test('rows come in pages by RECORDNO', async () => {
  const { url } = await serve()
  for (const id of ['A', 'B', 'C'])
    await sim(url, 'POST', '/companies/DEMO/objects/CUSTOMER?raw=1', { CUSTOMERID: id })
  const first = await sim(url, 'GET', '/companies/DEMO/objects/CUSTOMER?limit=2')
  expect(first.json).toMatchObject({ rows: [{ CUSTOMERID: 'A' }, { CUSTOMERID: 'B' }] })
  const second = await sim(
    url,
    'GET',
    `/companies/DEMO/objects/CUSTOMER?limit=2&after=${String(first.json.next)}`,
  )
  expect(second.json).toMatchObject({ rows: [{ CUSTOMERID: 'C' }], next: null })
})

test.each([
  [
    'GET',
    '/companies/NONE/objects/CUSTOMER',
    undefined,
    404,
    'There is no company NONE. There are: DEMO, MEGA, EMPTY.',
  ],
  ['GET', '/companies/DEMO/objects/NONE', undefined, 404, 'There is no object NONE.'],
  ['GET', '/companies/DEMO/objects/CUSTOMER?limit=x', undefined, 400, 'limit: a whole number from 1.'],
  ['POST', '/companies/DEMO/actions/fly', {}, 404, 'There is no action fly.'],
  ['POST', '/companies/DEMO/objects/CUSTOMER', '{oops', 400, 'The body is not JSON.'],
  [
    'POST',
    '/companies/DEMO/objects/CUSTOMER',
    { CREDITLIMIT: 1.1 },
    400,
    'CREDITLIMIT: write it as a string',
  ],
  ['PUT', '/companies/DEMO/settings', { colour: 'red' }, 400, 'There is no setting colour.'],
  [
    'PUT',
    '/companies/DEMO/settings',
    { paymentBumpsInvoice: 'yes' },
    400,
    'paymentBumpsInvoice: a boolean is expected, not a string.',
  ],
  [
    'PUT',
    '/companies/DEMO/settings',
    { times: 'mars' },
    400,
    'times: must be equal to one of the allowed values (["utc","user"])',
  ],
  ['PUT', '/weather', { faults: { replyLost: 2 } }, 400, 'faults.replyLost: must be <= 1'],
  ['PUT', '/weather', { rain: 1 }, 400, 'body: must NOT have additional properties ("rain")'],
  ['POST', '/reset', { seed: 'NONE' }, 404, 'There is no seed NONE.'],
  ['GET', '/nothing', undefined, 404, 'There is no GET /_sim/nothing. See /_sim/openapi.json.'],
])('%s %s with %j is refused with %i and says why', async (method, path, body, status, message) => {
  const { url } = await serve()
  const got = await sim(url, method, path, body)
  expect(got.status).toBe(status)
  expect((got.json.error as { message: string }).message).toContain(message)
})

test('settings of the books and of the gateway are read and changed in one document, without passwords', async () => {
  const { url, simulator } = await serve()
  const path = '/companies/DEMO/settings'
  const before = await sim(url, 'GET', path)
  expect(before.json).toMatchObject({ times: 'utc', paymentSummaries: 'Daily', baseCurrency: 'USD' })
  expect(JSON.stringify(before.json)).not.toContain('demo-password')
  const changed = await sim(url, 'PUT', path, {
    times: 'user',
    paymentSummaries: 'UserSpecified',
    controlIds: { remembersFailed: true },
    users: [{ userId: 'tieout', gmtOffset: '+09:30', dateFormat: '.dmY' }],
  })
  expect(changed.json).toMatchObject({
    times: 'user',
    paymentSummaries: 'UserSpecified',
    controlIds: { remembersFailed: true, scope: 'company' },
  })
  const users = simulator.companies.get('DEMO')?.settings.users
  expect(users?.find((user) => user.userId === 'tieout')).toMatchObject({
    gmtOffset: '+09:30',
    password: 'demo-password',
  })
  expect(users?.length).toBeGreaterThan(1)
})

test('reset plants the seed again, sets the time and starts counting anew', async () => {
  const { url, simulator } = await serve()
  await post(url, request(['<getAPISession/>']))
  await sim(url, 'POST', '/companies/DEMO/objects/CUSTOMER', customer)
  expect((await sim(url, 'GET', '/stats')).json).toMatchObject({
    requests: 1,
    functions: { getAPISession: 1 },
  })
  expect((await sim(url, 'POST', '/reset', { company: 'DEMO', now: '2027-03-01T00:00:00Z' })).json).toEqual({
    companies: ['DEMO'],
    now: '2027-03-01T00:00:00.000Z',
  })
  expect((await sim(url, 'GET', '/companies/DEMO/objects/CUSTOMER')).json.rows).toEqual([])
  expect((await sim(url, 'GET', '/stats')).json).toMatchObject({ requests: 0, units: 0, functions: {} })
  expect(simulator.now()).toBe(Date.UTC(2027, 2, 1))
})

test('the control API publishes its schemas, and every operation is in them', async () => {
  const { url } = await serve()
  const { json } = await sim(url, 'GET', '/openapi.json')
  const paths = json.paths as Record<string, unknown>
  expect(Object.keys(paths)).toEqual(
    expect.arrayContaining([
      '/_sim/stats',
      '/_sim/weather',
      '/_sim/reset',
      '/_sim/companies/{company}/objects/{object}',
      '/_sim/companies/{company}/objects/{object}/{recordNo}',
      '/_sim/companies/{company}/actions/{action}',
      '/_sim/companies/{company}/settings',
    ]),
  )
})
