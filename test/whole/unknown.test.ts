import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { monotonic, pause } from '../seams/outside.ts'
import { figures, writes } from './support/figures.ts'
import { openHouse } from './support/house.ts'
import type { House } from './support/house.ts'

vi.setConfig({ testTimeout: 180_000, hookTimeout: 120_000 })

/** The real waits are 15 minutes and one; the late write of this test comes after two seconds. */
const settings = { settleMs: 3_000, readLagMs: 500 }
let house: House
let records: string

beforeAll(async () => {
  house = await openHouse()
  const connected = await house.run('connect', ...house.connecting(settings))
  if (connected.code !== 0) throw new Error(connected.err)
  records = `/connections/${await house.connection()}/records`
})
afterAll(() => house.close())

async function put(path: string, version: number, data: Readonly<Record<string, unknown>>): Promise<void> {
  const answer = await house.call('PUT', `${records}/${path}`, { version, state: 'approved', data })
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
}

/** Looks until the record's write is without a known outcome. */
async function untilUnknown(path: string, withinMs: number): Promise<void> {
  const until = monotonic() + withinMs
  for (;;) {
    const { intent } = await house.get<{ intent: { state: string } | null }>(`${records}/${path}`)
    if (intent?.state === 'unknown') return
    if (monotonic() > until) throw new Error(`The write is ${intent?.state ?? 'not there'}.`)
    await pause(20)
  }
}

test('an edit of the app while its create is unknown: one create, then one update', async () => {
  await put('customer/C-1', 1, { number: 'C-1', name: 'Lakeside Vets' })
  await house.quiet(30_000)
  await house.intacct.weather({ lateCommitMs: 2_000 })
  await house.intacct.countAnew()
  const invoice = {
    number: 'INV-1',
    customer: 'C-1',
    date: '2026-03-02',
    dueDate: '2026-04-01',
    description: 'March [sim:late-commit]',
    lines: [{ amount: '1250.00' }],
    total: '1250.00',
  }
  await put('invoice/INV-1', 1, invoice)
  await untilUnknown('invoice/INV-1', 30_000)
  await put('invoice/INV-1', 2, { ...invoice, dueDate: '2026-05-31', description: 'March' })
  const during = writes((await house.intacct.stats()).functions)
  await house.quiet(120_000)

  const { functions } = await house.intacct.stats()
  const rows = await house.intacct.rows('EMPTY', 'ARINVOICE')
  figures('edited while unknown', { during, functions })
  expect(rows).toMatchObject([{ RECORDID: 'INV-1', WHENDUE: '2026-05-31', TOTALENTERED: '1250' }])
  expect(writes(functions)).toEqual({ create_invoice: 1, update_invoice: 1 })
  const { record } = await house.get<{ record: unknown }>(`${records}/invoice/INV-1`)
  expect(record).toMatchObject({ status: 'success', version: 2 })
})
