import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startSimulator } from '@tieout/simulator/run.ts'
import type { Running } from '@tieout/simulator/run.ts'
import { loadSdk, sdkClient } from './official-sdk.ts'

const sdk = loadSdk()
const { Functions: f } = sdk
type Client = ReturnType<typeof sdkClient>
type ApiFunction = Parameters<Client['execute']>[0]

let simulator: Running
let client: Client
const executed = new Set<string>()

beforeAll(async () => {
  simulator = await startSimulator({ port: 0 })
  client = sdkClient(sdk, { url: simulator.url, company: 'DEMO' })
})
afterAll(() => simulator.close())

async function run(call: ApiFunction) {
  const response = await client.execute(call)
  executed.add(call.constructor.name)
  const result = response.getResult()
  return { key: result.key, data: result.data as Record<string, unknown>[], result }
}

const make = <T extends object>(instance: T, fields: Partial<T>): T => Object.assign(instance, fields)
const day = (text: string) => new Date(`${text}T12:00:00`)

function invoice(number: string, amount: number) {
  const line = make(new f.AccountsReceivable.InvoiceLineCreate(), {
    glAccountNumber: '4000',
    transactionAmount: amount,
    memo: 'Seats',
  })
  return make(new f.AccountsReceivable.InvoiceCreate(), {
    customerId: 'SDK-1',
    transactionDate: day('2026-10-01'),
    dueDate: day('2026-10-31'),
    invoiceNumber: number,
    description: 'By the SDK',
    lines: [line],
  })
}

async function readInvoice(key: string) {
  const { data } = await run(
    make(new f.Common.Read(), {
      objectName: 'ARINVOICE',
      keys: [Number(key)],
      fields: ['RECORDNO', 'RECORDID', 'STATE', 'TOTALDUE', 'TOTALPAID'],
    }),
  )
  return data[0]
}

function payment(invoiceKey: string, amount: number) {
  const item = make(new f.AccountsReceivable.ArPaymentItem(), {
    applyToRecordId: Number(invoiceKey),
    amountToApply: amount,
  })
  return make(new f.AccountsReceivable.ArPaymentCreate(), {
    customerId: 'SDK-1',
    transactionPaymentAmount: amount,
    receivedDate: day('2026-10-05'),
    paymentMethod: 'Cash',
    undepositedFundsGlAccountNo: '1010',
    referenceNumber: 'CASH-1',
    applyToTransactions: [item],
  })
}

describe('the official SDK against the simulator', () => {
  it('signs in and gets a session with an endpoint', async () => {
    const { data } = await run(new f.ApiSessionCreate())
    expect(data[0]?.['sessionid']).toMatch(/\S/)
  })

  it('creates, reads, updates and deletes a customer', async () => {
    await run(
      make(new f.AccountsReceivable.CustomerCreate(), {
        customerId: 'SDK-1',
        customerName: 'Acme & Söhne',
        printAs: 'Acme',
        active: true,
      }),
    )
    const byName = await run(
      make(new f.Common.ReadByName(), {
        objectName: 'CUSTOMER',
        names: ['SDK-1'],
        fields: ['RECORDNO', 'NAME', 'STATUS'],
      }),
    )
    expect(byName.data[0]).toMatchObject({ NAME: 'Acme & Söhne', STATUS: 'active' })
    await run(
      make(new f.AccountsReceivable.CustomerUpdate(), {
        customerId: 'SDK-1',
        customerName: 'Acme Ltd',
        printAs: 'Acme',
      }),
    )
    await run(
      make(new f.AccountsReceivable.CustomerCreate(), {
        customerId: 'SDK-2',
        customerName: 'Gone soon',
        printAs: 'Gone',
      }),
    )
    await run(make(new f.AccountsReceivable.CustomerDelete(), { customerId: 'SDK-2' }))
    const after = await run(
      make(new f.Common.ReadByName(), {
        objectName: 'CUSTOMER',
        names: ['SDK-1', 'SDK-2'],
        fields: ['CUSTOMERID', 'NAME'],
      }),
    )
    expect(after.data).toEqual([expect.objectContaining({ CUSTOMERID: 'SDK-1', NAME: 'Acme Ltd' })])
  })

  it('creates an invoice, updates it, and Intacct keeps its books', async () => {
    const { key } = await run(invoice('SDK-INV-1', 100.5))
    expect(await readInvoice(key)).toMatchObject({
      RECORDID: 'SDK-INV-1',
      STATE: 'Posted',
      TOTALDUE: '100.5',
    })
    await run(
      make(new f.AccountsReceivable.InvoiceUpdate(), {
        recordNo: Number(key),
        customerId: 'SDK-1',
        description: 'Changed',
        dueDate: day('2026-11-15'),
        transactionDate: day('2026-10-01'),
      }),
    )
    const { data } = await run(
      make(new f.Common.Read(), {
        objectName: 'ARINVOICE',
        keys: [Number(key)],
        fields: ['DESCRIPTION', 'WHENDUE'],
      }),
    )
    expect(data[0]).toMatchObject({ DESCRIPTION: 'Changed', WHENDUE: '11/15/2026' })
  })

  it('pays an invoice in part, reverses the payment, and reverses the invoice', async () => {
    const { key } = await run(invoice('SDK-INV-2', 80))
    const paid = await run(payment(key, 30))
    expect(await readInvoice(key)).toMatchObject({ STATE: 'Partially Paid', TOTALDUE: '50', TOTALPAID: '30' })
    await run(
      make(new f.AccountsReceivable.ArPaymentReverse(), {
        recordNo: Number(paid.key),
        reverseDate: day('2026-10-06'),
      }),
    )
    expect(await readInvoice(key)).toMatchObject({ STATE: 'Posted', TOTALDUE: '80' })
    await run(
      make(new f.AccountsReceivable.InvoiceReverse(), {
        recordNo: Number(key),
        reverseDate: day('2026-10-07'),
      }),
    )
    expect(await readInvoice(key)).toMatchObject({ STATE: 'Reversed' })
  })

  it('applies an advance to an invoice', async () => {
    const { key } = await run(invoice('SDK-INV-3', 40))
    const advance = await run(make(payment(key, 40), { applyToTransactions: [] }))
    const item = make(new f.AccountsReceivable.ArPaymentItem(), {
      applyToRecordId: Number(key),
      amountToApply: 25,
    })
    await run(
      make(new f.AccountsReceivable.ArPaymentApply(), {
        recordNo: Number(advance.key),
        receivedDate: day('2026-10-08'),
        applyToTransactions: [item],
      }),
    )
    expect(await readInvoice(key)).toMatchObject({ TOTALDUE: '15', STATE: 'Partially Paid' })
  })

  it('writes a credit memo by its sign and deletes a draft invoice', async () => {
    const line = make(new f.AccountsReceivable.ArAdjustmentLineCreate(), {
      glAccountNumber: '4000',
      transactionAmount: -12.25,
    })
    const memo = await run(
      make(new f.AccountsReceivable.ArAdjustmentCreate(), {
        customerId: 'SDK-1',
        transactionDate: day('2026-10-02'),
        adjustmentNumber: 'SDK-CM-1',
        lines: [line],
      }),
    )
    const { data } = await run(
      make(new f.Common.Read(), {
        objectName: 'ARADJUSTMENT',
        keys: [Number(memo.key)],
        fields: ['RECORDID', 'TOTALENTERED'],
      }),
    )
    expect(data[0]).toMatchObject({ RECORDID: 'SDK-CM-1', TOTALENTERED: '-12.25' })
    const draft = await run(make(invoice('SDK-DRAFT', 5), { action: 'Draft' }))
    await run(make(new f.AccountsReceivable.InvoiceDelete(), { recordNo: Number(draft.key) }))
    expect(await readInvoice(draft.key)).toBeUndefined()
  })

  it('queries with filters, order and pages, old way and new', async () => {
    const select = new f.Common.NewQuery.QuerySelect.SelectBuilder().addFields([
      'RECORDNO',
      'RECORDID',
      'TOTALDUE',
    ]).selects
    const order = new f.Common.NewQuery.QueryOrderBy.OrderBuilder().addAscending('RECORDNO').orders
    const filter = new f.Common.NewQuery.QueryFilter.Filter('CUSTOMERID').equalTo('SDK-1')
    const first = await run(
      make(new f.Common.NewQuery.Query(), {
        selectFields: select,
        fromObject: 'ARINVOICE',
        filter,
        orderBy: order,
        pageSize: 2,
      }),
    )
    expect(first.data.map((row) => row['RECORDID'])).toEqual(['SDK-INV-1', 'SDK-INV-2'])
    expect(first.result.numRemaining).toBeGreaterThan(0)

    const byQuery = await run(
      make(new f.Common.ReadByQuery(), { objectName: 'ARINVOICE', fields: ['RECORDID'], pageSize: 1 }),
    )
    expect(byQuery.data).toHaveLength(1)
    const more = await run(make(new f.Common.ReadMore(), { resultId: byQuery.result.resultId }))
    expect(more.data.length).toBeGreaterThan(0)
  })

  it('looks up and inspects objects', async () => {
    const lookup = await run(make(new f.Common.Lookup(), { objectName: 'ARINVOICE' }))
    expect(JSON.stringify(lookup.data)).toContain('RECORDNO')
    const inspect = await run(make(new f.Common.Inspect(), { objectName: 'CUSTOMER' }))
    expect(JSON.stringify(inspect.data)).toContain('CUSTOMERID')
  })

  it.each([
    [
      'ContactCreate',
      () => make(new f.Company.ContactCreate(), { contactName: 'SDK Contact', printAs: 'SDK Contact' }),
    ],
    [
      'ContactUpdate',
      () =>
        make(new f.Company.ContactUpdate(), {
          contactName: 'SDK Contact',
          printAs: 'SDK Contact',
          primaryEmailAddress: 'sdk@example.com',
        }),
    ],
    [
      'DepartmentCreate',
      () => make(new f.Company.DepartmentCreate(), { departmentId: 'SDK-D', departmentName: 'SDK' }),
    ],
    [
      'DepartmentUpdate',
      () => make(new f.Company.DepartmentUpdate(), { departmentId: 'SDK-D', departmentName: 'SDK two' }),
    ],
    [
      'LocationCreate',
      () => make(new f.Company.LocationCreate(), { locationId: 'SDK-L', locationName: 'SDK' }),
    ],
    [
      'LocationUpdate',
      () => make(new f.Company.LocationUpdate(), { locationId: 'SDK-L', locationName: 'SDK two' }),
    ],
    ['ClassCreate', () => make(new f.Company.ClassCreate(), { classId: 'SDK-C', className: 'SDK' })],
    ['ClassUpdate', () => make(new f.Company.ClassUpdate(), { classId: 'SDK-C', className: 'SDK two' })],
    [
      'ItemCreate',
      () =>
        make(new f.InventoryControl.ItemCreate(), {
          itemId: 'SDK-I',
          itemName: 'SDK',
          itemType: 'Non-Inventory',
        }),
    ],
    ['ItemUpdate', () => make(new f.InventoryControl.ItemUpdate(), { itemId: 'SDK-I', itemName: 'SDK two' })],
    [
      'ProjectCreate',
      () =>
        make(new f.Projects.ProjectCreate(), {
          projectId: 'SDK-P',
          projectName: 'SDK',
          projectCategory: 'Contract',
        }),
    ],
    [
      'ProjectUpdate',
      () => make(new f.Projects.ProjectUpdate(), { projectId: 'SDK-P', projectName: 'SDK two' }),
    ],
    [
      'VendorCreate',
      () =>
        make(new f.AccountsPayable.VendorCreate(), {
          vendorId: 'SDK-V',
          vendorName: 'SDK vendor',
          printAs: 'SDK vendor',
        }),
    ],
    [
      'VendorUpdate',
      () => make(new f.AccountsPayable.VendorUpdate(), { vendorId: 'SDK-V', vendorName: 'SDK vendor two' }),
    ],
    [
      'AccountCreate',
      () => make(new f.GeneralLedger.AccountCreate(), { accountNo: '4999', title: 'SDK revenue' }),
    ],
    [
      'AccountUpdate',
      () => make(new f.GeneralLedger.AccountUpdate(), { accountNo: '4999', title: 'SDK revenue two' }),
    ],
  ] as const)('runs %s and finds what it wrote', async (name, call) => {
    await run(call())
    const [object, id, field, value] = written[name]
    const { data } = await run(
      make(new f.Common.ReadByName(), { objectName: object, names: [id], fields: [field] }),
    )
    expect(data[0]?.[field]).toBe(value)
  })

  it('is told why a wrong call is refused', async () => {
    await expect(run(make(invoice('SDK-INV-9', 1), { customerId: 'NOBODY' }))).rejects.toThrow(
      /invalid|NOBODY/i,
    )
    await expect(run(make(new f.Common.Read(), { objectName: 'NOSUCH', keys: [1] }))).rejects.toThrow(
      /NOSUCH/,
    )
    const stranger = sdkClient(sdk, { url: simulator.url, company: 'DEMO' })
    stranger.config.senderPassword = 'wrong'
    await expect(stranger.execute(new f.ApiSessionCreate())).rejects.toThrow(/password|sign-in|incorrect/i)
  })

  it('has run at least 30 functions of the SDK', () => {
    expect(executed.size).toBeGreaterThanOrEqual(30)
  })
})

/** Where each simple write is to be found: object, id, field, value. */
const written = {
  ContactCreate: ['CONTACT', 'SDK Contact', 'PRINTAS', 'SDK Contact'],
  ContactUpdate: ['CONTACT', 'SDK Contact', 'EMAIL1', 'sdk@example.com'],
  DepartmentCreate: ['DEPARTMENT', 'SDK-D', 'TITLE', 'SDK'],
  DepartmentUpdate: ['DEPARTMENT', 'SDK-D', 'TITLE', 'SDK two'],
  LocationCreate: ['LOCATION', 'SDK-L', 'NAME', 'SDK'],
  LocationUpdate: ['LOCATION', 'SDK-L', 'NAME', 'SDK two'],
  ClassCreate: ['CLASS', 'SDK-C', 'NAME', 'SDK'],
  ClassUpdate: ['CLASS', 'SDK-C', 'NAME', 'SDK two'],
  ItemCreate: ['ITEM', 'SDK-I', 'NAME', 'SDK'],
  ItemUpdate: ['ITEM', 'SDK-I', 'NAME', 'SDK two'],
  ProjectCreate: ['PROJECT', 'SDK-P', 'NAME', 'SDK'],
  ProjectUpdate: ['PROJECT', 'SDK-P', 'NAME', 'SDK two'],
  VendorCreate: ['VENDOR', 'SDK-V', 'NAME', 'SDK vendor'],
  VendorUpdate: ['VENDOR', 'SDK-V', 'NAME', 'SDK vendor two'],
  AccountCreate: ['GLACCOUNT', '4999', 'TITLE', 'SDK revenue'],
  AccountUpdate: ['GLACCOUNT', '4999', 'TITLE', 'SDK revenue two'],
} as const
