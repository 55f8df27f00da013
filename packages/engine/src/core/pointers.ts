import type { ObjectType } from './object-types.ts'
import type { AppliedItem, CreditApplicationData, DataOf, RecordData } from './records.ts'

type Visit = (type: ObjectType, value: string) => string

type Pointing<Data> = (data: Data, visit: Visit) => Data

/** Where in each type's contents other records are named: one table for references and for translation. */
const pointing: { readonly [Type in ObjectType]: Pointing<DataOf[Type]> } = {
  item: (data) => data,
  customer: (data) => data,
  invoice: (data, visit) => ({ ...data, customer: visit('customer', data.customer) }),
  credit_note: applying,
  advance: applying,
  payment: (data, visit) => {
    const { credits, adjustments } = data
    return {
      ...applying(data, visit),
      ...(credits === undefined
        ? {}
        : {
            credits: credits.map((item) => ({
              ...creditTarget(item, 'credit_note', visit),
              creditNote: visit('credit_note', item.creditNote),
            })),
          }),
      ...(adjustments === undefined
        ? {}
        : {
            adjustments: adjustments.map((item) => ({ ...item, invoice: visit('invoice', item.invoice) })),
          }),
    }
  },
  vendor: (data) => data,
  bill: (data, visit) => ({ ...data, vendor: visit('vendor', data.vendor) }),
  bill_credit: (data, visit) => ({
    ...data,
    vendor: visit('vendor', data.vendor),
    ...(data.applications === undefined
      ? {}
      : { applications: data.applications.map((item) => creditTarget(item, 'bill_credit', visit)) }),
  }),
  bill_payment: (data, visit) => ({
    ...data,
    vendor: visit('vendor', data.vendor),
    applications: data.applications.map((item) => ({ ...item, bill: visit('bill', item.bill) })),
  }),
}

function applying<
  Data extends { readonly customer: string; readonly applications?: CreditApplicationData[] | undefined },
>(data: Data, visit: Visit): Data {
  const customer = visit('customer', data.customer)
  if (data.applications === undefined) return { ...data, customer }
  const applications = data.applications.map((item) => creditTarget(item, 'credit_note', visit))
  return { ...data, customer, applications }
}

function creditTarget<Item extends AppliedItem>(item: Item, memo: ObjectType, visit: Visit): Item {
  return {
    ...item,
    ...(item.invoice === undefined ? {} : { invoice: visit('invoice', item.invoice) }),
    ...(item.bill === undefined ? {} : { bill: visit('bill', item.bill) }),
    ...(item.debitMemo === undefined ? {} : { debitMemo: visit(memo, item.debitMemo) }),
  }
}

/** The record with every pointer replaced by what `visit` answers for it. */
export function mapPointers(type: ObjectType, data: RecordData, visit: Visit): RecordData {
  return (pointing[type] as Pointing<RecordData>)(data, visit)
}
