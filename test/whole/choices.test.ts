import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { bringIn } from './support/bring-in.ts'
import { Desk, invoiceOf, paymentOf, typedInvoice } from './support/desk.ts'
import { openHouse } from './support/house.ts'
import type { House } from './support/house.ts'

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 })

const company = 'EMPTY'

/** One customer with two invoices that both sides have. */
const receivables = `Invoice No,Customer ID,Date,Due Date,Amount,Settled Date
INV-1,C-1,2026-03-02,2026-04-01,120.00,
INV-2,C-1,2026-03-03,2026-04-02,75.50,
`

let house: House
let desk: Desk

const numbered = (number: string) => house.intacct.rows(company, 'ARINVOICE', { RECORDID: number })
const keyOf = async (number: string): Promise<string> => (await numbered(number))[0]?.['RECORDNO'] ?? ''
const createsSoFar = async (): Promise<number> => {
  const { functions } = await house.intacct.stats()
  return (
    (functions['create'] ?? 0) + (functions['create_invoice'] ?? 0) + (functions['create_arpayment'] ?? 0)
  )
}

beforeAll(async () => {
  house = await openHouse()
  await bringIn(house, receivables)
  await house.quiet(90_000)
  desk = await Desk.at(house, 90_000)
  await house.intacct.settings(company, { deletePosted: true })
  for (const number of ['DUP-1', 'DUP-2', 'DUP-3', 'DUP-4'])
    await house.intacct.enter(company, 'ARINVOICE', typedInvoice(number, '50.00'))
  await house.intacct.enter(company, 'ARINVOICE', typedInvoice('TWIN-1', '33.00'))
  await desk.sync()
})
afterAll(() => house.close())

test('T14 [11.7] a number that Intacct has with another total is a collision with choices, and nothing is adopted', async () => {
  for (const number of ['DUP-1', 'DUP-2', 'DUP-3', 'DUP-4'])
    await desk.put('invoice', `app-${number}`, invoiceOf(number, '80.00'))
  await desk.rest()
  const { record, choices, problem } = await desk.detail('invoice', 'app-DUP-1')
  expect(record).toMatchObject({ status: 'error', reason: 'collision' })
  expect(record.message).toContain('DUP-1')
  expect(problem?.cause).toBe('collision')
  expect(choices.map(({ choice }) => choice)).toEqual(['link', 'renumber_there', 'renumber', 'skip'])
  expect(choices.find(({ choice }) => choice === 'renumber_there')?.proposal).toBe('T-DUP-1')
  expect(await numbered('DUP-1')).toHaveLength(1)
})

test('T14 [11.7] with a prefix only Intacct gets the longer number, and both are kept', async () => {
  expect(await desk.choose('invoice', 'app-DUP-1', { choice: 'renumber_there', number: 'T-DUP-1' })).toBe(200)
  await desk.rest()
  const { record, remote, timeline } = await desk.detail('invoice', 'app-DUP-1')
  expect(record).toMatchObject({ status: 'success', number: 'DUP-1' })
  expect(remote?.number).toBe('T-DUP-1')
  expect(await numbered('T-DUP-1')).toMatchObject([{ TOTALENTERED: '80' }])
  expect(await desk.changesOf('invoice', 'app-DUP-1')).toEqual([])
  expect(timeline.map(({ text }) => text).join('\n')).toMatch(/chose: Post it with a prefix, T-DUP-1/)
  // An edit goes on without the number: Intacct keeps its own.
  await desk.put('invoice', 'app-DUP-1', invoiceOf('DUP-1', '80.00', { description: 'Second floor' }), 2)
  await desk.rest()
  expect(await numbered('T-DUP-1')).toMatchObject([
    { DESCRIPTION: expect.stringMatching(/^Second floor/) as string },
  ])
})

test('T14 another number on both sides is told to the app and posted under it', async () => {
  expect(await desk.choose('invoice', 'app-DUP-2', { choice: 'renumber', number: 'DUP-2' })).toBe(409)
  expect(await desk.choose('invoice', 'app-DUP-2', { choice: 'renumber', number: 'DUP-2A' })).toBe(200)
  await desk.rest()
  expect((await desk.detail('invoice', 'app-DUP-2')).record.status).toBe('success')
  expect(await numbered('DUP-2A')).toHaveLength(1)
  expect(await desk.changesOf('invoice', 'app-DUP-2')).toMatchObject([
    { op: 'update', cause: 'renumbered_by_person', data: { number: 'DUP-2A' } },
  ])
})

test('T14 tied to the one that is there, nothing is posted and the app is told Intacct’s amounts', async () => {
  const before = await createsSoFar()
  const { choices } = await desk.detail('invoice', 'app-DUP-3')
  const record = choices.find(({ choice }) => choice === 'link')?.records[0]
  expect(record?.label).toContain('50.00')
  expect(await desk.choose('invoice', 'app-DUP-3', { choice: 'link', record: '1' })).toBe(409)
  expect(await desk.choose('invoice', 'app-DUP-3', { choice: 'link', record: record?.key })).toBe(200)
  await desk.rest()
  expect(await desk.detail('invoice', 'app-DUP-3')).toMatchObject({
    record: { status: 'success' },
    remote: { key: await keyOf('DUP-3') },
  })
  expect(await createsSoFar()).toBe(before)
  const changes = await desk.changesOf('invoice', 'app-DUP-3')
  expect(changes.at(-1)).toMatchObject({ op: 'update', data: { total: '50.00' } })
})

test('[11.11] skipped from now on it stays unsent whatever the app sends, until someone undoes it', async () => {
  expect(await desk.choose('invoice', 'app-DUP-4', { choice: 'skip' })).toBe(200)
  await desk.put('invoice', 'app-DUP-4', invoiceOf('DUP-4', '81.00'), 2)
  await desk.rest()
  expect((await desk.detail('invoice', 'app-DUP-4')).record).toMatchObject({
    status: 'not_integrated',
    reason: 'skipped_by_person',
  })
  await desk.act('unskip', 'invoice', 'app-DUP-4')
  await desk.rest()
  expect((await desk.detail('invoice', 'app-DUP-4')).record.reason).toBe('collision')
})

test('[11.7] the retry works once the other document has left the number', async () => {
  await house.intacct.edit(company, 'ARINVOICE', await keyOf('DUP-4'), { RECORDID: 'DUP-4-OLD' })
  await desk.sync()
  await desk.act('force_synchronize', 'invoice', 'app-DUP-4')
  await desk.rest()
  expect((await desk.detail('invoice', 'app-DUP-4')).record.status).toBe('success')
  expect(await numbered('DUP-4')).toMatchObject([{ TOTALENTERED: '81' }])
})

test('T15 the same number and fingerprint without our mark is a twin that a person decides', async () => {
  await desk.put('invoice', 'app-TWIN-1', invoiceOf('TWIN-1', '33.00'))
  await desk.rest()
  const { record, choices } = await desk.detail('invoice', 'app-TWIN-1')
  expect(record).toMatchObject({ status: 'not_integrated', reason: 'twin' })
  expect(choices.map(({ choice }) => choice)).toEqual(['link', 'not_a_twin', 'skip'])
  const [there] = choices[0]?.records ?? []
  expect(await desk.choose('invoice', 'app-TWIN-1', { choice: 'link', record: there?.key })).toBe(200)
  await desk.rest()
  expect((await desk.detail('invoice', 'app-TWIN-1')).record.status).toBe('success')
  expect(await numbered('TWIN-1')).toHaveLength(1)
})

test('T15 a payment that was typed into Intacct a day before is held, and is one with it by choice', async () => {
  await house.intacct.act(company, 'pay', {
    invoice: await keyOf('INV-1'),
    amount: '40.00',
    date: '2026-03-15',
  })
  await desk.sync()
  await desk.put('payment', 'P-1', paymentOf('INV-1', '40.00'))
  await desk.rest()
  const { record, choices } = await desk.detail('payment', 'P-1')
  expect(record.reason).toBe('twin')
  const [there] = choices[0]?.records ?? []
  expect(await desk.choose('payment', 'P-1', { choice: 'link', record: there?.key })).toBe(200)
  await desk.rest()
  expect((await desk.detail('payment', 'P-1')).record.status).toBe('success')
  expect(await house.intacct.rows(company, 'ARPYMT', {})).toHaveLength(1)
})

test('T15 it is posted beside the other one if a person says that it is another payment, or if twins are not looked for', async () => {
  const payments = async () => (await house.intacct.rows(company, 'ARPYMT', {})).length
  await house.intacct.act(company, 'pay', {
    invoice: await keyOf('INV-2'),
    amount: '10.00',
    date: '2026-03-15',
  })
  await desk.sync()
  await desk.put('payment', 'P-2', paymentOf('INV-2', '10.00'))
  await desk.rest()
  expect((await desk.detail('payment', 'P-2')).record.reason).toBe('twin')
  expect(await desk.choose('payment', 'P-2', { choice: 'not_a_twin' })).toBe(200)
  await desk.rest()
  expect((await desk.detail('payment', 'P-2')).record.status).toBe('success')
  expect(await payments()).toBe(3)
  await desk.set({ findTwins: false })
  await house.intacct.act(company, 'pay', {
    invoice: await keyOf('INV-2'),
    amount: '7.00',
    date: '2026-03-15',
  })
  await desk.sync()
  await desk.put('payment', 'P-3', paymentOf('INV-2', '7.00'))
  await desk.rest()
  expect((await desk.detail('payment', 'P-3')).record.status).toBe('success')
  expect(await payments()).toBe(5)
})

test('T13 [10.15] [11.10] an invoice deleted in Intacct is a card with choices, and its payment is parked whole', async () => {
  for (const number of ['GONE-1', 'GONE-2', 'GONE-3'])
    await desk.put('invoice', number, invoiceOf(number, '60.00'))
  await desk.rest()
  for (const number of ['GONE-1', 'GONE-2', 'GONE-3'])
    await house.intacct.erase(company, 'ARINVOICE', await keyOf(number))
  await desk.sync()
  await desk.put('payment', 'P-GONE', paymentOf('GONE-1', '60.00'))
  await desk.until('payment', 'P-GONE', 'parent_missing')
  const { record, choices, problem } = await desk.detail('invoice', 'GONE-1')
  expect(record).toMatchObject({ status: 'desynchronized', reason: 'gone_there' })
  expect(problem?.title).toBe('Deleted in Intacct')
  expect(choices.map(({ choice }) => choice)).toEqual(['recreate', 'unlink', 'void_here', 'skip'])
  const parked = await desk.detail('payment', 'P-GONE')
  expect(parked.record).toMatchObject({ status: 'pending', reason: 'parent_missing' })
  expect(parked.record.message).toContain('was deleted in Intacct')
})

test('T13 [11.10] created again it is a new record, and the payment that waited is applied to it in full', async () => {
  expect(await desk.choose('invoice', 'GONE-1', { choice: 'recreate' })).toBe(200)
  await desk.rest()
  expect((await desk.detail('invoice', 'GONE-1')).record.status).toBe('success')
  expect((await desk.detail('payment', 'P-GONE')).record.status).toBe('success')
  expect(await numbered('GONE-1')).toMatchObject([{ TOTALDUE: '0', STATE: 'Paid' }])
})

test('the command line names the choices of a record and takes one', async () => {
  const named = await house.run('choose', 'invoice', 'GONE-2', '--company', 'Northwind')
  expect(named.code).toBe(0)
  expect(named.out).toMatch(/deleted in Intacct[^]*unlink: Unlink it\n {2}Lets go of the record/)
  const refused = await house.run('choose', 'invoice', 'GONE-2', 'post_on', '--company', 'Northwind')
  expect(refused.code).toBe(3)
})

test('T13 [11.10] unlinked, nothing is sent until someone creates it again', async () => {
  const taken = await house.run('choose', 'invoice', 'GONE-2', 'unlink', '--company', 'Northwind')
  expect(taken.code).toBe(0)
  await desk.put('invoice', 'GONE-2', invoiceOf('GONE-2', '61.00'), 2)
  await desk.rest()
  expect((await desk.detail('invoice', 'GONE-2')).record).toMatchObject({
    status: 'desynchronized',
    reason: 'unlinked_by_person',
  })
  expect(await numbered('GONE-2')).toHaveLength(0)
  expect(await desk.choose('invoice', 'GONE-2', { choice: 'recreate' })).toBe(200)
  await desk.rest()
  expect(await numbered('GONE-2')).toMatchObject([{ TOTALENTERED: '61' }])
  expect((await desk.detail('invoice', 'GONE-2')).record.status).toBe('success')
})

test('T13 [11.10] voided here, too, the app is told once, and the choice can be taken back', async () => {
  expect(await desk.choose('invoice', 'GONE-3', { choice: 'void_here' })).toBe(200)
  await desk.rest()
  expect((await desk.detail('invoice', 'GONE-3')).record).toMatchObject({
    status: 'success',
    reason: 'voided',
  })
  const told = await desk.changesOf('invoice', 'GONE-3')
  expect(told.map(({ op, cause }) => `${op} ${cause}`)).toEqual([
    'delete deleted_in_intacct',
    'void voided_by_person',
  ])
  expect(await desk.choose('invoice', 'GONE-3', { choice: 'take_back' })).toBe(200)
  await desk.rest()
  expect((await desk.detail('invoice', 'GONE-3')).record.reason).toBe('gone_there')
})

test('T16 the number that Intacct gives instead is kept beside the app’s, and the timeline names both', async () => {
  const sequence = { on: true, prefix: 'INV', next: 900, digits: 6, given: 'replaced' }
  await house.intacct.settings(company, { numbering: { ARINVOICE: sequence } })
  await desk.put('invoice', 'AUTO-1', invoiceOf('AUTO-1', '12.00'))
  await desk.rest()
  const { record, remote, timeline } = await desk.detail('invoice', 'AUTO-1')
  expect(record.status).toBe('success')
  expect(remote?.number).toBe('INV000900')
  expect(timeline.map(({ text }) => text)).toContain('Read back: Intacct changed number AUTO-1 → INV000900')
  await house.intacct.edit(company, 'ARINVOICE', await keyOf('INV000900'), { WHENDUE: '2026-04-28' })
  await desk.sync()
  const told = (await desk.detail('invoice', 'AUTO-1')).timeline.map(({ text }) => text).join('\n')
  expect(told).toContain('Intacct: due date 9 Apr 2026 → 28 Apr 2026')
})

test('T4 a payment that is read before its invoice waits for it, fetches it and is told in full', async () => {
  await desk.set({ syncFrom: '2026-03-01' })
  await house.intacct.enter(company, 'ARINVOICE', {
    ...typedInvoice('OLD-1', '90.00'),
    WHENCREATED: '2026-02-10',
    WHENDUE: '2026-03-12',
  })
  await desk.sync()
  const toldOf = async (type: string) => {
    const { items } = await house.get<{
      items: { type: string; op: string; data: Record<string, unknown> }[]
    }>(`/connections/${await house.connection()}/changes?after=0&limit=1000`)
    return items.filter((change) => change.type === type && change.op === 'create').map(({ data }) => data)
  }
  const invoices = (await toldOf('invoice')).length
  const [row] = (await house.intacct.rows(company, 'ARINVOICE', { WHENCREATED: '2026-02-10' })).slice(-1)
  await house.intacct.act(company, 'pay', { invoice: row?.['RECORDNO'], amount: '90.00', date: '2026-03-15' })
  await desk.sync()
  expect((await toldOf('invoice')).length).toBe(invoices + 1)
  expect((await toldOf('payment')).at(-1)).toMatchObject({
    amount: '90.00',
    applications: [{ amount: '90.00' }],
  })
})
