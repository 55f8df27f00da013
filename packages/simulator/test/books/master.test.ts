import { beforeEach, describe, expect, it } from 'vitest'
import { seedDemo } from '../../src/books/demo.ts'
import {
  all,
  api,
  cash,
  customer,
  day,
  having,
  inEntity,
  invoice,
  keyOf,
  type Opened,
  open,
  payment,
  person,
  read,
  refusal,
  run,
} from './support.ts'

let books: Opened
beforeEach(() => {
  books = open()
})

describe('a customer', () => {
  it('gets a display contact named after it, and shows the contact’s fields', () => {
    const row = customer(books, 'ACME', {
      DISPLAYCONTACT: { PRINTAS: 'Acme', EMAIL1: 'ap@acme.example', MAILADDRESS: { CITY: 'Austin' } },
    })
    expect(row).toMatchObject({
      RECORDNO: '1',
      ENTITY: 'CACME',
      'DISPLAYCONTACT.CONTACTNAME': 'ACME Inc.(CACME)',
      'DISPLAYCONTACT.MAILADDRESS.CITY': 'Austin',
    })
    expect(all(books, 'CONTACT')).toMatchObject([
      { CONTACTNAME: 'ACME Inc.(CACME)', EMAIL1: 'ap@acme.example' },
    ])
  })

  it('is changed sparsely: absent is unchanged, empty is cleared', () => {
    customer(books, 'ACME', { TERMNAME: 'N30', COMMENTS: 'Keep', RESALENO: 'R1' })
    const row = books.update('CUSTOMER', { CUSTOMERID: 'ACME', NAME: 'Acme Ltd', RESALENO: '' }, api)
    expect(row).toMatchObject({ NAME: 'Acme Ltd', COMMENTS: 'Keep', RESALENO: '', TERMNAME: 'N30' })
    expect(refusal(() => books.update('CUSTOMER', { CUSTOMERID: 'ACME', NAME: '' }, api)).text).toBe(
      'Required field Customer Name is missing',
    )
  })

  it('refers to existing contacts, and a changed contact shows everywhere', () => {
    books.create('CONTACT', { CONTACTNAME: 'Bob', PRINTAS: 'Bob', EMAIL1: 'bob@x.example' }, api)
    customer(books, 'ACME', { BILLTO: { CONTACTNAME: 'Bob' } })
    expect(read(books, 'CUSTOMER', '1')['BILLTO.EMAIL1']).toBe('bob@x.example')
    books.tick(5)
    books.update('CONTACT', { CONTACTNAME: 'Bob', EMAIL1: 'robert@x.example' }, api)
    expect(read(books, 'CUSTOMER', '1')).toMatchObject({
      'BILLTO.EMAIL1': 'robert@x.example',
      WHENMODIFIED: '2026-01-15T12:00:00Z',
    })
    books.change({ contactBumpsParty: true })
    books.update('CONTACT', { CONTACTNAME: 'Bob', EMAIL1: 'rob@x.example' }, api)
    expect(read(books, 'CUSTOMER', '1').WHENMODIFIED).toBe('2026-01-15T12:00:05Z')
    expect(refusal(() => customer(books, 'TWO', { BILLTO: { CONTACTNAME: 'Nobody' } })).text).toBe(
      "The contact 'Nobody' is invalid.",
    )
    expect(
      refusal(() =>
        books.remove('CONTACT', having(books, 'CONTACT', 'CONTACTNAME', 'Bob')[0]?.RECORDNO ?? '', api),
      ).text,
    ).toContain('is in use')
  })

  it('keeps a list of further contacts that an update replaces as a whole', () => {
    for (const name of ['Ann', 'Ben']) books.create('CONTACT', { CONTACTNAME: name, PRINTAS: name }, api)
    const entry = (name: string) => ({ CATEGORYNAME: 'Billing', CONTACT: { NAME: name } })
    customer(books, 'ACME', { CUSTOMERCONTACTS: { CUSTOMERENTITYCONTACTS: [entry('Ann'), entry('Ben')] } })
    books.update(
      'CUSTOMER',
      { CUSTOMERID: 'ACME', CUSTOMERCONTACTS: { CUSTOMERENTITYCONTACTS: entry('Ben') } },
      api,
    )
    expect(
      having(books, 'CUSTOMERENTITYCONTACTS', 'CUSTOMERKEY', '1').map((row) => row['CONTACT.NAME']),
    ).toEqual(['Ben'])
  })

  it('cannot be deleted while documents name it', () => {
    customer(books)
    const draft = invoice(books, ['1'], { action: 'Draft' })
    expect(refusal(() => books.remove('CUSTOMER', '1', api))).toMatchObject({
      text: 'The customer ACME is in use and cannot be deleted.',
      last: 'Could not delete Customer record!',
    })
    books.remove('ARINVOICE', draft.RECORDNO ?? '', api)
    books.remove('CUSTOMER', '1', api)
    expect(all(books, 'CUSTOMER')).toEqual([])
    expect(refusal(() => books.remove('CUSTOMER', '1', api)).text).toBe(
      "Cannot find customer with key '1' to delete.",
    )
    expect(customer(books).RECORDNO).toBe('2')
  })

  it('comes through the legacy functions as well', () => {
    const key = keyOf(
      run(books, 'create_customer', {
        customerid: 'OLD',
        name: 'Old Co',
        termname: 'N30',
        externalid: 'x-1',
        status: 'active',
        contactinfo: {
          contact: {
            contactname: 'Old contact',
            printas: 'Old Co',
            email1: 'old@x.example',
            mailaddress: { city: 'Rome' },
          },
        },
      }),
    )
    expect(key).toBe('OLD')
    expect(read(books, 'CUSTOMER', '1')).toMatchObject({
      NAME: 'Old Co',
      'DISPLAYCONTACT.CONTACTNAME': 'Old contact',
      'DISPLAYCONTACT.MAILADDRESS.CITY': 'Rome',
    })
    run(books, 'update_customer', { '@customerid': 'OLD', name: 'Older Co', comments: '' })
    expect(read(books, 'CUSTOMER', '1').NAME).toBe('Older Co')
    expect(
      keyOf(run(books, 'create_customer', { '@ignoreduplicates': 'true', customerid: 'OLD', name: 'Again' })),
    ).toBe('OLD')
    expect(refusal(() => run(books, 'create_customer', { customerid: 'OLD', name: 'Again' })).code).toBe(
      'BL34000061',
    )
    run(books, 'delete_customer', { '@customerid': 'OLD' })
    expect(all(books, 'CUSTOMER')).toEqual([])
  })
})

describe('master data is refused', () => {
  it.each<[string, () => unknown, string, string, string]>([
    [
      'a customer twice',
      () => (customer(books), customer(books)),
      'BL34000061',
      'Another Customer with the given value(s) ACME already exists',
      'Could not create Customer record!',
    ],
    [
      'a bad e-mail address',
      () => customer(books, 'X', { DISPLAYCONTACT: { PRINTAS: 'X', EMAIL1: 'nonsense' } }),
      'BL03000018',
      'Illegal format for Contactversion : Primary Email Address nonsense',
      'Could not create Customer record!',
    ],
    [
      'a display contact without a print-as name',
      () => customer(books, 'X', { DISPLAYCONTACT: { EMAIL1: 'a@b.example' } }),
      'BL03000018',
      'Required field Print As is missing',
      'Could not create Customer record!',
    ],
    [
      'an account twice',
      () => books.create('GLACCOUNT', { ACCOUNTNO: '4000', TITLE: 'Again' }, api),
      'BL01001973',
      "The account number '4000' already exists",
      'Could not create GLAccount record!',
    ],
    [
      'an employee without a contact',
      () => books.create('EMPLOYEE', { EMPLOYEEID: 'E1' }, api),
      'BL01001973',
      'Employee Contact info cannot be empty',
      'Could not create Employee record!',
    ],
    [
      'a vendor id with odd characters',
      () => books.create('VENDOR', { VENDORID: 'A&B', NAME: 'x' }, api),
      'BL03000018',
      'Illegal format for Vendor : VENDORID A&B',
      'Could not create Vendor record!',
    ],
    [
      'an unknown status',
      () => customer(books, 'X', { STATUS: 'asleep' }),
      'BL03000018',
      'Illegal value for Customer : STATUS asleep',
      'Could not create Customer record!',
    ],
    [
      'an unknown parent',
      () => customer(books, 'X', { PARENTID: 'NOPE' }),
      'BL01001973',
      "The customer 'NOPE' is invalid.",
      'Could not create Customer record!',
    ],
    [
      'an unknown term',
      () => customer(books, 'X', { TERMNAME: 'N99' }),
      'BL01001973',
      "The ar term 'N99' is invalid.",
      'Could not create Customer record!',
    ],
    [
      'a contact without a name',
      () => books.create('CONTACT', { PRINTAS: 'x' }, api),
      'BL03000018',
      'Required field Contact ID is missing',
      'Could not create Contact record!',
    ],
  ])('for %s', (_, work, code, text, last) => {
    expect(refusal(work)).toMatchObject({ code, text, last })
  })

  it('for a vendor twice with the code the company is set to', () => {
    const vendor = () => books.create('VENDOR', { VENDORID: 'V1', NAME: 'Vendor' }, api)
    vendor()
    expect(refusal(vendor)).toMatchObject({
      code: 'PL05000104',
      text: 'Another record with the value V1 already exists for Vendor',
    })
    books.change({ duplicateParty: 'BL34000061' })
    expect(refusal(vendor).code).toBe('BL34000061')
  })

  it('for objects that do not exist or cannot be written', () => {
    expect(refusal(() => books.create('BADOBJECT', {}, api))).toMatchObject({
      code: 'WS',
      text: 'Object definition BADOBJECT not found',
    })
    expect(refusal(() => books.update('AUDITHISTORY', { RECORDNO: '1' }, api)).text).toContain(
      'not supported',
    )
  })
})

describe('custom fields', () => {
  it('are part of the object, are stored, and come through customfields of legacy functions', () => {
    books.change({
      customFields: [
        { object: 'CUSTOMER', name: 'OUR_ID', type: 'text' },
        { object: 'ARINVOICE', name: 'OUR_ID', type: 'text' },
      ],
    })
    expect(books.definition('CUSTOMER')?.fields.get('OUR_ID')).toMatchObject({ custom: true })
    expect(customer(books, 'ACME', { OUR_ID: 'c-1' }).OUR_ID).toBe('c-1')
    const row = invoice(books, ['1'], {
      customfields: { customfield: { customfieldname: 'OUR_ID', customfieldvalue: 'i-1' } },
    })
    expect(row.OUR_ID).toBe('i-1')
    expect(having(books, 'ARINVOICE', 'OUR_ID', 'i-1')).toHaveLength(1)
  })
})

describe('attachments', () => {
  it('are created in a folder, found on the document, and not changed afterwards', () => {
    customer(books)
    const file = (attachmentname: string, attachmentdata: string) => ({
      attachment: { attachmentname, attachmenttype: 'pdf', attachmentdata },
    })
    run(books, 'create_supdoc', {
      supdocid: 'ATT-1',
      supdocname: 'Paper',
      supdocfoldername: 'Invoices',
      attachments: file('invoice', 'QUJD'),
    })
    expect(invoice(books, ['1'], { supdocid: 'ATT-1' }).SUPDOCID).toBe('ATT-1')
    run(books, 'update_supdoc', { supdocid: 'ATT-1', attachments: file('invoice', 'REVG') })
    run(books, 'update_supdoc', { supdocid: 'ATT-1', attachments: file('second', 'REVG') })
    expect(
      having(books, 'SUPDOCATTACHMENT', 'SUPDOCKEY', '1').map((row) => [
        row.ATTACHMENTNAME,
        row.ATTACHMENTDATA,
      ]),
    ).toEqual([
      ['invoice', 'QUJD'],
      ['second', 'REVG'],
    ])
    expect(refusal(() => run(books, 'create_supdoc', { supdocid: 'ATT-1' })).code).toBe('BL34000061')
    expect(
      refusal(() => run(books, 'create_supdoc', { supdocid: 'ATT-2', supdocfoldername: 'Nowhere' })).text,
    ).toContain("'Nowhere' is invalid")
    expect(refusal(() => run(books, 'delete_supdoc', { '@key': 'ATT-1' })).text).toContain('is in use')
    run(books, 'create_supdocfolder', { supdocfoldername: 'Nowhere' })
    run(books, 'create_supdoc', { supdocid: 'ATT-2', supdocfoldername: 'Nowhere' })
    run(books, 'delete_supdoc', { '@key': 'ATT-2' })
  })

  it('an invoice can be had as a PDF', () => {
    customer(books)
    const row = invoice(books, ['10'], { invoiceno: 'INV-5' })
    const answer = run(books, 'retrievepdf', { ARINVOICE: { RECORDNO: row.RECORDNO } })
    const data = answer.kind === 'data' ? answer.rows[0]?.pdfdata : undefined
    const text = Buffer.from(typeof data === 'string' ? data : '', 'base64').toString('latin1')
    expect(text.startsWith('%PDF-1.4')).toBe(true)
    expect(text).toContain('(Invoice INV-5)')
  })
})

describe('payables', () => {
  beforeEach(() => {
    books.create('VENDOR', { VENDORID: 'V1', NAME: 'Landlord' }, api)
  })
  const bill = (amount = '100', more: Record<string, string> = {}) =>
    books.create(
      'APBILL',
      {
        VENDORID: 'V1',
        WHENCREATED: '01/10/2026',
        TERMNAME: 'N30',
        RECORDID: 'B1',
        APBILLITEMS: { APBILLITEM: { ACCOUNTNO: '6100', TRX_AMOUNT: amount } },
        ...more,
      },
      api,
    )
  const pay = (key: string | undefined, amount: string, more: Record<string, string> = {}) =>
    books.create(
      'APPYMT',
      {
        VENDORID: 'V1',
        FINANCIALENTITY: 'BOA',
        PAYMENTMETHOD: 'EFT',
        PAYMENTDATE: '01/20/2026',
        CURRENCY: 'USD',
        APPYMTDETAILS: { APPYMTDETAIL: { RECORDKEY: key, TRX_PAYMENTAMOUNT: amount } },
        ...more,
      },
      api,
    )

  it('a bill is posted, paid in part and in full, and its payment voided', () => {
    const row = bill()
    expect(row).toMatchObject({
      STATE: 'Posted',
      WHENDUE: '2026-02-09',
      TRX_TOTALDUE: '100',
      MODULEKEY: '3.AP',
    })
    expect(read(books, 'VENDOR', '1').TOTALDUE).toBe('100')
    const paid = pay(row.RECORDNO, '30')
    expect(paid).toMatchObject({ STATE: 'C', DISPLAYSTATE: 'Confirmed' })
    expect(read(books, 'APBILL', row.RECORDNO)).toMatchObject({ STATE: 'Partially Paid', TRX_TOTALDUE: '70' })
    run(books, 'reverse_appayment', { '@key': paid.RECORDNO, datereversed: day('2026-01-21') })
    expect(read(books, 'APBILL', row.RECORDNO)).toMatchObject({ STATE: 'Posted', TRX_TOTALDUE: '100' })
    expect(read(books, 'APPYMT', paid.RECORDNO).DISPLAYSTATE).toBe('Voided')
  })

  it('a bill number may not repeat for a vendor, and has no odd characters', () => {
    bill()
    expect(refusal(() => bill()).code).toBe('BL03002185')
    expect(refusal(() => bill('1', { RECORDID: 'A#1' })).text).toContain('Illegal format for APBill')
    expect(refusal(() => bill('1', { RECORDID: '' })).code).toBe('PL01000127')
  })

  it('a bill waits for its approvals, and can be declined', () => {
    books.change({ approvals: { bills: 2, billPayments: 0 } })
    const row = bill()
    expect(row.STATE).toBe('Submitted')
    expect(read(books, 'VENDOR', '1').TOTALDUE).toBe('0')
    expect(refusal(() => pay(row.RECORDNO, '1')).text).toContain('is Submitted and cannot be paid')
    const approve = () => books.actions.approve({ object: 'APBILL', recordNo: row.RECORDNO }, person)
    expect(approve()?.STATE).toBe('Partially Approved')
    expect(approve()).toMatchObject({ STATE: 'Posted', TRX_TOTALDUE: '100' })
    expect(read(books, 'VENDOR', '1').TOTALDUE).toBe('100')
    expect(refusal(approve).text).toContain('there is nothing to approve')
    const other = bill('5', { RECORDID: 'B2' })
    expect(books.actions.decline({ object: 'APBILL', recordNo: other.RECORDNO }, person)?.STATE).toBe(
      'Declined',
    )
  })

  it('a bill payment waits for its approval with the bill selected, and a declined one frees it', () => {
    books.change({ approvals: { bills: 0, billPayments: 1 } })
    const row = bill()
    const first = pay(row.RECORDNO, '40')
    expect(first).toMatchObject({ STATE: 'S', DISPLAYSTATE: 'Submitted' })
    expect(read(books, 'APBILL', row.RECORDNO)).toMatchObject({ STATE: 'Selected', TRX_TOTALSELECTED: '40' })
    books.actions.decline({ object: 'APPYMT', recordNo: first.RECORDNO }, person)
    expect(read(books, 'APBILL', row.RECORDNO)).toMatchObject({ STATE: 'Posted', TRX_TOTALSELECTED: '0' })
    const second = pay(row.RECORDNO, '100')
    expect(books.actions.approve({ object: 'APPYMT', recordNo: second.RECORDNO }, person)).toMatchObject({
      RECORDNO: second.RECORDNO,
      STATE: 'C',
    })
    expect(read(books, 'APBILL', row.RECORDNO)).toMatchObject({ STATE: 'Paid', TRX_TOTALSELECTED: '0' })
  })

  it('a bill update replaces its lines as a whole', () => {
    const row = bill()
    books.update(
      'APBILL',
      {
        RECORDNO: row.RECORDNO,
        APBILLITEMS: {
          APBILLITEM: [
            { ACCOUNTNO: '6100', TRX_AMOUNT: '60' },
            { ACCOUNTNO: '6200', TRX_AMOUNT: '15' },
          ],
        },
      },
      api,
    )
    expect(read(books, 'APBILL', row.RECORDNO).TRX_TOTALDUE).toBe('75')
  })
})

describe('what a person does by hand', () => {
  it('pays the rest, applies, reverses, and is kept as the one who did it', () => {
    customer(books)
    const row = invoice(books, ['100'])
    const paid = books.actions.pay({ invoice: row.RECORDNO, date: '2026-01-20' }, person)
    expect(paid).toMatchObject({
      TRX_TOTALENTERED: '100',
      CREATEDBYLOGINID: 'ui',
      UNDEPOSITEDACCOUNTNO: '1010',
    })
    books.actions.reverse({ object: 'ARPYMT', recordNo: paid?.RECORDNO, date: '2026-01-21' }, person)
    expect(read(books, 'ARINVOICE', row.RECORDNO)).toMatchObject({ STATE: 'Posted', TOUCHED: 'T' })
    expect(
      refusal(() => books.actions.reverse({ object: 'CUSTOMER', recordNo: '1' }, person)).text,
    ).toContain('not supported')
    const trail = run(books, 'getAuditTrail', { object: 'arpymt', recordNo: paid?.RECORDNO })
    expect(trail).toMatchObject({
      rows: [{ accessMode: 'create', userId: 'ui', source: 'ui' }, { accessMode: 'modify' }],
    })
  })
})

describe('the audit history', () => {
  it('has a row for each creation, change and deletion, by whom and how', () => {
    customer(books)
    const draft = invoice(books, ['1'], { action: 'Draft' })
    books.tick(60)
    books.update('ARINVOICE', { RECORDNO: draft.RECORDNO, DESCRIPTION: 'x' }, person)
    books.remove('ARINVOICE', draft.RECORDNO ?? '', person)
    const rows = having(books, 'AUDITHISTORY', 'OBJECTTYPE', 'arinvoice')
    expect(
      rows.map((row) => [row.OBJECTKEY, row.ACCESSMODE, row.USERID, row.SOURCE, row.ACCESSTIME]),
    ).toEqual([
      [draft.RECORDNO, 'C', 'tieout', 'api', '2026-01-15T12:00:00Z'],
      [draft.RECORDNO, 'M', 'ui', 'ui', '2026-01-15T12:01:00Z'],
      [draft.RECORDNO, 'D', 'ui', 'ui', '2026-01-15T12:01:00Z'],
    ])
  })

  it('says nothing of what was refused, nor of payments moving an invoice', () => {
    customer(books)
    const row = invoice(books, ['1'])
    refusal(() => payment(books, [cash(row, '5')]))
    payment(books, [cash(row, '1')])
    expect(having(books, 'AUDITHISTORY', 'OBJECTTYPE', 'arinvoice').map((entry) => entry.ACCESSMODE)).toEqual(
      ['C'],
    )
    expect(having(books, 'AUDITHISTORY', 'OBJECTTYPE', 'arpymt')).toHaveLength(1)
  })

  it('can have rows that cannot be read', () => {
    books.change({ poisonAuditEvery: 2 })
    customer(books)
    customer(books, 'B')
    expect(having(books, 'AUDITHISTORY', 'POISON', 'T')).toHaveLength(2)
  })
})

describe('reading', () => {
  it('ranges come in the order of the field and RECORDNO, with open and closed ends', () => {
    customer(books)
    const keys: string[] = []
    for (let index = 0; index < 6; index += 1) {
      keys.push(invoice(books, ['1']).RECORDNO ?? '')
      if (index % 2 === 1) books.tick(1)
    }
    books.update('ARINVOICE', { RECORDNO: keys[0], DESCRIPTION: 'late' }, person)
    const range = (access: object) =>
      [...books.find('ARINVOICE', { kind: 'range', ...access } as never, api, true)].map(
        (row) => row.RECORDNO,
      )
    expect(range({ field: 'RECORDNO', from: keys[1], fromExclusive: true, to: keys[4] })).toEqual([
      keys[2],
      keys[3],
      keys[4],
    ])
    expect(range({ field: 'WHENMODIFIED' })).toEqual([keys[1], keys[2], keys[3], keys[4], keys[5], keys[0]])
    expect(
      range({
        field: 'WHENMODIFIED',
        from: '2026-01-15T12:00:01Z',
        to: '2026-01-15T12:00:03Z',
        toExclusive: true,
      }),
    ).toEqual([keys[2], keys[3], keys[4], keys[5]])
    const lines = [
      ...books.find('ARINVOICEITEM', { kind: 'range', field: 'RECORDKEY', from: keys[4] ?? '' }, api, true),
    ]
    expect(lines.map((line) => line.RECORDKEY)).toEqual([keys[4], keys[5]])
  })

  it('a draft refused half-way, or a whole transaction, leaves nothing behind', () => {
    customer(books)
    const before = JSON.stringify(books.snapshot().rows)
    expect(() =>
      books.atomically(() => {
        const row = invoice(books, ['10'])
        payment(books, [cash(row, '10')])
        throw new Error('the sibling failed')
      }),
    ).toThrow('the sibling failed')
    expect(JSON.stringify(books.snapshot().rows)).toBe(before)
  })

  it('everything can be kept and brought back as plain JSON', () => {
    customer(books)
    const row = invoice(books, ['10'])
    const kept = JSON.parse(JSON.stringify(books.snapshot())) as ReturnType<Opened['snapshot']>
    payment(books, [cash(row, '10')])
    books.restore(kept)
    expect(read(books, 'ARINVOICE', row.RECORDNO).STATE).toBe('Posted')
    expect(all(books, 'ARPYMT')).toEqual([])
    const other = open()
    other.restore(kept)
    expect(Number(invoice(other, ['1']).RECORDNO)).toBe(Number(row.RECORDNO) + 1)
    expect(() => open('MEGA').restore(kept)).toThrow('the snapshot is of company DEMO')
  })

  it('raw rows bypass the rules', () => {
    const raw = books.raw('ARINVOICE')
    const row = raw.put({ RECORDID: 'RAW', WHENMODIFIED: '2020-01-01T00:00:00Z' })
    raw.patch(row.RECORDNO ?? '', { STATE: 'Posted' })
    expect(read(books, 'ARINVOICE', row.RECORDNO)).toMatchObject({ STATE: 'Posted', RECORDID: 'RAW' })
    expect(raw.delete(row.RECORDNO ?? '')).toBe(true)
    expect(raw.delete('999')).toBe(false)
    expect(raw.patch('999', {})).toBeUndefined()
  })
})

it.each(['DEMO', 'MEGA'] as const)(
  'the demo of %s has customers, open, part-paid and paid invoices, a credit, an advance',
  (name) => {
    const demo = open(name)
    seedDemo(demo, '2026-01-15')
    expect(all(demo, 'CUSTOMER')).toHaveLength(12)
    const states = new Map<string, number>()
    for (const row of all(demo, 'ARINVOICE'))
      states.set(row.STATE ?? '', (states.get(row.STATE ?? '') ?? 0) + 1)
    expect([...states.keys()]).toEqual(
      expect.arrayContaining(['Draft', 'Reversed', 'Reversal', 'Posted', 'Paid', 'Partially Paid']),
    )
    expect(all(demo, 'ARADVANCE')).toHaveLength(1)
    expect(
      all(demo, 'ARADJUSTMENT').map((row) => [row.STATE, row.TRX_TOTALENTERED, row.TRX_TOTALDUE]),
    ).toEqual([
      ['Posted', '-75', '-75'],
      ['Partially Paid', '-40', '-15'],
      ['Posted', '15', '15'],
    ])
    expect(demo.get('ARINVOICE', '1', inEntity('JP'))?.ENTITYOF ?? '').not.toBe('US')
  },
)
