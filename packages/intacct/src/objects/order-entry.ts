import { document, line, master } from './descriptor.ts'
import type { ObjectDescriptor } from './descriptor.ts'
import { ORDER_ENTRY_FIELDS as FIELDS } from './fields/order-entry.ts'

export const ORDER_ENTRY: readonly ObjectDescriptor[] = [
  document({
    object: 'SODOCUMENT',
    name: 'DOCID',
    number: 'DOCNO',
    fields: FIELDS.SODOCUMENT,
    core: 'DOCNO DOCID DOCPARID CREATEDFROM CUSTVENDID CUSTVENDNAME PONUMBER WHENDUE WHENPOSTED TERM.NAME BASECURR CURRENCY SUBTOTAL TOTAL TRX_SUBTOTAL TRX_TOTAL PRRECORDKEY TOTALENTERED TOTALPAID TOTALDUE TRX_TOTALENTERED TRX_TOTALPAID TRX_TOTALDUE PAYMENTSTATUS PRINTED PROJECT MEGAENTITYID',
    lines: { object: 'SODOCUMENTENTRY', link: 'DOCHDRNO', container: 'SODOCUMENTENTRIES' },
    writes: {
      create: 'legacy:create_sotransaction',
      update: 'legacy:update_sotransaction',
      delete: 'legacy:delete_sotransaction',
    },
    legacyNames: {
      transactiontype: 'DOCPARID',
      documentno: 'DOCNO',
      customerid: 'CUSTVENDID',
      datecreated: 'WHENCREATED',
      dateposted: 'WHENPOSTED',
      datedue: 'WHENDUE',
      createdfrom: 'CREATEDFROM',
      state: 'STATE',
    },
  }),
  line(
    'SODOCUMENTENTRY',
    FIELDS.SODOCUMENTENTRY,
    'DOCHDRNO DOCHDRID LINE_NO ITEMID ITEMNAME ITEMDESC UNIT MEMO QUANTITY UIQTY UIPRICE PRICE TOTAL TRX_PRICE TRX_VALUE LOCATIONID DEPARTMENTID PROJECTKEY CUSTOMERID CLASSID',
    'AUWHENCREATED',
  ),
  master({
    object: 'SODOCUMENTPARAMS',
    name: 'DOCID',
    kind: 'setup',
    fields: FIELDS.SODOCUMENTPARAMS,
    core: 'DOCCLASS CATEGORY DESCRIPTION STATUS ENABLE_SEQNUM SEQUENCE UPDATES_GL CREATETYPE TD_CREATION_RULE TERM_NAME ENABLEPAYMENTS MEGAENTITYID',
    writes: {},
  }),
  document({
    object: 'PODOCUMENT',
    name: 'DOCID',
    number: 'DOCNO',
    fields: FIELDS.PODOCUMENT,
    core: 'DOCNO DOCID DOCPARID CREATEDFROM CUSTVENDID CUSTVENDNAME PONUMBER WHENDUE WHENPOSTED CURRENCY TOTAL TRX_TOTAL PRRECORDKEY MEGAENTITYID',
    lines: { object: 'PODOCUMENTENTRY', link: 'DOCHDRNO', container: 'PODOCUMENTENTRIES' },
    writes: { create: 'legacy:create_potransaction', delete: 'legacy:delete_potransaction' },
  }),
]
