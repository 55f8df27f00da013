import type { StandardReferenceType } from '@tieout/engine/core/reference-types.ts'

/** A list with stamps, read by `query` page by page. Names are fields of the object. */
export interface QueryReading {
  readonly way: 'query'
  readonly object: string
  readonly id: string
  readonly name: string
  /** null: Intacct knows no inactive ones. */
  readonly status: string | null
  readonly parent: string | null
  /** Whose private record it is; null: always shared. */
  readonly entity: string | null
  /** Our names for what else a coding screen wants to know. */
  readonly extra: Readonly<Record<string, string>>
}

export type Reading =
  | QueryReading
  /** A short list whose fields no source names: `readByQuery` of everything. */
  | { readonly way: 'list'; readonly object: string; readonly id: readonly string[] }
  /** The custom fields of an object, by `lookup`. */
  | { readonly way: 'fields'; readonly object: string }
  | { readonly way: 'dimensions' }
  | { readonly way: 'closed_books' }

const query = (
  object: string,
  id: string,
  name: string,
  more: Partial<Omit<QueryReading, 'way' | 'object' | 'id' | 'name'>> = {},
): QueryReading => ({
  way: 'query',
  object,
  id,
  name,
  status: 'STATUS',
  parent: null,
  entity: 'MEGAENTITYID',
  extra: {},
  ...more,
})

const label = { account: 'GLACCOUNTNO' }
const bank = {
  extra: {
    account: 'GLACCOUNTNO',
    currency: 'CURRENCY',
    location: 'LOCATIONID',
    bankAccount: 'BANKACCOUNTNO',
  },
} as const
const term = {
  entity: null,
  extra: {
    dueDays: 'DUEDATE',
    dueFrom: 'DUEFROM',
    discountDays: 'DISCDATE',
    discount: 'DISCAMOUNT',
    discountUnit: 'DISCPERCAMN',
  },
} as const

/** How each kind is read from Intacct: objects and fields of the protocol reference, 5.1 and Appendix B. */
export const readings: Readonly<Record<StandardReferenceType, Reading>> = {
  account: query('GLACCOUNT', 'ACCOUNTNO', 'TITLE', {
    extra: {
      accountType: 'ACCOUNTTYPE',
      normalBalance: 'NORMALBALANCE',
      subledger: 'ALTERNATIVEACCOUNT',
      category: 'CATEGORY',
      requiresDepartment: 'REQUIREDEPT',
      requiresLocation: 'REQUIRELOC',
      requiresProject: 'REQUIREPROJECT',
      requiresCustomer: 'REQUIRECUSTOMER',
      requiresVendor: 'REQUIREVENDOR',
      requiresEmployee: 'REQUIREEMPLOYEE',
      requiresItem: 'REQUIREITEM',
      requiresClass: 'REQUIRECLASS',
    },
  }),
  ar_account_label: query('ARACCOUNTLABEL', 'ACCOUNTLABEL', 'DESCRIPTION', { extra: label }),
  ap_account_label: query('APACCOUNTLABEL', 'ACCOUNTLABEL', 'DESCRIPTION', { entity: null, extra: label }),
  closed_books: { way: 'closed_books' },
  checking_account: query('CHECKINGACCOUNT', 'BANKACCOUNTID', 'BANKNAME', bank),
  savings_account: query('SAVINGSACCOUNT', 'BANKACCOUNTID', 'BANKNAME', bank),
  currency: { way: 'list', object: 'TRXCURRENCIES', id: ['CODE', 'CURRENCY', 'ID', 'NAME'] },
  exchange_rate_type: query('EXCHANGERATETYPES', 'NAME', 'NAME', {
    status: null,
    entity: null,
    extra: { isDefault: 'ISDEFAULT' },
  }),
  ar_term: query('ARTERM', 'NAME', 'DESCRIPTION', term),
  ap_term: query('APTERM', 'NAME', 'DESCRIPTION', term),
  tax_solution: query('TAXSOLUTION', 'SOLUTIONID', 'DESCRIPTION', {
    entity: null,
    extra: { method: 'TAXMETHOD', type: 'TYPE' },
  }),
  tax_detail: query('TAXDETAIL', 'DETAILID', 'DESCRIPTION', {
    parent: null,
    extra: {
      type: 'TAXTYPE',
      percent: 'VALUE',
      rate: 'TAXRATE',
      account: 'GLACCOUNT',
      solution: 'TAXSOLUTIONID',
    },
  }),
  dimension: { way: 'dimensions' },
  entity: query('LOCATIONENTITY', 'LOCATIONID', 'NAME', {
    entity: null,
    extra: { currency: 'CURRENCY', taxSolution: 'TAXSOLUTIONID' },
  }),
  location: query('LOCATION', 'LOCATIONID', 'NAME', {
    parent: 'PARENTID',
    entity: null,
    extra: { type: 'LOCATIONTYPE', currency: 'CURRENCY' },
  }),
  department: query('DEPARTMENT', 'DEPARTMENTID', 'TITLE', { parent: 'PARENTID', entity: null }),
  class: query('CLASS', 'CLASSID', 'NAME', { parent: 'PARENTID' }),
  project: query('PROJECT', 'PROJECTID', 'NAME', {
    parent: 'PARENTID',
    extra: {
      customer: 'CUSTOMERID',
      department: 'DEPARTMENTID',
      location: 'LOCATIONID',
      projectStatus: 'PROJECTSTATUS',
    },
  }),
  item: query('ITEM', 'ITEMID', 'NAME', { extra: { type: 'ITEMTYPE', unit: 'BASEUOM', taxable: 'TAXABLE' } }),
  customer: query('CUSTOMER', 'CUSTOMERID', 'NAME', {
    parent: 'PARENTID',
    extra: { taxNumber: 'TAXID', email: 'DISPLAYCONTACT.EMAIL1', term: 'TERMNAME', currency: 'CURRENCY' },
  }),
  vendor: query('VENDOR', 'VENDORID', 'NAME', {
    parent: 'PARENTID',
    extra: {
      taxNumber: 'TAXID',
      email: 'DISPLAYCONTACT.EMAIL1',
      term: 'TERMNAME',
      currency: 'CURRENCY',
      type: 'VENDTYPE',
      onHold: 'ONHOLD',
      account: 'APACCOUNT',
    },
  }),
  employee: query('EMPLOYEE', 'EMPLOYEEID', 'PERSONALINFO.PRINTAS', {
    extra: { title: 'TITLE', department: 'DEPARTMENTID', location: 'LOCATIONID' },
  }),
  order_entry_type: query('SODOCUMENTPARAMS', 'DOCID', 'DESCRIPTION', {
    extra: { class: 'DOCCLASS', category: 'CATEGORY', posts: 'UPDATES_GL', level: 'TD_CREATION_RULE' },
  }),
  customer_field: { way: 'fields', object: 'CUSTOMER' },
  invoice_field: { way: 'fields', object: 'ARINVOICE' },
  invoice_line_field: { way: 'fields', object: 'ARINVOICEITEM' },
  payment_field: { way: 'fields', object: 'ARPYMT' },
}
