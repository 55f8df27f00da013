import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { bringIn } from './support/bring-in.ts'
import { Desk, invoiceOf, paymentOf } from './support/desk.ts'
import { openHouse } from './support/house.ts'
import type { House } from './support/house.ts'

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 })

const company = 'EMPTY'

const receivables = `Invoice No,Customer ID,Date,Due Date,Amount,Settled Date
INV-1,C-1,2026-03-02,2026-04-01,120.00,
`

interface Connection {
  readonly state: string
  readonly sentence: string
  readonly fault: { readonly cause: string; readonly sentence: string; readonly cure: string } | null
}

let house: House
let desk: Desk

const connection = async (): Promise<Connection> =>
  house.get<Connection>(`/connections/${await house.connection()}`)
const credentials = async (password: string): Promise<number> => {
  const given = {
    companyId: company,
    userId: 'tieout',
    password,
    senderId: 'tieout',
    senderPassword: 'tieout-sender',
    endpoint: house.endpoint,
    entity: null,
  }
  return (await house.call('PUT', `/connections/${await house.connection()}/credentials`, given)).status
}

/** The Web Services user as Intacct's administrator sets it up. */
const userWith = (password: string) =>
  house.intacct.settings(company, { users: [{ userId: 'tieout', password }] })

beforeAll(async () => {
  house = await openHouse()
  await bringIn(house, receivables)
  await house.quiet(90_000)
  desk = await Desk.at(house, 90_000)
})
afterAll(() => house.close())

test('[11.2] [11.8] the missing payment batch key is told with its click path, and the payment goes out once that is set', async () => {
  await house.intacct.settings(company, { paymentSummaries: 'UserSpecified' })
  await desk.put('payment', 'P-1', paymentOf('INV-1', '20.00', { reference: 'CHK 7' }))
  await desk.rest()
  const { record, problem } = await desk.detail('payment', 'P-1')
  expect(record).toMatchObject({ status: 'error', number: 'CHK 7' })
  expect(problem?.title).toBe('Intacct needs a summary for payments.')
  expect(problem?.cure).toContain(
    'Accounts Receivable > Setup > Configuration > Summary frequency > Payments to Daily or Monthly',
  )
  await desk.act('force_synchronize', 'payment', 'P-1')
  await desk.rest()
  expect((await desk.detail('payment', 'P-1')).record.status).toBe('error')
  await house.intacct.settings(company, { paymentSummaries: 'Daily' })
  await desk.act('force_synchronize', 'payment', 'P-1')
  await desk.rest()
  expect((await desk.detail('payment', 'P-1')).record.status).toBe('success')
  expect(await house.intacct.rows(company, 'ARPYMT', {})).toHaveLength(1)
})

test('[11.9] a standard field that was removed is told with both causes it may have, and reading goes on once it is back', async () => {
  await house.intacct.settings(company, { removedFields: [{ object: 'ARINVOICE', name: 'DOCNUMBER' }] })
  await house.run('sync', '--company', 'Northwind', '--json')
  const { fault, sentence } = await connection()
  expect(['field_unknown', 'read_refused']).toContain(fault?.cause)
  expect(fault?.cure).toContain('removed or changed a standard field')
  expect(fault?.cure).toContain('a custom field is mapped that Intacct does not have')
  expect(sentence).toContain('invoices')
  await house.intacct.settings(company, { removedFields: [] })
  await desk.sync()
  expect((await connection()).fault).toBeNull()
})

test('[11.6] a wrong password is told in plain words, nothing is lost, and work goes on with the right one', async () => {
  await userWith('changed-there')
  // A session of before would go on; a server that starts has none.
  await house.kill()
  await house.start()
  await desk.put('invoice', 'I-401', invoiceOf('I-401', '15.00'))
  await vi.waitFor(async () => expect((await connection()).fault?.cause).toBe('sign_in_refused'), {
    timeout: 90_000,
    interval: 500,
  })
  const { state, fault } = await connection()
  expect(state).toBe('paused')
  expect(fault?.sentence).toBe('Intacct did not accept the sign-in.')
  expect(fault?.cure).toContain('company ID, user ID, entity or password is wrong')
  expect(await credentials('still-wrong')).toBe(422)
  expect(await credentials('changed-there')).toBe(200)
  await house.call('POST', `/connections/${await house.connection()}/resume`)
  await desk.rest()
  expect((await desk.detail('invoice', 'I-401')).record.status).toBe('success')
  expect(await house.intacct.rows(company, 'ARINVOICE', { RECORDID: 'I-401' })).toHaveLength(1)
})
