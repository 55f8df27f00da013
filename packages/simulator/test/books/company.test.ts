import { beforeEach, describe, expect, it } from 'vitest'
import type { Input } from '../../src/books/contract.ts'
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

describe('in a company with entities', () => {
  let books: Opened
  beforeEach(() => {
    books = open('MEGA')
    customer(books)
  })

  it('a line at top level needs a location, and all lines one entity', () => {
    expect(refusal(() => invoice(books, ['10']))).toMatchObject({
      code: 'BL03000018',
      text: 'The location dimension is required for GL account 4000',
    })
    expect(
      refusal(() =>
        invoice(books, [
          { amount: '1', location: 'US' },
          { amount: '1', location: 'UK-LON' },
        ]),
      ).text,
    ).toContain('must belong to one entity; found US and UK')
  })

  it('the entity of the lines gives the base currency; the record itself stays at top level', () => {
    const row = invoice(books, [{ amount: '10', location: 'UK-LON' }])
    expect(row).toMatchObject({ BASECURR: 'GBP', CURRENCY: 'GBP', TRX_TOTALDUE: '10' })
    expect(row.MEGAENTITYID ?? '').toBe('')
    expect(having(books, 'ARINVOICEITEM', 'RECORDKEY', row.RECORDNO)[0]).toMatchObject({
      LOCATIONID: 'UK-LON',
      LOCATIONNAME: 'London',
    })
  })

  it('inside an entity the location is filled in, another entity’s refused, and the record is owned by the entity', () => {
    const uk = inEntity('UK')
    const row = invoice(books, ['10'], {}, uk)
    expect(row).toMatchObject({ MEGAENTITYID: 'UK', MEGAENTITYNAME: 'Mega UK Ltd', BASECURR: 'GBP' })
    expect(having(books, 'ARINVOICEITEM', 'RECORDKEY', row.RECORDNO)[0]?.LOCATIONID).toBe('UK')
    expect(refusal(() => invoice(books, [{ amount: '1', location: 'JP' }], {}, uk)).text).toContain(
      'Location must be UK',
    )
  })

  it('private records are seen inside their entity, at top level on request, elsewhere never', () => {
    const uk = inEntity('UK')
    const mine = customer(books, 'LONDONER', {}, uk)
    const ids = (actor = api, showPrivate = false) =>
      [...books.find('CUSTOMER', { kind: 'all' }, actor, showPrivate)].map((row) => row.CUSTOMERID)
    expect(ids(uk)).toEqual(['ACME', 'LONDONER'])
    expect(ids(inEntity('JP'))).toEqual(['ACME'])
    expect(ids(api)).toEqual(['ACME'])
    expect(ids(api, true)).toEqual(['ACME', 'LONDONER'])
    expect(books.get('CUSTOMER', mine.RECORDNO ?? '', inEntity('JP'))).toBeUndefined()
    expect(
      refusal(() => books.update('CUSTOMER', { RECORDNO: mine.RECORDNO, NAME: 'x' }, inEntity('JP'))).text,
    ).toBe("Cannot find customer with key '2' to update.")
    const theirs = invoice(books, [{ amount: '10', location: 'JP' }])
    expect(refusal(() => payment(books, [cash(theirs, '1')], {}, uk)).text).toContain(
      "Oops, we can't find this transaction;",
    )
  })

  it('one payment pays one entity, unless inter-entity payments are allowed', () => {
    const us = invoice(books, [{ amount: '10', location: 'US' }], { basecurr: 'USD', currency: 'USD' })
    const jp = invoice(books, [{ amount: '10', location: 'JP' }], { currency: 'USD', exchratetype: '' })
    expect(refusal(() => payment(books, [cash(us, '10'), cash(jp, '10')])).text).toContain(
      'belongs to another entity',
    )
    books.change({ paymentsAcrossEntities: true })
    payment(books, [cash(us, '10'), cash(jp, '10')])
    expect(read(books, 'ARINVOICE', jp.RECORDNO).STATE).toBe('Paid')
  })

  it('an overpayment needs a location', () => {
    const row = invoice(books, [{ amount: '10', location: 'US' }])
    expect(refusal(() => payment(books, [cash(row, '10')], { OVERPAYMENTAMOUNT: '5' })).text).toBe(
      'The location dimension is required for GL account 2100',
    )
    expect(
      payment(books, [cash(row, '10')], { OVERPAYMENTAMOUNT: '5', OVERPAYMENTLOCATIONID: 'US' }).TRX_TOTALDUE,
    ).toBe('5')
  })

  it('VAT is part of the total: computed from the tax detail, or as sent', () => {
    const taxed = (trx_tax: string): Input => ({
      taxentries: { taxentry: { detailid: 'UK Sale Goods Standard', trx_tax } },
    })
    const computed = invoice(books, [{ amount: '100', location: 'UK', more: taxed('') }])
    expect(computed.TRX_TOTALENTERED).toBe('120')
    expect(having(books, 'ARINVOICEITEM', 'RECORDKEY', computed.RECORDNO)).toMatchObject([
      { LINEITEM: 'T', TRX_AMOUNT: '100' },
      { LINEITEM: 'F', TRX_AMOUNT: '20', ACCOUNTNO: '2200', ENTRYDESCRIPTION: 'UK Sale Goods Standard' },
    ])
    expect(invoice(books, [{ amount: '100', location: 'UK', more: taxed('19.99') }]).TRX_TOTALENTERED).toBe(
      '119.99',
    )
    run(books, 'update_invoice', {
      '@key': computed.RECORDNO,
      updateinvoiceitems: { updatelineitem: { '@line_num': '1', memo: 'Same money' } },
    })
    expect(read(books, 'ARINVOICE', computed.RECORDNO).TRX_TOTALENTERED).toBe('120')
  })

  it('tells its entities and its financial set-up', () => {
    expect(run(books, 'readEntityDetails', {})).toMatchObject({
      kind: 'data',
      rows: [
        { id: 'US', currency: 'USD' },
        { id: 'UK', currency: 'GBP' },
        { id: 'JP', currency: 'JPY' },
      ],
    })
    expect(run(books, 'getFinancialSetup', {})).toMatchObject({
      rows: [{ multiBaseCurrency: 'true', baseCurrency: '', multiEntityShared: 'true' }],
    })
    expect(run(open(), 'getFinancialSetup', {})).toMatchObject({
      rows: [{ multiBaseCurrency: 'false', baseCurrency: 'USD', multiEntityShared: 'false' }],
    })
    expect(all(books, 'LOCATIONENTITY').map((row) => row.LOCATIONID)).toEqual(['US', 'UK', 'JP'])
  })
})

describe('a foreign currency', () => {
  let books: Opened
  beforeEach(() => {
    books = open()
    customer(books)
  })

  it('is kept beside the base currency at the daily rate, or at the rate given', () => {
    expect(invoice(books, ['100'], { currency: 'EUR', exchratetype: '' })).toMatchObject({
      CURRENCY: 'EUR',
      BASECURR: 'USD',
      EXCHANGE_RATE: '1.08',
      TRX_TOTALDUE: '100',
      TOTALDUE: '108',
    })
    expect(invoice(books, ['100'], { currency: 'EUR', exchrate: '1.1' })).toMatchObject({ TOTALDUE: '110' })
    expect(read(books, 'CUSTOMER', '1').TOTALDUE).toBe('218')
  })

  it('needs a rate', () => {
    expect(refusal(() => invoice(books, ['100'], { currency: 'EUR' })).text).toContain(
      'No exchange rate from EUR to USD',
    )
    expect(refusal(() => invoice(books, ['100'], { currency: 'XXX', exchratetype: '' })).text).toContain(
      'No exchange rate from XXX to USD',
    )
  })

  it('leaves no base cent over when it is paid in parts', () => {
    const row = invoice(books, ['10', '0.01'], { currency: 'EUR', exchrate: '1.0833' })
    for (const part of ['3.33', '3.33', '3.34', '0.01'])
      payment(books, [cash(row, part)], { CURRENCY: 'EUR', FINANCIALENTITY: 'BOA' })
    expect(read(books, 'ARINVOICE', row.RECORDNO)).toMatchObject({
      STATE: 'Paid',
      TRX_TOTALDUE: '0',
      TOTALDUE: '0',
    })
    expect(read(books, 'CUSTOMER', '1').TOTALDUE).toBe('0')
  })

  it('is refused where the company has one currency only', () => {
    books.change({ multiCurrency: false })
    expect(refusal(() => invoice(books, ['1'], { currency: 'EUR', exchratetype: '' })).text).toContain(
      'keeps its books in USD only',
    )
  })
})

describe('a closed period', () => {
  let books: Opened
  beforeEach(() => {
    books = open('MEGA')
    customer(books)
  })
  const at = (date: string, location = 'US') =>
    invoice(books, [{ amount: '10', location }], { datecreated: day(date) })

  it('refuses postings and names the first open day, drafts are taken', () => {
    books.actions.closePeriod({ through: '2025-12-31', module: 'AR' }, person)
    const given = refusal(() => at('2025-12-31'))
    expect(given.text).toBe(
      'The date 12/31/2025 is in a closed accounting period. Date must be on or after 01/01/2026.',
    )
    expect(at('2026-01-01').STATE).toBe('Posted')
    expect(
      invoice(books, [{ amount: '1', location: 'US' }], { datecreated: day('2025-12-31'), action: 'Draft' })
        .STATE,
    ).toBe('Draft')
    expect(
      invoice(books, [{ amount: '1', location: 'US' }], {
        datecreated: day('2025-12-31'),
        dateposted: day('2026-01-02'),
      }).STATE,
    ).toBe('Posted')
  })

  it('closes by entity and by module', () => {
    books.actions.closePeriod({ through: '2026-01-31', entity: 'UK', module: 'AR' }, person)
    expect(at('2026-01-10', 'US').STATE).toBe('Posted')
    expect(refusal(() => at('2026-01-10', 'UK')).text).toContain('closed accounting period')
    books.actions.openPeriod({ entity: 'UK', module: 'AR' }, person)
    expect(at('2026-01-10', 'UK').STATE).toBe('Posted')
  })

  it('refuses payments, reversals and deposits too', () => {
    const row = at('2026-01-10')
    const paid = payment(books, [cash(row, '4')], { FINANCIALENTITY: '', UNDEPOSITEDACCOUNTNO: '1010' })
    books.actions.closePeriod({ through: '2026-01-31' }, person)
    const closed = 'closed accounting period'
    expect(refusal(() => payment(books, [cash(row, '1')])).text).toContain(closed)
    expect(
      refusal(() =>
        run(books, 'reverse_arpayment', { '@key': paid.RECORDNO, datereversed: day('2026-01-31') }),
      ).text,
    ).toContain(closed)
    expect(
      refusal(() =>
        run(books, 'record_deposit', {
          bankaccountid: 'BOA',
          depositdate: day('2026-01-31'),
          depositid: 'D',
          receiptkeys: { receiptkey: paid.RECORDNO },
        }),
      ).text,
    ).toContain(closed)
    run(books, 'reverse_arpayment', { '@key': paid.RECORDNO, datereversed: day('2026-02-01') })
    expect(
      refusal(() => run(books, 'reverse_invoice', { '@key': row.RECORDNO, datereversed: day('2026-01-31') }))
        .text,
    ).toContain(closed)
  })
})

describe('numbers', () => {
  let books: Opened
  beforeEach(() => {
    books = open()
    customer(books)
  })

  it('come from the sequence when none is given, and skip those taken', () => {
    invoice(books, ['1'], { invoiceno: 'INV000002' })
    expect([invoice(books, ['1']).RECORDID, invoice(books, ['1']).RECORDID]).toEqual([
      'INV000001',
      'INV000003',
    ])
    expect(books.create('CUSTOMER', { NAME: 'Auto' }, api).CUSTOMERID).toBe('C00001')
  })

  it('that are given can be replaced by the sequence', () => {
    books.change({
      numbering: { ARINVOICE: { on: true, prefix: 'A-', next: 7, digits: 1, given: 'replaced' } },
    })
    expect(invoice(books, ['1'], { invoiceno: 'MINE' }).RECORDID).toBe('A-7')
  })

  it('may not repeat, unless the company allows it', () => {
    invoice(books, ['1'], { invoiceno: 'X' })
    expect(refusal(() => invoice(books, ['1'], { invoiceno: 'X' }))).toMatchObject({
      code: 'BL03002185',
      text: "A transaction with the number 'X' already exists.",
    })
    books.change({ uniqueNumbers: [] })
    expect(invoice(books, ['1'], { invoiceno: 'X' }).RECORDID).toBe('X')
  })

  it('are required where there is no sequence and the company says so', () => {
    books.change({
      numbering: { ARINVOICE: { on: false, prefix: '', next: 1, digits: 1, given: 'kept' } },
      numberRequired: ['ARINVOICE'],
    })
    expect(refusal(() => invoice(books, ['1']))).toMatchObject({
      code: 'PL01000127',
      text: 'Document Number is missing',
    })
  })

  it('of records are never used twice, not even after a refusal or a deletion', () => {
    const seen = new Set<string>()
    for (let round = 0; round < 3; round += 1) {
      const draft = invoice(books, ['1'], { action: 'Draft' })
      seen.add(draft.RECORDNO ?? '')
      books.remove('ARINVOICE', draft.RECORDNO ?? '', api)
      refusal(() => invoice(books, ['x']))
    }
    expect(seen.size).toBe(3)
  })
})

describe('account labels and dimensions', () => {
  let books: Opened
  beforeEach(() => {
    books = open()
    customer(books)
  })

  it('labels stand for accounts, subtotal labels are refused', () => {
    books.change({ accountLabels: ['AR'] })
    const labelled = (accountlabel: string) =>
      run(books, 'create_invoice', {
        customerid: 'ACME',
        datecreated: day('2026-01-10'),
        termname: 'N30',
        invoiceitems: { lineitem: { accountlabel, amount: '5' } },
      })
    expect(having(books, 'ARINVOICEITEM', 'RECORDKEY', keyOf(labelled('Services')))[0]).toMatchObject({
      ACCOUNTNO: '4020',
      ACCOUNTLABEL: 'Services',
    })
    expect(refusal(() => labelled('Total before tax')).text).toBe(
      'Subtotal account labels are not valid for line items',
    )
    expect(refusal(() => invoice(books, ['1'])).text).toBe('Currently, we cannot create the transaction')
  })

  it.each([
    ['LOCATION', 'BL03000018', 'The location dimension is required for GL account 4000'],
    ['DEPARTMENT', 'BL01001973', "The account number '4000' requires a department."],
    ['PROJECT', 'BL01001973', 'This transaction is missing the Project dimension for the Account 4000'],
  ])('a required %s is asked for', (object, code, text) => {
    books.change({ requiredDimensions: { '4000': [object] } })
    expect(refusal(() => invoice(books, ['1']))).toMatchObject({ code, text })
  })

  it('are carried on the line with their names', () => {
    const row = invoice(books, [
      {
        amount: '1',
        more: {
          departmentid: 'SALES',
          projectid: 'P-100',
          classid: 'ENT',
          itemid: 'SEAT',
          customerid: 'ACME',
        },
      },
    ])
    expect(having(books, 'ARINVOICEITEM', 'RECORDKEY', row.RECORDNO)[0]).toMatchObject({
      DEPARTMENTNAME: 'Sales',
      PROJECTNAME: 'Onboarding',
      CLASSNAME: 'Enterprise',
      ITEMNAME: 'Seat licence',
      CUSTOMERNAME: 'ACME Inc.',
    })
  })
})
