/** What a row can say. `kind` is what the column has to contain; `names` are what such columns are usually called, letters only. */
export const fields = {
  invoice: {
    label: 'Invoice number',
    kind: 'text',
    required: true,
    names: [
      'invoicenumber',
      'invoiceno',
      'invoiceid',
      'invoice',
      'invno',
      'documentnumber',
      'documentno',
      'docno',
      'number',
    ],
  },
  customer: {
    label: 'Customer ID',
    kind: 'text',
    required: true,
    names: [
      'customerid',
      'customernumber',
      'customerno',
      'customercode',
      'customer',
      'clientid',
      'client',
      'accountnumber',
    ],
  },
  customerName: {
    label: 'Customer name',
    kind: 'text',
    required: false,
    names: ['customername', 'clientname', 'companyname', 'name'],
  },
  date: {
    label: 'Invoice date',
    kind: 'date',
    required: true,
    names: ['invoicedate', 'documentdate', 'issuedate', 'dateissued', 'billdate', 'date'],
  },
  dueDate: {
    label: 'Due date',
    kind: 'date',
    required: false,
    names: ['duedate', 'datedue', 'due', 'paymentdue'],
  },
  amount: {
    label: 'Amount',
    kind: 'amount',
    required: true,
    names: [
      'invoiceamount',
      'amount',
      'totalprice',
      'invoicetotal',
      'totalamount',
      'total',
      'grossamount',
      'value',
    ],
  },
  currency: {
    label: 'Currency',
    kind: 'currency',
    required: false,
    names: ['currency', 'currencycode', 'invoicecurrency'],
  },
  settledDate: {
    label: 'Paid in full on',
    kind: 'date',
    required: false,
    names: ['settleddate', 'settlementdate', 'paiddate', 'datepaid', 'paymentdate', 'settled', 'paidon'],
  },
  reference: {
    label: 'Reference',
    kind: 'text',
    required: false,
    names: ['reference', 'ponumber', 'purchaseorder', 'customerreference'],
  },
  description: {
    label: 'Description',
    kind: 'text',
    required: false,
    names: ['description', 'memo', 'notes', 'comment'],
  },
} as const satisfies Record<string, FieldInfo>

interface FieldInfo {
  readonly label: string
  readonly kind: 'text' | 'date' | 'amount' | 'currency'
  readonly required: boolean
  readonly names: readonly string[]
}

export type Field = keyof typeof fields

export const fieldNames = Object.keys(fields) as Field[]
export const requiredFields = fieldNames.filter((field) => fields[field].required)
