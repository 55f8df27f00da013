import { beforeEach, describe, expect, it } from 'vitest'
import type { Input, Row } from '../../src/books/contract.ts'
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

const fresh = (row: Row) => read(books, 'ARINVOICE', row.RECORDNO)
const credit = (amount: string, more: Input = {}): Row =>
  read(
    books,
    'ARADJUSTMENT',
    keyOf(
      run(books, 'create_aradjustment', {
        customerid: 'ACME',
        datecreated: day('2026-01-11'),
        aradjustmentitems: { lineitem: { glaccountno: '4900', amount } },
        ...more,
      }),
    ),
  )

describe('a payment', () => {
  it('pays an invoice in part, then in full', () => {
    const bill = invoice(books, ['100'])
    const first = payment(books, [cash(bill, '40')], { DOCNUMBER: 'ch_1' })
    expect(first).toMatchObject({
      STATE: 'C',
      DISPLAYSTATE: 'Complete',
      TRX_TOTALENTERED: '40',
      TRX_TOTALPAID: '40',
      TRX_TOTALDUE: '0',
      DOCNUMBER: 'ch_1',
      WHENCREATED: '2026-01-20',
      FINANCIALENTITY: 'BOA',
      FINANCIALACCOUNTCURRENCY: 'USD',
      RECORDTYPE: 'rp',
      PRBATCH: 'Receipts: 2026/01/20 Batch',
    })
    expect(fresh(bill)).toMatchObject({
      STATE: 'Partially Paid',
      TRX_TOTALPAID: '40',
      TRX_TOTALDUE: '60',
      WHENPAID: '',
    })
    payment(books, [cash(bill, '60')], { RECEIPTDATE: '01/25/2026' })
    expect(fresh(bill)).toMatchObject({ STATE: 'Paid', TRX_TOTALDUE: '0', WHENPAID: '2026-01-25' })
    expect(read(books, 'CUSTOMER', '1').TOTALDUE).toBe('0')
  })

  it('is spread down the lines in order when no line is named', () => {
    const bill = invoice(books, ['30', '50', '20'])
    const paid = payment(books, [cash(bill, '45')])
    expect(
      having(books, 'ARINVOICEITEM', 'RECORDKEY', bill.RECORDNO).map((line) => line.TRX_TOTALPAID),
    ).toEqual(['30', '15', '0'])
    const details = having(books, 'ARPYMTDETAIL', 'PAYMENTKEY', paid.RECORDNO)
    expect(details.map((detail) => [detail.RECORDKEY, detail.TRX_PAYMENTAMOUNT])).toEqual([
      [bill.RECORDNO, '30'],
      [bill.RECORDNO, '15'],
    ])
    expect(having(books, 'ARINVOICEPAYMENT', 'RECORDKEY', bill.RECORDNO)).toMatchObject([
      { PAYMENTKEY: paid.RECORDNO, TRX_AMOUNT: '45' },
    ])
  })

  it('keeps one detail an invoice where the company is set so', () => {
    books.change({ detailPerLine: false })
    const bill = invoice(books, ['30', '50'])
    const paid = payment(books, [cash(bill, '45')])
    expect(having(books, 'ARPYMTDETAIL', 'PAYMENTKEY', paid.RECORDNO)).toMatchObject([
      { ENTRYKEY: '', TRX_PAYMENTAMOUNT: '45' },
    ])
    run(books, 'reverse_arpayment', { '@key': paid.RECORDNO, datereversed: day('2026-01-21') })
    expect(
      having(books, 'ARINVOICEITEM', 'RECORDKEY', bill.RECORDNO).map((line) => line.TRX_TOTALPAID),
    ).toEqual(['0', '0'])
  })

  it('pays the line it names', () => {
    const bill = invoice(books, ['30', '50'])
    const [, second] = having(books, 'ARINVOICEITEM', 'RECORDKEY', bill.RECORDNO)
    payment(books, [cash(bill, '50', second?.RECORDNO)])
    expect(
      having(books, 'ARINVOICEITEM', 'RECORDKEY', bill.RECORDNO).map((line) => line.TRX_TOTALPAID),
    ).toEqual(['0', '50'])
    expect(refusal(() => payment(books, [cash(bill, '1', second?.RECORDNO)])).code).toBe('XL03000027')
  })

  it('never pays more than is due, and then nothing is done', () => {
    const bill = invoice(books, ['100'])
    expect(refusal(() => payment(books, [cash(bill, '60'), cash(bill, '60')]))).toMatchObject({
      code: 'XL03000027',
      text: `The amount paid is greater than the amount due for invoice with key ${bill.RECORDNO ?? ''}`,
    })
    expect(fresh(bill)).toMatchObject({ STATE: 'Posted', TRX_TOTALPAID: '0' })
    expect(all(books, 'ARPYMT')).toEqual([])
    expect(all(books, 'ARPYMTDETAIL')).toEqual([])
    payment(books, [cash(bill, '100')])
    expect(refusal(() => payment(books, [cash(bill, '0.01')])).code).toBe('XL03000027')
  })

  it('declares what it has too much as an overpayment, which stays due to the customer and pays a later invoice', () => {
    const first = invoice(books, ['100'])
    const paid = payment(books, [cash(first, '100')], { OVERPAYMENTAMOUNT: '50' })
    expect(paid).toMatchObject({ TRX_TOTALENTERED: '150', TRX_TOTALPAID: '100', TRX_TOTALDUE: '50' })
    const second = invoice(books, ['80'])
    const applied = payment(books, [
      { RECORDKEY: second.RECORDNO, OVERPAYMENTKEY: paid.RECORDNO, TRX_POSTEDOVERPAYMENTAMOUNT: '50' },
    ])
    expect(applied).toMatchObject({ TRX_TOTALENTERED: '0', TRX_TOTALDUE: '0' })
    expect(fresh(second)).toMatchObject({ STATE: 'Partially Paid', TRX_TOTALDUE: '30' })
    expect(read(books, 'ARPYMT', paid.RECORDNO)).toMatchObject({ TRX_TOTALPAID: '150', TRX_TOTALDUE: '0' })
    expect(
      refusal(() =>
        run(books, 'reverse_arpayment', { '@key': paid.RECORDNO, datereversed: day('2026-01-21') }),
      ).text,
    ).toContain('Reverse its applications first')
  })

  it('refuses a total that is neither applied nor declared', () => {
    const bill = invoice(books, ['100'])
    expect(refusal(() => payment(books, [cash(bill, '100')], { TRX_AMOUNTTOPAY: '120' })).text).toContain(
      'exceeds total amount due (100)',
    )
  })

  it('as a draft selects the invoice without paying it, can be changed, submitted and deleted', () => {
    const bill = invoice(books, ['100'])
    const draft = payment(books, [cash(bill, '70')], { ACTION: 'Draft' })
    expect(draft).toMatchObject({ STATE: 'D', DISPLAYSTATE: 'Draft' })
    expect(fresh(bill)).toMatchObject({
      STATE: 'Selected',
      TRX_TOTALSELECTED: '70',
      TRX_TOTALPAID: '0',
      TRX_TOTALDUE: '100',
    })
    expect(refusal(() => payment(books, [cash(bill, '40')])).code).toBe('XL03000027')

    books.update(
      'ARPYMT',
      { RECORDNO: draft.RECORDNO, ARPYMTDETAILS: { ARPYMTDETAIL: cash(bill, '55') } },
      api,
    )
    expect(fresh(bill).TRX_TOTALSELECTED).toBe('55')
    const posted = books.update('ARPYMT', { RECORDNO: draft.RECORDNO, ACTION: 'Submit' }, api)
    expect(posted).toMatchObject({ RECORDNO: draft.RECORDNO, STATE: 'C', TRX_TOTALENTERED: '55' })
    expect(fresh(bill)).toMatchObject({
      STATE: 'Partially Paid',
      TRX_TOTALSELECTED: '0',
      TRX_TOTALPAID: '55',
    })
    expect(
      refusal(() => books.update('ARPYMT', { RECORDNO: draft.RECORDNO, DESCRIPTION: 'x' }, api)).text,
    ).toContain('Only draft transactions can be changed')
    expect(refusal(() => books.remove('ARPYMT', draft.RECORDNO ?? '', api)).text).toContain(
      'Only draft transactions can be deleted',
    )

    const other = payment(books, [cash(bill, '45')], { ACTION: 'Draft' })
    books.remove('ARPYMT', other.RECORDNO ?? '', api)
    expect(fresh(bill)).toMatchObject({ TRX_TOTALSELECTED: '0', TRX_TOTALDUE: '45' })
    expect(having(books, 'ARPYMTDETAIL', 'PAYMENTKEY', other.RECORDNO)).toEqual([])
  })

  it('takes the discount of the term when the rest is paid in full within its days', () => {
    const bill = invoice(books, ['100'], { termname: '2% 10 N30' })
    expect(bill).toMatchObject({ WHENDISCOUNT: '2026-01-20', WHENDUE: '2026-02-09' })
    expect(
      refusal(() => payment(books, [{ ...cash(bill, '50'), DISCOUNTDATE: '01/15/2026' }])).text,
    ).toContain('A discount by date needs the full amount')
    payment(books, [{ ...cash(bill, '98'), DISCOUNTDATE: '01/15/2026' }])
    expect(fresh(bill)).toMatchObject({ STATE: 'Paid', TRX_TOTALPAID: '100' })
    expect(all(books, 'ARDISCOUNT')).toMatchObject([{ TRX_TOTALENTERED: '2', RECORDTYPE: 'rd' }])
  })

  it('goes to one customer, or by a payer’s name to several', () => {
    customer(books, 'OTHER')
    const mine = invoice(books, ['10'])
    const theirs = invoice(books, ['20'], { customerid: 'OTHER' })
    expect(refusal(() => payment(books, [cash(theirs, '20')])).text).toContain(
      "does not belong to the customer 'ACME'",
    )
    payment(books, [cash(mine, '10'), cash(theirs, '20')], { CUSTOMERID: '', PAYERNAME: 'A lockbox' })
    expect([fresh(mine).STATE, fresh(theirs).STATE]).toEqual(['Paid', 'Paid'])
  })

  it('needs a summary where summaries are user-specified', () => {
    const bill = invoice(books, ['10'])
    books.change({ paymentSummaries: 'UserSpecified' })
    expect(refusal(() => payment(books, [cash(bill, '10')])).text).toBe('Please provide a payment batch key.')
    const batch = books.create('ARPAYMENTBATCH', { TITLE: 'January lockbox' }, api)
    expect(refusal(() => payment(books, [cash(bill, '10')], { PRBATCH: 'No such' })).text).toContain(
      "The summary 'No such' is invalid or closed.",
    )
    payment(books, [cash(bill, '4')], { PRBATCH: 'January lockbox', FINANCIALENTITY: '' })
    run(books, 'create_arpayment', {
      customerid: 'ACME',
      paymentamount: '6',
      batchkey: batch.RECORDNO,
      datereceived: day('2026-01-20'),
      arpaymentitem: { invoicekey: bill.RECORDNO, amount: '6' },
    })
    expect(read(books, 'ARPAYMENTBATCH', batch.RECORDNO).TOTAL).toBe('10')
  })

  it('goes to undeposited funds, and from there to a bank', () => {
    const bill = invoice(books, ['30'])
    const one = payment(books, [cash(bill, '10')], { FINANCIALENTITY: '', UNDEPOSITEDACCOUNTNO: '1010' })
    const two = payment(books, [cash(bill, '20')], { FINANCIALENTITY: '', UNDEPOSITEDACCOUNTNO: '1010' })
    const banked = payment(books, [cash(invoice(books, ['5']), '5')])
    const deposit = (...keys: (string | undefined)[]) =>
      run(books, 'record_deposit', {
        bankaccountid: 'BOA',
        depositdate: day('2026-01-22'),
        depositid: 'D1',
        receiptkeys: { receiptkey: keys.map((key) => key ?? '') },
      })
    expect(refusal(() => deposit(banked.RECORDNO)).text).toContain('is not in undeposited funds')
    const key = keyOf(deposit(one.RECORDNO, two.RECORDNO))
    expect(read(books, 'DEPOSIT', key)).toMatchObject({
      TOTALENTERED: '30',
      FINANCIALENTITY: 'BOA',
      DEPOSITID: 'D1',
      STATE: 'A',
    })
    expect(refusal(() => deposit(one.RECORDNO)).text).toContain('has been deposited')
  })

  it('in a foreign currency cannot go to undeposited funds', () => {
    const bill = invoice(books, ['10'], { currency: 'EUR', exchratetype: '' })
    expect(
      refusal(() =>
        payment(books, [cash(bill, '10')], {
          CURRENCY: 'EUR',
          FINANCIALENTITY: '',
          UNDEPOSITEDACCOUNTNO: '1010',
        }),
      ).code,
    ).toBe('BL02000051')
  })

  const bad: readonly [string, (bill: Row) => readonly Input[], Input, string][] = [
    [
      'a detail without target',
      () => [{ TRX_PAYMENTAMOUNT: '1' }],
      {},
      'exactly one of RECORDKEY and POSADJKEY',
    ],
    [
      'two fundings in one detail',
      (bill) => [{ ...cash(bill, '1'), ADVANCEKEY: '1', TRX_POSTEDADVANCEAMOUNT: '1' }],
      {},
      'at most one funding source',
    ],
    ['a detail without amount', (bill) => [{ RECORDKEY: bill.RECORDNO }], {}, 'needs an amount'],
    ['a negative amount', (bill) => [cash(bill, '-1')], {}, 'must be greater than zero'],
    [
      'an unknown invoice',
      () => [{ RECORDKEY: '999', TRX_PAYMENTAMOUNT: '1' }],
      {},
      "Oops, we can't find this transaction;",
    ],
    ['nothing to pay', () => [], {}, 'needs an amount'],
    [
      'an unknown bank',
      (bill) => [cash(bill, '1')],
      { FINANCIALENTITY: 'NOPE' },
      "The bank account 'NOPE' is invalid.",
    ],
    [
      'no payment method',
      (bill) => [cash(bill, '1')],
      { PAYMENTMETHOD: '' },
      'Required field Payment Method is missing',
    ],
    [
      'an unknown payment method',
      (bill) => [cash(bill, '1')],
      { PAYMENTMETHOD: 'Barter' },
      'Illegal value for ARPymt : PAYMENTMETHOD Barter',
    ],
    [
      'no receipt date',
      (bill) => [cash(bill, '1')],
      { RECEIPTDATE: '' },
      'Required field Receipt Date is missing',
    ],
    [
      'bank and undeposited funds at once',
      (bill) => [cash(bill, '1')],
      { UNDEPOSITEDACCOUNTNO: '1010' },
      'Give one of bank account',
    ],
    [
      'an unknown customer',
      (bill) => [cash(bill, '1')],
      { CUSTOMERID: 'NOBODY' },
      "The customer 'NOBODY' is invalid.",
    ],
    ['another currency', (bill) => [cash(bill, '1')], { CURRENCY: 'EUR' }, 'is in USD, the payment in EUR'],
  ]
  it.each(bad)('is refused for %s', (_, details, more, text) => {
    const bill = invoice(books, ['10'])
    expect(refusal(() => payment(books, details(bill), more)).text).toContain(text)
    expect(all(books, 'ARPYMT')).toEqual([])
  })

  it('cannot pay drafts', () => {
    const draft = invoice(books, ['10'], { action: 'Draft' })
    expect(refusal(() => payment(books, [cash(draft, '1')])).text).toContain('is Draft and cannot be paid')
  })
})

describe('reversing a payment', () => {
  it('reopens its invoices, and leaves Reversed and Reversal that cancel out', () => {
    const bill = invoice(books, ['60', '40'])
    const paid = payment(books, [cash(bill, '70')], { OVERPAYMENTAMOUNT: '5' })
    books.tick(60)
    run(books, 'reverse_arpayment', {
      '@key': paid.RECORDNO,
      datereversed: day('2026-01-21'),
      description: 'NSF',
    })
    expect(fresh(bill)).toMatchObject({
      STATE: 'Posted',
      TRX_TOTALPAID: '0',
      TRX_TOTALDUE: '100',
      WHENMODIFIED: '2026-01-15T12:01:00Z',
    })
    expect(read(books, 'ARPYMT', paid.RECORDNO)).toMatchObject({
      STATE: 'V',
      DISPLAYSTATE: 'Reversed',
      TRX_TOTALENTERED: '75',
      TRX_TOTALDUE: '0',
    })
    const contra = having(books, 'ARPYMT', 'DISPLAYSTATE', 'Reversal')[0]
    expect(contra).toMatchObject({
      STATE: 'V',
      TRX_TOTALENTERED: '-75',
      PARENTPAYMENTKEY: paid.RECORDNO,
      RECEIPTDATE: '2026-01-21',
    })
    const details = having(books, 'ARPYMTDETAIL', 'RECORDKEY', bill.RECORDNO)
    expect(details.map((detail) => detail.TRX_PAYMENTAMOUNT).sort()).toEqual(['-10', '-60', '10', '60'])
    expect(
      refusal(() =>
        run(books, 'reverse_arpayment', { '@key': paid.RECORDNO, datereversed: day('2026-01-21') }),
      ).text,
    ).toBe('A transaction that is Reversed cannot be reversed.')
    expect(read(books, 'CUSTOMER', '1').TOTALDUE).toBe('100')
  })

  it('frees the credit it drew on', () => {
    const memo = credit('-30')
    const bill = invoice(books, ['100'])
    const applied = payment(books, [
      { RECORDKEY: bill.RECORDNO, ADJUSTMENTKEY: memo.RECORDNO, TRX_ADJUSTMENTAMOUNT: '30' },
    ])
    expect(read(books, 'ARADJUSTMENT', memo.RECORDNO)).toMatchObject({ STATE: 'Paid', TRX_TOTALDUE: '0' })
    run(books, 'reverse_arpayment', { '@key': applied.RECORDNO, datereversed: day('2026-01-21') })
    expect(read(books, 'ARADJUSTMENT', memo.RECORDNO)).toMatchObject({ STATE: 'Posted', TRX_TOTALDUE: '-30' })
    expect(fresh(bill).TRX_TOTALDUE).toBe('100')
  })
})

describe('credits', () => {
  it('a negative adjustment is a credit memo, a positive one a debit memo that can be paid', () => {
    expect(credit('-30')).toMatchObject({
      TRX_TOTALENTERED: '-30',
      TRX_TOTALDUE: '-30',
      STATE: 'Posted',
      RECORDTYPE: 'ra',
    })
    expect(read(books, 'CUSTOMER', '1').TOTALDUE).toBe('-30')
    const debit = credit('12')
    payment(books, [{ POSADJKEY: debit.RECORDNO, TRX_PAYMENTAMOUNT: '12' }])
    expect(read(books, 'ARADJUSTMENT', debit.RECORDNO)).toMatchObject({ STATE: 'Paid', TRX_TOTALDUE: '0' })
  })

  it('naming an invoice on a credit memo does not apply it; apply_arpayment does', () => {
    const bill = invoice(books, ['100'], { invoiceno: 'INV-9' })
    const memo = credit('-30', { invoiceno: 'INV-9' })
    expect(fresh(bill).TRX_TOTALDUE).toBe('100')
    const key = keyOf(
      run(books, 'apply_arpayment', {
        arpaymentkey: memo.RECORDNO,
        paymentdate: day('2026-01-20'),
        arpaymentitems: { arpaymentitem: { invoicekey: bill.RECORDNO, amount: '20' } },
      }),
    )
    expect(read(books, 'ARPYMT', key)).toMatchObject({ TRX_TOTALENTERED: '0', DISPLAYSTATE: 'Complete' })
    expect(having(books, 'ARPYMTDETAIL', 'PAYMENTKEY', key)).toMatchObject([
      { ADJUSTMENTKEY: memo.RECORDNO, TRX_ADJUSTMENTAMOUNT: '20', RECORDKEY: bill.RECORDNO },
    ])
    expect(fresh(bill).TRX_TOTALDUE).toBe('80')
    expect(read(books, 'ARADJUSTMENT', memo.RECORDNO)).toMatchObject({
      STATE: 'Partially Paid',
      TRX_TOTALDUE: '-10',
    })
    expect(
      refusal(() =>
        run(books, 'apply_arpayment', {
          arpaymentkey: memo.RECORDNO,
          paymentdate: day('2026-01-20'),
          arpaymentitems: { arpaymentitem: { invoicekey: bill.RECORDNO, amount: '20' } },
        }),
      ).text,
    ).toContain('exceeds the amount available (10)')
  })

  it('answers the credit’s key from apply_arpayment where the company is set so', () => {
    books.change({ applyAnswers: 'source' })
    const memo = credit('-30')
    const bill = invoice(books, ['100'])
    const answer = run(books, 'apply_arpayment', {
      arpaymentkey: memo.RECORDNO,
      paymentdate: day('2026-01-20'),
      arpaymentitems: { arpaymentitem: { invoicekey: bill.RECORDNO, amount: '20' } },
    })
    expect(keyOf(answer)).toBe(memo.RECORDNO)
  })

  it('a negative invoice pays another', () => {
    const negative = invoice(books, ['-25'])
    const bill = invoice(books, ['100'])
    payment(books, [
      { RECORDKEY: bill.RECORDNO, NEGATIVEINVOICEKEY: negative.RECORDNO, TRX_NEGATIVEINVOICEAMOUNT: '25' },
    ])
    expect(fresh(negative)).toMatchObject({ STATE: 'Paid', TRX_TOTALDUE: '0' })
    expect(fresh(bill).TRX_TOTALDUE).toBe('75')
  })

  it('a credit line inside an invoice lowers what cash can pay, and can be used inside', () => {
    const bill = invoice(books, ['100', '-20'])
    expect(bill.TRX_TOTALDUE).toBe('80')
    expect(refusal(() => payment(books, [cash(bill, '100')])).code).toBe('XL03000027')
    payment(books, [{ RECORDKEY: bill.RECORDNO, INLINEKEY: bill.RECORDNO, TRX_INLINEAMOUNT: '20' }])
    expect(
      having(books, 'ARINVOICEITEM', 'RECORDKEY', bill.RECORDNO).map((line) => line.TRX_TOTALPAID),
    ).toEqual(['20', '-20'])
    expect(fresh(bill).TRX_TOTALDUE).toBe('80')
    payment(books, [cash(bill, '80')])
    expect(fresh(bill).STATE).toBe('Paid')
  })
})

describe('advances', () => {
  it('a receipt without items becomes an advance in an open-item company', () => {
    const key = keyOf(
      run(books, 'create_arpayment', {
        customerid: 'ACME',
        paymentamount: '200',
        bankaccountid: 'BOA',
        refid: 'wire 7',
        datereceived: day('2026-01-12'),
        paymentmethod: 'EFT',
      }),
    )
    const advance = read(books, 'ARADVANCE', key)
    expect(advance).toMatchObject({
      STATE: 'Posted',
      TRX_TOTALENTERED: '200',
      TRX_TOTALDUE: '200',
      RECORDTYPE: 'rr',
      DOCNUMBER: 'wire 7',
    })
    expect(read(books, 'ARPAYMENT', key)).toMatchObject({
      RECORDNO: key,
      TRX_TOTALDUE: '200',
      RECORDTYPE: 'rr',
    })
    const bill = invoice(books, ['150'])
    run(books, 'apply_arpayment', {
      arpaymentkey: key,
      paymentdate: day('2026-01-20'),
      arpaymentitems: { arpaymentitem: { invoicekey: bill.RECORDNO, amount: '150' } },
    })
    expect(fresh(bill).STATE).toBe('Paid')
    expect(read(books, 'ARADVANCE', key)).toMatchObject({
      STATE: 'Partially applied',
      TRX_TOTALPAID: '150',
      TRX_TOTALDUE: '50',
    })
    expect(
      refusal(() => run(books, 'reverse_arpayment', { '@key': key, datereversed: day('2026-01-22') })).text,
    ).toContain('has been applied')
  })

  it('in a balance-forward company it pays the oldest invoices, and the rest is an overpayment', () => {
    books.change({ customerBilling: 'balanceforward' })
    const late = invoice(books, ['60'], { datecreated: day('2026-01-12') })
    const early = invoice(books, ['50'], { datecreated: day('2026-01-02') })
    const key = keyOf(
      run(books, 'create_arpayment', {
        customerid: 'ACME',
        paymentamount: '130',
        bankaccountid: 'BOA',
        datereceived: day('2026-01-12'),
      }),
    )
    expect(read(books, 'ARPYMT', key)).toMatchObject({ TRX_TOTALENTERED: '130', TRX_TOTALDUE: '20' })
    expect([fresh(early).STATE, fresh(late).STATE]).toEqual(['Paid', 'Paid'])
  })

  it('made directly goes through draft, posting and reversal', () => {
    const input = {
      CUSTOMERID: 'ACME',
      PAYMENTMETHOD: 'Cash',
      PAYMENTDATE: '01/12/2026',
      RECEIPTDATE: '01/12/2026',
      FINANCIALENTITY: 'BOA',
      ACTION: 'Draft',
      ARADVANCEITEMS: { ARADVANCEITEM: { TRX_AMOUNT: '70' } },
    }
    const draft = books.create('ARADVANCE', input, api)
    expect(draft).toMatchObject({ STATE: 'Draft', TRX_TOTALENTERED: '70' })
    const posted = books.update('ARADVANCE', { RECORDNO: draft.RECORDNO, ACTION: 'Submit' }, api)
    expect(posted).toMatchObject({ STATE: 'Posted', TRX_TOTALDUE: '70' })
    expect(refusal(() => books.remove('ARADVANCE', posted.RECORDNO ?? '', api)).text).toContain('Only draft')
    books.actions.reverse({ object: 'ARADVANCE', recordNo: posted.RECORDNO }, person)
    expect(read(books, 'ARADVANCE', posted.RECORDNO)).toMatchObject({ STATE: 'Reversed', TRX_TOTALDUE: '0' })
  })
})

describe('an invoice’s stamp', () => {
  it('moves with a payment, or does not, as the company is set', () => {
    const bill = invoice(books, ['100'])
    books.change({ paymentBumpsInvoice: false })
    books.tick(60)
    payment(books, [cash(bill, '10')])
    expect(fresh(bill)).toMatchObject({ WHENMODIFIED: '2026-01-15T12:00:00Z', TRX_TOTALPAID: '10' })
    books.change({ paymentBumpsInvoice: true })
    payment(books, [cash(bill, '10')])
    expect(fresh(bill).WHENMODIFIED).toBe('2026-01-15T12:01:00Z')
  })
})
