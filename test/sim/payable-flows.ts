import { customers, invoices, key, kim, paid, puts } from './canonical-flows.ts'
import type { Flow } from './canonical-flows.ts'
import type { RingWorld } from './ring-world.ts'
import { made, onSide, payables } from './sides.ts'

const make = made(payables)
const bills = { i1: onSide(payables, invoices.i1), i2: onSide(payables, invoices.i2) }
const unused = make.credit('CN-1', 'c1', '30.00')
const used = make.credit('CN-1', 'c1', '30.00', [['i2', '20.00']])
const givenUnused = (world: RingWorld) => world.put('bill_credit', 'n1', unused)
const givenUsed = (world: RingWorld) => world.put('bill_credit', 'n1', used)
const approvals = (bills: number) => (world: RingWorld) =>
  world.intacct.company.books.change({ approvals: { bills, billPayments: 0 } })

/** What happens to vendors, bills, bill credits and bill payments, from a world in which both sides agree. */
const own: readonly Omit<Flow, 'side'>[] = [
  {
    name: 'a vendor created in the app',
    happens: puts('vendor', 'c3', make.party('C-3')),
    writes: ['create VENDOR'],
    tells: [],
  },
  {
    name: 'a vendor edited in the app',
    happens: puts('vendor', 'c1', { ...customers.c1, email: 'new@example.org' }, 2),
    writes: ['update'],
    tells: [],
  },
  {
    name: 'a vendor and a bill of it at once',
    killed: true,
    happens: async (world) => {
      await world.put('bill', 'i3', make.document('INV-3', 'c3', '12.30', { dueDate: '2026-04-01' }))
      await world.put('vendor', 'c3', make.party('C-3'))
    },
    writes: ['create VENDOR', 'create_bill APBILL'],
    tells: [],
  },
  {
    name: 'a bill edited in the app',
    happens: puts('bill', 'i2', make.document('INV-2', 'c1', '81.00'), 2),
    writes: ['update_bill'],
    tells: [],
  },
  {
    name: 'a bill voided in the app: a reversal',
    happens: puts('bill', 'i2', bills.i2, 2, 'void'),
    writes: ['reverse_bill'],
    tells: [],
  },
  {
    name: 'a bill payment split over two bills',
    killed: true,
    happens: puts(
      'bill_payment',
      'p2',
      make.payment(
        'c1',
        [
          ['i1', '50.00'],
          ['i2', '20.00'],
        ],
        { amount: '70.00' },
      ),
    ),
    writes: ['create APPYMT'],
    tells: [],
  },
  {
    name: 'a bill payment voided in the app: a reversal',
    happens: puts('bill_payment', 'p1', onSide(payables, paid), 2, 'void'),
    writes: ['reverse_appayment'],
    tells: [],
  },
  {
    name: 'a vendor, a bill and a bill payment made in Intacct',
    happens: ({ intacct }) => {
      const { books } = intacct.company
      books.create('VENDOR', { VENDORID: 'K-1', NAME: 'Kim’s', STATUS: 'active' }, kim)
      const row = books.create(
        'APBILL',
        {
          VENDORID: 'K-1',
          RECORDID: 'KI-1',
          WHENCREATED: '2026-02-15',
          WHENDUE: '2026-04-15',
          APBILLITEMS: { APBILLITEM: [{ ACCOUNTNO: '4000', TRX_AMOUNT: '10.00' }] },
        },
        kim,
      )
      books.actions.pay({ bill: row.RECORDNO, amount: '4.00' }, kim)
    },
    writes: [],
    tells: ['create vendor', 'create bill', 'create bill_payment'],
  },
  {
    name: 'a bill payment reversed in Intacct',
    happens: (world) =>
      world.intacct.company.books.actions.reverse(
        { object: 'APPYMT', recordNo: key(world, 'bill_payment', 'p1'), date: '2026-03-02' },
        kim,
      ),
    writes: [],
    tells: ['void bill_payment'],
  },
  {
    name: 'a bill deleted in Intacct',
    happens: (world) => world.intacct.company.books.remove('APBILL', key(world, 'bill', 'i2'), kim),
    writes: [],
    tells: ['delete bill'],
  },
  {
    name: 'a declined bill corrected in the app: it goes for approval anew',
    killed: true,
    given: async (world) => {
      approvals(1)(world)
      await world.put('bill', 'i3', make.document('INV-3', 'c1', '9.00'))
      await world.settle(3_600_000)
      const recordNo = key(world, 'bill', 'i3')
      world.intacct.company.books.actions.decline({ object: 'APBILL', recordNo }, kim)
    },
    happens: puts('bill', 'i3', make.document('INV-3', 'c1', '10.00'), 2),
    writes: ['update_bill'],
    tells: [],
  },
  {
    name: 'a bill credit created in the app',
    happens: puts('bill_credit', 'n1', unused),
    writes: ['create_apadjustment APADJUSTMENT'],
    tells: [],
  },
  {
    name: 'a bill credit applied later',
    killed: true,
    given: givenUnused,
    happens: puts('bill_credit', 'n1', used, 2),
    writes: ['create APPYMT'],
    tells: [],
  },
  {
    name: 'a bill credit moved to another bill in the app',
    given: givenUsed,
    happens: puts('bill_credit', 'n1', make.credit('CN-1', 'c1', '30.00', [['i1', '25.00']]), 2),
    writes: ['reverse_appayment', 'create APPYMT'],
    tells: [],
  },
  {
    name: 'a used bill credit voided in the app: taken back, and deleted',
    given: givenUsed,
    happens: puts('bill_credit', 'n1', used, 2, 'void'),
    writes: ['reverse_appayment', 'delete_apadjustment'],
    tells: [],
  },
  {
    name: 'a bill credit voided where posted ones stay: taken back, and offset by a debit memo',
    given: async (world) => {
      world.intacct.company.books.change({ deletePosted: false })
      await givenUsed(world)
    },
    happens: puts('bill_credit', 'n1', used, 2, 'void'),
    writes: ['reverse_appayment', 'create_apadjustment APADJUSTMENT', 'create APPYMT'],
    tells: [],
  },
]

export const payableFlows: readonly Flow[] = own.map((flow) => ({ ...flow, side: payables }))
