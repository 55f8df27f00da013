/** How an object looks to `get` and `get_list`: its object, its key, and legacy names that are not just lower case (reference 4.4). */
export interface LegacyObject {
  readonly object: string
  readonly key: string
  /** Legacy name → field. */
  readonly names: Readonly<Record<string, string>>
}

const document = {
  key: 'RECORDNO',
  datecreated: 'WHENCREATED',
  dateposted: 'WHENPOSTED',
  datedue: 'WHENDUE',
  datepaid: 'WHENPAID',
  batchkey: 'PRBATCHKEY',
  ponumber: 'DOCNUMBER',
} as const

export const legacyObjects: Readonly<Record<string, LegacyObject>> = {
  customer: { object: 'CUSTOMER', key: 'CUSTOMERID', names: {} },
  vendor: { object: 'VENDOR', key: 'VENDORID', names: {} },
  contact: { object: 'CONTACT', key: 'CONTACTNAME', names: {} },
  invoice: { object: 'ARINVOICE', key: 'RECORDNO', names: { ...document, invoiceno: 'RECORDID' } },
  aradjustment: { object: 'ARADJUSTMENT', key: 'RECORDNO', names: { ...document, adjustmentno: 'RECORDID' } },
  bill: { object: 'APBILL', key: 'RECORDNO', names: { ...document, billno: 'RECORDID' } },
  arpayment: {
    object: 'ARPYMT',
    key: 'RECORDNO',
    names: { key: 'RECORDNO', refid: 'DOCNUMBER', datereceived: 'RECEIPTDATE' },
  },
  arterm: { object: 'ARTERM', key: 'NAME', names: {} },
  apterm: { object: 'APTERM', key: 'NAME', names: {} },
  glaccount: { object: 'GLACCOUNT', key: 'ACCOUNTNO', names: { glaccountno: 'ACCOUNTNO' } },
  location: { object: 'LOCATION', key: 'LOCATIONID', names: {} },
  department: { object: 'DEPARTMENT', key: 'DEPARTMENTID', names: {} },
  class: { object: 'CLASS', key: 'CLASSID', names: { key: 'CLASSID' } },
  project: { object: 'PROJECT', key: 'PROJECTID', names: { key: 'PROJECTID' } },
  icitem: { object: 'ITEM', key: 'ITEMID', names: {} },
  bankaccount: { object: 'CHECKINGACCOUNT', key: 'BANKACCOUNTID', names: {} },
  supdoc: { object: 'SUPDOC', key: 'SUPDOCID', names: { folder: 'SUPDOCFOLDERNAME' } },
  supdocfolder: { object: 'SUPDOCFOLDER', key: 'SUPDOCFOLDERNAME', names: {} },
  sotransaction: { object: 'SODOCUMENT', key: 'DOCID', names: { key: 'DOCID', transactiontype: 'DOCPARID' } },
}
