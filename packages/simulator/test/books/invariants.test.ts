import fc from 'fast-check'
import { expect, it } from 'vitest'
import { BusinessError, type Input, type Row } from '../../src/books/contract.ts'
import { amountOf, formatAmount } from '../../src/books/money.ts'
import { all, api, customer, day, keyOf, type Opened, open, person, run } from './support.ts'

/** One thing that somebody does; numbers pick a record among those that exist. */
type Step =
  | {
      readonly do: 'invoice'
      readonly lines: readonly string[]
      readonly draft: boolean
      readonly foreign: boolean
    }
  | { readonly do: 'credit'; readonly amount: string }
  | { readonly do: 'advance'; readonly amount: string }
  | {
      readonly do: 'pay'
      readonly pick: number
      readonly share: number
      readonly over: string
      readonly draft: boolean
      readonly line: number
    }
  | { readonly do: 'apply'; readonly source: number; readonly pick: number; readonly share: number }
  | { readonly do: 'discount'; readonly pick: number; readonly share: number; readonly discount: boolean }
  | { readonly do: 'inline'; readonly pick: number; readonly other: number; readonly share: number }
  | {
      readonly do:
        'submit' | 'dropDraft' | 'reversePayment' | 'reverseInvoice' | 'reverseAdvance' | 'editDraft'
      readonly pick: number
    }
  | { readonly do: 'edit'; readonly pick: number; readonly amount: string }

const cents = fc.integer({ min: 1, max: 20_000 }).map((value) => (value / 100).toFixed(2))
const signed = fc.tuple(cents, fc.boolean()).map(([value, minus]) => (minus ? `-${value}` : value))
const pick = fc.nat({ max: 30 })
/** Per cent of what is open; more than all of it must be refused. */
const share = fc.constantFrom(1, 10, 33, 50, 100, 100, 101)

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('invoice' as const),
      lines: fc.array(fc.oneof({ weight: 5, arbitrary: cents }, { weight: 1, arbitrary: signed }), {
        minLength: 1,
        maxLength: 4,
      }),
      draft: fc.nat({ max: 9 }).map((value) => value === 0),
      foreign: fc.nat({ max: 3 }).map((value) => value === 0),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('credit' as const), amount: signed }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('advance' as const), amount: cents }) },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('pay' as const),
      pick,
      share,
      over: fc.oneof(fc.constant(''), cents),
      draft: fc.boolean(),
      line: fc.nat({ max: 4 }),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constant('apply' as const), source: pick, pick, share }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('discount' as const), pick, share, discount: fc.boolean() }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('inline' as const), pick, other: pick, share }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('edit' as const), pick, amount: cents }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'submit' as const,
        'dropDraft' as const,
        'reversePayment' as const,
        'reverseInvoice' as const,
        'reverseAdvance' as const,
        'editDraft' as const,
      ),
      pick,
    }),
  },
)

/** A share of what is open on a record, as a decimal. */
function portion(row: Row | undefined, percent: number): string {
  const due = amountOf(row?.TRX_TOTALDUE)
  const part = ((due < 0n ? -due : due) * BigInt(percent) + 50n) / 100n
  return formatAmount(part === 0n ? 1n : part)
}

const usable = (row: Row) => !['Draft', 'Reversed', 'Reversal'].includes(row.DISPLAYSTATE ?? row.STATE ?? '')

function chosen(books: Opened, object: string, index: number): Row | undefined {
  const rows = all(books, object).filter(usable)
  return rows.length === 0 ? undefined : rows[index % rows.length]
}

/** A draft receipt, or another when there is none: that must be refused. */
function draft(books: Opened, index: number): string {
  const rows = all(books, 'ARPYMT')
  const drafts = rows.filter((row) => row.STATE === 'D')
  const among = drafts.length === 0 ? rows : drafts
  return among[index % Math.max(among.length, 1)]?.RECORDNO ?? '0'
}

function pay(books: Opened, detail: Input, currency: string, more: Input = {}): void {
  books.create(
    'ARPYMT',
    {
      CUSTOMERID: 'ACME',
      FINANCIALENTITY: 'BOA',
      PAYMENTMETHOD: 'EFT',
      RECEIPTDATE: '01/20/2026',
      CURRENCY: currency,
      ARPYMTDETAILS: { ARPYMTDETAIL: detail },
      ...more,
    },
    api,
  )
}

function perform(books: Opened, one: Step): void {
  const reversed = { datereversed: day('2026-01-25') }
  switch (one.do) {
    case 'invoice':
      run(books, 'create_invoice', {
        customerid: 'ACME',
        datecreated: day('2026-01-10'),
        termname: 'N30',
        ...(one.draft ? { action: 'Draft' } : {}),
        ...(one.foreign ? { currency: 'EUR', exchrate: '1.0837' } : {}),
        invoiceitems: { lineitem: one.lines.map((amount) => ({ glaccountno: '4000', amount })) },
      })
      return
    case 'credit':
      run(books, 'create_aradjustment', {
        customerid: 'ACME',
        datecreated: day('2026-01-10'),
        aradjustmentitems: { lineitem: { glaccountno: '4900', amount: one.amount } },
      })
      return
    case 'advance':
      keyOf(
        run(books, 'create_arpayment', {
          customerid: 'ACME',
          paymentamount: one.amount,
          bankaccountid: 'BOA',
          datereceived: day('2026-01-12'),
        }),
      )
      return
    case 'pay': {
      const bill = chosen(books, 'ARINVOICE', one.pick)
      const lines = all(books, 'ARINVOICEITEM').filter((line) => line.RECORDKEY === bill?.RECORDNO)
      const entry = one.line < 3 ? undefined : lines[one.line - 3]?.RECORDNO
      pay(
        books,
        {
          RECORDKEY: bill?.RECORDNO,
          TRX_PAYMENTAMOUNT: portion(bill, one.share),
          ...(entry === undefined ? {} : { ENTRYKEY: entry }),
        },
        bill?.CURRENCY ?? 'USD',
        {
          OVERPAYMENTAMOUNT: one.over,
          ACTION: one.draft ? 'Draft' : 'Submit',
        },
      )
      return
    }
    case 'apply': {
      const target = [...all(books, 'ARINVOICE'), ...all(books, 'ARADJUSTMENT')].filter(
        (row) => usable(row) && amountOf(row.TRX_TOTALDUE) > 0n,
      )
      const into = target[one.pick % Math.max(target.length, 1)]
      const funds = [
        ...all(books, 'ARADVANCE'),
        ...all(books, 'ARPYMT'),
        ...all(books, 'ARADJUSTMENT'),
        ...all(books, 'ARINVOICE'),
      ].filter(
        (row) =>
          usable(row) &&
          row.CURRENCY === into?.CURRENCY &&
          row.TRX_TOTALDUE !== '0' &&
          (row.RECORDTYPE !== 'ri' || amountOf(row.TRX_TOTALDUE) < 0n),
      )
      const source = funds[one.source % Math.max(funds.length, 1)]
      const parts = [portion(into, one.share), portion(source, one.share)]
      const least = parts.toSorted((left, right) => Number(amountOf(left) - amountOf(right)))[0] ?? '1'
      run(books, 'apply_arpayment', {
        arpaymentkey: source?.RECORDNO ?? '0',
        paymentdate: day('2026-01-21'),
        arpaymentitems: { arpaymentitem: { invoicekey: into?.RECORDNO ?? '0', amount: least } },
      })
      return
    }
    case 'discount': {
      const bill = chosen(books, 'ARINVOICE', one.pick)
      pay(
        books,
        {
          RECORDKEY: bill?.RECORDNO,
          TRX_PAYMENTAMOUNT: portion(bill, one.share),
          TRX_TOTALDISCOUNTTOAPPLY: one.discount ? '0.37' : portion(bill, 100 - (one.share % 100)),
        },
        bill?.CURRENCY ?? 'USD',
      )
      return
    }
    case 'inline': {
      const bill = chosen(books, 'ARINVOICE', one.pick)
      const credits = all(books, 'ARINVOICEITEM').filter((line) => amountOf(line.TRX_AMOUNT) < 0n)
      const credit = credits[one.other % Math.max(credits.length, 1)]
      const source = all(books, 'ARINVOICE').find((row) => row.RECORDNO === credit?.RECORDKEY)
      const open = amountOf(credit?.TRX_AMOUNT) - amountOf(credit?.TRX_TOTALPAID)
      pay(
        books,
        {
          RECORDKEY: bill?.RECORDNO,
          INLINEKEY: source?.RECORDNO,
          TRX_INLINEAMOUNT: formatAmount((-open * BigInt(one.share)) / 100n),
        },
        bill?.CURRENCY ?? 'USD',
      )
      return
    }
    case 'submit':
      books.update('ARPYMT', { RECORDNO: draft(books, one.pick), ACTION: 'Submit' }, person)
      return
    case 'editDraft':
      books.update('ARPYMT', { RECORDNO: draft(books, one.pick), DESCRIPTION: 'edited' }, person)
      return
    case 'dropDraft':
      books.remove('ARPYMT', draft(books, one.pick), person)
      return
    case 'reversePayment':
      run(books, 'reverse_arpayment', {
        '@key': chosen(books, 'ARPYMT', one.pick)?.RECORDNO ?? '0',
        ...reversed,
      })
      return
    case 'reverseAdvance':
      run(books, 'reverse_arpayment', {
        '@key': chosen(books, 'ARADVANCE', one.pick)?.RECORDNO ?? '0',
        ...reversed,
      })
      return
    case 'reverseInvoice':
      run(books, 'reverse_invoice', {
        '@key': chosen(books, 'ARINVOICE', one.pick)?.RECORDNO ?? '0',
        ...reversed,
      })
      return
    case 'edit':
      run(books, 'update_invoice', {
        '@key': chosen(books, 'ARINVOICE', one.pick)?.RECORDNO ?? '0',
        updateinvoiceitems: { updatelineitem: { '@line_num': '1', amount: one.amount } },
      })
  }
}

const sum = (rows: readonly Row[], field: string) =>
  rows.reduce((total, row) => total + amountOf(row[field]), 0n)

function byKey(rows: readonly Row[], field: string): (key: string | undefined) => readonly Row[] {
  const groups = Map.groupBy(rows, (row) => row[field] ?? '')
  return (key) => groups.get(key ?? '') ?? []
}

const FUNDED = [
  'TRX_PAYMENTAMOUNT',
  'TRX_DISCOUNTAMOUNT',
  'TRX_ADJUSTMENTAMOUNT',
  'TRX_INLINEAMOUNT',
  'TRX_POSTEDADVANCEAMOUNT',
  'TRX_POSTEDOVERPAYMENTAMOUNT',
  'TRX_NEGATIVEINVOICEAMOUNT',
]

function within(part: bigint, whole: bigint): boolean {
  return whole >= 0n ? part >= 0n && part <= whole : part <= 0n && part >= whole
}

function checkDocuments(books: Opened, object: 'ARINVOICE' | 'ARADJUSTMENT', items: string): bigint {
  const linesOf = byKey(all(books, items), 'RECORDKEY')
  let owed = 0n
  for (const row of all(books, object)) {
    const where = `${object} ${row.RECORDNO ?? ''} ${row.STATE ?? ''}`
    const lines = linesOf(row.RECORDNO)
    for (const prefix of ['', 'TRX_']) {
      const entered = amountOf(row[`${prefix}TOTALENTERED`])
      expect(amountOf(row[`${prefix}TOTALPAID`]) + amountOf(row[`${prefix}TOTALDUE`]), where).toBe(entered)
      expect(sum(lines, `${prefix}AMOUNT`), where).toBe(entered)
    }
    expect(sum(lines, 'TRX_TOTALPAID'), where).toBe(amountOf(row.TRX_TOTALPAID))
    for (const line of lines) {
      expect(
        within(amountOf(line.TRX_TOTALPAID) + amountOf(line.TRX_TOTALSELECTED), amountOf(line.TRX_AMOUNT)),
        `${where} line`,
      ).toBe(true)
    }
    for (const line of lines) {
      if (line.TRX_TOTALPAID === line.TRX_AMOUNT)
        expect(line.TOTALPAID, `${where} line in base`).toBe(line.AMOUNT)
    }
    const positive = lines.every((line) => amountOf(line.TRX_AMOUNT) >= 0n)
    const due = amountOf(row.TRX_TOTALDUE)
    const paid = amountOf(row.TRX_TOTALPAID)
    if (positive && row.STATE !== 'Reversal') expect(due, where).toBeGreaterThanOrEqual(0n)
    const state = row.STATE ?? ''
    if (state === 'Paid') expect(due, where).toBe(0n)
    if (state === 'Posted') expect(paid, where).toBe(0n)
    if (state === 'Partially Paid') expect(paid !== 0n && due !== 0n, where).toBe(true)
    if (state === 'Selected') expect(amountOf(row.TRX_TOTALSELECTED) !== 0n && paid === 0n, where).toBe(true)
    if (state === 'No Value') expect(amountOf(row.TRX_TOTALENTERED), where).toBe(0n)
    if (state === 'Draft') expect(paid, where).toBe(0n)
    else owed += amountOf(row.TOTALDUE)
  }
  return owed
}

function checkPayments(books: Opened): void {
  const detailsOf = byKey(all(books, 'ARPYMTDETAIL'), 'PAYMENTKEY')
  const entriesOf = byKey(all(books, 'ARPYMTENTRY'), 'RECORDKEY')
  for (const row of all(books, 'ARPYMT')) {
    const where = `ARPYMT ${row.RECORDNO ?? ''} ${row.DISPLAYSTATE ?? ''}`
    const applied = sum(detailsOf(row.RECORDNO), 'TRX_PAYMENTAMOUNT')
    const over = sum(
      entriesOf(row.RECORDNO).filter((entry) => entry.ACCOUNTNO === '2100'),
      'TRX_AMOUNT',
    )
    expect(amountOf(row.TRX_TOTALENTERED), where).toBe(applied + over)
    expect(amountOf(row.TRX_TOTALPAID) + amountOf(row.TRX_TOTALDUE), where).toBe(applied + over)
  }
  for (const row of all(books, 'ARADVANCE')) {
    const where = `ARADVANCE ${row.RECORDNO ?? ''} ${row.STATE ?? ''}`
    expect(amountOf(row.TRX_TOTALPAID) + amountOf(row.TRX_TOTALDUE), where).toBe(
      amountOf(row.TRX_TOTALENTERED),
    )
    if (row.STATE === 'Posted') expect(amountOf(row.TRX_TOTALPAID), where).toBe(0n)
    if (row.STATE === 'Fully applied') expect(amountOf(row.TRX_TOTALDUE), where).toBe(0n)
  }
}

/** What details say was applied to each invoice is what the invoice says was paid on its charges. */
function checkApplications(books: Opened): void {
  const live = all(books, 'ARPYMTDETAIL').filter((row) => row.STATE === 'C')
  const appliedTo = byKey(live, 'RECORDKEY')
  const linesOf = byKey(all(books, 'ARINVOICEITEM'), 'RECORDKEY')
  for (const row of all(books, 'ARINVOICE')) {
    if (row.STATE === 'Reversed' || row.STATE === 'Reversal') continue
    const charges = linesOf(row.RECORDNO).filter((line) => amountOf(line.TRX_AMOUNT) > 0n)
    const applied = appliedTo(row.RECORDNO).reduce(
      (total, detail) => total + FUNDED.reduce((part, field) => part + amountOf(detail[field]), 0n),
      0n,
    )
    expect(applied, `applied to ${row.RECORDNO ?? ''}`).toBe(sum(charges, 'TRX_TOTALPAID'))
  }
}

/** What every history begins with, so that there is something to pay and to apply. */
const opening: readonly Step[] = [
  { do: 'invoice', lines: ['120.00', '30.50'], draft: false, foreign: false },
  { do: 'invoice', lines: ['80.00', '-12.34', '7.77'], draft: false, foreign: false },
  { do: 'invoice', lines: ['99.99'], draft: false, foreign: true },
  { do: 'credit', amount: '-45.67' },
  { do: 'advance', amount: '150.00' },
  { do: 'pay', pick: 0, share: 10, over: '5.00', draft: true, line: 0 },
]

it('money is neither made nor lost, whatever is done in whatever order', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 10, maxLength: 30 }), fc.boolean(), (steps, perLine) => {
      const books = open('DEMO', { detailPerLine: perLine })
      customer(books)
      for (const one of opening) perform(books, one)
      let done = 0
      for (const one of steps) {
        const before = all(books, 'ARPYMTDETAIL').length
        try {
          perform(books, one)
          done += 1
        } catch (error) {
          if (!(error instanceof BusinessError)) throw error
          expect(all(books, 'ARPYMTDETAIL').length).toBe(before)
        }
      }
      const owed =
        checkDocuments(books, 'ARINVOICE', 'ARINVOICEITEM') +
        checkDocuments(books, 'ARADJUSTMENT', 'ARADJUSTMENTITEM')
      checkPayments(books)
      checkApplications(books)
      expect(amountOf(all(books, 'CUSTOMER')[0]?.TOTALDUE)).toBe(owed)
      return done >= 0
    }),
    { numRuns: 250, seed: 20_260_115 },
  )
})
