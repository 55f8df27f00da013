import type { ObjectType } from './object-types.ts'
import type { CreditApplicationData, DataOf, RecordData } from './records.ts'

type Visit = (type: ObjectType, value: string) => string

type Pointing<Data> = (data: Data, visit: Visit) => Data

/** Where in each type's contents other records are named: one table for references and for translation. */
const pointing: { readonly [Type in ObjectType]: Pointing<DataOf[Type]> } = {
  customer: (data) => data,
  invoice: (data, visit) => ({ ...data, customer: visit('customer', data.customer) }),
  credit_note: applying,
  advance: applying,
  payment: applying,
}

function applying<
  Data extends { readonly customer: string; readonly applications?: CreditApplicationData[] | undefined },
>(data: Data, visit: Visit): Data {
  const customer = visit('customer', data.customer)
  if (data.applications === undefined) return { ...data, customer }
  return { ...data, customer, applications: data.applications.map((item) => creditTarget(item, visit)) }
}

function creditTarget(item: CreditApplicationData, visit: Visit): CreditApplicationData {
  return {
    ...item,
    ...(item.invoice === undefined ? {} : { invoice: visit('invoice', item.invoice) }),
    ...(item.debitMemo === undefined ? {} : { debitMemo: visit('credit_note', item.debitMemo) }),
  }
}

/** The record with every pointer replaced by what `visit` answers for it. */
export function mapPointers(type: ObjectType, data: RecordData, visit: Visit): RecordData {
  return (pointing[type] as Pointing<RecordData>)(data, visit)
}
