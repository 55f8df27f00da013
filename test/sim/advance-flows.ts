import { key, kim, puts } from './canonical-flows.ts'
import type { Flow } from './canonical-flows.ts'
import type { RingWorld } from './ring-world.ts'
import { creditNote, payment } from './world.ts'

const received = { amount: '60.00', reference: 'ADV-1' }
/** Money that pays nothing yet, and the same with some of it applied since. */
const unused = payment('c1', [], received)
const used = payment('c1', [['i2', '25.00']], received)
/** A payment that left 15 over, and the same with that applied since. */
const over = payment('c1', [['i1', '50.00']], { amount: '65.00', reference: 'OVR-1' })
const overUsed = payment(
  'c1',
  [
    ['i1', '50.00'],
    ['i2', '15.00'],
  ],
  { amount: '65.00', reference: 'OVR-1' },
)

const givenUnused = (world: RingWorld) => world.put('payment', 'a1', unused)
/** Received first, and applied later. */
async function givenUsed(world: RingWorld): Promise<unknown> {
  await givenUnused(world)
  await world.settle(3_600_000)
  return world.put('payment', 'a1', used, 2)
}
const givenOver = (world: RingWorld) => world.put('payment', 'a1', over)

/** Kim applies what an object has left to the second invoice, by hand. */
function kimApplies(world: RingWorld, source: string, amount: string): void {
  world.intacct.company.books.actions.apply(
    { source, invoice: key(world, 'invoice', 'i2'), amount, date: '2026-03-02' },
    kim,
  )
}

function kimReceives(world: RingWorld): string {
  const row = world.intacct.company.books.create(
    'ARADVANCE',
    {
      CUSTOMERID: 'C-1',
      PAYMENTMETHOD: 'EFT',
      RECEIPTDATE: '2026-02-20',
      PAYMENTDATE: '2026-02-20',
      UNDEPOSITEDACCOUNTNO: '1010',
      CURRENCY: 'USD',
      ARADVANCEITEMS: { ARADVANCEITEM: [{ TRX_AMOUNT: '40.00' }] },
    },
    kim,
  )
  return row.RECORDNO ?? ''
}

/** What happens to money that pays nothing yet, from a world in which both sides agree. */
export const advanceFlows: readonly Flow[] = [
  {
    name: 'a payment that pays nothing yet: an advance',
    killed: true,
    happens: puts('payment', 'a1', unused),
    writes: ['create ARADVANCE'],
    tells: [],
  },
  {
    name: 'an advance applied later in the app',
    killed: true,
    given: givenUnused,
    happens: puts('payment', 'a1', used, 2),
    writes: ['create ARPYMT'],
    tells: [],
  },
  {
    name: 'an advance moved to another invoice in the app',
    given: givenUsed,
    happens: puts('payment', 'a1', payment('c1', [['i1', '30.00']], received), 3),
    writes: ['reverse_arpayment', 'create ARPYMT'],
    tells: [],
  },
  {
    name: 'an unused advance voided in the app: a reversal',
    given: givenUnused,
    happens: puts('payment', 'a1', unused, 2, 'void'),
    writes: ['reverse_arpayment'],
    tells: [],
  },
  {
    name: 'a used advance voided in the app: taken back, and reversed',
    given: givenUsed,
    happens: puts('payment', 'a1', used, 3, 'void'),
    writes: ['reverse_arpayment', 'reverse_arpayment'],
    tells: [],
  },
  {
    name: 'an advance of the app applied in Intacct',
    given: givenUnused,
    happens: (world) => kimApplies(world, key(world, 'advance', 'a1~advance'), '12.00'),
    writes: [],
    tells: ['update payment'],
  },
  {
    name: 'an advance of the app reversed in Intacct',
    given: givenUnused,
    happens: (world) => {
      const recordNo = key(world, 'advance', 'a1~advance')
      world.intacct.company.books.actions.reverse({ object: 'ARADVANCE', recordNo, date: '2026-03-02' }, kim)
    },
    writes: [],
    tells: ['void payment'],
  },
  {
    name: 'an advance received in Intacct, and applied there',
    happens: (world) => kimApplies(world, kimReceives(world), '10.00'),
    writes: [],
    tells: ['create advance'],
  },
  {
    name: 'what a payment left over applied later in the app',
    given: givenOver,
    happens: puts('payment', 'a1', overUsed, 2),
    writes: ['create ARPYMT'],
    tells: [],
  },
  {
    name: 'what a payment left over applied in Intacct',
    given: givenOver,
    happens: (world) => kimApplies(world, key(world, 'payment', 'a1'), '15.00'),
    writes: [],
    tells: ['update payment'],
  },
  {
    name: 'a payment voided in the app whose rest was applied: taken back, and reversed',
    given: async (world) => {
      await givenOver(world)
      await world.settle(3_600_000)
      return world.put('payment', 'a1', overUsed, 2)
    },
    happens: puts('payment', 'a1', overUsed, 3, 'void'),
    writes: ['reverse_arpayment', 'reverse_arpayment'],
    tells: [],
  },
  {
    name: 'a payment that pays an invoice and a debit memo',
    given: (world) =>
      world.put('credit_note', 'd1', creditNote('DM-1', 'c1', '20.00', [], { kind: 'debit' })),
    happens: (world) =>
      world.put('payment', 'a1', {
        ...payment('c1', [['i2', '30.00']], { reference: 'DM-PAY', amount: '45.00' }),
        applications: [
          { invoice: 'i2', amount: '30.00' },
          { debitMemo: 'd1', amount: '15.00' },
        ],
      }),
    writes: ['create ARPYMT'],
    tells: [],
  },
]
