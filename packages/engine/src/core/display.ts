import { toMinor } from './money.ts'
import type { ObjectType } from './object-types.ts'
import type { CustomerData, InvoiceData, PaymentData, RecordData } from './records.ts'

/** What lists show and filter by. Amount in minor units of `currency`, as a decimal integer string; dates `YYYY-MM-DD`. */
export interface Display {
  readonly number: string
  readonly party: string
  readonly date: string | null
  readonly amount: string | null
  readonly currency: string | null
}

type Displayer<Data> = (data: Data, id: string, baseCurrency: string) => Display

const displayers: {
  customer: Displayer<CustomerData>
  invoice: Displayer<InvoiceData>
  payment: Displayer<PaymentData>
} = {
  customer: (data) => ({ number: data.number, party: data.name, date: null, amount: null, currency: null }),
  invoice: (data, _id, base) =>
    money(data.number, data.customer, data.date, data.total, data.currency ?? base),
  payment: (data, id, base) =>
    money(data.reference ?? id, data.customer, data.date, data.amount, data.currency ?? base),
}

function money(number: string, party: string, date: string, amount: string, currency: string): Display {
  return { number, party, date, amount: toMinor(amount, currency, 'half-even').toString(), currency }
}

/** `party` is a reference (the app's customer id or Intacct's CUSTOMERID) until the store puts the customer's name there. */
export function displayOf(type: ObjectType, data: RecordData, id: string, baseCurrency: string): Display {
  return (displayers[type] as Displayer<RecordData>)(data, id, baseCurrency)
}
