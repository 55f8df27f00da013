// The legacy functions whose children must stand in the schema's order: transcript of the public schema (v3.0/api.xsd of
// 2019-09) with the elements added since, at the place that the documentation or the SDKs give them.
// Where sources disagree on a place, an element stands where no pair that both know changes order.

const CURRENCY = '(basecurr?, currency, (exchratedate?, exchratetype | exchrate))?'
const CURRENCY_UPDATE = '(currency, (exchratedate?, exchratetype | exchrate))?'

const DIMENSIONS =
  'projectid?, taskid?, costtypeid?, customerid?, vendorid?, employeeid?, itemid?, classid?, contractid?, warehouseid?'
const REVREC = 'revrectemplate?, defrevaccount?, revrecstartdate?, revrecenddate?'

/** Functions, in the notation of contentModel(). */
export const LEGACY_FUNCTIONS: Readonly<Record<string, string>> = {
  // Master data
  create_customer:
    'customerid, name, parentid?, termname?, custrepid?, shippingmethod?, custtype?, taxid?, creditlimit?, retainagepercentage?, territoryid?, resaleno?, deliveryoptions?, accountlabel?, glaccountno?, glgroup?, onhold?, comments?, status?, currency?, externalid?, primary?, billto?, shipto?, contactinfo?, contactlist?, vsoepricelist?, customfields?, visibility?, supdocid?, offsetglaccountno?, @ignoreduplicates?',
  update_customer:
    'name?, parentid?, termname?, custrepid?, shippingmethod?, custtype?, taxid?, creditlimit?, retainagepercentage?, territoryid?, resaleno?, deliveryoptions?, accountlabel?, glaccountno?, glgroup?, onhold?, comments?, status?, currency?, primary?, billto?, shipto?, contactinfo?, contactlist?, vsoepricelist?, customfields?, visibility?, supdocid?, offsetglaccountno?, @customerid, @set_nulls?, @externalkey?',
  create_vendor:
    'vendorid, name, parentid?, termname?, glaccountno?, accountlabel?, vendtype?, taxid?, creditlimit?, retainagepercentage?, paymethod?, outsourcecheck?, outsourceach?, billingtype?, vendoraccountno?, displocacctnocheck?, onhold?, donotcutcheck?, comments?, status?, currency?, onetime?, externalid?, primary?, returnto?, payto?, contactinfo?, contactto1099?, contactlist?, name1099?, form1099type?, form1099box?, customfields?, paymentnotify?, achenabled?, wireenabled?, checkenabled?, achbankroutingnumber?, achaccountnumber?, achaccounttype?, achremittancetype?, wirebankname?, wirebankroutingnumber?, wireaccountnumber?, wireaccounttype?, pmplusremittancetype?, pmplusemail?, pmplusfax?, displaytermdiscount?, visibility?, supdocid?, mergepaymentreq?, offsetglaccountno?, @ignoreduplicates?',
  create_contact:
    'contactname, printas, companyname?, taxable?, taxgroup?, prefix?, firstname?, lastname?, initial?, phone1?, phone2?, cellphone?, pager?, fax?, email1?, email2?, url1?, url2?, status?, mailaddress?, taxid?, externalid?, taxschedule?, taxsolutionid?, @ignoreduplicates?',
  create_arterm: 'name, description?, status?, due?, discount?, disccalcon?, penalty?',
  create_araccountlabel:
    'glaccountno, accountlabel, description, offsetglaccountno?, status?, externalid?, taxcode?, @ignoreduplicates?',

  // Receivables
  create_invoice: `customerid, datecreated, dateposted?, datedue?, termname?, batchkey?, action?, invoiceno?, ponumber?, onhold?, description?, externalid?, billto?, shipto?, ${CURRENCY}, nogl?, supdocid?, taxsolutionid?, customfields?, invoiceitems`,
  update_invoice: `customerid?, datecreated?, dateposted?, datedue?, termname?, action?, invoiceno?, ponumber?, description?, payto?, returnto?, ${CURRENCY}, supdocid?, customfields?, updateinvoiceitems?, @key, @set_nulls?, @externalkey?`,
  reverse_invoice: 'datereversed, description?, @key',
  delete_invoice: '@key, @externalkey?',
  create_invoicebatch: 'batchtitle, datecreated?, create_invoice*',
  create_arpayment: `customerid, paymentamount, translatedamount?, (batchkey | bankaccountid | undepfundsacct)?, refid?, overpaylocid?, overpaydeptid?, datereceived?, paymentmethod?, ${CURRENCY}, cctype?, authcode?, arpaymentitem*, (onlinecardpayment | onlineachpayment)*`,
  create_arpaymentbatch:
    'batchtitle, (bankaccountid | undepfundsacct)?, datecreated?, create_arpayment*, apply_arpayment*',
  apply_arpayment:
    'arpaymentkey, paymentdate, batchkey?, memo?, overpaylocid?, overpaydeptid?, arpaymentitems*',
  reverse_arpayment: 'datereversed, description?, nsfclosedaccount?, @key',
  create_aradjustment: `customerid, datecreated, dateposted?, batchkey?, adjustmentno?, action?, invoiceno?, description?, externalid?, ${CURRENCY}, nogl?, taxsolutionid?, aradjustmentitems`,
  update_aradjustment: `customerid?, datecreated?, dateposted?, adjustmentno?, action?, invoiceno?, description?, ${CURRENCY_UPDATE}, updatearadjustmentitems?, @key, @set_nulls?, @externalkey?`,
  delete_aradjustment: '@key, @externalkey?',

  // Payables
  create_bill: `vendorid, datecreated, dateposted?, (datedue, termname? | termname), action?, batchkey?, billno?, ponumber?, onhold?, description?, externalid?, payto?, returnto?, ${CURRENCY}, nogl?, supdocid?, customfields?, billitems, inclusivetax?, taxsolutionid?`,
  update_bill: `vendorid?, datecreated?, dateposted?, datedue?, termname?, action?, billno?, ponumber?, onhold?, description?, payto?, returnto?, ${CURRENCY_UPDATE}, supdocid?, customfields?, updatebillitems?, @key, @partial_edit?, @set_nulls?, @externalkey?`,
  reverse_bill: 'datereversed, description?, @key',
  delete_bill: '@key, @externalkey?',
  create_apadjustment: `vendorid, datecreated, dateposted?, batchkey?, adjustmentno?, action?, billno?, description?, externalid?, ${CURRENCY}, nogl?, customfields?, apadjustmentitems`,
  delete_apadjustment: '@key, @externalkey?',
  // Named by the schema without its contents: by analogy with reverse_arpayment, less what only receipts have.
  reverse_appayment: 'datereversed, description?, @key',
  create_paymentrequest:
    '(bankaccountid | chargecardid), vendorid, memo?, paymentmethod, grouppayments?, paymentdate, paymentoption?, (paymentrequestitems | paymentamount), documentnumber?, paymentdescription?, paymentcontact?',
  create_appayment: `(bankaccountid | chargecardid), vendorid, memo, paymentmethod?, checkdate, batchkey?, checkno, billno?, basepaymentamount?, paymentexchratetype?, ${CURRENCY}, payitems`,

  // Order entry and purchasing
  create_sotransaction: `transactiontype, datecreated, dateposted?, createdfrom?, customerid, documentno?, origdocdate?, referenceno?, termname?, datedue?, message?, shippingmethod?, shipto?, billto?, supdocid?, externalid?, ${CURRENCY}, vsoepricelist?, customfields?, state?, projectid?, changelognumber?, needbydate?, shipbydate?, cancelafterdate?, donotshipbeforedate?, donotshipafterdate?, servicedeliverydate?, trackingnumber?, shippeddate?, customerponumber?, taxsolutionid?, projectcontractid?, sotransitems, subtotals?`,
  update_sotransaction: `datecreated?, dateposted?, referenceno?, termname?, datedue?, origdocdate?, message?, shippingmethod?, shipto?, billto?, supdocid?, externalid?, ${CURRENCY}, vsoepricelist?, customfields?, state?, projectid?, changelognumber?, needbydate?, shipbydate?, cancelafterdate?, donotshipbeforedate?, donotshipafterdate?, servicedeliverydate?, trackingnumber?, shippeddate?, customerponumber?, taxsolutionid?, projectcontractid?, updatesotransitems?, updatesubtotals?, @key, @set_nulls?, @externalkey?, @disablevalidation?`,
  delete_sotransaction: '@key, @externalkey?',
  create_potransaction: `transactiontype, datecreated, dateposted?, createdfrom?, vendorid, documentno?, referenceno?, vendordocno?, termname?, datedue, message?, shippingmethod?, returnto, payto, deliverto?, supdocid?, externalid?, ${CURRENCY}, customfields?, state?, potransitems, subtotals?`,
  delete_potransaction: '@key, @externalkey?',

  // Cash management
  record_deposit:
    'bankaccountid, depositdate, depositid, (receipts | receiptkeys), description?, supdocid?, customfields?',
  record_otherreceipt:
    'paymentdate, payee, receiveddate, paymentmethod, (undepglaccountno | bankaccountid, depositdate?), refid?, description?, supdocid?, (currency, (exchratedate?, exchratetype | exchrate))?, customfields?, receiptitems',

  // Attachments
  create_supdoc: 'supdocid?, supdocname?, supdocfoldername?, supdocdescription?, attachments?',
  update_supdoc: 'supdocid, supdocname?, supdocfoldername?, supdocdescription?, attachments?',
  delete_supdoc: '@key',
  create_supdocfolder: 'supdocfoldername, supdocfolderdescription?, supdocparentfoldername?',
}

const line = (amount: 'amount' | 'amount?'): string =>
  `(accountlabel | glaccountno), offsetglaccountno?, ${amount}, allocationid?, memo?, locationid?, departmentid?, item1099?, form1099type?, form1099box?, key?, totalpaid?, totaldue?, customfields?, ${REVREC}, ${DIMENSIONS}, billable?`
const UPDATED_LINE = `(accountlabel | glaccountno)?, offsetglaccountno?, amount?, memo?, locationid?, departmentid?, item1099?, form1099type?, form1099box?, customfields?, ${REVREC}, ${DIMENSIONS}, billable?, taxentries?, @line_num`
const CONTACT_REFERENCE = '(contact | contactname)'
const ORDER_DIMENSIONS = 'projectid?, customerid?, vendorid?, employeeid?, classid?, contractid?'

/** Elements inside functions. `parent>name` counts before `name`. What is not here is text, or a date by its name. */
export const LEGACY_ELEMENTS: Readonly<Record<string, string>> = {
  customfields: 'customfield*',
  customfield: 'customfieldname, customfieldvalue',
  taxentries: 'taxentry+',
  taxentry: 'detailid, trx_tax?',

  billto: CONTACT_REFERENCE,
  shipto: CONTACT_REFERENCE,
  payto: CONTACT_REFERENCE,
  returnto: CONTACT_REFERENCE,
  deliverto: CONTACT_REFERENCE,
  primary: CONTACT_REFERENCE,
  contactinfo: CONTACT_REFERENCE,
  contactto1099: CONTACT_REFERENCE,
  contact:
    'contactname, printas, taxable?, companyname?, taxgroup?, prefix?, firstname?, lastname?, initial?, phone1?, phone2?, cellphone?, pager?, fax?, email1?, email2?, url1?, url2?, status?, mailaddress?, taxid?',
  mailaddress: 'address1?, address2?, city?, state?, zip?, country?, isocountrycode?, latitude?, longitude?',

  invoiceitems: 'lineitem+',
  'invoiceitems>lineitem': `${line('amount')}, taxentries?`,
  updateinvoiceitems: '(lineitem | updatelineitem)+',
  'updateinvoiceitems>lineitem': `${line('amount')}, taxentries?`,
  aradjustmentitems: 'lineitem+',
  updatearadjustmentitems: '(lineitem | updatelineitem)+',
  billitems: 'lineitem+',
  updatebillitems: '(lineitem | updatelineitem)+',
  apadjustmentitems: 'lineitem+',
  receiptitems: 'lineitem+',
  // Bills and adjustments may give totaltrxamount instead of amount.
  lineitem: `${line('amount?')}, totaltrxamount?, partialexempt?, taxentries?`,
  updatelineitem: UPDATED_LINE,

  arpaymentitem: 'invoicekey, amount',
  arpaymentitems: 'arpaymentitem+',
  onlinecardpayment: 'cardnum, expirydate, cardtype, securitycode?, usedefaultcard?',
  onlineachpayment: 'bankname, accounttype, accountnumber, routingnumber, accountholder, usedefaultaccount?',
  receiptkeys: 'receiptkey+',

  sotransitems: 'sotransitem+',
  sotransitem: `bundlenumber?, itemid, itemaliasid?, itemdesc?, taxable?, warehouseid?, quantity, unit?, linelevelsimpletaxtype?, discountpercent?, price?, sourcelinekey?, discsurchargememo?, locationid?, linesubtotals?, departmentid?, memo?, itemdetails?, customfields?, revrectemplate?, revrecstartdate?, revrecenddate?, renewalmacro?, ${ORDER_DIMENSIONS}, fulfillmentstatus?, taskno?, billingtemplate?, dropship?, shipto?, conversiontype?, retainagepercentage?`,
  // Its model is not in the public transcript: the order of a new line, nothing required.
  updatesotransitems: '(updatesotransitem | sotransitem)+',
  updatesotransitem: `bundlenumber?, itemid?, itemaliasid?, itemdesc?, taxable?, warehouseid?, quantity?, unit?, linelevelsimpletaxtype?, discountpercent?, price?, sourcelinekey?, discsurchargememo?, locationid?, departmentid?, memo?, linesubtotals?, itemdetails?, customfields?, revrectemplate?, revrecstartdate?, revrecenddate?, renewalmacro?, ${ORDER_DIMENSIONS}, fulfillmentstatus?, taskno?, billingtemplate?, dropship?, shipto?, conversiontype?, retainagepercentage?, @line_num`,

  attachments: 'attachment+',
  attachment: 'attachmentname, attachmenttype, attachmentdata',
}

/** Elements whose model nobody published: children go out as they are given. */
export const LEGACY_FREE: ReadonlySet<string> = new Set([
  'contactlist',
  'visibility',
  'subtotals',
  'updatesubtotals',
  'linesubtotals',
  'itemdetails',
  'receipts',
  'payitems',
  'paymentrequestitems',
  'potransitems',
  'due',
  'discount',
  'penalty',
])

/** Elements of the model year, month, day. */
export const LEGACY_DATES: ReadonlySet<string> = new Set([
  'datecreated',
  'dateposted',
  'datedue',
  'datereceived',
  'paymentdate',
  'datereversed',
  'exchratedate',
  'revrecstartdate',
  'revrecenddate',
  'depositdate',
  'receiveddate',
  'checkdate',
  'origdocdate',
  'needbydate',
  'shipbydate',
  'cancelafterdate',
  'donotshipbeforedate',
  'donotshipafterdate',
  'servicedeliverydate',
  'shippeddate',
])
