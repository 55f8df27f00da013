import { toMinor } from './money.ts'
import type { RecordData } from './records.ts'

/** What lists show and filter by. Amount in minor units of `currency`, as a decimal integer string; dates `YYYY-MM-DD`. */
export interface Display {
  readonly number: string
  readonly party: string
  readonly date: string | null
  readonly amount: string | null
  readonly currency: string | null
}

/** `party` is a reference (the app's customer id or Intacct's CUSTOMERID) until the store puts the customer's name there. */
export function displayOf(data: RecordData, id: string, baseCurrency: string): Display {
  if (!('date' in data))
    return { number: data.number, party: data.name, date: null, amount: null, currency: null }
  const currency = data.currency ?? baseCurrency
  const minor = toMinor('total' in data ? data.total : data.amount, currency, 'half-even')
  // A debit memo among the credit notes: the customer owes more, not less.
  const amount = 'kind' in data && data.kind === 'debit' ? -minor : minor
  return {
    number: 'number' in data ? data.number : (data.reference ?? id),
    party: data.customer,
    date: data.date,
    amount: amount.toString(),
    currency,
  }
}
