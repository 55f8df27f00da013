import type { CreditApplicationData, RecordData } from './records.ts'

/** The app names its payment's fee; to Intacct the fee is an invoice of ours that the payment pays with the rest. */
export function withFee(id: string, data: RecordData): RecordData {
  if (!('fee' in data) || data.fee === undefined) return data
  const invoice = `${id}~fee`
  if (data.applications.some((item) => item.invoice === invoice)) return data
  const fee: CreditApplicationData = { invoice, amount: data.fee.amount }
  return { ...data, applications: [...data.applications, fee] }
}

/** The same without it. */
export function withoutFee(id: string, data: RecordData): RecordData {
  if (!('fee' in data)) return data
  return { ...data, applications: data.applications.filter((item) => item.invoice !== `${id}~fee`) }
}
