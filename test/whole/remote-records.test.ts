import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Command, CommandResult } from '@tieout/engine/ports/commands.ts'
import type { RemotePage, RemoteRow } from '@tieout/engine/ports/remote.ts'
import type { ObjectType } from '@tieout/engine/core/object-types.ts'
import type {
  CreditNoteData,
  CustomerData,
  InvoiceData,
  PaymentData,
  RecordData,
} from '@tieout/engine/core/records.ts'
import { shiftStamp } from '@tieout/engine/core/stamps.ts'
import { changeCompanySettings } from '@tieout/simulator/http/settings-document.ts'
import { startSimulator } from '@tieout/simulator/run.ts'
import type { Running } from '@tieout/simulator/run.ts'
import { pooledHttp } from '@tieout/intacct/seams/http.ts'
import { openIntacctRemote } from '@tieout/server/remotes/intacct/open.ts'
import type { IntacctRemote, OpenOptions } from '@tieout/server/remotes/intacct/open.ts'
import { withMarker } from '@tieout/server/remotes/intacct/marker.ts'

let running: Running
let remote: IntacctRemote
beforeAll(async () => {
  running = await startSimulator({ port: 0 })
})
afterAll(() => running.close())

const silent = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
}

function open(
  user: Readonly<Record<string, unknown>>,
  times: 'utc' | 'user',
  more: Pick<OpenOptions, 'seams'> = {},
): IntacctRemote {
  running.simulator.reset('DEMO')
  const company = running.simulator.companies.get('DEMO')
  if (company === undefined) throw new Error('there is no DEMO')
  changeCompanySettings(company, { times, users: [{ userId: 'tieout', ...user }] })
  return openIntacctRemote({
    credentials: {
      endpoint: `${running.url}/ia/xml/xmlgw.phtml`,
      companyId: 'DEMO',
      userId: 'tieout',
      password: 'demo-password',
      senderId: 'tieout',
      senderPassword: 'tieout-sender',
      entity: null,
    },
    baseCurrency: 'USD',
    scope: { workspace: 'w', connection: 'c' },
    remoteCompany: 'DEMO',
    holder: 'test',
    slots: null,
    log: silent,
    ...more,
  })
}

let count = 0
/** A marker: sixteen signs of base 32. */
const markerOf = (number: number) => `MARK${String(number).padStart(12, '0')}`

function command(
  type: ObjectType,
  data: RecordData,
  more: Partial<Omit<Command, 'options'>> & { readonly options?: Partial<Command['options']> } = {},
): Command {
  count += 1
  return {
    op: 'create',
    type,
    controlId: `control-${String(count)}`,
    marker: markerOf(count),
    data,
    key: null,
    fields: [],
    ...more,
    options: { submit: true, entity: null, ...more.options },
  }
}

const send = async (...commands: Command[]): Promise<readonly CommandResult[]> =>
  remote.write(commands, { check: () => undefined })

async function done(given: Command): Promise<string> {
  const [result] = await send(given)
  if (result?.kind !== 'ok') throw new Error(`not done: ${JSON.stringify(result)}`)
  return result.key
}

async function there(type: ObjectType, key: string): Promise<RemoteRow> {
  const { rows } = await remote.readByKeys(type, 'key', [key])
  const [row] = rows
  if (row === undefined) throw new Error(`${type} ${key} is not there`)
  return row
}

/** Everything in a window, or all there is. */
async function changed(type: ObjectType, from: string | null, ceiling: string): Promise<string[]> {
  const keys: string[] = []
  for await (const page of remote.readPages({ ...wholeWindow, type, from, ceiling }))
    keys.push(...page.rows.map(({ key }) => key))
  return keys
}

const wholeWindow = {
  mode: 'changes',
  syncFrom: null,
  openOnly: false,
  controls: [],
  cursor: null,
  pageSize: 100,
} as const

const customer: CustomerData = {
  number: 'C-204',
  name: 'Böhm & Søn <Tømrer> "Nord" 🚀',
  email: 'kasse@example.org',
  phone: '+45 12 34 56 78',
  status: 'active',
  termName: 'N30',
  currency: 'USD',
  address: { line1: 'Havnegade 1 & 2', city: 'Aarhus', postalCode: '8000', country: 'Denmark' },
}

const invoice: InvoiceData = {
  number: 'INV-1',
  customer: 'C-204',
  date: '2026-03-28',
  dueDate: '2026-04-27',
  currency: 'USD',
  description: 'Work & travel <March> 🧾 [see note]',
  reference: 'PO 17',
  lines: [
    { amount: '1000.10', account: '4000', memo: 'Goods & more', location: 'HQ', department: 'SALES' },
    { amount: '249.90', account: '4020', location: 'WEST', class: 'ENT', project: 'P-100', item: 'HOUR' },
    { amount: '-50.00', account: '4900', memo: 'Less 4 %', location: 'HQ' },
  ],
  total: '1200.00',
}

const second: InvoiceData = {
  ...invoice,
  number: 'INV-2',
  lines: [{ amount: '80.00', account: '4000', location: 'HQ' }],
  total: '80.00',
}

const credit: CreditNoteData = {
  number: 'CN-1',
  customer: 'C-204',
  date: '2026-03-30',
  currency: 'USD',
  description: 'Too much billed 🧾',
  reference: 'INV-2',
  lines: [
    { amount: '70.00', account: '4000', memo: 'Hours', location: 'HQ' },
    { amount: '-10.00', account: '4900', location: 'HQ' },
  ],
  total: '60.00',
  applications: [],
}

const paid = (applications: PaymentData['applications'], amount: string): PaymentData => ({
  customer: 'C-204',
  date: '2026-04-02',
  amount,
  currency: 'USD',
  method: 'eft',
  reference: 'TX-0079',
  description: 'Thanks & bye 👋',
  account: 'BOA',
  applications,
})

const frames: readonly [string, Readonly<Record<string, unknown>>, 'utc' | 'user'][] = [
  ['UTC and the usual format', {}, 'utc'],
  ['another zone that Intacct does not go by', { gmtOffset: '-08:00' }, 'utc'],
  ['another zone that Intacct goes by, west', { gmtOffset: '-08:00' }, 'user'],
  ['another zone that Intacct goes by, east', { gmtOffset: '+13:00' }, 'user'],
  [
    'a format that Intacct does not go by',
    { gmtOffset: '+09:30', dateFormat: '.ymd', clock: 12, locale: 'en_AU' },
    'utc',
  ],
  [
    'a format that Intacct goes by',
    { gmtOffset: '+09:30', dateFormat: '.ymd', clock: 12, locale: 'en_AU' },
    'user',
  ],
  ['ISO days that Intacct goes by', { gmtOffset: '-05:00', dateFormat: '-Ymd' }, 'user'],
]

describe.each(frames)('records of a user with %s', (_frame, user, times) => {
  beforeEach(() => {
    remote = open(user, times)
    return () => remote.close()
  })

  it('a customer comes back as it was sent, and as it was changed', async () => {
    const create = command('customer', customer)
    const key = await done(create)
    expect(await there('customer', key)).toMatchObject({
      number: 'C-204',
      marker: create.marker,
      data: customer,
      facts: { state: 'active', createdBy: 'tieout' },
    })
    const { number, email, status, termName, currency } = customer
    const next = {
      number,
      email,
      status,
      termName,
      currency,
      name: 'Böhm & Søn',
      address: { line1: 'Havn 3' },
    }
    await done(command('customer', next, { op: 'update', key, fields: ['name', 'phone', 'address'] }))
    const after = await there('customer', key)
    expect(after.data).toEqual(next)
    expect(after.marker).toBe(create.marker)
  })

  it('an invoice comes back with its lines, its day and its marker', async () => {
    await done(command('customer', customer))
    const create = command('invoice', invoice)
    const key = await done(create)
    const row = await there('invoice', key)
    expect(row.data).toEqual({ ...invoice, termName: (row.data as InvoiceData).termName })
    expect(row).toMatchObject({
      number: 'INV-1',
      marker: create.marker,
      facts: { state: 'open', paid: '0.00', due: '1200.00' },
      references: [{ type: 'customer', by: 'number', value: 'C-204' }],
    })
    const next: InvoiceData = { ...invoice, dueDate: '2026-05-15', description: 'Corrected & agreed 🤝' }
    await done(
      command('invoice', next, {
        op: 'update',
        key,
        fields: ['dueDate', 'description'],
        marker: create.marker,
      }),
    )
    const after = await there('invoice', key)
    expect(after.data).toMatchObject({ dueDate: '2026-05-15', description: 'Corrected & agreed 🤝' })
    expect(after.marker).toBe(create.marker)
  })

  it('a line that is edited stays one line, and a further line is added after those that are there', async () => {
    await done(command('customer', customer))
    for (const type of ['invoice', 'credit_note'] as const) {
      const data =
        type === 'invoice' ? second : { ...credit, lines: credit.lines.slice(0, 1), total: '70.00' }
      const key = await done(command(type, data))
      const lines = [
        { amount: '75.00', account: '4000', location: 'HQ', memo: 'Less' },
        { amount: '25.50', account: '4020', location: 'HQ', memo: 'And more' },
      ]
      const fields = ['lines', 'total']
      const options = { linesThere: 1 }
      await done(command(type, { ...data, lines, total: '100.50' }, { op: 'update', key, fields, options }))
      expect((await there(type, key)).data).toMatchObject({ lines, total: '100.50' })
    }
  })

  it('one payment pays the lines of two invoices and some more', async () => {
    await done(command('customer', customer))
    const one = await done(command('invoice', invoice))
    const two = await done(command('invoice', second))
    const applications = [
      { invoice: one, amount: '1200.00' },
      { invoice: two, amount: '30.00' },
    ]
    const create = command('payment', paid(applications, '1300.00'))
    const row = await there('payment', await done(create))
    expect(row.data).toEqual(paid(applications, '1300.00'))
    expect(row.marker).toBe(create.marker)
    expect(row.facts.state).toBe('paid')
    expect(row.facts.applications?.length).toBeGreaterThan(2)
    expect((await there('invoice', one)).facts).toMatchObject({ state: 'paid', due: '0.00' })
    expect((await there('invoice', two)).facts).toMatchObject({ state: 'partially_paid', due: '50.00' })
  })

  it('[6.7] a credit note comes back without a sign, applied to an invoice, taken back and deleted', async () => {
    await done(command('customer', customer))
    const bill = await done(command('invoice', second))
    const create = command('credit_note', credit)
    const key = await done(create)
    const row = await there('credit_note', key)
    expect(row.data).toEqual(credit)
    expect(row).toMatchObject({
      number: 'CN-1',
      marker: create.marker,
      facts: { state: 'open', paid: '0.00', due: '60.00' },
    })
    const update = (data: CreditNoteData, options: Partial<Command['options']>) =>
      done(command('credit_note', data, { op: 'update', key, fields: ['applications'], options }))
    const applications = [{ invoice: bill, amount: '45.00' }]
    expect(await update(credit, { apply: applications, date: '2026-04-01' })).toBe(key)
    const used = await there('credit_note', key)
    expect(used.data).toEqual({ ...credit, applications })
    expect(used.facts).toMatchObject({
      state: 'partially_paid',
      paid: '45.00',
      due: '15.00',
      applications: [{ invoice: bill, amount: '45.00' }],
      touches: [{ type: 'invoice', key: bill }],
    })
    expect((await there('invoice', bill)).facts).toMatchObject({ state: 'partially_paid', due: '35.00' })
    const by = used.facts.applications?.[0]?.by ?? ''
    const entry = await there('payment', by)
    expect(entry.data).toMatchObject({ amount: '0.00', applications: [] })
    expect(entry.facts.touches).toEqual([
      { type: 'invoice', key: bill },
      { type: 'credit_note', key },
    ])
    expect(await update({ ...credit, applications: [] }, { takeBack: by, date: '2026-04-02' })).toBe(key)
    expect((await there('credit_note', key)).data).toEqual(credit)
    expect((await there('invoice', bill)).facts).toMatchObject({ state: 'open', due: '80.00' })
  })

  it('[6.8] a debit memo is a charge of its own, which a credit can offset', async () => {
    await done(command('customer', customer))
    const charge: CreditNoteData = { ...credit, kind: 'debit', number: 'DM-1' }
    const memo = await done(command('credit_note', charge))
    expect((await there('credit_note', memo)).data).toEqual(charge)
    const key = await done(command('credit_note', credit))
    const apply = [{ debitMemo: memo, amount: '60.00' }]
    const options = { apply, date: '2026-04-01' }
    await done(command('credit_note', credit, { op: 'update', key, fields: ['applications'], options }))
    const row = await there('credit_note', key)
    expect(row.data).toMatchObject({ applications: apply })
    expect(row.facts).toMatchObject({ state: 'paid', due: '0.00' })
    expect((await there('credit_note', memo)).facts).toMatchObject({ state: 'paid', due: '0.00' })
  })

  it('amounts keep the decimals of their currency', async () => {
    await done(command('customer', { ...customer, currency: 'JPY' }))
    const yen: InvoiceData = {
      ...invoice,
      currency: 'JPY',
      lines: [{ amount: '12000', account: '4000', location: 'HQ' }],
      total: '12000',
    }
    const key = await done(command('invoice', yen))
    expect((await there('invoice', key)).data).toMatchObject({
      currency: 'JPY',
      total: '12000',
      lines: [{ amount: '12000' }],
    })
    const payment = { ...paid([{ invoice: key, amount: '11999' }], '11999'), currency: 'JPY' }
    const row = await there('payment', await done(command('payment', payment)))
    expect(row.data).toMatchObject({
      amount: '11999',
      currency: 'JPY',
      applications: [{ invoice: key, amount: '11999' }],
    })
    expect((await there('invoice', key)).facts).toMatchObject({ due: '1', paid: '11999' })
  })

  it('drafts stay drafts until they are deleted, and the audit history tells of it', async () => {
    await done(command('customer', customer))
    const options = { submit: false }
    const before = await remote.clock()
    const key = await done(command('invoice', invoice, { options }))
    expect((await there('invoice', key)).facts.state).toBe('draft')
    const [deleted] = await send(command('invoice', invoice, { op: 'delete', key }))
    expect(deleted).toMatchObject({ kind: 'ok', key })
    expect(await remote.readByKeys('invoice', 'key', [key])).toEqual({ rows: [], missing: [key] })
    const found = await remote.deletions(['customer', 'invoice'], before.stamp)
    expect(found.rows).toMatchObject([{ type: 'invoice', key, by: 'tieout' }])
    expect(found.rows[0]?.stamp).toMatch(/^20\d\d-\d\d-\d\dT/)

    const open = await done(command('invoice', second))
    const draft = await done(
      command('payment', paid([{ invoice: open, amount: '80.00' }], '80.00'), { options }),
    )
    expect((await there('payment', draft)).facts.state).toBe('draft')
  })

  it('reversals are told from what they reverse', async () => {
    await done(command('customer', customer))
    const key = await done(command('invoice', invoice))
    const settlement = await done(command('payment', paid([{ invoice: key, amount: '1200.00' }], '1200.00')))
    const options = { date: '2026-04-03', memo: 'Entered twice & wrong' }
    await done(command('payment', paid([], '1200.00'), { op: 'reverse', key: settlement, options }))
    expect((await there('payment', settlement)).facts.state).toBe('reversed')
    expect((await there('invoice', key)).facts).toMatchObject({ state: 'open', due: '1200.00' })
    await done(command('invoice', invoice, { op: 'reverse', key, options }))
    expect((await there('invoice', key)).facts.state).toBe('reversed')

    const now = await remote.clock()
    const states = async (type: ObjectType) => {
      const keys = await changed(type, null, now.ceiling)
      const { rows } = await remote.readByKeys(type, 'key', keys)
      return rows.map(({ facts, data }) => ({ state: facts.state, date: 'date' in data ? data.date : '' }))
    }
    for (const type of ['invoice', 'payment'] as const)
      expect(await states(type)).toContainEqual({ state: 'reversal', date: '2026-04-03' })
  })

  it('windows begin with their first stamp and end before their ceiling', async () => {
    const before = await remote.clock()
    const key = await done(command('customer', customer))
    const row = await there('customer', key)
    const after = await remote.clock()
    expect(row.stamp >= before.stamp).toBe(true)
    expect(row.stamp < after.ceiling).toBe(true)
    expect(await changed('customer', before.stamp, after.ceiling)).toEqual([key])
    expect(await changed('customer', row.stamp, shiftStamp(row.stamp, 1000))).toEqual([key])
    expect(await changed('customer', null, row.stamp)).toEqual([])
    expect(await changed('customer', shiftStamp(row.stamp, 1000), after.ceiling)).toEqual([])
  })

  it('records known to exist are shown along with a window that holds none of them, at no further call', async () => {
    const old = await done(command('customer', customer))
    const { stamp } = await there('customer', old)
    const from = shiftStamp(stamp, 1000)
    const { ceiling } = await remote.clock()
    const units = running.simulator.counts().units
    const pages: RemotePage[] = []
    const request = { ...wholeWindow, type: 'customer', from, ceiling, controls: [old, '99999'] } as const
    for await (const page of remote.readPages(request)) pages.push(page)
    expect(pages).toMatchObject([{ rows: [], shown: [old], next: null }])
    expect(running.simulator.counts().units).toBe(units + 1)
  })

  it('a look-back finds by the time of creation what a window of changes does not', async () => {
    const key = await done(command('customer', customer))
    const { stamp } = await there('customer', key)
    const company = running.simulator.companies.get('DEMO')
    company?.books.raw('CUSTOMER').patch(key, { WHENMODIFIED: '2020-01-05T10:00:00Z' })
    const ceiling = shiftStamp(stamp, 60_000)
    expect(await changed('customer', stamp, ceiling)).toEqual([])
    const request = { ...wholeWindow, mode: 'look_back', type: 'customer', from: stamp, ceiling } as const
    const found: string[] = []
    for await (const { rows } of remote.readPages(request)) found.push(...rows.map((row) => row.key))
    expect(found).toContain(key)
  })

  it('sync-from goes by the day of the document', async () => {
    await done(command('customer', customer))
    const early = await done(command('invoice', { ...invoice, date: '2026-02-11' }))
    const late = await done(command('invoice', { ...second, date: '2026-02-12' }))
    const request = { ...wholeWindow, mode: 'backfill', from: null } as const
    const keys: string[] = []
    const { ceiling } = await remote.clock()
    for await (const page of remote.readPages({
      ...request,
      type: 'invoice',
      ceiling,
      syncFrom: '2026-02-12',
    }))
      keys.push(...page.rows.map(({ key }) => key))
    expect(keys).toEqual([late])
    expect(keys).not.toContain(early)
  })

  it('our own creations are found again by their marker', async () => {
    const since = running.simulator.now() - 1000
    const control = await done(command('customer', customer))
    const lost = command('customer', { ...customer, number: 'C-205' })
    const key = await done(lost)
    const found = await remote.recentCreates('customer', since, control)
    expect(found.positiveControl).toBe(true)
    expect(found.rows.find((row) => row.key === key)?.marker).toBe(lost.marker)
    expect((await remote.recentCreates('customer', since, '4711')).positiveControl).toBe(false)
  })
})

describe('a write', () => {
  beforeEach(() => {
    remote = open({}, 'utc')
    return () => remote.close()
  })

  it('that Intacct has seen before is unknown, never failed: it may be there', async () => {
    const create = command('customer', customer)
    const key = await done(create)
    expect(await send(create)).toMatchObject([
      { kind: 'unknown', why: expect.stringContaining('control_id_seen') as string },
    ])
    const { rows } = await remote.readByKeys('customer', 'number', ['C-204'])
    expect(rows.map((row) => row.key)).toEqual([key])
  })

  it('that is refused does not hold up the others of its request', async () => {
    const bad = command('invoice', { ...invoice, customer: 'C-404' })
    const good = command('customer', customer)
    const [first, next] = await send(bad, good)
    expect(first).toMatchObject({
      kind: 'failed',
      nothingRan: false,
      maybeSeen: false,
      fault: {
        cause: 'reference_unknown',
        sentence: 'Intacct does not know the customer C-404.',
        retry: 'never',
      },
    })
    expect(next).toMatchObject({ kind: 'ok' })
  })

  it('that Intacct has no function for is refused here, with what to do', async () => {
    const payment = command('payment', paid([], '1.00'), { op: 'update', key: '1', fields: ['amount'] })
    expect(await send(payment)).toMatchObject([
      { kind: 'failed', nothingRan: true, fault: { cause: 'cannot_be_written' } },
    ])
  })

  it('[12.12] whose form Intacct refuses stands alone with it; the others of its request go through, once each', async () => {
    const pool = pooledHttp()
    const broken = open({}, 'utc', {
      seams: {
        http: (request) => {
          const body = request.body.replace('<ponumber>Broken</ponumber>', '<colour/>')
          return pool.http({ ...request, body })
        },
      },
    })
    await done(command('customer', customer))
    const invoices = Array.from({ length: 9 }, (_, at) =>
      command('invoice', {
        ...second,
        number: `INV-${String(at)}`,
        reference: at === 6 ? 'Broken' : 'Whole',
      }),
    )
    const results = await broken.write(invoices, { check: () => undefined })
    expect(results.map(({ kind }) => kind)).toEqual(invoices.map((_, at) => (at === 6 ? 'failed' : 'ok')))
    expect(results[6]).toMatchObject({ nothingRan: true, fault: { cause: 'xml_refused', retry: 'never' } })
    const numbers = invoices.map((_, at) => `INV-${String(at)}`)
    const { rows } = await remote.readByKeys('invoice', 'number', numbers)
    expect(rows.map(({ number }) => number).sort()).toEqual(
      ['0', '1', '2', '3', '4', '5', '7', '8'].map((at) => `INV-${at}`),
    )
    await pool.close()
  })
})

it('a text that is too long is cut before the marker, never inside a sign', () => {
  const marker = markerOf(1)
  for (let length = 980; length < 1010; length += 1) {
    const text = withMarker(`${'x'.repeat(length % 2)}${'🚀'.repeat(600)}`, marker, length)
    expect(text.length).toBeLessThanOrEqual(length)
    expect(text.isWellFormed()).toBe(true)
    expect(text.endsWith(`[T:${marker}]`)).toBe(true)
  }
})
