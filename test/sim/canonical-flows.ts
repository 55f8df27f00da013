import type { ObjectType } from '@tieout/engine/core/object-types.ts'
import type { AppState, RecordData } from '@tieout/engine/core/records.ts'
import type { Actor } from '@tieout/simulator/books/contract.ts'
import { noBug } from './bugs.ts'
import type { Bug } from './bugs.ts'
import { rowsOf } from './intacct-hands.ts'
import { linkOfApp } from './memory-tables.ts'
import { comeToRest } from './rest.ts'
import { RingWorld } from './ring-world.ts'
import { onSide, receivables } from './sides.ts'
import type { Side } from './sides.ts'
import { plainSwitches } from './switches.ts'
import { customer, invoice, payment } from './world.ts'

/** One thing that happens on one side, from a world in which both sides agree. */
export interface Flow {
  readonly name: string
  /** Its worker is killed at every await in each test run, not only in the long ones. */
  readonly killed?: boolean
  /** Which side of the books it is about. Default: the receivables. */
  readonly side?: Side
  /** What both sides have agreed on besides, before it happens. */
  readonly given?: (world: RingWorld) => Promise<unknown>
  readonly happens: (world: RingWorld) => unknown
  /** What Intacct carries out for us, in order. */
  readonly writes: readonly string[]
  /** What the app is told, in order. */
  readonly tells: readonly string[]
}

export const kim: Actor = { userId: 'kim', entity: null, source: 'ui' }

/** Of records that the beginning of every flow brought about: two customers, two invoices, of which the first is half paid. */
export const customers = { c1: customer('C-1', { email: 'one@example.org' }), c2: customer('C-2') }
export const invoices = { i1: invoice('INV-1', 'c1', '100.00'), i2: invoice('INV-2', 'c1', '80.00') }
export const paid = payment('c1', [['i1', '50.00']], { reference: 'CHK-1' })

export async function beginning(
  bug: Bug = noBug,
  given?: Flow['given'],
  side: Side = receivables,
): Promise<RingWorld> {
  const world = new RingWorld(1, plainSwitches, bug, undefined, undefined, side)
  const { party, document, payment: paying } = side
  await world.begin()
  await world.put(party, 'c1', onSide(side, customers.c1))
  await world.put(party, 'c2', onSide(side, customers.c2))
  await world.put(document, 'i1', onSide(side, invoices.i1))
  await world.put(document, 'i2', onSide(side, invoices.i2))
  await world.put(paying, 'p1', onSide(side, paid))
  await comeToRest(world, { applyChanges: () => undefined })
  if (given === undefined) return world
  await given(world)
  await comeToRest(world, { applyChanges: () => undefined })
  return world
}

/** RECORDNO of one of the app's records. */
export function key(world: RingWorld, type: ObjectType, id: string): string {
  const found = linkOfApp(world.tables, type, id)?.remoteKey
  if (!found) throw new Error(`${type} ${id} is not in Intacct`)
  return found
}

export const puts =
  (type: ObjectType, id: string, data: RecordData, version = 1, state: AppState = 'approved') =>
  (world: RingWorld) =>
    world.put(type, id, data, version, state)

function kimPays({ intacct }: RingWorld, invoiceKey: string, amount: string): string {
  const row = intacct.company.books.actions.pay({ invoice: invoiceKey, amount }, kim)
  return row?.RECORDNO ?? ''
}

export const flows: readonly Flow[] = [
  {
    name: 'a customer created in the app',
    happens: puts('customer', 'c3', customer('C-3')),
    writes: ['create CUSTOMER'],
    tells: [],
  },
  {
    name: 'a customer edited in the app',
    happens: puts('customer', 'c1', { ...customers.c1, email: 'new@example.org' }, 2),
    writes: ['update'],
    tells: [],
  },
  {
    name: 'a customer voided in the app',
    happens: puts('customer', 'c2', customers.c2, 2, 'void'),
    writes: ['update'],
    tells: [],
  },
  {
    name: 'an invoice created in the app',
    happens: puts('invoice', 'i3', invoice('INV-3', 'c2', '12.30')),
    writes: ['create_invoice ARINVOICE'],
    tells: [],
  },
  {
    name: 'an invoice edited in the app',
    happens: puts('invoice', 'i2', invoice('INV-2', 'c1', '81.00'), 2),
    writes: ['update_invoice'],
    tells: [],
  },
  {
    name: 'an invoice voided in the app: a reversal',
    happens: puts('invoice', 'i2', invoices.i2, 2, 'void'),
    writes: ['reverse_invoice'],
    tells: [],
  },
  {
    name: 'a customer and an invoice for it at once',
    happens: async (world) => {
      await world.put('invoice', 'i3', invoice('INV-3', 'c3', '12.30'))
      await world.put('customer', 'c3', customer('C-3'))
    },
    writes: ['create CUSTOMER', 'create_invoice ARINVOICE'],
    tells: [],
  },
  {
    name: 'a payment in full',
    happens: puts('payment', 'p2', payment('c1', [['i2', '80.00']])),
    writes: ['create ARPYMT'],
    tells: [],
  },
  {
    name: 'a payment in part',
    happens: puts('payment', 'p2', payment('c1', [['i2', '30.00']])),
    writes: ['create ARPYMT'],
    tells: [],
  },
  {
    name: 'a payment of more than is owed',
    happens: puts('payment', 'p2', payment('c1', [['i2', '80.00']], { amount: '95.00' })),
    writes: ['create ARPYMT'],
    tells: [],
  },
  {
    name: 'a payment split over two invoices',
    happens: puts(
      'payment',
      'p2',
      payment(
        'c1',
        [
          ['i1', '50.00'],
          ['i2', '20.00'],
        ],
        { amount: '70.00' },
      ),
    ),
    writes: ['create ARPYMT'],
    tells: [],
  },
  {
    name: 'a payment voided in the app: a reversal',
    happens: puts('payment', 'p1', paid, 2, 'void'),
    writes: ['reverse_arpayment'],
    tells: [],
  },
  {
    name: 'a customer, an invoice and a payment made in Intacct',
    happens: (world) => {
      const { books } = world.intacct.company
      books.create('CUSTOMER', { CUSTOMERID: 'K-1', NAME: 'Kim’s', STATUS: 'active' }, kim)
      const lines = { ARINVOICEITEM: [{ ACCOUNTNO: '4000', TRX_AMOUNT: '10.00' }] }
      const row = books.create(
        'ARINVOICE',
        {
          CUSTOMERID: 'K-1',
          RECORDID: 'KI-1',
          WHENCREATED: '2026-02-15',
          WHENDUE: '2026-04-15',
          ARINVOICEITEMS: lines,
        },
        kim,
      )
      kimPays(world, row.RECORDNO ?? '', '4.00')
    },
    writes: [],
    tells: ['create customer', 'create invoice', 'create payment'],
  },
  {
    name: 'an invoice edited in Intacct',
    happens: (world) =>
      world.intacct.company.books.update(
        'ARINVOICE',
        { RECORDNO: key(world, 'invoice', 'i2'), WHENDUE: '2026-05-05' },
        kim,
      ),
    writes: [],
    tells: ['update invoice'],
  },
  {
    name: 'an invoice deleted in Intacct',
    happens: (world) => world.intacct.company.books.remove('ARINVOICE', key(world, 'invoice', 'i2'), kim),
    writes: [],
    tells: ['delete invoice'],
  },
  {
    name: 'a payment reversed in Intacct',
    happens: (world) =>
      world.intacct.company.books.actions.reverse(
        { object: 'ARPYMT', recordNo: key(world, 'payment', 'p1'), date: '2026-03-02' },
        kim,
      ),
    writes: [],
    tells: ['void payment'],
  },
  {
    name: 'an application moved: a payment reversed in Intacct and entered for the other invoice',
    happens: (world) => {
      const { actions } = world.intacct.company.books
      const recordNo = key(world, 'payment', 'p1')
      actions.reverse({ object: 'ARPYMT', recordNo, date: '2026-03-02' }, kim)
      kimPays(world, key(world, 'invoice', 'i2'), '50.00')
    },
    writes: [],
    tells: ['void payment', 'create payment'],
  },
]

/** What came of a flow since the beginning of it, without the ids that depend on how many were given. */
export function outcomeOf(world: RingWorld, since: Since) {
  const { tables, intacct } = world
  const row = (object: string) =>
    rowsOf(intacct.company.books, object).map((each) =>
      [
        'CUSTOMERID',
        'VENDORID',
        'RECORDID',
        'NAME',
        'STATE',
        'STATUS',
        'TRX_TOTALENTERED',
        'TRX_TOTALDUE',
        'WHENDUE',
      ]
        .map((field) => each[field] ?? '')
        .join(' '),
    )
  return {
    writes: intacct.effects.slice(since.writes).map(({ name, object }) => `${name} ${object}`.trim()),
    tells: tables.changes.slice(since.tells).map(({ op, type }) => `${op} ${type}`),
    links: [...tables.links.values()]
      .map(({ type, remoteKey, reason }) => `${type} ${remoteKey} ${reason}`)
      .sort(),
    rows: Object.values(world.side.objects).flatMap(row).sort(),
  }
}

export interface Since {
  readonly writes: number
  readonly tells: number
}

export function now({ intacct, tables }: RingWorld): Since {
  return { writes: intacct.effects.length, tells: tables.changes.length }
}
