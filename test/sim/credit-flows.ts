import { key, kim, puts } from './canonical-flows.ts'
import type { Flow } from './canonical-flows.ts'
import type { RingWorld } from './ring-world.ts'
import { creditNote } from './world.ts'

/** A credit of 30 that stands in both, of which 20 are applied to the second invoice. */
const used = creditNote('CN-1', 'c1', '30.00', [['i2', '20.00']])
const unused = creditNote('CN-1', 'c1', '30.00')

const givenUsed = (world: RingWorld) => world.put('credit_note', 'n1', used)
const givenUnused = (world: RingWorld) => world.put('credit_note', 'n1', unused)

function kimApplies(world: RingWorld, invoiceId: string, amount: string): void {
  world.intacct.company.books.create(
    'ARPYMT',
    {
      CUSTOMERID: 'C-1',
      PAYMENTMETHOD: 'EFT',
      RECEIPTDATE: '2026-03-02',
      CURRENCY: 'USD',
      ARPYMTDETAILS: {
        ARPYMTDETAIL: {
          RECORDKEY: key(world, 'invoice', invoiceId),
          ADJUSTMENTKEY: key(world, 'credit_note', 'n1'),
          TRX_ADJUSTMENTAMOUNT: amount,
        },
      },
    },
    kim,
  )
}

/** What happens to credit notes, from a world in which both sides agree. */
export const creditFlows: readonly Flow[] = [
  {
    name: 'a credit note created in the app',
    killed: true,
    happens: puts('credit_note', 'n1', unused),
    writes: ['create_aradjustment ARADJUSTMENT'],
    tells: [],
  },
  {
    name: 'a credit note that pays two invoices, one of them in full',
    happens: puts(
      'credit_note',
      'n1',
      creditNote('CN-1', 'c1', '70.00', [
        ['i1', '50.00'],
        ['i2', '15.00'],
      ]),
    ),
    writes: ['create_aradjustment ARADJUSTMENT', 'create ARPYMT'],
    tells: [],
  },
  {
    name: 'a credit note edited in the app',
    killed: true,
    given: givenUnused,
    happens: puts('credit_note', 'n1', creditNote('CN-1', 'c1', '31.00'), 2),
    writes: ['update_aradjustment'],
    tells: [],
  },
  {
    name: 'a credit note applied later',
    killed: true,
    given: givenUnused,
    happens: puts('credit_note', 'n1', used, 2),
    writes: ['create ARPYMT'],
    tells: [],
  },
  {
    name: 'a credit moved to another invoice in the app',
    given: givenUsed,
    happens: puts('credit_note', 'n1', creditNote('CN-1', 'c1', '30.00', [['i1', '25.00']]), 2),
    writes: ['reverse_arpayment', 'create ARPYMT'],
    tells: [],
  },
  {
    name: 'an unused credit note voided in the app: it is deleted',
    killed: true,
    given: givenUnused,
    happens: puts('credit_note', 'n1', unused, 2, 'void'),
    writes: ['delete_aradjustment'],
    tells: [],
  },
  {
    name: 'a used credit note voided in the app: taken back, and deleted',
    given: givenUsed,
    happens: puts('credit_note', 'n1', used, 2, 'void'),
    writes: ['reverse_arpayment', 'delete_aradjustment'],
    tells: [],
  },
  {
    name: 'a credit note voided where posted ones stay: taken back, and offset by a debit memo',
    given: async (world) => {
      world.intacct.company.books.change({ deletePosted: false })
      await givenUsed(world)
    },
    happens: puts('credit_note', 'n1', used, 2, 'void'),
    writes: ['reverse_arpayment', 'create_aradjustment ARADJUSTMENT', 'create ARPYMT'],
    tells: [],
  },
  {
    name: 'a credit memo made in Intacct, and applied there',
    happens: (world) => {
      const { books } = world.intacct.company
      const lines = { ARADJUSTMENTITEM: [{ ACCOUNTNO: '4000', TRX_AMOUNT: '-10.00' }] }
      const credit = books.create(
        'ARADJUSTMENT',
        { CUSTOMERID: 'C-1', RECORDID: 'KC-1', WHENCREATED: '2026-02-15', ARADJUSTMENTITEMS: lines },
        kim,
      )
      books.create(
        'ARPYMT',
        {
          CUSTOMERID: 'C-1',
          PAYMENTMETHOD: 'EFT',
          RECEIPTDATE: '2026-03-02',
          CURRENCY: 'USD',
          ARPYMTDETAILS: {
            ARPYMTDETAIL: {
              RECORDKEY: key(world, 'invoice', 'i2'),
              ADJUSTMENTKEY: credit.RECORDNO,
              TRX_ADJUSTMENTAMOUNT: '4.00',
            },
          },
        },
        kim,
      )
    },
    writes: [],
    tells: ['create credit_note'],
  },
  {
    name: 'a credit of the app applied in Intacct',
    given: givenUnused,
    happens: (world) => kimApplies(world, 'i2', '12.00'),
    writes: [],
    tells: ['update credit_note'],
  },
]
