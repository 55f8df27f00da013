import type { PaymentData } from '@tieout/engine/core/records.ts'
import { puts } from './canonical-flows.ts'
import type { Flow } from './canonical-flows.ts'
import type { RingWorld } from './ring-world.ts'
import { creditNote, payment } from './world.ts'

/** Pays 30 of the second invoice, and 2.50 for having paid by card. */
const withFee: PaymentData = {
  ...payment('c1', [['i2', '30.00']], { amount: '32.50', reference: 'CARD-1', method: 'card' }),
  fee: { amount: '2.50' },
}
/** The same together with two credits. */
const withCredits: PaymentData = {
  ...withFee,
  credits: [
    { creditNote: 'n1', invoice: 'i2', amount: '20.00' },
    { creditNote: 'n2', invoice: 'i2', amount: '10.00' },
  ],
}
/** The same, and the last 20 of the invoice are given up. */
const whole: PaymentData = { ...withCredits, adjustments: [{ invoice: 'i2', amount: '20.00' }] }

async function givenCredits(world: RingWorld): Promise<void> {
  await world.put('credit_note', 'n1', creditNote('CN-1', 'c1', '20.00'))
  await world.put('credit_note', 'n2', creditNote('CN-2', 'c1', '15.00'))
}

const given = (data: PaymentData) => async (world: RingWorld) => {
  await givenCredits(world)
  await world.settle(3_600_000)
  return world.put('payment', 'f1', data)
}

/** Payments that take several documents in Intacct, from a world in which both sides agree. */
export const feeFlows: readonly Flow[] = [
  {
    name: 'a payment with a convenience fee',
    killed: true,
    happens: puts('payment', 'f1', withFee),
    writes: ['create_invoice ARINVOICE', 'create ARPYMT'],
    tells: [],
  },
  {
    name: 'a payment with a convenience fee, voided: the payment is reversed, then the fee’s invoice',
    given: given(withFee),
    happens: puts('payment', 'f1', withFee, 2, 'void'),
    writes: ['reverse_arpayment', 'reverse_invoice'],
    tells: [],
  },
  {
    name: 'a payment with a fee and two credits',
    given: givenCredits,
    happens: puts('payment', 'f1', withCredits),
    writes: ['create_invoice ARINVOICE', 'create ARPYMT'],
    tells: ['update credit_note', 'update credit_note'],
  },
  {
    name: 'a payment with a fee and two credits, voided: the credits are free again',
    given: given(withCredits),
    happens: puts('payment', 'f1', withCredits, 2, 'void'),
    writes: ['reverse_arpayment', 'reverse_invoice'],
    tells: ['update credit_note', 'update credit_note'],
  },
  {
    name: 'a payment that gives up the rest of an invoice',
    given: givenCredits,
    happens: puts('payment', 'f1', whole),
    writes: [
      'create_invoice ARINVOICE',
      'create ARPYMT',
      'create_aradjustment ARADJUSTMENT',
      'create ARPYMT',
    ],
    tells: ['update credit_note', 'update credit_note'],
  },
  {
    name: 'a payment with a fee, two credits and an adjustment, voided: undone in the opposite order',
    given: given(whole),
    happens: puts('payment', 'f1', whole, 2, 'void'),
    writes: ['reverse_arpayment', 'delete_aradjustment', 'reverse_arpayment', 'reverse_invoice'],
    tells: ['update credit_note', 'update credit_note'],
  },
]
