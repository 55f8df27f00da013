import type { Names } from './translate.ts'

/** Legacy element names → names of the generic objects (reference 4.4 and Appendix A). */

const contact: Names = {
  fields: {},
  nested: { mailaddress: { fields: { isocountrycode: 'COUNTRYCODE' } } },
}

/** A reference to a contact, by name or in full. */
const reference: Names = { fields: {}, nested: { contact } }

const currency = {
  exchratedate: 'EXCH_RATE_DATE',
  exchratetype: 'EXCH_RATE_TYPE_ID',
  exchrate: 'EXCHANGE_RATE',
} as const

const line: Names = {
  fields: { glaccountno: 'ACCOUNTNO', amount: 'TRX_AMOUNT', memo: 'ENTRYDESCRIPTION' },
}

function lines(element: string, update: boolean): Names {
  return update
    ? {
        fields: { lineitem: 'NEWLINE', updatelineitem: 'UPDATELINE' },
        nested: { lineitem: line, updatelineitem: line },
      }
    : { fields: { lineitem: element }, nested: { lineitem: line } }
}

const documentFields = {
  ...currency,
  datecreated: 'WHENCREATED',
  dateposted: 'WHENPOSTED',
  datedue: 'WHENDUE',
  batchkey: 'PRBATCHKEY',
  ponumber: 'DOCNUMBER',
  billto: 'BILLTO',
  shipto: 'SHIPTO',
  payto: 'BILLTO',
  returnto: 'SHIPTO',
} as const

function documentNames(number: string, items: string, element: string, update: string): Names {
  return {
    fields: { ...documentFields, [number]: 'RECORDID', [items]: `${element}S`, [update]: 'UPDATELINES' },
    nested: {
      [items]: lines(element, false),
      [update]: lines(element, true),
      billto: reference,
      shipto: reference,
      payto: reference,
      returnto: reference,
    },
  }
}

export const invoiceNames = documentNames('invoiceno', 'invoiceitems', 'ARINVOICEITEM', 'updateinvoiceitems')
export const billNames = documentNames('billno', 'billitems', 'APBILLITEM', 'updatebillitems')

/** `invoiceno` of an adjustment is for information only: it applies nothing (reference 4.6). */
export const adjustmentNames: Names = {
  ...documentNames('adjustmentno', 'aradjustmentitems', 'ARADJUSTMENTITEM', 'updatearadjustmentitems'),
  fields: {
    ...documentFields,
    adjustmentno: 'RECORDID',
    invoiceno: 'DOCNUMBER',
    aradjustmentitems: 'ARADJUSTMENTITEMS',
    updatearadjustmentitems: 'UPDATELINES',
  },
}

export const payableAdjustmentNames: Names = {
  fields: {
    ...documentFields,
    adjustmentno: 'RECORDID',
    billno: 'DOCNUMBER',
    apadjustmentitems: 'APADJUSTMENTITEMS',
    updateapadjustmentitems: 'UPDATELINES',
  },
  nested: {
    apadjustmentitems: lines('APADJUSTMENTITEM', false),
    updateapadjustmentitems: lines('APADJUSTMENTITEM', true),
  },
}

export const receiptNames: Names = {
  fields: {
    ...currency,
    batchkey: 'PRBATCHKEY',
    bankaccountid: 'FINANCIALENTITY',
    undepfundsacct: 'UNDEPOSITEDACCOUNTNO',
    refid: 'DOCNUMBER',
    overpaylocid: 'OVERPAYMENTLOCATIONID',
    overpaydeptid: 'OVERPAYMENTDEPARTMENTID',
    datereceived: 'RECEIPTDATE',
  },
}

const orderLineNames: Names = {
  fields: { warehouseid: 'WAREHOUSEID', sourcelinekey: 'SOURCELINEKEY' },
}
const subtotalNames: Names = {
  fields: { subtotal: 'SUBTOTAL', updatesubtotal: 'SUBTOTAL' },
  nested: { subtotal: { fields: {} }, updatesubtotal: { fields: {} } },
}

export const orderNames: Names = {
  fields: {
    ...currency,
    datecreated: 'WHENCREATED',
    dateposted: 'WHENPOSTED',
    datedue: 'WHENDUE',
    customerid: 'CUSTVENDID',
    documentno: 'DOCNO',
    referenceno: 'PONUMBER',
    shippingmethod: 'SHIPVIA',
    sotransitems: 'SODOCUMENTENTRIES',
    updatesotransitems: 'UPDATELINES',
    updatesubtotals: 'SUBTOTALS',
  },
  nested: {
    sotransitems: { fields: { sotransitem: 'SODOCUMENTENTRY' }, nested: { sotransitem: orderLineNames } },
    updatesotransitems: {
      fields: { sotransitem: 'NEWLINE', updatesotransitem: 'UPDATELINE' },
      nested: { sotransitem: orderLineNames, updatesotransitem: orderLineNames },
    },
    subtotals: subtotalNames,
    updatesubtotals: subtotalNames,
    billto: reference,
    shipto: reference,
  },
}

export const customerNames: Names = {
  fields: {
    custrepid: 'CUSTREPID',
    glaccountno: 'ARACCOUNT',
    deliveryoptions: 'DELIVERY_OPTIONS',
    shippingmethod: 'SHIPPINGMETHOD',
    resaleno: 'RESALENO',
    contactinfo: 'CONTACTINFO',
    primary: 'PRIMARY',
  },
  nested: { contactinfo: reference, primary: reference, billto: reference, shipto: reference },
}

export const vendorNames: Names = {
  fields: { glaccountno: 'APACCOUNT', vendoraccountno: 'VENDORACCOUNTNO' },
  nested: { contactinfo: reference, primary: reference, payto: reference, returnto: reference },
}

export const contactNames: Names = contact

export const plainNames: Names = { fields: {} }

export const termNames: Names = {
  fields: { due: 'DUEDATE', discount: 'DISCAMOUNT', disccalcon: 'DISCCALCON' },
}
