/**
 * Content models of the legacy functions, transcribed from Appendix A of the protocol reference (public schema of 2019-09), with the
 * later additions of its "Elements added after that XSD" where their position is documented. Where the official SDKs and the schema
 * disagree (reference §9, 7: action/batchkey, batchkey/translatedamount, taxsolutionid/customfields), both orders stand here.
 */
const money = '(basecurr?, currency, (exchratedate?, exchratetype | exchrate)?)?'
const money2 = '(currency, (exchratedate?, exchratetype | exchrate)?)?'
const summary = '(batchkey, action? | action, batchkey?)?'
const setNulls = '@key, @set_nulls?=false, @externalkey?=false'
const dimensions =
  'projectid?, taskid?, costtypeid?, customerid?, vendorid?, employeeid?, itemid?, classid?, contractid?, warehouseid?'
const customerTail =
  'status?, currency?, externalid?, primary?, billto?, shipto?, contactinfo?, contactlist?, vsoepricelist?, customfields?, visibility?, supdocid?, offsetglaccountno?'
const customerHead =
  'parentid?, termname?, custrepid?, shippingmethod?, custtype?, taxid?, creditlimit?, retainagepercentage?, territoryid?, resaleno?, deliveryoptions?, accountlabel?, glaccountno?, glgroup?, onhold?, comments?'
const vendorBody =
  'parentid?, termname?, glaccountno?, accountlabel?, vendtype?, taxid?, creditlimit?, retainagepercentage?, paymethod?, outsourcecheck?, outsourceach?, billingtype?, vendoraccountno?, displocacctnocheck?, onhold?, donotcutcheck?, comments?, status?, currency?, onetime?, externalid?, primary?, returnto?, payto?, contactinfo?, contactto1099?, contactlist?, name1099?, form1099type?, form1099box?, customfields?, paymentnotify?, achenabled?, wireenabled?, checkenabled?, achbankroutingnumber?, achaccountnumber?, achaccounttype?, achremittancetype?, wirebankname?, wirebankroutingnumber?, wireaccountnumber?, wireaccounttype?, pmplusremittancetype?, pmplusemail?, pmplusfax?, displaytermdiscount?, visibility?, supdocid?, mergepaymentreq?, offsetglaccountno?'
const contactBody =
  'prefix?, firstname?, lastname?, initial?, phone1?, phone2?, cellphone?, pager?, fax?, email1?, email2?, url1?, url2?, status?, mailaddress?, taxid?, taxschedule?, taxsolutionid?'
const arLineTail = `totalpaid?, totaldue?, customfields?, revrectemplate?, defrevaccount?, revrecstartdate?, revrecenddate?, ${dimensions}, billable?`
const arLineUpdate = `(accountlabel | glaccountno)?, offsetglaccountno?, amount?, memo?, locationid?, departmentid?, item1099?, form1099type?, form1099box?, customfields?, revrectemplate?, defrevaccount?, revrecstartdate?, revrecenddate?, ${dimensions}, billable?, taxentries?, @line_num`
const soTail =
  '(projectid? , changelognumber?, needbydate?, shipbydate?, cancelafterdate?, donotshipbeforedate?, donotshipafterdate?, servicedeliverydate?, trackingnumber?, shippeddate?, customerponumber?, taxsolutionid?, projectcontractid?)'
const soLineTail =
  'memo?, linesubtotals?, itemdetails?, customfields?, revrectemplate?, revrecstartdate?, revrecenddate?, renewalmacro?, projectid?, customerid?, vendorid?, employeeid?, classid?, contractid?, fulfillmentstatus?, taskno?, billingtemplate?, dropship?, shipto?, conversiontype?'
const summaryBatch = 'batchtitle, datecreated?'

/** Function element → model of its children and attributes. */
export const legacyFunctions: Readonly<Record<string, string>> = {
  create_customer: `customerid, name, ${customerHead}, ${customerTail}, @ignoreduplicates?=false`,
  update_customer: `name?, ${customerHead}, ${customerTail}, @customerid, @set_nulls?=false, @externalkey?=false`,
  delete_customer: '@customerid, @externalkey?=false',
  create_vendor: `vendorid, name, ${vendorBody}, @ignoreduplicates?=false`,
  update_vendor: `name?, ${vendorBody}, @vendorid, @set_nulls?=false, @externalkey?=false`,
  delete_vendor: '@vendorid, @externalkey?=false',
  create_contact: `contactname, printas, companyname?, taxable?, taxgroup?, prefix?, firstname?, lastname?, initial?, phone1?, phone2?, cellphone?, pager?, fax?, email1?, email2?, url1?, url2?, status?, mailaddress?, taxid?, externalid?, taxschedule?, taxsolutionid?, @ignoreduplicates?=false`,
  update_contact: `printas?, companyname?, taxable?, taxgroup?, ${contactBody}, @contactname, @set_nulls?=false, @externalkey?=false`,
  delete_contact: '@contactname, @externalkey?=false',
  create_arterm: 'name, description?, status?, due?, discount?, disccalcon?, penalty?',
  create_araccountlabel:
    'glaccountno, accountlabel, description, offsetglaccountno?, status?, externalid?, taxcode?, @ignoreduplicates?=false',

  create_invoice: `customerid, datecreated, dateposted?, datedue?, termname?, ${summary}, invoiceno?, ponumber?, onhold?, description?, externalid?, billto?, shipto?, ${money}, nogl?, supdocid?, taxsolutionid?, customfields?, taxsolutionid?, invoiceitems`,
  update_invoice: `customerid?, datecreated?, dateposted?, datedue?, termname?, action?, invoiceno?, ponumber?, onhold?, description?, (payto?, returnto? | billto?, shipto?), ${money}, supdocid?, taxsolutionid?, customfields?, taxsolutionid?, updateinvoiceitems?, ${setNulls}`,
  reverse_invoice: 'datereversed, description?, @key',
  delete_invoice: '@key, @externalkey?=false',
  create_invoicebatch: `${summaryBatch}, create_invoice*`,
  create_arpayment: `customerid, paymentamount, (translatedamount?, (batchkey | bankaccountid | undepfundsacct)? | (batchkey | bankaccountid | undepfundsacct), translatedamount), refid?, overpaylocid?, overpaydeptid?, datereceived?, paymentmethod?, ${money}, cctype?, authcode?, arpaymentitem*, (onlinecardpayment | onlineachpayment)*`,
  create_arpaymentbatch:
    'batchtitle, (bankaccountid | undepfundsacct)?, datecreated?, create_arpayment*, apply_arpayment*',
  apply_arpayment:
    'arpaymentkey, paymentdate, batchkey?, memo?, overpaylocid?, overpaydeptid?, arpaymentitems*',
  reverse_arpayment: 'datereversed, description?, nsfclosedaccount?, @key',
  create_aradjustment: `customerid, datecreated, dateposted?, (batchkey?, adjustmentno?, action? | adjustmentno?, action?, batchkey?), invoiceno?, description?, externalid?, ${money}, nogl?, taxsolutionid?, aradjustmentitems`,
  update_aradjustment: `customerid?, datecreated?, dateposted?, adjustmentno?, action?, invoiceno?, description?, ${money2}, taxsolutionid?, updatearadjustmentitems?, ${setNulls}`,
  delete_aradjustment: '@key, @externalkey?=false',
  create_aradjustmentbatch: `${summaryBatch}, create_aradjustment*`,
  delete_arpayment: '@key, @externalkey?=false',
  get_araging:
    'agingperiods?, customerid?, invoiceno?, locationid?, departmentid?, asofdate?, useduedate?, showdetails?, documenttype?, useglpostdate?, showzerowithactivity?',

  create_bill: `vendorid, datecreated, dateposted?, (datedue, termname? | termname)?, ${summary}, billno?, ponumber?, onhold?, description?, externalid?, payto?, returnto?, ${money}, nogl?, supdocid?, taxsolutionid?, customfields?, inclusivetax?, taxsolutionid?, billitems, inclusivetax?, taxsolutionid?`,
  update_bill: `vendorid?, datecreated?, dateposted?, datedue?, termname?, action?, billno?, ponumber?, onhold?, description?, payto?, returnto?, ${money}, supdocid?, customfields?, inclusivetax?, taxsolutionid?, updatebillitems?, @key, @partial_edit?=false, @set_nulls?=false, @externalkey?=false`,
  reverse_bill: 'datereversed, description?, @key',
  delete_bill: '@key, @externalkey?=false',
  recallApBill: 'recordno',
  create_billbatch: `${summaryBatch}, create_bill*`,
  create_apadjustment: `vendorid, datecreated, dateposted?, batchkey?, adjustmentno?, action?, billno?, description?, externalid?, ${money}, nogl?, customfields?, taxsolutionid?, apadjustmentitems`,
  delete_apadjustment: '@key, @externalkey?=false',
  create_paymentrequest:
    '(bankaccountid | chargecardid), vendorid, memo?, paymentmethod, grouppayments?, paymentdate, paymentoption?, (paymentrequestitems | paymentamount), documentnumber?, paymentdescription?, paymentcontact?',
  create_appayment: `(bankaccountid | chargecardid), vendorid, memo, paymentmethod?, checkdate, batchkey?, checkno, billno?, basepaymentamount?, paymentexchratetype?, ${money}, payitems`,
  reverse_appayment: 'datereversed, description?, @key',
  approve_appaymentrequest: 'appaymentkeys',
  send_appaymentrequest: 'appaymentkeys',
  confirm_appaymentrequest: 'appaymentkeys',
  void_appaymentrequest: 'appaymentkeys',
  delete_paymentrequest: '@key',

  create_sotransaction: `transactiontype, datecreated, dateposted?, createdfrom?, customerid, documentno?, origdocdate?, referenceno?, termname?, datedue?, message?, shippingmethod?, shipto?, billto?, supdocid?, externalid?, ${money}, vsoepricelist?, customfields?, state?, ${soTail}, sotransitems, subtotals?`,
  update_sotransaction: `datecreated?, dateposted?, referenceno?, termname?, datedue?, origdocdate?, message?, shippingmethod?, shipto?, billto?, supdocid?, externalid?, ${money}, vsoepricelist?, customfields?, state?, ${soTail}, updatesotransitems?, updatesubtotals?, ${setNulls}, @disablevalidation?=false`,
  delete_sotransaction: '@key, @externalkey?=false',
  create_potransaction: `transactiontype, datecreated, dateposted?, createdfrom?, vendorid, documentno?, referenceno?, vendordocno?, termname?, datedue, message?, shippingmethod?, returnto, payto, deliverto?, supdocid?, externalid?, ${money}, customfields?, state?, potransitems, subtotals?`,
  delete_potransaction: '@key, @externalkey?=false',

  record_deposit:
    'bankaccountid, depositdate, depositid, (receipts | receiptkeys), description?, supdocid?, customfields?',
  record_otherreceipt: `paymentdate, payee, receiveddate, paymentmethod, (undepglaccountno | bankaccountid, depositdate?), refid?, description?, supdocid?, ${money2}, customfields?, receiptitems`,

  create_supdoc: 'supdocid, supdocname?, supdocfoldername?, supdocdescription?, attachments?',
  update_supdoc: 'supdocid, supdocname?, supdocfoldername?, supdocdescription?, attachments?',
  delete_supdoc: '@key',
  create_supdocfolder: 'supdocfoldername, supdocfolderdescription?, supdocparentfoldername?',
  update_supdocfolder: 'supdocfoldername, supdocfolderdescription?, supdocparentfoldername?',
  delete_supdocfolder: '@key',
}

const date = 'year, month, day'
const contactChoice = '(contact | contactname)'
const receiptLine =
  '(accountlabel | glaccountno)?, amount, memo?, locationid?, departmentid?, customfields?, projectid?, taskid?, costtypeid?, customerid?, vendorid?, employeeid?, itemid?, classid?, contractid?, warehouseid?'

/** Elements inside legacy functions; `parent/name` where one name has several models. Elements named nowhere are leaves or free. */
export const legacyElements: Readonly<Record<string, string>> = {
  datecreated: date,
  dateposted: date,
  datedue: date,
  datereceived: date,
  receiveddate: date,
  paymentdate: date,
  datereversed: date,
  depositdate: date,
  checkdate: date,
  exchratedate: date,
  origdocdate: date,
  revrecstartdate: date,
  revrecenddate: date,
  needbydate: date,
  shipbydate: date,
  cancelafterdate: date,
  donotshipbeforedate: date,
  donotshipafterdate: date,
  servicedeliverydate: date,
  shippeddate: date,
  contact: `contactname, printas, taxable?, companyname?, taxgroup?, ${contactBody}`,
  contactinfo: contactChoice,
  primary: contactChoice,
  billto: contactChoice,
  shipto: contactChoice,
  payto: contactChoice,
  returnto: contactChoice,
  deliverto: contactChoice,
  contactto1099: contactChoice,
  mailaddress:
    'address1?, address2?, address3?, city?, state?, zip?, country?, isocountrycode?, latitude?, longitude?',
  customfields: 'customfield*',
  customfield: 'customfieldname, customfieldvalue',
  invoiceitems: 'lineitem+',
  updateinvoiceitems: '(lineitem | updatelineitem)+',
  'invoiceitems/lineitem': `(accountlabel | glaccountno), offsetglaccountno?, amount, allocationid?, memo?, locationid?, departmentid?, item1099?, form1099type?, form1099box?, key?, ${arLineTail}, taxentries?`,
  'updateinvoiceitems/lineitem': `(accountlabel | glaccountno), offsetglaccountno?, amount, allocationid?, memo?, locationid?, departmentid?, item1099?, form1099type?, form1099box?, key?, ${arLineTail}, taxentries?`,
  'updateinvoiceitems/updatelineitem': arLineUpdate,
  aradjustmentitems: 'lineitem+',
  updatearadjustmentitems: '(lineitem | updatelineitem)+',
  'aradjustmentitems/lineitem': `(accountlabel | glaccountno), offsetglaccountno?, amount?, allocationid?, memo?, locationid?, departmentid?, item1099?, form1099type?, form1099box?, key?, ${arLineTail}, totaltrxamount?, taxentries?`,
  'updatearadjustmentitems/lineitem': `(accountlabel | glaccountno), offsetglaccountno?, amount?, allocationid?, memo?, locationid?, departmentid?, item1099?, form1099type?, form1099box?, key?, ${arLineTail}, totaltrxamount?, taxentries?`,
  'updatearadjustmentitems/updatelineitem': arLineUpdate,
  taxentries: 'taxentry+',
  taxentry: 'detailid, trx_tax?',
  arpaymentitem: 'invoicekey, amount',
  arpaymentitems: 'arpaymentitem+',
  onlinecardpayment: 'cardnum, expirydate, cardtype, securitycode?, usedefaultcard?',
  onlineachpayment: 'bankname, accounttype, accountnumber, routingnumber, accountholder, usedefaultaccount?',
  billitems: 'lineitem+',
  updatebillitems: '(lineitem | updatelineitem)+',
  apadjustmentitems: 'lineitem+',
  sotransitems: 'sotransitem+',
  sotransitem: `bundlenumber?, itemid, itemaliasid?, itemdesc?, taxable?, warehouseid?, quantity, unit?, linelevelsimpletaxtype?, discountpercent?, price?, retainagepercentage?, sourcelinekey?, discsurchargememo?, locationid?, linesubtotals?, departmentid?, ${soLineTail}`,
  updatesotransitems: '(sotransitem | updatesotransitem)+',
  updatesotransitem: `bundlenumber?, itemid?, itemaliasid?, itemdesc?, taxable?, warehouseid?, quantity?, unit?, linelevelsimpletaxtype?, discountpercent?, price?, retainagepercentage?, sourcelinekey?, discsurchargememo?, locationid?, departmentid?, ${soLineTail}, @line_num`,
  potransitems: 'potransitem+',
  receiptkeys: 'receiptkey+',
  receiptitems: 'lineitem+',
  'receiptitems/lineitem': receiptLine,
  appaymentkeys: 'appaymentkey+',
  attachments: 'attachment*',
  attachment: 'attachmentname, attachmenttype, attachmentdata',
}
