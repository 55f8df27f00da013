import { toMinor } from './money.ts'
import { partyOf } from './party.ts'
import type { RecordData } from './records.ts'

/** What lists show and filter by. Amount in minor units of `currency`, as a decimal integer string; dates `YYYY-MM-DD`. */
export interface Display {
  readonly number: string
  readonly party: string
  readonly date: string | null
  readonly amount: string | null
  readonly currency: string | null
}

/** `party` is a reference (the app's customer or vendor id, or Intacct's) until the store puts the customer's or vendor's name there. */
export function displayOf(data: RecordData, id: string, baseCurrency: string): Display {
  if (!('date' in data))
    return { number: data.number, party: data.name, date: null, amount: null, currency: null }
  const currency = data.currency ?? baseCurrency
  const minor = toMinor('total' in data ? data.total : data.amount, currency, 'half-even')
  // A debit memo among the credits: more is owed, not less.
  const amount = 'kind' in data && data.kind === 'debit' ? -minor : minor
  return {
    number: 'number' in data ? data.number : (data.reference ?? id),
    party: partyOf(data),
    date: data.date,
    amount: amount.toString(),
    currency,
  }
}
