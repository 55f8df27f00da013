import { fromMinor, toMinor } from '@tieout/engine/core/money.ts'
import { BusinessError } from '@tieout/simulator/books/contract.ts'
import type { Actor, Row } from '@tieout/simulator/books/contract.ts'
import type { OpenCompany } from '@tieout/simulator/simulator.ts'
import type { Dice } from './seeded-random.ts'
import { receivables } from './sides.ts'
import type { Side } from './sides.ts'

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

type Deed = (books: Books, dice: Dice, name: string, side: Side) => string | null

function pick(books: Books, dice: Dice, object: string): Row | undefined {
  return dice.pick(rowsOf(books, object))
}

const deeds: readonly (readonly [weight: number, name: string, deed: Deed])[] = [
  [
    12,
    'creates a customer',
    (books, _dice, name, { objects, partyId }) =>
      books.create(objects.party, { [partyId]: name, NAME: `Kim's ${name}`, STATUS: 'active' }, kim)
        .RECORDNO ?? '',
  ],
  [18, 'creates an invoice', createInvoice],
  [
    5,
    'imports an invoice, stamped as of long ago,',
    (books, dice, name, side) => {
      const key = createInvoice(books, dice, name, side)
      const { document } = side.objects
      const stamp = key && books.get(document, key, system)?.WHENMODIFIED
      if (!key || !stamp) return null
      const ago = (1 + dice.int(60)) * 60_000
      const WHENMODIFIED = `${new Date(Date.parse(stamp) - ago).toISOString().slice(0, 19)}Z`
      books.raw(document).patch(key, { WHENMODIFIED, AUWHENCREATED: WHENMODIFIED })
      return key
    },
  ],
  [16, 'pays', pay],
  [4, 'over-pays', overpay],
  [
    10,
    'edits an invoice',
    (books, dice, _name, side) => {
      const row = pick(books, dice, side.objects.document)
      return row ? editInvoice(books, dice, row, side) : null
    },
  ],
  [
    8,
    'edits a customer',
    (books, dice, _name, { objects }) => {
      const row = pick(books, dice, objects.party)
      if (!row) return null
      const change = dice.chance(0.5)
        ? { NAME: `Renamed ${dice.int(1000)}` }
        : { DISPLAYCONTACT: { EMAIL1: `kim${dice.int(1000)}@example.org` } }
      books.update(objects.party, { RECORDNO: row.RECORDNO, ...change }, kim)
      return row.RECORDNO ?? ''
    },
  ],
  [6, 'makes a credit memo', createCredit],
  [7, 'applies a credit', applyCredit],
  [3, 'edits a credit memo', editCredit],
  [2, 'deletes a credit memo', remove('credit')],
  [4, 'receives an advance', receiveAdvance],
  [6, 'applies what is left of a payment', applyRest],
  [2, 'reverses an advance', reverseObject('ARADVANCE')],
  [7, 'reverses a payment', reverse('payment')],
  [5, 'reverses an invoice', reverse('document')],
  [4, 'deletes an invoice', remove('document')],
  [3, 'deletes a payment', remove('payment')],
  [2, 'deletes a customer', remove('party')],
  [
    3,
    'closes a period',
    (books, dice, _name, { module }) => {
      const through = `2026-0${1 + dice.int(2)}-28`
      books.actions.closePeriod({ through, module }, kim)
      return through
    },
  ],
  [
    4,
    'opens the periods',
    (books, _dice, _name, { module }) => {
      books.actions.openPeriod({ from: '2020-01-01', module }, kim)
      return ''
    },
  ],
  [
    3,
    'changes a setting',
    (books, dice, _name, { objects }) => {
      const on = dice.chance(0.5)
      if (dice.chance(0.5)) books.change({ deletePosted: on })
      else books.change({ uniqueNumbers: on ? [objects.document] : [] })
      return String(on)
    },
  ],
]

/** Only customers pay what is not owed yet. */
const ofReceivables: ReadonlySet<string> = new Set([
  'over-pays',
  'receives an advance',
  'applies what is left of a payment',
  'reverses an advance',
])

/** What only payables know: approvers, and nothing paid beyond what is owed. */
const payableDeeds: typeof deeds = [
  ...deeds.filter(([, name]) => !ofReceivables.has(name)),
  [
    4,
    'changes who must approve bills',
    (books, dice) => {
      const bills = dice.int(3)
      books.change({ approvals: { bills, billPayments: 0 } })
      return String(bills)
    },
  ],
  [9, 'approves a bill', decideOn('approve')],
  [3, 'declines a bill', decideOn('decline')],
]

/** In a company that sells by Order Entry documents. Every edit of one makes its A/R invoice or adjustment anew. */
const orderDeeds: typeof deeds = [
  [12, 'enters an order document', createOrder],
  [14, 'edits an order document', editOrder],
  [3, 'deletes an order document', removeObject('SODOCUMENT')],
]
const allDeeds = [...deeds, ...orderDeeds]

function deedsOf(books: Books, { name }: Side): typeof deeds {
  if (name === 'payables') return payableDeeds
  return rowsOf(books, 'SODOCUMENTPARAMS').length > 0 ? allDeeds : deeds
}

/** The deeds are named for the receivables' side; told of the other, they have its words. */
const otherWords: readonly (readonly [RegExp, string])[] = [
  [/customer/g, 'vendor'],
  [/an invoice/g, 'a bill'],
  [/invoice/g, 'bill'],
  [/credit memo/g, 'bill_credit'],
  [/(?<!bill_)payment/g, 'bill_payment'],
]

function told(what: string, { name }: Side): string {
  if (name === 'receivables') return what
  return otherWords.reduce((text, [word, other]) => text.replace(word, other), what)
}

/** One thing that somebody does in Intacct by hand, in words; what its rules forbid does not happen. `which`: a deed by its name. */
export function kimActs(
  { books }: OpenCompany,
  dice: Dice,
  name: string,
  which?: string,
  side: Side = receivables,
): string {
  const table = deedsOf(books, side)
  let roll = dice.int(table.reduce((sum, [weight]) => sum + weight, 0))
  const [, what, deed] =
    table.find(([weight, what]) => (which === undefined ? (roll -= weight) < 0 : what === which)) ?? fail()
  const words = told(what, side)
  try {
    const about = deed(books, dice, name, side)
    return about === null ? `kim ${words}: nothing there` : `kim ${words} ${about}`
  } catch (error) {
    if (!(error instanceof BusinessError)) throw error
    return `kim ${words}: refused, ${error.message}`
  }
}

function fail(): never {
  throw new Error('nobody can do anything')
}

/** An approver's decision on a bill that waits for one. */
function decideOn(decision: 'approve' | 'decline'): Deed {
  return (books, dice, _name, { objects }) => {
    const waiting = rowsOf(books, objects.document).filter(
      ({ STATE }) => STATE === 'Submitted' || STATE === 'Partially Approved',
    )
    const row = dice.pick(waiting)
    if (!row) return null
    books.actions[decision]({ object: objects.document, recordNo: row.RECORDNO }, kim)
    return row.RECORDNO ?? ''
  }
}

function createInvoice(books: Books, dice: Dice, name: string, side: Side): string | null {
  const { objects, partyId, account } = side
  const owner = pick(books, dice, objects.party)
  if (!owner) return null
  const row = books.create(
    objects.document,
    {
      [partyId]: owner[partyId],
      RECORDID: name,
      WHENCREATED: dice.chance(0.2) ? '2026-01-20' : '2026-02-15',
      WHENDUE: '2026-04-15',
      ACTION: dice.chance(0.1) ? 'Draft' : 'Submit',
      [`${objects.document}ITEMS`]: {
        [`${objects.document}ITEM`]: Array.from({ length: 1 + dice.int(2) }, () => ({
          ACCOUNTNO: account,
          TRX_AMOUNT: amount(dice),
        })),
      },
    },
    kim,
  )
  return row.RECORDNO ?? ''
}

function createCredit(books: Books, dice: Dice, name: string, side: Side): string | null {
  const { objects, partyId, account } = side
  const owner = openInvoice(books, dice, side) ?? pick(books, dice, objects.party)
  if (!owner) return null
  const sign = dice.chance(0.1) ? '' : '-'
  const row = books.create(
    objects.credit,
    {
      [partyId]: owner[partyId],
      RECORDID: name,
      WHENCREATED: '2026-02-20',
      ACTION: dice.chance(0.1) ? 'Draft' : 'Submit',
      [`${objects.credit}ITEMS`]: {
        [`${objects.credit}ITEM`]: Array.from({ length: 1 + dice.int(2) }, () => ({
          ACCOUNTNO: account,
          TRX_AMOUNT: `${sign}${amount(dice)}`,
        })),
      },
    },
    kim,
  )
  return row.RECORDNO ?? ''
}

/** What both sides' payments say of themselves. */
function paymentOf({ partyId, ownOfPayment }: Side, owner: Row, name: string): Record<string, string> {
  return {
    [partyId]: owner[partyId] ?? '',
    PAYMENTMETHOD: 'Printed Check',
    DOCNUMBER: name,
    CURRENCY: 'USD',
    ...ownOfPayment,
  }
}

/** Alone, or together with a payment. */
function applyCredit(books: Books, dice: Dice, name: string, side: Side): string | null {
  const { objects, partyId } = side
  const credit = dice.pick(
    rowsOf(books, objects.credit).filter((row) => toMinor(row.TRX_TOTALDUE || '0', 'USD') < 0n),
  )
  const invoice = dice.pick(
    rowsOf(books, objects.document).filter(
      (row) => row[partyId] === credit?.[partyId] && toMinor(row.TRX_TOTALDUE || '0', 'USD') > 1n,
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
    objects.payment,
    {
      ...paymentOf(side, credit, name),
      [`${objects.payment}DETAILS`]: {
        [`${objects.payment}DETAIL`]: [
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

function editCredit(books: Books, dice: Dice, _name: string, { objects, account }: Side): string | null {
  const row = pick(books, dice, objects.credit)
  if (!row) return null
  const marker = /\s*\[T:[0-9A-Z]{16}\]\s*$/.exec(row.DESCRIPTION ?? '')?.[0] ?? ''
  const lines = () => [{ ACCOUNTNO: account, TRX_AMOUNT: `-${amount(dice)}` }]
  const change = dice.chance(0.6)
    ? { DESCRIPTION: `kim ${dice.int(1000)}${marker}` }
    : { [`${objects.credit}ITEMS`]: { [`${objects.credit}ITEM`]: lines() } }
  books.update(objects.credit, { RECORDNO: row.RECORDNO, ...change }, kim)
  return `${row.RECORDNO ?? ''} ${Object.keys(change).join()}`
}

function receipt(
  books: Books,
  invoice: Row,
  paid: string,
  over: string | null,
  name: string,
  side: Side,
): string {
  const { payment } = side.objects
  const row = books.create(
    payment,
    {
      ...paymentOf(side, invoice, name),
      ...(over === null ? {} : { OVERPAYMENTAMOUNT: over }),
      [`${payment}DETAILS`]: {
        [`${payment}DETAIL`]: { RECORDKEY: invoice.RECORDNO, TRX_PAYMENTAMOUNT: paid },
      },
    },
    kim,
  )
  return `${row.RECORDNO ?? ''} of invoice ${invoice.RECORDNO ?? ''}`
}

const notPayable: ReadonlySet<string> = new Set(['Draft', 'Submitted', 'Partially Approved', 'Declined'])

function openInvoice(books: Books, dice: Dice, { objects }: Side): Row | undefined {
  return dice.pick(
    rowsOf(books, objects.document).filter(
      (row) => !notPayable.has(row.STATE ?? '') && toMinor(row.TRX_TOTALDUE || '0', 'USD') > 0n,
    ),
  )
}

function pay(books: Books, dice: Dice, name: string, side: Side): string | null {
  const invoice = openInvoice(books, dice, side)
  if (!invoice) return null
  const due = toMinor(invoice.TRX_TOTALDUE || '0', 'USD')
  const part = dice.chance(0.5) ? due : 1n + (due * BigInt(dice.int(99))) / 100n
  return receipt(books, invoice, fromMinor(part > due ? due : part, 'USD'), null, name, side)
}

function overpay(books: Books, dice: Dice, name: string, side: Side): string | null {
  const invoice = openInvoice(books, dice, side)
  return invoice ? receipt(books, invoice, invoice.TRX_TOTALDUE ?? '0', amount(dice, 5000), name, side) : null
}

function editInvoice(books: Books, dice: Dice, row: Row, { objects, account }: Side): string {
  const { document } = objects
  const marker = /\s*\[T:[0-9A-Z]{16}\]\s*$/.exec(row.DESCRIPTION ?? '')?.[0] ?? ''
  const roll = dice.next()
  const change =
    roll < 0.4
      ? { DESCRIPTION: `kim ${dice.int(1000)}${marker}` }
      : roll < 0.7
        ? { WHENDUE: `2026-0${4 + dice.int(5)}-20` }
        : roll < 0.9
          ? {
              [`${document}ITEMS`]: {
                [`${document}ITEM`]: [{ ACCOUNTNO: account, TRX_AMOUNT: amount(dice) }],
              },
            }
          : { RECORDID: `RN-${dice.int(100_000)}` }
  books.update(document, { RECORDNO: row.RECORDNO, ...change }, kim)
  return `${row.RECORDNO ?? ''} ${Object.keys(change).join()}`
}

function receiveAdvance(books: Books, dice: Dice, name: string): string | null {
  const owner = openInvoice(books, dice, receivables) ?? pick(books, dice, 'CUSTOMER')
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

type Part = keyof Side['objects']

function reverseObject(object: string): Deed {
  return (books, dice) => reversed(books, dice, object)
}

function removeObject(object: string): Deed {
  return (books, dice) => removed(books, dice, object)
}

function reverse(part: Part): Deed {
  return (books, dice, _name, { objects }) => reversed(books, dice, objects[part])
}

function remove(part: Part): Deed {
  return (books, dice, _name, { objects }) => removed(books, dice, objects[part])
}

function reversed(books: Books, dice: Dice, object: string): string | null {
  const row = pick(books, dice, object)
  if (!row) return null
  books.actions.reverse({ object, recordNo: row.RECORDNO, date: '2026-03-01' }, kim)
  return row.RECORDNO ?? ''
}

function removed(books: Books, dice: Dice, object: string): string | null {
  const row = pick(books, dice, object)
  if (!row) return null
  books.remove(object, row.RECORDNO ?? '', kim)
  return row.RECORDNO ?? ''
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
