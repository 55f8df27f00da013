import { fromMinor, toMinor } from '@tieout/engine/core/money.ts'
import { BusinessError } from '@tieout/simulator/books/contract.ts'
import type { Actor, Row } from '@tieout/simulator/books/contract.ts'
import type { OpenCompany } from '@tieout/simulator/simulator.ts'
import type { Dice } from './seeded-random.ts'

/** A person at Intacct's own pages. */
const kim: Actor = { userId: 'kim', entity: null, source: 'ui' }
const system: Actor = { userId: 'system', entity: null, source: 'system' }

type Books = OpenCompany['books']

export function rowsOf(books: Books, object: string): Row[] {
  return [...books.find(object, { kind: 'all' }, system, true)]
}

function amount(dice: Dice, most = 20_000): string {
  return fromMinor(BigInt(1 + dice.int(most)), 'USD')
}

type Deed = (books: Books, dice: Dice, name: string) => string | null

function pick(books: Books, dice: Dice, object: string): Row | undefined {
  return dice.pick(rowsOf(books, object))
}

const deeds: readonly (readonly [weight: number, name: string, deed: Deed])[] = [
  [
    12,
    'creates a customer',
    (books, _dice, name) =>
      books.create('CUSTOMER', { CUSTOMERID: name, NAME: `Kim's ${name}`, STATUS: 'active' }, kim).RECORDNO ??
      '',
  ],
  [18, 'creates an invoice', createInvoice],
  [
    5,
    'imports an invoice, stamped as of long ago,',
    (books, dice, name) => {
      const key = createInvoice(books, dice, name)
      const stamp = key && books.get('ARINVOICE', key, system)?.WHENMODIFIED
      if (!key || !stamp) return null
      const ago = (1 + dice.int(60)) * 60_000
      const WHENMODIFIED = `${new Date(Date.parse(stamp) - ago).toISOString().slice(0, 19)}Z`
      books.raw('ARINVOICE').patch(key, { WHENMODIFIED, AUWHENCREATED: WHENMODIFIED })
      return key
    },
  ],
  [16, 'pays', pay],
  [4, 'over-pays', overpay],
  [
    10,
    'edits an invoice',
    (books, dice) => {
      const row = pick(books, dice, 'ARINVOICE')
      return row ? editInvoice(books, dice, row) : null
    },
  ],
  [
    8,
    'edits a customer',
    (books, dice) => {
      const row = pick(books, dice, 'CUSTOMER')
      if (!row) return null
      const change = dice.chance(0.5)
        ? { NAME: `Renamed ${dice.int(1000)}` }
        : { DISPLAYCONTACT: { EMAIL1: `kim${dice.int(1000)}@example.org` } }
      books.update('CUSTOMER', { RECORDNO: row.RECORDNO, ...change }, kim)
      return row.RECORDNO ?? ''
    },
  ],
  [6, 'makes a credit memo', createCredit],
  [7, 'applies a credit', applyCredit],
  [3, 'edits a credit memo', editCredit],
  [2, 'deletes a credit memo', remove('ARADJUSTMENT')],
  [4, 'receives an advance', receiveAdvance],
  [6, 'applies what is left of a payment', applyRest],
  [2, 'reverses an advance', reverse('ARADVANCE')],
  [7, 'reverses a payment', reverse('ARPYMT')],
  [5, 'reverses an invoice', reverse('ARINVOICE')],
  [4, 'deletes an invoice', remove('ARINVOICE')],
  [3, 'deletes a payment', remove('ARPYMT')],
  [2, 'deletes a customer', remove('CUSTOMER')],
  [
    3,
    'closes a period',
    (books, dice) => {
      const through = `2026-0${1 + dice.int(2)}-28`
      books.actions.closePeriod({ through, module: 'AR' }, kim)
      return through
    },
  ],
  [
    4,
    'opens the periods',
    (books) => {
      books.actions.openPeriod({ from: '2020-01-01', module: 'AR' }, kim)
      return ''
    },
  ],
  [
    3,
    'changes a setting',
    (books, dice) => {
      const on = dice.chance(0.5)
      if (dice.chance(0.5)) books.change({ deletePosted: on })
      else books.change({ uniqueNumbers: on ? ['ARINVOICE'] : [] })
      return String(on)
    },
  ],
]

/** In a company that sells by Order Entry documents. Every edit of one makes its A/R invoice or adjustment anew. */
const orderDeeds: typeof deeds = [
  [12, 'enters an order document', createOrder],
  [14, 'edits an order document', editOrder],
  [3, 'deletes an order document', remove('SODOCUMENT')],
]
const allDeeds = [...deeds, ...orderDeeds]

function deedsOf(books: Books): typeof deeds {
  return rowsOf(books, 'SODOCUMENTPARAMS').length > 0 ? allDeeds : deeds
}

/** One thing that somebody does in Intacct by hand, in words; what its rules forbid does not happen. `which`: a deed by its name. */
export function kimActs({ books }: OpenCompany, dice: Dice, name: string, which?: string): string {
  const possible = deedsOf(books)
  let roll = dice.int(possible.reduce((sum, [weight]) => sum + weight, 0))
  const [, what, deed] =
    possible.find(([weight, what]) => (which === undefined ? (roll -= weight) < 0 : what === which)) ?? fail()
  try {
    const about = deed(books, dice, name)
    return about === null ? `kim ${what}: nothing there` : `kim ${what} ${about}`
  } catch (error) {
    if (!(error instanceof BusinessError)) throw error
    return `kim ${what}: refused, ${error.message}`
  }
}

function fail(): never {
  throw new Error('nobody can do anything')
}

function createInvoice(books: Books, dice: Dice, name: string): string | null {
  const owner = pick(books, dice, 'CUSTOMER')
  if (!owner) return null
  const row = books.create(
    'ARINVOICE',
    {
      CUSTOMERID: owner.CUSTOMERID,
      RECORDID: name,
      WHENCREATED: dice.chance(0.2) ? '2026-01-20' : '2026-02-15',
      WHENDUE: '2026-04-15',
      ACTION: dice.chance(0.1) ? 'Draft' : 'Submit',
      ARINVOICEITEMS: {
        ARINVOICEITEM: Array.from({ length: 1 + dice.int(2) }, () => ({
          ACCOUNTNO: '4000',
          TRX_AMOUNT: amount(dice),
        })),
      },
    },
    kim,
  )
  return row.RECORDNO ?? ''
}

function createCredit(books: Books, dice: Dice, name: string): string | null {
  const owner = openInvoice(books, dice) ?? pick(books, dice, 'CUSTOMER')
  if (!owner) return null
  const sign = dice.chance(0.1) ? '' : '-'
  const row = books.create(
    'ARADJUSTMENT',
    {
      CUSTOMERID: owner.CUSTOMERID,
      RECORDID: name,
      WHENCREATED: '2026-02-20',
      ACTION: dice.chance(0.1) ? 'Draft' : 'Submit',
      ARADJUSTMENTITEMS: {
        ARADJUSTMENTITEM: Array.from({ length: 1 + dice.int(2) }, () => ({
          ACCOUNTNO: '4000',
          TRX_AMOUNT: `${sign}${amount(dice)}`,
        })),
      },
    },
    kim,
  )
  return row.RECORDNO ?? ''
}

/** Alone, or together with a payment. */
function applyCredit(books: Books, dice: Dice, name: string): string | null {
  const credit = dice.pick(
    rowsOf(books, 'ARADJUSTMENT').filter((row) => toMinor(row.TRX_TOTALDUE || '0', 'USD') < 0n),
  )
  const invoice = dice.pick(
    rowsOf(books, 'ARINVOICE').filter(
      (row) => row.CUSTOMERID === credit?.CUSTOMERID && toMinor(row.TRX_TOTALDUE || '0', 'USD') > 1n,
    ),
  )
  if (!credit || !invoice) return null
  const [left, due] = [
    -toMinor(credit.TRX_TOTALDUE || '0', 'USD'),
    toMinor(invoice.TRX_TOTALDUE || '0', 'USD'),
  ]
  const most = left < due ? left : due - 1n
  const used = dice.chance(0.4) ? most : 1n + (most * BigInt(dice.int(99))) / 100n
  const withCash = dice.chance(0.2)
  const row = books.create(
    'ARPYMT',
    {
      CUSTOMERID: credit.CUSTOMERID,
      PAYMENTMETHOD: 'Printed Check',
      DOCNUMBER: name,
      RECEIPTDATE: '2026-02-26',
      UNDEPOSITEDACCOUNTNO: '1010',
      CURRENCY: 'USD',
      ARPYMTDETAILS: {
        ARPYMTDETAIL: [
          {
            RECORDKEY: invoice.RECORDNO,
            ADJUSTMENTKEY: credit.RECORDNO,
            TRX_ADJUSTMENTAMOUNT: fromMinor(used > most ? most : used, 'USD'),
          },
          ...(withCash ? [{ RECORDKEY: invoice.RECORDNO, TRX_PAYMENTAMOUNT: '0.01' }] : []),
        ],
      },
    },
    kim,
  )
  return `${row.RECORDNO ?? ''} of credit ${credit.RECORDNO ?? ''} to invoice ${invoice.RECORDNO ?? ''}`
}

function editCredit(books: Books, dice: Dice): string | null {
  const row = pick(books, dice, 'ARADJUSTMENT')
  if (!row) return null
  const marker = /\s*\[T:[0-9A-Z]{16}\]\s*$/.exec(row.DESCRIPTION ?? '')?.[0] ?? ''
  const change = dice.chance(0.6)
    ? { DESCRIPTION: `kim ${dice.int(1000)}${marker}` }
    : { ARADJUSTMENTITEMS: { ARADJUSTMENTITEM: [{ ACCOUNTNO: '4000', TRX_AMOUNT: `-${amount(dice)}` }] } }
  books.update('ARADJUSTMENT', { RECORDNO: row.RECORDNO, ...change }, kim)
  return `${row.RECORDNO ?? ''} ${Object.keys(change).join()}`
}

function receipt(books: Books, invoice: Row, paid: string, over: string | null, name: string): string {
  const row = books.create(
    'ARPYMT',
    {
      CUSTOMERID: invoice.CUSTOMERID,
      PAYMENTMETHOD: 'Printed Check',
      DOCNUMBER: name,
      RECEIPTDATE: '2026-02-25',
      UNDEPOSITEDACCOUNTNO: '1010',
      CURRENCY: 'USD',
      ...(over === null ? {} : { OVERPAYMENTAMOUNT: over }),
      ARPYMTDETAILS: { ARPYMTDETAIL: { RECORDKEY: invoice.RECORDNO, TRX_PAYMENTAMOUNT: paid } },
    },
    kim,
  )
  return `${row.RECORDNO ?? ''} of invoice ${invoice.RECORDNO ?? ''}`
}

function openInvoice(books: Books, dice: Dice): Row | undefined {
  return dice.pick(
    rowsOf(books, 'ARINVOICE').filter(
      (row) => row.STATE !== 'Draft' && toMinor(row.TRX_TOTALDUE || '0', 'USD') > 0n,
    ),
  )
}

function pay(books: Books, dice: Dice, name: string): string | null {
  const invoice = openInvoice(books, dice)
  if (!invoice) return null
  const due = toMinor(invoice.TRX_TOTALDUE || '0', 'USD')
  const part = dice.chance(0.5) ? due : 1n + (due * BigInt(dice.int(99))) / 100n
  return receipt(books, invoice, fromMinor(part > due ? due : part, 'USD'), null, name)
}

function overpay(books: Books, dice: Dice, name: string): string | null {
  const invoice = openInvoice(books, dice)
  return invoice ? receipt(books, invoice, invoice.TRX_TOTALDUE ?? '0', amount(dice, 5000), name) : null
}

function editInvoice(books: Books, dice: Dice, row: Row): string {
  const marker = /\s*\[T:[0-9A-Z]{16}\]\s*$/.exec(row.DESCRIPTION ?? '')?.[0] ?? ''
  const roll = dice.next()
  const change =
    roll < 0.4
      ? { DESCRIPTION: `kim ${dice.int(1000)}${marker}` }
      : roll < 0.7
        ? { WHENDUE: `2026-0${4 + dice.int(5)}-20` }
        : roll < 0.9
          ? { ARINVOICEITEMS: { ARINVOICEITEM: [{ ACCOUNTNO: '4000', TRX_AMOUNT: amount(dice) }] } }
          : { RECORDID: `RN-${dice.int(100_000)}` }
  books.update('ARINVOICE', { RECORDNO: row.RECORDNO, ...change }, kim)
  return `${row.RECORDNO ?? ''} ${Object.keys(change).join()}`
}

function receiveAdvance(books: Books, dice: Dice, name: string): string | null {
  const owner = openInvoice(books, dice) ?? pick(books, dice, 'CUSTOMER')
  if (!owner) return null
  const row = books.create(
    'ARADVANCE',
    {
      CUSTOMERID: owner.CUSTOMERID,
      PAYMENTMETHOD: 'EFT',
      DOCNUMBER: name,
      RECEIPTDATE: '2026-02-24',
      PAYMENTDATE: '2026-02-24',
      UNDEPOSITEDACCOUNTNO: '1010',
      CURRENCY: 'USD',
      ACTION: dice.chance(0.1) ? 'Draft' : 'Submit',
      ARADVANCEITEMS: { ARADVANCEITEM: [{ TRX_AMOUNT: amount(dice) }] },
    },
    kim,
  )
  return row.RECORDNO ?? ''
}

/** An advance, or what a payment left over. */
function applyRest(books: Books, dice: Dice): string | null {
  const source = dice.pick(
    [...rowsOf(books, 'ARADVANCE'), ...rowsOf(books, 'ARPYMT')].filter(
      (row) => toMinor(row.TRX_TOTALDUE || '0', 'USD') > 0n,
    ),
  )
  const invoice = dice.pick(
    rowsOf(books, 'ARINVOICE').filter(
      (row) => row.CUSTOMERID === source?.CUSTOMERID && toMinor(row.TRX_TOTALDUE || '0', 'USD') > 0n,
    ),
  )
  if (!source || !invoice) return null
  const [left, due] = [
    toMinor(source.TRX_TOTALDUE || '0', 'USD'),
    toMinor(invoice.TRX_TOTALDUE || '0', 'USD'),
  ]
  const most = left < due ? left : due
  const part = dice.chance(0.4) ? most : 1n + (most * BigInt(dice.int(99))) / 100n
  books.actions.apply(
    {
      source: source.RECORDNO,
      invoice: invoice.RECORDNO,
      amount: fromMinor(part > most ? most : part, 'USD'),
      date: '2026-02-27',
    },
    kim,
  )
  return `${source.RECORDNO ?? ''} to invoice ${invoice.RECORDNO ?? ''}`
}

function reverse(object: 'ARINVOICE' | 'ARPYMT' | 'ARADVANCE'): Deed {
  return (books, dice) => {
    const row = pick(books, dice, object)
    if (!row) return null
    books.actions.reverse({ object, recordNo: row.RECORDNO, date: '2026-03-01' }, kim)
    return row.RECORDNO ?? ''
  }
}

function remove(object: string): Deed {
  return (books, dice) => {
    const row = pick(books, dice, object)
    if (!row) return null
    books.remove(object, row.RECORDNO ?? '', kim)
    return row.RECORDNO ?? ''
  }
}

function orderLines(books: Books, dice: Dice): Readonly<Record<string, unknown>> {
  const [item] = rowsOf(books, 'ITEM')
  const lines = Array.from({ length: 1 + dice.int(2) }, () => ({
    ITEMID: item?.ITEMID,
    QUANTITY: String(1 + dice.int(3)),
    PRICE: amount(dice),
  }))
  return { SODOCUMENTENTRIES: { SODOCUMENTENTRY: lines } }
}

function createOrder(books: Books, dice: Dice, name: string): string | null {
  const owner = pick(books, dice, 'CUSTOMER')
  if (!owner) return null
  const row = books.create(
    'SODOCUMENT',
    {
      TRANSACTIONTYPE: dice.chance(0.2) ? 'Sales Return' : 'Sales Invoice',
      CUSTVENDID: owner.CUSTOMERID,
      DOCNO: name,
      WHENCREATED: '2026-02-15',
      WHENDUE: '2026-04-15',
      ...(dice.chance(0.15) ? { STATE: 'Draft' } : {}),
      ...orderLines(books, dice),
    },
    kim,
  )
  return row.DOCID ?? ''
}

function editOrder(books: Books, dice: Dice): string | null {
  const row = pick(books, dice, 'SODOCUMENT')
  if (!row) return null
  const change = dice.chance(0.5) ? orderLines(books, dice) : { WHENDUE: `2026-0${4 + dice.int(5)}-20` }
  books.update('SODOCUMENT', { RECORDNO: row.RECORDNO, STATE: 'Pending', ...change }, kim)
  return `${row.DOCID ?? ''} ${Object.keys(change).join()}`
}
