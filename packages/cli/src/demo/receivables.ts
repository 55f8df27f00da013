import { decimalText } from '../import/amounts.ts'
import { demoCustomers, demoServices } from './people.ts'

/** A line of the bulk address. */
export interface DemoLine {
  readonly type: 'customer' | 'invoice' | 'credit_note' | 'payment'
  readonly id: string
  readonly version: 1
  readonly state: 'draft' | 'approved'
  readonly data: Readonly<Record<string, unknown>>
}

const invoiceCount = 320
/** Days before today on which the first invoice is dated. */
const firstDay = 150
const dayMs = 86_400_000

/**
 * Receivables as a small business has them on the given day (`YYYY-MM-DD`): most are paid, some in part, a few need someone. The same
 * day gives the same receivables.
 */
export function demoReceivables(today: string): DemoLine[] {
  const dice = diceFrom(20_260_101)
  const customers = demoCustomers.map(customerOf)
  const invoices: DemoLine[] = []
  const credits: DemoLine[] = []
  const payments: DemoLine[] = []
  for (let index = 0; index < invoiceCount; index += 1) {
    const age = firstDay - Math.floor((index * firstDay) / invoiceCount)
    const customer = customers[dice(customers.length)]?.id ?? 'C-1001'
    const invoice = invoiceOf(index, customer, dayBefore(today, age), dice)
    invoices.push(invoice.line)
    const payment = paymentOf(index, invoice, today, age, dice)
    if (payment) payments.push(payment)
    else if (index % 9 === 0) credits.push(creditOf(credits.length, invoice, today))
  }
  return [...customers, ...invoices, ...credits, ...payments, ...needingSomeone(today)]
}

type Dice = (sides: number) => number

/** Numbers from 0 to below `sides` that only look random (a linear congruential generator). */
function diceFrom(seed: number): Dice {
  let state = seed
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * sides)
  }
}

function dayBefore(today: string, days: number): string {
  return new Date(Date.parse(`${today}T00:00:00Z`) - days * dayMs).toISOString().slice(0, 10)
}

function customerOf(
  [name, city, region, postalCode]: (typeof demoCustomers)[number],
  index: number,
): DemoLine {
  const id = `C-${1001 + index}`
  const mailbox = name.toLowerCase().replace(/[^a-z]+/g, '')
  return approved('customer', id, {
    number: id,
    name,
    email: `accounts@${mailbox}.example`,
    address: { line1: `${100 + index * 7} Main Street`, city, region, postalCode, country: 'United States' },
  })
}

interface DemoInvoice {
  readonly line: DemoLine
  readonly customer: string
  /** Cents. */
  readonly total: bigint
}

function invoiceOf(index: number, customer: string, date: string, dice: Dice): DemoInvoice {
  const lines = Array.from({ length: 1 + dice(3) }, () => {
    const [memo, account, price] = demoServices[dice(demoServices.length)] ?? ['Services', '4020', 10_000n]
    return { memo, account, cents: price * BigInt(1 + dice(4)) }
  })
  const total = lines.reduce((sum, line) => sum + line.cents, 0n)
  const number = `INV-${2001 + index}`
  const line = approved('invoice', number, {
    number,
    customer,
    date,
    dueDate: dayBefore(date, -30),
    lines: lines.map((item) => ({
      amount: decimalText(item.cents, 'USD'),
      account: item.account,
      memo: item.memo,
    })),
    total: decimalText(total, 'USD'),
  })
  return { line, customer, total }
}

/** Most invoices are paid after two to seven weeks; one in eight only half. */
function paymentOf(
  index: number,
  invoice: DemoInvoice,
  today: string,
  age: number,
  dice: Dice,
): DemoLine | undefined {
  const after = 14 + dice(35)
  const isHalf = dice(8) === 0
  const isSkipped = dice(6) === 0
  if (after > age || isSkipped) return undefined
  const amount = decimalText(isHalf ? invoice.total / 2n : invoice.total, 'USD')
  return approved('payment', `PAY-${5001 + index}`, {
    customer: invoice.customer,
    date: dayBefore(today, age - after),
    amount,
    method: dice(3) === 0 ? 'check' : 'eft',
    reference: String(700_100 + index),
    applications: [{ invoice: invoice.line.id, amount }],
  })
}

/** A tenth of an open invoice given back; every third one is not applied yet. */
function creditOf(index: number, { line, customer, total }: DemoInvoice, today: string): DemoLine {
  const amount = decimalText(total / 10n, 'USD')
  const number = `CN-${801 + index}`
  const date = String(line.data.date)
  return approved('credit_note', number, {
    number,
    customer,
    date: date > today ? today : date,
    reference: line.id,
    description: 'Agreed reduction',
    lines: [{ amount, account: '4900', memo: 'Agreed reduction' }],
    total: amount,
    applications: index % 3 === 2 ? [] : [{ invoice: line.id, amount }],
  })
}

/** One of each that a person meets: a draft, an account that Intacct does not have, and a payment whose invoice never came. */
function needingSomeone(today: string): DemoLine[] {
  const invoice = (number: string, account: string, amount: string): Readonly<Record<string, unknown>> => ({
    number,
    customer: 'C-1004',
    date: dayBefore(today, 2),
    lines: [{ amount, account, memo: 'Consulting, hours' }],
    total: amount,
  })
  return [
    {
      type: 'invoice',
      id: 'INV-2901',
      version: 1,
      state: 'draft',
      data: invoice('INV-2901', '4020', '540.00'),
    },
    approved('invoice', 'INV-2902', invoice('INV-2902', '4999', '360.00')),
    approved('payment', 'PAY-5902', {
      customer: 'C-1004',
      date: dayBefore(today, 1),
      amount: '125.00',
      reference: '700902',
      applications: [{ invoice: 'INV-2903', amount: '125.00' }],
    }),
  ]
}

function approved(type: DemoLine['type'], id: string, data: Readonly<Record<string, unknown>>): DemoLine {
  return { type, id, version: 1, state: 'approved', data }
}
