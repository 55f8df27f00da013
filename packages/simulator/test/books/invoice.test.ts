import { beforeEach, describe, expect, it } from 'vitest'
import {
  all,
  api,
  cash,
  customer,
  day,
  having,
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
  customer(books)
})

describe('an invoice', () => {
  it('is posted with the total of its lines due, and its term decides the due date', () => {
    const row = invoice(books, ['100', '25.5'], { invoiceno: 'INV-1', ponumber: 'PO 5' })
    expect(row).toMatchObject({
      RECORDID: 'INV-1',
      DOCNUMBER: 'PO 5',
      STATE: 'Posted',
      RAWSTATE: 'A',
      CUSTOMERID: 'ACME',
      CUSTOMERNAME: 'ACME Inc.',
      WHENCREATED: '2026-01-10',
      WHENPOSTED: '2026-01-10',
      WHENDUE: '2026-02-09',
      TRX_TOTALENTERED: '125.5',
      TRX_TOTALPAID: '0',
      TRX_TOTALDUE: '125.5',
      TOTALDUE: '125.5',
      CURRENCY: 'USD',
      BASECURR: 'USD',
      MODULEKEY: '4.AR',
      SYSTEMGENERATED: 'F',
      RECORDTYPE: 'ri',
      INVOICENO: 'INV-1',
    })
    expect(row.PRBATCH).toBe('Invoices: 2026/01/10 Batch')
    expect(read(books, 'CUSTOMER', '1').TOTALDUE).toBe('125.5')
  })

  it('keeps its lines in order with account titles', () => {
    const row = invoice(books, ['100', { amount: '25.5', account: '4010' }])
    const lines = having(books, 'ARINVOICEITEM', 'RECORDKEY', row.RECORDNO)
    expect(lines.map((line) => [line.LINE_NO, line.ACCOUNTNO, line.ACCOUNTTITLE, line.TRX_AMOUNT])).toEqual([
      ['1', '4000', 'Sales', '100'],
      ['2', '4010', 'Subscriptions', '25.5'],
    ])
  })

  it('is worth nothing at zero, and rounds what it is sent to two decimals', () => {
    expect(invoice(books, ['0']).STATE).toBe('No Value')
    expect(invoice(books, ['10.005']).TRX_TOTALENTERED).toBe('10.01')
    expect(invoice(books, ['10.004']).TRX_TOTALENTERED).toBe('10')
  })

  it('stays a draft that owes nothing until it is submitted', () => {
    const draft = invoice(books, ['100'], { action: 'Draft' })
    expect(draft.STATE).toBe('Draft')
    expect(read(books, 'CUSTOMER', '1').TOTALDUE).toBe('0')
    run(books, 'update_invoice', { '@key': draft.RECORDNO, action: 'Submit' })
    expect(read(books, 'ARINVOICE', draft.RECORDNO)).toMatchObject({
      STATE: 'Posted',
      PRBATCH: 'Invoices: 2026/01/10 Batch',
    })
    expect(read(books, 'CUSTOMER', '1').TOTALDUE).toBe('100')
  })

  it('keeps the contact data of the day it was made', () => {
    books.update('CUSTOMER', { CUSTOMERID: 'ACME', DISPLAYCONTACT: { EMAIL1: 'old@acme.example' } }, api)
    const before = invoice(books, ['1'])
    books.update('CUSTOMER', { CUSTOMERID: 'ACME', DISPLAYCONTACT: { EMAIL1: 'new@acme.example' } }, api)
    expect(read(books, 'ARINVOICE', before.RECORDNO)['BILLTO.EMAIL1']).toBe('old@acme.example')
    expect(invoice(books, ['1'])['BILLTO.EMAIL1']).toBe('new@acme.example')
  })

  it('can be edited freely while unpaid', () => {
    const row = invoice(books, ['100', '50'])
    books.tick(60)
    run(books, 'update_invoice', {
      '@key': row.RECORDNO,
      description: 'Now cheaper',
      updateinvoiceitems: {
        updatelineitem: { '@line_num': '2', amount: '40' },
        lineitem: { glaccountno: '4010', amount: '5' },
      },
    })
    const changed = read(books, 'ARINVOICE', row.RECORDNO)
    expect(changed).toMatchObject({
      TRX_TOTALENTERED: '145',
      TRX_TOTALDUE: '145',
      DESCRIPTION: 'Now cheaper',
    })
    expect(changed.WHENMODIFIED).toBe('2026-01-15T12:01:00Z')
    expect(having(books, 'ARINVOICEITEM', 'RECORDKEY', row.RECORDNO).map((line) => line.TRX_AMOUNT)).toEqual([
      '100',
      '40',
      '5',
    ])
    expect(read(books, 'CUSTOMER', '1').TOTALDUE).toBe('145')
  })

  it('ignores empty elements of an update unless set_nulls asks for them', () => {
    const row = invoice(books, ['100'], { description: 'Kept', ponumber: 'PO' })
    run(books, 'update_invoice', { '@key': row.RECORDNO, description: '', ponumber: 'PO 2' })
    expect(read(books, 'ARINVOICE', row.RECORDNO)).toMatchObject({ DESCRIPTION: 'Kept', DOCNUMBER: 'PO 2' })
    run(books, 'update_invoice', { '@key': row.RECORDNO, '@set_nulls': 'true', description: '' })
    expect(read(books, 'ARINVOICE', row.RECORDNO).DESCRIPTION).toBe('')
  })

  it('is found again by the caller’s own id with externalkey', () => {
    const row = invoice(books, ['100'], { externalid: 'ab-778' })
    run(books, 'update_invoice', { '@key': 'ab-778', '@externalkey': 'true', description: 'By my id' })
    expect(read(books, 'ARINVOICE', row.RECORDNO).DESCRIPTION).toBe('By my id')
  })

  it('once partly paid takes changes that do not reach the ledger, and no others', () => {
    const row = invoice(books, ['100'])
    payment(books, [cash(row, '40')])
    run(books, 'update_invoice', { '@key': row.RECORDNO, datedue: day('2026-03-01'), description: 'Later' })
    expect(read(books, 'ARINVOICE', row.RECORDNO)).toMatchObject({
      WHENDUE: '2026-03-01',
      DESCRIPTION: 'Later',
      TRX_TOTALDUE: '60',
    })
    const lines = refusal(() =>
      run(books, 'update_invoice', {
        '@key': row.RECORDNO,
        updateinvoiceitems: { updatelineitem: { '@line_num': '1', amount: '5' } },
      }),
    )
    expect(lines.text).toContain('its lines cannot be changed')
    expect(lines.last).toBe("Currently, we can't update the transaction")
    const date = refusal(() =>
      run(books, 'update_invoice', { '@key': row.RECORDNO, dateposted: day('2026-01-11') }),
    )
    expect(date.text).toContain('WHENPOSTED cannot be changed')
  })

  it('keeps its lines locked after its payment is reversed', () => {
    const row = invoice(books, ['100'])
    const paid = payment(books, [cash(row, '100')])
    run(books, 'reverse_arpayment', { '@key': paid.RECORDNO, datereversed: day('2026-01-21') })
    expect(read(books, 'ARINVOICE', row.RECORDNO).STATE).toBe('Posted')
    const lines = refusal(() =>
      run(books, 'update_invoice', {
        '@key': row.RECORDNO,
        updateinvoiceitems: { updatelineitem: { '@line_num': '1', amount: '5' } },
      }),
    )
    expect(lines.text).toContain('Reverse it and enter it again')
  })

  it('can be moved to another customer, who then owes it', () => {
    customer(books, 'OTHER')
    const row = invoice(books, ['100'])
    run(books, 'update_invoice', { '@key': row.RECORDNO, customerid: 'OTHER' })
    expect(all(books, 'CUSTOMER').map((party) => [party.CUSTOMERID, party.TOTALDUE])).toEqual([
      ['ACME', '0'],
      ['OTHER', '100'],
    ])
  })
})

describe('reversing an invoice', () => {
  it('leaves the original Reversed and adds a Reversal with turned signs; the customer owes nothing', () => {
    const row = invoice(books, ['100', '20'], { invoiceno: 'INV-7' })
    const key = keyOf(
      run(books, 'reverse_invoice', {
        '@key': row.RECORDNO,
        datereversed: day('2026-01-12'),
        description: 'Wrong',
      }),
    )
    expect(key).toBe(row.RECORDNO)
    expect(read(books, 'ARINVOICE', row.RECORDNO)).toMatchObject({
      STATE: 'Reversed',
      TRX_TOTALDUE: '0',
      TRX_TOTALENTERED: '120',
    })
    const contra = having(books, 'ARINVOICE', 'STATE', 'Reversal')[0]
    expect(contra).toMatchObject({
      RECORDID: 'Reversed - INV-7',
      TRX_TOTALENTERED: '-120',
      TRX_TOTALDUE: '0',
      WHENPOSTED: '2026-01-12',
      DESCRIPTION: 'Wrong',
    })
    expect(contra?.RECORDNO).not.toBe(row.RECORDNO)
    expect(read(books, 'CUSTOMER', '1').TOTALDUE).toBe('0')
  })

  it('is refused while payments are applied, twice, or before the invoice', () => {
    const row = invoice(books, ['100'])
    expect(
      refusal(() => run(books, 'reverse_invoice', { '@key': row.RECORDNO, datereversed: day('2026-01-01') }))
        .code,
    ).toBe('PL03000006')
    const paid = payment(books, [cash(row, '10')])
    expect(
      refusal(() => run(books, 'reverse_invoice', { '@key': row.RECORDNO, datereversed: day('2026-01-21') }))
        .text,
    ).toContain('Reverse the payments first')
    run(books, 'reverse_arpayment', { '@key': paid.RECORDNO, datereversed: day('2026-01-21') })
    run(books, 'reverse_invoice', { '@key': row.RECORDNO, datereversed: day('2026-01-21') })
    expect(
      refusal(() => run(books, 'reverse_invoice', { '@key': row.RECORDNO, datereversed: day('2026-01-21') }))
        .text,
    ).toBe('A transaction that is Reversed cannot be reversed.')
  })
})

describe('deleting an invoice', () => {
  it('is possible for drafts only, unless the company allows more', () => {
    const draft = invoice(books, ['100'], { action: 'Draft' })
    books.remove('ARINVOICE', draft.RECORDNO ?? '', api)
    expect(books.get('ARINVOICE', draft.RECORDNO ?? '', api)).toBeUndefined()
    expect(having(books, 'ARINVOICEITEM', 'RECORDKEY', draft.RECORDNO)).toEqual([])

    const posted = invoice(books, ['100'])
    expect(refusal(() => run(books, 'delete_invoice', { '@key': posted.RECORDNO })).text).toContain(
      'Only draft transactions can be deleted',
    )
    books.change({ deletePosted: true })
    run(books, 'delete_invoice', { '@key': posted.RECORDNO }, person)
    expect(read(books, 'CUSTOMER', '1').TOTALDUE).toBe('0')
    const next = invoice(books, ['1'])
    expect(Number(next.RECORDNO)).toBeGreaterThan(Number(posted.RECORDNO))
  })

  it('names an unknown key', () => {
    expect(refusal(() => books.remove('ARINVOICE', '999', api))).toMatchObject({
      code: 'BL01001973',
      text: "Cannot find ar invoice with key '999' to delete.",
    })
  })
})

describe('an invoice is refused', () => {
  const cases: readonly [
    string,
    Parameters<typeof invoice>[1],
    Parameters<typeof invoice>[2],
    string,
    string,
  ][] = [
    [
      'without due date and term',
      ['1'],
      { termname: undefined },
      'BL03000018',
      'Required field Date Due is missing',
    ],
    [
      'for an unknown customer',
      ['1'],
      { customerid: 'NOBODY' },
      'BL01001973',
      "The customer 'NOBODY' is invalid.",
    ],
    [
      'on an impossible date',
      ['1'],
      { datecreated: day('2026-02-30') },
      'PL03000006',
      "The transaction date '02/30/2026' is invalid.",
    ],
    [
      'with an unknown account',
      [{ amount: '1', account: '9999' }],
      {},
      'BL01001973',
      "The account '9999' is invalid.",
    ],
    [
      'with an amount that is no number',
      ['ten'],
      {},
      'BL03000018',
      'Illegal format for ARInvoiceItem : TRX_AMOUNT ten',
    ],
    ['with an unknown term', ['1'], { termname: 'N99' }, 'BL01001973', "The term 'N99' is invalid."],
    [
      'with an unknown project',
      [{ amount: '1', more: { projectid: 'X' } }],
      {},
      'BL01001973',
      "Invalid Project 'X' specified.",
    ],
    [
      'with an unknown department',
      [{ amount: '1', more: { departmentid: 'X' } }],
      {},
      'BL01001973',
      "The department 'X' is invalid.",
    ],
    ['without lines', [], {}, 'BL03000018', 'Required field line items is missing'],
    ['with an unknown attachment', ['1'], { supdocid: 'X' }, 'BL01001973', "The attachment 'X' is invalid."],
  ]
  it.each(cases)('%s', (_, lines, more, code, text) => {
    const given = refusal(() => invoice(books, lines, more))
    expect(given).toMatchObject({
      code,
      text,
      entries: 2,
      last: "Currently, we can't create the transaction",
    })
    expect(all(books, 'ARINVOICE')).toEqual([])
    expect(all(books, 'ARINVOICEITEM')).toEqual([])
  })

  it('for an inactive customer or department', () => {
    books.update('DEPARTMENT', { DEPARTMENTID: 'SALES', STATUS: 'inactive' }, api)
    expect(refusal(() => invoice(books, [{ amount: '1', more: { departmentid: 'SALES' } }])).text).toBe(
      'The department SALES is inactive. Activate the department SALES, then try again.',
    )
    books.update('CUSTOMER', { CUSTOMERID: 'ACME', STATUS: 'inactive' }, api)
    expect(refusal(() => invoice(books, ['1'])).text).toContain('Activate the customer ACME, then try again.')
  })

  it('through the generic create, which only the pages have', () => {
    const input = {
      CUSTOMERID: 'ACME',
      WHENCREATED: '01/10/2026',
      WHENDUE: '02/10/2026',
      ARINVOICEITEMS: { ARINVOICEITEM: { ACCOUNTNO: '4000', TRX_AMOUNT: '5' } },
    }
    expect(refusal(() => books.create('ARINVOICE', input, api)).text).toBe(
      'The create operation is not supported for objects of type ARINVOICE.',
    )
    expect(books.create('ARINVOICE', input, person)).toMatchObject({
      STATE: 'Posted',
      TRX_TOTALDUE: '5',
      CREATEDBYLOGINID: 'ui',
    })
  })
})
